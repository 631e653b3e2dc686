"""The tally board at the real window, by keyboard and mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from branchdesk.domain.clue_strokes import By, Counts, Part
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_board, clue_categories, clue_strokes, volunteers
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.services.ledgers import lists
from branchdesk.ui.main_window import MainWindow
from branchdesk.ui.screens.clues.screen import STROKES, ClueScreen
from branchdesk.ui.screens.clues.strokes import StrokesPage
from branchdesk.ui.screens.clues.strokes_turning import TurningDialog
from branchdesk.ui.theme import TextSize
from ui import finish
from ui.ledger.room import Go, Wait, board_of

DAY = date(2026, 11, 23)
RIDERS = ("张三", "李四", "王伟")


@pytest.fixture
def riders(store: Store) -> dict[str, str]:
    for name in ("消防", "占道"):
        clue_categories.add(store, name)
    return {name: volunteers.save(store, None, {"name": name, "team": "一队"})[0] for name in RIDERS}


@pytest.fixture
def page(riders: dict[str, str], go: Go, settle: Wait) -> StrokesPage:
    assert riders
    screen = go("clues")
    assert isinstance(screen, ClueScreen)
    screen.activated(target=STROKES)
    settle()
    board_of(screen).sheet.strokes.setFocus()
    return board_of(screen)


def press(page: StrokesPage, *keys: Qt.Key | str) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(page.sheet.strokes, key)
        else:
            QTest.keyClick(page.sheet.strokes, key)
        QApplication.processEvents()


def kept(store: Store, by: By = By.VOLUNTEER) -> dict[tuple[str, str | None], tuple[int, int]]:
    found = clue_board.board(store, DAY, by).counts
    return {(place.name, place.category): (one.reported, one.handled) for place, one in found.items()}


def click(page: StrokesPage, row: int, column: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    table = page.sheet.strokes
    QTest.mouseClick(table.viewport(), button, pos=table.visualRect(table.board.index(row, column)).center())


def test_a_morning_is_struck_by_keyboard_alone(page: StrokesPage, store: Store, settle: Wait) -> None:
    press(page, *[Qt.Key.Key_Space] * 7, Qt.Key.Key_Backspace, "ww", "12", Qt.Key.Key_Right, "+", "/", "=")
    press(page, Qt.Key.Key_Left, "5", Qt.Key.Key_Return)
    settle()
    assert kept(store) == {("张三", "消防"): (6, 0), ("王伟", "消防"): (12, 5), ("王伟", "占道"): (1, 1)}
    assert page.total.text() == "11月23日　提报19　处置6"
    row = page.sheet.rows.rows_model.rows[2]
    assert [row.cell(number).text for number in range(3)] == ["王伟", "13", "6"]
    heading = page.sheet.strokes.board.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "消防\n提18 处5"


def test_a_click_strikes_and_the_other_button_takes_off(page: StrokesPage, store: Store, settle: Wait) -> None:
    for _ in range(3):
        click(page, 1, 1)
    click(page, 1, 1, Qt.MouseButton.RightButton)
    settle()
    assert kept(store) == {("李四", "占道"): (2, 0)}


def test_more_handled_than_reported_is_refused_in_a_sentence(page: StrokesPage, store: Store, settle: Wait) -> None:
    press(page, Qt.Key.Key_Space, "/", Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert page.line.text() == "处置数（2）不能多于提报数（1）。请先补提报数，或减少处置数。"
    press(page, "12", Qt.Key.Key_Down)
    assert "处置数（12）不能多于提报数（1）" in page.line.text()
    settle()
    assert kept(store) == {("张三", "消防"): (1, 1)}  # what stood before was typed has come back


def test_a_typed_number_may_be_given_up(page: StrokesPage, store: Store, settle: Wait) -> None:
    press(page, "7", Qt.Key.Key_Return, Qt.Key.Key_Up, "31", Qt.Key.Key_Escape)
    settle()
    assert kept(store) == {("张三", "消防"): (7, 0)}
    press(page, "29")
    settle()
    assert kept(store) == {("张三", "消防"): (29, 0)}  # though nothing but digits was pressed
    assert page.isVisible()


def test_undo_shows_on_the_board(page: StrokesPage, store: Store, settle: Wait) -> None:
    press(page, *[Qt.Key.Key_Space] * 3)
    settle()
    page.desk.undo()
    settle()
    assert page.sheet.strokes.board.day_total() == Counts()
    page.desk.redo()
    settle()
    assert page.sheet.strokes.board.day_total() == Counts(3)
    assert kept(store) == {("张三", "消防"): (3, 0)}


def test_another_day_is_a_key_away(page: StrokesPage, settle: Wait) -> None:
    press(page, Qt.Key.Key_Space, Qt.Key.Key_PageUp)
    settle()
    assert page.date.text() == "2026-11-22"
    assert page.sheet.strokes.board.day_total() == Counts()
    press(page, Qt.Key.Key_PageDown)
    settle()
    assert page.sheet.strokes.board.day_total() == Counts(1)


def test_a_row_is_added_and_an_earlier_day_goes_on(page: StrokesPage, store: Store, settle: Wait) -> None:
    clue_board.extend(store, date(2026, 11, 20), By.GRID, rows=("东街",))
    clue_strokes.strike(store, date(2026, 11, 20), Place(By.GRID, "西街", "车辆"), Part.REPORTED)
    page.by.set_value(By.GRID)
    page.by.chosen.emit(By.GRID)
    settle()
    assert page.earlier_button.text() == "沿用11月20日的行和类别"
    page.earlier_button.click()
    settle()
    assert [line.name for line in page.sheet.strokes.board.lines] == ["西街", "东街"]
    assert page.sheet.strokes.board.columns == ("消防", "占道", "车辆")
    assert page.earlier_button.isHidden()


def test_strokes_become_clues_and_the_list_shows_them(page: StrokesPage, store: Store, settle: Wait) -> None:
    press(page, "5", Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Up)
    settle()
    page.turn_button.click()
    dialog = page.findChild(TurningDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.number, "2")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    settle()
    assert kept(store) == {("张三", "消防"): (3, 0)}
    rows = lists.page(store, CLUES, columns=("reporter", "category", "text", "state")).rows
    assert [values for _, values in rows] == [("张三", "消防", None, "reported")] * 2
    screen = page.window().findChild(ClueScreen)
    assert screen is not None
    assert screen.page is screen.list
    assert screen.list.total == 2


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_the_board_is_finished_on_a_small_screen(page: StrokesPage, settle: Wait, size: TextSize) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    press(page, "29", Qt.Key.Key_Return, *[Qt.Key.Key_Space] * 7)
    window.set_text_size(size)
    window.resize(960, 600)
    settle()
    found = finish.faults(window)
    assert found == []


def test_the_board_is_copied_as_a_table(page: StrokesPage, settle: Wait) -> None:
    press(page, "6", Qt.Key.Key_Return)
    settle()
    page.copy_button.click()
    settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "志愿者\t消防\t占道\t提报合计\t处置合计"
    assert lines[1] == "张三\t6\t\t6\t0"
    assert lines[-1] == "合计\t6\t\t6\t0"
