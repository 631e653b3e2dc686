"""What cannot be saved yet is kept aside as it was typed, and offered: at the start, and when its meeting is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt

from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.meetings import meetings, unfinished
from branchdesk.ui.screens.meeting import saving
from branchdesk.ui.screens.meeting.editor import MeetingScreen
from branchdesk.ui.screens.meeting.parts import MeasureEntry
from branchdesk.ui.screens.today import TodayScreen
from ui.typist import Typist

KEY = Qt.Key


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "PACE", 60)


def left_alone(typist: Typist) -> None:
    """Leave the form as a process leaves it that is killed: nobody is asked, nothing is let go of."""
    typist.settle()
    editor = typist.editor
    editor.saver._timer.stop()
    editor.resuming.watch.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    editor.saver._aside = editor.saver.dirty = False
    editor.leaving = lambda: True  # type: ignore[method-assign] # a killed process asks nobody
    typist.window.navigate("today")
    typist.settle()
    editor.resuming.watch.blockSignals(False)  # noqa: FBT003 - Qt's own signature
    del editor.leaving


def start_again(typist: Typist) -> TodayScreen:
    left_alone(typist)
    today = typist.window.visit("today")
    assert isinstance(today, TodayScreen)
    return today


def take_up(typist: Typist) -> MeetingScreen:
    today = start_again(typist)
    assert not today.unfinished.isHidden()
    today.unfinished.take_button.click()
    typist.settle()
    return typist.editor


def count(store: Store) -> int:
    return lists.page(store, MEETINGS).total


def test_a_meeting_without_a_day_is_kept_with_all_that_was_typed(typist: Typist, peopled: Store) -> None:
    typist.begin(kind="theme_day")
    typist.enter("去年夏天", "1430", "", "三楼会议室")
    editor = take_up(typist)
    basics = editor.form.basics
    assert (basics.day.text(), basics.place.text(), basics.meeting_kind()) == ("去年夏天", "三楼会议室", "theme_day")
    assert "不是日期" in basics.fields["starts"].sentence.text()
    assert count(peopled) == 0
    basics.day.setFocus()
    basics.day.selectAll()
    typist.enter("2026-11-20")
    typist.settle()
    assert count(peopled) == 1
    assert unfinished.waiting(peopled) == (), "it is saved"
    found = meetings.load(peopled, str(editor.form.meeting_id())).meeting
    assert (found.place, f"{found.starts:%Y-%m-%d %H:%M}") == ("三楼会议室", "2026-11-20 14:30")


def test_a_name_that_means_several_is_kept(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    editor.form.basics.recorder.setFocus()
    typist.type("王伟")
    typist.press(KEY.Key_Tab)
    basics = take_up(typist).form.basics
    assert basics.recorder.text() == "王伟"
    assert "请从列表中选一位" in basics.fields["recorder"].sentence.text()
    assert count(peopled) == 0


def test_a_line_that_is_still_being_written_is_kept(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.enter("", "1430")
    typist.settle()
    field = typist.editor.form.basics.recorder
    field.setFocus()
    typist.type("司马")
    typist.settle()
    assert [one.text for one in unfinished.waiting(peopled)[0].typed.loose] == ["司马"]
    typist.type("彧")
    typist.press(KEY.Key_Tab)
    typist.settle()
    assert unfinished.waiting(peopled) == (), "the field has taken it, and it is saved"
    assert field.value() is not None


def test_rows_with_nothing_but_what_cannot_be_read_come_back_in_their_place(typist: Typist) -> None:
    editor = typist.begin()
    editor.go(2)
    measures = editor.form.study.measures
    for text, due in (("写总结", "2026-12-01"), ("", "下周五")):
        entry = cast("MeasureEntry", measures.add())
        entry.text.setFocus()
        typist.type(text)
        entry.due.setFocus()
        typist.type(due)
    entry.text.setFocus()
    editor = take_up(typist)
    rows = cast("list[MeasureEntry]", editor.form.study.measures.entries)
    assert [(row.text.text(), row.due.text()) for row in rows] == [("写总结", "2026-12-01"), ("", "下周五")]


def test_a_change_of_the_expected_people_without_a_reason_comes_back(typist: Typist) -> None:
    typist.begin()
    typist.enter("", "1430")
    editor = typist.editor
    editor.go(1)
    typist.press(KEY.Key_Minus)
    typist.settle()
    editor.form.basics.day.setText("某天")
    editor.form.basics.day.check()
    lines = take_up(typist).form.people.overrides.lines
    assert [(line.person().name, line.empty()) for line in lines if line.person()] == [("翟堃", True)]  # type: ignore[union-attr]


def test_an_opened_meeting_offers_what_is_its_own(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.enter("", "1430")
    meeting_id = typist.save()
    editor = typist.editor
    editor.form.basics.day.setFocus()
    editor.form.basics.day.selectAll()
    typist.enter("十月底", "")
    left_alone(typist)
    editor = typist.begin(target="new")
    assert editor.resuming.bar.isHidden()
    editor = typist.begin(target=meeting_id)
    assert editor.resuming.bar.label.text().startswith("上次没有保存完的内容：党员大会，")
    assert editor.form.basics.day.text() == "2026-11-23"
    editor.resuming.bar.take_button.click()
    typist.settle()
    assert editor.form.basics.day.text() == "十月底"
    assert editor.resuming.bar.isHidden()
    assert meetings.load(peopled, meeting_id).meeting.starts.day == 23


def test_what_nobody_wants_is_let_go_of(typist: Typist, peopled: Store, answer: Callable[[str], list[str]]) -> None:
    typist.begin()
    typist.enter("去年夏天", "")
    today = start_again(typist)
    today.unfinished.drop_button.click()
    typist.settle()
    assert today.unfinished.isHidden()
    assert unfinished.waiting(peopled) == ()
    typist.begin()
    typist.enter("前年夏天", "")
    typist.settle()
    assert unfinished.waiting(peopled)
    answer("yes")
    typist.window.navigate("today")
    typist.settle()
    assert today.unfinished.isHidden(), "who leaves all the same gives it up"
    assert unfinished.waiting(peopled) == ()


def test_the_save_of_a_meeting_that_was_left_is_not_taken_for_another_one_s(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.enter("", "1430", "", "三楼")
    typist.editor.saver.save()
    typist.editor.activated(target="new", kind="theme_day")
    typist.settle()
    assert typist.editor.form.meeting_id() is None
    assert count(peopled) == 1


def test_who_leaves_a_text_that_cannot_be_read_is_asked(typist: Typist, answer: Callable[[str], list[str]]) -> None:
    typist.begin()
    typist.enter("", "1430")
    typist.save()
    editor = typist.editor
    editor.go(2)
    entry = cast("MeasureEntry", editor.form.study.measures.add())
    entry.due.setFocus()
    typist.type("下周五")
    typist.press(KEY.Key_Tab)
    typist.wait_for(lambda: any("下周五" in text for text in typist.checks()))
    asked = answer("no")
    typist.window.navigate("meetings")
    assert typist.window.here == "meeting"
    assert "下周五" in asked[0]
    editor.go(0)
    check = next(check for check in editor.form.checks(editor.sight) if check.code == "unreadable")
    editor._cure(check, 0)
    assert typist.focus is entry.due
