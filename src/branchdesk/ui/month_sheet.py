"""A month as a sheet of days, with what stands on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from branchdesk.services.duties.month import Day, DayItem, Month, Sort
from branchdesk.ui import theme
from branchdesk.words.schedule import WEEKDAYS

WEEK = 7
SMALL = 0.86
KEY = Qt.Key
STEPS = {KEY.Key_Left: -1, KEY.Key_Right: 1, KEY.Key_Up: -WEEK, KEY.Key_Down: WEEK}
GROUNDS = {
    Sort.HELD: ("#dcefdd", "#1d5a24"),
    Sort.PLANNED: ("#e3ecf7", "#24507f"),
    Sort.BIRTHDAY: ("#efeaf5", "#55407a"),
    Sort.DEADLINE: (theme.WARN_SOFT, theme.WARN),
}


class MonthSheet(QWidget):
    """Shows a month; `picked` carries the day one comes to, `opened` the day that is clicked or entered.

    `turned` asks for the month of a day that is not shown.
    """

    picked = Signal(object)
    opened = Signal(object)
    turned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month: Month | None = None
        self._today = date.min
        self.day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(self, month: Month, today: date, day: date) -> None:
        """Show another month, the keyboard on a day of it."""
        self._month, self._today, self.day = month, today, day
        self._name()
        self.updateGeometry()
        self.update()

    def shown(self) -> Day | None:
        """Give the day that the keyboard is on."""
        return next((one for one in self._days() if one.day == self.day), None)

    def sizeHint(self) -> QSize:
        """Ask for three lines a day."""
        return QSize(theme.em(50), self._head() + self._weeks() * theme.em(6.4))

    def minimumSizeHint(self) -> QSize:
        """Need a line a day."""
        return QSize(theme.em(4) * WEEK, self._head() + self._weeks() * theme.em(4.2))

    def area(self, place: int) -> QRectF:
        """Give where a day is drawn, by its place in the sheet."""
        width = self.width() / WEEK
        height = (self.height() - self._head()) / max(self._weeks(), 1)
        return QRectF((place % WEEK) * width, self._head() + (place // WEEK) * height, width, height)

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the month."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL))
        painter.setPen(QColor(theme.QUIET))
        for number, word in enumerate(WEEKDAYS):
            area = QRectF(number * self.width() / WEEK, 0, self.width() / WEEK, self._head())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"周{word}")
        for place, day in enumerate(self._days()):
            self._draw(painter, self.area(place), day)

    def _draw(self, painter: QPainter, area: QRectF, day: Day) -> None:
        outside = self._month is not None and day.day.month != self._month.first.month
        painter.fillRect(area, QColor(theme.PAGE if day.off or outside else theme.SURFACE))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        self._draw_number(painter, area, day, outside=outside)
        inner = area.adjusted(theme.em(0.3), theme.em(1.75), -theme.em(0.3), -theme.em(0.2))
        line, room = theme.em(1.45), int(inner.height() // theme.em(1.45))
        items = self._ordered(day)
        shown = items if len(items) <= room else items[: max(room - 1, 0)]
        painter.setFont(theme.font(SMALL))
        for number, item in enumerate(shown):
            chip = QRectF(inner.left(), inner.top() + number * line, inner.width(), line - theme.em(0.15))
            self._draw_item(painter, chip, item, faded=outside)
        if len(shown) < len(items):
            rest = QRectF(inner.left(), inner.top() + len(shown) * line, inner.width(), line)
            painter.setPen(QColor(theme.QUIET))
            text = f"还有{len(items) - len(shown)}项" if shown else f"{len(items)}项"
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if day.day == self.day:
            focused = self.hasFocus()
            painter.setPen(QPen(QColor(theme.ACCENT if focused else theme.QUIET), 1.8 if focused else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), theme.em(0.25), theme.em(0.25))

    def _draw_number(self, painter: QPainter, area: QRectF, day: Day, *, outside: bool) -> None:
        spot = QRectF(area.left() + theme.em(0.3), area.top() + theme.em(0.2), theme.em(1.5), theme.em(1.5))
        here = day.day == self._today
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(spot)
        painter.setFont(theme.font(SMALL, bold=here))
        painter.setPen(QColor(theme.SURFACE if here else theme.QUIET if outside or day.off else theme.INK))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(day.day.day))
        if day.name:
            rest = QRectF(
                spot.right() + theme.em(0.2), spot.top(), area.right() - spot.right() - theme.em(0.5), spot.height()
            )
            painter.setPen(QColor(theme.ACCENT if day.off else theme.WARN))
            text = painter.fontMetrics().elidedText(day.name, Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def _draw_item(self, painter: QPainter, area: QRectF, item: DayItem, *, faded: bool) -> None:
        ground, ink = (theme.BAD_SOFT, theme.BAD) if item.late else GROUNDS[item.sort]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.SUNKEN if faded else ground))
        painter.drawRoundedRect(area, theme.em(0.2), theme.em(0.2))
        painter.setPen(QColor(theme.QUIET if faded else ink))
        inner = area.adjusted(theme.em(0.3), 0, -theme.em(0.2), 0)
        text = painter.fontMetrics().elidedText(item.text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _ordered(self, day: Day) -> list[DayItem]:
        order = list(Sort)
        return sorted(day.items, key=lambda item: order.index(item.sort))

    # -- mouse and keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the day that was clicked."""
        if (day := self._under(event.position().toPoint())) is not None:
            self._go(day)
            self.opened.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about by days and weeks with the arrows, open with Enter."""
        if event.key() in STEPS:
            self._go(self.day + timedelta(days=STEPS[KEY(event.key())]))
        elif event.key() in {KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space}:
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it went."""
        super().focusOutEvent(event)
        self.update()

    def _go(self, day: date) -> None:
        if self._month is None:
            return
        if (day.year, day.month) != (self._month.first.year, self._month.first.month):
            self.turned.emit(day)
            return
        self.day = day
        self._name()
        self.update()
        self.picked.emit(day)

    def _name(self) -> None:
        day = self.shown()
        if day is not None:
            parts = [f"{day.day.month}月{day.day.day}日，周{WEEKDAYS[day.day.weekday()]}", day.name]
            self.setAccessibleName("，".join(part for part in (*parts, *(item.text for item in day.items)) if part))

    # -- where things are

    def _days(self) -> tuple[Day, ...]:
        return self._month.days if self._month else ()

    def _weeks(self) -> int:
        return len(self._days()) // WEEK

    def _head(self) -> int:
        return theme.em(1.9)

    def _under(self, point: QPoint) -> date | None:
        return next((day.day for place, day in self._placed() if self.area(place).contains(point)), None)

    def _placed(self) -> Iterator[tuple[int, Day]]:
        return iter(enumerate(self._days()))
