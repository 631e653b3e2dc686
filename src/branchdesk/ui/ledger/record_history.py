"""The past of one record, field by field: a table for a card or a form, and the window in which a form shows it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk.services.keeping import past
from branchdesk.services.keeping.past import RecordMoment
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import history as say

COLUMNS = (
    Column("at", "时间", 8.5, sortable=False),
    Column("operator", "操作人", 4, sortable=False),
    Column("label", "栏目", 6, sortable=False, most=9),
    Column("old", "原值", 6, sortable=False, most=16, stretch=True),
    Column("new", "新值", 6, sortable=False, most=16, stretch=True),
    Column("state", "", 3, sortable=False),
)
WIDE, HIGH = 62, 34


class RecordHistory(QWidget):
    """Every change of one record, newest first; `opened` carries the operation of the row that was opened."""

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, most: int | None = None) -> None:
        """Take the rows that may be in sight at once (`most`) where it stands on a page among other things."""
        super().__init__(parent)
        self.desk = desk
        self._most = most
        self._wanted = ("", "")
        self._steps: list[str] = []
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("修改历史")
        self.table.opened.connect(self._open)
        self.nothing = theme.mark(QLabel("没有修改记录：建立数据文件时已有的内容不记修改历史。"), tone="quiet")
        self.nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.setFocusProxy(self.table)

    def show_record(self, kind: str, record: str) -> None:
        """Show the past of a record; `kind` is its ledger's key or its table's name."""
        self._wanted = (kind, record)
        self.desk.read(lambda store: ((kind, record), past.of_record(store, kind, record)), self._show)

    def _show(self, found: tuple[tuple[str, str], tuple[RecordMoment, ...]]) -> None:
        wanted, moments = found
        if wanted != self._wanted:
            return
        self._steps = [moment.step.id for moment in moments for _ in moment.lines]
        self.table.set_rows(list(rows_of(moments)))
        self.stack.setCurrentWidget(self.table if moments else self.nothing)
        if moments:
            self.table.choose("0")
        if self._most is not None:
            beyond = max(self.table.rows_model.rowCount() - self._most, 0)
            height = self.table.whole_height() - beyond * theme.row_height()
            self.stack.setFixedHeight(height if moments else self.nothing.sizeHint().height())

    def _open(self, key: str) -> None:
        self.opened.emit(self._steps[int(key)])


def rows_of(moments: Iterable[RecordMoment]) -> Iterable[Row]:
    """Make a row of each field; time and operator stand in the first row of a step."""
    number = 0
    for moment in moments:
        step = moment.step
        for place, line in enumerate(moment.lines):
            at, operator = (say.moment(step.at), step.operator) if place == 0 else ("", "")
            state = Cell("已撤销", Tone.QUIET, mark=Mark.PILL) if step.undone and place == 0 else ""
            cells = (Cell(at, tip=step.title), operator, line.label, line.old, line.new, state)
            yield Row(str(number), cells, faded=step.undone)
            number += 1


class RecordHistoryDialog(QDialog):
    """The past of one record in a window of its own; Esc puts it away."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.history = RecordHistory(desk, self)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.em(1),) * 4)
        column.setSpacing(theme.em(0.8))
        column.addWidget(self.history, 1)
        column.addLayout(foot)

    def show_record(self, kind: str, record: str, name: str) -> None:
        """Open on a record's past."""
        self.setWindowTitle(f"修改历史 · {name}" if name else "修改历史")
        self.history.show_record(kind, record)
        room = self.screen().availableSize()
        self.resize(min(theme.em(WIDE), room.width()), min(theme.em(HIGH), room.height()))
        self.open()
        self.history.setFocus()
