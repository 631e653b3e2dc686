"""Rows as a file that people open, change and import again: .xlsx, .csv or .ods.

The title is the tab's name; row 1 is the heading, so that a sheet can be filtered as it stands.
"""

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal, Trouble
from branchdesk.files import opendocument
from branchdesk.files.sheets import FORMULA_SIGNS
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import sheets as words

Value = str | int | float | bool | date | PartialDate | None

ENDINGS = (".xlsx", ".csv", ".ods")
FIRST_SAFE_YEAR = 1901  # spreadsheets disagree on the days of January and February 1900
LONGEST_IN_XLSX = 32_767
LONGEST_TAB_NAME = 31
_WIDTH_OF_CHARACTER = 2
_NOT_IN_TAB_NAME = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its heading, its width in full-width characters, and whether it stays text."""

    heading: str
    width: int = 8
    is_text: bool = True


def columns_of(ledger: Ledger, keys: Sequence[str] | None = None) -> tuple[Column, ...]:
    """Give the columns that a ledger's sheet has, or those of some of its fields; they can be imported again."""
    fields = [ledger.field(key) for key in keys or ledger.sheet]
    return tuple(Column(field.label, field.width, field.kind is not FieldKind.INTEGER) for field in fields)


def cells_of(ledger: Ledger, row: Mapping[str, object], keys: Sequence[str] | None = None) -> tuple[Value, ...]:
    """Give one record's cells for `columns_of`: choices and flags as their words, dates as dates."""
    return tuple(_cell_of(ledger.field(key), row.get(key)) for key in keys or ledger.sheet)


def _cell_of(field: Field, value: object) -> Value:
    if field.kind is FieldKind.DATE and isinstance(value, str):
        return PartialDate.parse(value)
    if field.kind in {FieldKind.DATE, FieldKind.INTEGER} and isinstance(value, int | PartialDate):
        return value
    return field.shown(value) or None


def write_sheet(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write rows under their headings, in the kind that the path's ending names; give the number of rows.

    A date known to the day is a date, one known to the month or year is text (2016-01). The file appears whole or not
    at all. Raises Refusal for another ending or a text too long for .xlsx, Trouble where the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise Refusal(words.unknown_ending(path.name), code="sheet_unknown_ending")
    table = [tuple(_plain(value) for value in row) for row in rows]
    _replace(path, write(_tab_name(title), columns, table))
    return len(table)


def _plain(value: Value) -> opendocument.PlainCell:
    if isinstance(value, bool):
        return Field("", "", FieldKind.FLAG).shown(value)
    if isinstance(value, PartialDate):
        return value.first_day() if value.day and value.year >= FIRST_SAFE_YEAR else str(value)
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(value, str) else value


def _tab_name(title: str) -> str:
    return _NOT_IN_TAB_NAME.sub(" ", _CONTROL.sub("", title)).strip()[:LONGEST_TAB_NAME] or "Sheet1"


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place in one step."""
    beside = path.with_name(f".branchdesk-{os.getpid()}{path.suffix}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        if isinstance(error, PermissionError) and path.exists():
            raise Trouble(words.being_used(path), code="sheet_being_used") from error
        raise Trouble(words.cannot_write(path), code="sheet_cannot_write") from error


_Table = list[tuple[opendocument.PlainCell, ...]]


def _xlsx(tab: str, columns: Sequence[Column], rows: _Table) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an export costs it

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet(tab)
        head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width * _WIDTH_OF_CHARACTER + 1, text if column.is_text else None)
            sheet.write_string(0, index, column.heading, head)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                if isinstance(value, str):
                    if len(value) > LONGEST_IN_XLSX:
                        said = words.text_too_long(number + 1, columns[index].heading, LONGEST_IN_XLSX)
                        raise Refusal(said, code="sheet_text_too_long")
                    sheet.write_string(number, index, value, text)
                elif isinstance(value, date):
                    sheet.write_datetime(number, index, value, day)
                elif value is not None:
                    sheet.write_number(number, index, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(columns) - 1, 0))
    return made.getvalue()


def _csv(_tab: str, columns: Sequence[Column], rows: _Table) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([_neutral(column.heading) for column in columns])
    for row in rows:
        writer.writerow([_neutral(value) if isinstance(value, str) else value for value in row])
    return made.getvalue().encode("utf-8-sig")


def _neutral(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula: the quote that reading takes away again."""
    if not text.lstrip("'").startswith(FORMULA_SIGNS) or re.fullmatch(r"[+-]\d+(\.\d+)?", text):
        return text
    return f"'{text}"


def _ods(tab: str, columns: Sequence[Column], rows: _Table) -> bytes:
    headings, widths = [column.heading for column in columns], [column.width for column in columns]
    return opendocument.write(tab, headings, widths, rows)


_WRITERS: dict[str, Callable[[str, Sequence[Column], _Table], bytes]] = {".xlsx": _xlsx, ".csv": _csv, ".ods": _ods}
