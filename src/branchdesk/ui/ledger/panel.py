"""A small panel over a list: it comes up below the button that asked for it, and Esc puts it away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme


class Panel(QDialog):
    """A heading, a column to fill, and buttons below; a window of its own, so that input methods work in it."""

    def __init__(self, parent: QWidget, heading: str, *, width: float = 24) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setWindowTitle(heading)
        self._width = width
        self.heading = theme.mark(QLabel(heading), role="heading")
        frame = theme.mark(QFrame(), role="palette")
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(theme.em(1), theme.em(0.8), theme.em(1), theme.em(0.9))
        whole.setSpacing(theme.em(0.6))
        whole.addWidget(self.heading)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.em(0.5))
        whole.addLayout(self.column, 1)
        self.problem = theme.mark(QLabel(""), tone="bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        whole.addWidget(self.problem)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.em(0.6))
        self.foot.addStretch(1)
        whole.addLayout(self.foot)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)

    def add_button(self, text: str, *, role: str = "", first: bool = False) -> QPushButton:
        """Put a button at the foot: from the right, or at the left where it is the `first`."""
        button = theme.mark(QPushButton(text), role=role)
        button.setAutoDefault(role == "primary")
        button.setDefault(role == "primary")
        if first:
            self.foot.insertWidget(0, button)
        else:
            self.foot.addWidget(button)
        return button

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, or nothing any more."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.fit()

    def fit(self) -> None:
        """Take the height that the contents need."""
        self.setFixedWidth(min(theme.em(self._width), self._room().width() - theme.em(2)))
        self.adjustSize()

    def show_below(self, anchor: QWidget) -> None:
        """Come up below a widget, inside the window."""
        self.fit()
        room = self._room()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + theme.em(0.3)))
        top = room.mapToGlobal(QPoint(0, 0))
        left = min(place.x(), top.x() + room.width() - self.width() - theme.em(0.6))
        down = min(place.y(), top.y() + room.height() - self.height() - theme.em(0.6))
        self.move(max(left, top.x() + theme.em(0.6)), max(down, top.y() + theme.em(0.6)))
        self.open()

    def _room(self) -> QWidget:
        parent = self.parentWidget()
        return parent.window() if parent else self
