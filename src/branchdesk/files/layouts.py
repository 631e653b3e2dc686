"""How a person said that a sheet is to be read: which rows are its heading, and which column is which field.

What was said is known again by the shape of the sheet, that is by its headings, whatever stands below them.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from branchdesk.domain import reading
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files import cells
from branchdesk.files.headings import (
    HEADING_ROWS,
    SEARCHED_ROWS,
    Column,
    Heading,
    aliases_of,
    assigned,
    find_heading,
    heading_from,
    parts_of,
)
from branchdesk.files.sheets import Cell, Sheet
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import importing as words

NONE = -1
SAMPLES = 3
LOOKED_ROWS, LOOKED_AT = 400, 40  # rows, and values among them, that say what a column without a heading holds
MOSTLY = 0.8
LONGEST_ORDER = 99_999  # a greater number is no place in a list
LONGEST_NAME = 12
SHAPE_DIGITS = 24
_FREE = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.NAME}

# Free text by its kind, but of words that give its field away.
_USUAL: dict[Callable[[str], str], Callable[[str], bool]] = {
    reading.education: frozenset(reading.EDUCATIONS).__contains__,
    reading.degree: frozenset(reading.DEGREES).__contains__,
    reading.office: lambda text: frozenset(reading.offices(text)) <= frozenset(reading.OFFICES),
    reading.group: reading.is_group,
}

Known = Mapping[str, Sequence[str | None]]  # the fields of the columns by the shape of a sheet


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of the heading (from 0, both inclusive; both -1: there is none), and each column's field or None."""

    first: int
    last: int
    fields: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as a person chooses its field: where it is, its heading, a few values, and the field it is read for."""

    index: int
    heading: str
    samples: tuple[str, ...]
    field: str | None


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab as a person lays it out: its columns, and its first rows to choose the heading among.

    `recalled` says that the layout was remembered; `found` that there is a heading, or somebody said what is.
    """

    sheet: str
    layout: Layout
    columns: tuple[ColumnView, ...]
    top: tuple[str, ...]
    recalled: bool = False
    found: bool = True


def layout_of(heading: Heading) -> Layout:
    """Give the layout that a heading amounts to."""
    fields = tuple(column.field.key if column.field else None for column in heading.columns)
    return Layout(heading.first, heading.last, fields)


def laid_out(sheet: Sheet, ledger: Ledger, layout: Layout) -> Heading:
    """Give the heading of a sheet as it was laid out; Refusal where no column is for what every record must have."""
    given = {key for key in layout.fields if key}
    missing = [field.label for field in ledger.fields if field.required and field.key not in given]
    if missing or not given:
        raise Refusal(words.layout_lacks("、".join(missing)), code="layout_lacks_required")
    return Heading(layout.first, layout.last, tuple(_columns(sheet, ledger, layout)))


def _columns(sheet: Sheet, ledger: Ledger, layout: Layout) -> Iterator[Column]:
    headings = headings_of(sheet, layout)
    named = assigned(sheet, aliases_of(ledger), layout.first, layout.last).columns if layout.first != NONE else ()
    for index, key in enumerate(layout.fields):
        field = ledger.field(key) if key else None
        heading = headings[index] or (field.label if field else "")
        if named and named[index].field:
            heading = named[index].heading  # without the group that it needs no more
        yield Column(index, heading, field)


def headings_of(sheet: Sheet, layout: Layout) -> list[str]:
    """Give the heading of each column, its parts from top to bottom."""
    if layout.first == NONE:
        return [""] * len(layout.fields)
    return ["/".join(parts) for parts in parts_of(sheet, layout.first, layout.last)]


def shape(sheet: Sheet, first: int, last: int) -> str:
    """Give the digest of a sheet's headings: the same for every sheet of one making."""
    headings = [reading.heading("".join(parts)) for parts in parts_of(sheet, first, last)]
    while headings and not headings[-1]:
        headings.pop()
    return hashlib.sha256("\n".join(headings).encode()).hexdigest()[:SHAPE_DIGITS] if any(headings) else ""


def recall(sheet: Sheet, ledger: Ledger, known: Known) -> Layout | None:
    """Give the layout remembered for a sheet of this shape, or None."""
    if not known:
        return None
    for first in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for last in range(first, min(first + HEADING_ROWS, len(sheet.rows))):
            fields = known.get(shape(sheet, first, last))
            if isinstance(fields, list | tuple):  # a program that is not this one may remember something else
                width = len(sheet.rows[0])
                keys = [field.key for field in readable(ledger)]
                kept = [key if key in keys else None for key in fields[:width]]
                return Layout(first, last, tuple(kept + [None] * (width - len(kept))))
    return None


def beginning_at(sheet: Sheet, ledger: Ledger, first: int, order: Sequence[str] = ()) -> Layout:
    """Give the layout of a sheet whose heading begins in a row; -1: without a heading, as its values fit the order."""
    if first == NONE:
        return without_heading(sheet, ledger, order or ledger.screen)
    return layout_of(heading_from(sheet, ledger, first))


