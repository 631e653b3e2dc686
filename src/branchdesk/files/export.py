"""Rows as a file that people open, change and import again: .xlsx, .csv or .ods.

The title is the tab's name; row 1 is the heading, so that a sheet can be filtered as it stands. Rows are written as
they come: a hundred thousand of them are never in memory together.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.files import opendocument
from branchdesk.files.sheets import FORMULA_SIGNS
from branchdesk.files.whole import replacing
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import sheets as words

Value = str | int | float | bool | date | PartialDate | None
Report = Callable[[int, int], None]

ENDINGS = (".xlsx", ".csv", ".ods")
FIRST_SAFE_YEAR = 1901  # spreadsheets disagree on the days of January and February 1900
FIRST_ROUNDED = 10**15  # a spreadsheet's number keeps 15 digits
LONGEST_IN_XLSX = 32_767  # in units of UTF-16
LONGEST_AS_TEXT = 255  # Excel shows more of them as #### in a cell of the format "text"
LONGEST_TAB_NAME = 31
REPORTED_EVERY = 500
_WIDTH_OF_CHARACTER = 2
_HEIGHT, _LINE, _HIGHEST = 18.0, 15.0, 409.0  # points of a row with one line, of each more, and Excel's limit
_NOT_IN_TAB_NAME = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_PLAIN_NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its heading, its width in full-width characters, and how it is filled in.

    A column of text stays text, also for what is typed into it later; `wraps` lets long text run on below itself.
    """

    heading: str
    width: int = 8
    is_text: bool = True
    wraps: bool = False


def columns_of(ledger: Ledger, keys: Sequence[str] | None = None) -> tuple[Column, ...]:
    """Give the columns that a ledger's sheet has, or those of some of its fields; they can be imported again."""
    return tuple(_column_of(ledger.field(key)) for key in keys or ledger.sheet)


def _column_of(field: Field) -> Column:
    is_text, wraps = field.kind is not FieldKind.INTEGER, field.kind is FieldKind.LONG_TEXT
    return Column(field.label, field.width, is_text=is_text, wraps=wraps)


def cells_of(ledger: Ledger, row: Mapping[str, object], keys: Sequence[str] | None = None) -> tuple[Value, ...]:
    """Give one record's cells for `columns_of`: choices and flags as their words, dates as dates."""
    return tuple(cell_of(ledger.field(key), row.get(key)) for key in keys or ledger.sheet)


def cell_of(field: Field, value: object) -> Value:
    """Give the cell of one value, as stored or as a `PartialDate`."""
    if field.kind is FieldKind.DATE and isinstance(value, str):
        try:
            return PartialDate.parse(value)
        except ValueError:
            return value or None
    if field.kind in {FieldKind.DATE, FieldKind.INTEGER} and isinstance(value, int | PartialDate):
        return value
    return field.shown(value) or None


