"""The panel that says which columns a list shows, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk.ledgers.spec import Ledger
from branchdesk.ui import theme
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.panel import Panel


class ColumnsPanel(Panel):
    """A ticked line for each field; `chosen` carries the keys of the columns, in order, after each change.

    `restored` asks for the columns and widths that the ledger begins with.
    """

    chosen = Signal(list)
    restored = Signal()

    def __init__(self, parent: QWidget, ledger: Ledger) -> None:
        super().__init__(parent, "显示的列", width=22)
        self._ledger = ledger
        self.lines = CheckList()
        self.lines.setAccessibleName("列")
        self.lines.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lines.itemChanged.connect(self._tell)
        self.lines.model().rowsMoved.connect(self._tell)
        self.lines.installEventFilter(self)
        self.up, self.down = QPushButton("上移"), QPushButton("下移")
        for button, by in ((self.up, -1), (self.down, 1)):
            button.setAutoDefault(False)
            button.setToolTip(f"Alt+{'↑' if by < 0 else '↓'}")
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        hint = theme.mark(QLabel("空格勾选，Alt+↑↓ 或拖动换位置"), role="small")
        self.column.addWidget(hint)
        self.column.addWidget(self.lines)
        self.column.addLayout(row)
        self.restore_button = self.add_button("恢复默认", role="quiet", first=True)
        self.restore_button.clicked.connect(self.restored)
        self.add_button("完成", role="primary").clicked.connect(self.accept)

    def show_columns(self, shown: Sequence[str]) -> None:
        """List the columns shown, in their order, then the others in the ledger's."""
        rest = [field.key for field in self._ledger.fields if field.key not in shown]
        lines = [(key, self._ledger.field(key).label) for key in (*shown, *rest)]
        self.lines.set_lines(lines, shown)

    def begin(self, anchor: QWidget, shown: Sequence[str]) -> None:
        """Come up."""
        self.refuse("")
        self.show_columns(shown)
        self.show_below(anchor)
        self.lines.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move a line with Alt and an arrow."""
        if watched is self.lines and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.lines.currentRow()
        if 0 <= row + by < self.lines.count():
            item = self.lines.takeItem(row)
            self.lines.insertItem(row + by, item)
            self.lines.setCurrentRow(row + by)
            self._tell()

    @Slot()
    def _tell(self) -> None:
        ticked = [str(key) for key in self.lines.ticked()]
        self.refuse("" if ticked else "至少留一列。")
        if ticked:
            self.chosen.emit(ticked)
