"""The trash of each ledger by keyboard, and the past of the record that a form shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import builders
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.meetings import meetings
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.meeting_trash import MeetingTrashScreen
from ui.ledger.room import Go, Wait, type_into


def names(screen: LedgerScreen | MeetingTrashScreen) -> list[str]:
    page = screen.trash if isinstance(screen, LedgerScreen) else screen.page
    return [row.cell(0).text for row in page.table.rows_model.rows]


def press(key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, with_)


def in_trash(go: Go, settle: Wait, key: str) -> LedgerScreen:
    screen = go(key)
    screen.list.trash_button.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert screen.page is screen.trash
    return screen


def three(store: Store) -> list[str]:
    people = [volunteers.save(store, None, {"name": name})[0] for name in ("孙悦", "郑凯", "周宁")]
    volunteers.remove(store, *people)
    return people


def test_an_empty_trash_says_what_it_is_for(go: Go, settle: Wait) -> None:
    screen = in_trash(go, settle, "volunteers")
    assert screen.trash.empty_title.text() == "回收站是空的"
    assert not screen.trash.restore_button.isEnabled()
    press(Qt.Key.Key_Escape)
    assert screen.page is screen.list


def test_enter_restores_and_the_notice_undoes(store: Store, go: Go, settle: Wait) -> None:
    three(store)
    screen = in_trash(go, settle, "volunteers")
    assert names(screen) == ["周宁", "郑凯", "孙悦"]
    assert screen.subtitle == "已删除 3 名志愿者"
    press(Qt.Key.Key_Return)
    settle()
    settle()
    assert names(screen) == ["郑凯", "孙悦"]
    assert screen.notice.label.text() == "已还原“周宁”。"
    assert screen.list.total == 1
    screen.notice.button.click()
    settle()
    settle()
    assert names(screen) == ["周宁", "郑凯", "孙悦"]


def test_several_are_restored_at_once(store: Store, go: Go, settle: Wait) -> None:
    three(store)
    screen = in_trash(go, settle, "volunteers")
    table = screen.trash.table
    table.setFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.keys()) == 2
    press(Qt.Key.Key_Return)
    settle()
    settle()
    assert names(screen) == ["孙悦"]
    assert screen.notice.label.text() == "已还原 2 名志愿者。"


def test_the_trash_is_searched_and_esc_shows_all_again(store: Store, go: Go, settle: Wait) -> None:
    three(store)
    screen = in_trash(go, settle, "volunteers")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is screen.trash.search
    type_into(screen.trash.search, "郑")
    press(Qt.Key.Key_Down)
    settle()
    assert names(screen) == ["郑凯"]
    press(Qt.Key.Key_Escape)
    screen.trash.reload()
    settle()
    assert len(names(screen)) == 3
    assert screen.page is screen.trash


def test_what_cannot_come_back_says_why(store: Store, go: Go, settle: Wait) -> None:
    record = clues.save(store, None, {"number": "XS1", "text": "路灯不亮"})[0]
    clues.remove(store, record)
    clues.save(store, None, {"number": "XS1", "text": "井盖缺失"})
    screen = in_trash(go, settle, "clues")
    screen.trash.restore_button.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert "编号已用于另一条线索" in screen.trash.banner.label.text()
    assert names(screen) == ["XS1"]


@pytest.mark.usefixtures("go")
def test_a_draft_of_a_meeting_comes_back(store: Store, window: MainWindow, settle: Wait) -> None:
    builders.fill(store)
    meetings.delete(store, meetings.save(store, builders.meeting(attendance=builders.present())).id)
    window.navigate("meetings")
    settle()
    window.visit("meetings").buttons()[0].setFocus()
    press(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Up)  # the trash is the last of what 更多 offers
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    screen = window.visit("meeting_trash")
    assert isinstance(screen, MeetingTrashScreen)
    assert window.here == "meeting_trash"
    assert names(screen) == ["2026年11月20日党员大会"]
    screen.page.table.setFocus()
    press(Qt.Key.Key_Return)
    settle()
    settle()
    assert not names(screen)
    assert screen.notice.label.text() == "已还原“2026年11月20日党员大会”。"
    press(Qt.Key.Key_Escape)
    settle()
    assert window.here == "meetings"


def test_a_form_shows_the_past_of_its_record(store: Store, go: Go, settle: Wait) -> None:
    record = clues.save(store, None, {"number": "XS1", "text": "路灯不亮"})[0]
    clues.save(store, record, {"text": "路灯又不亮"})
    screen = go("clues")
    screen.open_new()
    assert screen.form.history_button not in screen.buttons()
    screen.open_record(record)
    settle()
    assert screen.record_card is not None
    screen.record_card.edit_asked.emit(record)
    settle()
    assert screen.form.history_button in screen.buttons()
    screen.form.history_button.click()
    settle()
    dialog = screen.form.history
    assert dialog.windowTitle() == "修改历史 · XS1"
    rows = dialog.history.table.rows_model.rows
    assert [cell.text for cell in map(rows[0].cell, (2, 3, 4))] == ["线索内容", "路灯不亮", "路灯又不亮"]
    assert [row.cell(2).text for row in rows[1:]] == ["线索编号", "线索内容", "办理状态"]
    dialog.reject()
