"""What a line of old meetings is typed into: a day written short, and lists from which a digit chooses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.short_days import read_short_day
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.ledger.editors import DropDown


class ShortDay(DateEdit):
    """A day that may be written as its number in the month, or without its year; `near` says of which."""

    def __init__(self, near: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, day_needed=True)
        self.near = near
        self._remember()

    def set_value(self, value: PartialDate | date | None) -> None:
        """Show a day, and remember its month for the next."""
        super().set_value(value)
        self._remember()

    @Slot()
    def _settle(self) -> None:
        day = read_short_day(self.text(), self.near)
        if day is not None:
            self.setText(day.isoformat())
        super()._settle()
        self._remember()

    def _remember(self) -> None:
        self.near = self.day() or self.near
        self.setPlaceholderText(f"{self.near:%Y-%m} 可只写日")


class NumberedList(DropDown):
    """A list whose lines begin with a digit: typing it chooses the line. `edited` is sent when another was chosen."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.currentIndexChanged.connect(self._changed)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer (value, label) pairs, numbered from 1; what was chosen stays so where it is still there."""
        chosen = self.value()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        for number, (value, label) in enumerate(options, start=1):
            self.addItem(f"{number} {label}", value)
        self.setMaxVisibleItems(max(self.count(), 1))
        self.setCurrentIndex(max(self.findData(chosen), 0) if self.count() else -1)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def value(self) -> str | None:
        """Give the value that is chosen, or None."""
        found = self.currentData()
        return str(found) if found is not None else None

    def choose(self, value: str) -> None:
        """Choose a value."""
        self.setCurrentIndex(self.findData(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit at once: Qt's own search would take digits typed fast for one number."""
        text = event.text()
        if text.isascii() and text.isdigit() and 1 <= int(text) <= self.count():
            self.setCurrentIndex(int(text) - 1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()
