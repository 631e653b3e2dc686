"""月度提醒单: what a month asks of the branch, on a sheet to hand out or pin up.

Nothing on it is private: no talk, no arrears, no one lost or in trouble is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.papers import captions
from branchdesk.papers.blocks import (
    FIVE,
    Align,
    Block,
    Cell,
    Column,
    Manuscript,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
)
from branchdesk.papers.column_widths import SMALL_FIVE
from branchdesk.papers.heads import headed
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.listing import foot, lines, with_foot
from branchdesk.words import reminder_slip as words

ROOM, HEAD_ROOM = 1.7, 2.1  # of a row's height to its letters
FEW = 24  # rows that a page holds in the usual letters; more are set smaller, for the slip shall be one page
TITLE_SIZE = 20.0
COLUMNS = Column(grow=1, align=Align.LEFT), Column(7.4), Column(10.3, Align.LEFT)

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reminders:
    """What a month asks: things to do, meetings, 政治生日, study to be made up, measures, each as texts of its columns.

    `period` names the month.
    """

    branch: str
    unit: str
    period: str
    printed: date
    to_do: tuple[Row, ...] = ()  # what, until when, by which article
    meetings: tuple[Row, ...] = ()  # what, when, where
    birthdays: tuple[Row, ...] = ()  # name, day, years
    missed: tuple[Row, ...] = ()  # who and which meeting, on which day, and room for the day it is made up
    measures: tuple[Row, ...] = ()  # what, until when, who


def write_reminder_slip(slip: Reminders, house: House = USUAL) -> Manuscript:
    """Write a month's slip; a part that has nothing in it is left out."""
    unit = house.unit or slip.unit
    parts = slip.branch, f"{slip.period}{words.NAME}"
    return Manuscript(
        "".join(parts),
        unit + slip.branch,
        (
            *headed(house, parts, size=TITLE_SIZE),
            captions.below(unit, words.NAME),
            _body(slip),
            foot((words.PRIVATE,), slip.printed),
        ),
        layout=house.layout(),
    )


def _body(slip: Reminders) -> Block:
    """Write one table of all parts, each below its own heads."""
    parts = (
        (words.TO_DO, slip.to_do),
        (words.MEETINGS, slip.meetings),
        (words.BIRTHDAYS, slip.birthdays),
        (words.MISSED, slip.missed),
        (words.MEASURES, slip.measures),
    )
    there = [(heads, rows) for heads, rows in parts if rows]
    if not there:
        return Paragraph((Span(words.NOTHING),), words.NAME)
    size = FIVE if sum(len(rows) + 1 for _, rows in there) <= FEW else SMALL_FIVE
    rows = with_foot(row for heads, those in there for row in _part(heads, those, size))
    return Table(COLUMNS, rows, words.NAME, size=size)


def _part(heads: Row, rows: Sequence[Row], size: float) -> Iterator[TableRow]:
    above = tuple(_cell(text, heads[0], Role.HEI) for text in heads)
    yield TableRow(above, lines(size, HEAD_ROOM), whole=True, keep_next=True)
    for row in rows:
        yield TableRow(tuple(_cell(text, heads[0]) for text in row), lines(size, ROOM), whole=True)


def _cell(text: str, where: str, role: Role = Role.FANG) -> Cell:
    return Cell((Paragraph((Span(text, role),), where, first=0),) if text else ())
