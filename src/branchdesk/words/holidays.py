"""What is said of public holidays, of the days worked instead, and of working days that are counted."""

from collections.abc import Sequence

from branchdesk.words.meetings import day_text

OFF, WORKED = "放假", "上班"
NAMELESS = "放假安排"
SHIPPED, OWN = "程序自带", "支部录入"
DAY, KIND, NAME = "日期", "类型", "名称"
WEEKDAYS = "一二三四五六日"
# How sheets head the three columns.
HEADINGS = {
    DAY: ("日期", "时间", "起止日期", "放假时间", "放假日期", "日期范围"),
    KIND: ("类型", "类别", "安排", "放假或上班", "性质"),
    NAME: ("名称", "节日", "节假日", "节日名称", "节假日名称"),
}


def unknown(years: Sequence[int]) -> str:
    """Say that the holidays of some years are not known, so that only weekends were left out."""
    listed = "、".join(f"{year}年" for year in years)
    return f"{listed}的放假安排还没有录入，只按周六、周日推算。" if years else ""


def known(year: int, *, own: bool) -> str:
    """Say where the holidays of a year come from."""
    if own:
        return f"{year}年：支部录入的放假安排。"
    return f"{year}年：程序自带国务院办公厅通知的放假安排；有变动的，录入后以录入的为准。"


def not_known(year: int) -> str:
    """Say that the holidays of a year are not known, and what to do."""
    return f"{year}年的放假安排还没有录入，工作日只按周六、周日推算。国务院办公厅的通知一般在上年11月前后发布。"


def day_of(day: str, weekday: int) -> str:
    """Say a day with its weekday."""
    return f"{day_text(day)}（周{WEEKDAYS[weekday]}）"


def found(off: int, worked: int, lines: Sequence[str]) -> str:
    """Say what was read from a notice."""
    return f"识别出放假{off}天、上班{worked}天：{'；'.join(lines)}。"


def nothing_found() -> str:
    """Say that no days were found in a text."""
    return "没有识别出放假安排。请粘贴通知正文，例如：一、元旦：1月1日至3日放假调休。1月4日上班。"


def not_read(parts: Sequence[str]) -> str:
    """Say which parts of a text could not be read."""
    return f"未能识别：{'；'.join(parts[:5])}{'等' if len(parts) > 5 else ''}。"  # noqa: PLR2004 - as many as a line holds


def no_heading() -> str:
    """Say that a sheet has no heading with the columns that are needed."""
    return "表格里没有找到“日期”“类型”两列。请在首行写明：日期、类型、名称；类型填“放假”或“上班”。"


def taken(years: Sequence[int], number: int) -> str:
    """Name the entering of days."""
    return f"录入{'、'.join(f'{year}年' for year in years)}放假安排{number}天"


def set_day(day: str, *, off: bool) -> str:
    """Name the setting of one day."""
    return f"设{day_text(day)}{OFF if off else WORKED}"


def removed(day: str) -> str:
    """Name the taking out of a day."""
    return f"删除{day_text(day)}的放假安排"


def nothing_new() -> str:
    """Say that all days are set like this already."""
    return "这些日期的安排与现有的相同，没有需要录入的。"


def no_day() -> str:
    """Say that a day is missing."""
    return "请填写年月日完整的日期。"


def not_own(day: str) -> str:
    """Say that a day is not one that the branch entered."""
    return f"{day_text(day)}不是支部录入的，不能删除；要改，请另录入一条。"


def already(day: str, *, off: bool) -> str:
    """Say that a day is off, or worked, anyway."""
    return f"{day_text(day)}本来就{'休息' if off else '上班'}，不必录入。"


def clause(year: int, span: str, word: str) -> str:
    """Word a span of days off, or worked, as a notice does."""
    return f"{year}年{span}{word}。"


def line(name: str, clauses: Sequence[str]) -> str:
    """Word what a notice says of one holiday."""
    return f"{name}：{''.join(clauses)}"


def spoken(first: str, last: str) -> str:
    """Say a span of days within a year: 1月1日至3日."""
    month, day = (int(part) for part in first.split("-")[1:])
    to_month, to_day = (int(part) for part in last.split("-")[1:])
    if first == last:
        return f"{month}月{day}日"
    return f"{month}月{day}日至{f'{to_month}月' if to_month != month else ''}{to_day}日"
