"""Every list of the program: one model over plain rows, one way of drawing them.

Rows have one height, taken from the text; nothing is ever measured over the whole model; nothing is shortened with dots
unless its column says that it is long text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
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

from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

MEASURED = 200  # rows looked at to find how wide a column must be
CELL = Qt.ItemDataRole.UserRole
KEY = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Mark(Enum):
    """What is drawn with a cell's text: a dot in its tone before it, or a pill of its tone around it."""

    NONE = "none"
    DOT = "dot"
    PILL = "pill"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is in full-width characters; the column that may `stretch` takes the room that is left.

    `most` is for long text: the column grows to so many characters and then shortens, the whole shown by the tooltip.
    `given` is a width in ems that somebody gave the column: it is kept, whatever stands in it.
    """

    key: str
    title: str
    width: float = 6
    right: bool = False
    stretch: bool = False
    sortable: bool = True
    most: float | None = None
    given: float | None = None

    def shortens(self) -> bool:
        """Say whether text that does not fit is shortened."""
        return self.most is not None or self.given is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place of a table shows; `sort` is what it is ordered by where that is not its text."""

    text: str
    tone: Tone = Tone.INK
    bold: bool = False
    mark: Mark = Mark.NONE
    sort: Any = None
    tip: str = ""

    def order(self) -> tuple[int, Any]:
        """Give what to sort by; what is empty comes last."""
        if self.sort is not None:
            return (0, self.sort)
        return (0, self.text) if self.text else (1, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the key of what it shows, and its cells (text alone is a plain cell).

    A `heading` stands above the rows of a group: its first cell reaches across, and it cannot be chosen.
    """

    key: str
    cells: tuple[Cell | str, ...]
    faded: bool = False
    heading: bool = False

    def cell(self, column: int) -> Cell:
        """Give one place, plain text made a cell."""
        found = self.cells[column] if column < len(self.cells) else ""
        return Cell(found) if isinstance(found, str) else found


class TableModel(QAbstractTableModel):
    """Plain rows under plain columns; `more_wanted` asks for those after the rows there are, where there are more.

    `marks` stand behind the headings of columns, by key; `editable` are the keys of columns whose cells may be edited.
    """

    more_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self.total = 0
        self.marks: dict[str, str] = {}
        self.editable: frozenset[str] = frozenset()
        self._asked = False

    def heading(self, section: int) -> str:
        """Give what stands above a column."""
        column = self.columns[section]
        return column.title + self.marks.get(column.key, "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells of some columns be edited, and no heading of a group be chosen."""
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].key in self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, and no rows until they are given anew."""
        self.beginResetModel()
        self.columns, self.rows, self.total = tuple(columns), [], 0
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row], total: int | None = None) -> None:
        """Show other rows; `total` says how many there are in all, where these are only the first."""
        self.beginResetModel()
        self.rows = list(rows)
        self.total = len(self.rows) if total is None else total
        self._asked = False
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows below; where none come, there are no more."""
        self._asked = False
        if not rows:
            self.total = len(self.rows)
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are more rows to ask for."""
        return not parent.isValid() and not self._asked and len(self.rows) < self.total

    def fetchMore(self, _parent: Index) -> None:
        """Ask for more rows, once."""
        self._asked = True
        self.more_wanted.emit(len(self.rows))

    def rowCount(self, parent: Index | None = None) -> int:
        """Count rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give what Qt asks of one place."""
        row = self.rows[index.row()]
        cell = row.cell(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or (cell.text if self.columns[index.column()].shortens() else None)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case int(value) if value == CELL:
                return cell
            case int(value) if value == KEY:
                return row.key
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Give a heading."""
        if orientation is Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RowPainter(QStyledItemDelegate):
    """Draws a place: hairline below, soft red when chosen, dot or pill where there is one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        cell: Cell = index.data(CELL)
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.ACCENT_SOFT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.PAGE))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        model = index.model()
        faded = isinstance(model, TableModel) and model.rows[index.row()].faded
        tone = Tone.QUIET if faded else cell.tone
        painter.setFont(theme.font(bold=cell.bold))
        inner = area.adjusted(theme.em(0.6), 0, -theme.em(0.6), 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if cell.mark is Mark.DOT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tone))
            radius = theme.em(0.32)
            painter.drawEllipse(QPointF(inner.left() + radius, inner.center().y()), radius, radius)
            inner.setLeft(inner.left() + theme.em(1.1))
            tone = Tone.QUIET if faded else Tone.INK
        text = cell.text
        if isinstance(model, TableModel) and model.columns[index.column()].shortens():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        if cell.mark is Mark.PILL and text:
            self._pill(painter, inner, text, tone, align)
        else:
            painter.setPen(theme.colour(tone))
            painter.drawText(inner, align | Qt.TextFlag.TextSingleLine, text)
        painter.restore()

    def _pill(self, painter: QPainter, inner: QRectF, text: str, tone: Tone, align: Qt.AlignmentFlag) -> None:
        painter.setFont(theme.font(0.92))
        width = painter.fontMetrics().horizontalAdvance(text) + theme.em(1.2)
        height = theme.em(1.5)
        left = inner.right() - width if align & Qt.AlignmentFlag.AlignRight else inner.left()
        pill = QRectF(left, inner.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(tone))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.colour(tone))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for a row's height."""
        return QSize(0, theme.row_height())


