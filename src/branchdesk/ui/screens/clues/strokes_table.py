"""The tally board as a sheet: rows that stay at the left with their totals, and strokes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
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

from branchdesk.domain.clue_strokes import NO_STROKES, Counts, Part, signs
from branchdesk.services.clues.clue_board import Board, Line
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.ui import theme
from branchdesk.ui.screens.clues.strokes_drawing import draw_strokes, room_for
from branchdesk.ui.table import Index
from branchdesk.words import clue_strokes as say

FEWEST, MOST_SIGNS = 2, 4  # signs that a column has room for
NUMBER = 2.6  # ems for the numbers beside them
LONG = 5  # strokes from which the number stands beside them
LINES, LINE_SIZE = 2, 0.88  # of a heading, and how large its text is
DIGITS = 4
CELL = Qt.ItemDataRole.UserRole
ADD = {Qt.Key.Key_Space, Qt.Key.Key_Plus, Qt.Key.Key_Equal}
TAKE = {Qt.Key.Key_Backspace, Qt.Key.Key_Minus}
DOWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
DAYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class StrokesModel(QAbstractTableModel):
    """The counts of a board, of the lines that are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.lines: tuple[Line, ...] = ()
        self.columns: tuple[str | None, ...] = ()
        self.part = Part.REPORTED
        self._counts: dict[Place, Counts] = {}

    def show_board(self, board: Board, lines: Sequence[Line]) -> None:
        """Show another board, or other lines of it."""
        self.beginResetModel()
        self.board, self.lines, self.columns = board, tuple(lines), board.columns
        self._counts = dict(board.counts)
        self.endResetModel()

    def counts(self, place: Place) -> Counts:
        """Give what stands in a place."""
        return self._counts.get(place, NO_STROKES)

    def set_counts(self, place: Place, counts: Counts) -> None:
        """Show other counts in a place."""
        self._counts[place] = counts
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def place(self, index: Index) -> Place | None:
        """Give the place of a cell."""
        if self.board is None or not index.isValid():
            return None
        return self.board.place(self.lines[index.row()], self.columns[index.column()])

    def of_line(self, row: int) -> Counts:
        """Add up a row."""
        return self._sum((self.lines[row],), self.columns)

    def of_column(self, column: int) -> Counts:
        """Add up a column, of the lines that are shown."""
        return self._sum(self.lines, (self.columns[column],))

    def shown_total(self) -> Counts:
        """Add up what is shown."""
        return self._sum(self.lines, self.columns)

    def day_total(self) -> Counts:
        """Add up the whole day."""
        return sum(self._counts.values(), NO_STROKES)

    def _sum(self, lines: Sequence[Line], columns: Sequence[str | None]) -> Counts:
        if self.board is None:
            return NO_STROKES
        places = (self.board.place(line, column) for line in lines for column in columns)
        return sum((self.counts(place) for place in places), NO_STROKES)

    def signs_in(self, column: int) -> int:
        """Give how many signs the fullest place of a column has."""
        if self.board is None:
            return 0
        places = (self.board.place(line, self.columns[column]) for line in self.lines)
        return max((len(signs(self.counts(place).reported)) for place in places), default=0)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count categories."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give what Qt asks of one cell."""
        place = self.place(index)
        if place is None:
            return None
        counts = self.counts(place)
        if role == CELL:
            return counts
        if role == Qt.ItemDataRole.DisplayRole:
            return say.both(counts.reported, counts.handled)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            name, category = self.lines[index.row()].label, place.category or say.NO_CATEGORY
            return say.told(name, category, counts.reported, counts.handled)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Give the category above a column and what it adds up to."""
        if orientation is Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        name, counts = self.columns[section] or say.NO_CATEGORY, self.of_column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name}\n{say.sums(counts.reported, counts.handled)}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return say.told(say.TOTAL, name, counts.reported, counts.handled)
        return None


class StrokesPainter(QStyledItemDelegate):
    """Draws a place: its strokes as 正, the numbers beside them, or what is being typed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined] # as above
        view = self.parent()
        if not isinstance(view, StrokesTable):
            return
        current = view.currentIndex()
        painter.save()
        if current.row() == index.row() or current.column() == index.column():
            painter.fillRect(area, QColor(theme.PAGE if current.row() != index.row() else theme.ACCENT_SOFT))
        inner = area.adjusted(theme.em(0.45), 0, -theme.em(0.35), 0)
        if view.typed and current == index:
            painter.setPen(QColor(theme.ACCENT))
            painter.setFont(theme.font(1.15, bold=True))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, view.typed)
        else:
            self._draw_counts(painter, inner, index.data(CELL) or NO_STROKES, view.board.part)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        painter.drawLine(QPointF(area.right() - 0.5, area.top()), QPointF(area.right() - 0.5, area.bottom()))
        if state & QStyle.StateFlag.State_Selected:
            focused = view.hasFocus()
            painter.setPen(QPen(QColor(theme.ACCENT if focused else theme.EDGE), 2 if focused else 1))
            painter.drawRect(area.adjusted(1, 1, -1.5, -1.5))
        painter.restore()

    def _draw_counts(self, painter: QPainter, inner: QRectF, counts: Counts, part: Part) -> None:
        if not counts:
            return
        beside = QRectF(inner.right() - theme.em(NUMBER), inner.top(), theme.em(NUMBER), inner.height())
        room = inner.adjusted(0, 0, -theme.em(NUMBER), 0)
        ink, good = QColor(theme.INK), QColor(theme.GOOD)
        handling = part is Part.HANDLED
        colours = (QColor(theme.EDGE), good) if handling else (ink, ink)
        draw_strokes(painter, room, counts.reported, counts.handled if handling else 0, colours)
        texts = []
        if counts.reported > LONG or counts.handled:
            texts.append((str(counts.reported), QColor(theme.QUIET) if handling else ink))
        if counts.handled:
            texts.append((say.handled(counts.handled), good))
        painter.setFont(theme.font(0.82))
        height = theme.em(1.1)
        top = beside.center().y() - height * len(texts) / 2
        for place, (text, colour) in enumerate(texts):
            painter.setPen(colour)
            line = QRectF(beside.left(), top + place * height, beside.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for a row's height."""
        return QSize(0, theme.row_height())


class CategoryHeader(QHeaderView):
    """Two lines above each column: the category, and its totals."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room for both lines."""
        return QSize(super().sizeHint().width(), head_height())

    def needed(self, section: int) -> int:
        """Give the width at which neither line of a heading is cut."""
        metrics = QFontMetrics(theme.font(LINE_SIZE, bold=True))
        return max(map(metrics.horizontalAdvance, self._lines(section))) + theme.em(0.8)

    def _lines(self, section: int) -> list[str]:
        return str(self.model().headerData(section, self.orientation())).split("\n")

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one heading."""
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex().column() == logical_index
        painter.save()
        painter.fillRect(rect, QColor(theme.ACCENT_SOFT if here else theme.SURFACE))
        height = (rect.height() - theme.em(0.5)) / LINES
        for number, text in enumerate(self._lines(logical_index)):
            line = QRectF(rect.left(), rect.top() + theme.em(0.25) + number * height, rect.width(), height)
            painter.setFont(theme.font(LINE_SIZE, bold=number == 0))
            painter.setPen(QColor(theme.QUIET if number else theme.INK))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.restore()


def head_height() -> int:
    """Give the height of the headings of both halves of the sheet."""
    return QFontMetrics(theme.font(LINE_SIZE)).height() * LINES + theme.em(0.6)


class StrokesTable(QTableView):
    """The strokes. `struck` carries a place and how many strokes, `typed_in` a place and the digits typed so far.

    `typing_ended` carries the place, and whether the number shall stand; `letters` what is typed to find a row,
    `day_asked` how many days on, `moved` the row one is in now, `part_asked` that the other part is wanted.
    """

    struck = Signal(object, int)
    typed_in = Signal(object, str)
    typing_ended = Signal(object, bool)
    letters = Signal(str)
    day_asked = Signal(int)
    moved = Signal(int)
    part_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.board = StrokesModel(self)
        self.typed = ""
        self.heads = CategoryHeader(self)
        self.setModel(self.board)
        self.setItemDelegate(StrokesPainter(self))
        self.setHorizontalHeader(self.heads)
        self.setAccessibleName("正字计数")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_board(self, board: Board, lines: Sequence[Line]) -> None:
        """Show another board, the keyboard staying where it was."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.typed = ""
        self.board.show_board(board, lines)
        self.measure()
        if self.board.rowCount() and self.board.columnCount():
            self.setCurrentIndex(
                self.board.index(
                    min(max(row, 0), self.board.rowCount() - 1), min(max(column, 0), self.board.columnCount() - 1)
                )
            )
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def measure(self) -> None:
        """Give rows and columns the sizes that the text and the fullest places have now."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.heads.setMinimumSectionSize(theme.em(2))
        self.heads.setFixedHeight(head_height())
        for column in range(self.board.columnCount()):
            self.measure_column(column)

    def measure_column(self, column: int) -> None:
        """Give a column the width for its heading and its signs, within bounds."""
        room = room_for(min(max(self.board.signs_in(column), FEWEST), MOST_SIGNS)) + theme.em(NUMBER + 0.8)
        self.setColumnWidth(column, max(room, min(self.heads.needed(column), theme.em(12))))

    def place(self) -> Place | None:
        """Give the place that the keyboard is on."""
        return self.board.place(self.currentIndex())

    def go_to_row(self, row: int) -> None:
        """Move to a row without leaving the column."""
        if 0 <= row < self.board.rowCount() and self.board.columnCount():
            self.setCurrentIndex(self.board.index(row, max(self.currentIndex().column(), 0)))

    def end_typing(self, *, keep: bool = True) -> None:
        """Be done with the number that is being typed; it stands, or what was there before comes back."""
        if self.typed:
            self.typed = ""
            self.typing_ended.emit(self.place(), keep)
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the keyboard is on."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.heads.viewport().update()
        if current.isValid() and current.row() != previous.row():
            self.moved.emit(current.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Add a stroke with a click, take one off with the right button."""
        self.end_typing()
        place = self.board.place(index := self.indexAt(event.position().toPoint()))
        if place is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(index)
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton}:
            self.struck.emit(place, 1 if event.button() is Qt.MouseButton.LeftButton else -1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count the second of two quick clicks like any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Stay where one is while a button is held."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when one goes on."""
        self.end_typing()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike, type and move."""
        place, key = self.place(), Qt.Key(event.key())
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held or place is None:
            super().keyPressEvent(event)
        elif key in DAYS:
            self.end_typing()
            self.day_asked.emit(DAYS[key])
        elif self.typed and key in {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}:
            self._untype(place, whole=key == Qt.Key.Key_Escape)
        elif key in ADD or key in TAKE:
            self.end_typing()
            self.struck.emit(place, 1 if key in ADD else -1)
        elif key in DOWN:
            self.end_typing()
            self.go_to_row(self.currentIndex().row() + 1)
        elif key in MOVES:
            self.end_typing()
            super().keyPressEvent(event)
        elif event.text() == "/":
            self.end_typing()
            self.part_asked.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self.typed = (self.typed + event.text())[-DIGITS:]
            self.viewport().update()
            self.typed_in.emit(place, self.typed)
        elif event.text().isalpha() and event.text().isascii():
            self.end_typing()
            self.letters.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def _untype(self, place: Place, *, whole: bool) -> None:
        if whole or len(self.typed) == 1:
            self.end_typing(keep=False)
            return
        self.typed = self.typed[:-1]
        self.viewport().update()
        self.typed_in.emit(place, self.typed)

    def keyboardSearch(self, _search: str) -> None:
        """Find rows by `letters` alone."""
