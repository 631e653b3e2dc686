"""Working days: Monday to Friday, but for public holidays and for the weekend days that are worked instead.

Source: the State Council's notice of each year. A year of which nothing is known is counted by weekends alone, and
every answer that touches it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
NEW_YEAR, NATIONAL_DAY = (1, 1), (10, 1)
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class SetDay:
    """A day that the notice sets: off, or worked though it lies on a weekend; and the holiday that it belongs to."""

    day: date
    off: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The last of some working days, how many there are, and the years whose holidays nobody knows."""

    last: date
    number: int
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar: the days that are set, by their date."""

    days: Mapping[date, SetDay] = field(default_factory=dict)

    def over(self, others: Iterable[SetDay]) -> WorkingDays:
        """Give this calendar with other days laid over it, each of which has the last word."""
        return WorkingDays({**self.days, **{one.day: one for one in others}})

    def knows(self, year: int) -> bool:
        """Say whether a year's holidays are known: its first day and its National Day are set, as in every notice."""
        return all((one := self.days.get(date(year, *day))) is not None and one.off for day in (NEW_YEAR, NATIONAL_DAY))

    def is_working(self, day: date) -> bool:
        """Say whether a day is worked."""
        known = self.days.get(day)
        return not known.off if known is not None else day.weekday() < SATURDAY

    def name(self, day: date) -> str:
        """Give the holiday that a day belongs to, or nothing."""
        known = self.days.get(day)
        return known.name if known is not None else ""

    def add(self, day: date, number: int) -> Counted:
        """Give the last of so many working days after a day, which is itself not counted; ValueError below one."""
        if number < 1:
            raise ValueError(number)
        last, left = day, number
        while left:
            last += ONE
            left -= self.is_working(last)
        return Counted(last, number, self.unknown(day + ONE, last))

    def between(self, first: date, last: date) -> Counted:
        """Count the working days from one day to another, both counted in; none where the last lies before."""
        number, day = 0, first
        while day <= last:
            number += self.is_working(day)
            day += ONE
        return Counted(last, number, self.unknown(first, last))

    def unknown(self, first: date, last: date) -> tuple[int, ...]:
        """Give the years from one day to another whose holidays are not known."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.knows(year))


WEEKENDS = WorkingDays()  # of which nothing is known but that Saturday and Sunday are off
