"""A date as people write it: it may be empty, known only to the month or year, and wrong text is never lost."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from branchdesk import places
from branchdesk.domain.dates import PartialDate, Precision, Unreadable, read_date
from branchdesk.ui import theme

UNREADABLE = "“{}”不是日期，可写 1998-07-01、1998.7、1998年7月 或 19980701。"
DAY_NEEDED = "这里要写到日，例如 2026-11-20。"


class DayPicker(QCalendarWidget):
    """A month to pick a day from, in the program's own colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        ink, quiet = QTextCharFormat(), QTextCharFormat()
        ink.setForeground(theme.colour(theme.Tone.INK))
        quiet.setForeground(theme.colour(theme.Tone.QUIET))
        self.setHeaderTextFormat(quiet)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, ink)
        for name, sign in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon())
                button.setText(sign)
        self.setMinimumSize(theme.em(21), theme.em(19))


class DateEdit(QLineEdit):
    """A line that holds a date. `edited` is sent when the date became another; `problem_changed` carries a sentence.

    Alt+Down opens a calendar, where a day is wanted.
    """

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, day_needed: bool = False) -> None:
        super().__init__(parent)
        self._day_needed = day_needed
        self._value: PartialDate | None = None
        self._problem = ""
        self.setPlaceholderText("年-月-日" if day_needed else "如 1998-07")
        self.setMinimumWidth(theme.em(9 if day_needed else 7.5))
        if day_needed:
            leaf = QIcon(str(places.resources() / "icons" / "calendar.png"))
            pick = self.addAction(leaf, QLineEdit.ActionPosition.TrailingPosition)
            pick.setToolTip("选日期（Alt+↓）")
            pick.triggered.connect(self.open_calendar)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def value(self) -> PartialDate | None:
        """Give the date, or None where there is none or the text is not one."""
        return self._value

    def day(self) -> date | None:
        """Give the date as a day, or None where it is not known to the day."""
        if self._value is None or self._value.precision is not Precision.DAY:
            return None
        return self._value.first_day()

    def set_value(self, value: PartialDate | date | None) -> None:
        """Show a date, without a word to anybody."""
        self._value = PartialDate.of(value) if isinstance(value, date) else value
        self.setText("" if self._value is None else str(self._value))
        self._tell("")

    def problem(self) -> str:
        """Say what is wrong with the text, or nothing."""
        return self._problem

    def check(self) -> bool:
        """Read what stands there and say whether it can be kept."""
        self._settle()
        return not self._problem

    @Slot()
    def open_calendar(self) -> None:
        """Offer a month to pick a day from, where there may be another."""
        if self.isReadOnly():
            return
        menu = QMenu(self)
        calendar = DayPicker(menu)
        if self._value:
            first = self._value.first_day()
            calendar.setSelectedDate(QDate(first.year, first.month, first.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._picked)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(self._picked)
        calendar.clicked.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the date out when one goes on."""
        super().focusOutEvent(event)
        self._settle()

    @Slot(QDate)
    def _picked(self, picked: QDate) -> None:
        self.setText(f"{picked.year():04}-{picked.month():02}-{picked.day():02}")
        self._settle()

    @Slot()
    def _typed(self) -> None:
        """Forgive while there is typing."""
        if self._problem:
            self._tell("")

    @Slot()
    def _settle(self) -> None:
        text = self.text().strip()
        before = self._value
        try:
            self._value = read_date(text).value if text else None
        except Unreadable:
            self._value = None
            self._tell(UNREADABLE.format(text))
        else:
            lacking = self._day_needed and self._value is not None and self._value.precision is not Precision.DAY
            if self._value is not None:
                self.setText(str(self._value))
            self._tell(DAY_NEEDED if lacking else "")
        if self._value != before:
            self.edited.emit()

    def _tell(self, problem: str) -> None:
        theme.mark(self, tone="bad" if problem else "")
        self.setToolTip(problem)
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
