"""Where a file does not open: one calm screen with the reason, the place and the ways out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
from branchdesk import app
from branchdesk.errors import Trouble
from branchdesk.services import branch
from branchdesk.services.keeping import backups, vault
from branchdesk.services.people import members
from branchdesk.store import driver
from branchdesk.store import vault as keys
from branchdesk.store.tables import revision
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.damage.screen import DamageScreen
from branchdesk.ui.screens.first_run import FirstRun
from branchdesk.ui.screens.opening.not_open import NotOpen
from branchdesk.words.backups import BY_HAND

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
    backups.folder_of(file).mkdir()  # it was there before
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


def test_a_file_that_never_was_is_begun(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "支部.branchdesk"
    window = start(file)
    assert window.here == "first_run"
    first = window.visit("first_run")
    assert isinstance(first, FirstRun)
    assert first._path == file


def test_a_file_that_is_none_leads_elsewhere(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "字.branchdesk"
    file.write_text("不是数据库" * 1000, encoding="utf-8")
    screen = told(start(file))
    assert screen.again.isHidden()
    assert not screen.another.isHidden()
    assert not screen.new.isHidden()


HOLDS = """
import sys
from pathlib import Path
from branchdesk.store import driver
from branchdesk.store.tables import revision
raw = driver.connect(Path(sys.argv[1]), driver.OPEN_KEY)
raw.execute("PRAGMA locking_mode = EXCLUSIVE")
raw.execute("BEGIN EXCLUSIVE")
raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "支部.branchdesk"
    branch.create(made, branch.Founding("第四党支部", "某某市人民检察院", "2026-01")).close()
    return made


@contextmanager
def held_by_another_program(file: Path) -> Iterator[None]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", HOLDS, str(file)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"held"
        yield
        program.communicate()


def test_a_file_that_another_program_has_is_waited_for_beside_a_window_that_moves(
    start: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 300)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    with held_by_another_program(file):
        window = start(file)
        screen = told(window)
        assert "另一个程序占用" in screen.sentence.text()
        assert len(ticks) > 5
    screen.again.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)
    timer.stop()


def test_a_save_while_another_program_has_the_file_can_be_done_again(
    start: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 300)
    window = start(file)
    assert window.here == "today"
    told_of: list[Trouble] = []
    window.desk.jobs.troubled.disconnect(window.alarm.tell)
    window.desk.jobs.troubled.connect(told_of.append)
    save = partial(members.save, member_id=None, values={"name": "张三", "stage": "full_member"})
    with other_writer(file):
        window.desk.write(save)
        qtbot.waitUntil(lambda: bool(told_of), timeout=10_000)
    assert told_of[0].code == "in_use"
    window.desk.write(save)
    qtbot.waitUntil(lambda: bool(window.desk.undo_title), timeout=10_000)


@contextmanager
def other_writer(file: Path) -> Iterator[None]:
    raw = driver.connect(file, driver.OPEN_KEY)
    raw.execute("BEGIN IMMEDIATE")
    yield
    raw.execute("ROLLBACK")
    raw.close()


def test_a_newer_file_is_said_to_be_newer_and_stays_as_it_is(start: Open, file: Path) -> None:
    raw = driver.connect(file, driver.OPEN_KEY)
    raw.execute(f"UPDATE {revision.name} SET version_num = '9999'")
    raw.close()
    before = file.read_bytes()
    screen = told(start(file))
    assert "较新版本" in screen.sentence.text()
    assert screen.again.isHidden()
    assert file.read_bytes() == before


def test_a_held_file_without_a_window_can_be_tried_again(start: Open, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "支部.branchdesk"
    branch.create(file, branch.Founding("第四党支部", "某某市人民检察院", "2026-01")).close()
    with branch.hold(file):
        window = start(file)
        screen = told(window)
        assert "正在另一个窗口中使用" in screen.sentence.text()
    screen.again.click()
    qtbot.waitUntil(lambda: window.here == "today", timeout=10_000)


def test_a_file_that_is_gone_comes_back_from_its_newest_backup(start: Open, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "支部.branchdesk"
    made = builders.new_branch(file)
    builders.fill(made)
    backups.take(made, BY_HAND)
    made.close()
    file.unlink()
    window = start(file)
    told(window).restore.click()
    screen = window.visit("damage")
    assert isinstance(screen, DamageScreen)
    qtbot.waitUntil(lambda: not screen.restore_button.isHidden(), timeout=10_000)
    screen.restore_button.click()
    qtbot.waitUntil(lambda: window.desk.is_open, timeout=20_000)
    assert branch.people(window.desk.store) == len(builders.PEOPLE)


def test_a_file_that_lost_its_keys_opens_by_its_recovery_key(
    start: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    file = tmp_path / "支部.branchdesk"
    builders.new_branch(file).close()
    vault.protect(file, "翟堃", "春风化雨 2026").store.close()
    keys.keys_file(file).unlink()
    window = start(file)
    screen = told(window)
    assert not screen.recover.isHidden()
    screen.recover.click()
    assert window.here == "unlock"
