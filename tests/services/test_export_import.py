"""What is exported comes back as it was, whatever people typed: into the same branch, and into an empty one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain import identity
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.files.export import ENDINGS, LONGEST_IN_XLSX
from branchdesk.files.sheets import read_book
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import entering, importing, lists
from branchdesk.services.people import members

Typed = dict[str, object]
SAVES: Mapping[str, Callable[..., object]] = {
    "members": members.save,
    "volunteers": volunteers.save,
    "clues": clues.save,
}

# What spreadsheets, text tables, XML and our own reading might each trip over.
TRICKY = (
    *(
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+86 1",
        "-甲",
        "-5",
        "@a",
        "'",
        "''=1",
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
    ),
    *(
        "001",
        "1E5",
        "1.0",
        "0.10",
        "2016-01",
        "2016-1-5",
        "１２３",
        "110105194912310021",
        "1,234",
        "TRUE",
        "#N/A",
        "无",
    ),
    *(
        "<r>",
        "</r>",
        "<t>",
        "&amp;",
        "_x000D_",
        "_x0041_",
        "]]>",
        "👩‍👧",
        "👍🏽",
        "𠮷䶮𬭎",
        "\ue000",
        "ﬁ",
        "é",
        "e\u0301",
    ),
    *("\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\u2028", "\u200b", "\ufeff", "\ufffe", "\uffff"),
    *(" ", "  ", "\u3000", "\xa0", "甲", "乙方", "a", "Z"),
)
TEXT = st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=4)), min_size=1, max_size=5).map("".join)
NAMES = st.one_of(
    st.text("王李张䶮𬭎欧阳司马彧", min_size=2, max_size=4),
    st.sampled_from(
        ["买买提·艾山", "O'Brien Ann", "=王", "'李", "-张", "王 三", "赵\t四", "孙（小）", "001王", "\x07周", "吴 "]
    ),
)
# A sheet says how things stand today: what begins later, it cannot tell.
LAST = builders.TODAY.year - 1
DATES = st.one_of(
    st.builds(PartialDate, st.integers(1900, 1901), st.integers(1, 12), st.integers(1, 28)),
    st.builds(PartialDate, st.integers(1900, LAST), st.integers(1, 12), st.integers(1, 28)),
    st.builds(PartialDate, st.integers(1900, LAST), st.integers(0, 12)),
)
BODIES = st.integers(11010519491231000, 11010519491231999).map(str)
ID_NUMBERS = st.one_of(
    BODIES.map(lambda body: body + identity.check_digit(body)),
    BODIES.map(lambda body: f"{body[:3]} {body[3:]}x"),
    st.integers(110105491231001, 110105491231999).map(str),
    st.sampled_from(["护照E12345678", "001", "=1", "1E5"]),
)
PHONES = st.one_of(
    st.integers(13000000000, 19999999999).map(str),
    st.sampled_from(
        ["+86 138-0013-8000", "0571-88888888", "(0571)88888888", "１３８００１３８０００", "8888", "13800138000/8888"]
    ),
    TEXT,
)


def typed_into(field: Field) -> st.SearchStrategy[object]:
    """Give what people may put into a field of the form."""
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    kinds: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.NAME: NAMES,
        FieldKind.DATE: DATES,
        FieldKind.INTEGER: st.one_of(st.integers(0, 400), st.integers(0, 10**17)).map(str),
        FieldKind.FLAG: st.booleans(),
        FieldKind.ID_NUMBER: ID_NUMBERS,
        FieldKind.PHONE: PHONES,
    }
    return kinds.get(field.kind, TEXT)


@st.composite
def forms(draw: st.DrawFn, ledger: Ledger) -> Typed:
    """Give a form as somebody filled it in."""
    own = (*ledger.unique, *ledger.alike)
    filled = [field for field in ledger.fields if field.editable]
    return {
        field.key: draw(
            typed_into(field) if field.required or field.key in own else st.one_of(st.none(), typed_into(field))
        )
        for field in filled
    }


def told_apart(ledger: Ledger, entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leave out who shares with another what tells records apart: of these a sheet cannot say who is who."""
    seen: dict[str, set[Any]] = {}
    kept = []
    for values in entries:
        own = {key: values[key] for key in (*ledger.unique, *ledger.alike) if values.get(key) is not None}
        if not any(value in seen.get(key, ()) for key, value in own.items()):
            kept.append(values)
            for key, value in own.items():
                seen.setdefault(key, set()).add(value)
    return kept


