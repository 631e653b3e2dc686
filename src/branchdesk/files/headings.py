"""Where a table begins, and which of its columns is which field.

A sheet made in an office has title rows above its headings, and headings of up to three rows, some joined downwards
and some over several columns. The parts of one column's heading are read together; what was merged is repeated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from branchdesk.domain import reading
from branchdesk.errors import Refusal
from branchdesk.files.sheets import Sheet
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.words import sheets as words

SEARCHED_ROWS = 30
HEADING_ROWS = 3
LEAST_MATCHES = 2
USUAL_HEADINGS = 6

Aliases = dict[str, tuple[Field, int]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet (from 0): its heading as written, and the field it is for, if any."""

    index: int
    heading: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of a table's heading (from 0, both inclusive) and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def known(self) -> tuple[Column, ...]:
        """Give the columns that are for a field."""
        return tuple(column for column in self.columns if column.field)


@dataclass(frozen=True, slots=True)
class _Match:
    """How well one column's heading names a field: lower is better."""

    rank: tuple[int, int]
    column: Column


def find_heading(sheet: Sheet, ledger: Ledger) -> Heading | None:
    """Find the rows whose parts name most fields of the ledger; None where no row is a heading of it."""
    aliases = aliases_of(ledger)
    searched = range(min(SEARCHED_ROWS, len(sheet.rows)))
    promising = {row for row in searched if any(_match(aliases, 0, (_heading_text(cell),)) for cell in sheet.rows[row])}
    best: Heading | None = None
    for first in searched:
        for last in _last_rows(sheet, first):
            if promising.isdisjoint(range(first, last + 1)):
                continue
            heading = assigned(sheet, aliases, first, last)
            if _enough(heading, ledger) and (best is None or _merit(heading) > _merit(best)):
                best = heading
    return _with_parts_below(sheet, best) if best else None


def heading_from(sheet: Sheet, ledger: Ledger, first: int) -> Heading:
    """Give the heading that begins in a row, whether or not it names anything: as many rows as name most fields."""
    aliases = aliases_of(ledger)
    spans = [assigned(sheet, aliases, first, last) for last in _last_rows(sheet, first)]
    best = max(spans or [assigned(sheet, aliases, first, first)], key=_merit)
    return _with_parts_below(sheet, best) if best.known else best


def _merit(heading: Heading) -> tuple[int, int]:
    return len(heading.known), heading.first - heading.last


def require_heading(sheet: Sheet, ledger: Ledger) -> Heading:
    """Find the heading, or refuse with the headings that are looked for."""
    heading = find_heading(sheet, ledger)
    if heading is None:
        required = "、".join(field.label for field in ledger.fields if field.required)
        usual = "、".join([field.label for field in ledger.fields if not field.required][:USUAL_HEADINGS])
        said = words.no_heading(ledger.label, sheet.name, required, usual)
        raise Refusal(said, code="sheet_no_heading")
    return heading


def pick_sheet(book: tuple[Sheet, ...], ledger: Ledger, wanted: str | int | None = None) -> Sheet:
    """Give the tab wanted by its name or number (from 1), else the one whose headings name most of the ledger's fields.

    Raises Refusal where there is no such tab, or none with headings of the ledger.
    """
    if wanted is not None:
        return _wanted(book, wanted)
    matches = [(len(heading.known), sheet) for sheet, heading in matching(book, ledger)]
    if matches:
        return max(matches, key=lambda match: match[0])[1]
    filled = [sheet for sheet in book if sheet.rows]
    require_heading((filled or list(book))[0], ledger)
    raise AssertionError("a tab without headings has them")  # pragma: no cover


def matching(book: tuple[Sheet, ...], ledger: Ledger) -> list[tuple[Sheet, Heading]]:
    """Give the tabs that hold the ledger's headings, visible ones alone where there are any, in their order."""
    found = [(sheet, heading) for sheet in book if (heading := find_heading(sheet, ledger))]
    return [match for match in found if not match[0].hidden] or found


def _wanted(book: tuple[Sheet, ...], wanted: str | int) -> Sheet:
    for sheet in book:
        if sheet.name == wanted:
            return sheet
    number = int(wanted) if str(wanted).isdecimal() else 0
    if 1 <= number <= len(book):
        return book[number - 1]
    tabs = "、".join(sheet.name for sheet in book)
    raise Refusal(words.no_such_tab(wanted, tabs), code="sheet_no_such_tab")


