"""A number of heads or votes; empty is "not counted yet"."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from branchdesk.ui import theme

DIGITS = 4
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class CountField(QLineEdit):
    """A line that takes digits alone, of either width; the arrows count up and down."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9０-９]{{0,{DIGITS}}}"), self))
        self.setFixedWidth(theme.em(4.4))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._typed)

    def value(self) -> int | None:
        """Give the number, or None where there is none."""
        text = self.text().translate(_FULL_WIDTH)
        return int(text) if re.fullmatch(r"\d+", text) else None

    def set_value(self, value: int | None) -> None:
        """Show a number, without a word to anybody."""
        self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self.set_value(max(0, (self.value() or 0) + step))
        self.edited.emit()

    @Slot()
    def _typed(self) -> None:
        self.edited.emit()
