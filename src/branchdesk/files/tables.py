"""A sheet as records of a ledger: which rows are records, what each cell holds, and what was noticed.

Several tabs that each hold a part of the records are one table; then its rows are counted on from tab to tab, and
`Table.place` says where a row stands.

Nothing is refused that may be true: a row stays out only where it has no name or repeats another's number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from branchdesk.domain import identity, reading
from branchdesk.domain.meetings import Severity
from branchdesk.files import cells, headings
from branchdesk.files.headings import Column, Heading
from branchdesk.files.layouts import Layout, laid_out
from branchdesk.files.progress import Report, told, untold
from branchdesk.files.progress import part as share
from branchdesk.files.sheets import Cell, Sheet
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import importing

HINT_ROWS = 3
LEAST_HINTS = 2  # one alone may be a remark on somebody
SINGLE = 1
PARTS, CHECKING = 2, 1  # the columns are read, then the rows checked


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Something noticed in a sheet: the sheet's own row from 1, the heading as the sheet has it, the field's key.

    `other` is the row that this one repeats.
    """

    row: int
    column: str
    field: str | None
    severity: Severity
    code: str
    message: str
    other: int | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record of a sheet: the sheet's own row from 1, and a value (or None) for each field it has a column for."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """One tab's share of a table: its name, its heading, and how many rows the tabs before it have."""

    sheet: str
    heading: Heading
    before: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the tab, where there are several, and the tab's own row from 1."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet (or several) holds of a ledger: every record in order, and all findings by row."""

    parts: tuple[Part, ...]
    rows: tuple[TableRow, ...]
    findings: tuple[RowFinding, ...]

    @property
    def sheet(self) -> str:
        """Give the names of the tabs."""
        return "、".join(part.sheet for part in self.parts)

    @property
    def heading(self) -> Heading:
        """Give the heading of the first tab."""
        return self.parts[0].heading

    @property
    def refused(self) -> frozenset[int]:
        """Give the numbers of the rows that stay out."""
        return frozenset(finding.row for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def taken(self) -> tuple[TableRow, ...]:
        """Give the rows that can be taken."""
        refused = self.refused
        return tuple(row for row in self.rows if row.number not in refused)

    def part(self, number: int) -> Part:
        """Give the tab that holds a row."""
        return next(part for part in reversed(self.parts) if number > part.before or part is self.parts[0])

    def place(self, number: int) -> Place:
        """Say where a row stands."""
        part = self.part(number)
        return Place(part.sheet if len(self.parts) > 1 else "", number - part.before)

    def said(self, number: int) -> str:
        """Name a row for a sentence; what is about the whole table names none."""
        place = self.place(number)
        if not place.row:
            return place.sheet
        return importing.row_of_tab(place.sheet, place.row) if place.sheet else importing.row(place.row)


def read_table(sheet: Sheet, ledger: Ledger, layout: Layout | None = None, report: Report = untold) -> Table:
    """Read a sheet's records, as it was laid out if it was; Refusal where it has no heading of the ledger.

    `report` is told (done, total) as the reading goes on, and may raise to end it.
    """
    return read_tables((sheet,), ledger, {sheet.name: layout} if layout else {}, report)


def read_tables(
    sheets: Sequence[Sheet], ledger: Ledger, layouts: Mapping[str, Layout], report: Report = untold
) -> Table:
    """Read the records of some tabs of a file as one table, each as it is laid out by its name, or as it is found."""
    parts: list[Part] = []
    rows: list[TableRow] = []
    findings: list[RowFinding] = []
    before = 0
    for at, sheet in enumerate(sheets):
        layout = layouts.get(sheet.name)
        heading = laid_out(sheet, ledger, layout) if layout else headings.require_heading(sheet, ledger)
        read, noticed = _read_part(sheet, ledger, heading, share(report, at, len(sheets)))
        rows += [replace(row, number=row.number + before) for row in read] if before else read
        findings += [replace(finding, row=finding.row + before) for finding in noticed] if before else noticed
        parts.append(Part(sheet.name, heading, before))
        before += len(sheet.rows)
    found = Table(tuple(parts), tuple(rows), ())
    findings += _about_pairs(ledger, found)
    findings.sort(key=lambda finding: finding.row)
    return replace(found, findings=tuple(findings))


def _read_part(
    sheet: Sheet, ledger: Ledger, heading: Heading, report: Report
) -> tuple[list[TableRow], list[RowFinding]]:
    findings: list[RowFinding] = list(_about_columns(heading, sheet, ledger))
    numbers, kept = _records(sheet, heading, ledger, findings)
    rows, doubted = _read_columns(heading, numbers, kept, findings, report)
    findings += _about_rows(ledger, heading, told(rows, share(report, CHECKING, PARTS)), doubted)
    return rows, findings


def _about_columns(heading: Heading, sheet: Sheet, ledger: Ledger) -> Iterator[RowFinding]:
    row = heading.first + 1  # 0 where there is no heading: it is about no row
    aliases = headings.aliases_of(ledger)
    below = sheet.rows[heading.last + 1 :]
    for column in heading.columns:
        if column.field or not column.heading or all(cells[column.index] is None for cells in below):
            continue
        if column.heading == importing.REFUSAL_COLUMN:
            continue  # our own, of a sheet of rows that were refused
        if reading.heading(column.heading) in ledger.passed_by:
            continue
        meant = aliases.get(reading.heading(column.heading.rpartition("/")[2]))
        if meant:
            said, code = importing.column_repeated(column.heading, meant[0].label), "column_repeated"
        else:
            said, code = importing.unknown_column(column.heading), "unknown_column"
        yield RowFinding(row, column.heading, None, Severity.NOTE, code, said)
    present = {column.field.key for column in heading.known if column.field}
    for field in ledger.fields:
        if field.wanted and field.key not in present:
            said = importing.column_missing(field.label)
            yield RowFinding(row, field.label, field.key, Severity.DOUBT, "column_missing", said)


class _Skipper:
    """Knows which rows of a sheet are no records."""

    def __init__(self, sheet: Sheet, heading: Heading, ledger: Ledger) -> None:
        """Take the heading that stands above the rows."""
        columns = heading.known
        self.heading = heading
        self.telling = [
            column.index for column in columns if column.field and column.field.kind is not FieldKind.INTEGER
        ]
        self.aliases = headings.aliases_of(ledger)
        required = [column for column in columns if column.field and column.field.required]
        self.anchor = (required or list(columns))[0]
        self.required = bool(required)
        # A sheet made for printing repeats its heading, of as many rows as it has, on every page.
        self.repeats = set(sheet.rows[heading.first : heading.last + 1]) if heading.first >= 0 else set()
        self.tops = {row[self.anchor.index] for row in self.repeats}
        self.words = {self.anchor.heading, *((field.label, *field.aliases) if (field := self.anchor.field) else ())}

    def is_blank(self, row: tuple[Cell, ...]) -> bool:
        """Say whether a row holds nothing but perhaps its number, for sheets are numbered in advance."""
        for index in self.telling:
            cell = row[index]
            if cell is not None and not (isinstance(cell, str) and not cell.strip()):
                return False
        return sum(1 for cell in row if cell is not None) <= SINGLE

    def is_no_record(self, row: tuple[Cell, ...]) -> bool:
        """Say whether a row is a repeated heading, a total or a foot."""
        first = next(cell for cell in row if cell is not None)
        if isinstance(first, str) and (reading.is_total(first) or reading.is_footer(first)):
            return True
        top = row[self.anchor.index]
        return (top in self.tops and row in self.repeats) or (top in self.words and self._is_heading(row))

    def is_hint(self, at: int, row: tuple[Cell, ...]) -> bool:
        """Say whether one of the first rows tells how to fill the sheet in, or shows it, or counts the columns."""
        if at > self.heading.last + HINT_ROWS:
            return False
        hints = [cell for cell in row if isinstance(cell, str) and reading.is_hint(cell)]
        first = next(cell for cell in row if cell is not None)
        return len(hints) >= LEAST_HINTS or {first, row[self.anchor.index]} & set(hints) != set() or _counts(row)

    def _is_heading(self, row: tuple[Cell, ...]) -> bool:
        filled = [cell for cell in row if cell is not None]
        named = sum(isinstance(cell, str) and reading.heading(cell) in self.aliases for cell in filled)
        return named * 2 > len(filled)


def _counts(row: tuple[Cell, ...]) -> bool:
    """Say whether a row only counts the columns (1, 2, 3 and so on)."""
    filled = [reading.compact(cells.as_text(cell)).strip("()") for cell in row if cell is not None]
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]  # noqa: PLR2004


