"""Charts of counted groups: bars in lines, columns side by side. Each group leads to what it counts.

What is done is drawn solid, what is not yet is an outline, what is known by its number alone is hatched: no colour is
needed to tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from branchdesk.ui import theme

SMALL = 0.92
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a chart: of `number`, `done` are drawn solid and `hatched` as known by their number alone.

    `told` says the group in words, for the tip and for who cannot see it; `above` begins a second line of names.
    """

    name: str
    number: int
    told: str
    done: int | None = None
    hatched: int = 0
    above: str = ""

    def parts(self) -> tuple[int, int, int]:
        """Give what is solid, hatched and an outline; together the number."""
        solid = self.number - self.hatched if self.done is None else self.done
        return solid, self.hatched, self.number - solid - self.hatched


class Chart(QWidget):
    """Groups that one walks through with the arrows; `chosen` carries the place of the one clicked or entered."""

    chosen = Signal(int)

    def __init__(self, called: str = "", parent: QWidget | None = None) -> None:
        """Take what the chart is called, for who cannot see it."""
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()
        self.at = 0
        self._called = called
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups, in this order; the keyboard stays where it is as far as there is such a place."""
        self.groups = tuple(groups)
        self.at = min(self.at, max(len(self.groups) - 1, 0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.groups else Qt.FocusPolicy.NoFocus)
        whole = "；".join(group.told for group in self.groups)
        self.setAccessibleName(f"{self._called}：{whole}" if self._called else whole)
        self._tell()
        self.updateGeometry()
        self.update()

    def area(self, place: int) -> QRectF:
        """Give the room of a group, which a click in it means."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Draw the groups."""
        raise NotImplementedError

    def most(self) -> int:
        """Give the largest number, at least one."""
        return max((group.number for group in self.groups), default=1) or 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groups, and a ring where the keyboard is."""
        if not self.groups:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(SMALL))
        self.paint(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self.area(self.at).intersected(QRectF(self.rect())).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, theme.em(0.3), theme.em(0.3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from group to group with the arrows, Home and End; open with Enter."""
        key, last = event.key(), len(self.groups) - 1
        if not self.groups:
            super().keyPressEvent(event)
        elif key in OPENING:
            self.chosen.emit(self.at)
        elif key in STEPS:
            self._go(min(max(self.at + STEPS[Qt.Key(key)], 0), last))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        place = self._under(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(place)
            self.chosen.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in a tip what a group is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if place is None else self.groups[place].told, self)
            return True
        return super().event(event)

    def _go(self, place: int) -> None:
        self.at = place
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.groups[self.at].told if self.groups else "")

    def _under(self, point: QPointF) -> int | None:
        return next((place for place in range(len(self.groups)) if self.area(place).contains(point)), None)


