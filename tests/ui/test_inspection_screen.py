"""迎检自查 by keyboard: the list is narrowed, a finding opened where it is settled, noted, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
from branchdesk.domain.inspection import Area
from branchdesk.domain.meetings import Attendance, Presence
from branchdesk.services import Store
from branchdesk.services.duties import inspection
from branchdesk.services.meetings import meetings
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.inspection.screen import InspectionScreen
from branchdesk.ui.theme import TextSize
from ui import finish

Opened = Callable[[], InspectionScreen]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def held(store: Store) -> str:
    """Hold a meeting at which somebody was on leave for no reason that anybody wrote down."""
    ids = builders.fill(store)
    away = Attendance(Presence.PRESENT, (builders.mark("何霞", Presence.ON_LEAVE),))
    assert ids
    draft = builders.meeting("2026-11-20", attendance=away, agenda=builders.full_agenda())
    return meetings.save(store, draft).id


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, held: str) -> Opened:
    del held

    def show() -> InspectionScreen:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("inspection")
        screen = window.visit("inspection")
        assert isinstance(screen, InspectionScreen)
        settled(window, qtbot)
        return screen

    return show


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.desk.jobs.idle, timeout=20_000)


def active(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window has the keyboard again after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def write(text: str) -> None:
    event, widget = QInputMethodEvent(), QApplication.focusWidget()
    assert widget is not None
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def keys(screen: InspectionScreen) -> list[str]:
    return [row.key for row in screen.table.rows_model.rows]


def choose(screen: InspectionScreen, code: str) -> str:
    key = next(one for one in keys(screen) if one.startswith(f"{code}:"))
    assert screen.table.choose(key)
    return key


def test_meetings_that_are_missing_and_what_records_lack_are_listed_by_area(opened: Opened) -> None:
    screen = opened()
    assert any(one.startswith("theme_day:2026-01") for one in keys(screen))
    choose(screen, "reason_missing")
    assert screen.detail.what.text() == "2026年11月20日党员大会：何霞请假，原因还没有填。"
    assert "核实" in screen.detail.remedy.text()
    screen.areas.buttons[Area.ATTENDANCE].click()
    assert all(one.startswith("reason_missing:") for one in keys(screen))
    press(Qt.Key.Key_Escape)
    assert any(one.startswith("theme_day:") for one in keys(screen))


def test_a_finding_is_opened_where_it_is_settled_and_the_way_back_keeps_the_place(
    opened: Opened, window: MainWindow, qtbot: QtBot
) -> None:
    screen = opened()
    key = choose(screen, "reason_missing")
    press(Qt.Key.Key_Return)
    settled(window, qtbot)
    assert window.here == "meeting"
    window.go_back()
    settled(window, qtbot)
    assert window.here == "inspection"
    assert screen.table.key() == key


def test_what_was_done_is_noted_folded_away_and_taken_back(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    before = builders.records(store)
    screen = opened()
    key = choose(screen, "reason_missing")
    press(Qt.Key.Key_N)
    dialog = screen.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    write("已向本人核实，当日出差")
    press(Qt.Key.Key_S, CTRL)
    settled(window, qtbot)
    assert key not in keys(screen)
    assert inspection.said(store)[key].note == "已向本人核实，当日出差"
    assert screen.settled_box.text() == "显示已处理的1项"
    screen.settled_box.click()
    assert keys(screen)[-1] == key
    screen.table.choose(key)
    screen.table.setFocus()
    active(window, qtbot)
    press(Qt.Key.Key_Delete)
    settled(window, qtbot)
    assert builders.records(store) == before
    assert not screen.settled_box.isVisible()


def test_a_note_without_a_sentence_is_refused_in_place(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    screen = opened()
    choose(screen, "reason_missing")
    press(Qt.Key.Key_N)
    dialog = screen.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Qt.Key.Key_S, CTRL)
    settled(window, qtbot)
    assert dialog.isVisible()
    assert dialog.fields["note"].sentence.text()
    dialog.reject()


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_nothing_is_cut_or_faint(opened: Opened, window: MainWindow, size: TextSize) -> None:
    window.set_text_size(size)
    screen = opened()
    assert finish.faults(screen) == []
