"""使用人与密码 by keys: a password set, its key on paper, the old copies gone; who may open the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from branchdesk import app
from branchdesk.services import branch
from branchdesk.services.keeping import backups, safety, vault
from branchdesk.store import driver
from branchdesk.store import vault as keys
from branchdesk.ui.idle import MINUTE, Idle
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.safety.key_dialog import KeyDialog
from branchdesk.ui.screens.safety.operator_dialog import OperatorDialog
from branchdesk.ui.screens.safety.screen import SafetyScreen
from branchdesk.ui.screens.today import TodayScreen
from ui.locked_files import OPERATOR, OTHER, WORD, enter, locked_branch, open_branch, settle

Start = Callable[[Path], MainWindow]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))


@pytest.fixture
def start(settings: QSettings, qtbot: QtBot) -> Iterator[Start]:
    windows: list[MainWindow] = []

    def opened(file: Path) -> MainWindow:
        window = app.open_window(settings, file)
        windows.append(window)
        settle(window, qtbot)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield opened
    for window in windows:
        window.close()


def press(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)


def the_dialog(window: MainWindow) -> QDialog:
    [found] = [child for child in window.children() if isinstance(child, QDialog) and child.isVisible()]
    return found


def key_dialog(window: MainWindow) -> KeyDialog:
    found = the_dialog(window)
    assert isinstance(found, KeyDialog)
    return found


def safety_screen(window: MainWindow, qtbot: QtBot) -> SafetyScreen:
    window.navigate("safety")
    settle(window, qtbot)
    screen = window.visit("safety")
    assert isinstance(screen, SafetyScreen)
    return screen


def test_a_password_set_later_its_paper_and_the_old_copies(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    path = open_branch(tmp_path / "一.branchdesk")
    with closing(branch.open_file(path)) as store:
        old = backups.take(store, "手动")
    window = start(path)
    today = window.visit("today")
    assert isinstance(today, TodayScreen)
    qtbot.waitUntil(today.password.isVisible)
    press(today.password.set_button)
    dialog = key_dialog(window)
    qtbot.waitUntil(dialog.new.lines()[0].hasFocus)
    dialog.new.lines()[0].insert(OPERATOR)  # as an input method does
    for line in dialog.new.lines()[1:]:
        QTest.keyClicks(line, WORD)
    QTest.keyClick(dialog.new._second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.recovery is not None, timeout=10_000)
    settle(window, qtbot)
    page = dialog.recovery
    assert page is not None
    assert window.desk.store.protected
    assert window.desk.store.operator == OPERATOR
    dialog.reject()
    assert dialog.isVisible()
    groups = vault.recovery_of(window.desk.store)
    QTest.keyClicks(page.lines[0], groups[page.asked[0] - 1].lower())
    QTest.keyClicks(page.lines[1], "AAAAAAAA")
    QTest.keyClick(page.lines[1], Qt.Key.Key_Return)
    assert str(page.asked[1]) in page.fields[1].sentence.text()
    page.lines[1].clear()
    QTest.keyClicks(page.lines[1], groups[page.asked[1] - 1])
    QTest.keyClick(page.lines[1], Qt.Key.Key_Return)
    assert dialog.copies is not None
    assert [one.path for one in dialog.copies.chosen()] == [old.path]
    press(dialog.go_button)
    settle(window, qtbot)
    assert not old.path.exists()
    assert all(one.protected for one in backups.known(path))
    assert backups.known(path)
    press(dialog.go_button)
    qtbot.waitUntil(lambda: not dialog_is_there(window))
    assert not driver.is_plain(path)


def dialog_is_there(window: MainWindow) -> bool:
    return any(isinstance(child, QDialog) and child.isVisible() for child in window.children())


def test_the_reminder_is_put_off_for_a_month(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start(open_branch(tmp_path / "一.branchdesk"))
    today = window.visit("today")
    assert isinstance(today, TodayScreen)
    qtbot.waitUntil(today.password.isVisible)
    press(today.password.later_button)
    settle(window, qtbot)
    assert not today.password.isVisible()
    for day, seen in (("2026-12-22", False), ("2026-12-23", True)):
        monkeypatch.setenv("BRANCHDESK_TODAY", day)
        today.reload(None)
        settle(window, qtbot)
        assert today.password.isVisible() is seen


def test_operators_come_change_and_go(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    path, _ = locked_branch(tmp_path / "一.branchdesk")
    window = start(path)
    enter(window, qtbot, WORD)
    screen = safety_screen(window, qtbot)
    press(screen.add_button)
    dialog = the_dialog(window)
    assert isinstance(dialog, OperatorDialog)
    assert dialog.new is not None
    for current in (OTHER, WORD):
        dialog.password.clear()
        QTest.keyClicks(dialog.password, current)
        dialog.new.clear()
        for line, text in zip(dialog.new.lines(), ("李𬭎", OTHER, OTHER), strict=True):
            line.setText(text)
        QTest.keyClick(dialog.new.lines()[-1], Qt.Key.Key_Return)
        settle(window, qtbot)
        if current == OTHER:
            assert "密码不对" in dialog.current.sentence.text()
    qtbot.waitUntil(lambda: not dialog_is_there(window))
    settle(window, qtbot)
    assert [row.key for row in screen.table.rows_model.rows] == [OPERATOR, "李𬭎"]
    screen.table.choose("李𬭎")
    press(screen.remove_button)
    dialog = the_dialog(window)
    assert isinstance(dialog, OperatorDialog)
    QTest.keyClicks(dialog.password, WORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert [row.key for row in screen.table.rows_model.rows] == [OPERATOR]


def test_idle_minutes_are_kept_and_counted(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    path, _ = locked_branch(tmp_path / "一.branchdesk")
    window = start(path)
    enter(window, qtbot, WORD)
    screen = safety_screen(window, qtbot)
    assert screen.idle.value() == str(safety.USUAL_IDLE)
    screen.idle.chosen.emit("5")
    settle(window, qtbot)
    assert safety.idle_minutes(window.desk.store) == 5
    passed = [0.0]
    idle = Idle(window, lambda: (passed[0], passed[0]))
    idle.begin(5)
    idle.reached.connect(window.desk.lock_wanted)
    passed[0] = 5 * MINUTE - 1
    idle.look()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    passed[0] += 5 * MINUTE - 1
    idle.look()
    assert window.desk.is_open
    passed[0] += 1
    idle.look()
    qtbot.waitUntil(lambda: window.here == "unlock")
    settle(window, qtbot)


def test_a_renewed_key_is_printed_anew(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    path, groups = locked_branch(tmp_path / "一.branchdesk")
    window = start(path)
    enter(window, qtbot, WORD)
    press(safety_screen(window, qtbot).renew_button)
    dialog = key_dialog(window)
    QTest.keyClicks(dialog.password, OTHER)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: "密码不对" in dialog.current.sentence.text())
    dialog.password.clear()
    QTest.keyClicks(dialog.password, WORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.recovery is not None, timeout=10_000)
    settle(window, qtbot)
    assert vault.recovery_of(window.desk.store) != groups
    assert {file.name for file in tmp_path.glob("*.pdf")} == set()
