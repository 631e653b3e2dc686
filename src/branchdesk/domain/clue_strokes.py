"""Strokes of the tally board: 正 by 正, how many clues were reported and how many of them handled, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from branchdesk.errors import Refusal
from branchdesk.words import clue_strokes as say

MOST = 9999  # of one place of the board


class By(StrEnum):
    """Whose strokes are counted."""

    VOLUNTEER = "volunteer"
    GRID = "grid"
    UNIT = "unit"


class Part(StrEnum):
    """Which of the two numbers of a place a stroke belongs to."""

    REPORTED = "reported"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many strokes: reported, and of these handled."""

    reported: int = 0
    handled: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up two places."""
        return Counts(self.reported + other.reported, self.handled + other.handled)

    def __bool__(self) -> bool:
        """Say whether there is any stroke."""
        return bool(self.reported)

    def of(self, part: Part) -> int:
        """Give one of the two numbers."""
        return self.handled if part is Part.HANDLED else self.reported


NO_STROKES = Counts()


def judged(counts: Counts) -> Counts:
    """Give counts that can be so; Refusal where more were handled than reported, or a number is out of reach."""
    if counts.reported < 0 or counts.handled < 0:
        raise Refusal(say.nothing_to_take_off(), code="no_stroke_left")
    if counts.handled > counts.reported:
        raise Refusal(say.handled_above_reported(counts.reported, counts.handled), code="handled_above_reported")
    if counts.reported > MOST:
        raise Refusal(say.too_many_strokes(MOST), code="too_many_strokes")
    return counts


def put(counts: Counts, part: Part, number: int) -> Counts:
    """Set one of the two numbers; Refusal as `judged` says."""
    return judged(
        Counts(counts.reported, number) if part is Part.HANDLED else Counts(number, counts.handled),
    )


def struck(counts: Counts, part: Part, strokes: int = 1) -> Counts:
    """Add strokes, or take some off where `strokes` is below zero; Refusal as `judged` says."""
    return put(counts, part, counts.of(part) + strokes)


def least_handled(counts: Counts, taken: int) -> int:
    """Say how many of so many strokes taken away are handled ones at least: those that cannot stay."""
    return max(0, counts.handled - (counts.reported - taken))


# The five strokes of 正 in the order in which they are written, from and to, on a square of side 1.
Line = tuple[float, float, float, float]
ZHENG: tuple[Line, ...] = (
    (0.10, 0.10, 0.90, 0.10),
    (0.50, 0.10, 0.50, 0.90),
    (0.50, 0.48, 0.84, 0.48),
    (0.22, 0.44, 0.22, 0.90),
    (0.04, 0.90, 0.96, 0.90),
)


def signs(strokes: int) -> tuple[int, ...]:
    """Give how many strokes each sign has: 12 are 5, 5 and 2."""
    whole, rest = divmod(strokes, len(ZHENG))
    return (len(ZHENG),) * whole + ((rest,) if rest else ())
