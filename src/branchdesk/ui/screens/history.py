"""操作记录: every step, who took it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branchdesk.services import Step, past
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Screen
from branchdesk.ui.table import Cell, Column, Mark, Row, Table

if TYPE_CHECKING:
    from branchdesk.services import Changes

SHOWN = 500
COLUMNS = (
    Column("at", "时间", 9),
    Column("operator", "操作人", 6),
    Column("title", "做了什么", 24, stretch=True),
    Column("state", "状态", 5),
)


class HistoryScreen(Screen):
    """The list of steps, newest first; what was taken back is faded."""

    title = "操作记录"
    subtitle = "每一步都记录在案，最近的一步可以撤销"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(COLUMNS)
        self.card().addWidget(self._table)
        self.setFocusProxy(self._table)

    def reload(self, _changes: Changes | None) -> None:
        """Ask for the steps."""
        self.desk.read(lambda store: past.steps(store, SHOWN), self._show)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self._table.set_rows([_row(step) for step in steps])


def _row(step: Step) -> Row:
    at = step.at[:16].replace("T", " ")
    state = Cell("已撤销", mark=Mark.PILL) if step.undone else ""
    return Row(step.id, (at, step.operator, step.title, state), faded=step.undone)
