"""The clue desk: the clues as a ledger, and beside it the other ways of entering and counting them."""

from __future__ import annotations

from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.viewed_screen import LIST, ViewedScreen, ViewPage

NAMES = ((LIST, "线索"),)


class ClueScreen(ViewedScreen):
    """The ledger of clues, and the views beside it."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        views: dict[str, ViewPage] = {}
        super().__init__(desk, actions, views, NAMES, "志愿者线索的各页")
