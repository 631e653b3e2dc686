"""What is said of the guide and of what is new."""

GUIDE = "使用说明"
NEWS = "新增内容"
READ_NEWS = "看新增内容"
PUT_AWAY = "知道了"
HOLDS = "怎样用本程序，按要办的事编排，带目录和插图。"
PROGRAM = "支部工作台"
FILE = "支部工作台使用说明"


def version(number: str) -> str:
    """Name the version that the guide is of."""
    return f"{number}版"


def is_new(number: str) -> str:
    """Say that the program has become newer."""
    return f"程序已更新到{number}版。"


def this_version(number: str) -> str:
    """Say which version runs."""
    return f"现在是{number}版"
