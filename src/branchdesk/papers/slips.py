"""Slips of paper that are cut apart: how many stand on a sheet, and the lines to cut along.

Every sheet of one slip is alike, so that a pile of them is cut at once. A slip's height is reckoned in lines of the
grid from its words, a little more than it takes: what is over goes between the slips.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil

from branchdesk.papers.blocks import BODY, FIVE, Align, Block, Gap, NewPage, Paragraph, Role, Span

LINES, COLUMNS = 22, 28
MOST_ON_A_SHEET = 4
BETWEEN = 2  # lines from one slip to the next where they are laid in turn
CUT = "┄" * 40
WHERE = "裁切线"


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip, and how many lines of the grid it takes at most."""

    blocks: tuple[Block, ...]
    lines: float


def on_a_sheet(slip: Slip, wanted: int = 0) -> int:
    """Give how many slips stand on a sheet: as many as are wanted, or as have room where that is 0."""
    room = int((LINES + 1) // (slip.lines + 1))
    return max(1, min(wanted or MOST_ON_A_SHEET, room, MOST_ON_A_SHEET))


def sheets(slip: Slip, copies: int, wanted: int = 0) -> Iterator[Block]:
    """Lay so many copies of a slip on sheets; the last sheet has what is left."""
    many = on_a_sheet(slip, wanted)
    between = max(1, int(LINES - many * slip.lines) // (many - 1)) if many > 1 else 1
    above = (between - 1) // 2
    cut: tuple[Block, ...] = (*_gap(above), _cut_line(), *_gap(between - 1 - above))
    sheet = tuple(chain.from_iterable((*(cut if number else ()), *slip.blocks) for number in range(many)))
    alone = len(slip.blocks)
    for first in range(0, copies, many):
        if first:
            yield NewPage()
        here = min(many, copies - first)
        yield from sheet[: alone + (here - 1) * (len(cut) + alone)]


def in_turn(slips: Iterable[Slip]) -> Iterator[Block]:
    """Lay slips of their own on sheets, as many on each as have room, with lines to cut along between them.

    One that is longer than a sheet goes on to the next, and the one after it begins a sheet of its own.
    """
    left: float = LINES
    for number, slip in enumerate(slips):
        wanted = slip.lines + (BETWEEN if number else 0)
        if number and wanted > left:
            yield NewPage()
            left, wanted = LINES, slip.lines
        elif number:
            yield from (_cut_line(), Gap(1))
        yield from slip.blocks
        left -= wanted


def apart(stacks: Iterator[Iterator[Block]]) -> Iterator[Block]:
    """Begin a new page for each stack of slips."""
    for number, stack in enumerate(stacks):
        if number:
            yield NewPage()
        yield from stack


def lines_of(text: str, cells: float, size: float = BODY) -> int:
    """Reckon how many lines a text takes in so many cells."""
    halves = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
    return max(1, ceil(halves / 2 * size / BODY / max(cells - 0.5, 1)))


def title_lines(title: str, size: float) -> int:
    """Reckon how many lines a title takes; a long one is parted where its sense allows, which takes more."""
    lines = lines_of(title, COLUMNS, size)
    return lines + (lines > 1)


def _gap(lines: int) -> tuple[Block, ...]:
    return (Gap(lines),) if lines else ()


def _cut_line() -> Paragraph:
    return Paragraph((Span(CUT, Role.SONG),), WHERE, first=0, align=Align.CENTRE, size=FIVE)
