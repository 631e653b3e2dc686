"""Papers of what is recorded, and what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.files.whole import replacing
from branchdesk.papers.blocks import Paper
from branchdesk.papers.minutes import make_minutes
from branchdesk.papers.pictures import Picture, bands, glimpse
from branchdesk.papers.pictures import pictures as draw
from branchdesk.services.meetings import load
from branchdesk.services.pace import undisturbed
from branchdesk.store.engine import Store

__all__ = ["Paper", "Picture", "bands", "glimpse", "minutes", "minutes_of", "pictures", "save_file"]


def minutes(store: Store, meeting_id: str) -> Paper:
    """Make the minutes of a meeting; a draft carries the word 草稿. Refusal where a character has no face."""
    return minutes_of(load(store, meeting_id))


def minutes_of(record: MeetingRecord) -> Paper:
    """Make the minutes of a record as it is typed, saved or not. Refusal where a character has no face."""
    with undisturbed():
        return make_minutes(record)


def pictures(paper: Paper, dpi: float, *, pages: Sequence[int] | None = None, grey: bool = False) -> list[Picture]:
    """Draw pages of a paper (numbered from 0; all where `pages` is None) at so many dots an inch."""
    return list(draw(paper.pdf, dpi, pages=pages, grey=grey))


def save_file(paper: Paper, path: Path) -> None:
    """Write a paper as a PDF file, whole or not at all. Trouble where it cannot be written."""
    with replacing(path) as file:
        file.write(paper.pdf)
