"""One choice of a few, all in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from branchdesk.ui import theme

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Segments(QWidget):
    """Buttons side by side of which one is down; `chosen` carries the value of the one that was pressed."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        """Take (value, label) pairs; `may_be_empty` lets a second press lift the choice, which sends ""."""
        super().__init__(parent)
        self._may_be_empty = may_be_empty
        self._group = QButtonGroup(self)
        self._group.setExclusive(not may_be_empty)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other (value, label) pairs, none of them chosen."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        for number, (value, label) in enumerate(options):
            ends = (number == 0, number == len(options) - 1)
            place = {(True, True): "only", (True, False): "first", (False, True): "last"}.get(ends, "middle")
            button = theme.mark(QPushButton(label), role="segment", place=place)
            button.setCheckable(True)
            button.setAccessibleName(label)
            self._buttons[value] = button
            self._group.addButton(button)
            button.clicked.connect(self._pressed)
            button.installEventFilter(self)
            self._row.insertWidget(number, button)
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from button to button with the arrows where none need be down: Qt does so only where one must."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        step = ARROWS.get(Qt.Key(pressed)) if pressed and self._may_be_empty else None
        if step is None or not isinstance(watched, QPushButton):
            return super().eventFilter(watched, event)
        buttons = list(self._buttons.values())
        to = buttons.index(watched) + step
        if 0 <= to < len(buttons):
            buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def value(self) -> str | None:
        """Give the value that is chosen, or None."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose, without a word to anybody."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(not self._may_be_empty)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        for button in self._buttons.values():
            if self._may_be_empty and button is not pressed:
                button.setChecked(False)
        self.chosen.emit(self.value() or "")
