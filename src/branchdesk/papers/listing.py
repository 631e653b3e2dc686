"""Any rows and columns as a printed list: title, whose and of which day it is, the table, how many and of what.

The columns are as wide as their texts ask; the page lies down where they do not fit upright. What does not fit even
then is printed in parts, each with the first columns again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.papers import wording
from branchdesk.papers.blocks import (
    BLANK_CELL,
    FIVE,
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
    plain,
)
from branchdesk.papers.column_widths import Fit, Need, Part, fit, need
from branchdesk.papers.heads import headed
from branchdesk.papers.house import House
from branchdesk.papers.press.grid import PITCH
from branchdesk.words import listing as say

ROOM = 1.9  # of a row's height to its letters
HEAD_ROOM = 2.4
LEFT_FROM = 9  # characters from which a text stands at the left of its column
TELLING = 240  # characters of a cell from which its row may be parted between pages
MORE = 2  # characters that a text may go beyond what its field says
ALIGNED = {
    FieldKind.INTEGER: Align.FIGURES,
    FieldKind.DATE: Align.LEFT,
    FieldKind.MOMENT: Align.LEFT,
    FieldKind.LONG_TEXT: Align.LEFT,
    FieldKind.NAME: Align.CENTRE,
}
RIGID = frozenset({FieldKind.INTEGER, FieldKind.DATE, FieldKind.MOMENT, FieldKind.PHONE, FieldKind.ID_NUMBER})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be printed: the texts of its rows in the order of its fields, and what is said above and below it.

    `leading` fields stand at the head of every part of a list that is too wide for the page. `landscape` and `size`
    are chosen by what the list needs where they are not told; `period` says of when it is.
    """

    title: tuple[str, ...]
    unit: str
    period: str
    printed: date
    fields: tuple[Field, ...]
    rows: Sequence[tuple[str, ...]]
    notes: tuple[str, ...]
    leading: int = 1
    landscape: bool | None = None
    size: float | None = None


def write_listing(listing: Listing, house: House) -> Manuscript:
    """Write a list: its rows numbered, in the order in which they come."""
    rows = [(str(number), *row) for number, row in enumerate(listing.rows, start=1)]
    chosen = fit(
        [need((row[0] for row in rows[-1:]), say.NUMBER, 4), *_needs(listing)],
        landscape=listing.landscape,
        size=listing.size,
        leading=listing.leading + 1,
    )
    unit = house.unit or listing.unit
    return Manuscript(
        title="".join(listing.title),
        author=unit,
        blocks=(
            *head(house, listing.title, say.unit(unit), listing.period, chosen.size),
            *_tables(listing, rows, chosen),
            foot(listing.notes, listing.printed),
        ),
        layout=house.layout(landscape=chosen.landscape),
    )


def head(house: House, title: tuple[str, ...], left: str, right: str, size: float) -> Iterator[Block]:
    """Write what stands above a list: its title, whose it is at the left, of when it is at the right."""
    yield from headed(house, title)
    columns = (Column(align=Align.LEFT, grow=1), Column(align=Align.RIGHT, grow=1))
    cells = tuple(_cell(Span(text), say.ABOVE_BELOW) for text in (left, right))
    row = TableRow(cells, least=lines(FIVE, ROOM), keep_next=True)
    yield Table(columns, (row,), say.ABOVE_BELOW, size=max(size, FIVE), ruled=False)


def foot(notes: Sequence[str], day: date, legend: Sequence[str] = ()) -> Block:
    """Write what is said below a list: the first note with the day of printing at its right, others below it.

    The parts of a `legend` come last, none of them parted.
    """
    first, *others = (_cell(Span(plain(note)), say.ABOVE_BELOW) for note in notes)
    if legend:
        spans = tuple(span for part in legend for span in (Span(part, whole=True), Span(BLANK_CELL)))
        others.append(Cell((Paragraph(spans[:-1], say.ABOVE_BELOW, first=0),)))
    printed = _cell(Span(say.printed(wording.day(day)), whole=True), say.ABOVE_BELOW)
    rows = [(first, printed), *((replace(note, across=2),) for note in others)]
    low = lines(FIVE, ROOM)
    columns = (Column(align=Align.LEFT, grow=1), Column(align=Align.RIGHT))
    together = [TableRow(row, least=low, keep_next=number < len(rows)) for number, row in enumerate(rows, start=1)]
    return Table(columns, tuple(together), say.ABOVE_BELOW, size=FIVE, ruled=False)


def with_foot(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Keep the last row of a list with what is said below it."""
    listed = tuple(rows)
    return (*listed[:-1], *(replace(last, keep_next=True) for last in listed[-1:]))


def _needs(listing: Listing) -> Iterator[Need]:
    for at, field in enumerate(listing.fields):
        most = 24.0 if field.kind in RIGID else field.width + MORE
        texts = (row[at] for row in listing.rows)
        yield need(texts, field.label, most, grows=field.kind not in RIGID)


def _tables(listing: Listing, rows: Sequence[tuple[str, ...]], chosen: Fit) -> Iterator[Block]:
    labels = (say.NUMBER, *(field.label for field in listing.fields))
    kinds = (FieldKind.INTEGER, *(field.kind for field in listing.fields))
    aligned = [
        Align.FIGURES,
        *(_align(field, [row[at] for row in listing.rows]) for at, field in enumerate(listing.fields)),
    ]
    for number, part in enumerate(chosen.parts):
        if number:
            yield NewPage(chosen.landscape)
        yield Table(
            columns=tuple(Column(width, aligned[at]) for at, width in zip(part.places, part.widths, strict=True)),
            rows=with_foot(_row(row, part, kinds, labels, chosen.size) for row in rows),
            where=say.LIST,
            head=(_heading(part, labels, chosen.size),),
            size=chosen.size,
            pad=chosen.pad,
        )


def _align(field: Field, texts: Sequence[str]) -> Align:
    """Put figures one below the other, dates and long texts at the left, names and what is short in the middle."""
    if field.kind in ALIGNED:
        return ALIGNED[field.kind]
    return Align.LEFT if max(map(len, texts), default=0) > LEFT_FROM else Align.CENTRE


def _heading(part: Part, labels: Sequence[str], size: float) -> TableRow:
    cells = (_cell(Span(labels[at], Role.HEI), say.place(0, labels[at]), Align.CENTRE) for at in part.places)
    return TableRow(tuple(cells), least=lines(size, HEAD_ROOM), whole=True)


def _row(row: tuple[str, ...], part: Part, kinds: Sequence[FieldKind], labels: Sequence[str], size: float) -> TableRow:
    cells = (_cell(_span(row[at], kinds[at]), say.place(int(row[0]), labels[at])) for at in part.places)
    return TableRow(tuple(cells), least=lines(size, ROOM), whole=max(map(len, row)) <= TELLING)


@lru_cache(maxsize=4096)
def _span(text: str, kind: FieldKind) -> Span:
    if kind is FieldKind.NAME:
        return Span(wording.spread(wording.bare(text)), spread=True)
    return Span(plain(text))


def _cell(span: Span, where: str, align: Align | None = None) -> Cell:
    return Cell((Paragraph((span,), where, first=0),) if span.text else (), align=align)


@lru_cache
def lines(size: float, room: float) -> float:
    """Give how many lines of the grid a row of letters of a size is high."""
    return round(size * room / PITCH, 2)
