"""What forms have in common: the line below the title, rows that stay together, how secret papers lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers import heads, wording
from branchdesk.papers.blocks import BLANK_CELL, SMALL_FOUR, Align, Cell, Layout, Paragraph, Role, Span, TableRow
from branchdesk.papers.house import House

FEW = 10  # rows of a table that is not parted


def below(text: str, where: str) -> Paragraph:
    """Write a line below a title."""
    return Paragraph((Span(text, Role.KAI),), where, first=0, align=Align.CENTRE, keep_next=True, size=SMALL_FOUR)


def held(record: MeetingRecord, house: House, where: str) -> Paragraph:
    """Write below a title at which meeting, and on which day."""
    whose = f"{heads.branch_of(record, house)}{heads.called(record)}"
    return below(f"{whose}{BLANK_CELL}{wording.day(record.meeting.starts.date())}", where)


def dated(record: MeetingRecord, where: str) -> Paragraph:
    """Write below a title the day of the meeting."""
    return below(wording.day(record.meeting.starts.date()), where)


def unmarked(house: House) -> Layout:
    """Give how papers lie that must not be told from each other: on one side, without page numbers."""
    return replace(house.layout(), duplex=False, numbered=False)


def together(rows: Sequence[Sequence[Cell]], least: float) -> tuple[TableRow, ...]:
    """Give rows that are not parted; few of them all stay on one page, of many no page has the last one alone."""
    last = len(rows) - 1
    bound = 0 if len(rows) <= FEW else last - 2
    return tuple(
        TableRow(tuple(cells), least, whole=True, keep_next=bound <= at < last) for at, cells in enumerate(rows)
    )
