"""Nothing that was typed is lost: saved by itself, on leaving, in spite of refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import meetings
from branchdesk.ui.screens.meeting import saving
from ui.typist import Typist

KEY = Qt.Key


def count(store: Store) -> int:
    return lists.page(store, MEETINGS).total


def test_a_draft_is_saved_by_itself(typist: Typist, peopled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "PACE", 50)
    typist.begin()
    assert count(peopled) == 0
    typist.enter("", "1430")
    typist.settle()
    assert count(peopled) == 1
    assert typist.state().startswith("草稿 · 已保存")
    typist.enter("1500", "三楼会议室")
    typist.settle()
    found = meetings.load(peopled, str(typist.editor.form.meeting_id())).meeting
    assert found.place == "三楼会议室"


def test_the_saves_of_one_sitting_are_one_step(
    typist: Typist,
    peopled: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saving, "PACE", 50)
    typist.begin()
    typist.enter("", "1430")
    typist.settle()
    typist.enter("1500")
    meeting_id = typist.save()
    typist.enter("三楼会议室")
    typist.settle()
    past.undo(peopled)
    assert meetings.load(peopled, meeting_id).meeting.place is None
    past.undo(peopled)
    assert count(peopled) == 0


def test_what_nobody_touched_leaves_nothing(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "meetings"
    assert count(peopled) == 0


def test_leaving_saves(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.enter("", "1430", "", "三楼会议室")
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert count(peopled) == 1
    screen = typist.window.visit("meetings")
    assert [row.cell(3).text for row in screen.table.rows_model.rows] == ["三楼会议室"]  # type: ignore[attr-defined]


def test_a_refusal_is_shown_and_the_typing_kept(
    typist: Typist,
    peopled: Store,
    answer: Callable[[str], list[str]],
) -> None:
    editor = typist.begin()
    typist.enter("去年夏天", "")
    typist.settle()
    basics = editor.form.basics
    assert basics.day.text() == "去年夏天"
    assert "不是日期" in basics.fields["starts"].sentence.text()
    assert any("不是日期" in text for text in typist.checks())
    editor.saver.save()
    assert "还没有保存" in typist.state()
    asked = answer("no")
    typist.window.navigate("meetings")
    assert typist.window.here == "meeting"
    assert "现在离开" in asked[0]
    assert basics.day.text() == "去年夏天"
    basics.day.setFocus()
    basics.day.selectAll()
    typist.enter("2026-11-20")
    typist.settle()
    typist.save()
    assert count(peopled) == 1


def test_typing_may_be_given_up(typist: Typist, peopled: Store, answer: Callable[[str], list[str]]) -> None:
    typist.begin()
    typist.enter("去年夏天", "")
    answer("yes")
    typist.window.navigate("meetings")
    typist.settle()
    assert typist.window.here == "meetings"
    assert count(peopled) == 0


def test_undoing_the_first_save_goes_back_to_the_list(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.enter("", "1430")
    typist.save()
    typist.window.desk.undo()
    typist.settle()
    assert count(peopled) == 0
    assert typist.window.here == "meetings"


def test_undoing_under_unsaved_typing_keeps_the_typing(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    typist.enter("", "1430", "1500")
    typist.save()
    typist.type("三楼会议室")
    typist.window.desk.undo()
    typist.settle()
    assert editor.form.basics.place.text() == "三楼会议室"
    found = meetings.load(peopled, typist.save())
    assert found.meeting.place == "三楼会议室"


def test_a_number_follows_the_kind(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    typist.enter("", "1430")
    typist.save()
    basics = editor.form.basics
    basics.kind.set_value("theme_day")
    basics.kind.chosen.emit("theme_day")
    typist.settle()
    assert typist.window.top_bar.title.text() == "主题党日 · 第1次"
    assert meetings.load(peopled, typist.save()).meeting.kind == "theme_day"
