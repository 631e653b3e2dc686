"""The order of people is chosen in one place, and every list follows at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

import builders
from branchdesk import app
from branchdesk.domain.roster import PeopleOrder
from branchdesk.services import Store, branch
from branchdesk.services.people import members, people
from branchdesk.store.tables import member
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.committee.screen import CommitteeScreen


@pytest.fixture
def committee(window: MainWindow, store: Store, qtbot: QtBot) -> CommitteeScreen:
    for name in ("赵爽", "何霞", "王二"):
        members.save(store, None, {"name": name, "stage": "full_member"})
    window.register(PLACES)
    window.show()
    window.navigate("members")
    window.navigate("committee")
    screen = window.visit("committee")
    assert isinstance(screen, CommitteeScreen)
    qtbot.waitUntil(window.desk.jobs.idle)
    return screen


def listed(window: MainWindow) -> list[str]:
    screen = window.visit("members")
    assert isinstance(screen, LedgerScreen)
    rows = screen.list.table.rows_model.rows
    return [text for row in rows for place in range(2) if not (text := row.cell(place).text).isdecimal()]


def test_the_order_is_chosen_by_keyboard_and_kept(
    committee: CommitteeScreen, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    assert committee.order.choice.value() == PeopleOrder.ROSTER
    assert listed(window) == ["赵爽", "何霞", "王二"]
    for order, names in (
        (PeopleOrder.STROKES, ["王二", "何霞", "赵爽"]),
        (PeopleOrder.PINYIN, ["何霞", "王二", "赵爽"]),
        (PeopleOrder.ROSTER, ["赵爽", "何霞", "王二"]),
    ):
        button = committee.order.choice._buttons[order.value]
        assert isinstance(button, QPushButton)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(window.desk.jobs.idle)
        qtbot.waitUntil(lambda wanted=names: listed(window) == wanted)  # type: ignore[misc]
        assert people.order(store) is order


def test_what_was_chosen_is_shown_again(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    people.set_order(store, PeopleOrder.STROKES)
    window.register(PLACES)
    window.navigate("committee")
    screen = window.visit("committee")
    assert isinstance(screen, CommitteeScreen)
    qtbot.waitUntil(lambda: screen.order.choice.value() == PeopleOrder.STROKES)


def test_an_older_files_names_get_their_keys_after_the_start(
    tmp_path: Path, settings: QSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    path = tmp_path / "旧.branchdesk"
    with builders.opened(builders.new_branch(path).path) as made:
        builders.fill(made)
        with made.transaction() as connection:
            connection.execute(update(member).values(strokes=None))
    window = app.open_window(settings, path)

    def filled() -> bool:
        if not window.desk.is_open:
            return False
        with window.desk.store.reading() as connection:
            return connection.scalar(select(member.c.id).where(member.c.strokes.is_(None)).limit(1)) is None

    try:
        qtbot.waitUntil(filled, timeout=10_000)
        qtbot.waitUntil(window.desk.jobs.idle, timeout=10_000)
        assert branch.people(window.desk.store) == len(builders.PEOPLE)
    finally:
        window.close()
