"""Putting the items of an agenda into order by hand: a handle to drag an item by, and the line where it will stand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from branchdesk.ui import theme

DOTS = 3  # rows of two


class Handle(QWidget):
    """Six dots to take hold of. `dragged` carries where the mouse is on the screen, `dropped` that it was let go."""

    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("按住拖动，调整顺序（Alt+↑、Alt+↓）")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._held = False

    def sizeHint(self) -> QSize:
        """Ask for the room of the dots, and enough around them to be hit."""
        return QSize(theme.em(1.1), theme.em(1.6))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the item is taken."""
        if self._held:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._held:
            self._held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.QUIET))
        size, step = theme.em(0.11), theme.em(0.36)
        middle = QPointF(self.width() / 2, self.height() / 2)
        for row in range(DOTS):
            for side in (-1, 1):
                spot = QPointF(middle.x() + side * step / 2, middle.y() + (row - 1) * step)
                painter.drawEllipse(spot, size, size)


class DropLine(QFrame):
    """Shows between which items a dragged one will stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyleSheet(f"background: {theme.ACCENT};")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, x: int, y: int, width: int) -> None:
        """Come up at a place."""
        thick = max(2, theme.em(0.14))
        self.setGeometry(x, y - thick // 2, width, thick)
        self.raise_()
        self.show()


def place_for(y: int, middles: list[int]) -> int:
    """Say before which item something dropped at a height comes, by the middles of all that stand there."""
    return sum(y > middle for middle in middles)
