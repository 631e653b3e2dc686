"""The window keeps its file backed up: beside the work, at the exit, and in sight."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.services import Store, preferences
from branchdesk.services.keeping import backups
from branchdesk.store.tables import operation
from branchdesk.ui import leaving
from branchdesk.ui.aside import Aside
from branchdesk.ui.desk import Desk
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.backups import listing
from branchdesk.ui.screens.backups.screen import BackupsScreen
from branchdesk.ui.screens.restoring.dialog import RestoreDialog
from branchdesk.words import backups as say


@pytest.fixture
def kept(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Give a window that keeps its file backed up."""
    window.register(PLACES)
    window.desk.backing.start()
    qtbot.waitUntil(lambda: window.desk.backing.standing is not None)
    return window


@pytest.fixture
def page(kept: MainWindow, qtbot: QtBot) -> BackupsScreen:
    kept.show()
    kept.activateWindow()
    qtbot.waitUntil(kept.isActiveWindow)
    kept.navigate("backups")
    qtbot.waitUntil(kept.desk.jobs.idle)
    screen = kept.visit("backups")
    assert isinstance(screen, BackupsScreen)
    return screen


@pytest.fixture
def no_dialog(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Answer what the exit says, and give what it said."""
    said: list[str] = []
    monkeypatch.setattr(leaving.Farewell, "exec", lambda told: said.append(told.sentence.text()))
    return said  # type: ignore[return-value]  # nothing is to be taken down


def _take(desk: Desk, qtbot: QtBot, reason: str = say.AUTOMATIC) -> None:
    with qtbot.waitSignal(desk.backing.ended):
        desk.backing.take(reason)


def test_the_foot_of_the_sidebar_says_when_the_last_backup_was(kept: MainWindow, qtbot: QtBot) -> None:
    line = kept.sidebar.backup
    assert line.text() == say.NONE_YET
    _take(kept.desk, qtbot)
    assert line.text().startswith("备份：今天 ")
    kept.sidebar.set_narrow(narrow=True)
    assert not line.isHidden()


def test_what_fails_is_told_once_and_stays_in_sight_until_a_backup_succeeds(
    kept: MainWindow, store: Store, qtbot: QtBot
) -> None:
    told: list[str] = []
    kept.desk.backing.failed.connect(told.append)
    folder = backups.folder_of(store.path)
    folder.write_text("x", "utf-8")
    _take(kept.desk, qtbot)
    _take(kept.desk, qtbot)
    assert told == [say.folder_missing(folder)]
    assert kept.sidebar.backup.text() == say.FAILED
    folder.unlink()
    _take(kept.desk, qtbot)
    assert kept.sidebar.backup.text().startswith("备份：今天 ")


def test_leaving_takes_a_last_backup_where_something_changed(kept: MainWindow, store: Store, qtbot: QtBot) -> None:
    kept.show()
    _take(kept.desk, qtbot)
    preferences.put(store, "x", 1)
    path = store.path
    kept.close()
    assert not kept.isVisible()
    newest = backups.listed(path)[0]
    assert newest.reason == say.LEAVING
    assert not [file for file in path.parent.iterdir() if file.name.endswith("-wal")]


def test_leaving_takes_none_where_nothing_changed(kept: MainWindow, store: Store, qtbot: QtBot) -> None:
    _take(kept.desk, qtbot)
    path = store.path
    kept.close()
    assert [one.reason for one in backups.listed(path)] == [say.AUTOMATIC]


def test_the_exit_says_that_the_last_backup_was_not_to_be_had(
    kept: MainWindow, store: Store, no_dialog: list[str]
) -> None:
    folder = backups.folder_of(store.path)
    folder.write_text("x", "utf-8")
    kept.close()
    assert no_dialog == [say.left_without(say.folder_missing(folder))]


def test_a_drive_that_does_not_answer_holds_nobody_up(
    kept: MainWindow, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()
    monkeypatch.setattr(backups, "bring_along", lambda *_told: never.wait(20))
    monkeypatch.setattr("branchdesk.ui.backing_up.PATIENCE", 50)
    backups.choose(store.path, backups.Settings(second=str(tmp_path / "U盘" / "备份")))
    kept.close()
    assert not never.is_set()
    never.set()


def test_work_aside_comes_home_and_one_thing_is_done_at_a_time(qtbot: QtBot) -> None:
    aside, gate, home = Aside(), threading.Event(), []
    aside.ended.connect(lambda result, error: home.append((result, error)))
    assert aside.run(lambda: gate.wait(20) and 7)
    assert not aside.run(lambda: 8)
    assert aside.is_busy()
    gate.set()
    qtbot.waitUntil(lambda: bool(home))
    assert home == [(7, None)]
    assert not aside.is_busy()


def test_the_second_folder_gets_each_backup_and_its_absence_is_a_quiet_note(
    page: BackupsScreen, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    drive = tmp_path / "移动硬盘"
    second = backups.second_in(store, drive)
    backups.choose(store.path, backups.Settings(second=str(second)))
    _take(page.desk, qtbot)
    qtbot.waitUntil(lambda: page.desk.backing.away is not None)
    assert page.list.away.text() == say.second_missing(drive)
    drive.mkdir()
    page.desk.backing.look()
    qtbot.waitUntil(lambda: page.desk.backing.away is None and len(backups.in_folder(second)) == 1)
    qtbot.waitUntil(lambda: page.list.table.rows_model.rowCount() == 2)
    assert page.list.away.isHidden()


def test_the_page_backs_up_at_once_and_deletes_what_is_chosen(
    page: BackupsScreen, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.list.empty.isVisible()
    for _ in range(2):
        with qtbot.waitSignal(page.desk.backing.ended):
            page.buttons()[0].click()  # type: ignore[attr-defined]  # it is a button
        qtbot.waitUntil(page.desk.jobs.idle)
    assert page.list.table.rows_model.rowCount() == 2
    monkeypatch.setattr("branchdesk.ui.screens.backups.screen.agreed", lambda *_told, **_facts: True)
    page.list.table.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Delete):
        QTest.keyClick(page.list.table, key)
    qtbot.waitUntil(lambda: len(backups.listed(store.path)) == 1)
    qtbot.waitUntil(lambda: page.list.table.rows_model.rowCount() == 1)
    assert backups.listed(store.path)[0].number == 2


def test_nothing_is_deleted_without_a_yes(page: BackupsScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    _take(page.desk, qtbot)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    assert not listing.agreed(page, page.list.chosen(), last=True)
    assert said == [say.remove(len(page.list.chosen()), last=True)]


def test_settings_are_kept_as_soon_as_they_are_chosen(page: BackupsScreen, store: Store, qtbot: QtBot) -> None:
    assert page.settings.minutes.value() == "30"
    page.settings.minutes.set_value("60")
    page.settings.minutes.chosen.emit("60")
    qtbot.waitUntil(lambda: backups.settings(store.path).minutes == 60)
    assert not page.settings.no_second.isVisible()


def test_enter_opens_what_goes_back(page: BackupsScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    _take(page.desk, qtbot)
    qtbot.waitUntil(page.desk.jobs.idle)
    shown: list[str] = []
    monkeypatch.setattr(RestoreDialog, "exec", lambda dialog: shown.append(dialog.file.toolTip()))
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert shown == [str(page.list.chosen()[0].path)]
    qtbot.waitUntil(page.desk.jobs.idle)


def test_a_check_tells_what_holds_and_what_was_changed_past_the_program(page: BackupsScreen, qtbot: QtBot) -> None:
    page.check.button.click()
    qtbot.waitUntil(lambda: "没有发现问题" in page.check.result.text(), timeout=10_000)
    with page.desk.store.engine.begin() as connection:
        connection.execute(operation.update().values(title="别的"))
    page.check.button.click()
    qtbot.waitUntil(lambda: "与当时写下的不一致" in page.check.result.text(), timeout=10_000)
