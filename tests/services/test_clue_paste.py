"""What is pasted goes in once, in one step; what looks like a duplicate is told, and noted where it is wanted."""

from __future__ import annotations

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.clues import clue_paste, clues, volunteers
from branchdesk.services.keeping import past

CHAT = """11月23日线索如下：
1.袁明刚 站前网格 3号楼消防通道被电动车堵住 14:30
2.李四 站前网格 人民路口信号灯不亮
3.站前网格 3号楼的消防通道被电动车堵住了
4.李四 滨河网格 菜市场门口井盖缺失"""
TABLE = "日期\t时间\t上报人\t所属网格\t线索内容\t状态\n2026-11-23\t14:30\t袁明刚/李四\t站前网格\t通道被堵\t已整改\n"


@pytest.fixture
def known(store: Store) -> Store:
    for name in ("袁明刚", "李四"):
        volunteers.save(store, None, {"name": name})
    clues.save(
        store,
        None,
        {"reported_on": "2026-11-20", "grid": "滨河网格", "text": "菜市场门口有个井盖缺失", "number": "XS20260007"},
    )
    return store


def test_a_message_is_entered_in_one_step_and_twice_adds_nothing(known: Store) -> None:
    rows = clue_paste.read(known, CHAT)
    looked = clue_paste.look(known, rows)
    assert [one.said for one in looked] == ["新增", "新增", "可能与第1行重复", "可能与 XS20260007 重复"]
    before = builders.records(known)
    done = clue_paste.enter(known, rows, {2: 0, 3: "XS20260007"})
    assert (done.new, done.standing, done.changes.title) == (4, 0, "粘贴登记4条线索")
    entered = {row["number"]: row for row in builders.records(known)["clue"]}
    assert [(row["reporter"], row["reported_at"], row["state"]) for row in entered.values()][1:] == [
        ("袁明刚", "14:30", "reported"),
        ("李四", None, "reported"),
        (None, None, "duplicate"),
        ("李四", None, "duplicate"),
    ]
    assert entered["XS20260010"]["duplicate_of"] == entered["XS20260008"]["id"]
    assert entered["XS20260011"]["duplicate_of"] == entered["XS20260007"]["id"]
    after = builders.records(known)
    again = clue_paste.look(known, rows)
    assert [one.said for one in again] == [f"已在册 XS20260{number:03}" for number in range(8, 12)]
    assert not clue_paste.enter(known, rows, {}).changes
    assert builders.records(known) == after
    past.undo(known)
    assert builders.records(known) == before
    past.redo(known)
    assert builders.records(known) == after


def test_a_table_with_headings_is_read_as_a_sheet_is(known: Store) -> None:
    (row,) = clue_paste.read(known, TABLE)
    assert (row["reported_at"], row["reporter"], row["state"]) == ("14:30", "袁明刚、李四", "已处置")
    clue_paste.enter(known, (row,), {})
    (clue,) = [one for one in builders.records(known)["clue"] if one["text"] == "通道被堵"]
    assert (clue["reported_at"], clue["reporter"], clue["state"]) == ("14:30", "袁明刚、李四", "handled")
    assert len(builders.records(known)["joint_reporter"]) == 1


def test_a_table_without_headings_is_read_by_what_its_columns_hold(known: Store) -> None:
    rows = clue_paste.read(known, "2026-11-22\t李四\t滨河网格\t路灯坏了两天\n2026-11-22\t袁明刚\t滨河网格\t占道经营\n")
    assert rows[1] == {"reported_on": "2026-11-22", "reporter": "袁明刚", "grid": "滨河网格", "text": "占道经营"}


def test_a_row_without_a_day_is_of_today_and_what_cannot_be_read_is_said(known: Store) -> None:
    (row,) = clue_paste.read(known, "路灯不亮")
    assert row == {"reported_on": "2026-11-23", "text": "路灯不亮"}
    (looked,) = clue_paste.look(known, ({**row, "reported_on": "前天"},))
    assert looked.doubts
    (looked,) = clue_paste.look(known, ({"text": "合计"},))
    assert looked.refused
    assert clue_paste.enter(known, ({"text": "合计"}, row), {1: 0}).new == 1


def test_text_without_a_clue_is_refused(known: Store) -> None:
    with pytest.raises(Refusal, match="没有认出线索"):
        clue_paste.read(known, "收到\n[图片]")
