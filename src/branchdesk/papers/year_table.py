"""组织生活一览表: what the rules of a year asked for by the calendar, rule by month, and when it was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties.board import FIRST, LAST, BoardRow, Look
from branchdesk.domain.duties.board import Cell as Place
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    FIVE,
    SMALL_FOUR,
    Align,
    Cell,
    Column,
    Manuscript,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
)
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.listing import HEAD_ROOM, foot, head, lines, with_foot
from branchdesk.words import listing as say
from branchdesk.words import year_table as words

LABEL = 9.0  # cells
FEW, ROOM, CLOSE = 9, 2.6, 1.9  # rows that fill a page with room; of a row's height to its letters


@dataclass(frozen=True, slots=True)
class YearTable:
    """A year as it is told: whose, which, the rows of its sheet, seen from which day."""

    branch: str
    unit: str
    year: int
    rows: tuple[BoardRow, ...]
    printed: date


def write_year_table(table: YearTable, house: House = USUAL) -> Manuscript:
    """Write a year's table, lying; a cell is as wide as the time that its rule gives."""
    title = (table.branch, f"{table.year}年", words.NAME)
    unit = house.unit or table.unit
    as_of = say.as_of(wording.day(table.printed))
    return Manuscript(
        "".join(title),
        unit,
        (
            *head(house, title, say.unit(unit), as_of, FIVE),
            _table(table.rows),
            foot((words.HOW,), table.printed, words.LEGEND),
        ),
        layout=house.layout(landscape=True),
    )


def _table(rows: Sequence[BoardRow]) -> Table:
    """Give the table, in smaller letters where it has many rows."""
    size, room = (SMALL_FOUR, ROOM) if len(rows) <= FEW else (FIVE, CLOSE)
    months = (f"{month}月" for month in range(FIRST, LAST + 1))
    heads = TableRow(tuple(_cell(text, Role.HEI) for text in (words.WHAT, *months)), lines(size, HEAD_ROOM), whole=True)
    return Table(
        (Column(LABEL, Align.LEFT), *(Column(grow=1),) * LAST),
        with_foot(_row(row, lines(size, room)) for row in rows),
        words.NAME,
        head=(heads,),
        size=size,
        pad=2.0,
    )


def _row(row: BoardRow, least: float) -> TableRow:
    cells = [_cell(row.label, where=row.label, align=Align.LEFT), *_cells(row)]
    return TableRow(tuple(cells), least, whole=True)


def _cells(row: BoardRow) -> Iterator[Cell]:
    """Give a cell for each time; where a rule was changed within one, the later begins where the earlier ends."""
    month = FIRST
    for place in row.cells:
        first = max(place.first, month)
        if place.last >= first:
            yield _cell(_text(place), where=row.label, across=place.last - first + 1)
            month = place.last + 1


def _text(place: Place) -> str:
    if place.look is Look.BEFORE_START:
        return words.BEFORE
    if place.look is Look.PLANNED and place.text:
        return words.planned(place.text)
    return place.text or words.EMPTY.get(place.look.value, "")


def _cell(
    text: str, role: Role = Role.FANG, *, where: str = words.NAME, across: int = 1, align: Align | None = None
) -> Cell:
    paragraphs = (Paragraph((Span(text, role),), where, first=0),) if text else ()
    return Cell(paragraphs, across, align=align)
