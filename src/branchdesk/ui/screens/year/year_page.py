"""The year's sheet with what each cell stands for beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk import clock
from branchdesk.domain.duties.board import Look
from branchdesk.services.duties.year import Year
from branchdesk.ui import theme
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.duties import Way
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.screens.year.panel import NOT_OWED, DutyPanel
from branchdesk.ui.year_sheet import GROUNDS, WORDS, YearSheet
from branchdesk.words import year as say

LEGEND = (Look.DONE, Look.DUE, Look.PLANNED, Look.LATE, Look.EXEMPT, Look.BEFORE_START)


class YearPage(Page):
    """Shows a year; what is done about a duty goes out through its panel."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Year | None = None
        self.sheet = YearSheet()
        self.sheet.opened.connect(self._open)
        self.sheet.moved.connect(self._show)
        self.panel = DutyPanel()
        card = Card("组织生活一览", "方向键移动，回车去办")
        card.body.addWidget(self.sheet)
        card.body.addWidget(legend())
        card.body.addStretch(1)
        self.nothing = theme.mark(QLabel("这一年没有按周期要求的事。"), tone="quiet")
        card.body.addWidget(self.nothing)
        columns = TwoColumns()
        columns.add_row(card, self.panel)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.setFocusProxy(self.sheet)

    def show_year(self, seen: Year) -> None:
        """Show another year, or the same anew."""
        today = clock.today()
        if self._seen is None:
            self.sheet.go_to(0, today.month)
        self._seen = seen
        self.sheet.set_rows(seen.rows, today.month if seen.year == today.year else 0)
        self.nothing.setVisible(not seen.rows)
        if at := self.sheet.place():
            self._show(*at)

    def go_to(self, rule: str, month: int) -> None:
        """Put the keyboard to the cell of a rule that covers a month, and show what it is."""
        rows = [row.key for row in self._seen.rows] if self._seen else []
        if rule in rows:
            self.sheet.go_to(rows.index(rule), month)
            self._show(*(self.sheet.place() or (0, 0)))

    @Slot(int, int)
    def _show(self, row: int, place: int) -> None:
        if self._seen is None:
            return
        shown = self._seen.rows[row]
        cell = shown.cells[place]
        months = say.months(cell.first, cell.last)
        told = say.number_of(shown.label, cell.text) if cell.text and not cell.duties else NOT_OWED
        month = f"{self._seen.year}-{cell.first:02}"
        held = (Way("看当月会议", "meetings", {"target": None, "month": month}),) if cell.text else ()
        self.panel.show_duties(f"{self._seen.year}年{months} {shown.label}", cell.duties, told, held)

    @Slot(int, int)
    def _open(self, row: int, place: int) -> None:
        """Show a cell, and put the keyboard to what can be done about it."""
        self._show(row, place)
        if button := self.panel.first_button():
            button.setFocus()


def legend() -> QWidget:
    """Say what the colours mean."""
    labels = []
    for look in LEGEND:
        ground, ink = GROUNDS[look]
        label = QLabel(WORDS[look])
        label.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: 3px; padding: 1px 8px;")
        labels.append(label)
    return FlowRow(labels, gap=0.6)
