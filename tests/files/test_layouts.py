"""How a person lays a sheet out, how that is known again, and how a table without headings is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.files.headings import find_heading
from branchdesk.files.layouts import NONE, Layout, beginning_at, layout_of, recall, shape, view_of, without_heading
from branchdesk.files.sheets import Sheet, of_one_width, read_book
from branchdesk.files.tables import read_table, read_tables
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS

NUMBER = "11010519491231002X"
Make = Callable[..., Path]


def sheet(*rows: tuple[object, ...], name: str = "名册") -> Sheet:
    return Sheet(name, of_one_width([tuple(cell if cell != "" else None for cell in row) for row in rows]))  # type: ignore[misc]


def test_a_sheet_is_read_as_it_was_laid_out() -> None:
    odd = sheet(("人员", "证号", "在何组"), ("张三", NUMBER, "一组"))
    table = read_table(odd, MEMBERS, Layout(0, 0, ("name", "id_number", "group")))
    assert table.rows[0].values == {"name": "张三", "id_number": NUMBER, "group": "第一党小组"}
    assert [column.heading for column in table.heading.columns] == ["人员", "证号", "在何组"]
    with pytest.raises(Refusal) as refused:
        read_table(odd, MEMBERS, Layout(0, 0, (None, "id_number", "group")))
    assert refused.value.code == "layout_lacks_required"
    assert "姓名" in refused.value.sentence


def test_a_shape_is_that_of_the_headings_alone() -> None:
    one = sheet(("某某支部",), ("姓 名", "入党\n时间（年月日）"), ("张三", "2012"))
    other = sheet(("姓名", "入党时间", ""), ("李四", "2013"), ("王五", "2014"))
    assert shape(one, 1, 1) == shape(other, 0, 0)
    assert shape(sheet(("入党时间", "姓名")), 0, 0) != shape(other, 0, 0)
    assert shape(sheet((1, 2)), 0, 0) == ""


def test_a_layout_is_known_again_below_other_titles() -> None:
    rows = (("人员", "证号"), ("张三", NUMBER))
    known = {shape(sheet(*rows), 0, 0): ["name", "id_number"]}
    found = recall(sheet(("名单",), ("2026年",), *rows), MEMBERS, known)
    assert found == Layout(2, 2, ("name", "id_number"))
    assert recall(sheet(("人员", "号码")), MEMBERS, known) is None
    gone = recall(sheet(*rows), MEMBERS, {shape(sheet(*rows), 0, 0): ["name", "no_longer_a_field"]})
    assert gone == Layout(0, 0, ("name", None))


def test_a_heading_of_three_merged_rows_is_known_again(make: Make) -> None:
    rows = [
        ["党员信息采集表"],
        ["编", "本人", "", "党内", ""],
        ["", "称呼", "证", "何时", ""],
        ["", "", "号", "入", "转"],
        [1, "张三", NUMBER, "2012-07-01", "2013.7"],
    ]
    spans = [(0, 0, 0, 4), (1, 0, 3, 0), (1, 1, 1, 2), (1, 3, 1, 4), (2, 1, 3, 1), (2, 3, 2, 4)]
    (tab,) = read_book(make(rows, spans=spans))
    assert find_heading(tab, MEMBERS) is None
    layout = Layout(1, 3, (None, "name", "id_number", "joined_on", "full_since"))
    table = read_table(tab, MEMBERS, layout)
    assert table.rows[0].values["full_since"] == PartialDate(2013, 7)
    assert [column.heading for column in table.heading.columns][3:] == ["党内/何时/入", "党内/何时/转"]
    assert recall(tab, MEMBERS, {shape(tab, 1, 3): list(layout.fields)}) == layout


def test_a_view_shows_columns_with_values_but_no_id_number() -> None:
    odd = sheet(("名单",), ("人员", "证号", "", "空列"), *[("张三", NUMBER, "x", "")] * 3, ("李四", "", "", ""))
    view = view_of(odd, MEMBERS, Layout(1, 1, ("name", None, None, None)))
    assert [(column.heading, column.samples, column.field) for column in view.columns] == [
        ("人员", ("张三", "李四"), "name"),
        ("证号", ("110***********002X",), None),
        ("", ("x",), None),
        ("空列", (), None),
    ]
    assert view.top[:2] == ("名单", "人员、证号、空列")
    assert view.found
    assert not view_of(odd, MEMBERS, None).found


def test_the_heading_may_begin_where_somebody_says() -> None:
    two = sheet(("姓名", "性别"), ("女同志", "女"), ("党员姓名", "入党日期"), ("张三", "2012"))
    found = find_heading(two, MEMBERS)
    assert found is not None
    assert layout_of(found).first == 0
    later = beginning_at(two, MEMBERS, 2)
    assert later == Layout(2, 2, ("name", "joined_on"))
    assert [row.values["name"] for row in read_table(two, MEMBERS, later).rows] == ["张三"]
    assert beginning_at(two, MEMBERS, NONE).first == NONE


def test_columns_without_headings_go_where_their_values_fit() -> None:
    rows = sheet(
        (1, "张三", "男", "汉族", "1990-01-02", "本科", "2012-07-01", "2013-07-01", "正式党员", "一组", "", "科长"),
        (2, "李四", "女", "汉", "1991.2", "大专", "2013-07-01", "", "预备党员", "二组", "书记", ""),
    )
    shown = (
        *("roster_order", "name", "sex", "ethnicity", "birth_date", "education", "joined_on", "full_since"),
        *("stage", "group", "office", "post"),
    )
    layout = without_heading(rows, MEMBERS, shown)
    assert layout.fields[:9] == shown[:9]
    table = read_table(rows, MEMBERS, layout)
    assert [row.number for row in table.rows] == [1, 2]
    assert table.rows[1].values["stage"] == "probationary_member"
    assert all(finding.row > 0 or finding.code == "column_missing" for finding in table.findings)


@pytest.mark.parametrize(
    ("ledger", "row", "fields"),
    [
        (MEMBERS, ("张三", "13800138000"), ("name", "phone")),
        (MEMBERS, (NUMBER, "张三"), ("id_number", "name")),
        (MEMBERS, ("张三", "男", "13800138000", "1990-01-02"), ("name", "sex", "phone", "birth_date")),
        (MEMBERS, ("张三", "某路1号", "本科", "书记", "2组"), ("name", "post", "education", "office", "group")),
        (VOLUNTEERS, ("孙骑", "13800138000"), ("name", "phone")),
        (VOLUNTEERS, ("孙骑", "20240501"), ("name", "joined_on")),
        (CLUES, ("2026-11-01", "孙骑"), ("reported_on", "reporter")),
    ],
)
def test_few_columns_are_told_by_what_they_hold(ledger: object, row: tuple[str, ...], fields: tuple[str, ...]) -> None:
    layout = without_heading(sheet(row, row), ledger, ledger.screen)  # type: ignore[arg-type, attr-defined]
    assert layout.fields == fields


def test_a_heading_repeated_on_every_page_is_no_record(make: Make) -> None:
    head = [["序号", "基本情况", "", "自编号"], ["", "姓名", "性别", ""]]
    rows = [
        *head,
        [1, "张三", "男", "a"],
        *head,
        [2, "李四", "女", "b"],
        ["", "", "", ""],
        *head,
        [3, "王五", "男", "c"],
    ]
    spans = [(at, column, at + 1, column) for at in (0, 3, 7) for column in (0, 3)]
    (tab,) = read_book(make(rows, spans=[*spans, *[(at, 1, at, 2) for at in (0, 3, 7)]]))
    table = read_table(tab, MEMBERS)
    assert [row.values["name"] for row in table.rows] == ["张三", "李四", "王五"]
    assert not table.refused


def test_a_row_of_hints_below_the_heading_is_no_record() -> None:
    rows = sheet(
        ("姓名", "性别", "入党时间", "类别"),
        ("（必填）", "下拉选择", "格式：2012-07-01", "请选择"),
        ("示例：张三", "男", "2012-07-01", "正式党员"),
        ("李四", "女", "2013-07-01", "正式党员"),
    )
    assert [row.values["name"] for row in read_table(rows, MEMBERS).rows] == ["李四"]


def test_two_tabs_are_one_table_whose_findings_name_the_tab() -> None:
    first = sheet(("名单",), ("姓名", "身份证号"), ("张三", NUMBER), name="正式")
    second = sheet(("身份证", "姓名"), (NUMBER, "张三"), ("", "李四"), name="预备")
    table = read_tables((first, second), MEMBERS, {})
    assert [(table.place(row.number).sheet, table.place(row.number).row) for row in table.rows] == [
        ("正式", 3),
        ("预备", 2),
        ("预备", 3),
    ]
    (repeated,) = [finding for finding in table.findings if finding.code == "duplicate_in_sheet"]
    assert (table.said(repeated.row), repeated.column) == ("“预备”第 2 行", "身份证")
    assert "“正式”第 3 行" in repeated.message
    assert table.refused == {repeated.row}
