"""Which file a start opens: the one chosen last, kept for the next start, and asked for where it is gone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk import __main__, app, logs, places
from branchdesk.services import branch
from branchdesk.services.keeping import placing
from branchdesk.ui import remembered
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.backups.screen import BackupsScreen
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.opening.not_open import NotOpen
from branchdesk.words import places as say

Start = Callable[..., MainWindow]
STORES = Path(__file__).parents[1] / "fixtures" / "stores"
FOUNDING = branch.Founding("第四党支部", "某某市人民检察院", "2026-01")


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: QSettings, qtbot: QtBot) -> Iterator[Start]:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setattr(placing, "_MOUNTS", (tmp_path / "media",))
    windows: list[MainWindow] = []

    def started(file: Path | None = None) -> MainWindow:
        for window in windows:
            window.close()
        window = app.open_window(settings, file)
        windows.append(window)
        qtbot.waitUntil(lambda: bool(window.here) and window.desk.jobs.idle(), timeout=10_000)
        return window

    yield started
    for window in windows:
        qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
        QApplication.processEvents()  # what is still to be told of the start
        window.close()


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    branch.create(path, FOUNDING).close()
    return path


def asks(window: MainWindow) -> NotOpen:
    assert window.here == "not_open"
    screen = window.visit("not_open")
    assert isinstance(screen, NotOpen)
    return screen


def test_a_branch_begun_in_a_chosen_folder_is_opened_by_the_next_start(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "党建 资料"
    folder.mkdir()
    window = start()
    first = window.visit("first_run")
    assert isinstance(first, FirstRun)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    first._change_place()
    assert "资料/\u200b支部.branchdesk" in first._where.text()
    for field, text in ((first._unit, "某某市人民检察院"), (first._name, "第四党支部")):
        assert isinstance(field.editor, QLineEdit)
        field.editor.setText(text)
    first._create.click()
    qtbot.waitUntil(lambda: window.here == "today" and window.desk.jobs.idle(), timeout=10_000)
    assert start().desk.store.path == folder / "支部.branchdesk"
    assert not places.default_file().exists()


def test_a_file_that_is_gone_is_asked_for_and_none_is_begun_in_its_place(
    start: Start, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    file = made(tmp_path / "U盘" / "资料" / "支部.branchdesk")
    remembered.choose_file(settings, file)
    file.parent.rename(tmp_path / "U盘" / "资料 2026")
    (window := start()).desk.jobs.idle()
    screen = asks(window)
    assert "上次使用的数据文件" in screen.sentence.text()
    qtbot.waitUntil(lambda: not screen.open_found.isHidden(), timeout=5_000)
    screen.again.click()
    qtbot.waitUntil(lambda: window.here == "not_open" and window.desk.jobs.idle())
    qtbot.waitUntil(lambda: not screen.open_found.isHidden(), timeout=5_000)
    screen.open_found.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)
    assert remembered.chosen_file(settings) == tmp_path / "U盘" / "资料 2026" / "支部.branchdesk"
    assert not places.default_file().exists()


def test_a_file_that_is_looked_at_once_does_not_become_the_usual_one(
    start: Start, settings: QSettings, tmp_path: Path
) -> None:
    usual, backup = made(places.default_file()), made(tmp_path / "备份.branchdesk")
    assert start(backup).desk.store.path == backup
    assert remembered.usual_file(settings) == usual
    assert start().desk.store.path == usual


def _remove_old(box: QMessageBox) -> None:
    next(button for button in box.buttons() if button.text() == say.REMOVE_OLD).click()


def test_a_moved_file_is_the_one_of_the_next_start(
    start: Start, settings: QSettings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, folder = made(places.default_file()), tmp_path / "党建 资料"
    folder.mkdir()
    window = start()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QMessageBox, "exec", _remove_old)
    window.navigate("backups")
    page = window.visit("backups")
    assert isinstance(page, BackupsScreen)
    page.place.copy.click()
    assert QGuiApplication.clipboard().text() == page.place.path.text().replace("\u200b", "") == str(old)
    page.place.move_button.click()
    qtbot.waitUntil(lambda: window.desk.is_open, timeout=10_000)
    qtbot.waitUntil(lambda: window.here == "today" and window.desk.jobs.idle(), timeout=10_000)
    qtbot.waitUntil(lambda: not old.exists(), timeout=5_000)
    assert window.desk.store.path == folder / old.name
    assert remembered.usual_file(settings) == folder / old.name
    qtbot.waitUntil(window.desk.jobs.idle, timeout=5_000)


def test_a_home_that_cannot_be_written_leads_to_the_first_screen(start: Start, tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert start().here == "first_run"


def test_a_stick_with_another_letter_finds_its_file(
    settings: QSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.PORTABLE, str(tmp_path / "E盘"))
    remembered.choose_file(settings, tmp_path / "E盘" / "资料" / "支部.branchdesk")
    monkeypatch.setenv(places.PORTABLE, str(tmp_path / "F盘"))
    assert remembered.usual_file(settings) == tmp_path / "F盘" / "资料" / "支部.branchdesk"
    remembered.choose_file(settings, tmp_path / "别处" / "支部.branchdesk")
    assert remembered.usual_file(settings) == tmp_path / "别处" / "支部.branchdesk"


def test_an_older_file_is_opened_with_one_line_about_its_backup(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "支部.branchdesk"
    shutil.copyfile(STORES / "0005.branchdesk", file)
    window = start(file)
    assert "升级前的备份已核对" in window.banner.label.text()
    assert str(window.desk.store.before) in window.banner.label.text().replace("\u200b", "")
    assert start(file).banner.label.text() == ""


def test_news_are_offered_once_after_another_version(start: Start, settings: QSettings) -> None:
    made(places.default_file())
    assert start().desk.news_since == remembered.UNKNOWN
    assert start().desk.news_since == ""
    settings.setValue(remembered.VERSION, "0.8.0")
    assert start().desk.news_since == "0.8.0"
    settings.remove(remembered.VERSION)
    assert remembered.note_version(settings, used_before=False) == ""


@pytest.mark.parametrize("word", ["支部.branchdesk", "D:\\党建 资料\\支部.BRANCHDESK"])
def test_a_double_click_on_a_file_is_no_verb(word: str) -> None:
    assert __main__._data_file([word]) == Path(word)


def test_what_is_no_file_of_ours_is_told_in_the_window(start: Start, tmp_path: Path) -> None:
    letter = tmp_path / "信.docx"
    letter.write_bytes(b"PK" + bytes(1000))
    assert __main__._data_file([str(letter)]) == letter
    assert __main__._data_file(["demo"]) is None
    assert "不是支部工作台的数据文件" in asks(start(letter)).sentence.text()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells it so")
def test_a_start_is_measured_from_the_birth_of_the_process() -> None:
    program = "import time; began = time.monotonic(); from branchdesk import __main__; print(began - __main__._born())"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert float(told.stdout) >= 0  # the interpreter had to start before its first line


def test_a_start_that_ends_at_a_question_is_logged(start: Start, tmp_path: Path) -> None:
    start()
    said = (tmp_path / "home" / "branchdesk" / "logs" / logs.FILE).read_text("utf-8")
    assert "asking after" in said
