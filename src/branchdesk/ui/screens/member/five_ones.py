"""五个一 on the card: each year's 政治生日, how much of its five is done, and what is still open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot

from branchdesk import clock
from branchdesk.domain.five_ones import NOT_ASKED, ItemState
from branchdesk.services.people import five_ones
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member.rows_section import RowsTable
from branchdesk.ui.table import Cell, Column, Mark, Row
from branchdesk.ui.theme import Tone
from branchdesk.words import five_ones as say
from branchdesk.words.ceremonies import topic

COLUMNS = (
    Column("year", "年度", 3, sortable=False),
    Column("on", "政治生日", 5, sortable=False),
    Column("years", "周年", 3, sortable=False),
    Column("done", "已办", 3, sortable=False),
    Column("open", "未办", 6, stretch=True, sortable=False, most=24),
)


class FiveOnesCard(Card):
    """The years, newest first; `asked` carries the member, the year and the month that one wants to see."""

    asked = Signal(str, int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("政治生日 · 五个一")
        self._desk = desk
        self._member = ""
        self._years: dict[str, PersonYear] = {}
        self.table = RowsTable(COLUMNS, headed=True)
        self.table.setAccessibleName("政治生日和五个一")
        self.table.setToolTip("回车到那个月去填写")
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table)
        self.hide()

    def show_member(self, member_id: str) -> None:
        """Ask for somebody's years and show them; who has none shows no card."""
        self._member = member_id
        today = clock.today()
        self._desk.read(
            lambda store: five_ones.person(store, member_id, today), partial(self._show, member_id), owner=self
        )

    def _show(self, member_id: str, years: tuple[PersonYear, ...]) -> None:
        if member_id != self._member:
            return
        self._years = {str(one.year): one for one in years}
        self.table.set_rows([_row(one) for one in years])
        self.setVisible(bool(years))

    @Slot(str)
    def _open(self, key: str) -> None:
        one = self._years[key]
        self.asked.emit(one.member_id, one.year, one.month)


def _row(one: PersonYear) -> Row:
    waiting = [view for view in one.items if view.state is not ItemState.DONE and view.state not in NOT_ASKED]
    late = any(view.state is ItemState.LATE for view in waiting)
    tone = Tone.GOOD if not waiting else Tone.BAD if late else Tone.WARN
    lacking = "、".join(topic(view.item.name) for view in waiting)
    facts = (f"{one.year}", say.on_text(one.on), Cell(f"{one.years}周年", Tone.QUIET))
    done = Cell(f"{one.done}/{one.asked}" if one.asked else "—", tone, mark=Mark.PILL)
    return Row(str(one.year), (*facts, done, Cell(lacking, Tone.QUIET)))
