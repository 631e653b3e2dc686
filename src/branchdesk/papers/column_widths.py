"""How wide the columns of a printed table are, how large its letters, and whether its page lies or stands.

A table stands upright in large letters where it can. It lies down before its letters get smaller, lets texts run on
below themselves before they get too small to read, and only then is printed in parts, each of which begins with the
first columns again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from branchdesk.papers.blocks import FIVE, SMALL_FOUR
from branchdesk.papers.press.grid import CELL, LYING, STANDING

SMALL_FIVE, SIX = 9.0, 7.5  # 小五号, 六号 in points
PADS = {SMALL_FOUR: 4.0, FIVE: 3.0, SMALL_FIVE: 2.0, SIX: 1.5}  # points on either side of a cell's text
SPARE, EASE = 0.1, 0.4  # of a character: what no count sees of a face, and what makes a full column look at ease
MOST = 0.98  # of the texts of a column stand on one line where there is room; a few freaks run on below
ROOMY = 50  # texts from which a few are freaks
LONG, FOR_LONG = 9.0, 0.6  # characters beyond which a text may run on below itself; what of its line it is sure of
NAME = 6.0  # characters that are none: 买买提·艾山
SHORT, USUAL = 3, 4  # characters of a heading that always stand on one line, and where there is room
_UNBROKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs, in characters: with `good` its text stands on one line, below `least` it would be torn.

    One that `grows` takes what is left of the page.
    """

    least: float
    good: float
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one part of a table by their places, and how wide each is in cells."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is printed: lying or standing, with letters of so many points, in one part or more."""

    landscape: bool
    size: float
    parts: tuple[Part, ...]

    @property
    def pad(self) -> float:
        """Give the points on either side of a cell's text."""
        return PADS[self.size]


def fit(
    needs: Sequence[Need],
    *,
    landscape: bool | None = None,
    size: float | None = None,
    leading: int = 0,
) -> Fit:
    """Choose size and place of a table's letters, as told or as its columns ask.

    `leading` is how many of the first columns are repeated where the table must be parted.
    """
    for asked, lies, points in _ways():
        if landscape not in {None, lies} or size not in {None, points}:
            continue
        wants = [_wide(asked(need), points) for need in needs]
        if sum(wants) <= _measure(lies=lies) + 1e-6:
            widths = _shared(needs, wants, points, _measure(lies=lies))
            return Fit(lies, points, (Part(tuple(range(len(needs))), widths),))
    lies, points = landscape is not False, size or SMALL_FIVE
    return Fit(lies, points, _parts(needs, points, _measure(lies=lies), leading))


def need(texts: Iterable[str], heading: str, most: float, *, grows: bool = False) -> Need:
    """Say what a column of these texts needs, none of which has a right to more than `most` characters of a line."""
    distinct = set(texts)
    wide = sorted(map(width_of, distinct))
    widest = max(wide, default=0.0)
    usual = max(wide[int(MOST * len(wide))], min(widest, NAME)) if len(wide) >= ROOMY else widest
    torn = max((width_of(run) for text in distinct for run in _UNBROKEN.findall(text)), default=0.0)
    head = ceil(len(heading) / 2) if len(heading) > SHORT else float(len(heading))
    least = max(head, min(torn, most), min(usual, 3.0))
    good = max(least, min(usual, most), len(heading) if len(heading) <= USUAL else 0)
    return Need(least + SPARE, good + SPARE, grows)


def width_of(text: str) -> float:
    """Give about how wide a text is, in full-width characters."""
    return sum(_WIDE.get(char, 1.0) for char in text)


_WIDE = {
    **dict.fromkeys(map(chr, range(0x20, 0x250)), 0.5),
    **dict.fromkeys(map(chr, range(ord("A"), ord("Z") + 1)), 0.75),
    **dict.fromkeys("MWm%@+", 1.0),
    **dict.fromkeys("-", 0.34),
    "·": 1.0,
}


_Asked = Callable[[Need], float]


def _good(one: Need) -> float:
    return one.good


def _fair(one: Need) -> float:
    """Give a short text its line, and let a long one run on below itself."""
    return one.good if one.good <= LONG else max(one.least, FOR_LONG * one.good)


def _least(one: Need) -> float:
    return one.least


def _ways() -> Iterator[tuple[_Asked, bool, float]]:
    """Give the ways to print a table, the best first: what each column has a right to, lying or not, the size."""
    for lies in (False, True):
        yield from ((_good, lies, size) for size in (SMALL_FOUR, FIVE))
    yield from ((_good, lies, SMALL_FIVE) for lies in (True, False))
    for size in (FIVE, SMALL_FIVE):
        yield from ((_fair, lies, size) for lies in (True, False))
    for size in (FIVE, SMALL_FIVE, SIX, SMALL_FOUR):  # the last where somebody asks for that size
        yield from ((_least, lies, size) for lies in (True, False))


def _measure(*, lies: bool) -> float:
    return float((LYING if lies else STANDING).columns)


def _wide(characters: float, points: float) -> float:
    return (characters * points + 2 * PADS[points]) / CELL


def _shared(needs: Sequence[Need], wants: Sequence[float], points: float, measure: float) -> tuple[float, ...]:
    """Give the columns what they want, and what is left to those that grow, as far as they can use it the first."""
    left = measure - sum(wants)
    lacking = [max(0.0, _wide(one.good + EASE, points) - want) for one, want in zip(needs, wants, strict=True)]
    given = [lack * min(1.0, left / sum(lacking)) if sum(lacking) else 0.0 for lack in lacking]
    widths = [want + more for want, more in zip(wants, given, strict=True)]
    left = measure - sum(widths)
    growing = [width if one.grows else 0.0 for one, width in zip(needs, widths, strict=True)]
    base = growing if any(growing) else widths
    return tuple(width + left * share / sum(base) for width, share in zip(widths, base, strict=True))


def _parts(needs: Sequence[Need], points: float, measure: float, leading: int) -> tuple[Part, ...]:
    """Part the columns into as few parts as there must be, about equally wide."""
    widths = [min(_wide(one.good, points), measure / (leading + 1)) for one in needs]
    room = measure - sum(widths[:leading])
    edges = _edges(widths[leading:], room)
    even = sum(widths[leading:]) / (len(edges) - 1)
    while len(_edges(widths[leading:], min(even, room))) > len(edges):
        even *= 1.02
    parts = []
    for start, end in pairwise(_edges(widths[leading:], min(even, room))):
        places = (*range(leading), *range(leading + start, leading + end))
        mine = [needs[at] for at in places]
        parts.append(Part(places, _shared(mine, [widths[at] for at in places], points, measure)))
    return tuple(parts)


def _edges(widths: Sequence[float], room: float) -> list[int]:
    """Give where each part begins, filled one after another, and the end of all."""
    edges, used = [0], 0.0
    for at, width in enumerate(widths):
        if used and used + width > room + 1e-6:
            edges.append(at)
            used = 0.0
        used += width
    return [*edges, len(widths)]
