"""A clue's way: the stations it has passed as a line at a glance, and every step with who and what below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from branchdesk.domain.clue_states import ASIDE, WAY, ClueState, ClueStep, StepKind
from branchdesk.ui import theme
from branchdesk.ui.theme import Tone
from branchdesk.words.clues import STEPS

STEP = Qt.ItemDataRole.UserRole
DOT, MARGIN, GAP = 0.36, 0.45, 0.55
LEFT = 1.6  # ems of the column in which the line runs
SMALL = 0.92
WRAPS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
TONES = {StepKind.RETURNED: Tone.WARN, **dict.fromkeys((StepKind(one.value) for one in ASIDE), Tone.QUIET)}


@dataclass(frozen=True, slots=True)
class Station:
    """One place on the line: what it is called, the day it was reached, and whether it was."""

    name: str
    day: str
    reached: bool


def stations(state: ClueState, steps: Sequence[ClueStep]) -> tuple[Station, ...]:
    """Give the stations of the way as it stands: what was undone by going back is ahead again."""
    reached: dict[ClueState, str] = {}
    for step in steps:
        if step.kind is StepKind.RETURNED:
            last = WAY.index(step.state)
            reached = {one: day for one, day in reached.items() if one in WAY[: last + 1]}
        else:
            reached[step.state] = step.day or ""
    named = [Station(STEPS[one], reached.get(one, ""), one in reached) for one in WAY]
    if state in ASIDE:
        passed = [one for one, station in zip(WAY, named, strict=True) if one in reached and station.reached]
        return (*(named[WAY.index(one)] for one in passed), Station(STEPS[state], reached.get(state, ""), reached=True))
    return tuple(named)


class WayLine(QWidget):
    """The stations from left to right, those reached filled."""

    def __init__(self) -> None:
        super().__init__()
        self.stations: tuple[Station, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stations(self, found: tuple[Station, ...]) -> None:
        """Show other stations."""
        self.stations = found
        told = (f"{one.name}{one.day}" if one.reached else f"{one.name}未办" for one in found)
        self.setAccessibleName("，".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line of dots and two of words."""
        return QSize(theme.em(24), theme.em(3.9))

    def minimumSizeHint(self) -> QSize:
        """Need as many words as there are stations."""
        return QSize(theme.em(18), theme.em(3.9))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, the dots and their words."""
        if not self.stations:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, dot = self.width() / len(self.stations), theme.em(DOT)
        middle = theme.em(0.6)
        places = [QPointF(step * (number + 0.5), middle) for number in range(len(self.stations))]
        for number in range(1, len(places)):
            both = self.stations[number - 1].reached and self.stations[number].reached
            painter.setPen(QPen(QColor(theme.ACCENT if both else theme.EDGE), 2))
            aside = QPointF(dot + theme.em(0.3), 0)
            painter.drawLine(places[number - 1] + aside, places[number] - aside)
        for place, one in zip(places, self.stations, strict=True):
            painter.setPen(QPen(QColor(theme.ACCENT if one.reached else theme.EDGE), 2))
            painter.setBrush(QColor(theme.ACCENT if one.reached else theme.SURFACE))
            painter.drawEllipse(place, dot, dot)
            self._words(painter, QRectF(place.x() - step / 2, middle + dot, step, self.height() - middle - dot), one)

    def _words(self, painter: QPainter, area: QRectF, one: Station) -> None:
        half = QRectF(area.left(), area.top() + theme.em(0.2), area.width(), theme.em(1.4))
        painter.setFont(theme.font(1.0, bold=one.reached))
        painter.setPen(QColor(theme.INK if one.reached else theme.QUIET))
        name = QFontMetrics(painter.font()).elidedText(one.name, Qt.TextElideMode.ElideRight, int(half.width()))
        painter.drawText(half, Qt.AlignmentFlag.AlignCenter, name)
        painter.setFont(theme.font(SMALL))
        painter.setPen(QColor(theme.QUIET))
        day = one.day if QFontMetrics(painter.font()).horizontalAdvance(one.day) < half.width() else one.day[5:]
        painter.drawText(half.translated(0, theme.em(1.3)), Qt.AlignmentFlag.AlignCenter, day)


def heading_of(step: ClueStep, state: str) -> str:
    """Say when and by whom a step was taken, and whereto one that takes back leads."""
    when = " ".join(part for part in (step.day or "日期不详", step.at) if part)
    back = f"退回到“{state}”" if step.kind is StepKind.RETURNED else ""
    letter = f"首报 {step.document}" if step.kind is StepKind.DUPLICATE else step.document
    return "　".join(part for part in (when, back, step.who, letter) if part)


class StepList(QListWidget):
    """The steps in their order, all of them in sight; Enter corrects one, Delete takes it out, N notes another."""

    correct_asked = Signal(int)
    removal_asked = Signal(int)
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Line(self))
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("办理过程")
        self.itemDoubleClicked.connect(self._double_clicked)

    def show_steps(self, steps: Sequence[ClueStep], states: Sequence[str]) -> None:
        """Show other steps, each with what the clue was from then on; the one chosen by its place stays so."""
        row = self.currentRow()
        self.clear()
        for step, state in zip(steps, states, strict=True):
            item = QListWidgetItem(STEPS[step.kind])
            heading = heading_of(step, state)
            item.setData(STEP, (step, heading))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{STEPS[step.kind]}，{heading}，{step.what or ''}")
            self.addItem(item)
        self.setCurrentRow(min(max(row, 0), self.count() - 1))
        self._fit()

    def step(self, row: int) -> tuple[ClueStep, str]:
        """Give the step of a row, and its heading."""
        found: tuple[ClueStep, str] = self.item(row).data(STEP)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key asks; the arrows move."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        row, key = self.currentRow(), event.key()
        if plain and key in {Qt.Key.Key_N, Qt.Key.Key_Insert}:
            self.next_asked.emit()
        elif plain and row >= 0 and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.correct_asked.emit(row)
        elif plain and row >= 0 and key == Qt.Key.Key_Delete:
            self.removal_asked.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and be as high as that needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _double_clicked(self, item: QListWidgetItem) -> None:
        self.correct_asked.emit(self.row(item))

    def _fit(self) -> None:
        """Show all steps: the page scrolls, not the list."""
        height = sum(measures_of(*self.step(row), self.viewport().width()).whole for row in range(self.count()))
        self.setFixedHeight(max(height, 1) + theme.em(0.2))


@dataclass(frozen=True, slots=True)
class Measures:
    """How a step is laid out: where its heading begins beside its name, and how high heading and text are."""

    aside: int
    heading: int
    what: int

    @property
    def whole(self) -> int:
        """Give the height of the whole step."""
        return self.heading + (theme.em(0.15) + self.what if self.what else 0) + theme.em(2 * GAP)


def measures_of(step: ClueStep, heading: str, width: int) -> Measures:
    """Lay a step out in a list of so many pixels."""
    room = max(width - theme.em(LEFT + MARGIN), theme.em(6))
    bold, plain = QFontMetrics(theme.font(bold=True)), QFontMetrics(theme.font())
    aside = bold.horizontalAdvance(f"{STEPS[step.kind]}　")
    return Measures(aside, _high(plain, heading, room - aside), _high(plain, step.what, room) if step.what else 0)


def _high(metrics: QFontMetrics, text: str, room: int) -> int:
    return metrics.boundingRect(QRect(0, 0, room, 1 << 20), int(WRAPS), text).height()


class _Line(QStyledItemDelegate):
    """Draws one step beside the line that joins them."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else theme.em(20)
        step, heading = index.data(STEP)
        return QSize(width, measures_of(step, heading, width).whole)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        step, heading = index.data(STEP)
        area: QRect = option.rect  # type: ignore[attr-defined] # PySide6 does not declare what the option holds
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(QColor(theme.ACCENT_SOFT))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), theme.em(0.4), theme.em(0.4))
        self._line(painter, area, step, index.row(), index.model().rowCount())
        text = area.adjusted(theme.em(LEFT), theme.em(GAP), -theme.em(MARGIN), 0)
        measures = measures_of(step, heading, area.width())
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour(TONES.get(step.kind, Tone.INK)))
        painter.drawText(text, int(WRAPS), STEPS[step.kind])
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(text.adjusted(measures.aside, 0, 0, 0), int(WRAPS), heading)
        if step.what:
            painter.setPen(QColor(theme.INK))
            painter.drawText(text.adjusted(0, measures.heading + theme.em(0.15), 0, 0), int(WRAPS), step.what)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, step: ClueStep, row: int, rows: int) -> None:
        middle = QPointF(area.left() + theme.em(LEFT / 2), area.top() + theme.em(GAP + 0.65))
        painter.setPen(QPen(QColor(theme.LINE), 2))
        if row:
            painter.drawLine(QPointF(middle.x(), area.top()), middle)
        if row + 1 < rows:
            painter.drawLine(middle, QPointF(middle.x(), area.bottom() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        tone = TONES.get(step.kind)
        painter.setBrush(theme.colour(tone) if tone else QColor(theme.ACCENT))
        painter.drawEllipse(middle, theme.em(DOT) * 0.8, theme.em(DOT) * 0.8)
