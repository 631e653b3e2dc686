"""A small table of dated rows on the card: read, added to, changed and taken from by mouse or keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.table import Column, Row, Table

FEW = 8  # rows in sight before the rest is asked for
KEYS = "N 添加，回车修改，Delete 删除"


class RowsTable(Table):
    """A table as high as its rows; N asks for another row, Delete for one to go."""

    add_asked = Signal()
    removal_asked = Signal(str)

    def __init__(self, columns: Sequence[Column], *, headed: bool) -> None:
        super().__init__(columns)
        self.horizontalHeader().setVisible(headed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[Row], total: int | None = None) -> None:
        """Show other rows, all of them in sight."""
        at = self.currentIndex().row()
        super().set_rows(rows, total)
        if at >= 0 and not self.currentIndex().isValid() and rows and self.hasFocus():
            self.setCurrentIndex(self.rows_model.index(min(at, len(rows) - 1), 0))
        self.show_whole()

    def _narrowed(self, room: int) -> list[int]:
        """Let the last of the long texts give way first: what a row is about stands before."""
        widths = list(self._widths)
        for number, column in reversed([*enumerate(self.rows_model.columns)]):
            over = sum(widths) - room
            if over > 0 and column.most is not None:
                least = theme.em(column.width) + theme.em(1.3)
                widths[number] = max(min(widths[number], least), widths[number] - over)
        return widths

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add and remove by one key each."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_N, Qt.Key.Key_Insert}:
            self.add_asked.emit()
        elif plain and event.key() == Qt.Key.Key_Delete and self.key():
            self.removal_asked.emit(self.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first row when the keyboard comes by."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "rows_model"):
            self.show_whole()


class RowsSection(QWidget):
    """A heading with its rows. `add_asked`, `edit_asked` and `removal_asked` carry the section's key, and a row's.

    `picked` says that one of its rows was chosen, `print_asked` carries one that shall be printed, where rows of the
    section are `printable`. Only what is `writable` offers anything to be changed.
    """

    add_asked = Signal(str)
    edit_asked = Signal(str, str)
    removal_asked = Signal(str, str)
    print_asked = Signal(str)
    picked = Signal(str)

    def __init__(
        self,
        key: str,
        heading: str,
        columns: Sequence[Column],
        *,
        note: str = "",
        headed: bool = True,
        adding: str = "添加",
        removable: bool = True,
        printable: bool = False,
    ) -> None:
        super().__init__()
        self.key = key
        self.label = heading
        self._adding, self._removable, self._writable = bool(adding), removable, True
        self._printable = printable
        self._rows: list[Row] = []
        self._all = False
        self.heading = theme.mark(QLabel(heading), role="heading")
        self.note = theme.mark(QLabel(note), role="small")
        self.table = RowsTable(columns, headed=headed)
        self.table.setAccessibleName(heading)
        self.table.setToolTip(KEYS)
        self.more_button = theme.mark(QPushButton(""), role="link")
        self.print_button = theme.mark(QPushButton("打印…"), role="quiet")
        self.edit_button = theme.mark(QPushButton("修改"), role="quiet")
        self.remove_button = theme.mark(QPushButton("删除"), role="quiet")
        self.add_button = theme.mark(QPushButton(adding), role="quiet")
        for button in self._buttons():
            button.setAccessibleName(f"{button.text()}{heading}")
        self.foot = theme.mark(QLabel(""), role="small")
        self.foot.setWordWrap(True)
        self._lay_out()
        self._wire()
        self.clear()

    def set_rows(self, rows: Sequence[Row], foot: str = "", *, writable: bool) -> None:
        """Show other rows, with a sentence below them; hidden where there is nothing to be shown."""
        self._rows, self._writable = list(rows), writable
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
        self.setVisible(bool(rows))
        self._show()

    @property
    def empty(self) -> bool:
        """Say whether there are no rows."""
        return not self._rows

    def clear(self) -> None:
        """Have no row chosen."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._offer()

    def fold(self) -> None:
        """Show the first rows only, as for somebody else."""
        self._all = False

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.print_button, self.edit_button, self.remove_button, self.add_button)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.em(0.5))
        head.addWidget(self.heading)
        head.addWidget(self.note)
        head.addStretch(1)
        for button in self._buttons():
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.print_button.clicked.connect(self._print)
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.more_button.clicked.connect(self._show_all)
        self.table.add_asked.connect(self._add)
        self.table.removal_asked.connect(self._remove)
        self.table.opened.connect(self._edit)
        self.table.picked.connect(self._picked)

    def _show(self) -> None:
        folded = not self._all and len(self._rows) > FEW + 1
        self.table.set_rows(self._rows[:FEW] if folded else self._rows)
        self.more_button.setText(f"显示全部 {len(self._rows)} 条")
        self.more_button.setVisible(folded)
        self._offer()

    def _offer(self) -> None:
        chosen = self._writable and bool(self.table.key())
        self.print_button.setVisible(self._printable and bool(self.table.key()))
        self.edit_button.setVisible(chosen)
        self.remove_button.setVisible(chosen and self._removable)
        self.add_button.setVisible(self._writable and self._adding)

    @Slot()
    def _add(self) -> None:
        if self._writable and self._adding:
            self.add_asked.emit(self.key)

    @Slot()
    def _edit(self) -> None:
        if self._writable and self.table.key():
            self.edit_asked.emit(self.key, self.table.key())

    @Slot()
    def _remove(self) -> None:
        if self._writable and self._removable and self.table.key():
            self.removal_asked.emit(self.key, self.table.key())

    @Slot()
    def _print(self) -> None:
        if self.table.key():
            self.print_asked.emit(self.table.key())

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _picked(self) -> None:
        self._offer()
        self.picked.emit(self.key)
