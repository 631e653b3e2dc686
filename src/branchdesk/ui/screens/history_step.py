"""One step whole: record by record what it was and what it became, and whether it can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.keeping.past import FieldLine, RecordChange, StepDetails, Turn
from branchdesk.services.ledgers import lists
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import history as say

TURNS = {Turn.ADDED: say.ADDED, Turn.CHANGED: say.CHANGED, Turn.REMOVED: say.REMOVED}
TONES = {Turn.ADDED: Tone.GOOD, Turn.CHANGED: Tone.INK, Turn.REMOVED: Tone.BAD}
COLUMNS = (
    Column("word", "类别", 4, sortable=False),
    Column("name", "名称", 6, sortable=False, most=12),
    Column("turn", "变动", 2.5, sortable=False),
    Column("label", "栏目", 5, sortable=False, most=9),
    Column("old", "原值", 6, sortable=False, most=20, stretch=True),
    Column("new", "新值", 6, sortable=False, most=20, stretch=True),
)
ALWAYS = {"word", "name", "turn"}
FEW = 3  # records whose fields stand line by line even where they are new or gone
SEARCHED = 12  # rows from which a search is offered
NOT_THERE = "这条记录已不在台账中。删除的记录可在回收站还原。"


class StepPage(LedgerPage):
    """A step. `record_wanted` carries ledger and record of the row that was opened; `told` a sentence and its tone."""

    record_wanted = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.details: StepDetails | None = None
        self._wanted = ""
        self._rows: list[Row] = []
        self._shown = list(range(len(COLUMNS)))
        self.note = theme.mark(QLabel(""), tone="quiet")
        self.note.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在这一步中查找")
        self.search.setAccessibleName("在这一步中查找")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.em(22))
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("改动明细")
        self.back_button = QPushButton("返回")
        self.undo_button = QPushButton("撤销这一步")
        self._lay_out()
        self.back_button.clicked.connect(self.closed)
        self.undo_button.clicked.connect(self.desk.undo)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(self._open)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back, and undo where it would take back this very step."""
        possible = self.details is not None and not self.details.standing
        return (self.back_button, self.undo_button) if possible else (self.back_button,)

    def open_step(self, operation_id: str) -> None:
        """Show the step that an operation is part of."""
        self._wanted = operation_id
        self.search.clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask for the step anew."""
        wanted = self._wanted
        self.desk.read(lambda store: (wanted, *_told(store, wanted)), self._show, failed=self._failed)

    def step_back(self) -> bool:
        """Lift the search."""
        if not self.search.text():
            return False
        self.search.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- inside

    def _lay_out(self) -> None:
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.setSpacing(theme.em(0.6))
        head.addWidget(self.note)
        line = QHBoxLayout()  # a widget that may not be wide would make the note above it narrow too
        line.addWidget(self.search, 1)
        line.addStretch(0)
        head.addLayout(line)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)

    def _show(self, found: tuple[str, StepDetails, list[Row]]) -> None:
        wanted, self.details, self._rows = found[0], *found[1:]
        if wanted != self._wanted:
            return
        step = self.details.step
        until = self.details.until
        when = say.moment(step.at) + (
            f" 至 {say.moment(until)[11:]}" if say.moment(until) != say.moment(step.at) else ""
        )
        self.search.setVisible(len(self.details.records) > FEW and len(self._rows) > SEARCHED)
        self.note.setText(_note(self.details))
        self.note.setVisible(bool(self.note.text()))
        self._narrow()
        self.name(step.title, " · ".join((when, step.operator, _summary(self.details))).rstrip(" ·"))
        self.heading_changed.emit()

    @Slot()
    def _narrow(self) -> None:
        text = self.search.text().strip()
        rows = [row for row in self._rows if any(text in row.cell(place).text for place in range(len(COLUMNS)))]
        self._fit_columns()
        self.table.set_rows([_kept(row, self._shown) for row in (rows if text else self._rows)])
        if self.table.rows_model.rows and not self.table.key():
            self.table.choose(self.table.rows_model.rows[0].key)

    def _fit_columns(self) -> None:
        """Leave out the columns in which nothing stands."""
        columns = enumerate(COLUMNS)
        shown = [at for at, one in columns if one.key in ALWAYS or any(row.cell(at).text for row in self._rows)]
        if shown != self._shown:
            self._shown = shown
            self.table.set_columns([COLUMNS[place] for place in shown])

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.closed.emit()

    @Slot(str)
    def _open(self, key: str) -> None:
        ledger, record, _ = key.split("/")
        if not ledger:
            return
        self.desk.read(lambda store: (ledger, record, _is_there(store, ledger, record)), self._go)

    def _go(self, found: tuple[str, str, bool]) -> None:
        ledger, record, there = found
        if there:
            self.record_wanted.emit(ledger, record)
        else:
            self.told.emit(NOT_THERE, Tone.WARN)


def _told(store: Store, operation_id: str) -> tuple[StepDetails, list[Row]]:
    """Give a step and its rows; this runs on the reading lane."""
    details = past.details(store, operation_id)
    return details, list(_rows(details.records))


def _is_there(store: Store, ledger: str, record: str) -> bool:
    return lists.page(store, LEDGERS[ledger], lists.Query(ids=(record,), limit=1)).total > 0


def _rows(records: Sequence[RecordChange]) -> Iterator[Row]:
    whole = len(records) <= FEW
    for one in records:
        lines = one.lines if whole or one.turn is Turn.CHANGED else _together(one)
        for number, line in enumerate(lines or (FieldLine("", "", ""),)):
            first = number == 0
            cells = (
                Cell(one.word if first else "", Tone.QUIET),
                Cell(one.name if first else "", bold=True),
                Cell(TURNS[one.turn] if first else "", TONES[one.turn]),
                line.label,
                Cell(line.old, Tone.QUIET),
                line.new,
            )
            yield Row(f"{one.ledger}/{one.record}/{number}", cells)


def _together(one: RecordChange) -> Iterable[FieldLine]:
    """Tell a record that is new or gone in one line; its name stands before it."""
    lines = [line for line in one.lines if one.name not in {line.old, line.new}]
    old = "，".join(f"{line.label} {line.old}" for line in lines if line.old)
    new = "，".join(f"{line.label} {line.new}" for line in lines if line.new)
    return (FieldLine("", old, new),)


def _kept(row: Row, places: Sequence[int]) -> Row:
    return Row(row.key, tuple(row.cell(place) for place in places), row.faded)


def _summary(details: StepDetails) -> str:
    counted = Counter((one.word, one.turn) for one in details.records)
    return "，".join(f"{word}{TURNS[turn]} {number}" for (word, turn), number in counted.items())


def _note(details: StepDetails) -> str:
    cut = f"这一步改动很多，这里只列出前 {past.TOLD} 处。" if details.cut else ""
    return details.standing + cut
