"""What is said where a backup is looked into and put in the present file's place."""

COUNTED = {
    "members": "党员",
    "meetings": "会议",
    "agenda_items": "议题",
    "attendance": "到会记录",
    "volunteers": "志愿者",
    "clues": "线索",
    "operations": "操作记录",
}


def not_ours(path: object) -> str:
    """Say that a file is no backup of ours."""
    return f"“{path}”不是支部工作台的备份，没有恢复，现有文件未动。请另选一份。"


def damaged(path: object) -> str:
    """Say that a backup is damaged."""
    return f"“{path}”已损坏、不完整，或不是支部工作台的备份，没有恢复，现有文件未动。请改用另一份备份。"


def newer(path: object) -> str:
    """Say that a newer program made a backup."""
    return f"备份“{path}”由较新版本的支部工作台写成，没有恢复，现有文件未动。请升级程序。"


def locked(path: object) -> str:
    """Say that a backup wants its password."""
    return f"备份“{path}”设有密码，请输入备份当时的密码或恢复密钥。"


def present_locked(path: object) -> str:
    """Say that a backup without a password may not take the place of a file that has one."""
    return f"“{path}”设有密码而备份没有。请先给出现有文件的密码，恢复后仍用它加密；现有文件未动。"


def other_branch(path: object, name: str) -> str:
    """Say that a backup is another branch's."""
    return f"备份“{path}”属于“{name}”，与现有文件不是同一个支部，没有恢复。要看它请直接打开。"


def same_file(path: object) -> str:
    """Say that a file cannot be its own backup."""
    return f"“{path}”就是正在使用的文件，没有恢复。请选一份备份。"


def not_written(path: object) -> str:
    """Say that the restored file could not be written."""
    return f"恢复的文件不能写入“{path}”，现有文件未动。请检查磁盘空间和文件夹权限。"


def kept_name(stem: str, moment: str) -> str:
    """Name the copy of a damaged file that is kept."""
    return f"{stem}.损坏-{moment}"


def event(at: str, title: str) -> str:
    """Name the event: a backup took the file's place."""
    return f"从备份恢复，内容至 {moment(at)}（{title}）" if title else "从备份恢复"


def moment(at: str) -> str:
    """Write a moment for people."""
    return at[:16].replace("T", " ")


# The dialog that puts a backup back.
TITLE = "从备份恢复"
LOOKING = "正在核对备份…"
KIND, THEN, NOW = "内容", "备份里", "现在"
UNTIL = "内容到"
PASSWORD = "备份当时的密码"
TRY = "核对"
GO, CANCEL = "恢复这份备份", "取消"
NOTHING_LOST = "备份之后没有改动，恢复不会丢失内容。"
NOT_KNOWN = "这份备份之后的改动无法逐条比较，以两边的数目为准。"
KEPT = "恢复前先把现有文件完整备份一份，恢复后仍可换回。"
OLDER = "备份是旧版本格式，恢复时自动升级，备份本身不变。"
KEEPS_PASSWORD = "备份没有设密码，恢复后仍用现在的密码加密。"
ITS_PASSWORD = "恢复后使用备份当时的密码和使用人。"
BROKEN = "这份备份的操作历史有断开之处，内容可用，请恢复后检查。"


def lost_since(count: int) -> str:
    """Head the steps that would be lost."""
    return f"备份之后的 {count} 步操作将不在恢复后的文件里："


def more(count: int) -> str:
    """Say that there are more steps than are shown."""
    return f"……另有 {count} 步"


def done(at: str) -> str:
    """Say that a backup is in place."""
    return f"已恢复，内容到 {moment(at)}。原来的文件已另存。" if at else "已恢复。原来的文件已另存。"


# The screen where a file is damaged.
DAMAGED, DAMAGED_NOTE = "文件损坏", "原文件原样保留"
LOST_WRITES = "最近的改动没有写完整"
WHY = "常见原因是断电、磁盘故障或拔出U盘过早。"
KEPT_ASIDE = "无论选哪种办法，损坏的文件都按日期另存，不会删除。"
FROM_BACKUP, RESCUE = "从备份恢复", "救出能读的内容"
SEEKING = "正在核对备份…"
NO_BACKUP = "没有找到完好的备份。可选择其他位置的备份，或救出能读的内容。"
RESCUE_NOTE = "把完好的部分读出，另存为一个新文件，可与备份对照。"
RESCUING = "正在逐页读出，请稍候…"
ANOTHER_BACKUP = "换一份备份…"
FILE_PASSWORD = "文件密码"
UNLOCK = "用此密码核对"
GO_RESCUE, USE_RESCUED = "开始救出", "改用救出的文件"
OPEN_ANYWAY = "打开现有内容"
RESCUED_ROWS, RESCUED_LOST, TABLE = "已读出", "未读出", "内容"
CHOOSE = "选择备份"


def good(at: str, reason: str) -> str:
    """Say which backup is the newest good one."""
    return f"最近一份完好的备份：{moment(at)}（{reason}）"


def missing_since(count: int | None) -> str:
    """Say what the backup does not have."""
    if count is None:
        return "此后所做的改动不在其中，请恢复后核对补录。"
    return f"此后还有 {count} 步操作不在其中，请恢复后核对补录。" if count > 0 else "此后没有改动，恢复不会丢失内容。"


def rescued_as(name: str) -> str:
    """Say where what could be read was put."""
    return f"已另存为“{name}”。"
