"""Figures in one line above a list; each leads to the records it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine

LARGE = 1.5


class FigureButton(QAbstractButton):
    """A name and its number; a click or Enter shows what it counts."""

    def __init__(self, facts: FigureFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.setText(f"{facts.name} {facts.text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        name, number = self._widths()
        return QSize(name + number + theme.em(1.7), theme.em(2.3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name small and the number large, on one base line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        radius = theme.em(0.4)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SUNKEN))
            painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, radius, radius)
        name, number = self._widths()
        left = theme.em(0.6)
        base = QFontMetrics(theme.font(LARGE, bold=True))
        line = (self.height() + base.capHeight()) // 2
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(left, line, self.facts.name)
        painter.setFont(theme.font(LARGE, bold=True))
        painter.setPen(theme.colour(self.facts.tone))
        painter.drawText(
            QRect(left + name + theme.em(0.5), line - base.ascent(), number, base.height()), self.facts.text
        )

    def _widths(self) -> tuple[int, int]:
        name = QFontMetrics(theme.font()).horizontalAdvance(self.facts.name)
        number = QFontMetrics(theme.font(LARGE, bold=True)).horizontalAdvance(self.facts.text)
        return name, number + 2


class FigureRow(QWidget):
    """The figures side by side with their definition below; `chosen` carries the figure that was clicked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[FigureButton] = []
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = Flow(holder, gap=0.5)
        self.definition = theme.mark(QLabel(""), role="small")
        self.definition.setWordWrap(True)
        self.definition.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.1))
        column.addWidget(holder)
        column.addWidget(self.definition)

    def show_line(self, line: FigureLine) -> None:
        """Show other figures."""
        self._fill(line.figures)
        self.definition.setText(line.definition)

    def _fill(self, figures: Sequence[FigureFacts]) -> None:
        had = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [FigureButton(facts, self) for facts in figures]
        for button in self.buttons:
            button.clicked.connect(self._choose)
            self._flow.addWidget(button)
            button.show()
        if had is not None and had < len(self.buttons):
            self.buttons[had].setFocus()

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, FigureButton):
            self.chosen.emit(sender.facts)
