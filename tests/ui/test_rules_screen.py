"""制度规则 by keyboard: a rule is looked at, set otherwise from a day on, switched, and a change taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
from branchdesk.services import Store
from branchdesk.services.duties import rulebook
from branchdesk.services.duties.rulebook import RuleOnDay
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.rules.screen import RulesScreen
from branchdesk.ui.theme import TextSize
from ui import finish

TODAY = date(2026, 11, 23)
Opened = Callable[[], RulesScreen]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, store: Store) -> Opened:
    builders.fill(store)

    def show() -> RulesScreen:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("rules")
        screen = window.visit("rules")
        assert isinstance(screen, RulesScreen)
        settled(window, qtbot)
        return screen

    return show


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)


def active(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window has the keyboard again after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def on_day(store: Store, rule: str, day: date = TODAY) -> RuleOnDay:
    return next(one for one in rulebook.look(store, day) if one.rule.id == rule)


def dialog_shown(screen: RulesScreen, qtbot: QtBot) -> None:
    assert screen.dialog is not None
    qtbot.waitUntil(screen.dialog.isActiveWindow)


def cells(screen: RulesScreen, rule: str) -> list[str]:
    rows = screen.list.table.rows_model.rows
    row = next(one for one in rows if one.key == rule)
    return [row.cell(at).text for at in range(len(screen.list.table.rows_model.columns))]


def test_every_rule_of_the_book_stands_under_its_heading(opened: Opened, store: Store) -> None:
    screen = opened()
    rows = screen.list.table.rows_model.rows
    assert {one.key for one in rows if not one.heading} == {one.rule.id for one in rulebook.look(store, TODAY)}
    assert rows[0].heading
    groups = [one.cell(0).text for one in rows if one.heading]
    assert len(groups) == len(set(groups))
    told = cells(screen, "members_meeting")
    assert told[:4] == ["支部党员大会", "支部", "召开支部党员大会", "每季度1次"]
    assert told[4:9] == ["《支部工作条例（试行）》", "第十一条", "一般", "请核对", "启用"]


def test_the_arrows_pass_the_headings_by(opened: Opened) -> None:
    screen = opened()
    seen = []
    for _ in screen.list.table.rows_model.rows:
        seen.append(screen.list.table.key())
        press(Qt.Key.Key_Down)
    assert "" not in seen
    assert len(set(seen)) > 5


def test_a_rule_that_no_document_sets_is_off_and_says_so_kindly(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    screen = opened()
    assert cells(screen, "party_lecture")[8:] == ["未启用", "上级有要求再启用"]
    screen.list.table.choose("party_lecture")
    press(Qt.Key.Key_Space)
    dialog_shown(screen, qtbot)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(window, qtbot)
    held = on_day(store, "party_lecture")
    assert held.applied is not None
    assert held.applied.on
    assert held.changes[0].since == date(2026, 10, 1)  # the beginning of the running quarter
    assert cells(screen, "party_lecture")[8:] == ["启用", "2026年10月1日起启用"]


def test_a_setting_is_changed_from_a_day_on_and_taken_back(
    opened: Opened, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    before = builders.records(store)
    screen = opened()
    screen.list.table.choose("theme_day")
    press(Qt.Key.Key_Return)
    assert screen.title == "主题党日"
    QTest.keyClick(screen.rule.change_button, Qt.Key.Key_Space)
    dialog_shown(screen, qtbot)
    assert screen.dialog is not None
    editors = screen.dialog.fields
    editors["times"].editor.setFocus()
    editors["times"].input.show_value(2)
    editors["who"].editor.setFocus()
    QTest.keyClicks(editors["who"].editor, "JGDW")
    press(Qt.Key.Key_Return)
    settled(window, qtbot)
    change = on_day(store, "theme_day").changes[0]
    assert (change.since, dict(change.settings), change.who) == (date(2026, 11, 1), {"times": 2}, "JGDW")
    october = on_day(store, "theme_day", date(2026, 10, 31)).applied
    assert october is not None
    assert october.number("times") == 1
    assert [row.cell(1).text for row in screen.rule.past.table.rows_model.rows] == ["每期2次"]
    active(window, qtbot)
    QTest.keyClick(screen.rule.past.take_back_button, Qt.Key.Key_Space)
    settled(window, qtbot)
    assert builders.records(store) == before
    active(window, qtbot)
    press(Qt.Key.Key_Escape)
    assert screen.title == "制度规则"
    assert screen.list.table.key() == "theme_day"


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_nothing_is_cut_or_faint(opened: Opened, window: MainWindow, size: TextSize) -> None:
    window.set_text_size(size)
    screen = opened()
    assert finish.faults(screen) == []
    screen.open_rule("party_lecture")
    QApplication.processEvents()
    assert finish.faults(screen) == []
