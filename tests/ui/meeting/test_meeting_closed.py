"""A closed record in the window: opened again, signed, amended, each by keyboard and told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import builders
from branchdesk.domain.agenda import Topic
from branchdesk.domain.meetings import Attendance, MeetingState, Presence
from branchdesk.services import Store
from branchdesk.services.meetings import closing, meetings
from branchdesk.services.people import members
from branchdesk.ui.screens.meeting.closed import ClosedStrip
from ui.typist import Typist

KEY = Qt.Key


@pytest.fixture
def closed(peopled: Store, typist: Typist) -> str:
    agenda = (Topic("通报工作", "逐项说明。"),)
    draft = builders.meeting(attendance=Attendance(Presence.PRESENT), agenda=agenda, place="三楼会议室")
    meeting_id = meetings.save(peopled, draft).id
    closing.finalise(peopled, meeting_id)
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    return meeting_id


def strip(typist: Typist) -> ClosedStrip:
    found = typist.editor.closed
    assert found.isVisible()
    return found


def tab_to(typist: Typist, button: QPushButton) -> None:
    for _ in range(40):
        if typist.focus is button:
            return
        typist.press(KEY.Key_Backtab)
    raise AssertionError("the keyboard does not get there")


def test_a_record_is_opened_by_keyboard_whatever_else_was_done(typist: Typist, peopled: Store, closed: str) -> None:
    members.save(peopled, None, {"name": "新人", "stage": "applicant"})
    assert strip(typist).told.text() == "已定稿，内容不能再改。还没有别的记录以它为据，可以撤销定稿。"
    tab_to(typist, strip(typist).reopen_button)
    typist.press(KEY.Key_Space)
    typist.settle()
    assert meetings.load(peopled, closed).state is MeetingState.DRAFT
    assert not typist.editor.closed.isVisible()
    assert not typist.editor.form.basics.place.isReadOnly()
    typist.window.desk.undo()
    typist.settle()
    assert meetings.load(peopled, closed).state is MeetingState.FINAL
    assert strip(typist).reopen_button.isVisible()


def test_it_is_asked_before_the_roster_takes_people_out(
    typist: Typist, peopled: Store, closed: str, answer: Callable[[str], list[str]]
) -> None:
    members.save(
        peopled, None, {"name": "孙七", "stage": "full_member", "joined_on": "2001-07-01", "full_since": "2002-07-01"}
    )
    asked = answer("no")
    strip(typist).reopen()
    typist.settle()
    assert "定稿以后名册有变动，增加应到：孙七。" in asked[0]
    assert meetings.load(peopled, closed).state is MeetingState.FINAL
    answer("yes")
    strip(typist).reopen()
    typist.settle()
    assert meetings.load(peopled, closed).state is MeetingState.DRAFT


def test_an_amendment_is_written_and_stays_in_sight(typist: Typist, peopled: Store, closed: str) -> None:
    tab_to(typist, strip(typist).amend_button)
    typist.press(KEY.Key_Space)
    dialog = strip(typist).dialog
    assert dialog is not None
    typist.wait_for(dialog.fields["text"].editor.hasFocus)
    typist.press(KEY.Key_S, with_=Qt.KeyboardModifier.ControlModifier)
    typist.settle()
    assert "没有填" in dialog.fields["text"].sentence.text()
    typist.type("地点应为二楼会议室。")
    typist.press(KEY.Key_S, with_=Qt.KeyboardModifier.ControlModifier)
    typist.settle()
    amendments = meetings.load(peopled, closed).amendments
    assert [(one.day, one.text) for one in amendments] == [(date(2026, 11, 23), "地点应为二楼会议室。")]
    assert strip(typist).amendments.text() == "补充更正（2026年11月23日）：地点应为二楼会议室。"
    assert strip(typist).told.text().startswith("已定稿。不能撤销定稿：已有1条补充更正。")
    assert not strip(typist).reopen_button.isVisible()


def test_of_many_amendments_the_newest_are_in_sight(typist: Typist, peopled: Store, closed: str) -> None:
    for number in range(1, 6):
        closing.amend(peopled, closed, date(2026, 11, 22), f"第{number}处更正。")
    typist.window.navigate("meeting", target=closed)
    typist.settle()
    first, *others = strip(typist).amendments.text().splitlines()
    assert first == "前面还有2条补充更正，全部印在会议记录上。"
    assert [line[-6:] for line in others] == ["第3处更正。", "第4处更正。", "第5处更正。"]


def test_signing_is_noted_with_its_day(typist: Typist, peopled: Store, closed: str) -> None:
    strip(typist).sign_button.click()
    dialog = strip(typist).dialog
    assert dialog is not None
    day = dialog.fields["day"].editor
    typist.wait_for(day.hasFocus)
    day.selectAll()  # type: ignore[attr-defined]
    typist.type("2026-11-19")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert "早于开会日期" in dialog.fields["day"].sentence.text()
    day.selectAll()  # type: ignore[attr-defined]
    typist.type("2026-11-21")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert meetings.load(peopled, closed).signed_on == date(2026, 11, 21)
    assert "纸质记录已于2026年11月21日签字" in strip(typist).told.text()
    assert not strip(typist).sign_button.isVisible()
    assert typist.state() == "已定稿 · 已签字"
    typist.window.desk.undo()
    typist.settle()
    assert strip(typist).reopen_button.isVisible()