def _records(
    sheet: Sheet, heading: Heading, ledger: Ledger, findings: list[RowFinding]
) -> tuple[list[int], list[tuple[Cell, ...]]]:
    """Give the sheet's records and their row numbers from 1; merged cells are repeated in every row they span."""
    skipper = _Skipper(sheet, heading, ledger)
    spans = _spans(sheet, heading)
    numbers, kept = [], []
    total: tuple[int, int] | None = None
    for at in range(heading.last + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if skipper.is_blank(row):
            if (text := _only_text(row)) and not _is_known_foot(text):
                findings.append(_skipped(at + 1, text))
        elif skipper.is_no_record(row):
            total = _stated_total(at + 1, row) or total
        elif skipper.is_hint(at, row):
            findings.append(RowFinding(at + 1, "", None, Severity.NOTE, "row_skipped", importing.hint_skipped()))
        else:
            row = _filled(row, spans.get(at))
            if skipper.required and row[skipper.anchor.index] is None and (text := _only_text(row)):
                findings.append(_skipped(at + 1, text))
                continue
            numbers.append(at + 1)
            kept.append(row)
    if total and total[1] != len(kept):
        said = importing.total_differs(total[1], len(kept))
        findings.append(RowFinding(total[0], "", None, Severity.DOUBT, "total_differs", said))
    return numbers, kept


def _only_text(row: tuple[Cell, ...]) -> str:
    filled = [cell for cell in row if cell is not None]
    return filled[0].strip() if len(filled) == SINGLE and isinstance(filled[0], str) else ""


def _is_known_foot(text: str) -> bool:
    return reading.is_total(text) or reading.is_footer(text) or reading.is_hint(text)


def _skipped(row: int, text: str) -> RowFinding:
    return RowFinding(row, "", None, Severity.NOTE, "row_skipped", importing.row_skipped(cells.quoted(text)))


def _stated_total(number: int, row: tuple[Cell, ...]) -> tuple[int, int] | None:
    """Give the row and the head count of a grand total that states one: 合计 46人."""
    text = reading.compact("".join(cells.as_text(cell) for cell in row if cell is not None))
    stated = re.findall(r"\d+", text)
    if len(stated) == SINGLE and reading.is_grand_total(text):
        return number, int(stated[0])
    return None


def _spans(sheet: Sheet, heading: Heading) -> dict[int, dict[int, Cell]]:
    """Give, for rows below the first of a merged cell, what stands there by column."""
    spans: dict[int, dict[int, Cell]] = {}
    for merge in sheet.merged:
        if merge.top > heading.last and merge.bottom > merge.top and merge.top < len(sheet.rows):
            for row in range(merge.top + 1, min(merge.bottom + 1, len(sheet.rows))):
                spans.setdefault(row, {})[merge.left] = sheet.rows[merge.top][merge.left]
    return spans


def _filled(row: tuple[Cell, ...], span: dict[int, Cell] | None) -> tuple[Cell, ...]:
    if not span:
        return row
    return tuple(span.get(index, cell) if cell is None else cell for index, cell in enumerate(row))


_Doubted = dict[int, dict[str, bool]]  # row: field: whether the value was left empty
_Remarks = dict[int, cells.Remark]


def _read_columns(
    heading: Heading, numbers: list[int], kept: list[tuple[Cell, ...]], findings: list[RowFinding], report: Report
) -> tuple[list[TableRow], _Doubted]:
    """Read column by column, each different cell once."""
    doubted: _Doubted = {}
    read: list[list[object]] = []
    keys: list[str] = []
    tell = share(report, 0, PARTS)
    for place, column in enumerate(heading.known):
        if not column.field:
            continue
        key = column.field.key
        values, remarks = _read_column(column, column.field, kept, share(tell, place, len(heading.known)))
        for at, remark in remarks.items():
            findings.append(RowFinding(numbers[at], column.heading, key, *remark))
            doubted.setdefault(numbers[at], {})[key] = values[at] is None
        keys.append(key)
        read.append(values)
        if column.field.hour and all(other.field and other.field.key != column.field.hour for other in heading.known):
            keys.append(column.field.hour)
            read.append([cells.hour_of(row[column.index]) for row in kept])
    rows = [
        TableRow(number, dict(zip(keys, values, strict=True)))
        for number, values in zip(numbers, zip(*read, strict=True), strict=True)
    ]
    return rows, doubted


def _read_column(
    column: Column, field: Field, table: list[tuple[Cell, ...]], report: Report
) -> tuple[list[object], _Remarks]:
    """Give the value of each row, and the remark of each row that has one, by its position."""
    index = column.index
    found = [row[index] for row in table]
    if bool in set(map(type, found)):
        found = [str(cell) if isinstance(cell, bool) else cell for cell in found]  # else True would pass for 1
    read = cells.reader(field)
    values: dict[Cell, object] = {None: None}
    remarks: dict[Cell, cells.Remark] = {}
    for cell in told(tuple(set(found) - {None}), report):
        values[cell], remark = read(cell)
        if remark:
            remarks[cell] = remark
    where = {at: remarks[cell] for at, cell in enumerate(found) if cell in remarks} if remarks else {}
    return [values[cell] for cell in found], where


def _about_rows(ledger: Ledger, heading: Heading, rows: Iterable[TableRow], doubted: _Doubted) -> Iterator[RowFinding]:
    """Give what the ledger's own checks find; of a field that was left empty enough has been said."""
    named = _column_names(heading)
    required = [field for field in ledger.fields if field.required]
    for row in rows:
        for field in required:
            if row.values.get(field.key) is None:
                said = importing.name_missing(field.label)
                code = f"{field.key}_missing"
                yield RowFinding(row.number, named[field.key], field.key, Severity.ERROR, code, said)
        for check in ledger.checks:
            for found in check(row.values):
                if not doubted.get(row.number, {}).get(found.field):
                    column = named.get(found.field, "")
                    yield RowFinding(row.number, column, found.field, found.severity, found.code, found.message)


def _about_pairs(ledger: Ledger, table: Table) -> Iterator[RowFinding]:
    """Find rows that repeat another's number, and rows that bear another's name."""
    named = {part.before: _column_names(part.heading) for part in table.parts}
    repeated = set()
    for key in ledger.unique:
        for first, row in _pairs(table.rows, (key,)):
            if ledger.field(key).kind is FieldKind.ID_NUMBER and not identity.birth_date(str(row.values[key])):
                continue  # not the number of anybody: 无证, 123
            repeated.add(row.number)
            said = importing.duplicate_in_sheet(ledger.field(key).label, table.said(first.number))
            column = named[table.part(row.number).before][key]
            yield RowFinding(row.number, column, key, Severity.ERROR, "duplicate_in_sheet", said, first.number)
    if not ledger.alike:
        return
    for first, row in _pairs(table.rows, ledger.alike):
        if row.number not in repeated:
            column = named[table.part(row.number).before][ledger.alike[0]]
            yield _same_name(ledger, first, row, column, table.said(first.number))


def _same_name(ledger: Ledger, first: TableRow, row: TableRow, column: str, where: str) -> RowFinding:
    key = ledger.alike[0]
    differing = [
        field
        for field in ledger.fields
        if field.key in ledger.tells_apart
        and (mine := row.values.get(field.key)) is not None
        and (theirs := first.values.get(field.key)) is not None
        and mine != theirs
    ]
    if differing:
        labels = "、".join(field.label for field in differing)
        said = importing.same_name(where, labels)
        return RowFinding(row.number, column, key, Severity.NOTE, "same_name", said, first.number)
    said = importing.same_name_alike(where)
    return RowFinding(row.number, column, key, Severity.DOUBT, "same_name", said, first.number)


def _pairs(rows: Iterable[TableRow], keys: tuple[str, ...]) -> Iterator[tuple[TableRow, TableRow]]:
    """Give each row that has the same filled values as an earlier one, with the first such."""
    seen: dict[tuple[object, ...], TableRow] = {}
    for row in rows:
        values = tuple([row.values.get(key) for key in keys])
        if None not in values:
            first = seen.setdefault(values, row)
            if first is not row:
                yield first, row


def _column_names(heading: Heading) -> dict[str, str]:
    return {column.field.key: column.heading for column in heading.known if column.field}
