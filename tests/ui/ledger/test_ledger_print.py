"""Printing a list from its screen: the rows and columns that are shown, those chosen alone, and by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query, Sort
from branchdesk.services.papers.list_papers import QUERY
from branchdesk.services.papers.papers import Order
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.papers.preview import PreviewDialog
from ui.ledger.room import Go, Wait, type_into

pytestmark = pytest.mark.usefixtures("samples")
Looked = Callable[[Callable[[], object]], tuple[str, str, dict[str, object]]]


@pytest.fixture
def looked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Looked:
    """Give what brings a preview up and says its title, how many pages it has and how the paper is varied."""

    def look(act: Callable[[], object]) -> tuple[str, str, dict[str, object]]:
        seen: list[tuple[str, str, dict[str, object]]] = []

        def show(dialog: QDialog) -> int:
            assert isinstance(dialog, PreviewDialog)
            dialog.show()
            qtbot.waitUntil(dialog.print_button.isEnabled)
            seen.append((dialog.windowTitle(), dialog.count.text(), dialog.options.values()))
            dialog.close()
            return 0

        monkeypatch.setattr(PreviewDialog, "exec", show)
        act()
        qtbot.waitUntil(lambda: bool(seen))  # a button that is called by its key takes a moment to come up again
        (one,) = seen
        return one

    return look


def choose_rows(screen: LedgerScreen, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    table = screen.list.table
    for row in rows:
        table.selectionModel().select(table.rows_model.index(row, 0), flags.Select | flags.Rows)


def test_ctrl_p_shows_the_list_with_the_columns_of_the_screen(go: Go, looked: Looked) -> None:
    screen = go("clues")
    screen.list.table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    title, pages, options = looked(lambda: QTest.keyClick(screen.list.table, Qt.Key.Key_P, control))
    assert title == "预览：台账清单"
    assert pages.startswith("共")
    assert sorted(options["columns"]) == sorted(screen.list.columns())  # type: ignore[call-overload]  # a tuple of keys


def test_the_roster_is_printed_as_a_roster_with_everybody_who_is_shown(go: Go, settle: Wait, looked: Looked) -> None:
    screen = go("members")
    type_into(screen.list.filters.search, "第一党小组")
    QTest.qWait(200)
    settle()
    title, _, options = looked(screen.list.print_button.click)
    assert title == "预览：党员花名册"
    assert options["whole"] is True
    assert "roster_order" not in options["columns"]  # type: ignore[operator]  # a tuple of keys


@pytest.mark.parametrize("chosen", [(), (3, 1)])
def test_what_is_ordered_is_what_is_shown_or_chosen(
    samples: Store, go: Go, settle: Wait, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chosen: tuple[int, ...]
) -> None:
    screen = go("volunteers")
    screen.list.sort_by((Sort("team", descending=True),))
    settle()
    keys = [row.key for row in screen.list.table.rows_model.rows]
    orders: list[Order] = []

    def show(dialog: QDialog) -> int:
        assert isinstance(dialog, PreviewDialog)
        dialog.show()
        qtbot.waitUntil(dialog.print_button.isEnabled)
        orders.append(dialog._order)
        dialog.close()
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", show)
    choose_rows(screen, *chosen)
    (screen.list.chosen.bar.print_button if chosen else screen.list.print_button).click()
    query = orders[0].options[QUERY]
    assert isinstance(query, Query)
    found = [key for key, _ in lists.page(samples, screen.verbs.ledger, query, ()).rows]
    assert found == ([keys[1], keys[3]] if chosen else keys)


def test_the_chosen_clues_are_printed_as_forms_in_one_file(go: Go, looked: Looked) -> None:
    screen = go("clues")
    bar = screen.list.chosen.bar
    assert not bar.papers_button.isVisible()
    choose_rows(screen, 2, 0)
    assert bar.papers_button.isVisible()
    menu = bar.papers_button.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["线索登记表…", "线索移送单…", "线索反馈单…"]
    title, pages, _ = looked(menu.actions()[0].trigger)
    assert title == "预览：线索登记表"
    assert pages.startswith("共")


def test_a_ledger_without_papers_of_its_records_offers_none(go: Go) -> None:
    screen = go("members")
    choose_rows(screen, 0)
    assert not screen.list.chosen.bar.papers_button.isVisible()


def test_an_empty_list_is_not_printed(go: Go, settle: Wait) -> None:
    screen = go("clues")
    type_into(screen.list.filters.search, "没有这样的线索")
    QTest.qWait(200)
    settle()
    assert not screen.list.print_button.isEnabled()
    assert screen.list.print_button.shortcut().toString() == "Ctrl+P"
