"""Where a file does not open: one calm screen with the reason, the place and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk import app
from branchdesk.services import branch
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.opening.not_open import NotOpen

Open = Callable[[Path], MainWindow]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: QSettings, qtbot: QtBot) -> Iterator[Open]:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    windows: list[MainWindow] = []

    def opened(file: Path) -> MainWindow:
        window = app.open_window(settings, file)
        windows.append(window)
        qtbot.waitUntil(lambda: bool(window.here) and window.desk.jobs.idle(), timeout=10_000)
        return window

    yield opened
    for window in windows:
        qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
        QApplication.processEvents()  # what is still to be told of the start
        window.close()


def told(window: MainWindow) -> NotOpen:
    assert window.here == "not_open"
    screen = window.visit("not_open")
    assert isinstance(screen, NotOpen)
    return screen


def test_a_file_that_is_not_there_can_be_made_there_or_tried_again(start: Open, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "支部.branchdesk"
    window = start(file)
    screen = told(window)
    assert "找不到文件" in screen.sentence.text()
    screen.copy.click()
    assert QGuiApplication.clipboard().text() == str(file)
    screen.new.click()
    first = window.visit("first_run")
    assert isinstance(first, FirstRun)
    assert first._path == file
    window.go_back()
    assert window.here == "not_open"
    branch.create(file, branch.Founding("第四党支部", "某某市人民检察院", "2026-01")).close()
    screen.again.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)


def test_a_file_that_is_none_leads_elsewhere(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "字.branchdesk"
    file.write_text("不是数据库" * 1000, encoding="utf-8")
    screen = told(start(file))
    assert screen.again.isHidden()
    assert not screen.another.isHidden()
    assert not screen.new.isHidden()


def test_a_held_file_without_a_window_can_be_tried_again(start: Open, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "支部.branchdesk"
    branch.create(file, branch.Founding("第四党支部", "某某市人民检察院", "2026-01")).close()
    with branch.hold(file):
        window = start(file)
        screen = told(window)
        assert "正在另一个窗口中使用" in screen.sentence.text()
    screen.again.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)
