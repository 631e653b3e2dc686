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
