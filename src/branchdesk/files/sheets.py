"""A file of tables as plain rows, whatever program wrote it and whatever its name ends in."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from statistics import mode
from typing import TYPE_CHECKING

from branchdesk.errors import Refusal, Trouble
from branchdesk.files import containers, opendocument
from branchdesk.files.given import TooLargeError, bytes_of
from branchdesk.files.opendocument import Merge
from branchdesk.files.progress import OFTEN, Report, part, untold
from branchdesk.words import sheets as words

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | date | datetime | None

MAX_ROWS = 200_000
MAX_BYTES = 256 * 1024 * 1024
MAX_COLUMNS = 1_000
LONGEST_CELL = 1_000_000  # characters of a text table's cell
TOO_LONG = "sheet_cell_too_long"
TEXT_TAB = "csv"
_SAMPLE_ROWS = 40
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # the wide ones count in Chinese Excel
_BINARY_STARTS = (b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"SQLite format 3")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab: its rows from the first of the sheet on, all of one length, and its merged cells.

    Index 0 is row 1 of the sheet and column A, also where they are empty; an empty cell is None.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merge, ...] = ()
    hidden: bool = False


def read_book(path: Path, report: Report = untold) -> tuple[Sheet, ...]:
    """Read every tab of an .xlsx, .xls, .ods or text file; the content decides which it is, not the name.

    `report` is told (done, total) as the rows come, and may raise to end it. Raises Trouble where the file cannot be
    had, Refusal where it is no table, empty, encrypted, damaged or monstrous.
    """
    data = _bytes_of(path)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refusal(words.empty(path.name), code="sheet_empty")
    book = _read_container(path, data, report) if containers.is_container(data) else (_read_text(path, data),)
    if not any(sheet.rows for sheet in book):
        raise Refusal(words.no_rows(path.name), code="sheet_empty")
    return book


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refusal(words.is_folder(path.name), code="sheet_is_folder")
        return bytes_of(path, MAX_BYTES)
    except TooLargeError as error:
        raise _too_big(path) from error
    except FileNotFoundError as error:
        raise Trouble(words.missing(path), code="sheet_missing") from error
    except PermissionError as error:
        raise Trouble(words.held_or_forbidden(path), code="sheet_held") from error
    except (OSError, ValueError) as error:
        raise Trouble(words.unreadable(path), code="sheet_unreadable") from error


def _too_big(path: Path) -> Refusal:
    return Refusal(words.too_big(path.name, f"{MAX_BYTES // 1024 // 1024} MB"), code="sheet_too_big")


def _read_container(path: Path, data: bytes, report: Report) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - a reading costs it

    try:
        data = containers.checked(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        merged = opendocument.merges(data)
        return tuple(_read_tabs(book, merged, report))
    except containers.Unsound as error:
        raise _refused(path, error.fault) from error
    except PasswordError as error:
        raise _refused(path, containers.Fault.ENCRYPTED) from error
    except Refusal:
        raise
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _refused(path, containers.Fault.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own way to fail; it is no Exception
            raise
        raise _refused(path, containers.Fault.DAMAGED) from error


def _refused(path: Path, fault: containers.Fault) -> Refusal:
    say = {
        containers.Fault.DAMAGED: words.damaged,
        containers.Fault.ENCRYPTED: words.encrypted,
        containers.Fault.NOT_A_SHEET: words.not_a_sheet,
        containers.Fault.SCATTERED: words.scattered,
    }.get(fault)
    return Refusal(say(path.name), code=fault) if say else _too_big(path)


def _read_tabs(book: "CalamineWorkbook", merged: dict[str, tuple[Merge, ...]], report: Report) -> Iterable[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - as above

    tabs = [facts for facts in book.sheets_metadata if facts.typ == SheetTypeEnum.WorkSheet]
    for number, facts in enumerate(tabs):
        sheet = book.get_sheet_by_name(facts.name)
        hidden = facts.visible != SheetVisibleEnum.Visible
        yield _tab(sheet, merged.get(sheet.name, ()), part(report, number, len(tabs)), hidden=hidden)


def _tab(sheet: "CalamineSheet", merged: tuple[Merge, ...], report: Report, *, hidden: bool) -> Sheet:
    if sheet.total_width > MAX_COLUMNS:
        raise Refusal(words.scattered(sheet.name), code=containers.Fault.SCATTERED)
    if sheet.total_height > MAX_ROWS:
        raise Refusal(words.too_many_rows(sheet.name, MAX_ROWS), code="sheet_too_many_rows")
    rows = list(_rows(sheet, report))
    for first, last in sheet.merged_cell_ranges or ():
        merged += (Merge(*first, *last),)
    return Sheet(sheet.name, _trimmed(rows), merged, hidden)


def _rows(sheet: "CalamineSheet", report: Report) -> Iterator[tuple[Cell, ...]]:
    """Take row by row: the reader makes all rows of a large sheet in one breath, in which nothing else runs."""
    if sheet.start is None:
        return
    indent: tuple[Cell, ...] = (None,) * sheet.start[1]  # rows come from the first on, columns from the first filled
    report(_READ, _READ + _MADE)
    for number, row in enumerate(sheet.iter_rows()):
        if any(type(cell) is str and len(cell) > LONGEST_CELL for cell in row):
            raise Refusal(words.cell_too_long(sheet.name, sheet.start[0] + number + 1, LONGEST_CELL), code=TOO_LONG)
        if number % OFTEN == 0:
            report(_READ + _MADE * number // sheet.height, _READ + _MADE)
        yield indent + _cells(row)


_READ, _MADE = 700, 300  # a sheet's reading, as against the making of its rows
_ODD = {time, timedelta}


def _cells(row: Sequence[object]) -> tuple[Cell, ...]:
    """Make an empty cell None, and a time of day, which no field holds, the text it shows."""
    if not _ODD.isdisjoint(map(type, row)):
        row = [str(cell) if type(cell) in _ODD else cell for cell in row]
    return tuple([None if cell == "" else cell for cell in row])  # type: ignore[misc]


def is_vast(found: Sequence[Sequence[object]]) -> bool:
    """Say whether rows, filled up to one length, would be wider than any sheet, or more cells than are read."""
    width = max(map(len, found), default=0)
    return width > MAX_COLUMNS or len(found) * width > containers.MAX_CELLS


def of_one_width(found: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Fill rows up to one length, and leave out the empty ones at the end."""
    width = max(map(len, found), default=0)
    return _trimmed([row + (None,) * (width - len(row)) for row in found])


