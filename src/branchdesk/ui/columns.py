"""Cards in two columns where there is room for two, else in one."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from branchdesk.ui import theme

ROOM = 68  # ems from which two columns stand side by side


class TwoColumns(QWidget):
    """A broad column of cards and a slim one; in one column each slim card follows the broad one beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, QWidget]] = []
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(1))
        row.addLayout(self._left, 3)
        row.addLayout(self._right, 2)
        for column in (self._left, self._right):
            column.setSpacing(theme.em(1))
            column.addStretch(1)
        self._row = row
        self._two: bool | None = None

    def add_row(self, broad: QWidget, slim: QWidget) -> None:
        """Put two cards at the end."""
        self._rows.append((broad, slim))
        self._arrange(two=bool(self._two))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one column and two."""
        super().resizeEvent(event)
        two = self.width() >= theme.em(ROOM)
        if two != self._two:
            self._arrange(two=two)

    def _arrange(self, *, two: bool) -> None:
        self._two = two
        # Not takeAt: an item that Python still holds keeps the next one from hearing of another size.
        for broad, slim in self._rows:
            self._left.removeWidget(broad)
            self._left.removeWidget(slim)
            self._right.removeWidget(slim)
        for broad, slim in self._rows:
            self._left.insertWidget(self._left.count() - 1, broad)
            column = self._right if two else self._left
            column.insertWidget(column.count() - 1, slim)
        self._row.setStretch(1, 2 if two else 0)
        self._row.setSpacing(theme.em(1) if two else 0)
