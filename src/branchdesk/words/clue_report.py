"""What is said of 线索月报 and 年报: their names, their options, the periods they are of."""

from __future__ import annotations

from datetime import date

NAME = "线索月报、年报"
HOLDS = "一段时间的提报、处置、按期、反馈，按类别、网格、单位、队伍和月份，附图表和统计口径。"
MONTHLY, YEARLY, OTHER = "志愿者线索月报", "志愿者线索年报", "志愿者线索情况报告"
MONTH, YEAR = "月份", "年份（0 为今年）"
THIS, LAST, WHOLE = "this", "last", "year"
MONTHS = ((THIS, "本月"), (LAST, "上月"), (WHOLE, "全年"), *((str(month), f"{month}月") for month in range(1, 13)))
SINCE, UNTIL = "或开始日期", "或结束日期"
SNAPSHOT, NOW = "存照名称（空着用现在的数字）", "附存照与现在的对照"
AT_SNAPSHOT, AT_PRESENT = "存照", "现在"
OTHER_SETTINGS = "存照以后，支部改过哪些状态算已处置，现在的数字按新的口径。"
EMPTY = "空"
ALL = "全部"
DECEMBER = 12


def period(since: date | None, until: date | None) -> str:
    """Name a period as a title has it: 2026年11月, 2026年, 2026年10月1日至12月31日."""
    if since is None and until is None:
        return ALL
    if since is None:
        return f"{_day(until)}以前"
    if until is None:
        return f"{_day(since)}以来"
    if is_year(since, until):
        return f"{since.year}年"
    if is_month(since, until):
        return f"{since.year}年{since.month}月"
    last = _day(until) if since.year != until.year else _day(until).partition("年")[2]
    return f"{_day(since)}至{last}"


def name(since: date | None, until: date | None) -> str:
    """Name the report of a period."""
    if since and until and is_year(since, until):
        return YEARLY
    return MONTHLY if since and until and is_month(since, until) else OTHER


def is_year(since: date, until: date) -> bool:
    """Say whether two days are the first and last of a year."""
    return since == date(since.year, 1, 1) and until == date(since.year, DECEMBER, 31)


def is_month(since: date, until: date) -> bool:
    """Say whether two days are the first and last of a month."""
    after = date(since.year + since.month // DECEMBER, since.month % DECEMBER + 1, 1)
    return since.day == 1 and (after - until).days == 1


def before(period_: str) -> str:
    """Head the column of the period before."""
    return f"上期（{period_}）"


def year_before(period_: str) -> str:
    """Head the column of the same period a year earlier."""
    return f"上年同期（{period_}）"


def as_of(day: date) -> str:
    """Say as of which day figures are."""
    return f"截至{_day(day)}"


def of_snapshot(taken: date, called: str) -> str:
    """Say from which snapshot figures are."""
    return f"据{_day(taken)}存照“{called}”"


def became(label: str, before: str, after: str) -> str:
    """Say what a field was and is."""
    return f"{label}：{before or EMPTY}→{after or EMPTY}"


def more_changes(number: int) -> str:
    """Say how many changed clues are not listed."""
    return f"另有{number:,}条有变动，未逐条列出。"


def strokes_changed(number: int) -> str:
    """Say by how much the counts without record differ."""
    return f"正字计数{'增加' if number > 0 else '减少'}{abs(number):,}条。"


def no_such_snapshot(text: str, there: list[str]) -> str:
    """Say that there is no such snapshot, and which there are."""
    known = f"已有的存照：{'、'.join(there)}" if there else "还没有存照"
    return f"没有“{text}”这份存照。{known}。"


def several_snapshots(text: str, ids: list[str]) -> str:
    """Say that several snapshots bear a name."""
    return f"叫“{text}”的存照不止一份，请改用编号：{'、'.join(ids)}。"


def no_such_month(text: str) -> str:
    """Say that something is no month."""
    return f"没有“{text}”这个月份，请写1至12，或写 this、last、year。"


def no_such_year(text: str) -> str:
    """Say that something is no year."""
    return f"“{text}”不是年份，请写成 2026 的样子。"


def ends_before(since: date, until: date) -> str:
    """Say that a period ends before it begins."""
    return f"结束日期{until}早于开始日期{since}，请改正其中一个。"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