class Bars(Chart):
    """One bar a group, the longest as long as there is room."""

    def __init__(self, called: str = "", parent: QWidget | None = None) -> None:
        super().__init__(called, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for one line a group."""
        return QSize(theme.em(18), theme.em(1.85) * len(self.groups))

    def minimumSizeHint(self) -> QSize:
        """Need the names and a stub of a bar."""
        return QSize(self._names() + theme.em(6), self.sizeHint().height())

    def area(self, place: int) -> QRectF:
        """Give a group's line."""
        return QRectF(0, place * theme.em(1.85), self.width(), theme.em(1.85))

    def paint(self, painter: QPainter) -> None:
        """Draw names, bars and numbers."""
        names, metrics = self._names(), painter.fontMetrics()
        after = max(metrics.horizontalAdvance(str(group.number)) for group in self.groups) + theme.em(1.2)
        room, most = self.width() - names - after, self.most()
        high = theme.em(0.9)
        for place, group in enumerate(self.groups):
            line = self.area(place)
            painter.setPen(QColor(theme.INK))
            name = metrics.elidedText(group.name, Qt.TextElideMode.ElideRight, names - theme.em(1))
            left = line.adjusted(theme.em(0.3), 0, 0, 0)
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            top, x = int(line.center().y()) - high // 2, names
            for part, brush in zip(group.parts(), FILLS, strict=True):
                wide = round(room * part / most)
                block(painter, QRect(x, top, wide, high), brush)
                x += wide
            painter.setPen(QColor(theme.QUIET))
            number = QRectF(x + theme.em(0.6), line.top(), after, line.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(group.number))

    def _names(self) -> int:
        metrics = QFontMetrics(theme.font(SMALL))
        longest = max((metrics.horizontalAdvance(group.name) for group in self.groups), default=0)
        return min(longest, theme.em(11), max(self.width() // 2, theme.em(4))) + theme.em(1.3)


class Columns(Chart):
    """One column a group, the highest as high as there is room, its number above it."""

    def __init__(self, called: str = "", parent: QWidget | None = None) -> None:
        super().__init__(called, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for a few lines of text's height."""
        return QSize(theme.em(24), theme.em(12))

    def minimumSizeHint(self) -> QSize:
        """Need a stub of each column."""
        return QSize(theme.em(12), theme.em(9))

    def area(self, place: int) -> QRectF:
        """Give a group's column, from top to bottom."""
        return QRectF(self._left(place), 0, self._left(place + 1) - self._left(place), self.height())

    def paint(self, painter: QPainter) -> None:
        """Draw the columns on their line, the numbers above and the names below them."""
        base, top = self.height() - self._foot(), theme.em(1.7)
        step = self.width() / len(self.groups)
        metrics, most = painter.fontMetrics(), self.most()
        wide = max(min(round(step * 0.62), theme.em(2.6)), 1)
        painter.fillRect(QRect(0, base, self.width(), 1), QColor(theme.EDGE))
        numbers = max(metrics.horizontalAdvance(str(group.number)) for group in self.groups) <= step - 2
        every = self._every(metrics, step)
        for place, group in enumerate(self.groups):
            middle = (self._left(place) + self._left(place + 1)) // 2
            y = base
            for part, brush in zip(group.parts(), FILLS, strict=True):
                high = round((base - top) * part / most)
                block(painter, QRect(middle - wide // 2, y - high, wide, high), brush)
                y -= high
            if group.number and (numbers or group.number == most):
                painter.setPen(QColor(theme.INK if group.number == most else theme.QUIET))
                self._word(painter, middle, y - theme.em(1.5), str(group.number))
            painter.setPen(QColor(theme.QUIET))
            if place % every == 0:
                self._word(painter, middle, base + theme.em(0.15), group.name)
            if group.above and self._fits(metrics, place):
                self._word(painter, middle, base + theme.em(1.45), group.above)

    def _word(self, painter: QPainter, middle: int, top: int, text: str) -> None:
        """Write a short text around a middle, moved in from the edges where it would be cut."""
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(middle - wide // 2, 0), max(self.width() - wide, 0))
        painter.drawText(QRect(left, top, wide, theme.em(1.4)), Qt.AlignmentFlag.AlignCenter, text)

    def _every(self, metrics: QFontMetrics, step: float) -> int:
        """Say which names are written, where there is no room for all: every second or third."""
        widest = max(metrics.horizontalAdvance(group.name) for group in self.groups) + theme.em(0.3)
        return max(1, -(-widest // max(int(step), 1)))

    def _fits(self, metrics: QFontMetrics, place: int) -> bool:
        """Say whether a name of the second line ends before the next begins, which then stands alone."""
        later = (after for after in range(place + 1, len(self.groups)) if self.groups[after].above)
        room = self._left(next(later, len(self.groups))) - self._left(place)
        return room >= metrics.horizontalAdvance(self.groups[place].above)

    def _foot(self) -> int:
        return theme.em(2.9 if any(group.above for group in self.groups) else 1.7)

    def _left(self, place: int) -> int:
        return round(place * self.width() / max(len(self.groups), 1))


FILLS = (
    QBrush(QColor(theme.BAR)),
    QBrush(QColor(theme.QUIET), Qt.BrushStyle.BDiagPattern),
    QBrush(Qt.BrushStyle.NoBrush),
)


def block(painter: QPainter, area: QRect, brush: QBrush) -> None:
    """Draw one part of a bar: solid, or with an outline around its pattern or its emptiness."""
    if area.width() <= 0 or area.height() <= 0:
        return
    if brush.style() is Qt.BrushStyle.SolidPattern:
        painter.fillRect(area, brush)
        return
    painter.fillRect(area, QColor(theme.SURFACE))
    painter.fillRect(area, brush)
    painter.setPen(QPen(QColor(theme.QUIET), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0, 0, -1, -1))


class Legend(QWidget):
    """What the parts of bars mean, in one small line."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Take the names of the solid, the hatched and the outlined part; an empty one is left out."""
        super().__init__(parent)
        self._names = tuple(names)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_names(self, names: Sequence[str]) -> None:
        """Show other names."""
        self._names = tuple(names)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        metrics = QFontMetrics(theme.font(SMALL))
        wide = sum(metrics.horizontalAdvance(name) + theme.em(2.1) for name in self._names if name)
        return QSize(wide, theme.em(1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a little of each part, and its name."""
        painter = QPainter(self)
        painter.setFont(theme.font(SMALL))
        side, x = theme.em(0.8), 0
        for name, brush in zip(self._names, FILLS, strict=True):
            if name:
                block(painter, QRect(x, (self.height() - side) // 2, side, side), brush)
                x += side + theme.em(0.4)
                wide = painter.fontMetrics().horizontalAdvance(name) + 2
                painter.setPen(QColor(theme.QUIET))
                painter.drawText(QRect(x, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
                x += wide + theme.em(0.8)
