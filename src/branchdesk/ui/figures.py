"""Figures one sees at a glance: a big number with its name, bars by group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme

SMALL = 0.92


class Figure(QWidget):
    """A number with what it counts below it."""

    def __init__(self, number: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = theme.mark(QLabel(number), role="figure")
        self.name = theme.mark(QLabel(name), role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.name)

    def show_figure(self, number: str, name: str) -> None:
        """Show another number."""
        self.number.setText(number)
        self.name.setText(name)


class Bars(QWidget):
    """One bar a group, the longest as long as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_groups(self, groups: Sequence[tuple[str, int]]) -> None:
        """Show other groups, in this order."""
        self._groups = list(groups)
        self.setAccessibleName("，".join(f"{name}{number}" for name, number in self._groups))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line a group."""
        return QSize(theme.em(18), theme.em(1.85) * len(self._groups))

    def minimumSizeHint(self) -> QSize:
        """Need the names and a stub of a bar."""
        return QSize(self._names() + theme.em(6), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, bars and numbers."""
        if not self._groups:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(SMALL))
        most = max(number for _, number in self._groups) or 1
        names, numbers = self._names(), theme.em(3)
        room = self.width() - names - numbers
        height = theme.em(1.85)
        for line, (name, number) in enumerate(self._groups):
            area = QRectF(0, line * height, self.width(), height)
            painter.setPen(QColor(theme.INK))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            bar = QRectF(names, area.center().y() - theme.em(0.45), room * number / most, theme.em(0.9))
            painter.fillRect(bar, QColor(theme.BAR))
            painter.setPen(QColor(theme.QUIET))
            after = QRectF(bar.right() + theme.em(0.6), area.top(), numbers, height)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(number))

    def _names(self) -> int:
        metrics = QFontMetrics(theme.font(SMALL))
        return max((metrics.horizontalAdvance(name) for name, _ in self._groups), default=0) + theme.em(1)
