"""What is typed into a form and never saved is offered again, where it was typed and on 今日."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from branchdesk.ledgers.member_life import TALKS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store, drafts
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.people import members
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.register import PLACES
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.today import TodayScreen
from ui.ledger.room import Go, Wait, type_into

Crash = Callable[[], TodayScreen]


@pytest.fixture
def crash(window: MainWindow, settle: Wait) -> Crash:
    """Lose every screen with what stands in it, as a process loses them that is killed, and start again."""

    def again() -> TodayScreen:
        window.desk.call_last()
        window.register(PLACES)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.navigate("today")
        settle()
        return cast("TodayScreen", window.visit("today"))

    return again


def edit(screen: LedgerScreen, record: str, settle: Wait) -> None:
    screen.open_record(record)
    settle()
    assert screen.record_card is not None
    screen.record_card.edit_asked.emit(record)
    settle()


@pytest.fixture
def record(samples: Store) -> str:
    return lists.page(samples, MEMBERS, Query(search="何霞")).rows[0][0]


def test_a_new_record_is_offered_on_the_start_page_and_filled_in(
    go: Go, settle: Wait, crash: Crash, window: MainWindow, store: Store
) -> None:
    screen = go("volunteers")
    screen.open_new()
    settle()
    type_into(screen.form.fields["name"].editor, "李𬭎")
    type_into(screen.form.fields["joined_on"].editor, "去年夏天")
    today = crash()
    assert "新增志愿者" in today.drafts.label.text()
    today.drafts.take_button.click()
    settle()
    screen = cast("LedgerScreen", window.visit("volunteers"))
    assert screen.page is screen.form
    assert screen.form.values()["name"] == "李𬭎"
    assert screen.form.fields["joined_on"].input.problem(), "as it was typed, not as it was read"
    type_into(screen.form.fields["joined_on"].editor, "2026-01")
    screen.form.save()
    settle()
    assert drafts.waiting(store) == (), "it is saved"


def test_what_changed_since_is_not_overwritten_but_shown_beside(
    go: Go, settle: Wait, crash: Crash, window: MainWindow, store: Store, record: str
) -> None:
    edit(screen := go("members"), record, settle)
    type_into(screen.form.fields["post"].editor, "办公室主任")
    type_into(screen.form.fields["phone"].editor, "13900000000")
    crash()
    members.save(store, record, {"post": "检察官助理"})
    edit(screen := go("members"), record, settle)
    assert not screen.form.draft.bar.isHidden()
    screen.form.draft.bar.take_button.click()
    assert screen.form.values()["post"] == "检察官助理"
    assert screen.form.values()["phone"] == "13900000000"
    assert "办公室主任" in screen.form.draft.bar.label.text()
    screen.form.draft.bar.drop_button.click()
    settle()
    assert screen.form.draft.bar.isHidden()
    window.desk.call_last()
    settle()
    [left] = drafts.waiting(store)
    assert left.typed == {"联系电话": "13900000000"}


def test_the_text_of_a_record_that_is_gone_can_be_copied(
    go: Go, settle: Wait, crash: Crash, store: Store, record: str
) -> None:
    edit(screen := go("members"), record, settle)
    type_into(screen.form.fields["post"].editor, "办公室主任")
    crash()
    members.delete(store, record)
    today = crash()
    assert "删除" in today.drafts.label.text()
    today.drafts.take_button.click()
    assert QApplication.clipboard().text() == "工作岗位：办公室主任"
    today.drafts.drop_button.click()
    settle()
    assert drafts.waiting(store) == ()


def test_a_dialog_of_a_card_takes_up_what_was_typed_in_it(
    go: Go, settle: Wait, crash: Crash, window: MainWindow, store: Store, record: str
) -> None:
    def talk(screen: LedgerScreen) -> FieldsDialog:
        card = cast("MemberCardPage", screen.record_card)
        card.sections[TALKS.key].add_button.click()
        settle()
        found = cast("FieldsDialog", QApplication.activeModalWidget())
        assert isinstance(found, FieldsDialog)
        return found

    screen = go("members")
    screen.open_record(record)
    settle()
    dialog = talk(screen)
    type_into(dialog.fields["who"].editor, "翟堃")
    today = crash()
    today.drafts.take_button.click()
    settle()
    screen = cast("LedgerScreen", window.visit("members"))
    assert screen.page is screen.record_card
    dialog = talk(screen)
    assert dialog.fields["who"].input.value() == "翟堃"
    dialog.draft.end()
    dialog.fields["who"].input.show_value(None)
    dialog.reject()
    settle()
    assert drafts.waiting(store) == ()


def test_what_is_given_up_is_let_go_of(go: Go, settle: Wait, window: MainWindow, store: Store) -> None:
    screen = go("volunteers")
    screen.open_new()
    settle()
    type_into(screen.form.fields["name"].editor, "李𬭎")
    window.desk.call_last()
    settle()
    assert len(drafts.waiting(store)) == 1
    screen.form.fields["name"].editor.setFocus()
    QTest.keyClick(screen.form.fields["name"].editor, Qt.Key.Key_Backspace)
    QTest.keyClick(screen.form.fields["name"].editor, Qt.Key.Key_Backspace)
    window.desk.call_last()
    settle()
    assert drafts.waiting(store) == ()
