"""Taking a sheet into a ledger: what it would do, what it does, and that one undo takes it back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

import builders
from branchdesk.domain.agenda import PersonRef, Topic
from branchdesk.domain.meetings import HeadCounts, Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.importing import Imported, Outcome, Plan
from branchdesk.services.meetings import documents, meetings
from branchdesk.services.people import members

HEADINGS = ("姓名", "性别", "出生日期", "公民身份号码", "入党时间", "转正时间", "党员类别", "所在党小组", "党内职务")
NUMBER = "11010519491231002X"
ROSTER = (
    ("张三", "男", "1949-12-31", NUMBER, "1998.7", "1999.7", "正式党员", "第一党小组", "书记"),
    ("李四", "女", "1980.5", "", "2005-06-30", "2006-06-30", "正式党员", "第二党小组", "组织委员"),
    ("何霞", "女", "1995-01-02", "", "2026-03-16", "", "预备党员", "第一党小组", ""),
)


def sheet(tmp_path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Path:
    path = tmp_path / "党员 花名册.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def take(store: Store, path: Path, ledger: Ledger = MEMBERS, *, all_or_nothing: bool = False) -> Imported:
    return importing.take(store, ledger, importing.open_sheet(path, ledger), all_or_nothing=all_or_nothing)


def outcomes(plan: Plan) -> list[str]:
    return [row.outcome.value for row in plan.rows]


def errors(plan: Plan) -> list[tuple[int, str]]:
    return [(finding.row, finding.code) for finding in plan.findings if finding.severity is Severity.ERROR]


def test_a_sheet_is_taken_in_one_step_that_undo_takes_back(store: Store, tmp_path: Path) -> None:
    before = builders.records(store)
    path = sheet(tmp_path, ROSTER)
    table = importing.open_sheet(path, MEMBERS)
    assert outcomes(importing.preview(store, MEMBERS, table)) == ["new"] * 3
    assert builders.records(store) == before
    done = importing.take(store, MEMBERS, table)
    assert done.plan.count(Outcome.NEW) == 3
    assert done.batch == past.steps(store)[0].id
    assert past.next_titles(store)[0] == "导入党员花名册3名"
    assert [row[1][0] for row in lists.page(store, MEMBERS, columns=("name",)).rows] == ["张三", "李四", "何霞"]
    past.undo(store)
    assert builders.records(store) == before


def test_a_sheet_taken_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path, ROSTER)
    take(store, path)
    before = builders.records(store)
    again = take(store, path)
    assert outcomes(again.plan) == ["unchanged"] * 3
    assert again.batch is None
    assert builders.records(store) == before


def test_a_row_changes_what_it_states_and_leaves_the_rest(store: Store, tmp_path: Path) -> None:
    take(store, sheet(tmp_path, ROSTER))
    stated = ("姓名", "公民身份号码", "出生日期", "联系电话")
    rows = [("张三", NUMBER, "1949", "13800138000"), ("李四", "", "1980-05-06", ""), ("何霞", "", "1995-01-02", "")]
    done = take(store, sheet(tmp_path, rows, stated))
    assert outcomes(done.plan) == ["changed", "changed", "unchanged"]
    assert [change.field for row in done.plan.rows for change in row.changes] == ["phone", "birth_date"]
    found = dict(lists.page(store, MEMBERS, columns=("name", "birth_date", "phone", "office")).rows)
    assert list(found.values()) == [
        ("张三", "1949-12-31", "13800138000", "书记"),
        ("李四", "1980-05-06", None, "组织委员"),
        ("何霞", "1995-01-02", None, None),
    ]


def test_a_new_name_is_known_by_its_number(store: Store, tmp_path: Path) -> None:
    take(store, sheet(tmp_path, ROSTER[:1]))
    done = take(store, sheet(tmp_path, [("张叁", NUMBER)], ("姓名", "公民身份号码")))
    assert outcomes(done.plan) == ["changed"]
    assert [row[1] for row in lists.page(store, MEMBERS, columns=("name",)).rows] == [("张叁",)]


def test_two_of_a_name_are_told_by_what_is_known_or_refused(store: Store, tmp_path: Path) -> None:
    for born in ("1980-05-06", "1990-01-02"):
        members.save(store, None, {"name": "王伟", "stage": "full_member", "birth_date": born})
    told = take(store, sheet(tmp_path, [("王伟", "1990.1", "13800138000")], ("姓名", "出生日期", "联系电话")))
    assert outcomes(told.plan) == ["changed"]
    untold = take(store, sheet(tmp_path, [("王伟", "转业")], ("姓名", "备注")))
    assert outcomes(untold.plan) == ["refused"]
    assert errors(untold.plan) == [(2, "several_alike")]
    third = take(store, sheet(tmp_path, [("王伟", "1970-01-01")], ("姓名", "出生日期")))
    assert outcomes(third.plan) == ["new"]


def test_rows_with_an_error_stay_out_or_keep_all_out(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path, [*ROSTER, ("", "男", "1980-01-01", "", "", "", "正式党员", "", ""), ROSTER[0]])
    before = builders.records(store)
    with pytest.raises(Refusal) as refusal:
        take(store, path, all_or_nothing=True)
    assert refusal.value.code == "rows_refused"
    assert builders.records(store) == before
    done = take(store, path)
    assert outcomes(done.plan) == ["new", "new", "new", "refused", "refused"]
    assert past.next_titles(store)[0] == "导入党员花名册3名"
    assert lists.page(store, MEMBERS).total == 3


def test_a_sheet_of_errors_alone_leaves_no_step(store: Store, tmp_path: Path) -> None:
    done = take(store, sheet(tmp_path, [("", "男"), ("", "女")], ("姓名", "性别")))
    assert done.plan.count(Outcome.REFUSED) == len(done.plan.rows)
    assert done.batch is None
    assert past.next_titles(store) == (None, None)


def test_a_stage_the_sheet_does_not_state_is_guessed_from_its_dates(store: Store, tmp_path: Path) -> None:
    rows = [("张三", "1998.7", "1999.7"), ("何霞", "2026-03-16", "")]
    take(store, sheet(tmp_path, rows, ("姓名", "入党时间", "转正时间")))
    found = [row[1] for row in lists.page(store, MEMBERS, columns=("name", "stage")).rows]
    assert found == [("张三", "full_member"), ("何霞", "probationary_member")]


def test_volunteers_are_known_by_name_and_telephone(store: Store, tmp_path: Path) -> None:
    headings = ("姓名", "联系电话", "所属队伍")
    rows = [("孙骑", "13800138000", "一队"), ("孙骑", "13900139000", "二队"), ("钱骑", "", "一队")]
    assert outcomes(take(store, sheet(tmp_path, rows, headings), VOLUNTEERS).plan) == ["new"] * 3
    rows = [("孙骑", "13900139000", "三队"), ("钱骑", "", "一队")]
    assert outcomes(take(store, sheet(tmp_path, rows, headings), VOLUNTEERS).plan) == ["changed", "unchanged"]


def test_clues_are_known_by_number_or_by_what_they_say(store: Store, tmp_path: Path) -> None:
    volunteers.save(store, None, {"name": "孙骑"})
    headings = ("线索编号", "提报日期", "提报人", "线索内容", "办理状态")
    rows = [
        ("XS20260007", "2026-11-01", "孙骑", "路灯不亮", "已提报"),
        ("", "2026-11-02", "孙骑", "井盖缺失", "已提报"),
    ]
    assert outcomes(take(store, sheet(tmp_path, rows, headings), CLUES).plan) == ["new", "new"]
    rows = [
        ("XS20260007", "2026-11-01", "孙骑", "路灯不亮", "已办结"),
        ("", "2026-11-02", "孙骑", "井盖缺失", "已提报"),
        ("", "2026-11-03", "孙骑", "占道经营", ""),
    ]
    assert outcomes(take(store, sheet(tmp_path, rows, headings), CLUES).plan) == ["changed", "unchanged", "new"]
    found = [row[1] for row in lists.page(store, CLUES, columns=("number", "state")).rows]
    assert found == [("XS20260007", "closed"), ("XS20260008", "reported"), ("XS20260009", "reported")]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ods"])
@pytest.mark.parametrize("ledger", [LEDGERS[key] for key in importing.INTAKES], ids=[*importing.INTAKES])
def test_what_is_exported_comes_back_as_it_was(store: Store, tmp_path: Path, ledger: Ledger, ending: str) -> None:
    builders.fill(store)
    members.save(
        store, None, {"name": "买买提·艾山", "stage": "full_member", "id_number": NUMBER, "remark": "=1+1\n二"}
    )
    volunteers.save(store, None, {"name": "孙骑", "phone": "13800138000", "joined_on": "2024"})
    clues.save(store, None, {"text": "路灯\n不亮", "reported_on": "2026-03", "fed_back": False, "reporter": "孙骑"})
    clues.save(store, None, {"text": "井盖", "reported_on": "2026-03-04", "fed_back": True, "state": "closed"})
    documents.save(
        store, None, {"title": "《关于“=1+1”的意见》", "source": "求是", "issued": "2026-03", "kind": "article"}
    )
    topics = (Topic("听取报告"), Topic("讨论“=1+1”"))
    heads = {"counted": HeadCounts(5, 4, 1), "text": "会议开始。\n'007 号文件", "agenda": topics}
    meetings.save(store, builders.meeting("2024-03-14", chair=PersonRef("周某"), observers=(), **heads))
    path = tmp_path / f"导出{ending}"
    assert lists.export(store, ledger, path) == lists.page(store, ledger).total > 0
    again = take(store, path, ledger)
    assert set(outcomes(again.plan)) == {"unchanged"}
    keys = tuple(field.key for field in ledger.fields)
    before = [row[1] for row in lists.page(store, ledger, columns=keys).rows]
    other = builders.new_branch(tmp_path / "另一.branchdesk")
    take(other, path, ledger)
    assert [row[1] for row in lists.page(other, ledger, columns=keys).rows] == before
    other.close()
