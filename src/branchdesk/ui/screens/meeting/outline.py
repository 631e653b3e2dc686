"""The left column of the form: its sections with their marks, and the checks below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Check, MeetingRecord, Severity
from branchdesk.ui import theme
from branchdesk.ui.screen import rule
from branchdesk.ui.screens.meeting.checks import ChecksPanel
from branchdesk.ui.theme import Tone

WIDTH = 11.6  # ems
MARKS = {Tone.BAD: "✗", Tone.WARN: "!"}


class Step(QAbstractButton):
    """One section in the list."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.mark = Tone.QUIET
        self.title = title
        self.number(number)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def number(self, number: int) -> None:
        """Stand at a place in the list, from 1."""
        self.setText(f"{number} {self.title}")
        self.setToolTip(f"Alt+{number}")

    def show_mark(self, tone: Tone) -> None:
        """Say whether something in the section wants a look."""
        if tone is not self.mark:
            self.mark = tone
            self.setAccessibleDescription({Tone.BAD: "有错误", Tone.WARN: "有待补"}.get(tone, ""))
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for the title's room."""
        width = QFontMetrics(theme.font(1.03, bold=True)).horizontalAdvance(self.text()) + theme.em(2.4)
        return QSize(width, theme.em(2.25))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title, red where one is, with its mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and not self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SUNKEN))
            painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.em(0.4), theme.em(0.4))
        font = theme.font(1.03, bold=self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(theme.ACCENT if self.isChecked() else theme.INK))
        inner = area.adjusted(theme.em(0.3), 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, middle, self.text())
        if self.mark in MARKS:
            painter.setFont(theme.font(1.03, bold=True))
            painter.setPen(theme.colour(self.mark))
            inner.setLeft(inner.left() + QFontMetrics(font).horizontalAdvance(self.text()) + theme.em(0.35))
            painter.drawText(inner, middle, MARKS[self.mark])


class Outline(QWidget):
    """Sections and checks. `chosen` carries a section's number from 0, `wanted` a finding and its turn."""

    chosen = Signal(int)
    wanted = Signal(object, int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.steps = [Step(number, title) for number, title in enumerate(titles, start=1)]
        self.checks = ChecksPanel()
        self.checks.chosen.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for step in self.steps:
            step.clicked.connect(self._choose)
            column.addWidget(step)
        column.addSpacing(theme.em(0.7))
        column.addWidget(rule())
        column.addSpacing(theme.em(0.7))
        caption = theme.mark(QLabel("检查"), role="small")
        caption.setContentsMargins(theme.em(0.3), 0, 0, theme.em(0.2))
        column.addWidget(caption)
        column.addWidget(self.checks, 1)
        self.setFixedWidth(theme.em(WIDTH))

    def show_steps(self, shown: Sequence[int]) -> None:
        """List these of the sections alone, numbered anew."""
        for at, step in enumerate(self.steps):
            step.setVisible(at in shown)
            if at in shown:
                step.number(shown.index(at) + 1)

    def show_here(self, number: int) -> None:
        """Mark the section one is in."""
        self.steps[number].setChecked(True)

    def show_checks(self, keys: Sequence[str], checks: tuple[Check, ...], record: MeetingRecord | None) -> None:
        """Mark the sections where checks stand, and list them."""
        for step, key in zip(self.steps, keys, strict=True):
            here = {check.severity for check in checks if check.place == key}
            tone = Tone.WARN if Severity.DOUBT in here else Tone.QUIET
            step.show_mark(Tone.BAD if Severity.ERROR in here else tone)
        self.checks.show_checks(checks, record)

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, Step):
            self.chosen.emit(self.steps.index(sender))
