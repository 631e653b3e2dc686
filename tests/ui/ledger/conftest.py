"""A window with the ledgers' screens, over a store that holds the samples or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import ready_files
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.ledgers import importing
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from ui.ledger.room import SAMPLES, SHEETS, Go, Wait


@pytest.fixture
def samples(store: Store) -> Store:
    ready_files.fill(store, "samples", _take_samples)
    return store


def _take_samples(store: Store) -> list[str]:
    for key, name in SHEETS.items():
        ledger = LEDGERS[key]
        importing.take(store, ledger, importing.open_sheet(SAMPLES / name, ledger))
    return []


@pytest.fixture
def go(window: MainWindow, qtbot: QtBot) -> Iterator[Go]:
    window.register(PLACES)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    visited: set[LedgerScreen] = set()

    def visit(key: str) -> LedgerScreen:
        window.navigate(key)
        screen = window.visit(key)
        assert isinstance(screen, LedgerScreen)
        visited.add(screen)
        qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
        return screen

    yield visit
    for screen in filter(isValid, visited):
        screen.form._show({})  # else closing the window asks about unsaved text


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Wait:
    def wait() -> None:
        qtbot.waitUntil(window.desk.jobs.idle, timeout=30_000)

    return wait
