"""Figures by group as a table with bars in it: every number is a place of its own and leads to what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
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

from branchdesk.domain.clue_figures import Counted, Measure
from branchdesk.services.clues.clue_groups import Group
from branchdesk.ui import theme
from branchdesk.ui.charts import FILLS, block

Index = QModelIndex | QPersistentModelIndex
NAME, BAR = 0, 1
ROWS = 60  # of a table that stands whole on its page; of a longer one so many are in sight
MEASURED = 300  # rows whose names are looked at to find how wide their column must be
LONGEST = 18  # ems of a name


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name and figures, and the group they are of; without one it is the whole."""

    name: str
    counted: Counted
    group: Group | None = None

    @property
    def whole(self) -> bool:
        """Say whether the line is of everything."""
        return self.group is None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it shows of figures, what it sorts by, and which records lie behind."""

    title: str
    measure: Measure
    text: Callable[[Counted], str]
    order: Callable[[Counted], float]


class FiguresModel(QAbstractTableModel):
    """Lines under columns; the whole stands first, the groups in their own order or as they were sorted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ""
        self.columns: tuple[Column, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.most = 1
        self._given: tuple[Line, ...] = ()

    def show_lines(self, heading: str, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other figures."""
        self.beginResetModel()
        self.heading, self.columns = heading, tuple(columns)
        self.lines = self._given = tuple(lines)
        self.most = max((line.counted.all_reported for line in lines if not line.whole), default=1) or 1
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the groups by a column, or as they were given (-1)."""
        self.layoutAboutToBeChanged.emit()
        whole = [line for line in self._given if line.whole]
        groups = [line for line in self._given if not line.whole]
        if column == NAME:
            groups.sort(key=lambda line: line.name)
        elif column > NAME:
            groups.sort(key=lambda line: self.columns[column - 1].order(line.counted))
        if column >= NAME and order is Qt.SortOrder.DescendingOrder:
            groups.reverse()
        self.lines = (*whole, *groups)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count columns, the names among them."""
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give what Qt asks of one place."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if index.column() == NAME else self.columns[index.column() - 1].text(line.counted)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._told(line, index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Give a heading."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading if section == NAME else self.columns[section - 1].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section in {NAME, BAR} else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _told(self, line: Line, column: int) -> str:
        if column == NAME:
            return line.name
        one = self.columns[column - 1]
        return f"{line.name}，{one.title} {one.text(line.counted)}"


class FiguresPainter(QStyledItemDelegate):
    """Draws a place: the name, the number with its bar, or a number alone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        model = index.model()
        if not isinstance(model, FiguresModel):
            return
        line = model.lines[index.row()]
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setPen(QPen(QColor(theme.EDGE if line.whole else theme.LINE), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        inner = area.adjusted(theme.em(0.6), 0, -theme.em(0.6), 0)
        text = str(index.data())
        font = theme.font(bold=line.whole)
        leads = index.column() > NAME
        font.setUnderline(leads and bool(state & QStyle.StateFlag.State_MouseOver))
        painter.setFont(font)
        quiet = leads and text in {"0", "—"}
        painter.setPen(QColor(theme.QUIET if quiet else theme.INK))
        if index.column() == NAME:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        elif index.column() == BAR:
            self._bar(painter, inner, model, line, text)
        else:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -2.5), theme.em(0.3), theme.em(0.3))
        painter.restore()

    def _bar(self, painter: QPainter, inner: QRectF, model: FiguresModel, line: Line, text: str) -> None:
        """Write the number, and draw its bar after it; the whole has none, it would dwarf all others."""
        number = figure_width(model.lines)
        painter.drawText(
            QRectF(inner.left(), inner.top(), number, inner.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            text,
        )
        if line.whole:
            return
        high, counted = theme.em(0.8), line.counted
        x, top = int(inner.left()) + number + theme.em(0.6), int(inner.center().y()) - high // 2
        room = int(inner.right()) - x
        detailed, strokes = counted.handled, counted.strokes
        for part, fill in zip((detailed, strokes, counted.reported - detailed), FILLS, strict=True):
            wide = round(room * part / model.most)
            block(painter, QRect(x, top, wide, high), fill)
            x += wide


def figure_width(lines: Sequence[Line]) -> int:
    """Give the room of the widest number before the bars."""
    most = max((line.counted.all_reported for line in lines), default=0)
    return QFontMetrics(theme.font(bold=True)).horizontalAdvance(str(most)) + 2


class FiguresTable(QTableView):
    """The table; `asked` carries the line and the measure whose number was clicked or entered."""

    asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FiguresModel(self)
        self.setModel(self.figures)
        self.setItemDelegate(FiguresPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sectionClicked.connect(self._head_clicked)
        self._sorted = (-1, Qt.SortOrder.DescendingOrder)

    def show_lines(self, heading: str, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other figures, in their own order; the keyboard stays at its place as far as there is such a one."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), BAR)
        self.figures.show_lines(heading, columns, lines)
        self._sort(-1, Qt.SortOrder.DescendingOrder)
        self.verticalHeader().setDefaultSectionSize(theme.em(2.1))
        self._measure()
        if lines:
            place = self.figures.index(min(row, len(lines) - 1), min(column, self.figures.columnCount() - 1))
            self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; 排序 with S, as the heading that is clicked does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and self.currentIndex().isValid():
            self._head_clicked(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what leads somewhere."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint())
        leads = over.isValid() and over.column() > NAME
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the bars take what is left."""
        super().resizeEvent(event)
        self._measure()

    def _open(self, index: Index) -> None:
        if index.isValid() and index.column() > NAME:
            line = self.figures.lines[index.row()]
            self.asked.emit(line, self.figures.columns[index.column() - 1].measure)

    def _head_clicked(self, section: int) -> None:
        """Sort by a column, the largest first; the other way round; and as it was."""
        first, then = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        if section == NAME:
            first, then = then, first
        steps = {(section, first): (section, then), (section, then): (-1, first)}
        self._sort(*steps.get(self._sorted, (section, first)))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted = (column, order)
        head = self.horizontalHeader()
        head.setSortIndicatorShown(column >= 0)
        if column >= 0:
            head.setSortIndicator(column, order)
        self.figures.sort(column, order)

    def _measure(self) -> None:
        """Give each column the room of its heading and its widest number, the bars what is left."""
        lines, columns = self.figures.lines[:MEASURED], self.figures.columns
        if not columns:
            return
        plain, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
        pad = theme.em(1.3)
        names = max((bold.horizontalAdvance(line.name) for line in lines), default=0)
        widths = [min(max(names, bold.horizontalAdvance(self.figures.heading)), theme.em(LONGEST)) + pad]
        for column in columns:
            texts = {column.text(line.counted) for line in lines} | {column.title}
            mark = theme.em(0.6)  # for the sort's arrow
            widths.append(max(bold.horizontalAdvance(text) for text in texts) + pad + mark)
        widths[BAR] = max(widths[BAR], figure_width(lines) + theme.em(5), plain.horizontalAdvance(columns[0].title))
        spare = self.viewport().width() - sum(widths)
        if spare < 0:  # a long name gives way first
            least = theme.em(8) + pad
            narrower = max(min(widths[NAME], least), widths[NAME] + spare)
            spare += widths[NAME] - narrower
            widths[NAME] = narrower
        widths[BAR] += max(spare, 0)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._stand(over=spare < 0)

    def _stand(self, *, over: bool) -> None:
        """Be as high as the lines are, up to so many; one that scrolls sideways has room for its bar."""
        rows = self.verticalHeader().defaultSectionSize() * min(len(self.figures.lines), ROWS)
        bar = self.horizontalScrollBar().sizeHint().height() if over else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 2)
