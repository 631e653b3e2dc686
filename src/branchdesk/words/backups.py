"""What is said about backups, and the reasons that their names tell."""

from datetime import datetime

AUTOMATIC, LEAVING, BY_HAND, ON_COMMAND = "自动", "退出", "手动", "命令行"
BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_ERASURE = "恢复前", "升级前", "清除前"
FOLDER = "备份"
PAGE = "备份与恢复"
_DAYS_IN_WORDS = 30
MEGA = 1_000_000


def folder_name(stem: str) -> str:
    """Name the folder that a file's backups lie in."""
    return f"{stem}-{FOLDER}"


def folder_missing(folder: object) -> str:
    """Say that there is no folder to put a backup into."""
    return f"备份文件夹“{folder}”不存在或无法建立，没有备份。请检查这个位置是否被别的文件占用，或磁盘是否接好。"


def folder_locked(folder: object) -> str:
    """Say that nothing may be written into a folder."""
    return f"备份文件夹“{folder}”不能写入，没有备份。请检查文件夹权限，或请信息部门协助。"


def disk_full(folder: object) -> str:
    """Say that there is no room for a backup."""
    return f"“{folder}”所在的磁盘空间不足，没有备份。请清理磁盘，或删除不用的旧备份。"


def not_written(folder: object) -> str:
    """Say that a backup could not be written or read back."""
    return f"备份写入“{folder}”后核对不上，已放弃这一份。请检查该磁盘是否有故障。"


def source_damaged(path: object) -> str:
    """Say that the file itself does not read, so that no copy of it can be good."""
    return f"“{path}”读取时发现损坏，没有备份。请停止录入，从最近的备份恢复。"


def backup_missing(path: object) -> str:
    """Say that a backup is not there any more."""
    return f"找不到备份“{path}”，可能已被移走或删除。"


def backup_damaged(path: object) -> str:
    """Say that a backup does not read back whole."""
    return f"备份“{path}”已损坏，不能使用。请改用另一份备份。"


def backup_wrong_key(path: object) -> str:
    """Say that a backup lies under another key."""
    return f"备份“{path}”是用另一套密码加密的，现在的密码打不开。请用当时的密码或恢复密钥。"


def second_missing(folder: object) -> str:
    """Say that the folder chosen for a second copy is not there now."""
    return f"第二备份位置“{folder}”现在找不到，这一份没有抄送；接上以后会自动补上。"


def settings_not_written(file: object) -> str:
    """Say that the settings of backups cannot be kept."""
    return f"备份设置“{file}”不能写入，设置没有改动。请检查磁盘空间和文件夹权限。"


def second_silent() -> str:
    """Say that the drive of the second folder does not answer."""
    return "第二备份位置没有回应，这一份没有抄送；恢复以后会自动补上。"


def when(at: datetime, now: datetime) -> str:
    """Tell a moment the shorter the nearer it is: 今天 14:05, 3天前, 11月3日, 2025年11月3日."""
    days = (now.date() - at.date()).days
    if days in {0, 1} and at <= now:
        return f"{'昨天' if days else '今天'} {at:%H:%M}"
    if 1 < days <= _DAYS_IN_WORDS:
        return f"{days}天前"
    return f"{at.month}月{at.day}日" if at.year == now.year else f"{at.year}年{at.month}月{at.day}日"


def size(number: int) -> str:
    """Tell how many bytes a file has: 812 KB, 4.1 MB."""
    return f"{number / MEGA:,.1f} MB" if number >= MEGA else f"{number / 1000:,.0f} KB"


def last_backup(when_told: str) -> str:
    """Name the newest backup for the foot of the sidebar."""
    return f"备份：{when_told}"


NONE_YET, FAILED, UNDER_WAY = "还没有备份", "备份没有成功", "正在备份…"
LEAVING_WAITS = "正在备份，完成后自动退出…"


def left_without(sentence: str) -> str:
    """Say at the exit that the last backup was not to be had; what was saved is saved."""
    return f"数据已保存，但退出前的备份没有成功。\n{sentence}"


BACK_UP_NOW = "立即备份"
HOW = "录入期间和退出程序时自动备份，每一份都重新打开核对过"
EMPTY = "还没有备份。录入以后程序会自动备份，也可以现在就按“立即备份”。"
HERE, BESIDE, SECOND = "本机备份文件夹", "数据文件旁", "第二备份位置"
LOCKED, NO_PASSWORD = "有密码", "无密码"
REMOVE_TITLE = "删除备份"
SECOND_TITLE, OTHER_TITLE = "选择第二备份位置", "选择要恢复的备份"
OTHER_FILTER = "支部工作台数据文件 (*.branchdesk);;所有文件 (*)"
SETTINGS = "备份设置"
EVERY, KEPT, SECOND_PLACE = "录入时每隔", "旧备份保留", "第二备份位置"
EVERY_OFFERED = (("10", "10分钟"), ("30", "30分钟"), ("60", "1小时"), ("120", "2小时"))
KEPT_OFFERED = (("12", "1年"), ("24", "2年"), ("60", "5年"))
KEPT_HOW = "最近一天每小时一份，两周内每天一份，两个月内每周一份，再早每月一份；恢复、升级前的备份至少留30天。"
THIN_BY_HAND = "手动备份也按上面的期限清理"
NO_SECOND = "不使用"
SECOND_HOW = (
    "需要时可以再抄送一份到移动硬盘或内网盘。普通U盘往往不许存放工作资料，请先确认本单位规定；"
    "文件没有设密码时，拿到备份的人都能看到内容。"
)
CHOOSE_FOLDER, NO_MORE_SECOND = "选择文件夹…", "不再使用"


def newest(when_told: str) -> str:
    """Name the newest backup at the head of the page."""
    return f"最近一次备份：{when_told}"


def remove(number: int, *, last: bool) -> str:
    """Ask whether backups shall be deleted."""
    rest = "删除后就没有任何备份了。" if last else ""
    return f"删除所选的 {number} 份备份？删除后不能找回。{rest}"


def removed(number: int) -> str:
    """Say that backups were deleted."""
    return f"已删除 {number} 份备份。"


def taken(size_told: str) -> str:
    """Say that the backup somebody asked for is there."""
    return f"已备份并核对，{size_told}。"
