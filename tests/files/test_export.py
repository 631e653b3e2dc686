import csv
import zipfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchdesk.domain import identity
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.moments import Moment
from branchdesk.errors import Refusal
from branchdesk.files import export
from branchdesk.files.export import Column, cells_of, columns_of, write_sheet
from branchdesk.files.headings import pick_sheet
from branchdesk.files.sheets import FORMULA_SIGNS, read_book
from branchdesk.files.tables import read_table
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Field, FieldKind

ENDINGS = (".xlsx", ".csv", ".ods")
HAN = st.text(alphabet="王李张伟赵䶮𬭎欧阳·司马彧", min_size=2, max_size=6).map(
    lambda text: "甲" + text.strip("·") + "乙"
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
DATES = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(PartialDate.of),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(0, 12)),
)


HOURS = st.integers(1, 24 * 60 - 1).map(lambda minutes: time(*divmod(minutes, 60)))
DAYS = st.dates(date(1901, 1, 1), date(2100, 12, 31))
MOMENTS = st.one_of(
    st.builds(Moment, DAYS),
    st.builds(Moment, st.none() | DAYS, HOURS),
    st.tuples(DAYS, HOURS, HOURS).map(lambda parts: Moment(parts[0], *sorted(parts[1:]))),
)


def values_of(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    kinds: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.NAME: HAN,
        FieldKind.DATE: DATES,
        FieldKind.MOMENT: MOMENTS.map(str),
        FieldKind.INTEGER: st.integers(0, 99999),
        FieldKind.FLAG: st.booleans(),
        FieldKind.PHONE: st.integers(13000000000, 19999999999).map(str),
        FieldKind.ID_NUMBER: st.integers(11010519000101000, 11010519000101999).map(
            lambda body: f"{body}{identity.check_digit(str(body))}",
        ),
    }
    tidy = field.read or str
    return kinds.get(field.kind, LINES if field.kind is FieldKind.LONG_TEXT else TEXT).map(
        lambda value: tidy(value) or None if isinstance(value, str) and field.kind is FieldKind.TEXT else value,
    )


@st.composite
def records(draw: st.DrawFn, ledger: str) -> dict[str, Any]:
    return {
        field.key: draw(values_of(field) if field.required else st.one_of(st.none(), values_of(field)))
        for field in map(LEDGERS[ledger].field, LEDGERS[ledger].sheet)
    }


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("key", LEDGERS)
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_what_was_exported_is_imported_as_it_was(tmp_path: Path, key: str, ending: str, data: st.DataObject) -> None:
    ledger = LEDGERS[key]
    rows = data.draw(st.lists(records(key), min_size=1, max_size=4))
    rows = [row for row in rows if sum(row[key] is not None for key in row if not ledger.field(key).derived) > 1]
    if key == "clues":
        rows = [row | {"number": f"XS{at}"} for at, row in enumerate(rows)]
    path = tmp_path / f"a{ending}"
    assert write_sheet(path, ledger.label, columns_of(ledger), (cells_of(ledger, row) for row in rows)) == len(rows)
    table = read_table(pick_sheet(read_book(path), ledger), ledger)
    told = [key for key in ledger.sheet if not ledger.field(key).derived]
    assert [dict(row.values) for row in table.rows] == [{key: row[key] for key in told} for row in rows]


