"""A month: its sheet of days, and beside it the day that is chosen, with a way to each thing and to a new plan."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.services.duties.month import DayItem, Month, Sort
from branchdesk.ui import theme
from branchdesk.ui.duties import FIVE_ONES, Way, ways
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.month_sheet import MonthSheet
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone
from branchdesk.words import schedule as say

DOTS = {Sort.HELD: Tone.GOOD, Sort.PLANNED: Tone.QUIET, Sort.BIRTHDAY: Tone.INK, Sort.DEADLINE: Tone.WARN}
WORDS = {Sort.HELD: "已召开", Sort.PLANNED: "已计划", Sort.BIRTHDAY: "", Sort.DEADLINE: "到期"}
WIDE, SLIM = 7, 3


class MonthPage(QWidget):
    """Shows a month; `way` carries where to go, `plan` a day or a duty to plan for, `record` a day of a meeting held.

    `turned` asks for the month of a day.
    """

    way = Signal(object)
    plan = Signal(object)
    record = Signal(object)
    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._month: Month | None = None
        self._items: tuple[DayItem, ...] = ()
        self.sheet = MonthSheet()
        self.sheet.picked.connect(self._show)
        self.sheet.opened.connect(self._open)
        self.sheet.turned.connect(self.turned)
        self.entries = Entries()
        self.entries.chosen.connect(self._choose)
        self.nothing = theme.mark(QLabel("这一天没有安排。"), tone="quiet")
        self.undated = theme.mark(QLabel(""), role="small")
        self.undated.setWordWrap(True)
        self.plan_button = theme.mark(QPushButton("计划会议…"), role="primary")
        self.plan_button.clicked.connect(lambda: self.plan.emit(self.sheet.day))
        self.record_button = QPushButton("记会议")
        self.record_button.clicked.connect(lambda: self.record.emit(self.sheet.day))
        calendar = Card()
        calendar.body.setContentsMargins(theme.em(0.7), theme.em(0.5), theme.em(0.7), theme.em(0.7))
        calendar.body.addWidget(self.sheet, 1)
        self.card = Card("　")
        for widget in (self.entries, self.nothing):
            self.card.body.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(0.7))
        for button in (self.plan_button, self.record_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.card.body.addLayout(buttons)
        self.card.body.addWidget(self.undated)
        self.card.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        row.setSpacing(theme.em(1))
        row.addWidget(calendar, WIDE)
        row.addWidget(self.card, SLIM)
        self.setFocusProxy(self.sheet)

    def show_month(self, month: Month, day: date) -> None:
        """Show another month, or the same anew, a day of it chosen."""
        self._month = month
        self.sheet.show_month(month, clock.today(), day)
        names = "、".join(item.text for item in month.undated)
        self.undated.setText(f"只知月份：{names}" if names else "")
        self._show(day)

    @Slot(object)
    def _show(self, day: date) -> None:
        shown = self.sheet.shown()
        if shown is None:
            return
        name = f"　{shown.name}" if shown.name else ""
        self.card.heading.setText(f"{day.month}月{day.day}日 星期{say.WEEKDAYS[day.weekday()]}{name}")
        order = list(Sort)
        self._items = tuple(sorted(shown.items, key=lambda item: order.index(item.sort)))
        self.entries.set_entries([_entry(item) for item in self._items])
        self.nothing.setVisible(not self._items)
        self.plan_button.setVisible(day >= clock.today())
        self.record_button.setVisible(day <= clock.today())

    @Slot(object)
    def _open(self, _day: date) -> None:
        """Put the keyboard to what stands on the day, else to what can be done on it."""
        lines = self.entries.lines()
        first = lines[0] if lines else self.plan_button if self.plan_button.isVisible() else self.record_button
        first.setFocus()

    @Slot(int)
    def _choose(self, number: int) -> None:
        item = self._items[number]
        if item.sort is Sort.DEADLINE:
            for found in ways(item.duties, clock.today())[:1]:
                if "plan" in found.target:
                    self.plan.emit(item.duties[0])
                else:
                    self.way.emit(found)
        elif item.sort is Sort.BIRTHDAY:
            day = self.sheet.day
            self.way.emit(Way("", FIVE_ONES, {"year": day.year, "month": day.month, "member": item.id}))
        else:
            self.way.emit(Way("", "meeting", {"target": item.id}))


def _entry(item: DayItem) -> Entry:
    tone = Tone.BAD if item.late else DOTS[item.sort]
    return Entry(item.text, item.more or WORDS[item.sort], "", Tone.QUIET, tone)
