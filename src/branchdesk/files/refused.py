"""The rows that were not taken, as a sheet like the one they came from, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from branchdesk.files import cells
from branchdesk.files.sheets import Cell, Sheet
from branchdesk.files.tables import Part, Table
from branchdesk.files.whole import replacing
from branchdesk.ledgers.spec import FieldKind
from branchdesk.words import importing as words

USUAL_WIDTH, REASON_WIDTH = 8, 40
WIDTH_OF_CHARACTER = 2
_AS_TEXT = {FieldKind.ID_NUMBER, FieldKind.PHONE}


def write_refused(path: Path, book: Sequence[Sheet], table: Table, reasons: Mapping[int, str]) -> int:
    """Write some rows of a table, by their numbers, with the reasons in a column of their own; give their number.

    Headings and cells stand as they stood in their tabs, numbers of people as text. The file appears whole or not at
    all; Trouble where it cannot be written.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only this costs it

    with replacing(path) as made, xlsxwriter.Workbook(made, {"in_memory": True}) as file:
        for part in table.parts:
            sheet = next(sheet for sheet in book if sheet.name == part.sheet)
            numbers = [number for number in sorted(reasons) if table.part(number) is part]
            if numbers or len(table.parts) == 1:
                _write_tab(file, sheet, part, {number - part.before: reasons[number] for number in numbers})
    return len(reasons)


def _write_tab(file: Any, sheet: Sheet, part: Part, reasons: Mapping[int, str]) -> None:  # noqa: ANN401 - a library without types
    tab = file.add_worksheet(sheet.name[:31])
    head = file.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
    warning = file.add_format({"font_color": "#a61c1c", "text_wrap": True, "valign": "top"})
    formats = {
        str: file.add_format({"num_format": "@"}),
        date: file.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: file.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    heading = part.heading
    top = max(heading.first, 0)
    rows = list(sheet.rows[top : heading.last + 1]) or [tuple(column.heading or None for column in heading.columns)]
    width = len(heading.columns)
    as_text = {column.index for column in heading.known if column.field and column.field.kind in _AS_TEXT}
    for at, row in enumerate(rows):
        for index, cell in enumerate(row):
            tab.write_string(at, index, cells.as_text(cell), head)
    for merge in sheet.merged if heading.first >= 0 else ():
        if top <= merge.top and merge.bottom <= heading.last and merge[:2] != merge[2:]:
            shown = cells.as_text(sheet.rows[merge.top][merge.left])
            tab.merge_range(merge.top - top, merge.left, merge.bottom - top, merge.right, shown, head)
    if len(rows) > 1:
        tab.merge_range(0, width, len(rows) - 1, width, words.REFUSAL_COLUMN, head)
    else:
        tab.write_string(0, width, words.REFUSAL_COLUMN, head)
    for at, number in enumerate(sorted(reasons), start=len(rows)):
        for index, cell in enumerate(sheet.rows[number - 1]):
            _write_cell(
                tab, (at, index), cells.as_text(cell) if index in as_text and cell is not None else cell, formats
            )
        tab.write_string(at, width, reasons[number], warning)
    for column in heading.columns:
        room = column.field.width if column.field else USUAL_WIDTH
        tab.set_column(column.index, column.index, room * WIDTH_OF_CHARACTER + 1)
    tab.set_column(width, width, REASON_WIDTH)
    tab.freeze_panes(len(rows), 0)


def _write_cell(tab: Any, place: tuple[int, int], cell: Cell, formats: Mapping[type, Any]) -> None:  # noqa: ANN401 - as above
    if isinstance(cell, bool):
        tab.write_boolean(*place, cell)
    elif isinstance(cell, str):
        tab.write_string(*place, cell, formats[str])
    elif isinstance(cell, date):  # a datetime is one
        tab.write_datetime(*place, cell, formats[type(cell)])
    elif cell is not None:
        tab.write_number(*place, cell)
