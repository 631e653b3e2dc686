"""What a line of 今日 says of duties, alike ones folded into one."""

from collections.abc import Sequence

from branchdesk.words.meetings import KINDS
from branchdesk.words.schedule import named
from branchdesk.words.today import month_day, names

MANY = 3


def meeting_owed(kind: str, periods: Sequence[str], groups: Sequence[str], *, late: bool) -> str:
    """Say that meetings of a kind are owed: in which spans of time, and of which groups where not of all."""
    ending = "没有记录" if late else "还没开"
    if len(periods) == 1:
        return f"{periods[0]}{named(kind, *groups)}{ending}"
    listed = "、".join(periods[:MANY]) + ("等" if len(periods) > MANY else "")
    return f"{named(kind, *groups) if groups else KINDS[kind]}{len(periods)}次{ending}（{listed}）"


def meeting_ahead(kind: str, period: str, groups: Sequence[str]) -> str:
    """Name a meeting that still has time."""
    return f"{period}{named(kind, *groups)}"


def people_owed(people: list[str], rest: str) -> str:
    """Say of whom something alike is owed: 何霞等3人预备期11月3日届满."""
    return f"{names(people)}{rest}"


def people_of_a_rule(label: str, people: list[str]) -> str:
    """Say of whom one rule asks something, each with a day of their own."""
    return f"{label}：{'、'.join(people) if len(people) <= MANY else names(people)}"


def several(label: str, number: int) -> str:
    """Say how many things of one rule are open."""
    return f"{label} {number} 项"


def many_ahead(by: str, labels: Sequence[str]) -> str:
    """Say how many things have time until one day, and name the first of them."""
    listed = "、".join(labels[:MANY]) + ("等" if len(labels) > MANY else "")
    return f"{month_day(by)}前还有{len(labels)}件：{listed}"


def and_more(article: str) -> str:
    """Name the first of several articles."""
    return f"{article}等"
