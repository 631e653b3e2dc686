"""What is said when the disk or another program is in the way of the data file."""


def disk_full(path: object) -> str:
    """Say that there is no room on the disk."""
    return f"磁盘空间不足，“{path}”没有写入，原有内容没有改动。请清出一些空间后再保存一次，已填写的内容还在。"


def read_only(path: object) -> str:
    """Say that a file or its folder may only be read."""
    return f"“{path}”或所在文件夹只能读取，没有写入，原有内容没有改动。请取消只读，或把文件换到可以写入的位置。"


def held(path: object) -> str:
    """Say that another program has a file, and for how long it was waited for."""
    return f"“{path}”正被另一个程序占用（例如杀毒软件、备份软件或另一个窗口），这一步没有做，文件没有改动。请稍候再试。"


def disk_fails(path: object) -> str:
    """Say that the disk does not read or write."""
    return (
        f"磁盘读写“{path}”时出错，原有内容没有改动。请检查磁盘或 U 盘连接后再试；如再出现，请尽快把文件备份到别的磁盘。"
    )


def gone(path: object) -> str:
    """Say that a file is no longer where it was opened."""
    return f"“{path}”已被移动、替换或删除，或所在磁盘已拔出，没有写入。请把文件放回原处再试，已填写的内容还在。"


def lost_writes(path: object, count: int) -> str:
    """Say that the newest writes of a file are gone."""
    return (
        f"“{path}”缺少最后 {count} 次保存：旁边的日志文件（-wal）已损坏、被截断或被删除。"
        "请从备份恢复，或确认缺少这些保存后打开现有内容。"
    )


def lost_accepted(count: int) -> str:
    """Name the event: the file was opened without its newest writes."""
    return f"缺少最后 {count} 次保存，确认后打开现有内容"
