"""A morning's reports typed by keys alone: initials are enough, duplicates are noticed, nothing typed is lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

import builders
from branchdesk.services import Store
from branchdesk.services.clues import clue_entry, clue_figures, clues
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.keeping import past
from branchdesk.ui.screens.clues.quick import QuickCluesView
from branchdesk.ui.screens.clues.screen import ClueScreen
from ui.typist import Typist

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SEEN = (
    ("xfaq", "消防通道被电动车堵住", "花苑小区3号楼"),
    ("jtaq", "信号灯不亮车辆抢行", "人民路口"),
    ("ggss", "井盖缺失夜里看不见", "菜市场东门"),
    ("sjhj", "施工扬尘没有覆盖", "河西工地"),
    ("ldqy", "工资拖欠两个月没发", "物流站"),
)


def view(clerk: Typist) -> QuickCluesView:
    clerk.window.navigate("clues", target="quick")
    clerk.settle()
    screen = clerk.window.visit("clues")
    assert isinstance(screen, ClueScreen)
    found = screen.views["quick"]
    assert isinstance(found, QuickCluesView)
    clerk.wait_for(lambda: bool(found.row.offers.categories))
    found.row.setFocus()
    return found


def new_clues(store: Store) -> list[dict[str, Any]]:
    return [row for row in builders.records(store)["clue"] if str(row["number"]) > "XS20260193"]


def field(quick: QuickCluesView, key: str) -> QLineEdit:
    return quick.row.fields[key]


def test_twenty_reports_are_typed_by_keys_alone_and_five_of_them_are_duplicates(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    categories = {one.initials: one.text for one in quick.row.offers.categories}
    assert {seen[0] for seen in SEEN} <= set(categories) | {"sjhj"}
    people = quick.row.offers.reporters
    clerk.strokes = 0
    for number in range(20):
        category, text, place = SEEN[number % 5]
        again = number >= 15
        person = people[number // 4 * 3]
        if number % 4 == 0:
            clerk.press(KEY.Key_Return, with_=SHIFT)
            assert field(quick, "reporter").hasFocus()
            clerk.enter(person.initials)
        clerk.enter(category if category in categories else "环境保护")
        assert field(quick, "grid").hasFocus()
        clerk.enter("", f"{place}{chr(ord('甲') + number % 15)}", f"{place}{number % 15}处{text}")
        assert field(quick, "unit").hasFocus()
        if again:
            clerk.wait_for(quick.duplicates.isVisible)
            clerk.press(KEY.Key_F7)
        clerk.enter("")
        assert field(quick, "category").hasFocus()
    clerk.wait_for(lambda: len(quick.table.rows_model.rows) == 20)
    assert clerk.strokes / 20 < 33  # of which place and text are 22
    entered = new_clues(sampled)
    assert [row["number"] for row in entered] == [f"XS2026{number:04}" for number in range(194, 214)]
    assert {row["reported_on"] for row in entered} == {"2026-11-23"}
    assert [row["reporter"] for row in entered] == [people[number // 4 * 3].text for number in range(20)]
    assert [row["state"] for row in entered] == ["reported"] * 15 + ["duplicate"] * 5
    firsts = {row["id"]: row["number"] for row in entered}
    assert [firsts[row["duplicate_of"]] for row in entered[15:]] == [f"XS2026{number:04}" for number in range(194, 199)]
    assert all(row["volunteer_id"] for row in entered)
    found = clue_figures.figures(sampled, Asked(), ages=False)
    assert (found.whole.reported, found.whole.handled) == (213, 189)
    before = builders.records(sampled)
    past.undo(sampled)
    assert len(new_clues(sampled)) == 19
    past.redo(sampled)
    assert builders.records(sampled) == before


def test_grid_and_unit_are_offered_from_what_is_usual(clerk: Typist) -> None:
    quick = view(clerk)
    person = next(one for one in quick.row.offers.reporters if one.text in quick.row.offers.grid_of)
    clerk.press(KEY.Key_Return, with_=SHIFT)
    clerk.enter(person.text, "xfaq")
    assert field(quick, "category").text() == "消防安全"
    assert field(quick, "grid").text() == quick.row.offers.grid_of[person.text]
    assert field(quick, "unit").text() == quick.row.offers.units["消防安全"][0].text != ""


def test_several_reporters_are_named_by_initials_and_nobody_by_nm(clerk: Typist) -> None:
    quick = view(clerk)
    first, second = quick.row.offers.reporters[:2]
    clerk.press(KEY.Key_Return, with_=SHIFT)
    clerk.enter(f"{first.initials},{second.initials}")
    assert field(quick, "reporter").text() == f"{first.text}、{second.text}"
    clerk.press(KEY.Key_Return, with_=SHIFT)
    clerk.enter("nm")
    assert field(quick, "reporter").text() == "匿名"
    clerk.press(KEY.Key_Return, with_=SHIFT)
    clerk.enter("zzzzqq")
    assert field(quick, "reporter").hasFocus()
    assert field(quick, "reporter").text() == "zzzzqq"
    assert quick.row._labelled["reporter"].sentence.text() == "没有首字母是“zzzzqq”的志愿者，请写姓名。"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    clerk.enter("xfaq", "", "", "", "")
    assert field(quick, "text").hasFocus()
    assert new_clues(sampled) == []
    clerk.enter("井盖缺失", "")
    clerk.settle()
    assert [row["text"] for row in new_clues(sampled)] == ["井盖缺失"]


def test_a_new_category_is_kept_and_flagged(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    clerk.enter("低空飞行", "", "", "无人机从窗前飞过", "")
    clerk.wait_for(lambda: len(quick.table.rows_model.rows) == 1)
    assert quick.table.rows_model.rows[0].cell(7).text == "新类别"
    assert new_clues(sampled)[0]["category"] == "低空飞行"


def test_a_row_begun_is_offered_again(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    clerk.enter("xfaq", "", "3号楼")
    clerk.type("通道被")
    quick.put_aside()
    clerk.settle()
    draft = clue_entry.draft(sampled)
    assert {key: draft[key] for key in ("category", "place", "text")} == {
        "category": "消防安全",
        "place": "3号楼",
        "text": "通道被",
    }
    quick.row.fill({})
    quick._asked = False
    quick.ask()
    clerk.settle()
    assert field(quick, "text").text() == "通道被"
    field(quick, "text").setFocus()
    clerk.type("堵")
    clerk.enter("", "")
    clerk.settle()
    assert [row["text"] for row in new_clues(sampled)] == ["通道被堵"]
    assert clue_entry.draft(sampled) == {}


def test_the_last_row_is_taken_back_and_an_earlier_one_corrected(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    for text in ("井盖缺失", "路灯不亮"):
        clerk.enter("xfaq", "", "", text, "")
    clerk.settle()
    clerk.press(KEY.Key_Z, with_=ALT)
    clerk.settle()
    (only,) = new_clues(sampled)
    assert only["text"] == "井盖缺失"
    quick.table.setFocus()
    quick.table.choose(str(only["id"]))
    clerk.press(KEY.Key_Return)
    assert field(quick, "text").text() == "井盖缺失"
    field(quick, "text").setFocus()
    clerk.type("，已围挡")
    clerk.enter("", "")
    clerk.settle()
    (only,) = new_clues(sampled)
    assert (only["number"], only["text"]) == ("XS20260194", "井盖缺失，已围挡")


def test_a_correction_is_left_with_esc_and_the_row_begun_before_comes_back(clerk: Typist, sampled: Store) -> None:
    quick = view(clerk)
    clues.save(sampled, None, {"reported_on": "2026-11-20", "text": "甲"})
    quick.ask()
    clerk.settle()
    clerk.enter("xfaq", "", "")
    clerk.type("通道")
    quick.correct(quick.table.rows_model.rows[0].key)
    assert field(quick, "text").text() == "甲"
    clerk.press(KEY.Key_Escape)
    assert field(quick, "text").text() == "通道"
    assert field(quick, "reported_on").text() == "2026-11-23"


def test_what_a_row_may_repeat_is_opened_and_the_row_stays(clerk: Typist, sampled: Store) -> None:
    clues.save(sampled, None, {"reported_on": "2026-11-20", "grid": "站前网格", "text": "井盖缺失夜里看不见"})
    quick = view(clerk)
    clerk.enter("", "站前网格", "", "井盖缺失看不见")
    clerk.wait_for(quick.duplicates.isVisible)
    clerk.press(KEY.Key_F9)
    clerk.settle()
    screen = clerk.window.visit("clues")
    assert isinstance(screen, ClueScreen)
    assert screen.page is not quick
    assert quick.row.text.text() == "井盖缺失看不见"
    assert clue_entry.draft(sampled)["text"] == "井盖缺失看不见"
