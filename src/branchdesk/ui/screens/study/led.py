"""领学: how often each member led the reading in a year, in roster order; a list to look at, not a ranking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from branchdesk import clock
from branchdesk.services import Store
from branchdesk.services.meetings import study
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.study.pages import View
from branchdesk.ui.table import Cell, Column, Row

COLUMNS = (
    Column("name", "姓名", 5, sortable=False),
    Column("group", "党小组", 6, sortable=False),
    Column("times", "领学次数", 5, right=True, sortable=False),
    Column("last", "最近一次", 7, stretch=True, sortable=False),
)


class LedView(View):
    """The members; Enter opens somebody's card."""

    parts = frozenset({"agenda_item", "meeting", "member", "member_period"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, COLUMNS, "领学情况", "名册中还没有党员。")
        year = clock.today().year
        self.year = Segments(((str(year), "今年"), (str(year - 1), "去年")))
        self.year.set_value(str(year))
        note = theme.mark(QLabel("按名册顺序。记会议时，领学人先列领学少、间隔久的。"), role="small")
        self.fill_head(self.year, note)
        self.year.chosen.connect(self.again)
        self.table.opened.connect(self._open)

    def query(self) -> Callable[[Store], Any]:
        """Ask for a year."""
        year = int(self.year.value() or clock.today().year)
        return lambda store: study.led_in(store, year)

    def show_found(self, found: Any) -> None:  # noqa: ANN401 - as the view has it
        """Show everybody."""
        rows = [
            Row(one.id, (Cell(one.label, bold=True), one.group, str(one.times) if one.times else "—", one.last or "—"))
            for one in found
        ]
        self.table.set_rows(rows)
        self.rows_shown(len(rows))
        self.summary.setText(f"{len(found)}人，{sum(one.times > 0 for one in found)}人领学过。" if found else "")

    @Slot(str)
    def _open(self, member_id: str) -> None:
        self.wants.emit("members", {"target": member_id, "behind": "study"})
