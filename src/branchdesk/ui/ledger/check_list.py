"""A list whose lines are ticked: Space ticks, the arrows move, letters find."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from branchdesk.ui import theme

VALUE = Qt.ItemDataRole.UserRole
SHOWN = 9  # lines in sight before the list scrolls


class CheckList(QListWidget):
    """Lines of (value, text), some of them ticked; `itemChanged` tells of a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="ticks")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_lines(self, lines: Iterable[tuple[Any, str]], ticked: Iterable[Any]) -> None:
        """Show other lines, without a word to anybody."""
        wanted = list(ticked)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.clear()
        for value, text in lines:
            item = QListWidgetItem(text)
            item.setData(VALUE, (value,))  # wrapped: None and a missing value are two things
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in wanted else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own form
        if self.count():
            self.setCurrentRow(0)
        self.setFixedHeight(theme.em(2.1) * min(max(self.count(), 3), SHOWN) + theme.em(0.5))

    def values(self) -> list[Any]:
        """Give the values of all lines, from the top."""
        return [self.item(row).data(VALUE)[0] for row in range(self.count())]

    def ticked(self) -> list[Any]:
        """Give the values of the ticked lines, from the top."""
        items = (self.item(row) for row in range(self.count()))
        return [item.data(VALUE)[0] for item in items if item.checkState() is Qt.CheckState.Checked]

    def tick(self, value: object, *, on: bool = True) -> None:
        """Tick the line of a value, or take its tick away."""
        place = self.values().index(value)
        self.item(place).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
