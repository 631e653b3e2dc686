"""Real files for the tests of this room, made by other programs' libraries."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from branchdesk.files.headings import pick_sheet
from branchdesk.files.sheets import read_book
from branchdesk.files.tables import Table, read_table
from branchdesk.ledgers.catalogue import LEDGERS

SAMPLES = Path(__file__).parent.parent / "fixtures" / "samples"
Rows = Sequence[Sequence[object]]
Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@pytest.fixture
def samples() -> Path:
    return SAMPLES


write = {
    str: attrgetter("write_string"),
    bool: attrgetter("write_boolean"),
    int: attrgetter("write_number"),
    float: attrgetter("write_number"),
    date: attrgetter("write_datetime"),
    datetime: attrgetter("write_datetime"),
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    def make(rows: Rows, *, name: str = "a.xlsx", spans: Iterable[Span] = (), **more: Rows) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as book:
            formats: dict[type, list[object]] = {
                date: [book.add_format({"num_format": "yyyy/m/d"})],
                datetime: [book.add_format({"num_format": "yyyy/m/d h:mm"})],
            }
            for tab, tab_rows in {"名册": rows, **more}.items():
                sheet = book.add_worksheet(tab)
                for span in spans if tab == "名册" else ():
                    sheet.merge_range(*span, "")
                for at, row in enumerate(tab_rows):
                    for column, cell in enumerate(row):
                        if cell != "":
                            write[type(cell)](sheet)(at, column, cell, *formats.get(type(cell), ()))
        return path

    return make


@pytest.fixture
def read(make: Callable[..., Path]) -> Callable[..., Table]:
    """Make a sheet of rows and read it again as a ledger's table."""

    def read(rows: Rows, ledger: str = "members", spans: Iterable[Span] = ()) -> Table:
        declared = LEDGERS[ledger]
        return read_table(pick_sheet(read_book(make(rows, spans=spans)), declared), declared)

    return read
