"""What a person chooses for single rows of an import: update, add, skip, or one of several of a name."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files.progress import OFTEN
from branchdesk.files.sheets import read_book
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.importing import Act, Opened, Outcome, Plan, RowChoice
from branchdesk.services.ledgers.opening import Pasted, Wish
from branchdesk.services.people import members

NUMBER, OTHER = "11010519491231002X", "440524188001010014"
SKIP, ADD = RowChoice(Act.SKIP), RowChoice(Act.ADD)


def opened(store: Store, tmp_path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str]) -> Opened:
    path = tmp_path / "名册.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return importing.look_into(store, path, MEMBERS)


def plan_of(store: Store, table: Opened, choices: importing.Choices) -> Plan:
    plan = importing.look_again(store, table, MEMBERS, table.wish, choices).plan
    assert plan is not None
    return plan


def outcomes(plan: Plan) -> list[Outcome]:
    return [row.outcome for row in plan.rows]


def errors(plan: Plan) -> list[tuple[int, str]]:
    return [(finding.row, finding.code) for finding in plan.findings if finding.severity is Severity.ERROR]


def test_a_row_matched_by_name_alone_may_be_added_or_skipped(store: Store, tmp_path: Path) -> None:
    builders.fill(store)
    table = opened(store, tmp_path, [("张三", "转业")], ("姓名", "备注"))
    assert table.plan is not None
    assert table.plan.rows[0].may == (Act.UPDATE, Act.ADD, Act.SKIP)
    added = plan_of(store, table, {2: ADD})
    assert outcomes(added) == [Outcome.NEW]
    assert not added.findings or "matched_by_name" not in {finding.code for finding in added.findings}
    assert outcomes(plan_of(store, table, {2: SKIP})) == [Outcome.SKIPPED]
    done = importing.take(store, MEMBERS, table.table, choices={2: ADD})
    assert done.plan.count(Outcome.NEW) == 1
    assert lists.page(store, MEMBERS).total == 7
    past.undo(store)
    assert lists.page(store, MEMBERS).total == 6


def test_a_row_known_by_its_number_is_never_added_twice(store: Store, tmp_path: Path) -> None:
    members.save(store, None, {"name": "张三", "stage": "full_member", "id_number": NUMBER})
    table = opened(store, tmp_path, [("张叁", NUMBER)], ("姓名", "身份证号"))
    assert table.plan is not None
    assert table.plan.rows[0].may == (Act.UPDATE, Act.SKIP)
    forced = importing.take(store, MEMBERS, table.table, choices={2: ADD})
    assert errors(forced.plan) == [(2, "choice_stale")]
    assert forced.batch is None


def test_an_ambiguous_row_is_pointed_to_one_of_those_of_its_name(store: Store, tmp_path: Path) -> None:
    ids = builders.fill(store)
    table = opened(store, tmp_path, [("王伟", "转业")], ("姓名", "备注"))
    assert table.plan is not None
    row = table.plan.rows[0]
    assert (row.outcome, row.act) == (Outcome.REFUSED, None)
    assert [candidate.record for candidate in row.candidates] == [ids[2], ids[3]]
    assert row.candidates[0].values["group"] == "第一党小组"
    chosen = {2: RowChoice(Act.UPDATE, ids[3])}
    assert outcomes(plan_of(store, table, chosen)) == [Outcome.CHANGED]
    importing.take(store, MEMBERS, table.table, choices=chosen)
    remarks = {record: values[0] for record, values in lists.page(store, MEMBERS, columns=("remark",)).rows}
    assert (remarks[ids[2]], remarks[ids[3]]) == (None, "转业")


def test_two_rows_cannot_be_pointed_to_one_person(store: Store, tmp_path: Path) -> None:
    ids = builders.fill(store)
    table = opened(store, tmp_path, [("王伟", "甲"), ("王伟", "乙")], ("姓名", "备注"))
    both = {2: RowChoice(Act.UPDATE, ids[2]), 3: RowChoice(Act.UPDATE, ids[2])}
    plan = plan_of(store, table, both)
    assert outcomes(plan) == [Outcome.CHANGED, Outcome.REFUSED]
    assert errors(plan) == [(3, "duplicate_in_sheet")]
    other = plan_of(store, table, {2: RowChoice(Act.UPDATE, ids[3]), 3: RowChoice(Act.UPDATE, ids[2])})
    assert outcomes(other) == [Outcome.CHANGED, Outcome.CHANGED]


def test_of_two_rows_of_one_number_the_one_not_skipped_is_taken(store: Store, tmp_path: Path) -> None:
    rows = [("张三", NUMBER), ("张三丰", NUMBER), ("张三", NUMBER)]
    table = opened(store, tmp_path, rows, ("姓名", "身份证号"))
    assert table.plan is not None
    assert outcomes(table.plan) == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    plan = plan_of(store, table, {2: SKIP})
    assert outcomes(plan) == [Outcome.SKIPPED, Outcome.NEW, Outcome.REFUSED]
    done = importing.take(store, MEMBERS, table.table, choices={2: SKIP})
    assert [row.values["name"] for row in done.plan.rows if row.outcome is Outcome.NEW] == ["张三丰"]


def test_a_choice_that_became_impossible_keeps_its_row_out(store: Store, tmp_path: Path) -> None:
    ids = builders.fill(store)
    table = opened(store, tmp_path, [("王伟", "转业")], ("姓名", "备注"))
    members.delete(store, ids[3])
    before = builders.records(store)
    done = importing.take(store, MEMBERS, table.table, choices={2: RowChoice(Act.UPDATE, ids[3])})
    assert errors(done.plan) == [(2, "choice_stale")]
    assert builders.records(store) == before
    foreign = importing.take(store, MEMBERS, table.table, choices={2: RowChoice(Act.UPDATE, ids[0])})
    assert errors(foreign.plan) == [(2, "choice_stale")]


def test_a_refused_row_has_nothing_to_choose(store: Store, tmp_path: Path) -> None:
    table = opened(store, tmp_path, [("", "男", "1980"), ("张三", "男", "")], ("姓名", "性别", "出生日期"))
    assert table.plan is not None
    assert table.plan.rows[0].may == ()
    assert outcomes(plan_of(store, table, {2: ADD})) == [Outcome.REFUSED, Outcome.NEW]


def test_all_or_nothing_does_not_mind_what_was_skipped(store: Store, tmp_path: Path) -> None:
    builders.fill(store)
    table = opened(store, tmp_path, [("王伟", "转业"), ("新来", "")], ("姓名", "备注"))
    with pytest.raises(Refusal):
        importing.take(store, MEMBERS, table.table, all_or_nothing=True)
    done = importing.take(store, MEMBERS, table.table, all_or_nothing=True, choices={2: SKIP})
    assert outcomes(done.plan) == [Outcome.SKIPPED, Outcome.NEW]


class Stopped(Exception):
    """Somebody gave up."""


def test_what_reporting_raises_ends_an_import_with_nothing_changed(store: Store) -> None:
    rows = "\n".join(f"人{number}\t男" for number in range(450))
    table = importing.look_into(store, Pasted(f"姓名\t性别\n{rows}"), MEMBERS)
    told: list[tuple[int, int]] = []

    def stop(made: int, total: int) -> None:
        told.append((made, total))
        if made == total:
            raise Stopped

    before = builders.records(store)
    with pytest.raises(Stopped):
        importing.take(store, MEMBERS, table.table, report=stop)
    assert told == sorted(told)
    assert {total for _, total in told} == {1000}
    assert len(told) > 450 // OFTEN
    assert builders.records(store) == before


def test_the_rows_that_stayed_out_are_a_sheet_with_their_reasons(store: Store, tmp_path: Path) -> None:
    rows = [("张三", NUMBER, "13800138000"), ("李四", NUMBER, "13800138001"), ("", OTHER, "x"), ("王五", "", "")]
    table = opened(store, tmp_path, rows, ("姓名", "身份证号", "代号"))
    plan = plan_of(store, table, {5: SKIP})
    out = tmp_path / "未导入.xlsx"
    assert importing.save_refused(out, table, plan) == 3
    (sheet,) = read_book(out)
    assert sheet.rows[0] == ("姓名", "身份证号", "代号", "未导入原因")
    assert sheet.rows[1][:3] == ("李四", NUMBER, "13800138001")
    assert [row[0] for row in sheet.rows[1:]] == ["李四", None, "王五"]
    assert "第 2 行相同" in str(sheet.rows[1][3])
    assert "跳过" in str(sheet.rows[3][3])
    again = importing.look_into(store, out, MEMBERS)
    assert again.plan is not None
    assert outcomes(again.plan) == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW]
    assert "未导入原因" not in {finding.column for finding in again.plan.findings}


def test_tabs_that_each_hold_a_part_are_taken_together(store: Store, tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415

    path = tmp_path / "两页.xlsx"
    tabs = {
        "正式党员": [
            ["某某支部"],
            ["姓名", "身份证号", "类别"],
            ["张三", NUMBER, "正式党员"],
            ["李四", "", "正式党员"],
        ],
        "预备党员": [
            ["姓名", "人员类别", "证件号码"],
            ["何霞", "预备党员", ""],
            ["张叁", "预备党员", NUMBER],
            ["李四", "", ""],
        ],
        "说明": [["填表说明"]],
    }
    with xlsxwriter.Workbook(path) as book:
        for tab, rows in tabs.items():
            sheet = book.add_worksheet(tab)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    first = importing.look_into(store, path, MEMBERS)
    assert first.reading.readable == ("正式党员", "预备党员")
    both = importing.look_again(store, first, MEMBERS, Wish(first.reading.readable), {})
    assert both.plan is not None
    table = both.table
    assert outcomes(both.plan) == [Outcome.NEW, Outcome.NEW, Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert [(place.sheet, place.row) for place in map(table.place, [row.number for row in both.plan.rows])] == [
        ("正式党员", 3),
        ("正式党员", 4),
        ("预备党员", 2),
        ("预备党员", 3),
        ("预备党员", 4),
    ]
    said = both.plan.reasons()
    assert "“正式党员”第 3 行" in said[both.plan.rows[3].number]
    assert "“正式党员”第 4 行" in said[both.plan.rows[4].number]
    done = importing.take(store, MEMBERS, table)
    assert done.plan.count(Outcome.NEW) == 3
    assert past.next_titles(store)[0] == "导入党员花名册3名"
    importing.save_refused(tmp_path / "未导入.xlsx", both, both.plan)
    assert [sheet.name for sheet in read_book(tmp_path / "未导入.xlsx")] == ["预备党员"]


ROWS = [("张三", "甲"), ("王伟", "乙"), ("王伟", "丙"), ("新来", "丁"), ("新来", "戊"), ("李四", ""), ("", "己")]
ACTS = st.sampled_from([None, SKIP, ADD, RowChoice(Act.UPDATE), *(RowChoice(Act.UPDATE, n) for n in "0234x")])


@given(chosen=st.lists(ACTS, min_size=len(ROWS), max_size=len(ROWS)))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_chosen_is_done_as_planned_and_taken_back_whole(
    store: Store,
    tmp_path: Path,
    chosen: list[RowChoice | None],
) -> None:
    ids = [record for record, _ in lists.page(store, MEMBERS).rows] or builders.fill(store)
    named = [replace(one, record=ids[int(one.record)]) if one and one.record in list("0234") else one for one in chosen]
    choices = {number: one for number, one in enumerate(named, start=2) if one}
    table = opened(store, tmp_path, [(*row, "x") for row in ROWS], ("姓名", "备注", "籍贯"))
    plan = plan_of(store, table, choices)
    before = builders.records(store)
    done = importing.take(store, MEMBERS, table.table, choices=choices)
    assert outcomes(done.plan) == outcomes(plan)
    assert lists.page(store, MEMBERS).total == len(ids) + plan.count(Outcome.NEW)
    updated = [row.record for row in plan.rows if row.record and row.outcome in {Outcome.CHANGED, Outcome.UNCHANGED}]
    assert len(updated) == len(set(updated))
    if done.batch:
        past.undo(store)
    assert builders.records(store) == before


def test_refused_rows_of_a_table_without_headings_can_be_read_again(store: Store, tmp_path: Path) -> None:
    builders.fill(store)
    table = importing.look_into(store, Pasted("王伟\t男\n新来\t女"), MEMBERS, Wish(order=("name", "sex")))
    assert table.plan is not None
    assert importing.save_refused(tmp_path / "未导入.xlsx", table, table.plan) == 1
    again = importing.look_into(store, tmp_path / "未导入.xlsx", MEMBERS)
    assert again.plan is not None
    assert [row.values for row in again.plan.rows] == [{"name": "王伟", "sex": "male"}]
