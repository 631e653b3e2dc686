"""Somebody who records meetings by keyboard alone, at the real window of a branch of a dozen people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.meeting.editor import MeetingScreen

PEOPLE = (
    ("翟堃", "full_member", "书记", "第一党小组"),
    ("陈䶮", "full_member", "组织委员", "第二党小组"),
    ("李𬭎", "full_member", "宣传委员", "第一党小组"),
    ("王伟", "full_member", "", "第一党小组"),
    ("王伟", "full_member", "", "第二党小组"),
    ("吕伟晨", "full_member", "", "第二党小组"),
    ("周轩子", "full_member", "", "第一党小组"),
    ("于敏", "full_member", "", "第一党小组"),
    ("何霞", "probationary_member", "", "第一党小组"),
    ("司马彧", "full_member", "", "第二党小组"),
    ("刘洋", "full_member", "党小组长", "第二党小组"),
    ("林爱华", "full_member", "", "第二党小组"),
)
NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Typist:
    """Somebody at the keyboard of the real window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.strokes = 0

    @property
    def editor(self) -> MeetingScreen:
        screen = self.window.visit("meeting")
        assert isinstance(screen, MeetingScreen)
        return screen

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type letters key by key, and Chinese as an input method gives it."""
        self.strokes += len(text)
        if text.isascii():
            for letter in text:
                QTest.keyClicks(self.focus, letter)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NOTHING) -> None:
        for key in keys:
            self.strokes += 1
            QTest.keyClick(self.focus, key, with_)
            QApplication.processEvents()

    def enter(self, *texts: str) -> None:
        """Type each text and go on with Enter; an empty one only goes on."""
        for text in texts:
            if text:
                self.type(text)
            self.press(Qt.Key.Key_Return)

    def next_section(self) -> None:
        self.press(Qt.Key.Key_Return, with_=CTRL)

    def settle(self) -> None:
        """Wait until nothing is being worked out, saved or drawn."""
        self._qtbot.wait(220)
        for _ in range(4):  # one thing sets off another: a save, then what shows it
            self._qtbot.waitUntil(self.window.desk.jobs.idle, timeout=10_000)
            self._qtbot.wait(10)
        self._qtbot.waitUntil(self.window.desk.jobs.idle, timeout=10_000)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=10_000)

    def begin(self, **target: object) -> MeetingScreen:
        self.window.navigate("meeting", **{"target": "new", **target})
        self.settle()
        return self.editor

    def save(self) -> str:
        """Save and give the meeting's identifier."""
        self.press(Qt.Key.Key_S, with_=CTRL)
        self.settle()
        meeting_id = self.editor.form.meeting_id()
        assert meeting_id is not None
        return meeting_id

    def checks(self) -> list[str]:
        return [line.line.text for line in self.editor.outline.checks.lines]

    def state(self) -> str:
        return self.window.top_bar.state.text()