def aliases_of(ledger: Ledger) -> Aliases:
    """Give the field that each heading names, and how usual that heading is for it (0: its own label)."""
    found: Aliases = {}
    for field in (field for field in ledger.fields if not field.derived):
        for order, alias in enumerate((field.label, *field.aliases)):
            key = reading.heading(alias)
            if key not in found or order < found[key][1]:
                found[key] = (field, order)
    return found


def _last_rows(sheet: Sheet, first: int) -> Iterator[int]:
    for last in range(first, min(first + HEADING_ROWS, len(sheet.rows))):
        if not any(sheet.rows[last]):
            return
        yield last


def assigned(sheet: Sheet, aliases: Aliases, first: int, last: int) -> Heading:
    """Give each field the column that names it best; a column that loses is nobody's."""
    columns = []
    best: dict[str, _Match] = {}
    for index, parts in enumerate(parts_of(sheet, first, last)):
        match = _match(aliases, index, parts)
        columns.append(match.column if match else Column(index, parts[-1] if parts else ""))
        field = match.column.field if match else None
        if match and field and (field.key not in best or match.rank < best[field.key].rank):
            best[field.key] = match
    winners = {match.column.index for match in best.values()}
    fields = {field.key: field for field, _ in aliases.values()}
    settled = []
    for column in columns:
        if column.index not in winners:
            hours = fields.get(column.field.hour) if column.field else None
            beside = hours is not None and hours.key not in best and reading.says_hour(column.heading)
            settled.append(replace(column, field=hours if beside else None))
        else:
            settled.append(column)
    return Heading(first, last, tuple(settled))


def _match(aliases: Aliases, index: int, parts: tuple[str, ...]) -> _Match | None:
    """Match the parts of one heading, given from top to bottom: all together first, then the lowest, then the rest."""
    for rank, chosen in enumerate(_readings(parts)):
        for key in _keys("".join(chosen)):
            if key in aliases:
                field, order = aliases[key]
                return _Match((rank, order), Column(index, "/".join(chosen), field))
    return None


def _readings(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    count = len(parts)
    for start in range(count):
        yield parts[start:]
        if count - start > 1:
            yield tuple(reversed(parts[start:]))
    for end in range(count - 1, 0, -1):
        for start in range(end):
            yield parts[start:end]


def _keys(text: str) -> Iterator[str]:
    key = reading.heading(text)
    yield key
    shorter = reading.without_format(key)
    if shorter != key:
        yield shorter


def parts_of(sheet: Sheet, first: int, last: int) -> list[tuple[str, ...]]:
    """Give the parts of each column's heading; a blank above something takes what is written to its left."""
    grid = [[_heading_text(cell) for cell in row] for row in sheet.rows[first : last + 1]]
    for merge in sheet.merged:
        if first <= merge.top <= last:
            for row in range(merge.top, min(merge.bottom, last) + 1):
                for column in range(merge.left, min(merge.right + 1, len(grid[0]))):
                    grid[row - first][column] = grid[merge.top - first][merge.left]
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and not _is_merged(sheet, first, last, column):
                upper[column] = upper[column - 1]
    return [tuple(part for part, _ in groupby(text for text in stack if text)) for stack in zip(*grid, strict=True)]


def _is_merged(sheet: Sheet, first: int, last: int, column: int) -> bool:
    return any(merge.left <= column <= merge.right and first <= merge.top <= last for merge in sheet.merged)


def _heading_text(cell: object) -> str:
    return re.sub(r"\s*\n\s*", "", reading.plain(cell)) if isinstance(cell, str) else ""


def _enough(heading: Heading, ledger: Ledger) -> bool:
    keys = {column.field.key for column in heading.known if column.field}
    if not all(field.key in keys for field in ledger.fields if field.required):
        return False
    written = sum(bool(column.heading) for column in heading.columns)
    return len(keys) >= min(LEAST_MATCHES, written)


def _with_parts_below(sheet: Sheet, heading: Heading) -> Heading:
    """Take in the rows below that only part columns nobody knows: 父亲, 母亲 below 家庭成员."""
    known = {column.index for column in heading.known}
    last = heading.last
    while last + 1 < min(heading.first + HEADING_ROWS, len(sheet.rows)):
        below = {index: cell for index, cell in enumerate(sheet.rows[last + 1]) if cell is not None}
        if not below or not known.isdisjoint(below) or not all(isinstance(cell, str) for cell in below.values()):
            break
        last += 1
    return replace(heading, last=last)
