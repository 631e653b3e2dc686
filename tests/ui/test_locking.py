"""The file locked and opened again in the window, by keys: nothing of it is in sight meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import QueuePool

from branchdesk import app
from branchdesk.services.keeping import vault
from branchdesk.store import vault as keys
from branchdesk.store.engine import is_held
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.unlock.screen import FINAL
from ui.locked_files import OTHER, PERSON, UNIT, WORD, Locked, enter, in_sight, locked_branch, settle, unlock_screen


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let Argon2id cost little, and the window's places lie in the test's folder."""
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))


@pytest.fixture
def locked(tmp_path: Path) -> Locked:
    return locked_branch(tmp_path / "一.branchdesk")


@pytest.fixture
def start(settings: QSettings, qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
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


def test_a_locked_file_asks_first_and_shows_nothing_before(
    start: Callable[[Path], MainWindow], qtbot: QtBot, locked: Locked
) -> None:
    window = start(locked[0])
    screen = unlock_screen(window)
    assert "第四党支部" not in in_sight(window)
    assert UNIT not in in_sight(window)
    assert not window.sidebar.buttons
    enter(window, qtbot, OTHER)
    assert "密码不对" in screen._password_field.sentence.text()
    assert not window.desk.is_open
    enter(window, qtbot, WORD)
    assert window.here == "today"
    assert window.desk.store.operator == "翟堃"
    assert "第四党支部" in in_sight(window)
    assert "已设密码" in window.sidebar.footer.text()


def test_locking_leaves_neither_key_nor_screen_nor_name(
    start: Callable[[Path], MainWindow], qtbot: QtBot, locked: Locked
) -> None:
    window = start(locked[0])
    enter(window, qtbot, WORD)
    window.navigate("members")
    settle(window, qtbot)
    store, screens = window.desk.store, window.screens()
    gone: list[bool] = []
    for screen in screens:
        screen.destroyed.connect(lambda: gone.append(True))
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.here == "unlock")
    settle(window, qtbot)
    qtbot.waitUntil(lambda: len(gone) == len(screens))
    assert store.key is not None
    assert not any(store.key)
    assert isinstance(store.engine.pool, QueuePool)
    assert store.engine.pool.checkedin() == store.engine.pool.checkedout() == 0
    assert window.desk.jobs.idle()
    assert not any(isinstance(child, QDialog) for child in window.children())
    assert not any(secret in in_sight(window) for secret in ("第四党支部", UNIT, PERSON))
    assert is_held(locked[0])
    enter(window, qtbot, WORD)
    assert window.here == "today"


def test_the_recovery_key_opens_and_asks_for_a_new_password(
    start: Callable[[Path], MainWindow], qtbot: QtBot, locked: Locked
) -> None:
    path, groups = locked
    window = start(path)
    screen = unlock_screen(window)
    QTest.keyClick(screen.recovery_button, Qt.Key.Key_Space)
    assert FINAL in in_sight(window)
    wrong = [*groups]
    wrong[2] = "00000000"
    first = screen.groups.lines[0]
    for group in wrong:
        QTest.keyClicks(window.focusWidget(), group.lower())
        if group == wrong[2]:
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert "第3组" in screen.groups.sentence.text()
    third = screen.groups.lines[2]
    assert third.hasFocus()
    QTest.keyClicks(third, groups[2])
    QTest.keyClick(third, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert not window.desk.is_open
    qtbot.waitUntil(screen._new_pane.isVisible)
    new = screen.new_password
    for line in (new._first, new._second):
        QTest.keyClicks(line, OTHER)
    QTest.keyClick(new._second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)
    settle(window, qtbot)
    assert window.desk.store.operator == "翟堃"
    window.close()
    with closing(vault.unlock(path, OTHER)) as store:
        assert store.operator == "翟堃"


def test_the_whole_recovery_key_is_pasted_anywhere(start: Callable[[Path], MainWindow], locked: Locked) -> None:
    path, groups = locked
    screen = unlock_screen(start(path))
    screen.recovery_button.click()
    screen.groups._typed(5, "-".join(groups))
    assert screen.groups.text() == " ".join(groups)
    assert screen.groups.check()


def test_without_its_keys_the_file_says_what_to_do(start: Callable[[Path], MainWindow], locked: Locked) -> None:
    path, _ = locked
    window = start(path)
    kept = keys.keys_file(path).read_bytes()
    keys.keys_file(path).write_bytes(b"{")
    screen = unlock_screen(window)
    screen.activated(file=path)
    assert "已损坏" in screen.keys_problem.text()
    assert not screen.password.isVisible()
    keys.keys_file(path).write_bytes(kept)
    screen.again_button.click()
    assert screen.password.isVisible()


def test_a_dialog_in_a_loop_of_its_own_ends_before_its_screen_goes(
    start: Callable[[Path], MainWindow], qtbot: QtBot, locked: Locked
) -> None:
    window = start(locked[0])
    enter(window, qtbot, WORD)
    screen = window.visit("today")
    dialog = QDialog(window)
    went_on: list[bool] = []

    def ask() -> None:
        QTimer.singleShot(0, window.desk.lock_wanted.emit)
        dialog.exec()
        went_on.append(isValid(screen))

    QTimer.singleShot(0, ask)
    qtbot.waitUntil(lambda: window.here == "unlock")
    assert went_on == [True]
    settle(window, qtbot)
