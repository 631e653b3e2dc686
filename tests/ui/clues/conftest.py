"""The clue desk at the real window, over the samples of volunteers and clues."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

import ready_files
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.ledgers import importing
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from ui.ledger.room import SAMPLES, SHEETS
from ui.typist import Typist


@pytest.fixture
def sampled(store: Store) -> Store:
    ready_files.fill(store, "samples of the clue desk", _take_samples)
    return store


def _take_samples(store: Store) -> list[str]:
    for key in ("volunteers", "clues"):
        ledger = LEDGERS[key]
        importing.take(store, ledger, importing.open_sheet(SAMPLES / SHEETS[key], ledger))
    return []


@pytest.fixture
def clerk(sampled: Store, desk: Desk, settings: QSettings, qtbot: QtBot) -> Iterator[Typist]:
    """Give somebody at the keyboard of the clue desk."""
    window = MainWindow(desk, settings)
    window.register(PLACES)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert desk.store is sampled
    yield Typist(window, qtbot)
    window.close()
