"""重排次数: which meetings are counted together, what number each has and would get, and one button to do it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.services import Changes
from branchdesk.services.meetings import numbering
from branchdesk.services.meetings.numbering import Numbered, Sequence
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words.numbering import sequence

COLUMNS = (
    Column("starts", "日期", 6, sortable=False),
    Column("title", "主题", 8, stretch=True, sortable=False, most=18),
    Column("old", "现在", 4, sortable=False),
    Column("new", "重排后", 4, sortable=False),
    Column("note", "", 6, sortable=False),
)
RULE = "按会议日期排序，只算已召开的会议；已签字的记录保留原来的次数。"
WIDTH, HEIGHT = 42, 34


class RenumberDialog(QDialog):
    """Shows what would change, sequence by sequence; done, it is accepted and the step can be taken back."""

    def __init__(self, parent: QWidget, desk: Desk, kind: str = "") -> None:
        """Begin with the latest sequence of a kind."""
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._turn = 0
        self._sequences: tuple[Sequence, ...] = ()
        self.done_title = ""
        self.setWindowTitle("重排次数")
        self.box = DropDown()
        self.box.setAccessibleName("会议种类和年份")
        self.box.setMaxVisibleItems(14)
        self.box.currentIndexChanged.connect(self._preview)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("次数的变化")
        theme.mark(self.table, role="framed")
        self.told = theme.mark(QLabel(""), tone="quiet")
        self.told.setWordWrap(True)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.go_button = theme.mark(QPushButton("重排"), role="primary")
        self.go_button.setDefault(True)
        self.go_button.setEnabled(False)
        self.go_button.clicked.connect(self._go)
        self._lay_out()
        desk.read(numbering.sequences, self._take_sequences)

    def wanted(self) -> Sequence | None:
        """Give the sequence that is looked at."""
        at = self.box.currentIndex()
        return self._sequences[at] if 0 <= at < len(self._sequences) else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.3), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.7))
        rule = theme.mark(QLabel(RULE), role="small")
        rule.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(0.7))
        buttons.addWidget(self.told, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.go_button)
        for widget in (self.box, rule):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(theme.em(WIDTH), theme.em(HEIGHT))

    def _take_sequences(self, found: tuple[Sequence, ...]) -> None:
        self._sequences = found
        self.box.clear()
        for one in found:
            self.box.addItem(sequence(one.kind, one.group, one.year))
        kinds = [one.kind for one in found]
        if self._kind in kinds:
            self.box.setCurrentIndex(kinds.index(self._kind))
        if not found:
            self.told.setText("还没有已召开的会议。")

    @Slot()
    def _preview(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        self._turn += 1
        turn = self._turn

        def shown(found: tuple[Numbered, ...]) -> None:
            if turn == self._turn:
                self._show(found)

        self._desk.read(lambda store: numbering.preview(store, wanted), shown, owner=self)

    def _show(self, found: tuple[Numbered, ...]) -> None:
        self.table.set_rows([_row(one) for one in found])
        changed = sum(one.changed for one in found)
        self.told.setText(
            f"共{len(found)}次，其中{changed}次的次数会变。" if changed else "次数已经按日期排好，不用重排。"
        )
        self.go_button.setEnabled(changed > 0)

    @Slot()
    def _go(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self.go_button.setEnabled(False)
            self._desk.write(lambda store: numbering.renumber(store, wanted), self._done)

    def _done(self, changes: Changes) -> None:
        self.done_title = changes.title
        self.accept()


def _row(one: Numbered) -> Row:
    tone = Tone.GOOD if one.changed else Tone.QUIET
    new = Cell(f"第{one.new}次", tone, bold=one.changed)
    note = "已签字，不变" if one.signed else ""
    return Row(one.id, (one.starts[:10], one.title or "", Cell(f"第{one.old}次"), new, Cell(note, Tone.QUIET)))