def write_sheet(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    total: int = 0,
    report: Report | None = None,
) -> int:
    """Write rows under their headings, in the kind that the path's ending names; give the number of rows.

    A date known to the day is a date, one known to the month or year is text (2016-01). The file appears whole or not
    at all. `report` is told (rows written, `total`) now and then; what it raises ends the work and passes through.
    Raises Refusal for another ending or a text too long for .xlsx, Trouble where the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise Refusal(words.unknown_ending(path.name), code="sheet_unknown_ending")
    written = 0

    def walked() -> Iterator[_Row]:
        nonlocal written
        for row in rows:
            yield tuple([_plain(value) for value in row])
            written += 1
            if report and written % REPORTED_EVERY == 0:
                report(written, total)

    with replacing(path) as file:
        write(file, _tab_name(title), columns, walked())
    return written


_Row = tuple[opendocument.PlainCell, ...]


def _plain(value: Value) -> opendocument.PlainCell:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, bool):
        return Field("", "", FieldKind.FLAG).shown(value)
    if isinstance(value, PartialDate):
        return value.first_day() if value.day and value.year >= FIRST_SAFE_YEAR else str(value)
    if isinstance(value, int) and abs(value) >= FIRST_ROUNDED:
        return str(value)
    return value


def plain_text(text: str) -> str:
    """Give a text with one sort of line end, and without the signs that no file of tables can hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def neutral(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula: the quote that reading takes away again."""
    if not text.lstrip("'").startswith(FORMULA_SIGNS) or _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _tab_name(title: str) -> str:
    return _NOT_IN_TAB_NAME.sub(" ", _CONTROL.sub("", title)).strip()[:LONGEST_TAB_NAME] or "Sheet1"


def _xlsx(file: BinaryIO, tab: str, columns: Sequence[Column], rows: Iterable[_Row]) -> None:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an export costs it

    # The rows lie in files of their own until they are packed: where the sheet goes, for nobody wants them elsewhere.
    beside = Path(file.name).parent
    with TemporaryDirectory(prefix=".branchdesk-", dir=beside, ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
        sheet = book.add_worksheet(tab)
        try:
            _fill(book, sheet, columns, rows)
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:  # a full disk, in the library's own wrapping
            raise error.args[0] from error
        finally:
            sheet.row_data_fh.close()  # else Windows could not take the folder away


def _fill(book: Any, sheet: Any, columns: Sequence[Column], rows: Iterable[_Row]) -> None:  # noqa: ANN401 - untyped
    head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
    middle = {"valign": "vcenter"}
    text, number_form = book.add_format({"num_format": "@", **middle}), book.add_format(middle)
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **middle})
    wrapped = book.add_format({"num_format": "@", "text_wrap": True, **middle})
    lengthy = book.add_format({"text_wrap": True, **middle})
    usual = [wrapped if column.wraps else text for column in columns]
    wrapping = [(index, column.width) for index, column in enumerate(columns) if column.wraps]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width * _WIDTH_OF_CHARACTER + 1, usual[index] if column.is_text else None)
    for index, column in enumerate(columns):
        _write_text(sheet, 0, index, column.heading, head)
    sheet.set_default_row(_HEIGHT)
    sheet.set_row(0, _HEIGHT + _LINE / 2)
    number = 0
    for number, row in enumerate(rows, start=1):
        if (height := _height(row, wrapping)) > _HEIGHT:
            sheet.set_row(number, height)
        for index, value in enumerate(row):
            if isinstance(value, str):
                if _length(value) > LONGEST_IN_XLSX:
                    said = words.text_too_long(number + 1, columns[index].heading, LONGEST_IN_XLSX)
                    raise Refusal(said, code="sheet_text_too_long")
                _write_text(sheet, number, index, value, usual[index] if len(value) <= LONGEST_AS_TEXT else lengthy)
            elif isinstance(value, date):
                sheet.write_datetime(number, index, value, day)
            elif value is not None:
                sheet.write_number(number, index, value, number_form)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(number, 1), max(len(columns) - 1, 0))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _height(row: _Row, wrapping: Sequence[tuple[int, int]]) -> float:
    """Give a row the height that its long texts need; not every program finds it out by itself."""
    lines = 1
    for index, width in wrapping:
        value = row[index]
        if isinstance(value, str):
            lines = max(lines, sum(1 + (_wide(line) - 1) // width for line in value.split("\n")))
    return min(_HEIGHT + _LINE * (lines - 1), _HIGHEST)


def _wide(line: str) -> int:
    """Give a line's width in full-width characters, at least one."""
    return max(1, (sum(1 if sign < "\u0100" else 2 for sign in line) + 1) // 2)


def _write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401 - untyped
    """Write a text as text; what looks like the library's own mark-up goes in three parts, else it would be obeyed."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], form)
    else:
        sheet.write_string(row, column, text, form)


def _length(text: str) -> int:
    return len(text) if len(text) * 2 <= LONGEST_IN_XLSX else len(text.encode("utf-16-le")) // 2


def _csv(file: BinaryIO, _tab: str, columns: Sequence[Column], rows: Iterable[_Row]) -> None:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow([neutral(column.heading) for column in columns])
        for row in rows:
            writer.writerow([neutral(value) if isinstance(value, str) else value for value in row])
    finally:
        text.detach()


def _ods(file: BinaryIO, tab: str, columns: Sequence[Column], rows: Iterable[_Row]) -> None:
    opendocument.write(
        file,
        tab,
        [opendocument.PlainColumn(column.heading, column.width, column.is_text, column.wraps) for column in columns],
        rows,
    )


_Writer = Callable[[BinaryIO, str, Sequence[Column], Iterable[_Row]], None]
_WRITERS: dict[str, _Writer] = {".xlsx": _xlsx, ".csv": _csv, ".ods": _ods}
