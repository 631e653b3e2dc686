"""From the double click to 今日: what is loaded when, the first minute, one window a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from branchdesk import app
from branchdesk.services import branch
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.opening.not_open import NotOpen
from branchdesk.ui.screens.search import SearchPalette

Open = Callable[[Path | None], MainWindow]

LATER = ("sqlalchemy", "sqlcipher3", "reportlab", "alembic", "pypinyin", "PySide6.QtNetwork", "branchdesk.services")
FIRST_PAINT = f"""
import json, sys
from PySide6.QtCore import QSettings
from branchdesk import app
window = app.build(None)
window.painted.disconnect()
window.painted.connect(lambda: (print(json.dumps([m for m in {LATER} if m in sys.modules])), app.QApplication.quit()))
app.QApplication.exec()
"""
CHINESE = """
from branchdesk.ui.application import make_application
application = make_application([])
from PySide6.QtWidgets import QMessageBox
box = QMessageBox()
box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
print([button.text() for button in box.buttons()])
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    return tmp_path


@pytest.fixture
def start(home: Path, settings: QSettings, qtbot: QtBot) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def opened(file: Path | None) -> MainWindow:
        assert home
        window = app.open_window(settings, file)
        windows.append(window)
        qtbot.waitUntil(lambda: bool(window.here) or not window.isVisible(), timeout=10_000)
        qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
        return window

    yield opened
    for window in windows:
        window.close()


def _said(program: str, home: Path) -> str:
    environment = {
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
    }
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.strip()


@pytest.mark.usefixtures("qapp")
def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    assert json.loads(_said(FIRST_PAINT, home)) == []


@pytest.mark.usefixtures("qapp")
def test_buttons_speak_chinese(home: Path) -> None:
    assert _said(CHINESE, home) == "['确定', '取消']"


def test_the_first_minute(start: Open, qtbot: QtBot, home: Path) -> None:
    window = start(None)
    first = window.visit("first_run")
    assert isinstance(first, FirstRun)
    assert window.sidebar.buttons == {}
    assert not window.top_bar.search.isVisible()
    first._create.click()
    qtbot.waitUntil(window.desk.jobs.idle)
    assert not window.desk.is_open
    assert first._name.sentence.property("tone") == "bad"
    for field, text in ((first._unit, "某某市人民检察院"), (first._name, "第四党支部")):
        assert isinstance(field.editor, QLineEdit)
        field.editor.setText(text)
    first._create.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)
    qtbot.waitUntil(window.desk.jobs.idle)
    assert (home / "branchdesk" / "支部.branchdesk").exists()
    assert window.desk.store.branch.duties_from == "2026-11"
    assert "第四党支部" in window.sidebar.branch.text()


def test_a_file_that_is_none_is_refused_kindly(start: Open, home: Path) -> None:
    file = home / "字.branchdesk"
    file.write_text("不是数据库" * 1000, encoding="utf-8")
    window = start(file)
    assert window.here == "not_open"
    assert "不是支部工作台的数据文件" in _told(window)


def _told(window: MainWindow) -> str:
    screen = window.visit("not_open")
    assert isinstance(screen, NotOpen)
    return screen.sentence.text()


def _new(path: Path) -> Path:
    branch.create(path, branch.Founding("第四党支部", "某某市人民检察院", "2026-01")).close()
    return path


def _shows(window: MainWindow, file: Path) -> bool:
    return window.desk.store.path == file and window.here == "today"


def test_a_file_is_let_go_when_another_is_opened(start: Open, qtbot: QtBot, home: Path) -> None:
    one, two = _new(home / "一.branchdesk"), _new(home / "二.branchdesk")
    window = start(one)
    for file in (two, one):
        window.file_asked.emit()
        first = window.visit("first_run")
        assert isinstance(first, FirstRun)
        first.wants_file.emit(file)
        qtbot.waitUntil(partial(_shows, window, file))
        qtbot.waitUntil(window.desk.jobs.idle)


def test_a_second_window_gives_way_to_the_first(start: Open, qtbot: QtBot, home: Path) -> None:
    file = _new(home / "一.branchdesk")
    window = start(file)
    window.showMinimized()
    second = start(file)
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert not second.isVisible()
    assert window.isVisible()


def test_letters_find_people_and_enter_goes_there(start: Open, qtbot: QtBot, home: Path) -> None:
    file = _new(home / "一.branchdesk")
    store = branch.open_file(file)
    from branchdesk.services.people import members  # noqa: PLC0415 - only here

    member, _ = members.save(store, None, {"name": "张三", "stage": "full_member"})
    store.close()
    window = start(file)
    went: list[tuple[str, object]] = []
    window.navigate = lambda key, **target: went.append((key, target["target"]))  # type: ignore[method-assign]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    [palette] = [child for child in window.children() if isinstance(child, SearchPalette)]
    QTest.keyClicks(palette.line, "zs")
    qtbot.waitUntil(lambda: bool(palette.table.key()))
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert went == [("members", member)]
    assert not palette.isVisible()


def test_a_step_is_named_taken_back_and_done_again(start: Open, qtbot: QtBot, home: Path) -> None:
    from branchdesk.services.people import members  # noqa: PLC0415 - only here

    window = start(_new(home / "一.branchdesk"))
    window.desk.write(lambda store: members.save(store, None, {"name": "张三", "stage": "full_member"}))
    qtbot.waitUntil(lambda: bool(window.desk.undo_title))
    assert "张三" in window.sidebar.undo.text()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.desk.redo_title))
    assert not window.sidebar.undo.isVisible()
    assert window.banner.label.text().startswith("已撤销：")
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.desk.undo_title) and window.desk.jobs.idle())
