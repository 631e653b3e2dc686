"""提报的线索: what one volunteer reported, those entered last first, some at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues.volunteer_card import Reported
from branchdesk.ui import theme
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues.actions import TONES
from branchdesk.ui.screens.member.rows_section import RowsTable
from branchdesk.ui.table import Cell, Column, Mark, Row
from branchdesk.ui.theme import Tone

PAGE = 20
JOINTLY = "联名"
COLUMNS = (
    Column("number", "线索编号", 6, sortable=False),
    Column("reported_on", "提报日期", 6, sortable=False),
    Column("category", "类别", 4, sortable=False, most=10),
    Column("text", "内容", 8, stretch=True, sortable=False, most=30),
    Column("jointly", "", 2, sortable=False),
    Column("state", "状态", 4, sortable=False),
)


class ReportedCard(Card):
    """The list; `opened` carries a clue, `more_asked` from which place on the next ones are wanted."""

    opened = Signal(str)
    more_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("提报的线索")
        self._rows: list[Row] = []
        self.table = RowsTable(COLUMNS, headed=True)
        self.table.setAccessibleName("提报的线索")
        self.table.setToolTip("回车打开线索")
        self.more_button = theme.mark(QPushButton(""), role="link")
        self.nothing = theme.mark(QLabel("还没有这名志愿者提报的线索。"), tone="quiet")
        for widget in (self.table, self.nothing):
            self.body.addWidget(widget)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.opened.connect(self.opened)
        self.more_button.clicked.connect(lambda: self.more_asked.emit(len(self._rows)))

    @property
    def loaded(self) -> int:
        """Count the clues that are shown."""
        return len(self._rows)

    def show_clues(self, clues: Sequence[Reported], total: int, *, after: int = 0) -> None:
        """Show clues from the first on, or below those that are there."""
        self._rows = [*self._rows[:after], *map(_row, clues)]
        self.table.set_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        left = total - len(self._rows)
        self.more_button.setText(f"再显示 {min(left, PAGE)} 条（还有 {left} 条）")
        self.more_button.setVisible(left > 0)


def _row(one: Reported) -> Row:
    return Row(
        one.id,
        (
            one.number,
            one.reported_on or "",
            one.category or "",
            (one.text or "").replace("\n", " "),
            Cell(JOINTLY if one.jointly else "", Tone.QUIET),
            Cell(CLUES.field("state").shown(one.state), TONES[one.state], mark=Mark.DOT),
        ),
    )
