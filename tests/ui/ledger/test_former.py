"""Those who left: found, read, exported, and put on the roster again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.people import member_card, transfers
from branchdesk.services.people.transfers import Leaving
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.member.screen import MembersScreen
from ui.ledger.room import Go, Wait
from ui.ledger.test_leaving import dialog_of


@pytest.fixture
def gone(samples: Store) -> str:
    record = lists.page(samples, MEMBERS, Query(search="陈䶮")).rows[0][0]
    transfers.leave(samples, (record,), Leaving("died", day="2026-09-01", reason="因病"))
    return record


def card_of(screen: LedgerScreen, record: str, settle: Wait) -> MemberCardPage:
    screen.open_record(record)
    settle()
    assert isinstance(screen.record_card, MemberCardPage)
    return screen.record_card


@pytest.mark.usefixtures("gone")
def test_the_roster_leads_to_those_who_left_and_back(go: Go, settle: Wait, window: MainWindow) -> None:
    roster = go("members")
    assert isinstance(roster, MembersScreen)
    assert roster.former_button.text() == "离开支部的党员 1"
    roster.former_button.click()
    settle()
    former = window.visit("former_members")
    assert window.top_bar.title.text() == "离开支部的党员"
    assert isinstance(former, LedgerScreen)
    row = former.list.table.rows_model.rows[0]
    assert [row.cell(place).text for place in (0, 4, 5, 8)] == ["陈䶮", "去世", "2026-09-01", "因病"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert window.top_bar.title.text() == "党员"


@pytest.mark.usefixtures("samples")
def test_nobody_is_entered_among_those_who_left(go: Go, window: MainWindow, settle: Wait) -> None:
    screen = go("former_members")
    assert not screen.list.empty.new_button.isVisible()
    assert not screen.list.empty.import_button.isVisible()
    assert screen.list.new_button not in screen.buttons()
    QTest.keyClick(screen.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.navigate("former_members", target="new")
    settle()
    assert screen.page is screen.list


def test_who_left_is_not_deleted_from_the_list(go: Go, settle: Wait, gone: str, store: Store) -> None:
    screen = go("former_members")
    screen.list.table.selectRow(0)
    QTest.keyClick(screen.list.table, Qt.Key.Key_Delete)
    settle()
    assert screen.list.total == 1
    assert member_card.card(store, gone).values["name"] == "陈䶮"


def test_the_card_of_somebody_gone_is_only_read(go: Go, settle: Wait, gone: str) -> None:
    screen = go("former_members")
    card = card_of(screen, gone, settle)
    assert [button.isVisible() for button in (card.edit_button, card.remove_button)] == [False, False]
    assert not card.offers_card.isVisible()
    assert "2026-09-01 去世" in card.head.under_way.label.text()
    assert not card.sections["stages"].add_button.isVisible()
    card.sections["groups"].table.selectRow(0)
    QTest.keyClick(card.sections["groups"].table, Qt.Key.Key_N)
    QTest.keyClick(card.sections["groups"].table, Qt.Key.Key_Delete)
    settle()
    assert not card.findChildren(FieldsDialog)
    assert not card.sections["groups"].empty


def test_a_wrong_leaving_is_taken_back(go: Go, settle: Wait, gone: str, store: Store) -> None:
    screen = go("former_members")
    card = card_of(screen, gone, settle)
    card.restore_button.click()
    settle()
    settle()
    assert screen.page is screen.list
    assert "恢复在册" in screen.notice.label.text()
    found = member_card.card(store, gone)
    assert found.here
    assert found.values["group"] == "第二党小组"
    screen.notice.button.click()
    settle()
    settle()
    assert not member_card.card(store, gone).here


def test_who_comes_back_has_a_second_stay(go: Go, settle: Wait, gone: str, store: Store, qtbot: QtBot) -> None:
    screen = go("former_members")
    card = card_of(screen, gone, settle)
    card.return_button.click()
    dialog = dialog_of(qtbot)
    assert dialog.fields["entry"].input.value() == "returned"
    dialog.save_button.click()
    settle()
    settle()
    stays = member_card.card(store, gone).stays
    assert [(stay.values["entry"], stay.values["since"], stay.values["until"]) for stay in stays][1:] == [
        ("returned", "2026-11-23", None)
    ]


@pytest.mark.usefixtures("gone")
def test_those_who_left_are_exported(go: Go, settle: Wait, tmp_path: Path) -> None:
    screen = go("former_members")
    wanted = tmp_path / "离开.csv"
    screen.list.export_button.click()
    dialog = screen.exporter.dialog
    assert dialog is not None
    dialog.path.setText(str(wanted))
    dialog.write_button.click()
    settle()
    lines = wanted.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("姓名,离开方式,离开时间")
    assert lines[1].startswith("陈䶮,去世,2026-09-01")
