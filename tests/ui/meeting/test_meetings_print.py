"""Printing the list of meetings: what is shown of it, or the meetings that are chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.papers.list_papers import QUERY
from branchdesk.services.papers.papers import Order
from branchdesk.ui.papers.preview import PreviewDialog
from ui.meeting.test_meetings_list import enter, screen
from ui.typist import Typist

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def orders(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """Give what is ordered by every preview that comes up."""
    found: list[Order] = []

    def show(dialog: QDialog) -> int:
        assert isinstance(dialog, PreviewDialog)
        dialog.show()
        typist.wait_for(dialog.print_button.isEnabled)
        found.append(dialog._order)
        dialog.close()
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", show)
    return found


def printed(store: Store, order: Order) -> list[str]:
    """Give the kinds of the meetings that an order prints."""
    query = order.options[QUERY]
    assert isinstance(query, Query)
    return [str(kind) for _, (kind,) in lists.page(store, MEETINGS, query, ("kind",)).rows]


def test_ctrl_p_prints_what_the_list_shows(typist: Typist, peopled: Store, orders: list[Order]) -> None:
    enter(peopled)
    found = screen(typist)
    found.table.setFocus()
    typist.press(Qt.Key.Key_P, with_=CTRL)
    found.kinds.buttons["committee_meeting"].click()
    typist.settle()
    found.print_action.trigger()
    assert [order.about for order in orders] == ["meetings", "meetings"]
    assert printed(peopled, orders[0]) == ["members_meeting", "committee_meeting", "members_meeting"]
    assert printed(peopled, orders[1]) == ["committee_meeting"]


def test_chosen_meetings_are_printed_alone(typist: Typist, peopled: Store, orders: list[Order]) -> None:
    enter(peopled)
    found = screen(typist)
    found.table.setFocus()
    typist.press(Qt.Key.Key_Home, with_=CTRL)
    typist.press(Qt.Key.Key_Down, with_=Qt.KeyboardModifier.ShiftModifier)
    found._fill_more()
    assert (found.print_chosen_action.isVisible(), found.print_chosen_action.text()) == (True, "打印所选 2 次…")
    found.print_chosen_action.trigger()
    assert printed(peopled, orders[0]) == ["members_meeting", "committee_meeting"]


def test_nothing_is_printed_where_nothing_is_shown(typist: Typist, orders: list[Order]) -> None:
    found = screen(typist)
    typist.press(Qt.Key.Key_P, with_=CTRL)
    found._fill_more()
    assert not found.print_action.isEnabled()
    assert orders == []
