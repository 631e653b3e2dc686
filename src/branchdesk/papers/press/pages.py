"""From rows to pages: where each page ends, and where on it each row stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from branchdesk.papers.press.grid import STANDING, Frame
from branchdesk.papers.press.rows import A_LITTLE, Row

EPS = 1e-6
# Heads that take more of a page than this are not repeated: nothing would be left for what they head.
MOST_HEADS = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, each with the line of the grid at which it begins (a fraction below a table)."""

    frame: Frame
    rows: tuple[tuple[float, Row], ...]


def paginate(rows: Sequence[Row], frame: Frame = STANDING) -> Iterator[Page]:
    """Part the rows into pages; no page begins with an empty line or parts what keeps together.

    Rows that keep together over more than a page are parted where the page is full. A row of a table that does not
    fit is parted itself where it may be.
    """
    waiting = list(rows)
    start = 0
    while start < len(waiting):
        row = waiting[start]
        if row.turn is not None:
            frame = row.turn
        if row.vanishes:
            start += 1
            continue
        placed, start, rest = _fill(waiting, start, frame)
        if rest is not None:
            start -= 1
            waiting[start] = rest
        yield Page(frame, tuple(placed))


def _fill(rows: Sequence[Row], start: int, frame: Frame) -> tuple[list[tuple[float, Row]], int, Row | None]:
    """Fill a page; give its rows, how many of all are used up, and what was parted from the last one."""
    placed = _heads(rows[start].heads, frame)
    heads = len(placed)
    end, height = start, sum(row.height for _, row in placed)
    while end < len(rows) and rows[end].turn is None:
        top = _top(height, rows[end], placed)
        if top + rows[end].height > frame.lines + EPS:
            break
        placed.append((top, rows[end]))
        height = top + rows[end].height
        end += 1
    if end == len(rows) or rows[end].turn is not None:
        return placed, end, None
    top = _top(height, rows[end], placed)
    room = frame.lines - top
    stop = end
    while stop > start and rows[stop - 1].keep:
        stop -= 1
    # What must stay with a row of a table may take the end of the row with it, and leave the beginning.
    ends = range(end - 1, stop - 1, -1)
    tries = [
        (end, top, room, False),
        *((at, placed[heads + at - start][0], rows[at].height - A_LITTLE, False) for at in ends),
    ]
    if stop == start and room >= 1:
        tries.append((end, top, room, True))
    for at, begin, some, forced in tries:
        if parted := rows[at].parted(some, forced=forced):
            return [*placed[: heads + at - start], (begin, parted[0])], at + 1, replace(parted[1], keep=rows[at].keep)
    last = stop if stop > start else end
    if last == start:
        return [*placed, (top, rows[end])], end + 1, None
    return placed[: heads + last - start], last, None


def _heads(heads: Sequence[Row], frame: Frame) -> list[tuple[float, Row]]:
    if sum(row.height for row in heads) > MOST_HEADS * frame.lines:
        return []
    placed: list[tuple[float, Row]] = []
    height = 0.0
    for row in heads:
        placed.append((height, replace(row, bookmark=None)))
        height += row.height
    return placed


def _top(height: float, row: Row, placed: Sequence[tuple[float, Row]]) -> float:
    """Give where a row begins: text below a table goes back to the grid."""
    back = placed and placed[-1][1].free and not row.free
    return float(ceil(height - EPS)) if back else height
