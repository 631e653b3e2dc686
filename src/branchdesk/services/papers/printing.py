"""Papers of what is recorded, and what they look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.files.whole import replacing
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.pictures import Picture, Size, bands, glimpse
from branchdesk.papers.press.pictures import excerpt as cut
from branchdesk.papers.press.pictures import pictures as draw
from branchdesk.papers.press.pictures import print_picture as draw_for_print
from branchdesk.papers.press.pictures import sizes as measure
from branchdesk.services.pace import undisturbed

__all__ = [
    "Fineness",
    "Opened",
    "Paper",
    "Picture",
    "Size",
    "bands",
    "excerpt",
    "glimpse",
    "minutes_of",
    "opened",
    "pictures",
    "print_picture",
    "save_bytes",
    "save_file",
]

Fineness = Callable[[Size], float]  # from a page's size in points to dots an inch


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper to be looked at: how wide and high each page is, in points, and its first pages as pictures."""

    paper: Paper
    sizes: tuple[Size, ...]
    first: tuple[Picture, ...]


def minutes_of(record: MeetingRecord, house: House = USUAL) -> Paper:
    """Make the minutes of a record as it is typed, saved or not. Refusal where a character has no face."""
    from branchdesk.papers.press.printing import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    with undisturbed():
        return press(write_minutes(record, house), house)


def pictures(paper: Paper, dpi: float, *, pages: Sequence[int] | None = None, grey: bool = False) -> list[Picture]:
    """Draw pages of a paper (numbered from 0; all where `pages` is None) at so many dots an inch."""
    return list(draw(paper.pdf, dpi, pages=pages, grey=grey))


def print_picture(paper: Paper, page: int, dpi: float, *, coloured: bool) -> Picture:
    """Draw a page (numbered from 0) for a printer: in colour where the page has any and `coloured` keeps it."""
    return draw_for_print(paper.pdf, page, dpi, coloured=coloured)


def excerpt(paper: Paper, pages: Sequence[int]) -> Paper:
    """Give some pages of a paper, numbered from 0; the paper itself where that is all of them."""
    return paper if len(pages) == paper.pages else Paper(cut(paper.pdf, pages), len(pages), paper.sheet)


def opened(paper: Paper, fineness: Fineness, first: int = 1) -> Opened:
    """Open a paper, and draw what is seen of it first."""
    sizes = measure(paper.pdf)
    drawn = [pictures(paper, fineness(size), pages=[page])[0] for page, size in enumerate(sizes[:first])]
    return Opened(paper, sizes, tuple(drawn))


def save_file(paper: Paper, path: Path) -> None:
    """Write a paper as a PDF file, whole or not at all. Trouble where it cannot be written."""
    save_bytes(paper.pdf, path)


def save_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all. Trouble where it cannot be written."""
    with replacing(path) as file:
        file.write(content)
