"""What is said while a paper is ordered in words, and while it goes to a printer or into a file."""

from collections.abc import Iterable


def queue_refused(why: str) -> str:
    """Say that a printer's queue did not take a paper."""
    told = f"（{why}）" if why else ""
    return f"打印机没有接受这份材料{told}。请看打印机是否已开机、已连接，再打印一次。"


def printer_refused() -> str:
    """Say that painting on a printer could not begin or go on."""
    return "打印没有完成：打印机没有响应。请看打印机是否已开机、已连接，再打印一次。"


def no_such_pages(pages: int) -> str:
    """Say that none of the pages that were asked for are there."""
    return f"要打印的页不在这份材料里：共{pages}页。请重新填写页码范围。"


def already_there(name: str) -> str:
    """Say that a name without its ending is that of a file which is there."""
    return f"已有名为“{name}”的文件，没有覆盖。要换掉它，请在保存时选中这个文件；否则请换一个文件名。"


# What an identifier is asked of, by what a paper is about: the word for it, and where to find it.
ABOUT = {
    "meeting": ("会议的编号", "可用 branchdesk list FILE meetings 查到"),
    "member": ("党员的姓名或编号", "可用 branchdesk list FILE members 查到"),
    "clue": ("线索的编号（几条用逗号隔开）", "可用 branchdesk list FILE clues 查到"),
    "volunteer": ("志愿者的姓名或编号、队伍的名称（几个用逗号隔开）", "可用 branchdesk list FILE volunteers 查到"),
    "ledger": ("台账的名称", "可以是{ledgers}"),
}


def about_missing(paper: str, about: str, ledgers: Iterable[str]) -> str:
    """Say that it must be said what a paper is about, and what that may be."""
    what, where = ABOUT[about]
    return f"打印{paper}要写明{what}，{where.format(ledgers='、'.join(ledgers))}。"


def about_needless(paper: str, text: str) -> str:
    """Say that a paper of the whole branch is about nothing in particular."""
    return f"{paper}是整个支部的材料，不用写“{text}”。请去掉后再打印。"


def nobody_so_called(name: str) -> str:
    """Say that no member bears a name or an identifier."""
    return f"没有叫“{name}”的党员。请核对姓名，或改用编号（branchdesk list FILE members 可查到）。"


def no_such_option(paper: str, text: str, there: Iterable[str]) -> str:
    """Say how an option is written, and which there are."""
    known = "、".join(there)
    return (
        f"{paper}没有选项“{text}”。写成 选项=值；可用的选项：{known}。"
        if known
        else f"{paper}没有可选的写法，请去掉“{text}”。"
    )


def no_such_choice(option: str, text: str, there: Iterable[str]) -> str:
    """Say what an option may be."""
    return f"选项 {option} 不能是“{text}”，可以写：{'、'.join(there)}。"


def yes_or_no(option: str, text: str) -> str:
    """Say that an option is a yes or a no."""
    return f"选项 {option} 要写 是 或 否，不能是“{text}”。"


def number_wanted(option: str, text: str) -> str:
    """Say that an option is a number."""
    return f"选项 {option} 要写一个不小于0的整数，不能是“{text}”。"


def day_wanted(option: str, text: str) -> str:
    """Say that an option is a day."""
    return f"选项 {option} 要写成 2026-11-20 这样的日期，不能是“{text}”。"
