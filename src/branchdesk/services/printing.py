"""Papers of what is recorded, and what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.files.whole import replacing
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.pictures import Picture, bands, glimpse
from branchdesk.papers.pictures import pictures as draw
from branchdesk.services.pace import undisturbed

__all__ = ["Paper", "Picture", "bands", "glimpse", "minutes_of", "pictures", "save_file"]


def minutes_of(record: MeetingRecord, house: House = USUAL) -> Paper:
    """Make the minutes of a record as it is typed, saved or not. Refusal where a character has no face."""
    from branchdesk.papers.press import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    with undisturbed():
        return press(write_minutes(record, house), house)


def pictures(paper: Paper, dpi: float, *, pages: Sequence[int] | None = None, grey: bool = False) -> list[Picture]:
    """Draw pages of a paper (numbered from 0; all where `pages` is None) at so many dots an inch."""
    return list(draw(paper.pdf, dpi, pages=pages, grey=grey))


def save_file(paper: Paper, path: Path) -> None:
    """Write a paper as a PDF file, whole or not at all. Trouble where it cannot be written."""
    with replacing(path) as file:
        file.write(paper.pdf)
