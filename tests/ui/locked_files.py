"""Files under a password for the tests of the window, and a hand that opens them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from branchdesk.services import branch
from branchdesk.services.keeping import vault
from branchdesk.services.people import members
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.unlock.screen import UnlockScreen

WORD, OTHER = "spring wind 2026", "autumn moon 1949"
OPERATOR, PERSON, UNIT = "翟堃", "买买提·艾山", "某某市人民检察院"

Locked = tuple[Path, tuple[str, ...]]


def open_branch(path: Path) -> Path:
    """Make a branch with one member and no password."""
    store = branch.create(path, branch.Founding("第四党支部", UNIT, "2026-01"))
    members.save(store, None, {"name": PERSON, "stage": "full_member"})
    store.close()
    return path


def locked_branch(path: Path) -> Locked:
    """Make a branch under a password, and give the groups of its recovery key too."""
    made = vault.protect(open_branch(path), OPERATOR, WORD)
    made.store.close()
    return path, made.recovery


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window has come to rest."""
    qtbot.waitUntil(lambda: bool(window.here) and window.desk.jobs.idle(), timeout=10_000)


def unlock_screen(window: MainWindow) -> UnlockScreen:
    """Give the screen that asks for the password, which is shown."""
    assert window.here == "unlock"
    screen = window.visit("unlock")
    assert isinstance(screen, UnlockScreen)
    return screen


def enter(window: MainWindow, qtbot: QtBot, password: str) -> None:
    """Type a password and press Enter."""
    screen = unlock_screen(window)
    window.activateWindow()  # no window manager gives the keyboard back after a dialog
    qtbot.waitUntil(screen.password.hasFocus)
    screen.password.clear()
    QTest.keyClicks(screen.password, password)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    settle(window, qtbot)


def in_sight(window: MainWindow) -> str:
    """Give every text that any label of the program holds, seen or not."""
    texts = [widget.text() for widget in QApplication.allWidgets() if isinstance(widget, QLabel)]
    return "\n".join([window.windowTitle(), *texts])
