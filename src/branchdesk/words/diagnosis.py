"""What 诊断 says: what runs here, where things lie, how the last starts and backups went."""

from datetime import datetime

PROGRAM, DATA, BACKUPS, STARTS, SCREEN, FACES, SELF_TEST = "程序", "数据", "备份", "最近启动", "显示", "字体", "自检"
VERSION, RUNNING, DATABASE, PAPERS, SYSTEM, LIBRARY = "支部工作台", "运行环境", "数据库", "排版", "操作系统", "系统库"
PLACE, LOGS, SETTINGS, MODE = "程序位置", "日志", "设置", "方式"
FILE, SIZE, SCHEMA, PASSWORD, ROOM, CHECKED = "数据文件", "大小", "结构版本", "密码", "磁盘剩余", "最近检查"
LAST, WHERE, KEPT, SECOND, NEXT = "最近一次", "位置", "现有", "第二位置", "下一次"
BRANCH, OPENED = "支部", "状态"
PORTABLE, INSTALLED, SOURCE = "便携（数据在程序旁边）", "安装（数据在用户目录）", "源代码运行"
NO_FILE, NOT_OPEN = "没有数据文件", "没有打开"
WITH_PASSWORD, WITHOUT_PASSWORD = "已设密码", "未设密码"
UNKNOWN, NONE, NEVER = "无法读取", "无", "日志中没有"
SOUND, UNSOUND = "完好", "有问题"
SOMEBODY, A_NUMBER = "某某", "（号码）"
NOT_YET_STARTED = "日志中还没有启动记录"
# Each check of the self-test, for people.
CHECKS = {
    "keyed_file": "加密数据文件",
    "password": "密码与恢复密钥",
    "migrations": "旧文件升级",
    "sheet_in": "导入花名册",
    "pinyin": "拼音查找",
    "strokes": "笔画与生僻字",
    "sheets_out": "导出表格",
    "minutes": "打印会议记录",
    "papers": "打印全部材料",
    "word": "Word 文件",
    "soundness": "数据核对",
    "faces": "程序字体",
    "chinese": "界面中文",
    "pictures": "图片格式",
    "window": "窗口与各页面",
}


def free(gigabytes: float) -> str:
    """Tell how much room is left on a disk."""
    return f"{gigabytes:,.1f} GB"


def checked(at: datetime, *, sound: bool) -> str:
    """Tell of the last look through the file."""
    return f"{at:%Y-%m-%d %H:%M}，{SOUND if sound else UNSOUND}"


def start(painted: int, usable: int) -> str:
    """Tell how long a start took, in milliseconds."""
    return f"{painted} 毫秒出现窗口，{usable} 毫秒可以使用"


def taken(at: datetime, reason: str, size: str) -> str:
    """Tell of a backup; each is read back when it is written, and thrown away where that fails."""
    return f"{at:%Y-%m-%d %H:%M}（{reason}），{size}，写入后已核对"


def kept(number: int) -> str:
    """Tell how many backups there are."""
    return f"{number} 份"


def next_backup(minutes: int) -> str:
    """Tell when the next backup is taken."""
    return f"有改动时每 {minutes} 分钟一次，退出时再备份一次"


def not_opened(reason: str) -> str:
    """Say why the file is not open."""
    return f"{NOT_OPEN}：{reason}" if reason else NOT_OPEN


def origin(where: str, file: str, absent: str) -> str:
    """Say where a face that prints is from, and which was chosen but is not here."""
    return f"{where}，{file}" + (f"；本机没有所选的“{absent}”" if absent else "")


def line(name: str, value: str) -> str:
    """Tell one fact in a text to hand on."""
    return f"{name}：{value}"
