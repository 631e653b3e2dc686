"""What is said while a paper goes to a printer or into a file."""


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
