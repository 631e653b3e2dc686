"""Figures one sees at a glance: a big number with its name, bars by group, a year of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme

MONTHS = 12
SMALL = 0.92
GROUNDS = {
    "": (theme.PAGE, theme.QUIET),
    "done": ("#dcefdd", "#1d5a24"),
    "often": ("#b9dfbc", "#17481c"),
    "part": (theme.BAD_SOFT, theme.BAD),
    "due": (theme.WARN_SOFT, theme.WARN),
}


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


@dataclass(frozen=True, slots=True)
class YearRow:
    """One kind over twelve months: what each month shows, and its state ("", done, often, part, due)."""

    label: str
    cells: tuple[str, ...]
    states: tuple[str, ...]


class YearGrid(QWidget):
    """Kinds down, months across; `opened` carries (row, month 1 to 12) of the place that was clicked or entered."""

    opened = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[YearRow] = []
        self._at = (0, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[YearRow]) -> None:
        """Show another year."""
        self._rows = list(rows)
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the months' heading and one line a kind."""
        return QSize(theme.em(42), theme.em(2.2) + theme.row_height() * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Need each month's name."""
        month = QFontMetrics(theme.font(SMALL)).horizontalAdvance("12月") + theme.em(0.4)
        return QSize(self._labels() + month * MONTHS, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the year."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = theme.em(2.2)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(SMALL))
        painter.setPen(QColor(theme.QUIET))
        for month in range(1, MONTHS + 1):
            painter.drawText(QRectF(self._left(month), 0, self._step(), head), centre, f"{month}月")
        for number, row in enumerate(self._rows):
            top = head + number * theme.row_height()
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.drawLine(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5))
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.INK))
            label = QRectF(theme.em(0.6), top, self._labels(), theme.row_height())
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.label)
            painter.setFont(theme.font(SMALL))
            for month in range(1, MONTHS + 1):
                ground, ink = GROUNDS[row.states[month - 1]]
                area = self._place(number, month)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(ground))
                painter.drawRoundedRect(area, theme.em(0.25), theme.em(0.25))
                painter.setPen(QColor(ink))
                painter.drawText(area, centre, row.cells[month - 1])
        if self.hasFocus() and self._rows:
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._place(*self._at), theme.em(0.25), theme.em(0.25))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        if place := self._under(event.position().toPoint()):
            self._at = place
            self.opened.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with the arrows, open with Enter."""
        row, month = self._at
        keys = Qt.Key
        moves = {keys.Key_Left: (0, -1), keys.Key_Right: (0, 1), keys.Key_Up: (-1, 0), keys.Key_Down: (1, 0)}
        if event.key() in moves:
            down, across = moves[Qt.Key(event.key())]
            self._at = (
                min(max(row + down, 0), max(len(self._rows) - 1, 0)),
                min(max(month + across, 1), MONTHS),
            )
            self._name()
            self.update()
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space} and self._rows:
            self.opened.emit(*self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def _name(self) -> None:
        row, month = self._at
        if row < len(self._rows):
            shown = self._rows[row].cells[month - 1] or "无"
            self.setAccessibleName(f"{self._rows[row].label}，{month}月，{shown}")

    def _labels(self) -> int:
        metrics = QFontMetrics(theme.font())
        return max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0) + theme.em(1.6)

    def _step(self) -> float:
        return (self.width() - self._labels()) / MONTHS

    def _left(self, month: int) -> float:
        return self._labels() + (month - 1) * self._step()

    def _place(self, row: int, month: int) -> QRectF:
        top = theme.em(2.2) + row * theme.row_height()
        gap = theme.em(0.22)
        return QRectF(self._left(month), top, self._step(), theme.row_height()).adjusted(gap, gap, -gap, -gap)

    def _under(self, point: QPoint) -> tuple[int, int] | None:
        row = int((point.y() - theme.em(2.2)) // theme.row_height())
        month = int((point.x() - self._labels()) // self._step()) + 1
        inside = point.y() >= theme.em(2.2) and row < len(self._rows) and 1 <= month <= MONTHS
        return (row, month) if inside else None
