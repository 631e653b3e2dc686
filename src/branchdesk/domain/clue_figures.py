"""What is counted of clues, and the rates taken of it: exact, and rounded only where they are shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import ASIDE, WAY, ClueState
from branchdesk.domain.dates import add_years
from branchdesk.domain.tallies import rate_text

ONE = timedelta(days=1)


class Measure(StrEnum):
    """What a figure counts. Each has records behind it, but for STROKES and STROKES_HANDLED, which have none.

    HANDLED, ASIDE and OPEN share no clue and are together REPORTED.
    """

    REPORTED = "reported"  # on record
    HANDLED = "handled"  # in one of the states that the branch counts as handled
    ASIDE = "aside"  # out of scope, duplicates, passed on, unless these count as handled
    OPEN = "open"  # on its way, and not yet in a state that counts as handled
    JUDGED = "judged"  # with a deadline, and handled on a known day or overdue: what the rate in time is taken of
    IN_TIME = "in_time"
    OVERDUE = "overdue"  # not yet handled after the deadline
    FED_BACK = "fed_back"
    CASES = "cases"
    PROPOSALS = "proposals"
    STROKES = "strokes"  # known by their number alone
    STROKES_HANDLED = "strokes_handled"


WITHOUT_RECORDS = (Measure.STROKES, Measure.STROKES_HANDLED)


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, exact. Nothing is ever computed from its text."""

    part: int
    whole: int

    def text(self, digits: int = 1) -> str:
        """Give the percentage, rounded once, half up; an empty whole has none."""
        return rate_text(self.part, self.whole, digits)

    @property
    def fraction(self) -> str:
        """Give the fraction as it stands beside the percentage: 189/193."""
        return f"{self.part}/{self.whole}"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many clues there are of each measure, in a whole or a group."""

    reported: int = 0
    handled: int = 0
    aside: int = 0
    open: int = 0
    judged: int = 0
    in_time: int = 0
    overdue: int = 0
    fed_back: int = 0
    cases: int = 0
    proposals: int = 0
    strokes: int = 0
    strokes_handled: int = 0

    def __add__(self, other: Counted) -> Counted:
        """Add up two groups that share no clue."""
        return Counted(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __sub__(self, other: Counted) -> Counted:
        """Take a group out of a whole, or give by how much figures differ."""
        return Counted(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(self)))

    def of(self, measure: Measure) -> int:
        """Give one measure."""
        return int(getattr(self, measure.value))

    @property
    def all_reported(self) -> int:
        """Count what was reported, strokes with it."""
        return self.reported + self.strokes

    @property
    def all_handled(self) -> int:
        """Count what was handled, strokes with it."""
        return self.handled + self.strokes_handled

    def base(self, *, aside: bool) -> int:
        """Count what the rate of handling is taken of; `aside` leaves out what was put aside."""
        return self.all_reported - (self.aside if aside else 0)

    def handling(self, *, aside: bool) -> Rate:
        """Give the rate of handling, strokes counted in."""
        return Rate(self.all_handled, self.base(aside=aside))

    @property
    def timely(self) -> Rate:
        """Give the rate in time: of the clues with a deadline of which it is decided."""
        return Rate(self.in_time, self.judged)

    @property
    def feedback(self) -> Rate:
        """Give the rate of feedback: of the clues on record, for nobody noted it of strokes."""
        return Rate(self.fed_back, self.reported)


def aside_states(chosen: ClueSettings) -> tuple[ClueState, ...]:
    """Give the states that put a clue aside: those of them that a branch counts as handled do not."""
    return tuple(state for state in ASIDE if state not in chosen.handled)


def open_states(chosen: ClueSettings) -> tuple[ClueState, ...]:
    """Give the states on the way that a branch does not count as handled."""
    return tuple(state for state in WAY if state not in chosen.handled)


AGE_CLASSES = ((None, 7), (8, 30), (31, 90), (91, None))  # days since 提报, the first and the last of each class


def age_bounds(day: date) -> tuple[tuple[date | None, date | None], ...]:
    """Give, for each class of age as seen from a day, the first and last day of 提报 that it holds."""

    def back(days: int | None) -> date | None:
        return None if days is None else day - timedelta(days=days)

    return tuple((back(most), back(least)) for least, most in AGE_CLASSES)


def period_before(since: date, until: date) -> tuple[date, date]:
    """Give the period before one: as many months before whole months, else as many days."""
    if _whole_months(since, until):
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        first = since.year * 12 + since.month - 1 - months
        return date(first // 12, first % 12 + 1, 1), since - ONE
    return since - (until - since) - ONE, since - ONE


def year_before(since: date, until: date) -> tuple[date, date]:
    """Give the same period a year earlier; whole months stay whole, also where a February has another length."""
    if _whole_months(since, until):
        return add_years(since, -1), add_years(until + ONE, -1) - ONE
    return add_years(since, -1), add_years(until, -1)


def _whole_months(since: date, until: date) -> bool:
    return since.day == 1 and (until + ONE).day == 1
