"""Printing a list as it is shown: its rows in their order, its columns; more of either is chosen beside the pages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk import clock
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.services.papers.list_papers import order_options
from branchdesk.services.papers.papers import Order
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.export_dialog import View
from branchdesk.ui.papers import preview


def order_of(ledger: Ledger, view: View) -> Order:
    """Order what a list shows, or of that the rows that are chosen, where some are."""
    query = replace(view.query, ids=view.chosen) if view.chosen else view.query
    options = order_options(ledger, query, view.columns)
    if ledger.key == MEMBERS.key:
        return Order("roster", "", {**options, "whole": True})
    return Order("list", ledger.key, options)


def show(desk: Desk, window: QWidget, ledger: Ledger, view: View) -> None:
    """Show a list as it will be printed."""
    preview.show(desk, window, order_of(ledger, view), f"{ledger.label}-{clock.today():%Y%m%d}")
