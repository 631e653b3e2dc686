"""What the views of the study screen have in common: a table in a white card, asked for anew when something changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from branchdesk.services import Store
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.viewed_screen import ViewPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Column, Table


class View(ViewPage):
    """One view: fields above, a table, a word below."""

    def __init__(self, desk: Desk, columns: Sequence[Column], name: str, nothing: str) -> None:
        super().__init__()
        self.desk = desk
        self.table = Table(columns)
        self.table.setAccessibleName(name)
        self.nothing = theme.mark(QLabel(nothing), tone="quiet")
        self.nothing.setContentsMargins(theme.em(0.7), theme.em(1), theme.em(0.7), theme.em(1))
        self.summary = theme.mark(QLabel(""), role="small")
        self.summary.setWordWrap(True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        self.head.setSpacing(theme.em(0.7))
        card = Card()
        card.body.setContentsMargins(theme.em(0.4), theme.em(0.3), theme.em(0.4), theme.em(0.4))
        card.body.addLayout(self.head)
        self.middle = QHBoxLayout()
        self.middle.addWidget(self.table, 1)
        card.body.addLayout(self.middle, 1)
        card.body.addWidget(self.nothing)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        foot.addWidget(self.summary, 1)
        card.body.addLayout(foot)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)
        self.name("第一议题")
        self._turn = 0

    def ask(self) -> None:
        """Read what is shown; the newest question alone is answered."""
        if not self.desk.is_open:
            return
        self._turn += 1
        turn, query = self._turn, self.query()

        def shown(found: Any) -> None:  # noqa: ANN401 - whatever the view asks for
            if turn == self._turn:
                self.show_found(found)

        self.desk.read(query, shown, owner=self)

    def query(self) -> Callable[[Store], Any]:
        """Give what to ask of the store, of plain values alone."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:  # noqa: ANN401 - as above
        """Show what was found."""
        raise NotImplementedError

    @Slot()
    def again(self) -> None:
        """Ask with other fields."""
        self.ask()

    def fill_head(self, *widgets: QWidget) -> None:
        """Put fields above the table, the last at the right."""
        for widget in widgets[:-1]:
            self.head.addWidget(widget)
        self.head.addStretch(1)
        self.head.addWidget(widgets[-1])

    def rows_shown(self, number: int) -> None:
        """Say that there is nothing, where there is nothing."""
        self.nothing.setVisible(not number)
        self.table.setVisible(bool(number))
        if number and not self.table.key():
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
