"""Rings that hold widgets are taken apart on the main thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.ui.desk import Desk
from branchdesk.ui.sweeper import Sweeper

MANY = 200_000


class Ring:
    """Holds a widget, and itself."""

    def __init__(self) -> None:
        self.widget, self.itself = QLabel("记会议"), self


def test_a_lane_that_allocates_takes_no_widget_apart(desk: Desk, qtbot: QtBot) -> None:
    where: list[int] = []
    weakref.finalize(Ring(), lambda: where.append(threading.get_ident()))

    kept: list[object] = []  # what is dropped again at once would leave the sweeper nothing to be moved by

    def allocate(_store: Store) -> object:
        return [{"number": [number]} for number in range(MANY)]

    desk.read(allocate, kept.append)
    qtbot.waitUntil(lambda: desk.jobs.idle() and bool(where), timeout=20_000)
    assert where == [threading.get_ident()]


def test_what_long_work_put_by_is_searched_once_nobody_looks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    del qtbot
    state = Qt.ApplicationState.ApplicationActive
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)
    gone: list[bool] = []
    ring = Ring()
    weakref.finalize(ring, lambda: gone.append(True))
    del ring
    gc.freeze()
    parent = QObject()
    sweeper = Sweeper(parent)
    sweeper.sweep()
    assert not gone
    state = Qt.ApplicationState.ApplicationInactive
    sweeper.sweep()
    assert gone == [True]
