"""A time of day as people type it, and a day with a time."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from branchdesk.domain.dates import PartialDate
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit

UNREADABLE = "“{}”不是时间，可写 14:30 或 1430。"
NEEDS_DAY = "有时间，还缺日期。"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９：．。", "0123456789:..")
_TIME = re.compile(r"(上午|下午|晚上|早上|晚)?(\d{1,2})(?:[:.点时](半|\d{1,2})?分?)?")
_COMPACT = re.compile(r"(上午|下午|晚上|早上|晚)?(\d{1,2})(\d{2})")
_NOON = 12


def read_time(text: str) -> time:
    """Read 14:30, 1430, 14：30, 14点半, 下午2:30 or 9; ValueError for anything else and for hours no clock has."""
    plain = re.sub(r"\s", "", text.translate(_FULL_WIDTH))
    match = _TIME.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if not match:
        raise ValueError(text)
    part, hour, minute = match.group(1), int(match.group(2)), match.group(3) or "0"
    if part in {"下午", "晚上", "晚"} and hour < _NOON:
        hour += _NOON
    return time(hour, 30 if minute == "半" else int(minute))


class TimeEdit(QLineEdit):
    """A line that holds a time of day, or none."""

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: time | None = None
        self._problem = ""
        self.setPlaceholderText("时:分")
        self.setMinimumWidth(theme.em(4.5))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def value(self) -> time | None:
        """Give the time, or None where there is none or the text is not one."""
        return self._value

    def set_value(self, value: time | None) -> None:
        """Show a time, without a word to anybody."""
        self._value = value
        self.setText("" if value is None else value.strftime("%H:%M"))
        self._tell("")

    def problem(self) -> str:
        """Say what is wrong with the text, or nothing."""
        return self._problem

    def check(self) -> bool:
        """Read what stands there and say whether it can be kept."""
        self._settle()
        return not self._problem

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the time out when one goes on."""
        super().focusOutEvent(event)
        self._settle()

    @Slot()
    def _typed(self) -> None:
        if self._problem:
            self._tell("")

    @Slot()
    def _settle(self) -> None:
        text = self.text().strip()
        before = self._value
        try:
            self._value = read_time(text) if text else None
        except ValueError:
            self._value = None
            self._tell(UNREADABLE.format(text))
        else:
            if self._value is not None:
                self.setText(self._value.strftime("%H:%M"))
            self._tell("")
        if self._value != before:
            self.edited.emit()

    def _tell(self, problem: str) -> None:
        theme.mark(self, tone="bad" if problem else "")
        self.setToolTip(problem)
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)


class MomentField(QWidget):
    """A day and a time side by side; `edited` is sent when either became another."""

    edited = Signal()
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.date = DateEdit(day_needed=True)
        self.time = TimeEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.4))
        row.addWidget(self.date, 3)
        row.addWidget(self.time, 2)
        self.setFocusProxy(self.date)
        for edit in (self.date, self.time):
            edit.edited.connect(self.edited)
            edit.problem_changed.connect(self._tell)

    def value(self) -> datetime | None:
        """Give the moment; without a time it is midnight, without a day there is none."""
        day = self.date.day()
        return None if day is None else datetime.combine(day, self.time.value() or time())

    def set_value(self, value: datetime | None) -> None:
        """Show a moment, without a word to anybody; midnight shows no time."""
        self.date.set_value(None if value is None else PartialDate.of(value.date()))
        self.time.set_value(None if value is None or value.time() == time() else value.time())

    def problem(self) -> str:
        """Say what is wrong, or nothing."""
        if self.time.value() is not None and not self.date.text().strip():
            return NEEDS_DAY
        return self.date.problem() or self.time.problem()

    def check(self) -> bool:
        """Read what stands there and say whether it can be kept."""
        self.date.check()
        self.time.check()
        return not self.problem()

    @Slot()
    def _tell(self) -> None:
        self.problem_changed.emit(self.problem())
