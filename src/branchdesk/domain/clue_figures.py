"""What is counted of clues, and the rates taken of it: exact, and rounded only where they are shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Measure(StrEnum):
    """What a figure counts. Each has records behind it, but for STROKES and STROKES_HANDLED, which have none."""

    REPORTED = "reported"  # on record
    HANDLED = "handled"  # in one of the states that the branch counts as handled
    ASIDE = "aside"  # out of scope, duplicates, passed on
    OPEN = "open"
    JUDGED = "judged"  # with a deadline, and handled on a known day or overdue: what the rate in time is taken of
    IN_TIME = "in_time"
    OVERDUE = "overdue"  # still open after the deadline
    FED_BACK = "fed_back"
    CASES = "cases"
    PROPOSALS = "proposals"
    STROKES = "strokes"  # known by their number alone
    STROKES_HANDLED = "strokes_handled"


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