def view_of(sheet: Sheet, ledger: Ledger, layout: Layout | None, *, recalled: bool = False) -> TabView:
    """Show a tab as it is laid out, or as it seems to be laid out where nobody said so."""
    found = layout is not None
    if layout is None:
        heading = find_heading(sheet, ledger)
        found = heading is not None
        layout = layout_of(heading) if heading else layout_of(heading_from(sheet, ledger, _first_filled(sheet)))
    below = sheet.rows[layout.last + 1 :]
    headings = headings_of(sheet, layout)
    columns = [
        ColumnView(index, headings[index], samples, key)
        for index, key in enumerate(layout.fields)
        if (samples := tuple(_samples(row[index] for row in below))) or headings[index]
    ]
    top = tuple(_line(row) for row in sheet.rows[:SEARCHED_ROWS])
    return TabView(sheet.name, layout, tuple(columns), top, recalled, found)


def _first_filled(sheet: Sheet) -> int:
    return next((at for at, row in enumerate(sheet.rows) if any(cell is not None for cell in row)), 0)


def _samples(found: Iterator[Cell]) -> Iterator[str]:
    filled = (cells.quoted(cell) for cell in found if cell is not None)
    return islice(dict.fromkeys(islice((text for text in filled if text), SAMPLES * SAMPLES)), SAMPLES)


def _line(row: Sequence[Cell]) -> str:
    return "、".join(cells.quoted(cell) for cell in row if cell is not None)


def readable(ledger: Ledger) -> tuple[Field, ...]:
    """Give the fields that a sheet may fill in."""
    return tuple(field for field in ledger.fields if not field.derived)


# -- a sheet without a heading


def without_heading(sheet: Sheet, ledger: Ledger, order: Sequence[str]) -> Layout:
    """Lay a sheet out that has no heading: each column is the next field of the order that its values fit.

    Values that can be nothing else (a date, a telephone number) find their field also out of order.
    """
    columns = [_values(found) for found in zip(*sheet.rows[:LOOKED_ROWS], strict=True)]
    fields = [ledger.field(key) for key in order if not ledger.field(key).derived]
    if len(fields) == len(columns) and all(_fits(field, found) for field, found in zip(fields, columns, strict=True)):
        return Layout(NONE, NONE, tuple(field.key for field in fields))
    others = [field for field in readable(ledger) if field not in fields]
    taken: dict[str, int] = {}
    reached = 0
    for index, found in enumerate(columns):
        chosen = _field_of(found, [*fields[reached:], *fields[:reached], *others], taken)
        if chosen:
            taken[chosen.key] = index
            if chosen in fields:
                reached = fields.index(chosen) + 1
    by_column = {index: key for key, index in taken.items()}
    return Layout(NONE, NONE, tuple(by_column.get(index) for index in range(len(columns))))


def _values(found: Sequence[Cell]) -> list[Cell]:
    return list(islice(dict.fromkeys(cell for cell in found if cell is not None), LOOKED_AT))


def _field_of(found: Sequence[Cell], fields: Sequence[Field], taken: Mapping[str, int]) -> Field | None:
    """Give the first field not yet taken that fits best: one that tells its values apart, else one of free text."""
    if not found:
        return None
    free = [field for field in fields if field.key not in taken]
    telling = (field for field in free if _tells(field) and _fits(field, found, usual=True))
    plain = sorted((field for field in free if field.kind in _FREE and not field.familiar), key=_tells)
    return next(telling, None) or next((field for field in plain if _fits(field, found)), None)


def _tells(field: Field) -> bool:
    return bool(field.familiar) or field.kind not in _FREE or field.read in _USUAL


def _fits(field: Field, found: Sequence[Cell], *, usual: bool = False) -> bool:
    """Say whether nearly all values of a column are such as a field holds, or as it usually holds."""
    read = cells.reader(field)
    is_usual = _USUAL.get(field.read) if usual and field.read else None
    fitting = sum(
        _is_fit(field, cell, value, remark) and (is_usual is None or is_usual(str(value)))
        for cell, (value, remark) in ((cell, read(cell)) for cell in found)
    )
    return fitting >= MOSTLY * len(found)


def _is_fit(field: Field, cell: Cell, value: object, remark: cells.Remark | None) -> bool:
    if remark and (remark.severity is not Severity.NOTE or value is None):
        return False
    if field.kind is FieldKind.INTEGER:
        return isinstance(value, int) and value <= LONGEST_ORDER
    if field.kind is FieldKind.PHONE:
        return value is None or reading.has_mobile(str(value))
    if field.kind is FieldKind.NAME:
        text = cells.as_text(cell)
        return len(text) <= LONGEST_NAME and not any(sign.isdecimal() for sign in text)
    return True
