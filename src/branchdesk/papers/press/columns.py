"""How wide the columns of a table are: as their content asks, and as the measure allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from branchdesk.papers.blocks import Column
from branchdesk.papers.press.grid import CELL

HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Need:
    """What a column's content asks for, in points: `least` holds its longest word, `most` all of it on one line."""

    least: float
    most: float


def share_out(columns: Sequence[Column], needs: Sequence[Need], measure: float) -> list[float]:
    """Give each column its width, in points.

    A column with a width of its own has it; the others get what they ask for where the measure has it, and what is left
    goes to the columns that grow. Where the measure is short, a column that asks for little still has all of it, and
    long texts share what remains. Where not even the longest words fit, these are cut in the same way.
    """
    fixed = [column.width and column.width * CELL for column in columns]
    taken = sum(width for width in fixed if width)
    asked = {at: needs[at] for at, width in enumerate(fixed) if not width}
    if taken + sum(need.least for need in asked.values()) > measure:
        least = [width or needs[at].least for at, width in enumerate(fixed)]
        even = measure / len(least)
        given = _filled({at: Need(min(width, even), width) for at, width in enumerate(least)}, measure)
        return [given[at] for at in range(len(least))]
    given = _filled(asked, measure - taken)
    widths = [width or given[at] for at, width in enumerate(fixed)]
    shares = sum(column.grow for column in columns)
    left = measure - sum(widths)
    if shares and left > 0:
        widths = [width + left * column.grow / shares for width, column in zip(widths, columns, strict=True)]
    return widths


def _filled(asked: dict[int, Need], room: float) -> dict[int, float]:
    """Give every column all it asks for where that is no more than its even share; the rest by the root of it.

    What is little waits where the longest words of the others would not fit beside it.
    """
    given: dict[int, float] = {}
    while open_ := {at: need for at, need in asked.items() if at not in given}:
        left = room - sum(given.values())
        whole = sum(sqrt(need.most) for need in open_.values()) or 1.0
        share = {at: left * sqrt(need.most) / whole for at, need in open_.items()}
        small = {at: need.most for at, need in open_.items() if need.most <= left / len(open_) + HAIR}
        words = sum(need.least for at, need in open_.items() if at not in small)
        settled = (
            (small if sum(small.values()) + words <= left + HAIR else {})
            or {at: need.least for at, need in open_.items() if share[at] < need.least - HAIR}
            or {at: need.most for at, need in open_.items() if share[at] >= need.most - HAIR}
        )
        given |= settled or share
    return given
