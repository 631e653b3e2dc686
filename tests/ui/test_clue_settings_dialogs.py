"""线索设置 and 线索类别 by keyboard: what is refused stays as typed, what is kept stands beside every figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.clue_states import ClueState
from branchdesk.services import Store
from branchdesk.services.clues import clue_categories, clue_settings, clues
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.clues.categories import CategoriesDialog, NameDialog
from branchdesk.ui.screens.clues.screen import ClueScreen
from branchdesk.ui.screens.clues.settings import ClueSettingsDialog

D = TypeVar("D", bound=QDialog)
Opened = Callable[[], ClueScreen]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, store: Store) -> Opened:
    for category, sub, state in (
        ("消防安全", "通道", "closed"),
        ("消防安全", "", "closed"),
        ("环境保护", "", "reported"),
    ):
        clues.save(store, None, {"category": category, "subcategory": sub, "state": state, "text": "堆放杂物"})

    def show() -> ClueScreen:
        window.register(PLACES)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.navigate("clues")
        screen = window.visit("clues")
        assert isinstance(screen, ClueScreen)
        settled(screen, qtbot)
        return screen

    return show


def settled(screen: ClueScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(screen.desk.jobs.idle, timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(screen.desk.jobs.idle, timeout=10_000)


def shown(qtbot: QtBot, owner: ClueScreen | CategoriesDialog, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: isinstance(owner.dialog, kind) and owner.dialog.isActiveWindow(), timeout=10_000)
    assert isinstance(owner.dialog, kind)
    return owner.dialog


def to_tree(dialog: CategoriesDialog, qtbot: QtBot) -> None:
    """Go back to the tree, as a desktop does by itself when a dialog above closes."""
    dialog.activateWindow()
    dialog.tree.setFocus()
    qtbot.waitUntil(dialog.tree.hasFocus)


def test_the_pattern_shows_what_it_makes_and_says_what_is_wrong(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.settings_button.click()
    dialog = shown(qtbot, screen, ClueSettingsDialog)
    sentence = dialog.fields["pattern"].sentence
    assert "XS20260001" in sentence.text()
    dialog.pattern.setText("线{年}{月}-{序号3}")
    assert "线202611-001" in sentence.text()
    assert "线202611-193" in sentence.text()
    dialog.pattern.setText("线{年}")
    assert sentence.text().startswith("编号规则里要有且只有一处“{序号}”")
    dialog.save_button.click()
    settled(screen, qtbot)
    assert dialog.isVisible()
    assert dialog.pattern.hasFocus()
    assert clue_settings.settings(screen.desk.store).pattern == "XS{年}{序号4}"


def test_the_definition_changes_with_the_ticks_and_then_stands_above_the_list(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.settings_button.click()
    dialog = shown(qtbot, screen, ClueSettingsDialog)
    QTest.keyClick(dialog.states.boxes[ClueState.CLOSED], Qt.Key.Key_Space)
    dialog.digits.setText("2")
    assert "状态为已处置、已反馈的线索" in dialog.definition.text()
    assert "保留两位小数" in dialog.definition.text()
    dialog.save_button.click()
    settled(screen, qtbot)
    assert screen.notice.label.text() == "线索设置已保存。"
    settings = clue_settings.settings(screen.desk.store)
    assert (settings.handled, settings.digits) == ((ClueState.HANDLED, ClueState.FED_BACK), 2)
    rates = [button.text() for button in screen.list.figures.buttons]
    assert any("0.00%" in rate for rate in rates)


def test_the_days_allowed_make_clues_overdue_before_ones_eyes(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    clues.save(screen.desk.store, None, {"reported_on": "2026-11-02", "state": "reported", "text": "路灯不亮"})
    screen.settings_button.click()
    dialog = shown(qtbot, screen, ClueSettingsDialog)
    dialog.days.setText("5")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "已超期 1" in [button.text() for button in screen.list.figures.buttons], timeout=10_000)
    settled(screen, qtbot)


def test_nothing_handled_is_no_definition(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    screen.settings_button.click()
    dialog = shown(qtbot, screen, ClueSettingsDialog)
    for box in dialog.states.boxes.values():
        box.setChecked(False)
    assert "请至少选一种状态" in dialog.definition.text()
    dialog.digits.setText("")
    dialog.states.boxes[ClueState.CLOSED].setChecked(True)
    assert "小数位数" in dialog.definition.text()


def test_categories_are_kept_named_and_ordered_by_keyboard(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    store = screen.desk.store
    screen.categories_button.click()
    dialog = shown(qtbot, screen, CategoriesDialog)
    settled(screen, qtbot)
    dialog.keep_all_button.click()
    settled(screen, qtbot)
    assert not dialog.keep_all_button.isEnabled()
    dialog.choose("环境保护")
    QTest.keyClick(dialog.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(screen, qtbot)
    assert [one.name for one in clue_categories.offered(store)] == ["环境保护", "消防安全"]
    to_tree(dialog, qtbot)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    asked = shown(qtbot, dialog, NameDialog)
    asked.name.setText("噪声")
    QTest.keyClick(asked.name, Qt.Key.Key_Return)
    settled(screen, qtbot)
    current = dialog.current()
    assert current is not None
    assert (current.name, current.parent) == ("噪声", "环境保护")
    dialog.choose("消防安全")
    to_tree(dialog, qtbot)
    QTest.keyClick(dialog.tree, Qt.Key.Key_F2)
    asked = shown(qtbot, dialog, NameDialog)
    assert "2条线索" in asked.fields["name"].sentence.text()
    asked.name.setText("环境保护")
    QTest.keyClick(asked.name, Qt.Key.Key_Return)
    settled(screen, qtbot)
    assert "已有“环境保护”" in asked.fields["name"].sentence.text()
    asked.name.setText("消防")
    QTest.keyClick(asked.name, Qt.Key.Key_Return)
    settled(screen, qtbot)
    assert "改2条线索" in dialog.banner.label.text()
    to_tree(dialog, qtbot)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Delete)
    settled(screen, qtbot)
    assert [(one.name, one.kept) for one in clue_categories.look(store) if one.parent is None] == [
        ("环境保护", True),
        ("消防", False),
    ]