def _trimmed(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _read_text(path: Path, data: bytes) -> Sheet:
    if data.startswith(_BINARY_STARTS) or (b"\0" in data[:4096] and not data.startswith(_UTF_16)):
        raise Refusal(words.not_a_sheet(path.name), code=containers.Fault.NOT_A_SHEET)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise Refusal(words.web_page(path.name), code="sheet_is_web_page")
    found = _records(path, _decoded(path, data))
    if is_vast(found):
        raise Refusal(words.scattered(path.name), code=containers.Fault.SCATTERED)
    rows = of_one_width([tuple(text_cell(cell) for cell in row) for row in found])
    if len(rows) > MAX_ROWS:
        raise Refusal(words.too_many_rows(path.name, MAX_ROWS), code="sheet_too_many_rows")
    return Sheet(path.stem or TEXT_TAB, rows)


def _decoded(path: Path, data: bytes) -> str:
    """Read the bytes as UTF-8, with or without its mark, else as GB18030 (and what Excel calls Unicode text)."""
    encodings = ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failure = error
    line = data.count(b"\n", 0, failure.start) + 1
    raise Refusal(words.unknown_encoding(path.name, line), code="sheet_unknown_encoding")


def _records(path: Path, text: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > containers.MAX_CELLS:
                raise _too_big(path)
            found.append(row)
    except csv.Error as error:
        if "limit" in str(error):
            said = words.cell_too_long(path.name, reader.line_num, LONGEST_CELL)
            raise Refusal(said, code=TOO_LONG) from error
        raise Refusal(words.bad_quotes(path.name, reader.line_num), code="sheet_bad_quotes") from error
    return found


def _delimiter(text: str) -> str:
    """Tell the sign between the cells: the one that cuts the largest share of the rows into the same number of parts.

    Rows, not lines: a cell may hold many lines, with other signs in them.
    """

    def regularity(sign: str) -> tuple[float, int]:
        widths = [len(row) for row in _first_rows(text, sign) if row]
        usual = mode([width for width in widths if width > 1] or [0])
        return widths.count(usual) / max(len(widths), 1), usual

    return max(",\t;", key=regularity)


def _first_rows(text: str, sign: str) -> Iterator[list[str]]:
    """Give the rows that a sign makes, as far as they can be read by it."""
    with suppress(csv.Error):
        yield from islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _SAMPLE_ROWS)


def text_cell(cell: str) -> Cell:
    """Take away the quote that kept a spreadsheet from reading a text as a formula."""
    if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_SIGNS):
        return cell[1:]
    return cell or None
