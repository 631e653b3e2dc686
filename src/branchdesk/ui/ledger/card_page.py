"""What the cards of people and clues have in common: a head, two columns of cards, the record's past, and writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.services import Changes, Store
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.erasing import ErasingDialog
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.page import RecordPage
from branchdesk.ui.ledger.record_history import RecordHistory
from branchdesk.ui.screen import Card, Page

BESIDE = 62  # ems from which there are two columns


class CardPage(RecordPage):
    """A record's card on one page that scrolls; `refused` carries the sentence of what could not be done."""

    refused = Signal(str)

    def __init__(self, desk: Desk, most_past: int) -> None:
        """Show at most so many rows of the record's past at once."""
        super().__init__()
        self.desk = desk
        self.history = RecordHistory(desk, most=most_past)
        self.past = Card("修改历史", "按 Enter 看那一步的全部内容")
        self.past.body.addWidget(self.history)
        self.page = Page()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)

    def set_out(self, head: QWidget, *columns: tuple[Sequence[QWidget], int]) -> None:
        """Put the head above, the columns with their shares of the width below it, the past at the foot."""
        self._both.setSpacing(theme.em(1))
        for cards, share in columns:
            column = QVBoxLayout()
            column.setSpacing(theme.em(1))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._both.addLayout(column, share)
        self.page.body.setContentsMargins(0, 0, 0, 0)
        self.page.body.addWidget(head)
        self.page.body.addLayout(self._both)
        self.page.body.addWidget(self.past)
        self.page.body.addStretch(1)
        self.body.addWidget(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or one below the other."""
        super().resizeEvent(event)
        beside = self.width() >= theme.em(BESIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def open_dialog(self, dialog: FieldsDialog, values: Mapping[str, object]) -> None:
        """Ask with a dialog that begins with some values, and tell what it wrote."""
        dialog.saved.connect(self.written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin(values)

    def write(self, verb: Callable[[Store], Changes]) -> None:
        """Do something, and tell what was done or why not."""
        self.desk.write(verb, self.written, failed=self.not_written)

    def ask_to_erase(self, kind: str, record: str) -> None:
        """Ask whether the record's data goes for good; `kind` is its ledger's key."""
        dialog = ErasingDialog(self, self.desk, kind, record)
        dialog.refused.connect(self.refused)
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask()

    @Slot(object)
    def written(self, changes: Changes) -> None:
        """Tell what was done, with the way to take it back."""
        if changes:
            self.told.emit(f"已办：{changes.title}。", changes.title)

    def not_written(self, error: Exception) -> None:
        """Tell why something was refused."""
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)