class Table(QTableView):
    """A list as every screen shows it.

    `opened` carries a row's key on a double click or Enter; `picked` on every move. A heading that is pressed sorts the
    rows, or sends `sort_asked` (column key, ascending) where `set_sorter` said that the screen sorts.
    """

    opened = Signal(str)
    picked = Signal(str)
    sort_asked = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None, *, one_click: bool = False) -> None:
        """Take the columns; `one_click` opens a row at the first click, for lists that are only a way to things."""
        super().__init__(parent)
        self.rows_model = TableModel(columns, self)
        self._sorting_outside = False
        self._widths: list[int] = []
        self.setModel(self.rows_model)
        self.setItemDelegate(RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.em(2))
        header.sectionClicked.connect(self._head_clicked)
        if one_click:
            self.clicked.connect(self._open_index)
        else:
            self.doubleClicked.connect(self._open_index)
        self._measure()

    def set_sorter(self) -> None:
        """Leave the sorting to whoever hears `sort_asked`."""
        self._sorting_outside = True

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.rows_model.set_columns(columns)
        self._measure()

    def set_rows(self, rows: Sequence[Row], total: int | None = None) -> None:
        """Show other rows; the row that was chosen stays chosen where it is still there.

        `total` says how many there are in all: the model then asks for more as the list is scrolled down.
        """
        key, top = self.key(), self.verticalScrollBar().value()
        self.rows_model.set_rows(rows, total)
        self._measure()
        self.clearSpans()
        for number, row in enumerate(rows):
            if row.heading and len(self.rows_model.columns) > 1:
                self.setSpan(number, 0, 1, len(self.rows_model.columns))
        if key:
            self.choose(key)
        self.verticalScrollBar().setValue(top)
        self.updateGeometry()

    def key(self) -> str:
        """Give the key of the chosen row, or nothing."""
        index = self.currentIndex()
        return str(index.data(KEY)) if index.isValid() else ""

    def keys(self) -> list[str]:
        """Give the keys of all chosen rows, from the top."""
        return [self.rows_model.rows[index.row()].key for index in sorted(self.selectionModel().selectedRows())]

    def choose(self, key: str) -> bool:
        """Choose a row and say whether it is there."""
        for number, row in enumerate(self.rows_model.rows):
            if row.key == key:
                self.setCurrentIndex(self.rows_model.index(number, 0))
                return True
        return False

    def show_sorted(self, key: str, *, ascending: bool = True) -> None:
        """Show by which column the rows are sorted, without sorting."""
        keys = [column.key for column in self.rows_model.columns]
        if key in keys:
            order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
            self.horizontalHeader().setSortIndicatorShown(True)
            self.horizontalHeader().setSortIndicator(keys.index(key), order)

    def whole_height(self) -> int:
        """Give the height at which all rows are in sight."""
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return head + self.rows_model.rowCount() * theme.row_height() + theme.em(0.2)

    def show_whole(self) -> None:
        """Be as high as the rows, for a short list inside a page that scrolls."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.whole_height())

    def needed_width(self) -> int:
        """Give the width at which no column has to scroll."""
        return sum(self._widths)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the keyboard or mouse is on."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.picked.emit(str(current.data(KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open_index(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the stretching column take what is left."""
        super().resizeEvent(event)
        self._spread()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_widths"):
            self._measure()

    @Slot(QModelIndex)
    def _open_index(self, index: Index) -> None:
        self.opened.emit(str(index.data(KEY)))

    @Slot(int)
    def _head_clicked(self, section: int) -> None:
        column = self.rows_model.columns[section]
        if not column.sortable:
            return
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == section
        ascending = not (again and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder)
        self.show_sorted(column.key, ascending=ascending)
        if self._sorting_outside:
            self.sort_asked.emit(column.key, ascending)
            return
        order: Callable[[Row], tuple[int, Any]] = lambda row: row.cell(section).order()  # noqa: E731 - named for its type
        self.set_rows(sorted(self.rows_model.rows, key=order, reverse=not ascending))

    def _measure(self) -> None:
        """Find each column's width from its field's width, its heading and its first rows."""
        metrics, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
        pad = theme.em(1.3)
        extra = {Mark.NONE: 0, Mark.DOT: theme.em(1.1), Mark.PILL: theme.em(1.2)}
        self._widths = []
        for number, column in enumerate(self.rows_model.columns):
            if column.given is not None:
                self._widths.append(theme.em(column.given))
                continue
            heading = self.rows_model.heading(number)
            width = max(theme.em(column.width), metrics.horizontalAdvance(heading) + theme.em(0.9))
            cells = (row.cell(number) for row in self.rows_model.rows[:MEASURED] if not row.heading)
            for text, is_bold, mark in {(cell.text, cell.bold, cell.mark) for cell in cells}:
                width = max(width, (bold if is_bold else metrics).horizontalAdvance(text) + extra[mark])
            if column.most is not None:
                width = min(width, theme.em(column.most))
            self._widths.append(width + pad)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._spread()

    def _spread(self) -> None:
        """Give the columns their widths, and what is left to those that stretch."""
        widths = self._narrowed(self.viewport().width())
        spare = self.viewport().width() - sum(widths)
        columns = enumerate(self.rows_model.columns)
        stretching = [number for number, column in columns if column.stretch and column.given is None]
        for number, width in enumerate(widths):
            share = max(0, spare) // len(stretching) if number in stretching else 0
            self.setColumnWidth(number, width + share)

    def _narrowed(self, room: int) -> list[int]:
        """Let long texts give way, down to their columns' own width, before the table scrolls sideways."""
        widths = list(self._widths)
        for number, column in enumerate(self.rows_model.columns):
            over = sum(widths) - room
            if over > 0 and column.most is not None and column.given is None:
                least = theme.em(column.width) + theme.em(1.3)
                widths[number] = max(min(widths[number], least), widths[number] - over)
        return widths
