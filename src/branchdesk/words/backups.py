"""What is said about backups, and the reasons that their names tell."""

AUTOMATIC, LEAVING, BY_HAND, ON_COMMAND = "自动", "退出", "手动", "命令行"
BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_ERASURE = "恢复前", "升级前", "清除前"
FOLDER = "备份"


def folder_name(stem: str) -> str:
    """Name the folder that a file's backups lie in."""
    return f"{stem}-{FOLDER}"


def folder_missing(folder: object) -> str:
    """Say that there is no folder to put a backup into."""
    return f"备份文件夹“{folder}”不存在或无法建立，没有备份。请检查位置，或在“备份与恢复”中改选文件夹。"


def folder_locked(folder: object) -> str:
    """Say that nothing may be written into a folder."""
    return f"备份文件夹“{folder}”不能写入，没有备份。请检查文件夹权限，或在“备份与恢复”中改选文件夹。"


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
