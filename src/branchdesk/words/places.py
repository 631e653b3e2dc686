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
