"""The months of a year as a strip: how many birthdays each has, and how much of their five is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from branchdesk.ui import theme

WHOLE = 0  # the whole year stands before its months
PLACES = 13
KEY = Qt.Key


@dataclass(frozen=True, slots=True)
class Month:
    """What a place of the strip says: how many people, how many items are done of those asked for, any late."""

    people: int = 0
    done: int = 0
    asked: int = 0
    late: bool = False


class MonthStrip(QWidget):
    """Thirteen places side by side, the whole year first; `chosen` carries the month (0: the year) one goes to."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: tuple[Month, ...] = (Month(),) * PLACES
        self.month, self.today = WHOLE, WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Sequence[Month], today: int) -> None:
        """Show what there is in the year and its months; `today` is the month that today lies in, or 0."""
        self.months, self.today = tuple(months), today
        self._name()
        self.update()

    def go_to(self, month: int) -> None:
        """Show a month as the one looked at, without a word to anybody."""
        self.month = month
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines of text and a bar."""
        return QSize(theme.em(48), theme.em(3.9))

    def minimumSizeHint(self) -> QSize:
        """Need each month's name and number."""
        widest = QFontMetrics(theme.font(bold=True)).horizontalAdvance("12月") + theme.em(0.9)
        return QSize(widest * PLACES, self.sizeHint().height())

    def area(self, month: int) -> QRectF:
        """Give where a place is drawn."""
        step = self.width() / PLACES
        gap = theme.em(0.15)
        return QRectF(month * step, 0, step, self.height()).adjusted(gap, 1, -gap, -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the places."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month, shown in enumerate(self.months):
            self._draw(painter, self.area(month), month, shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.area(self.month), theme.em(0.4), theme.em(0.4))

    def _draw(self, painter: QPainter, area: QRectF, month: int, shown: Month) -> None:
        here = month == self.month
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT_SOFT if here else theme.PAGE))
        painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
        third = area.height() / 2.7
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(bold=here or month == self.today))
        painter.setPen(QColor(theme.ACCENT if here else theme.INK))
        top = QRectF(area.left(), area.top() + theme.em(0.15), area.width(), third)
        painter.drawText(top, centre, f"{month}月" if month else "全年")
        painter.setFont(theme.font(0.92))
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(top.translated(0, third), centre, f"{shown.people}人" if shown.people else "—")
        if shown.asked:
            self._bar(painter, area, shown)

    def _bar(self, painter: QPainter, area: QRectF, shown: Month) -> None:
        """Draw how much is done, in green over grey, or over red where something is late."""
        height = theme.em(0.28)
        whole = QRectF(area.left() + theme.em(0.7), area.bottom() - height * 2.1, area.width() - theme.em(1.4), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.BAR if shown.late else theme.LINE))
        painter.drawRoundedRect(whole, height / 2, height / 2)
        if shown.done:
            done = QRectF(
                whole.topLeft(), QPointF(whole.left() + whole.width() * shown.done / shown.asked, whole.bottom())
            )
            painter.setBrush(QColor(theme.GOOD))
            painter.drawRoundedRect(done, height / 2, height / 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what was clicked."""
        self._go(int(event.position().x() * PLACES // max(self.width(), 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with the arrows, Home and End."""
        steps = {KEY.Key_Left: self.month - 1, KEY.Key_Right: self.month + 1, KEY.Key_Home: 0, KEY.Key_End: PLACES - 1}
        step = steps.get(KEY(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def _go(self, month: int) -> None:
        month = min(max(month, 0), PLACES - 1)
        if month != self.month:
            self.go_to(month)
            self.chosen.emit(month)

    def _name(self) -> None:
        shown = self.months[self.month]
        done = f"，已办{shown.done}项，应办{shown.asked}项" if shown.asked else ""
        self.setAccessibleName(f"{f'{self.month}月' if self.month else '全年'}，{shown.people}人{done}")
