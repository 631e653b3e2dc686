"""A branch of a dozen people, its window, and ready answers to what the window asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

import ready_files
from branchdesk.services import Store
from branchdesk.services.people import members
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.meeting.editor import MeetingScreen
from ui.typist import PEOPLE, Typist


@pytest.fixture
def peopled(store: Store) -> Store:
    ready_files.fill(store, "a dozen people", _put)
    return store


def _put(store: Store) -> list[str]:
    put = []
    for name, stage, office, group in PEOPLE:
        values = {"name": name, "stage": stage, "office": office or None, "group": group, "joined_on": "2010-07-01"}
        dated = {"full_since": "2011-07-01"} if stage == "full_member" else {"joined_on": "2025-11-20"}
        put.append(members.save(store, None, {**values, **dated})[0])
    return put


@pytest.fixture
def typist(peopled: Store, desk: Desk, settings: QSettings, qtbot: QtBot) -> Iterator[Typist]:
    window = MainWindow(desk, settings)
    window.register(PLACES)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert desk.store is peopled
    yield Typist(window, qtbot)
    screen = window.visit("meeting")
    assert isinstance(screen, MeetingScreen)
    screen.leaving = lambda: True  # type: ignore[method-assign] # what a test left there is no matter
    screen.saver.begin()
    window.close()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Answer every question with yes or no, and note what was asked."""

    def set_answer(word: str) -> list[str]:
        asked: list[str] = []

        def reply(dialog: QDialog) -> int:
            labels = cast("list[QLabel]", dialog.findChildren(QLabel))
            asked.append("\n".join(label.text() for label in labels))
            return int(QDialog.DialogCode.Accepted if word == "yes" else QDialog.DialogCode.Rejected)

        monkeypatch.setattr(QDialog, "exec", reply)
        return asked

    return set_answer
