"""How far a term has gone: a thin bar with its words above it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.services.people.committees import Committee
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

UNKNOWN = "没有登记当选时间和任期，届满无从提醒。"
MONTH_DAYS = 30.4


class Bar(QWidget):
    """The part of the term that is over, drawn; red where it is overrun."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self._tone = Tone.GOOD
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, tone: Tone) -> None:
        """Show another part, from 0 to 1."""
        self._part, self._tone = min(max(part, 0.0), 1.0), tone
        self.update()

    def sizeHint(self) -> QSize:
        """Be thin."""
        return QSize(theme.em(10), theme.em(0.4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(theme.SUNKEN))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setBrush(theme.colour(self._tone))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._part, self.height()), radius, radius)


class TermLine(QWidget):
    """When the committee was elected, when its term ends, and how long that is still."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel("")
        self.text.setWordWrap(True)
        self.bar = Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.em(0.3))
        column.setSpacing(theme.em(0.5))
        column.addWidget(self.text)
        column.addWidget(self.bar)

    def show_committee(self, one: Committee | None, day: date) -> None:
        """Show another committee's term."""
        term = one.term if one else None
        self.bar.setVisible(term is not None)
        if one is None or term is None:
            self.text.setText(UNKNOWN)
            theme.mark(self.text, tone="quiet")
            return
        ends, left = term.ends(), term.days_left(day)
        begins = term.since.first_day()
        tone = Tone.BAD if left <= 0 else Tone.WARN if day >= term.reminder() else Tone.GOOD
        self.text.setText(f"{term.since}当选，任期{term.years}年，{ends.isoformat()}届满，{_left(left)}")
        theme.mark(self.text, tone="" if tone is Tone.GOOD else tone.value)
        self.bar.show_part((day - begins).days / max((ends - begins).days, 1), tone)


def _left(days: int) -> str:
    if days <= 0:
        return f"已超期{-days}天。" if days else "今天届满。"
    months = round(days / MONTH_DAYS)
    return f"还有{days}天。" if months < 2 else f"还有约{months}个月。"  # noqa: PLR2004 - a month or less is told in days
