"""A backup put back from the window, and what the window says of a damaged file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk import app
from branchdesk.services import branch
from branchdesk.services.keeping import backups, past
from branchdesk.services.ledgers import lists
from branchdesk.services.people import members
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.backups.screen import BackupsScreen
from branchdesk.ui.screens.damage.screen import DamageScreen
from branchdesk.ui.screens.restoring.dialog import RestoreDialog

STORES = Path(__file__).parents[1] / "fixtures" / "stores"
Open = Callable[[Path], MainWindow]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: QSettings, qtbot: QtBot) -> Iterator[Open]:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    windows: list[MainWindow] = []

    def opened(file: Path) -> MainWindow:
        window = app.open_window(settings, file)
        windows.append(window)
        qtbot.waitUntil(lambda: bool(window.here) and window.desk.jobs.idle(), timeout=20_000)
        return window

    yield opened
    for window in windows:
        qtbot.waitUntil(window.desk.jobs.idle, timeout=20_000)
        window.close()


@pytest.fixture
def backed_up(tmp_path: Path) -> tuple[Path, Path]:
    """Give a branch's file with one more member than its backup has."""
    path = tmp_path / "支部.branchdesk"
    shutil.copy(STORES / "0006.branchdesk", path)
    with closing(branch.open_file(path)) as store:
        backup = backups.take(store, "手动").path
        members.save(store, None, {"name": "陈䶮", "stage": "full_member"})
    return path, backup


def people(path: Path) -> int:
    with closing(branch.open_to_read(path)) as store:
        return lists.page(store, lists.ledger_called("members")).total


def test_a_backup_is_shown_beside_the_present_and_put_back(
    start: Open, backed_up: tuple[Path, Path], qtbot: QtBot
) -> None:
    path, backup = backed_up
    window = start(path)
    dialog = RestoreDialog(window.desk, backup, window.visit("today"))
    dialog.show()
    qtbot.waitUntil(dialog.go_button.isEnabled, timeout=20_000)
    assert "1 步操作" in dialog.lost.text()
    assert "陈䶮" in dialog.steps.rows_model.rows[0].cell(1).text
    dialog.go_button.click()
    qtbot.waitUntil(lambda: window.desk.is_open and window.desk.jobs.idle(), timeout=20_000)
    assert past.steps(window.desk.store)[0].verb == "restored"
    assert lists.page(window.desk.store, lists.ledger_called("members")).total == 12
    assert "已恢复" in window.banner.label.text()


def test_a_damaged_backup_cannot_be_put_back(start: Open, backed_up: tuple[Path, Path], qtbot: QtBot) -> None:
    path, backup = backed_up
    raw = bytearray(backup.read_bytes())
    raw[len(raw) // 2] ^= 1
    backup.write_bytes(raw)
    window = start(path)
    dialog = RestoreDialog(window.desk, backup, window.visit("today"))
    qtbot.waitUntil(window.desk.jobs.idle, timeout=20_000)
    assert "已损坏" in dialog.state.text()
    assert not dialog.go_button.isEnabled()
    dialog.deleteLater()


def test_a_damaged_file_leads_to_its_newest_good_backup_and_to_what_can_be_read(
    start: Open, backed_up: tuple[Path, Path], qtbot: QtBot
) -> None:
    path, _ = backed_up
    raw = bytearray(path.read_bytes())
    raw[200] ^= 1
    path.write_bytes(raw)
    window = start(path)
    assert window.here == "damage"
    screen = window.visit("damage")
    assert isinstance(screen, DamageScreen)
    assert "最近一份完好的备份" in screen.backup.text()
    screen.rescue_button.click()
    qtbot.waitUntil(screen.use_button.isEnabled, timeout=20_000)
    qtbot.waitUntil(window.desk.jobs.idle, timeout=20_000)
    rescued = next(path.parent.glob("*救出*.branchdesk"))
    assert people(rescued) == 13
    assert "损坏 1 页" in screen.report.sentences.text()
    screen.restore_button.click()
    qtbot.waitUntil(lambda: window.desk.is_open and window.desk.jobs.idle(), timeout=20_000)
    assert window.here == "today"
    assert lists.page(window.desk.store, lists.ledger_called("members")).total == 12
    kept = next(path.parent.glob("*损坏*.branchdesk"))
    assert kept.read_bytes() == raw


def test_the_page_of_backups_leads_to_the_dialog(start: Open, backed_up: tuple[Path, Path], qtbot: QtBot) -> None:
    path, _ = backed_up
    window = start(path)
    window.navigate("backups")
    page = window.visit("backups")
    assert isinstance(page, BackupsScreen)
    qtbot.waitUntil(page.list.restore.isEnabled, timeout=20_000)
    seen: list[RestoreDialog] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RestoreDialog)
        seen.append(dialog)
        dialog.reject()

    QTimer.singleShot(0, close)
    page.list.restore.click()
    assert seen
    qtbot.waitUntil(window.desk.jobs.idle, timeout=20_000)
