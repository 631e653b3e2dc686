"""Leaving the branch from the list and the card: with a letter, for good, or as a mistake."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_card
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.member.leaving import LeavingDialog
from branchdesk.ui.screens.member.page import MemberCardPage
from ui.ledger.room import Go, Wait, type_into


def dialog_of(qtbot: QtBot) -> FieldsDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FieldsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FieldsDialog)
    return dialog


def leaving_of(qtbot: QtBot) -> LeavingDialog:
    dialog = dialog_of(qtbot)
    assert isinstance(dialog, LeavingDialog)
    return dialog


def person(store: Store, name: str) -> str:
    return lists.page(store, MEMBERS, Query(search=name)).rows[0][0]


def card_of(screen: LedgerScreen) -> MemberCardPage:
    assert isinstance(screen.record_card, MemberCardPage)
    return screen.record_card


@pytest.mark.usefixtures("samples")
def test_several_leave_together_and_one_step_brings_them_back(go: Go, settle: Wait, qtbot: QtBot, store: Store) -> None:
    screen = go("members")
    table = screen.list.table
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 3):
        table.selectionModel().select(table.rows_model.index(row, 0), flags.Select | flags.Rows)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    dialog = leaving_of(qtbot)
    assert dialog.windowTitle() == "2 名党员离开支部"
    dialog.choose("struck_off")
    assert dialog.fields["destination"].isHidden()
    assert dialog.fields["day"].input.value() is not None
    dialog.save_button.click()
    settle()
    settle()
    assert screen.list.total == 44
    assert lists.page(store, FORMER_MEMBERS).total == 2
    assert screen.notice.label.text().startswith("已办：")
    assert "2名除名" in screen.notice.label.text()
    screen.notice.button.click()
    settle()
    settle()
    assert screen.list.total == 46
    assert lists.page(store, FORMER_MEMBERS).total == 0


@pytest.mark.usefixtures("samples")
def test_who_is_transferred_stays_until_the_receipt_is_back(go: Go, settle: Wait, qtbot: QtBot, store: Store) -> None:
    screen = go("members")
    record = person(store, "陈䶮")
    screen.open_record(record)
    settle()
    card = card_of(screen)
    card.remove_button.click()
    dialog = leaving_of(qtbot)
    assert dialog.fields["day"].isHidden()
    assert dialog.fields["exit_letter_days"].input.value() == "90"
    assert "回执收到前仍计入本支部" in dialog.fields["receipt_on"].sentence.text()
    type_into(dialog.fields["destination"].editor, "区院第二党支部")
    QTest.keyClick(dialog.fields["destination"].editor, Qt.Key.Key_Return)
    settle()
    settle()
    assert card.head.under_way.isVisible()
    assert [pill.text() for pill in card.head.pills] == ["转出中"]
    assert "去向：区院第二党支部" in card.head.under_way.label.text()
    screen.back()
    place = [one.key for one in screen.list.table.rows_model.columns].index("condition")
    assert [row.cell(place).text for row in screen.list.table.rows_model.rows if row.key == record] == ["转出中"]
    screen.open_record(record)
    settle()
    card.head.under_way.receipt_button.click()
    dialog_of(qtbot).save_button.click()
    settle()
    settle()
    assert not card.card or not card.card.here
    assert card.restore_button in screen.buttons()
    assert [pill.text() for pill in card.head.pills] == ["转出"]


@pytest.mark.usefixtures("samples")
def test_a_transfer_under_way_is_taken_back(go: Go, settle: Wait, qtbot: QtBot, store: Store) -> None:
    screen = go("members")
    record = person(store, "陈䶮")
    screen.open_record(record)
    settle()
    card_of(screen).remove_button.click()
    leaving_of(qtbot).save_button.click()
    settle()
    settle()
    card_of(screen).head.under_way.stay_button.click()
    settle()
    settle()
    assert not card_of(screen).head.under_way.isVisible()
    assert member_card.card(store, record).stays[-1].values["exit"] is None


@pytest.mark.usefixtures("samples")
def test_a_receipt_before_its_letter_is_refused_beside_it(go: Go, settle: Wait, qtbot: QtBot) -> None:
    screen = go("members")
    screen.list.table.selectRow(2)
    screen.list.chosen.remove()
    dialog = leaving_of(qtbot)
    type_into(dialog.fields["receipt_on"].editor, "2026-11-01")
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert dialog.fields["receipt_on"].sentence.text() == "回执日期早于介绍信日期，请核对。"
    dialog.done(0)
    settle()
    assert screen.list.total == 46


@pytest.mark.usefixtures("samples")
def test_who_was_entered_by_mistake_is_deleted(go: Go, settle: Wait, qtbot: QtBot, store: Store) -> None:
    screen = go("members")
    record = person(store, "陈䶮")
    screen.open_record(record)
    settle()
    card_of(screen).remove_button.click()
    leaving_of(qtbot).mistake_button.click()
    settle()
    settle()
    settle()
    assert screen.page is screen.list
    assert screen.list.total == 45
    assert lists.page(store, FORMER_MEMBERS).total == 0
    assert screen.notice.button.text() == "撤销"


def test_who_stands_in_a_record_is_not_deleted_and_the_way_is_named(
    go: Go, settle: Wait, qtbot: QtBot, samples: Store
) -> None:
    record = person(samples, "陈䶮")
    marks = (Mark(PersonRef("陈䶮", record), Presence.PRESENT),)
    day = datetime.fromisoformat("2026-11-10T09:00")
    meeting = Meeting(MeetingKind.THEME_DAY, day, attendance=Attendance(marks=marks))
    meetings.save(samples, meeting)
    screen = go("members")
    screen.open_record(record)
    settle()
    card_of(screen).remove_button.click()
    dialog = leaving_of(qtbot)
    dialog.mistake_button.click()
    settle()
    assert dialog.isVisible()
    assert "不能按录入有误删除" in dialog.banner.label.text()
    dialog.done(0)
    assert screen.list.total == 46
