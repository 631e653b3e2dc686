"""What is said of a year planned at once."""

from collections.abc import Sequence
from datetime import date

from branchdesk.words.schedule import WEEKDAYS, named

WHICH = {1: "第一个", 2: "第二个", 3: "第三个", 4: "第四个", 5: "第五个", -1: "最后一个"}


def planned(years: Sequence[int], number: int) -> str:
    """Name the operation that plans a year."""
    return f"安排{'、'.join(map(str, years))}年组织生活{number}次"


def by_date(day: int) -> str:
    """Say that meetings are on a date of the month."""
    return f"{day}日"


def by_weekday(which: int, weekday: int) -> str:
    """Say that meetings are on a weekday of the month."""
    return f"{WHICH[which]}星期{WEEKDAYS[weekday]}"


def by_workday(which: int) -> str:
    """Say that meetings are on a working day of the month."""
    return "最后一个工作日" if which == -1 else f"第{which}个工作日"


def line(day: date, kind: str, group: str | None, hour: str) -> str:
    """Say one meeting to be."""
    called = named(kind, *([group] if group else []))
    return f"{day.isoformat()}　周{WEEKDAYS[day.weekday()]}　{called}　{hour}"


def gave_way(meant: date, name: str) -> str:
    """Say from which day a meeting gave way, and to what."""
    why = name or ("休息日" if meant.weekday() >= 5 else "")  # noqa: PLR2004 - Saturday
    return f"（原为{meant.day}日{f'，{why}' if why else ''}）"


def weekday(day: date, *, worked: bool) -> str:
    """Say which weekday a day is, and that it is not worked."""
    return f"星期{WEEKDAYS[day.weekday()]}{'' if worked else '，休息日'}"


def not_worked() -> str:
    """Say that a day that somebody chose is not worked."""
    return "（休息日）"


def unknown_years(years: Sequence[int]) -> str:
    """Say of which years the holidays are not known yet."""
    told = "、".join(f"{year}年" for year in years)
    return f"{told}的放假安排还没有录入，暂按周末推算；录入后请再核对日期。"
