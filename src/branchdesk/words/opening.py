"""What is said where a file does not open."""

NOT_OPEN = "没有打开"
UNLOCK = "输入密码"
DAMAGED = "文件损坏"
SUBTITLE = "文件没有改动"
PROGRAM = "打开时程序出错，文件没有改动。请重试；仍然不行，请把出错详情交给维护人员。"
IN_USE = "程序只让一个窗口使用一个文件。如果那个窗口已经不见，请等待几秒再重试。"
COPY, COPIED = "复制路径", "已复制文件路径。"
AGAIN, ANOTHER, NEW = "重试", "打开另一个文件", "建立新支部"
RECOVER, RESTORE = "用恢复密钥打开", "从备份恢复"
OPEN_FILE = "打开数据文件"
KIND = "支部工作台数据文件 (*.branchdesk)"


def brought_up(backup: object) -> str:
    """Say, once, that an older file was brought up to date, and where the one of before is."""
    return f"数据文件已升级到本版本的格式。升级前的备份已核对，在“{backup}”。"
