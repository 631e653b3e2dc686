"""Person × meeting as a sheet of signs: a model over plain values, cells drawn one by one, nothing a widget."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from branchdesk.domain.attendance import Sign
from branchdesk.services.meetings.attendance import Attendee, Held, Overview
from branchdesk.ui import theme
from branchdesk.ui.table import Index
from branchdesk.ui.theme import Tone
from branchdesk.words import attendance as say
from branchdesk.words import meetings as say_meetings

TONES = {
    Sign.PRESENT: Tone.QUIET,
    Sign.LATE: Tone.WARN,
    Sign.ONLINE: Tone.INK,
    Sign.ON_LEAVE: Tone.WARN,
    Sign.ABSENT: Tone.BAD,
    Sign.MADE_UP: Tone.GOOD,
    Sign.SPARED: Tone.QUIET,
    Sign.UNMARKED: Tone.QUIET,
}
COLOURED = {Sign.ON_LEAVE, Sign.ABSENT, Sign.MADE_UP}  # these stand out from the many who came
NARROWEST = 3.0  # ems of a column
LINES, LINE_SIZE = 3, 0.88  # of a heading, and how large its text is
SIGN = Qt.ItemDataRole.UserRole


class MatrixModel(QAbstractTableModel):
    """The signs of an overview, its people in the order that is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meetings: tuple[Held, ...] = ()
        self.people: tuple[Attendee, ...] = ()
        self.with_year = False

    def show_overview(self, found: Overview, people: tuple[Attendee, ...]) -> None:
        """Show other people and meetings."""
        self.beginResetModel()
        self.meetings, self.people = found.meetings, people
        self.with_year = len({one.starts[:4] for one in found.meetings}) > 1
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count people."""
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count meetings."""
        return 0 if parent is not None and parent.isValid() else len(self.meetings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give what Qt asks of one cell."""
        entry = self.people[index.row()].entries[index.column()]
        if role == SIGN:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return say.SIGNS[entry.sign] if entry else ""
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._told(index.row(), index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Give the three lines above a column, or the whole of them as one sentence."""
        if orientation is Qt.Orientation.Vertical or section >= len(self.meetings):
            return None
        one = self.meetings[section]
        if role == Qt.ItemDataRole.DisplayRole:
            day = one.starts[2:10] if self.with_year else one.starts[5:10]
            return f"{say.SHORT_KINDS[one.kind]}\n{day}\n{one.present}/{one.expected}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "\n".join(filter(None, (meeting_name(one), one.title, f"应到{one.expected}人，到会{one.present}人")))
        return None

    def _told(self, row: int, column: int) -> str:
        person, one = self.people[row], self.meetings[column]
        entry = person.entries[column]
        if entry is None:
            told = "不在应到名单中"
        else:
            told = say.meaning(entry.sign, entry.reason, entry.made_up_on, spared=entry.spared, how=entry.made_up_how)
        return f"{person.label}　{meeting_name(one)}\n{told}"


def meeting_name(one: Held) -> str:
    """Name a meeting with its day: 2026年3月16日党课 · 第2次."""
    return f"{say_meetings.day_text(one.starts)}{one.group or ''}{say_meetings.name(one.kind, one.number)}"


class SignPainter(QStyledItemDelegate):
    """Draws one sign in the middle of its cell, on a soft ground where somebody was away."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined] # as above
        entry = index.data(SIGN)
        painter.save()
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex().row() == index.row():
            painter.fillRect(area, QColor(theme.ACCENT_SOFT))
        if entry is not None:
            sign = entry.sign
            tone = TONES[sign]
            if sign in COLOURED:
                painter.fillRect(area.adjusted(1, 1, -1, -1), theme.soft(tone))
            painter.setPen(theme.colour(tone))
            painter.setFont(theme.font())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, say.SIGNS[sign])
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(theme.ACCENT if focused else theme.EDGE), 2 if focused else 1))
            painter.drawRect(area.adjusted(1, 1, -1.5, -1.5))
        painter.restore()


class MeetingsHeader(QHeaderView):
    """Three lines above each column: kind, day, who came of those expected."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room for all lines."""
        return QSize(super().sizeHint().width(), head_height())

    def needed(self, *sections: int) -> int:
        """Give the width at which no line of some headings is cut."""
        lines = {line for section in sections for line in self._lines(section)}
        metrics = QFontMetrics(theme.font(LINE_SIZE))
        return max((metrics.horizontalAdvance(line) for line in lines), default=0) + theme.em(0.5)

    def _lines(self, section: int) -> list[str]:
        return str(self.model().headerData(section, self.orientation())).split("\n")

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one heading."""
        painter.save()
        painter.fillRect(rect, QColor(theme.SURFACE))
        kind, day, heads = self._lines(logical_index)
        painter.setFont(theme.font(LINE_SIZE))
        height = (rect.height() - theme.em(0.5)) / LINES
        for number, (text, tone) in enumerate(((kind, Tone.INK), (day, Tone.INK), (heads, Tone.QUIET))):
            line = QRectF(rect.left(), rect.top() + theme.em(0.2) + number * height, rect.width(), height)
            painter.setPen(theme.colour(tone))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        bottom = rect.bottom()
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        painter.restore()


def head_height() -> int:
    """Give the height of the headings of both halves of the sheet."""
    return QFontMetrics(theme.font(LINE_SIZE)).height() * LINES + theme.em(0.5)


class MatrixTable(QTableView):
    """The sheet of signs; `meeting_asked` carries the meeting whose cell or heading was opened, `moved` a row."""

    meeting_asked = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setItemDelegate(SignPainter(self))
        self.heads = MeetingsHeader(self)
        self.setHorizontalHeader(self.heads)
        self.setAccessibleName("出勤表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sectionClicked.connect(self._open_column)
        self.clicked.connect(self._open_cell)

    def show_overview(self, found: Overview, people: tuple[Attendee, ...]) -> None:
        """Show other people and meetings."""
        self.matrix.show_overview(found, people)
        self.measure()

    @Slot()
    def show_latest(self) -> None:
        """Bring the latest meeting into sight."""
        self.executeDelayedItemsLayout()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def measure(self) -> None:
        """Give rows and columns the sizes that the text has now."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.heads
        header.setMinimumSectionSize(theme.em(2))
        header.setDefaultSectionSize(max(theme.em(NARROWEST), self.heads.needed(*range(self.matrix.columnCount()))))
        header.setFixedHeight(head_height())

    def go_to_row(self, row: int) -> None:
        """Move to a row without leaving the column, and without a word to anybody."""
        column = max(self.currentIndex().column(), 0)
        if row != self.currentIndex().row() and row < self.matrix.rowCount() and self.matrix.columnCount():
            self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own form
            self.setCurrentIndex(self.matrix.index(row, column))
            self.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's own form
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the keyboard is on."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.viewport().update()  # the whole row is drawn as the one that is looked at
            self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open_column(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open_cell(self, index: QModelIndex) -> None:
        self._open_column(index.column())

    @Slot(int)
    def _open_column(self, section: int) -> None:
        if section < len(self.matrix.meetings):
            self.meeting_asked.emit(self.matrix.meetings[section].id)
