"""The line that finds somebody among the expected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from branchdesk.ui import theme


class FindField(QLineEdit):
    """Finds somebody among the expected. `taken` says that the one in front is meant, `stepped` moves that by one."""

    taken = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("找人：姓名或首字母，回车选定")
        self.setAccessibleName("找人")
        self.setMinimumWidth(theme.em(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, the arrows step, Esc clears."""
        keys = Qt.Key
        if event.key() in {keys.Key_Return, keys.Key_Enter}:
            self.taken.emit()
        elif event.key() in {keys.Key_Up, keys.Key_Down}:
            self.stepped.emit(-1 if event.key() == keys.Key_Up else 1)
        else:
            super().keyPressEvent(event)
