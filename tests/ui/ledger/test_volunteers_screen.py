"""The volunteers' screen: a card, leaving, teams, the ways on to clues and the tally board."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from branchdesk.domain.clue_strokes import By, Part
from branchdesk.services import Store
from branchdesk.services.clues import clue_strokes, clues, volunteers
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.clues.screen import ClueScreen
from branchdesk.ui.screens.volunteers.page import VolunteerPage
from branchdesk.ui.screens.volunteers.screen import VolunteersScreen
from branchdesk.ui.screens.volunteers.teams import TeamsDialog
from branchdesk.ui.theme import TextSize
from ui import finish
from ui.ledger.room import Go, Wait, board_of, type_into


@pytest.fixture
def riders(store: Store) -> list[str]:
    ids = [volunteers.save(store, None, {"name": name, "team": "一队"})[0] for name in ("甲", "乙", "丙")]
    for number in range(25):
        clues.save(store, None, {"text": f"第{number}处井盖", "reporter": "乙、甲" if number % 5 else "甲"})
    clue_strokes.strike(store, date(2026, 11, 20), Place(By.VOLUNTEER, "甲", None, ids[0]), Part.REPORTED, 7)
    return ids


@pytest.fixture
def screen(riders: list[str], go: Go) -> VolunteersScreen:
    assert riders
    found = go("volunteers")
    assert isinstance(found, VolunteersScreen)
    return found


@pytest.fixture
def card(screen: VolunteersScreen, riders: list[str], settle: Wait) -> VolunteerPage:
    screen.open_record(riders[0])
    settle()
    assert isinstance(screen.record_card, VolunteerPage)
    return screen.record_card


def figures(card: VolunteerPage) -> list[str]:
    return [button.text() for button in card.figures.buttons]


def test_a_card_shows_figures_and_clues_some_at_a_time(card: VolunteerPage, settle: Wait) -> None:
    assert card.title == "甲"
    assert figures(card) == ["提报线索 25", "已处置 0", "正字计数 7"]
    assert card.reported.loaded == 20
    assert card.reported.more_button.text() == "再显示 5 条（还有 5 条）"
    card.reported.more_button.click()
    settle()
    assert card.reported.loaded == 25
    assert card.reported.more_button.isHidden()


def test_figures_lead_to_their_records(card: VolunteerPage, window: MainWindow, settle: Wait) -> None:
    card.figures.buttons[0].click()
    settle()
    there = window.visit("clues")
    assert isinstance(there, ClueScreen)
    settle()
    assert there.list.total == 25
    window.navigate("volunteers")
    card.figures.buttons[2].click()
    settle()
    assert there.page is board_of(there)
    assert board_of(there).day == date(2026, 11, 20)


def test_a_clue_opens_from_the_card_and_esc_comes_back(card: VolunteerPage, window: MainWindow, settle: Wait) -> None:
    card.reported.table.setFocus()
    QTest.keyClick(card.reported.table, Qt.Key.Key_Return)
    settle()
    assert window.here == "clues"


def test_somebody_leaves_and_comes_back(card: VolunteerPage, screen: VolunteersScreen, settle: Wait) -> None:
    card.leave_button.click()
    dialog = card.findChild(FieldsDialog)
    assert dialog is not None
    type_into(dialog.fields["left_on"].editor, "2026-11-01")
    dialog.save()
    settle()
    assert card.standing.text() == "已退出"
    assert card.stay_button in screen.buttons()
    assert card.leave_button not in screen.buttons()
    card.stay_button.click()
    settle()
    assert card.standing.text() == "现有"


def test_who_is_named_is_not_deleted_but_told_how_to_leave(
    card: VolunteerPage, screen: VolunteersScreen, settle: Wait
) -> None:
    card.remove_button.click()
    settle()
    assert "“甲”名下有线索或正字计数" in screen.notice.label.text()
    assert screen.page is card


def test_a_team_is_renamed_for_all_and_its_people_are_shown(
    screen: VolunteersScreen, store: Store, settle: Wait
) -> None:
    screen.teams_button.click()
    settle()
    dialog = screen.findChild(TeamsDialog)
    assert dialog is not None
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    naming = dialog.findChild(FieldsDialog)
    assert naming is not None
    type_into(naming.fields["team"].editor, "先锋队")
    naming.save()
    settle()
    assert [one.team for one in volunteers.names(store)] == ["先锋队"] * 3
    QApplication.processEvents()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle()
    assert screen.list.total == 3
    assert [one.field for one in screen.list.filters.conditions()] == ["standing", "team"]


def test_several_leave_together_from_the_list(screen: VolunteersScreen, store: Store, settle: Wait) -> None:
    screen.list.table.selectAll()
    screen.leave_button.click()
    dialog = screen.findChild(FieldsDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "3名志愿者结束服务"
    dialog.save()
    settle()
    assert not volunteers.names(store, on=date(2026, 11, 23))


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_a_card_is_finished_on_a_small_screen(
    card: VolunteerPage, window: MainWindow, settle: Wait, size: TextSize
) -> None:
    assert card.isVisible()
    window.set_text_size(size)
    window.resize(960, 600)
    settle()
    found = finish.faults(window)
    assert found == []
