"""The year as a sheet: rules down, months across, each cell as wide as the time it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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

from branchdesk.domain.duties.board import BoardRow, Cell, Look
from branchdesk.ui import theme

MONTHS = 12
SMALL = 0.92
KEY = Qt.Key
GROUNDS = {
    Look.NONE: (theme.PAGE, theme.QUIET),
    Look.DONE: ("#dcefdd", "#1d5a24"),
    Look.OFTEN: ("#b9dfbc", "#17481c"),
    Look.PART: (theme.BAD_SOFT, theme.BAD),
    Look.LATE: (theme.BAD_SOFT, theme.BAD),
    Look.DUE: (theme.WARN_SOFT, theme.WARN),
    Look.PLANNED: ("#e3ecf7", "#24507f"),
    Look.EXEMPT: (theme.SUNKEN, theme.QUIET),
    Look.BEFORE_START: (theme.SUNKEN, theme.QUIET),
}
WORDS = {
    Look.NONE: "",
    Look.DONE: "已完成",
    Look.OFTEN: "多于要求",
    Look.PART: "没有做完，已逾期",
    Look.LATE: "逾期",
    Look.DUE: "待办",
    Look.PLANNED: "已计划",
    Look.EXEMPT: "不要求",
    Look.BEFORE_START: "启用前",
}


class YearSheet(QWidget):
    """Shows a year; `opened` carries (row, place of the cell in it) when one is clicked or entered.

    `moved` carries the same as one goes about. `month`, where it is set, is the one that today lies in: it stands out.
    """

    opened = Signal(int, int)
    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[BoardRow] = []
        self.month = 0
        self._row, self._month = 0, 1  # where the keyboard is: the cell of this row that covers this month
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[BoardRow], month: int = 0) -> None:
        """Show another year; the keyboard stays where it is as far as there is such a place."""
        self.rows, self.month = list(rows), month
        self._row = min(self._row, max(len(self.rows) - 1, 0))
        self._name()
        self.updateGeometry()
        self.update()

    def go_to(self, row: int, month: int) -> None:
        """Put the keyboard to the cell of a row that covers a month."""
        self._row, self._month = row, month
        self._name()
        self.update()

    def place(self) -> tuple[int, int] | None:
        """Give the row, and the place of the cell in it, where the keyboard is."""
        if not self.rows:
            return None
        return self._row, self._index(self._row, self._month)

    def sizeHint(self) -> QSize:
        """Ask for the months' heading and one line a rule."""
        return QSize(theme.em(42), self._head() + theme.row_height() * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        """Need each month's name."""
        month = QFontMetrics(theme.font(SMALL)).horizontalAdvance("12月") + theme.em(0.4)
        return QSize(self._labels() + month * MONTHS, self.sizeHint().height())

    def area(self, row: int, place: int) -> QRectF:
        """Give where a cell is drawn."""
        cell = self.rows[row].cells[place]
        top = self._head() + row * theme.row_height()
        gap = theme.em(0.22)
        width = self._step() * (cell.last - cell.first + 1)
        return QRectF(self._left(cell.first), top, width, theme.row_height()).adjusted(gap, gap, -gap, -gap)

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the year."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        for month in range(1, MONTHS + 1):
            here = month == self.month
            painter.setFont(theme.font(SMALL, bold=here))
            painter.setPen(QColor(theme.INK if here else theme.QUIET))
            painter.drawText(QRectF(self._left(month), 0, self._step(), self._head()), centre, f"{month}月")
        for number, row in enumerate(self.rows):
            top = self._head() + number * theme.row_height()
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.drawLine(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5))
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.INK))
            label = QRectF(theme.em(0.6), top, self._labels(), theme.row_height())
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.label)
            painter.setFont(theme.font(SMALL))
            for place, cell in enumerate(row.cells):
                self._draw(painter, self.area(number, place), cell)
        if self.hasFocus() and (at := self.place()):
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.area(*at), theme.em(0.25), theme.em(0.25))

    def _draw(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        ground, ink = GROUNDS[cell.look]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, theme.em(0.25), theme.em(0.25))
        painter.setPen(QColor(ink))
        metrics, width = painter.fontMetrics(), int(area.width())
        text = cell.text
        if metrics.horizontalAdvance(text) > width:  # 23日 in a narrow month is 23
            text = metrics.elidedText(text.rstrip("日次"), Qt.TextElideMode.ElideRight, width)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    # -- mouse and keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        if found := self._under(event.position().toPoint()):
            self._row, self._month = found
            self._moved()
            self.opened.emit(*(self.place() or (0, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with the arrows, Home and End, open with Enter."""
        if not self.rows:
            super().keyPressEvent(event)
            return
        cell = self.rows[self._row].cells[self._index(self._row, self._month)]
        down, month = 0, self._month
        match event.key():
            case KEY.Key_Left:
                month = max(cell.first - 1, 1)
            case KEY.Key_Right:
                month = min(cell.last + 1, MONTHS)
            case KEY.Key_Home:
                month = 1
            case KEY.Key_End:
                month = MONTHS
            case KEY.Key_Up:
                down = -1
            case KEY.Key_Down:
                down = 1
            case KEY.Key_Return | KEY.Key_Enter | KEY.Key_Space:
                self.opened.emit(*(self.place() or (0, 0)))
                return
            case _:
                super().keyPressEvent(event)
                return
        self._row, self._month = min(max(self._row + down, 0), len(self.rows) - 1), month
        self._moved()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in a tip what a cell is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if found := self._under(event.pos()):
                row, month = found
                QToolTip.showText(event.globalPos(), self._told(row, self._index(row, month)), self)
            return True
        return super().event(event)

    def _moved(self) -> None:
        self._name()
        self.update()
        if at := self.place():
            self.moved.emit(*at)

    def _name(self) -> None:
        if at := self.place():
            self.setAccessibleName(self._told(*at))

    def _told(self, row: int, place: int) -> str:
        """Say a cell in words: its rule, its months, how it stands, and whose is still open."""
        one = self.rows[row]
        cell = one.cells[place]
        months = f"{cell.first}月" if cell.first == cell.last else f"{cell.first}月至{cell.last}月"
        open_ones = [duty.group or duty.name or "" for duty in cell.duties if duty.state in {"due", "late"}]
        lacking = f"缺{'、'.join(filter(None, open_ones))}" if any(open_ones) and len(cell.duties) > 1 else ""
        notes = next((duty.note for duty in cell.duties if duty.note), "")
        return "，".join(part for part in (one.label, months, WORDS[cell.look], cell.text, lacking, notes) if part)

    # -- where things are

    def _index(self, row: int, month: int) -> int:
        cells = self.rows[row].cells
        return next((place for place, cell in enumerate(cells) if cell.first <= month <= cell.last), 0)

    def _head(self) -> int:
        return theme.em(2.2)

    def _labels(self) -> int:
        metrics = QFontMetrics(theme.font())
        return max((metrics.horizontalAdvance(row.label) for row in self.rows), default=0) + theme.em(1.6)

    def _step(self) -> float:
        return (self.width() - self._labels()) / MONTHS

    def _left(self, month: int) -> float:
        return self._labels() + (month - 1) * self._step()

    def _under(self, point: QPoint) -> tuple[int, int] | None:
        """Give the row and the month below a point, or None."""
        row = int((point.y() - self._head()) // theme.row_height())
        month = int((point.x() - self._labels()) // self._step()) + 1
        inside = point.y() >= self._head() and row < len(self.rows) and 1 <= month <= MONTHS
        return (row, month) if inside else None
