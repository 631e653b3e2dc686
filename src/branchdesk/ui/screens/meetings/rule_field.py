"""On which days: every so often, on a weekday, a date or a working day of the month."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.recurrence import (
    LAST,
    DayOfMonth,
    Monthly,
    MonthRule,
    WeekdayOfMonth,
    Weekly,
    WorkdayOfMonth,
)
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.words.schedule import WEEKDAYS

MONTHLY, QUARTERLY, WEEKLY, FORTNIGHTLY = "monthly", "quarterly", "weekly", "fortnightly"
OFTEN = {MONTHLY: "每月", QUARTERLY: "每季度", WEEKLY: "每周", FORTNIGHTLY: "每两周"}
TURNS = {1: "第一个月", 2: "第二个月", 3: "最后一个月"}
BY_WEEKDAY, BY_DATE, BY_WORKDAY = "weekday", "date", "workday"
WAYS = {BY_WEEKDAY: "按星期", BY_DATE: "按日期", BY_WORKDAY: "按工作日"}
WHICH = {1: "第一个", 2: "第二个", 3: "第三个", 4: "第四个", 5: "第五个", LAST: "最后一个"}
LAST_DATE = 31
NO_DATE = "请填 1 到 31 之间的日期。"


def _box(name: str, options: dict[str, str] | dict[int, str]) -> DropDown:
    box = DropDown()
    box.setAccessibleName(name)
    for value, label in options.items():
        box.addItem(label, value)
    return box


class RuleField(QWidget):
    """Lists that read as one sentence; `edited` is sent when the rule became another."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.often, self.turn = _box("频次", OFTEN), _box("季度中的哪个月", TURNS)
        self.way, self.which = _box("怎样定日子", WAYS), _box("第几个", WHICH)
        self.weekday = _box("星期几", {number: f"星期{word}" for number, word in enumerate(WEEKDAYS)})
        self.date = CountField()
        self.date.setAccessibleName("几日")
        self.date.set_value(5)
        self._date_unit, self._workday_unit = QLabel("日"), QLabel("工作日")
        self.weekday.setCurrentIndex(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        month = (self.way, self.which, self.weekday, self.date, self._date_unit, self._workday_unit)
        for widgets in ((self.often, self.turn), month):
            row = QHBoxLayout()
            row.setSpacing(theme.em(0.5))
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
        for box in (self.often, self.turn, self.way, self.which, self.weekday):
            box.currentIndexChanged.connect(self._changed)
        self.date.edited.connect(self.edited)
        self.setFocusProxy(self.often)
        self._show()

    def value(self) -> Weekly | Monthly | None:
        """Give the rule; None where the date of the month is none."""
        often = self.often.currentData()
        if often in {WEEKLY, FORTNIGHTLY}:
            return Weekly(self.weekday.currentData(), 1 if often == WEEKLY else 2)
        day = self._day()
        if day is None:
            return None
        return Monthly(day) if often == MONTHLY else Monthly(day, 3, self.turn.currentData())

    def _day(self) -> MonthRule | None:
        which, way = self.which.currentData(), self.way.currentData()
        if way == BY_WEEKDAY:
            return WeekdayOfMonth(which, self.weekday.currentData())
        if way == BY_WORKDAY:
            return WorkdayOfMonth(which)
        number = self.date.value() or 0
        return DayOfMonth(number) if 1 <= number <= LAST_DATE else None

    def problem(self) -> str:
        """Say what is wrong, or nothing."""
        return "" if self.value() is not None else NO_DATE

    @Slot()
    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        weeks = self.often.currentData() in {WEEKLY, FORTNIGHTLY}
        way = BY_WEEKDAY if weeks else self.way.currentData()
        self.turn.setVisible(self.often.currentData() == QUARTERLY)
        self.way.setVisible(not weeks)
        self.which.setVisible(not weeks and way != BY_DATE)
        self.weekday.setVisible(way == BY_WEEKDAY)
        for widget in (self.date, self._date_unit):
            widget.setVisible(way == BY_DATE)
        self._workday_unit.setVisible(way == BY_WORKDAY)
