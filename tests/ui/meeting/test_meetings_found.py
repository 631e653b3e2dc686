"""The list of meetings narrowed by words, people, periods; numbers given anew; all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.domain.meetings import (
    Attendance,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.domain.periods import Span
from branchdesk.files.sheets import read_book
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.ui.screens.meetings.screen import MeetingsScreen
from ui.typist import Typist

KEY = Qt.Key
NAME, SPOTS = 1, 3


@pytest.fixture
def recorded(peopled: Store) -> Store:
    said = Topic("通报收支", speeches=(Speech(PersonRef("于敏"), "窗口收件要当天录入系统。"),))
    for kind, day, agenda in (
        (MeetingKind.MEMBERS_MEETING, "2026-09-20T14:00", (said,)),
        (MeetingKind.THEME_DAY, "2026-10-09T09:00", ()),
        (MeetingKind.THEME_DAY, "2026-03-06T09:00", ()),
        (MeetingKind.PARTY_LECTURE, "2025-11-07T14:00", ()),
    ):
        chair = PersonRef("周轩子") if kind is MeetingKind.THEME_DAY else PersonRef("翟堃")
        there = Attendance(Presence.PRESENT)
        meetings.save(peopled, Meeting(kind, datetime.fromisoformat(day), chair=chair, attendance=there, agenda=agenda))
    return peopled


@pytest.fixture
def found(typist: Typist, recorded: Store) -> MeetingsScreen:
    assert recorded
    typist.window.navigate("meetings")
    typist.settle()
    screen = typist.window.visit("meetings")
    assert isinstance(screen, MeetingsScreen)
    return screen


def column(screen: MeetingsScreen, number: int = NAME) -> list[str]:
    return [row.cell(number).text for row in screen.table.rows_model.rows]


def test_words_show_where_they_stand_and_esc_brings_the_list_back(typist: Typist, found: MeetingsScreen) -> None:
    found.search.setFocus()
    typist.type("录入")
    typist.settle()
    assert column(found) == ["党员大会 · 第1次"]
    assert column(found, SPOTS) == ["发言 于敏：窗口收件要当天录入系统。"]
    assert found.count.text() == "找到1次，共4次"
    typist.press(KEY.Key_Return)
    assert found.table.hasFocus()
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.here == "meeting"
    typist.press(KEY.Key_Escape)
    typist.settle()
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert found.search.text() == ""
    assert len(column(found)) == 4
    assert found.count.text() == "共4次"


def test_a_person_is_chosen_by_pinyin_and_by_the_part_they_had(typist: Typist, found: MeetingsScreen) -> None:
    found.filters.person.setFocus()
    typist.type("zxz")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert found.filters.person.text() == "周轩子"
    assert len(column(found)) == 4
    assert found.filters.role_box.isVisible()
    found.filters.role_box.setFocus()
    while found.filters.role_box.currentText() != "主持":
        typist.press(KEY.Key_Down)
    found.filters.role_box.activated.emit(found.filters.role_box.currentIndex())
    typist.settle()
    assert column(found) == ["主题党日 · 第1次", "主题党日 · 第2次"]
    found.filters.person.clear()
    typist.settle()
    assert not found.filters.role_box.isVisible()
    assert len(column(found)) == 4


def test_periods_states_and_several_kinds_narrow_it(typist: Typist, found: MeetingsScreen) -> None:
    found.kinds.buttons["theme_day"].click()
    found.kinds.buttons["party_lecture"].click()
    typist.settle()
    assert len(column(found)) == 3
    found.filters.period.set_span(Span.THIS_YEAR)
    found.filters.period.edited.emit()
    typist.settle()
    assert column(found) == ["主题党日 · 第1次", "主题党日 · 第2次"]
    found.filters.period.set_days(date(2026, 10, 1), date(2026, 10, 31))
    found.filters.period.edited.emit()
    typist.settle()
    assert column(found) == ["主题党日 · 第1次"]
    found.kinds.every.click()
    found.filters.standing_box.setCurrentIndex(found.filters.standing_box.findData("final"))
    found.filters.standing_box.activated.emit(0)
    typist.settle()
    assert found.empty.title.text() == "没有符合条件的会议"


def test_what_is_shown_is_what_is_exported(typist: Typist, found: MeetingsScreen, tmp_path: Path) -> None:
    found.search.setText("录入")
    typist.settle()
    found.export_button.click()
    dialog = found.exporter.dialog
    assert dialog is not None
    assert dialog.records.buttons["fitting"].isChecked()
    assert "符合条件的 1 次" in dialog.records.buttons["fitting"].text()
    dialog.path.setText(str(tmp_path / "找到.csv"))
    dialog.write_button.click()
    typist.settle()
    assert len(lines(tmp_path / "找到.csv")) == 2


def lines(path: Path) -> Sequence[object]:
    return [row for row in read_book(path)[0].rows if any(row)]


def test_several_meetings_are_chosen_and_exported(typist: Typist, found: MeetingsScreen) -> None:
    found.table.setFocus()
    typist.press(KEY.Key_Home)
    typist.press(KEY.Key_Down, KEY.Key_Down, with_=Qt.KeyboardModifier.ShiftModifier)
    assert found.count.text() == "共4次；已选3次"
    found.export_button.click()
    dialog = found.exporter.dialog
    assert dialog is not None
    assert "已选的 3 次" in dialog.records.buttons["chosen"].text()
    dialog.reject()


def test_numbers_are_given_anew_and_taken_back(typist: Typist, found: MeetingsScreen) -> None:
    found.kinds.buttons["theme_day"].click()
    typist.settle()
    assert column(found) == ["主题党日 · 第1次", "主题党日 · 第2次"]
    found.renumber_action.trigger()
    typist.settle()
    dialog = found.renumbering
    assert dialog is not None
    assert dialog.box.currentText() == "2026年主题党日"
    assert [row.cell(3).text for row in dialog.table.rows_model.rows] == ["第1次", "第2次"]
    assert dialog.told.text() == "共2次，其中2次的次数会变。"
    typist.press(KEY.Key_Return)
    typist.settle()
    assert column(found) == ["主题党日 · 第2次", "主题党日 · 第1次"]
    assert found.notice.label.text() == "已重排2026年主题党日的次数。"
    found.notice.button.click()
    typist.settle()
    assert column(found) == ["主题党日 · 第1次", "主题党日 · 第2次"]