@pytest.mark.parametrize("ending", ENDINGS)
def test_dates_are_dates_where_the_day_is_known(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    dates = [PartialDate(2016, 1, 5), PartialDate(2016, 1), PartialDate(2016), PartialDate(1900, 1, 5)]
    write_sheet(path, "日期", [Column("日期")], [[value] for value in dates])
    known: object = "2016-01-05" if ending == ".csv" else date(2016, 1, 5)
    assert [row[0] for row in read_book(path)[0].rows] == ["日期", known, "2016-01", "2016", "1900-01-05"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_long_digits_and_formulas_stay_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    texts = ["11010519491231002X", "110105194912310021", "00123", "=1+1", "-甲", "@a", "'=1", "https://a.cn", "+86 1"]
    write_sheet(path, "文本", [Column("文本")], [[text] for text in texts])
    assert [row[0] for row in read_book(path)[0].rows[1:]] == texts


def test_a_text_table_disarms_formulas_but_not_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_sheet(path, "", [Column("a"), Column("b")], [["=1+1", "-5"], ["-甲", -5]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], ["'=1+1", "-5"], ["'-甲", "-5"]]


SIGNS = st.text("=+-@＝＋－＠\t\r\n'\" ", min_size=1, max_size=3)
BODIES = st.sampled_from(["1+1", "cmd|' /C calc'!A0", 'DDE("a";"b")', 'HYPERLINK("x")', "甲", "5", ""])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.builds(str.__add__, SIGNS, BODIES), min_size=1, max_size=8))
def test_no_text_is_run_as_a_formula_and_each_comes_back(tmp_path: Path, texts: list[str]) -> None:
    for ending in ENDINGS:
        path = tmp_path / f"a{ending}"
        write_sheet(path, "文本", [Column("甲"), Column("乙")], [["x", text] for text in texts])
        found = [row[1] for row in read_book(path)[0].rows[1:]]
        kept = [
            export.plain_text(text).replace("\t", " ") if ending == ".ods" else export.plain_text(text)
            for text in texts
        ]
        assert [cell or "" for cell in found] == kept
        if ending == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                written = [row[1] for row in csv.reader(file)][1:]
            assert all(export._PLAIN_NUMBER.fullmatch(cell) or not cell.startswith(FORMULA_SIGNS) for cell in written)
        else:
            with zipfile.ZipFile(path) as archive:
                xml = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
            assert b"<f>" not in xml
            assert b"table:formula" not in xml


@pytest.mark.parametrize("text", [";\n0", "甲；;\n" * 60 + ";", "一\t二\n三\t四\n五\t六"])
def test_signs_within_a_cell_do_not_part_the_cells(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    write_sheet(path, "表", [Column("甲"), Column("乙"), Column("丙")], [[None, text, ";\n;"]])
    [sheet] = read_book(path)
    assert sheet.rows == (("甲", "乙", "丙"), (None, text.strip("\n"), ";\n;"))


def test_a_workbook_is_made_to_be_worked_with(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, "党员[花名]册" * 9, [Column("姓名", 6), Column("序号", 3, is_text=False)], [["张三", 1]])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 'state="frozen"' in sheet
    assert "autoFilter" in sheet
    assert 'formatCode="@"' in styles or 'numFmtId="49"' in styles


def test_an_unknown_ending_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        write_sheet(tmp_path / "a.pdf", "a", [Column("a")], [])
    assert refused.value.code == "sheet_unknown_ending"


def test_a_text_that_fits_no_cell_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pytest.raises(Refusal) as refused:
        write_sheet(path, "a", [Column("内容")], [["长" * (export.LONGEST_IN_XLSX + 1)]])
    assert refused.value.code == "sheet_text_too_long"
    assert not path.exists()
    write_sheet(path.with_suffix(".ods"), "a", [Column("内容")], [["长" * (export.LONGEST_IN_XLSX + 1)]])


@pytest.mark.parametrize("text", ["<r>x</r>", "<r></r>", "_x0041_", "_x000D_", "\t甲 ", "  二\n\n三 ", "长" * 300])
def test_mark_up_and_blanks_are_written_as_they_stand(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, "a", [Column("a")], [[text]])
    assert read_book(path)[0].rows[1] == (text,)


def test_a_number_that_would_be_rounded_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, "a", [Column("a", is_text=False)], [[999_999_999_999_999], [1_234_567_890_123_456]])
    assert [row[0] for row in read_book(path)[0].rows[1:]] == [999_999_999_999_999, "1234567890123456"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_are_taken_one_by_one_and_told_of(tmp_path: Path, ending: str) -> None:
    told: list[tuple[int, int]] = []
    ahead = 0

    def rows() -> Iterator[list[str]]:
        nonlocal ahead
        for number in range(1200):
            ahead = max(ahead, number - (told[-1][0] if told else 0))
            yield [str(number)]

    columns = [Column("a")]
    assert (
        write_sheet(tmp_path / f"a{ending}", "a", columns, rows(), total=1200, report=lambda *at: told.append(at))
        == 1200
    )
    assert told == [(500, 1200), (1000, 1200)]
    assert ahead <= 1000


@pytest.mark.parametrize("ending", ENDINGS)
def test_work_that_is_given_up_leaves_what_stood_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text("before", encoding="utf-8")

    class GivenUpError(Exception):
        pass

    def report(_made: int, _total: int) -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        write_sheet(path, "a", [Column("a")], [["x"]] * 2000, report=report)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == "before"
