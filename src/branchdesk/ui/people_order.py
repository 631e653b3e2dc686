"""In which order people stand, everywhere: chosen once for the branch."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from branchdesk.domain.roster import PeopleOrder
from branchdesk.services import Changes
from branchdesk.services.people import people
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screen import Card

TITLE = "人员排列"
ORDERS = (
    (PeopleOrder.ROSTER.value, "花名册顺序"),
    (PeopleOrder.STROKES.value, "姓氏笔画"),
    (PeopleOrder.PINYIN.value, "姓氏拼音"),
)
RULE = (
    "名册、会议人员和打印材料都按此排列；书记、副书记、委员始终在前。已定稿的会议记录不变。"
    "姓氏笔画：笔画少的在前，笔画相同按横、竖、撇、点、折；同姓的先单名后双名。"
)


class PeopleOrderCard(Card):
    """The choice, and what it means; another choice is shown by every screen at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(TITLE)
        self._desk = desk
        self.choice = Segments(ORDERS)
        self.choice.setAccessibleName(TITLE)
        self.choice.chosen.connect(self._choose)
        explanation = theme.mark(QLabel(RULE), tone="quiet")
        explanation.setWordWrap(True)
        self.body.addWidget(self.choice)
        self.body.addWidget(explanation)

    def ask(self) -> None:
        """Show what the branch has chosen."""
        self._desk.read(people.order, self._show)

    def _show(self, order: PeopleOrder) -> None:
        self.choice.set_value(order.value)

    @Slot(str)
    def _choose(self, value: str) -> None:
        self._desk.write(lambda store: people.set_order(store, PeopleOrder(value)), self._chosen)

    def _chosen(self, _nothing: None) -> None:
        self._desk.changed.emit(Changes(kinds=frozenset({"member"})))
