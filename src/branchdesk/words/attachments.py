"""What is said about the files kept with a record."""

from branchdesk.words.meetings import KINDS, day_text

KILO = 1024
PICTURE, FILE = "图片", "文件"
TYPES = {
    "image/jpeg": "JPG 图片",
    "image/png": "PNG 图片",
    "image/heic": "HEIC 图片",
    "application/pdf": "PDF",
    "application/msword": "Word 文档",
    "application/rtf": "Word 文档",
    "application/vnd.ms-excel": "表格",
    "video/mp4": "视频",
}
STARTS = (
    ("image/", PICTURE),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml", "Word 文档"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "表格"),
    ("application/vnd.oasis.opendocument.spreadsheet", "表格"),
    ("application/vnd.oasis.opendocument.text", "Word 文档"),
)


def type_name(kind: str) -> str:
    """Call a media type what people call such files."""
    return TYPES.get(kind) or next((name for start, name in STARTS if kind.startswith(start)), FILE)


def short_type(kind: str) -> str:
    """Call a media type by the few letters that stand in place of a picture."""
    name = type_name(kind)
    return name.split(" ", 1)[0] if name != FILE else FILE


def size_text(size: int) -> str:
    """Say a number of bytes: 860 KB, 4.2 MB, 30 MB."""
    if size < KILO:
        return f"{size} B"
    if size < KILO * KILO:
        return f"{max(1, round(size / KILO))} KB"
    return f"{size / KILO / KILO:.1f}".removesuffix(".0") + " MB"


def added(kind: str, day: str, name: str, number: int) -> str:
    """Name the operation that adds files to a meeting."""
    return f"{day_text(day)}{KINDS[kind]}添加附件“{name}”" + (f"等{number}个" if number > 1 else "")


def removed(kind: str, day: str, name: str) -> str:
    """Name the operation that takes a file out."""
    return f"{day_text(day)}{KINDS[kind]}删除附件“{name}”"


def renamed(kind: str, day: str, name: str) -> str:
    """Name the operation that calls a file otherwise."""
    return f"{day_text(day)}{KINDS[kind]}附件改名为“{name}”"


def moved(kind: str, day: str) -> str:
    """Name the operation that puts files in another order."""
    return f"{day_text(day)}{KINDS[kind]}调整附件顺序"


def turned(kind: str, day: str, name: str) -> str:
    """Name the operation that turns a picture."""
    return f"{day_text(day)}{KINDS[kind]}旋转附件“{name}”"


def empty(name: str) -> str:
    """Say that a file has no content."""
    return f"“{name}”是空文件，没有添加。请核对选的是不是这个文件。"


def too_large(name: str, size: int, most: int) -> str:
    """Say that a file is too large to be kept."""
    return (
        f"“{name}”有 {size_text(size)}，单个附件最大 {size_text(most)}，没有添加。"
        "请压缩或拆分后再添加；视频请另外保存，在记录里写明存放位置。"
    )


def cannot_read(name: str) -> str:
    """Say that a file cannot be had."""
    return f"“{name}”读取不了，没有添加。请确认文件还在、U盘没有拔出、有读取权限，再试一次。"


def no_such_file() -> str:
    """Say that a file is not there any more."""
    return "这个附件已不在记录中，可能刚被删除。"


def nothing_chosen() -> str:
    """Say that no file was given."""
    return "没有选择文件。"


def name_missing() -> str:
    """Say that a file must be called something."""
    return "附件名称没有填。"


def frozen(name: str) -> str:
    """Say that a closed record's file stays as it is."""
    return f"“{name}”是定稿时已有的附件，不能改动。可以另外添加附件；确需改动的，先撤销定稿。"


def order_is_frozen() -> str:
    """Say that a closed record's files keep their order."""
    return "这次会议已定稿，附件顺序不能再调整。"


def bytes_lost(name: str) -> str:
    """Say that a file's content is not in the data file as it was kept."""
    return f"附件“{name}”的内容在数据文件里找不到或已损坏，无法打开。请用最近的备份核对。"


def reduced(number: int, before: int, after: int) -> str:
    """Say how much smaller photos became."""
    which = "原图" if number == 1 else f"{number}张原图共"
    return f"{which} {size_text(before)} → {size_text(after)}"


def total(number: int, here: int, everywhere: int) -> str:
    """Say how many files there are and how much room they take, here and in the whole data file."""
    mine = f"{number}个附件，{size_text(here)}" if number else "还没有附件"
    return f"{mine} · 全支部附件共 {size_text(everywhere)}" if everywhere else mine


def added_message(number: int, told: str) -> str:
    """Say that files were added, and what became of photos."""
    return f"已添加{number}个附件" + (f"，{told}" if told else "") + "。"


def removed_message(name: str) -> str:
    """Say that a file was taken out."""
    return f"已删除附件“{name}”，可按 Ctrl+Z 撤销。"


def saved_message(path: object) -> str:
    """Say where a file was written."""
    return f"已另存：{path}"


def not_all(number: int, sentence: str) -> str:
    """Say that some of several files were not added."""
    return sentence if number == 1 else f"{sentence}（共{number}个文件没有添加）"
