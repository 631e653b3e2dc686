"""What is said about where the program keeps its records, and where they may go."""

PORTABLE_MARKER = "便携模式.txt"


def lost(path: object) -> str:
    """Say that the file used last is not where it was."""
    return (
        f"上次使用的数据文件“{path}”现在找不到。"
        "可能是移动硬盘或U盘没有接好，也可能是文件或文件夹被改名、移走。资料没有因此丢失：接好后重试，或指给程序看它现在在哪里。"
    )


FOUND = "在这里找到同名的数据文件："
OPEN_FOUND = "打开找到的文件"
LOOK = "指定它现在的位置…"


def portable_read_only(folder: object) -> str:
    """Say that a program that carries its records with it stands where nothing can be written."""
    return (
        f"程序处于便携模式，资料放在“{folder}”，但这个位置不能写入（例如光盘，或写保护的U盘）。"
        "请把整个程序文件夹复制到可以写入的位置，再从那里打开。"
    )


def folder_not_made(folder: object) -> str:
    """Say that the folder of the data file cannot be made."""
    return f"文件夹“{folder}”不能建立或不能写入，没有建立支部。请用“选择文件夹…”换一个可以写入的位置。"


def too_long(path: object, length: int, most: int) -> str:
    """Say that the names of backups beside a file would be longer than the system takes."""
    return (
        f"“{path}”的路径太长：连同备份的文件名共 {length} 个字符（国产系统上一个汉字算三个），系统最多允许 {most} 个。"
        "请换到文件夹层数少、名称短的位置。"
    )


PLACE, OPEN_FOLDER = "资料位置", "打开所在文件夹"
HOW = "全部资料都在这个文件里，备份在旁边的文件夹里。可以移到本机别的文件夹或移动硬盘，密码和备份会一起移过去。"
CARRIED = "程序处于便携模式：资料、备份、设置和日志都在程序文件夹的 data 里，随程序一起带走。"
COPY_PATH, COPIED = "复制路径", "已复制"
MOVE, MOVE_TITLE = "移到别处…", "数据文件移到哪个文件夹"
MOVED, KEEP_OLD, REMOVE_OLD = "数据文件已移动", "保留原文件", "删除原文件"


def same_folder(folder: object) -> str:
    """Say that a file is already in the folder it is to be moved to."""
    return f"数据文件已经在“{folder}”里，没有移动。"


def folder_not_written(folder: object) -> str:
    """Say that nothing can be written where a file is to be moved to."""
    return f"文件夹“{folder}”不能写入，没有移动，数据文件还在原处。请换一个位置，或请信息部门协助。"


def no_room(folder: object, wanted: int) -> str:
    """Say that a file and its backups do not fit where they are to be moved to."""
    return f"“{folder}”所在的磁盘放不下：数据文件和备份共 {wanted / 1_000_000:,.1f} MB。没有移动，数据文件还在原处。"


def moved(path: object, old: object, backups: int) -> str:
    """Say where a file is now, and ask what becomes of the old one."""
    along = f"，{backups} 份备份一并移了过去" if backups else ""
    return (
        f"数据文件现在是“{path}”，逐字节核对无误{along}。以后启动都打开这里的文件。\n\n"
        f"原来的文件还在“{old}”。保留它可以多一份旧的，但以后的录入不再写到那里；不需要时请删除，以免用错。"
    )


def old_removed(path: object) -> str:
    """Say that the file at the old place is deleted."""
    return f"已删除原来的文件“{path}”和那里的备份。"
