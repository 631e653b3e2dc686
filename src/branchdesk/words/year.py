"""What is said of the year's duties: on its sheet, in its legend, and of what is noted by hand."""

from collections.abc import Sequence

from branchdesk.words.duties import period

MISSING, WAITING, NOT_ASKED = "缺", "待", "—"
FIRST_TOPIC = "第一议题"
LOCAL = "本地规定"


def on_day(day: str, *, with_month: bool) -> str:
    """Say a stored day in a cell: 20日, or 5月20日 where the cell is of more than a month."""
    return f"{int(day[5:7])}月{int(day[8:10])}日" if with_month else f"{int(day[8:10])}日"


def next_year(month: int) -> str:
    """Say in a cell of December that something was held in a month of the year after."""
    return f"次年{month}月"


def times(number: int) -> str:
    """Say how often something was held."""
    return f"{number}次"


def short_period(name: str, year: int) -> str:
    """Say a span within a year: 11月, 第四季度; one of another year with it."""
    said = period(name)
    return said.removeprefix(f"{year}年") or said


def short_article(article: str) -> str:
    """Name a document as people do in a line: 支部工作条例第十一条; several articles as 第三十一、三十二条."""
    for left_out in ("《中国共产党", "《", "（试行）", "》"):
        article = article.replace(left_out, "")
    if article.startswith(LOCAL):
        return LOCAL
    return article.replace("条、第", "、")


def some(parts: Sequence[str], most: int = 3) -> str:
    """List the first few, and how many there are in all."""
    told = "、".join(parts[:most])
    return told if len(parts) <= most else f"{told}等{len(parts)}项"


def months(first: int, last: int) -> str:
    """Say which months a cell covers; nothing where it is the whole year."""
    if (first, last) == (1, 12):
        return ""
    return f"{first}月" if first == last else f"{first}至{last}月"


def number_of(label: str, number: str) -> str:
    """Say how often something was held that no rule counts."""
    return f"{label}{number}次。没有规定次数。"
