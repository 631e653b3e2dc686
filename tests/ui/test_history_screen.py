"""操作记录 by keyboard: narrowing the list, opening a step, going on to the record, and what can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.clues import clues
from branchdesk.services.keeping import past
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.history import HistoryScreen
from branchdesk.ui.screens.history_list import PAGE
from branchdesk.ui.table import Table

NOTHING = Qt.KeyboardModifier.NoModifier


class Reader:
    """Somebody at the history with a keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def screen(self) -> HistoryScreen:
        screen = self.window.visit("history")
        assert isinstance(screen, HistoryScreen)
        return screen

    def settle(self) -> None:
        self._qtbot.waitUntil(self.window.desk.jobs.idle, timeout=10_000)

    def go(self, **target: object) -> HistoryScreen:
        self.window.navigate("history", **target)
        self.settle()
        return self.screen

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NOTHING) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, with_)
            QApplication.processEvents()
        self.settle()


@pytest.fixture
def reader(window: MainWindow, qtbot: QtBot) -> Reader:
    window.register(PLACES)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Reader(window, qtbot)


def column(table: Table, key: str) -> list[str]:
    place = [one.key for one in table.rows_model.columns].index(key)
    return [row.cell(place).text for row in table.rows_model.rows]


def add(store: Store, number: str, text: str = "路灯不亮") -> str:
    return clues.save(store, None, {"number": number, "text": text})[0]


def test_the_list_is_narrowed_and_esc_widens_it_again(store: Store, reader: Reader) -> None:
    record = add(store, "XS1")
    clues.save(store, record, {"text": "路灯又不亮"})
    clues.remove(store, record)
    listed = reader.go().list
    assert column(listed.table, "kind") == ["删除", "修改", "新增", "建立"]
    listed.kinds.set_value("remove")
    listed.kinds.chosen.emit("remove")
    reader.settle()
    assert column(listed.table, "kind") == ["删除"]
    reader.press(Qt.Key.Key_Escape)
    assert len(column(listed.table, "kind")) == 4
    reader.press(Qt.Key.Key_F, with_=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is listed.search
    QTest.keyClicks(listed.search, "nothing")
    reader.press(Qt.Key.Key_Return)
    assert listed.stack.currentIndex() == 1
    reader.press(Qt.Key.Key_Escape)
    assert listed.stack.currentIndex() == 0
    listed.until.setText("2000-01-01")
    assert listed.until.check()
    reader.settle()
    assert not column(listed.table, "kind")


def test_older_steps_are_loaded_as_the_list_is_gone_down(store: Store, reader: Reader) -> None:
    for number in range(PAGE + 20):
        add(store, f"XS{number}")
    table = reader.go().list.table
    assert table.rows_model.rowCount() == PAGE
    reader.press(Qt.Key.Key_End, with_=Qt.KeyboardModifier.ControlModifier)
    assert table.rows_model.rowCount() == PAGE + 21
    assert not table.rows_model.canFetchMore(table.rootIndex())
    assert len({row.key for row in table.rows_model.rows}) == PAGE + 21


def test_a_step_opens_with_enter_and_leads_to_its_record(store: Store, reader: Reader) -> None:
    record = add(store, "XS1")
    clues.save(store, record, {"text": "路灯又不亮", "state": "closed"})
    screen = reader.go()
    reader.press(Qt.Key.Key_Return)
    assert screen.page is screen.step
    assert screen.title == "志愿者线索台账修改“XS1”"
    assert column(screen.step.table, "label") == ["线索内容", "办理状态"]
    assert column(screen.step.table, "old") == ["路灯不亮", "已提报"]
    assert column(screen.step.table, "new") == ["路灯又不亮", "已办结"]
    reader.press(Qt.Key.Key_Return)
    assert reader.window.here == "clues"
    assert reader.window.visit("clues").title == "XS1"


def test_a_batch_is_opened_by_its_operation(store: Store, reader: Reader) -> None:
    first = clues.save(store, None, {"number": "XS1", "text": "一"})[1]
    add(store, "XS2")
    screen = reader.go(batch=first.operation)
    assert screen.title == "志愿者线索台账新增“XS1”"
    assert screen.step.undo_button not in screen.buttons()
    assert "此后还有1步操作" in screen.step.note.text()
    reader.press(Qt.Key.Key_Escape)
    assert screen.page is screen.list
    assert screen.list.table.key() == first.operation


def test_the_newest_step_is_undone_from_its_page(store: Store, reader: Reader) -> None:
    add(store, "XS1")
    screen = reader.go(batch=past.steps(store)[0].id)
    assert screen.step.undo_button in screen.buttons()
    screen.step.undo_button.setFocus()
    reader.press(Qt.Key.Key_Space)
    reader.settle()
    assert past.next_titles(store)[0] is None
    assert screen.step.undo_button not in screen.buttons()
    assert "已经撤销" in screen.step.note.text()


def test_a_record_that_is_gone_is_told(store: Store, reader: Reader) -> None:
    record = add(store, "XS1")
    added = past.steps(store)[0].id
    clues.remove(store, record)
    screen = reader.go(batch=added)
    screen.step.table.setFocus()
    reader.press(Qt.Key.Key_Return)
    assert reader.window.here == "history"
    assert "已不在台账中" in reader.window.banner.label.text()
