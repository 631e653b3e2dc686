"""A committee's term: when it ends, when the reminder is due, how far it is overrun.

Source: 《中国共产党支部工作条例（试行）》第21条 (RULES.md 1.2): five years in villages and communities, three
elsewhere; the organisation above reminds six months ahead; an election is put off, or held early, by a year at most.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.dates import PartialDate, add_years

USUAL_YEARS, VILLAGE_YEARS = 3, 5
REMINDED_MONTHS = 6
LONGEST_DELAY_YEARS = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One committee's time in office: elected when, for how many years, and until when where the next one took over.

    `id` is the committee's, where it was entered.
    """

    since: PartialDate
    years: int
    until: PartialDate | None = None
    id: str = ""

    def ends(self) -> date:
        """Give the day on which the term it was elected for is over; a partial date counts from its first day."""
        return add_years(self.since.first_day(), self.years)

    def reminder(self) -> date:
        """Give the day from which the coming election is reminded of."""
        return minus_months(self.ends(), REMINDED_MONTHS)

    def latest(self) -> date:
        """Give the last day to which the election may be put off with the consent of the organisation above."""
        return add_years(self.ends(), LONGEST_DELAY_YEARS)

    def holds(self, day: date) -> bool:
        """Say whether the committee is in office on a day."""
        return self.since.first_day() <= day and (self.until is None or day < self.until.first_day())

    def days_left(self, day: date) -> int:
        """Count the days until the term is over; negative where it is overrun."""
        return (self.ends() - day).days


def minus_months(day: date, months: int) -> date:
    """Go back so many months; where that month has no such day, to its last one."""
    return plus_months(day, -months)


def plus_months(day: date, months: int) -> date:
    """Go on so many months; where that month has no such day, to its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
