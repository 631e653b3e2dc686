"""A themed application, and a store in a temporary folder, for every test of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

import ready_files
from branchdesk.services import Store, branch
from branchdesk.ui import fonts, theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.sweeper import Sweeper


@pytest.fixture(scope="session", autouse=True)
def _themed(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    fonts.load_first()
    theme.apply(qapp)
    Sweeper(qapp).start()


@pytest.fixture(autouse=True)
def _this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", "2026-11-23")


@pytest.fixture(autouse=True)
def _no_window_left(qapp: QApplication) -> Iterator[None]:
    """Take down what a test put up, and then set the text in its size: with windows there a change of theme is slow."""
    yield
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if QApplication.font().pointSizeF() != theme.POINTS:
        theme.apply(qapp)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    founding = branch.Founding("第四党支部", "某某市人民检察院", "2026-01")
    made = ready_files.begin(tmp_path / "支部.branchdesk", founding)
    yield made
    made.close()


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    made = Desk()
    made.adopt(store)
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, settings: QSettings) -> Iterator[MainWindow]:
    made = MainWindow(desk, settings)
    yield made
    made.close()
