"""A year planned at once: for each meeting that the rules still ask for, a day as the branch usually has it.

A day that is not worked gives way to the next one that is, within its month and its time; else to the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from statistics import median_low
from typing import TypeVar

from branchdesk.domain.duties.duty import OPEN, Duty
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.recurrence import (
    LAST,
    DayOfMonth,
    MonthRule,
    WeekdayOfMonth,
    WorkdayOfMonth,
    day_in,
)
from branchdesk.domain.working_days import WorkingDays

T = TypeVar("T")
ONE = timedelta(days=1)
WEEK = 7
USUAL_DAY = 25
CALENDAR_YEAR = len("2026")


@dataclass(frozen=True, slots=True)
class Wish:
    """How meetings of a kind shall be: on which day of a month, in which months rather, when, how long, where."""

    kind: MeetingKind
    rule: MonthRule = field(default_factory=lambda: DayOfMonth(USUAL_DAY))
    months: tuple[int, ...] = ()
    starts: time = time(15)
    lasts: timedelta | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting to be: for which duty, as which wish has it, on which day; `meant` is the day it gave way from."""

    duty: Duty
    wish: Wish
    day: date
    meant: date | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Give what tells it from every other."""
        return *self.duty.key, self.duty.count

    @property
    def for_year(self) -> int | None:
        """Give the year it belongs to, where its rule asks once a year."""
        return int(self.duty.period) if len(self.duty.period) == CALENDAR_YEAR else None


def likely_rules(days: Sequence[date], working: WorkingDays) -> tuple[MonthRule, ...]:
    """Give rules by which a branch may have met on these days, the first the one that they fit best."""
    if not days:
        return DayOfMonth(USUAL_DAY), WorkdayOfMonth(1), WorkdayOfMonth(LAST)
    which, weekday = _commonest(((day.day - 1) // WEEK + 1, day.weekday()) for day in days)
    by_date = DayOfMonth(median_low(day.day for day in days))
    by_weekday = WeekdayOfMonth(which, weekday)
    by_workday = WorkdayOfMonth(_commonest(_place(day, working) for day in days))

    def fits(rule: MonthRule) -> int:
        return sum(_settled(rule, day.year, day.month, working) == day for day in days)

    rules: list[MonthRule] = [by_date, by_weekday, by_workday]
    ordered = sorted(rules, key=fits, reverse=True)
    return tuple(dict.fromkeys((*ordered, WorkdayOfMonth(LAST))))


def _commonest(those: Iterable[T]) -> T:
    return Counter(those).most_common(1)[0][0]


def _place(day: date, working: WorkingDays) -> int:
    """Give which working day of its month a day is, at least the first."""
    return max(working.between(day.replace(day=1), day).number, 1)


def propose(
    duties: Iterable[Duty],
    wishes: Mapping[MeetingKind, Wish],
    working: WorkingDays,
    today: date,
) -> tuple[Proposal, ...]:
    """Give a day for each meeting that is asked for, wished, and neither held nor planned; from tomorrow on."""
    found = [
        proposal
        for duty in duties
        if duty.kind in wishes and duty.state in OPEN and duty.plan is None and duty.by is not None and duty.by > today
        for proposal in _for(duty, wishes[MeetingKind(duty.kind)], working, today)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.wish.starts)))


def _for(duty: Duty, wish: Wish, working: WorkingDays, today: date) -> Iterator[Proposal]:
    first, last = max(duty.since or today, today + ONE), duty.by or today
    months = _months(first, last)
    for year, month in _rather(months, wish.months)[: max(duty.wanted - duty.count, 1)]:
        meant = _meant(wish.rule, year, month, working)
        low, high = max(first, date(year, month, 1)), min(last, _month_end(year, month))
        day = worked(min(max(meant, low), high), low, high, working)
        yield Proposal(duty, wish, day, meant if meant != day else None)


def _months(first: date, last: date) -> list[tuple[int, int]]:
    number = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(one // 12, one % 12 + 1) for one in number]


def _rather(months: list[tuple[int, int]], usual: Sequence[int]) -> list[tuple[int, int]]:
    """Put the months first in which such meetings usually are; without any, the last of them."""
    if len(months) == 1:
        return months
    order = {month: place for place, month in enumerate(usual)}
    return sorted(months, key=lambda one: (order.get(one[1], len(order)), -one[0], -one[1]))


def _meant(rule: MonthRule, year: int, month: int, working: WorkingDays) -> date:
    """Give the day that a rule means; in a month without it, the last one. Working days are those of the calendar."""
    if isinstance(rule, WorkdayOfMonth):
        days = [day for day in _days(year, month) if working.is_working(day)]
        return days[-1] if rule.which == LAST or rule.which > len(days) else days[rule.which - 1]
    return day_in(rule, year, month) or _month_end(year, month)


def _settled(rule: MonthRule, year: int, month: int, working: WorkingDays) -> date:
    first, last = date(year, month, 1), _month_end(year, month)
    return worked(_meant(rule, year, month, working), first, last, working)


def worked(day: date, first: date, last: date, working: WorkingDays) -> date:
    """Give the next working day up to a last one, else the one before down to a first one, else the day itself."""
    ahead = (day + step * ONE for step in range((last - day).days + 1))
    behind = (day - step * ONE for step in range((day - first).days + 1))
    return next((one for those in (ahead, behind) for one in those if working.is_working(one)), day)


def _days(year: int, month: int) -> list[date]:
    return [date(year, month, number) for number in range(1, _month_end(year, month).day + 1)]


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE
