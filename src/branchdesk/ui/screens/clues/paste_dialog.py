"""Rows read from a chat or a copied table: each can be put right before all of them are entered in one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.clue_chat import Row
from branchdesk.services.clues import clue_paste
from branchdesk.services.clues.clue_paste import Looked, Pasted
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_paste as say

PAUSE = 300  # milliseconds of quiet before changed rows are looked at again
HINT = "F2 或直接输入修改 · F7 记为重复或取消 · Delete 不要这一行 · Ctrl+Enter 登记"
HEADS = {
    "reported_on": ("日期", 6.2),
    "reported_at": ("时间", 3.4),
    "reporter": ("提报人", 5),
    "text": ("线索内容", 14),
    "grid": ("网格", 6),
    "place": ("地点", 6),
    "category": ("类别", 5.5),
    "unit": ("承办单位", 6.5),
}
KEYS = tuple(HEADS)
SAID = len(KEYS)
WIDTH, HEIGHT, SAID_WIDTH = 92, 34, 11


class _Rows(QTableWidget):
    """The rows; Delete asks for the current one to go."""

    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete take a row out."""
        if event.key() == Qt.Key.Key_Delete:
            self.gone.emit()
        else:
            super().keyPressEvent(event)


class PasteDialog(QDialog):
    """Shows what was read; `entered` carries what was done, once it is."""

    entered = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, rows: Sequence[Row]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._room = parent.window().size() - QSize(theme.em(2), theme.em(3))
        self._rows = [dict(row) for row in rows]
        self._looked: tuple[Looked, ...] = ()
        self._repeats: dict[int, bool] = {}  # by the row's identity: whether it is noted as a duplicate
        self._turn = 0
        self._filling = False
        self.setWindowTitle("粘贴登记")
        self.table = _Rows(0, SAID + 1)
        self.table.setHorizontalHeaderLabels([*(name for name, _ in HEADS.values()), "登记后"])
        self.table.setAccessibleName("粘贴的线索")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setMinimumSectionSize(theme.em(2.4))
        self.table.setTabKeyNavigation(False)
        theme.mark(self.table, role="framed")
        self.told = theme.mark(QLabel(HINT), role="small")
        self.told.setWordWrap(True)
        self.repeat_button = QPushButton("记为重复")
        self.repeat_button.setToolTip("F7")
        self.repeat_button.setAutoDefault(False)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        self.enter_button = theme.mark(QPushButton("登记"), role="primary")
        self.enter_button.setAutoDefault(False)
        self.enter_button.setToolTip("Ctrl+Enter")
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(PAUSE)
        self._lay_out()
        self._listen()
        self._fill()
        self._look()

    def _lay_out(self) -> None:
        head = self.table.horizontalHeader()
        for at, (_, width) in enumerate(HEADS.values()):
            self.table.setColumnWidth(at, theme.em(width))
        self.table.setColumnWidth(SAID, theme.em(SAID_WIDTH))
        head.setSectionResizeMode(KEYS.index("text"), QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.em(3.4))
        head.moveSection(SAID, 0)  # what becomes of a row is seen in the narrowest window too
        head.setHighlightSections(False)
        self.table.verticalHeader().setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addWidget(self.told, 1)
        for button in (self.repeat_button, self.cancel_button, self.enter_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.1))
        column.setSpacing(theme.em(0.8))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(self._room.boundedTo(QSize(theme.em(WIDTH), theme.em(HEIGHT))))

    def _listen(self) -> None:
        self.table.itemChanged.connect(self._changed)
        self.table.gone.connect(self.drop)
        self.table.currentCellChanged.connect(self._tell)
        self._looking.timeout.connect(self._look)
        self.repeat_button.clicked.connect(self.repeat)
        self.cancel_button.clicked.connect(self.reject)
        self.enter_button.clicked.connect(self.enter)
        bind(self, ("F7", self.repeat), ("Ctrl+Return", self.enter), ("Ctrl+Enter", self.enter))

    # -- what is shown

    def _fill(self) -> None:
        """Show the rows, the keyboard at the text of the first."""
        at = max(self.table.currentRow(), 0)
        self._filling = True
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, key in enumerate(KEYS):
                self.table.setItem(number, column, QTableWidgetItem(row.get(key, "")))
        self._filling = False
        self._draw()
        self.table.resizeRowsToContents()
        if self._rows:
            self.table.setCurrentCell(min(at, len(self._rows) - 1), KEYS.index("text"))

    def _draw(self) -> None:
        """Say beside each row what becomes of it."""
        self._filling = True
        for number, row in enumerate(self._rows):
            looked = self._looked[number] if number < len(self._looked) else None
            item = QTableWidgetItem(self._said(row, looked))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setForeground(theme.colour(_tone(looked)))
            item.setToolTip("".join(looked.doubts) if looked else "")
            self.table.setItem(number, SAID, item)
        self._filling = False
        new = sum(one.new for one in self._looked)
        self.enter_button.setText(f"登记{new}条" if self._looked else "登记")
        self.enter_button.setEnabled(bool(self._looked) and not any(one.refused for one in self._looked))
        self._tell()

    def _said(self, row: Row, looked: Looked | None) -> str:
        if looked is None:
            return ""
        if looked.repeats is not None and self._repeats.get(id(row)):
            first = looked.repeats
            return say.will_repeat(first) if isinstance(first, str) else say.will_repeat_row(first + 1)
        doubt = "，有一格认不出" if looked.doubts and not looked.refused else ""
        return f"{looked.said}{doubt}"

    @Slot()
    def _tell(self) -> None:
        """Say what is wrong with the current row, or what the keys do."""
        at = self.table.currentRow()
        looked = self._looked[at] if 0 <= at < len(self._looked) else None
        self.repeat_button.setEnabled(looked is not None and looked.repeats is not None)
        said = "".join(looked.doubts) if looked else ""
        self.told.setText(said or HINT)
        theme.mark(self.told, tone=Tone.WARN if said else Tone.QUIET)

    # -- what is done

    @Slot(QTableWidgetItem)
    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() == SAID:
            return
        self._rows[item.row()][KEYS[item.column()]] = item.text().strip()
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        """Ask what would become of the rows as they are; an answer that comes too late is dropped."""
        self._turn += 1
        turn, rows = self._turn, self._told()

        def seen(looked: tuple[Looked, ...]) -> None:
            if turn == self._turn:
                self._looked = looked
                self._draw()

        self._desk.read(lambda store: clue_paste.look(store, rows), seen, owner=self)

    def _told(self) -> tuple[Row, ...]:
        return tuple({key: text for key, text in row.items() if text} for row in self._rows)

    @Slot()
    def repeat(self) -> None:
        """Note the current row as a duplicate of what it may repeat, or not after all."""
        at = self.table.currentRow()
        if 0 <= at < len(self._looked) and self._looked[at].repeats is not None:
            row = self._rows[at]
            self._repeats[id(row)] = not self._repeats.get(id(row), False)
            self._draw()

    @Slot()
    def drop(self) -> None:
        """Take the current row out."""
        at = self.table.currentRow()
        if 0 <= at < len(self._rows):
            del self._rows[at]
            self._looked = ()
            self._fill()
            self._look()

    @Slot()
    def enter(self) -> None:
        """Enter all rows in one step."""
        if not self.enter_button.isEnabled() or self._looking.isActive():
            return
        rows = self._told()
        repeats = {
            at: one.repeats
            for at, one in enumerate(self._looked)
            if one.repeats is not None and self._repeats.get(id(self._rows[at]))
        }
        self.enter_button.setEnabled(False)

        def done(pasted: Pasted) -> None:
            self.entered.emit(pasted)
            self.accept()

        def failed(_error: Exception) -> None:
            self.enter_button.setEnabled(True)

        self._desk.write(lambda store: clue_paste.enter(store, rows, repeats), done, failed=failed, owner=self)


def _tone(looked: Looked | None) -> Tone:
    if looked is None or not (looked.new or looked.refused):
        return Tone.QUIET
    if looked.refused:
        return Tone.BAD
    return Tone.WARN if looked.repeats is not None or looked.doubts else Tone.INK
