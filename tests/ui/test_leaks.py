"""A session on a file under a password leaves nobody's name on the disk, but in what was exported."""

from __future__ import annotations

import logging
import tempfile
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from branchdesk import app, logs, places
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import branch
from branchdesk.services.keeping import backups, handing_over, vault
from branchdesk.services.keeping.handing_over import Wish
from branchdesk.services.ledgers import lists
from branchdesk.services.papers import papers, printing
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import members
from branchdesk.store import vault as keys
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.unlock.screen import UnlockScreen
from trials.trial_leaks import SURE, TYPED, is_sealed, needles

WORD = "spring wind 2026"
PEOPLE = (
    {"name": "买买提·艾山", "id_number": "11010119900307109X", "phone": "13800138000"},
    {"name": "陈䶮", "id_number": "110101199003072009"},
)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a home of one's own, where temporary files lie too."""
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))
    home = tmp_path / "home"
    home.mkdir()
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME", "TMPDIR"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    return home


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.here) and window.desk.jobs.idle(), timeout=10_000)


def test_a_session_leaves_no_name_but_where_it_was_sent(
    home: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "exec", lambda dialog: dialog.accept())
    chosen, file = tmp_path / "chosen", home / "支部.branchdesk"
    chosen.mkdir()
    store = branch.create(file, branch.Founding("第四党支部", "某某市人民检察院", "2026-01"))
    ids = [members.save(store, None, {**person, "stage": "full_member"})[0] for person in PEOPLE]
    words = needles(store)
    store.close()
    vault.protect(file, PEOPLE[0]["name"], WORD).store.close()
    handler = logging.getLogger("branchdesk")
    logs.start(places.log_folder())
    window = app.open_window(QSettings(str(home / "window.ini"), QSettings.Format.IniFormat), file)
    settle(window, qtbot)
    screen = window.visit("unlock")
    assert isinstance(screen, UnlockScreen)
    screen.password.setText(WORD)
    screen.open_button.click()
    qtbot.waitUntil(lambda: window.desk.is_open, timeout=10_000)
    window.navigate("members", target=ids[0])
    settle(window, qtbot)
    _type_and_leave(window, qtbot)
    try:
        int(PEOPLE[0]["name"])
    except ValueError as error:
        window.alarm.tell(error)
    open_file = window.desk.store
    for ending in (".xlsx", ".csv"):
        lists.export(open_file, MEMBERS, chosen / f"名册{ending}")
    order = Order("member-card", ids[0], {"full": True})
    printing.save_file(papers.make(open_file, order), chosen / "登记表.pdf")
    printing.save_bytes(papers.word(open_file, order), chosen / "登记表.docx")
    backups.take(open_file, "手动")
    handing_over.write(open_file, Wish(home, PEOPLE[1]["name"], WORD, WORD))
    window.desk.lock_wanted.emit()
    qtbot.waitUntil(lambda: not window.desk.is_open and window.desk.jobs.idle(), timeout=10_000)
    window.close()
    for one in list(handler.handlers):
        if isinstance(one, logging.FileHandler):
            one.close()
            handler.removeHandler(one)
    assert [path.name for path in places.log_folder().iterdir()] == [logs.FILE]
    assert found_in(home, words) == []
    assert found_in(chosen, words)  # so the search finds what is there
    with closing(vault.unlock(file, WORD)) as again:
        assert branch.check(again).ok


def _type_and_leave(window: MainWindow, qtbot: QtBot) -> None:
    """Type into a new member's form, and leave it to be kept as a draft."""
    screen = window.visit("members")
    screen.open_new()  # type: ignore[attr-defined] # every ledger's screen has it
    settle(window, qtbot)
    lines = cast("list[QLineEdit]", screen.findChildren(QLineEdit))
    line = next(one for one in lines if one.isVisible() and one.isEnabled())
    line.setText(TYPED[0])
    line.textEdited.emit(TYPED[0])


def found_in(folder: Path, words: dict[str, bytes]) -> list[tuple[str, str]]:
    """Give the files below a folder with what of the words stands in them, in names of files too."""
    hits = []
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        raw, least = path.read_bytes(), SURE if is_sealed(str(path)) else 0
        hits += [(path.name, name) for name, one in words.items() if len(one) >= least and one in raw]
        hits += [(path.name, name) for name, one in words.items() if one in path.name.encode()]
    return hits
