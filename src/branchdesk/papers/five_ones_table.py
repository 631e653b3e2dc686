"""五个一情况表: a year's 政治生日 in the order of the calendar, what was done for each, and how much of it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Manuscript,
    NewPage,
    Paragraph,
    Role,
    Span,
    Table,
    TableRow,
)
from branchdesk.papers.column_widths import Fit, Need, Part, fit, need
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.listing import HEAD_ROOM, ROOM, foot, head, lines, with_foot
from branchdesk.words import five_ones_table as words
from branchdesk.words import listing as say

NAMES = 9.0  # characters of a name that have a line of their own
NAME = 1  # which column has the names


@dataclass(frozen=True, slots=True)
class Celebration:
    """A member's birthday: name, group, day, years as they are written; under each item what stands there."""

    name: str
    group: str
    on: str
    years: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiveOnes:
    """A year's birthdays, or a month's: `period` names it, `items` head the columns, `notes` say how much was done."""

    branch: str
    unit: str
    period: str
    printed: date
    items: tuple[str, ...]
    people: tuple[Celebration, ...]
    notes: tuple[str, ...]


def write_five_ones(table: FiveOnes, house: House = USUAL) -> Manuscript:
    """Write the table; whoever has a birthday has a row."""
    title = (table.branch, table.period, words.NAME)
    grouped = len({one.group for one in table.people}) > 1
    labels = (say.NUMBER, *(word for word in words.HEADS if grouped or word != words.GROUP), *table.items)
    rows = [_texts(number, one, grouped=grouped) for number, one in enumerate(table.people, start=1)]
    chosen = fit(tuple(_needs(labels, rows)), leading=2)
    unit = house.unit or table.unit
    return Manuscript(
        "".join(title),
        unit,
        (
            *head(house, title, say.unit(unit), say.as_of(wording.day(table.printed)), chosen.size),
            *_tables(labels, rows, chosen),
            foot(table.notes, table.printed, words.LEGEND),
        ),
        layout=house.layout(landscape=chosen.landscape),
    )


def _texts(number: int, one: Celebration, *, grouped: bool) -> tuple[str, ...]:
    group = (one.group.removesuffix(words.GROUP) or one.group,) if grouped else ()
    return (str(number), wording.bare(one.name), *group, one.on, one.years, *one.items)


def _needs(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Need]:
    for at, label in enumerate(labels):
        yield need((row[at] for row in rows), label, NAMES, grows=at >= NAME)


def _tables(labels: Sequence[str], rows: Sequence[Sequence[str]], chosen: Fit) -> Iterator[Block]:
    for number, part in enumerate(chosen.parts):
        if number:
            yield NewPage(chosen.landscape)
        heads = tuple(_cell(labels[at], labels[at], Role.HEI) for at in part.places)
        yield Table(
            tuple(Column(width, Align.CENTRE) for width in part.widths),
            with_foot(_row(row, part, chosen.size) for row in rows),
            words.NAME,
            head=(TableRow(heads, lines(chosen.size, HEAD_ROOM), whole=True),),
            size=chosen.size,
            pad=chosen.pad,
        )


def _row(row: Sequence[str], part: Part, size: float) -> TableRow:
    cells = (_cell(row[at], row[NAME], spread=at == NAME) for at in part.places)
    return TableRow(tuple(cells), lines(size, ROOM), whole=True)


def _cell(text: str, where: str, role: Role = Role.FANG, *, spread: bool = False) -> Cell:
    if not text:
        return Cell()
    return Cell((Paragraph((Span(wording.spread(text) if spread else text, role, spread=spread),), where, first=0),))