def shown(store: Store, ledger: Ledger) -> list[tuple[Any, ...]]:
    keys = tuple(field.key for field in ledger.fields)
    return [values for _, values in lists.page(store, ledger, columns=keys).rows]


def comes_back(store: Store, other: Store, ledger: Ledger, path: Path) -> None:
    """Export a branch; look into the file beside what stands there, and take it into an empty branch and out again."""
    before = shown(store, ledger)
    assert lists.export(store, ledger, path) == len(before)
    table = importing.open_sheet(path, ledger)
    plan = importing.preview(store, ledger, table)
    assert [(row.outcome, row.changes) for row in plan.rows] == [(importing.Outcome.UNCHANGED, ())] * len(before)
    importing.take(other, ledger, table)
    assert shown(other, ledger) == before
    past.undo(other)
    assert shown(other, ledger) == []


@pytest.mark.parametrize("key", SAVES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_record_comes_back_as_it_was(key: str, data: st.DataObject) -> None:
    ledger = LEDGERS[key]
    entries = [entering.read(ledger, typed) for typed in data.draw(st.lists(forms(ledger), min_size=1, max_size=6))]
    rows = told_apart(ledger, [entry.values for entry in entries if not entry.errors])
    assume(rows)
    with TemporaryDirectory() as folder, builders.both(Path(folder)) as (store, other):
        for values in rows:
            SAVES[key](store, None, values)
        for ending in ENDINGS:
            comes_back(store, other, ledger, Path(folder) / f"导出{ending}")


@pytest.mark.parametrize("key", SAVES)
def test_a_text_longer_than_a_cell_of_excel_comes_back_from_the_other_kinds(tmp_path: Path, key: str) -> None:
    ledger = LEDGERS[key]
    own = {"name": "张三"} if ledger.alike else {"number": "001"}
    with builders.both(tmp_path) as (store, other):
        SAVES[key](store, None, own | {"remark": "长" * (LONGEST_IN_XLSX + 1)})
        for ending in (".csv", ".ods"):
            comes_back(store, other, ledger, tmp_path / f"导出{ending}")
        with pytest.raises(Refusal) as refusal:
            lists.export(store, ledger, tmp_path / "导出.xlsx")
        assert refusal.value.code == "sheet_text_too_long"
        SAVES[key](store, lists.page(store, ledger).rows[0][0], {"remark": "👍" * (LONGEST_IN_XLSX // 2)})
        comes_back(store, other, ledger, tmp_path / "导出.xlsx")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_view_has_the_columns_and_the_order_that_were_asked_for(store: Store, tmp_path: Path, ending: str) -> None:
    ids = builders.fill(store)
    path = tmp_path / f"a{ending}"
    query = lists.Query(ids=(ids[0], ids[1], ids[4]), order=(lists.Sort("joined_on", descending=True),))
    assert lists.export(store, MEMBERS, path, query, ("joined_on", "name")) == 3
    rows = [[str(cell) for cell in row] for row in read_book(path)[0].rows]
    assert rows == [["入党时间", "姓名"], ["2026-03-16", "何霞"], ["2005-06-30", "李四"], ["1998-07", "张三"]]


def test_an_unknown_column_is_refused_before_anything_is_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        lists.export(store, MEMBERS, tmp_path / "a.csv", None, ("name", "nothing"))
    assert refusal.value.code == "unknown_field"
    assert list(tmp_path.glob("a.*")) == []


def test_cells_are_what_they_mean(store: Store, tmp_path: Path) -> None:
    number = "110105194912310021"
    facts = {"name": "张三", "roster_order": 7, "id_number": number, "birth_date": "1949-12-31", "joined_on": "1998-07"}
    members.save(store, None, facts | {"phone": "13800138000", "stage": "full_member", "post": "001"})
    keys = ("roster_order", "name", "id_number", "birth_date", "joined_on", "phone", "post", "stage")
    lists.export(store, MEMBERS, tmp_path / "a.xlsx", None, keys)
    cells = read_book(tmp_path / "a.xlsx")[0].rows[1]
    assert cells == (7, "张三", number, date(1949, 12, 31), "1998-07", "13800138000", "001", "正式党员")
