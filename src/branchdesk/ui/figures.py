"""Figures one sees at a glance: a big number with its name below it, which leads to what it counts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

LARGE, SMALL = 2.1, 0.92


class Figure(QAbstractButton):
    """A number with what it counts below it; a click or Enter asks for what it counts."""

    def __init__(self, number: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.name = number, name
        self.tone = Tone.INK
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_figure(number, name)

    def show_figure(self, number: str, name: str, tone: Tone = Tone.INK, tip: str = "") -> None:
        """Show another number; the tip says more than its name."""
        self.number, self.name, self.tone = number, name, tone
        self.setText(f"{name} {number}")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the number's line and its name's."""
        number = QFontMetrics(theme.font(LARGE, bold=True)).horizontalAdvance(self.number)
        name = QFontMetrics(theme.font(SMALL)).horizontalAdvance(self.name)
        return QSize(max(number, name) + 2 + 2 * theme.em(0.5), theme.em(2.6) + theme.em(1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number and its name, with a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, radius = self.rect().adjusted(1, 1, -1, -1), theme.em(0.4)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SUNKEN))
            painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, radius, radius)
        left = theme.em(0.5)
        room = self.width() - left
        painter.setFont(theme.font(LARGE, bold=True))
        painter.setPen(theme.colour(self.tone))
        painter.drawText(QRect(left, 0, room, theme.em(2.7)), Qt.AlignmentFlag.AlignVCenter, self.number)
        painter.setFont(theme.font(SMALL))
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(QRect(left, theme.em(2.5), room, theme.em(1.4)), Qt.AlignmentFlag.AlignVCenter, self.name)
