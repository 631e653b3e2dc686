"""Days that come again by a rule: every first Friday, the 5th of each month, every second Tuesday.

Which days are worked is for a calendar to say; without one they are those from Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.working_days import WEEKENDS, WorkingDays

LAST = -1
WEEK = 7
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Weekly:
    """One weekday (Monday is 0) every so many weeks, counted from the first such day there is."""

    weekday: int
    every: int = 1


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 5th of a month; a month without that day has none."""

    day: int


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """The first to fifth Friday of a month, or the last; a month without a fifth has none."""

    which: int
    weekday: int


@dataclass(frozen=True, slots=True)
class WorkdayOfMonth:
    """The first, second … of a month's working days, or the last."""

    which: int


MonthRule = DayOfMonth | WeekdayOfMonth | WorkdayOfMonth


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of every so many months: of each month, or of the second month of each quarter (`every` 3, `at` 2)."""

    day: MonthRule
    every: int = 1
    at: int = 1

    def takes(self, month: int) -> bool:
        """Say whether a month of the year has its turn."""
        return (month - self.at) % self.every == 0


@dataclass(frozen=True, slots=True)
class Run:
    """The days of a rule, in order, and the months (year, month) whose turn it was but which have no such day."""

    days: tuple[date, ...] = ()
    lacking: tuple[tuple[int, int], ...] = ()


def days_of(rule: Weekly | Monthly, since: date, until: date, worked: WorkingDays = WEEKENDS) -> Run:
    """Give the days of a rule from a day until another, both counted in."""
    if isinstance(rule, Weekly):
        return Run(tuple(_weeks(rule, since, until)))
    days, lacking = [], []
    for year, month in _months(since, until):
        if not rule.takes(month):
            continue
        day = day_in(rule.day, year, month, worked)
        if day is None:
            lacking.append((year, month))
        elif since <= day <= until:
            days.append(day)
    return Run(tuple(days), tuple(lacking))


def day_in(rule: MonthRule, year: int, month: int, worked: WorkingDays = WEEKENDS) -> date | None:
    """Give the day that a rule means in a month, or None where that month has none."""
    days = [day for day in _days(year, month) if _fits(rule, day, worked)]
    if isinstance(rule, DayOfMonth):
        return days[0] if days else None
    if rule.which == LAST:
        return days[-1]
    return days[rule.which - 1] if rule.which <= len(days) else None


def _fits(rule: MonthRule, day: date, worked: WorkingDays) -> bool:
    if isinstance(rule, DayOfMonth):
        return day.day == rule.day
    if isinstance(rule, WeekdayOfMonth):
        return day.weekday() == rule.weekday
    return worked.is_working(day)


def _weeks(rule: Weekly, since: date, until: date) -> Iterator[date]:
    day = since + timedelta(days=(rule.weekday - since.weekday()) % WEEK)
    while day <= until:
        yield day
        day += timedelta(weeks=rule.every)


def _months(since: date, until: date) -> Iterator[tuple[int, int]]:
    for count in range(since.year * MONTHS + since.month - 1, until.year * MONTHS + until.month):
        yield count // MONTHS, count % MONTHS + 1


def _days(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += timedelta(days=1)
