"""Lines that lead somewhere: each a button of up to three parts, wrapping where it must, in columns all share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

WRAP = Qt.TextFlag.TextWordWrap
HALF = 0.54  # of the room before the last column, where the middle begins if everything fits
TALL = 10_000
SMALL = 0.95


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line says: the thing, something about it, and a figure at the end in its tone."""

    lead: str
    middle: str = ""
    right: str = ""
    tone: Tone = Tone.QUIET
    dot: Tone | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    lead: int
    middle: int
    right: int


class EntryLine(QAbstractButton):
    """One line; Enter or a click chooses it, the arrows go to its neighbours."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.columns = _Columns(1, 1, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("，".join(part for part in (entry.lead, entry.middle, entry.right) if part))

    def natural(self) -> tuple[int, int, int]:
        """Give the width of each part on one line."""
        lead = QFontMetrics(theme.font()).horizontalAdvance(self.entry.lead) + self.indent()
        small = QFontMetrics(theme.font(SMALL))
        return (
            lead + 2,
            small.horizontalAdvance(self.entry.middle) + 2,
            QFontMetrics(theme.font()).horizontalAdvance(self.entry.right) + 2,
        )

    def indent(self) -> int:
        """Give the room of the dot."""
        return theme.em(1.2) if self.entry.dot else 0

    def set_columns(self, columns: _Columns) -> None:
        """Take the columns all lines share, and the height that follows."""
        self.columns = columns
        lead = _height(theme.font(), self.entry.lead, columns.lead - self.indent())
        middle = _height(theme.font(SMALL), self.entry.middle, columns.middle)
        self.setFixedHeight(max(lead + theme.em(0.8), middle + theme.em(0.8), theme.row_height()))

    def sizeHint(self) -> QSize:
        """Need little room across: parts wrap."""
        return QSize(theme.em(16), max(self.minimumHeight(), theme.row_height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.fillRect(area, QColor(theme.PAGE))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(0, area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        left = theme.em(0.6)
        if self.entry.dot:
            radius = theme.em(0.32)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self.entry.dot))
            painter.drawEllipse(QPointF(left + radius, area.center().y()), radius, radius)
        height = self.height()
        start = left + self.indent()
        self._text(painter, QRect(start, 0, self.columns.lead - self.indent(), height), self.entry.lead, Tone.INK)
        start = left + self.columns.lead + theme.em(1)
        painter.setFont(theme.font(SMALL))
        self._text(painter, QRect(start, 0, self.columns.middle, height), self.entry.middle, Tone.QUIET)
        start += self.columns.middle + theme.em(1)
        painter.setFont(theme.font())
        self._text(painter, QRect(start, 0, self.columns.right, height), self.entry.right, self.entry.tone)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1.5), theme.em(0.3), theme.em(0.3))

    def _text(self, painter: QPainter, area: QRect, text: str, tone: Tone) -> None:
        painter.setPen(theme.colour(tone))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | WRAP, _kept(text))


class Entries(QWidget):
    """Lines one below the other; `chosen` carries the number of the one that was chosen, from 0."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[EntryLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [EntryLine(entry) for entry in entries]
        for line in self._lines:
            line.clicked.connect(self._choose)
            self._column.addWidget(line)
        self._share()

    def lines(self) -> list[EntryLine]:
        """Give the lines, from the top."""
        return list(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, EntryLine) and sender in self._lines:
            self.chosen.emit(self._lines.index(sender))

    def _share(self) -> None:
        if not self._lines:
            return
        wanted = [line.natural() for line in self._lines]
        lead, middle, right = (max(parts) for parts in zip(*wanted, strict=True))
        room = max(self.width() - theme.em(1.2) - theme.em(2) - right, theme.em(4))
        if lead + middle <= room:
            first = max(lead, min(round(room * HALF), room - middle))
        else:
            first = min(lead, max(round(room * HALF), room - middle))
        for line in self._lines:
            line.set_columns(_Columns(first, room - first, right))
        self.updateGeometry()


def _kept(text: str) -> str:
    """Keep a dot between parts at the end of its line, never at the beginning of the next."""
    return text.replace(" · ", "\u00a0· ")


def _height(font: QFont, text: str, width: int) -> int:
    """Give the height of wrapped text."""
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), TALL), WRAP, _kept(text)).height()
