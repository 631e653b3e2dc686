"""Every screen, with a full branch, at the sizes of real office PCs: nothing cut, nothing faint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.errors import Trouble
from branchdesk.services import branch, demo
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screen import Place
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.search import SearchPalette
from branchdesk.ui.theme import TextSize
from branchdesk.ui.trouble import BugDialog, TroubleDialog
from ui import finish

SETUPS = {
    "1366x768": (1366, 768, TextSize.STANDARD),
    "1920x1080 at 200 %": (960, 540, TextSize.STANDARD),
    "1366x768 特大": (1366, 768, TextSize.HUGE),
}
EVERYWHERE = (*PLACES, Place("first_run", "开始使用", FirstRun, listed=False))


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "演示 支部.branchdesk"
    demo.create(path, demo.Size(years=1), date(2026, 11, 23))
    return path


@pytest.fixture
def full(demo_file: Path, settings: QSettings) -> Iterator[MainWindow]:
    desk = Desk()
    window = MainWindow(desk, settings)
    window.register(EVERYWHERE)
    desk.adopt(branch.open_file(demo_file))
    yield window
    window.close()


@pytest.mark.parametrize("setup", list(SETUPS))
def test_every_screen_is_finished(full: MainWindow, qtbot: QtBot, setup: str) -> None:
    width, height, size = SETUPS[setup]
    full.set_text_size(size)
    full.resize(width, height)
    full.show()
    qtbot.waitExposed(full)
    found = {}
    for place in EVERYWHERE:
        full.navigate(place.key)
        qtbot.waitUntil(full.desk.jobs.idle, timeout=10_000)
        qtbot.wait(60)
        assert (full.here, full.width() <= width, full.height() <= height) == (place.key, True, True)
        found[place.key] = finish.lasting(partial(finish.faults, full), qtbot)
    assert found == {place.key: [] for place in EVERYWHERE}


@pytest.mark.parametrize("setup", list(SETUPS))
def test_what_comes_over_the_window_is_finished(full: MainWindow, qtbot: QtBot, setup: str) -> None:
    width, height, size = SETUPS[setup]
    full.set_text_size(size)
    full.resize(width, height)
    full.show()
    qtbot.waitExposed(full)
    palette = SearchPalette(full.desk, full)
    palette.ask()
    palette.line.setText("zh")
    qtbot.waitUntil(lambda: bool(palette.table.key()))
    qtbot.waitUntil(lambda: palette.height() <= height and not finish.faults(palette))  # it grows with what is found
    palette.close()
    for dialog in (
        TroubleDialog(full, Trouble("文件正被 WPS 占用。" * 4, code="busy")),
        BugDialog(full, KeyError("x")),
    ):
        dialog.open()
        qtbot.waitExposed(dialog)
        assert dialog.height() <= height
        assert finish.faults(dialog) == []
        dialog.close()


def test_the_eye_sees(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(400, 200)
    label = QLabel("要办的事逾期二十天", room)
    label.setGeometry(0, 0, 40, 20)
    faint = QLabel("看不清", room)
    faint.setStyleSheet("color: #bbbbbb; background: white")
    faint.setGeometry(0, 60, 200, 30)
    button = QPushButton("打印", room)
    button.setGeometry(0, 120, 200, 40)
    room.show()
    qtbot.waitExposed(room)
    found = finish.faults(room)
    assert len(found) == 2
    assert "要办的事" in found[0]
    assert "看不清" in found[1]
