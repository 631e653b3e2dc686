"""What an import would do, before it is done: the counts, what was noticed, and every row as it would stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.meetings import Severity
from branchdesk.ledgers.spec import Field
from branchdesk.services.importing import Outcome, Plan, PlannedRow, RowFinding
from branchdesk.ui import theme
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.flow import Flow
from branchdesk.ui.ledger import cells
from branchdesk.ui.ledger.actions import FigureFacts, LedgerActions
from branchdesk.ui.ledger.figure_line import FigureButton
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone

OUTCOMES = {
    Outcome.NEW: ("新增", Tone.GOOD),
    Outcome.CHANGED: ("更新", Tone.WARN),
    Outcome.UNCHANGED: ("未变", Tone.QUIET),
    Outcome.REFUSED: ("不导入", Tone.BAD),
}
TONES = {Severity.ERROR: Tone.BAD, Severity.DOUBT: Tone.WARN, Severity.NOTE: Tone.QUIET}
ALONE = 100  # doubts and errors that stand alone; the rest are marked in their rows
PAGE = 200
FEW = 3  # columns or sentences that a folded line names
WIDEST = 36  # ems that what was noticed needs at most
WIDTH_OF_ALL = (1 << 24) - 1  # Qt's own word for no limit
BESIDE = 60  # ems from which what was noticed stands beside the rows
LEFT_EMPTY = "（空）"


@dataclass(frozen=True, slots=True)
class Noticed:
    """One line of what was noticed, and the sheet's rows it is about."""

    entry: Entry
    rows: tuple[int, ...]


class PlanView(QWidget):
    """The preview of an import."""

    def __init__(self, actions: LedgerActions) -> None:
        super().__init__()
        self.verbs = actions
        self.plan: Plan | None = None
        self._only: Outcome | None = None
        self._shown: list[PlannedRow] = []
        self._fields: list[Field] = []
        self.figures: dict[Outcome, FigureButton] = {}
        self.noticed = NoticedCard()
        self.table = Table(())
        self.table.setAccessibleName("要导入的行")
        self.table.rows_model.more_wanted.connect(self._more)
        self._counts = QWidget()
        self._flow = Flow(self._counts, gap=0.4)
        self.whole_button = theme.mark(QPushButton("看全部行"), role="quiet")
        self.whole_button.clicked.connect(self._show_whole)
        rows = Card()
        inner = theme.em(0.4)
        rows.body.setContentsMargins(inner, theme.em(0.5), inner, inner)
        head = QHBoxLayout()
        head.setContentsMargins(theme.em(0.4), 0, theme.em(0.4), 0)
        head.addWidget(self._counts, 1)
        head.addWidget(self.whole_button)
        rows.body.addLayout(head)
        rows.body.addWidget(self.table, 1)
        self.noticed.asked.connect(self._go_to)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.em(1))
        self._both.addWidget(rows, 1)
        self._both.addWidget(self.noticed, 1)

    def show_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self.plan, self._only = plan, None
        for button in self.figures.values():
            self._flow.removeWidget(button)
            button.deleteLater()
        self.figures = {}
        for outcome, (name, tone) in OUTCOMES.items():
            number = plan.count(outcome)
            button = FigureButton(FigureFacts(name, str(number), (), tone if number else Tone.QUIET), self._counts)
            button.clicked.connect(self._narrow)
            self.figures[outcome] = button
            self._flow.addWidget(button)
            button.show()
        self._fields = _fields(self.verbs, plan)
        self.table.set_columns(
            [
                Column("row", "行", 2, right=True, sortable=False),
                Column("outcome", "结果", 3, sortable=False),
                *(replace(column, sortable=False) for column in cells.columns(self._fields)),
            ],
        )
        self._show_rows()
        self.noticed.show_findings(plan)
        self.noticed.setVisible(bool(plan.findings))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was noticed beside the rows, or below them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.em(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(direction)
        self.noticed.setMaximumWidth(theme.em(WIDEST) if beside else WIDTH_OF_ALL)

    def _show_rows(self) -> None:
        if self.plan is None:
            return
        self._shown = [row for row in self.plan.rows if self._only in {None, row.outcome}]
        self.whole_button.setVisible(self._only is not None)
        self.table.set_rows(self._rows(self._shown[:PAGE]), len(self._shown))

    @Slot(int)
    def _more(self, offset: int) -> None:
        self.table.rows_model.add_rows(self._rows(self._shown[offset : offset + PAGE]))

    def _rows(self, planned: Iterable[PlannedRow]) -> list[Row]:
        about: dict[tuple[int, str | None], tuple[Severity, str]] = {}
        for finding in self.plan.findings if self.plan else ():
            about.setdefault((finding.row, finding.field), (finding.severity, finding.message))
        return [self._row(row, about) for row in planned]

    def _row(self, planned: PlannedRow, about: dict[tuple[int, str | None], tuple[Severity, str]]) -> Row:
        name, tone = OUTCOMES[planned.outcome]
        changes = {change.field: change for change in planned.changes}
        places: list[Cell] = [Cell(str(planned.number), Tone.QUIET), Cell(name, tone, mark=Mark.PILL)]
        for field in self._fields:
            text = cells.shown(field, planned.values.get(field.key))
            severity, tip = about.get((planned.number, field.key), (None, ""))
            place = Cell(text, tip=tip)
            if severity in {Severity.ERROR, Severity.DOUBT} and severity is not None:
                place = Cell(text or LEFT_EMPTY, TONES[severity], tip=tip)
            if change := changes.get(field.key):
                old = cells.shown(field, change.old) or LEFT_EMPTY
                place = Cell(f"{old} → {cells.shown(field, change.new)}", Tone.WARN, bold=True, tip=tip)
            places.append(place)
        return Row(str(planned.number), tuple(places), faded=planned.outcome is Outcome.UNCHANGED)

    @Slot()
    def _narrow(self) -> None:
        sender = self.sender()
        for outcome, button in self.figures.items():
            if button is sender:
                self._only = outcome
                self._show_rows()

    @Slot()
    def _show_whole(self) -> None:
        self._only = None
        self._show_rows()

    @Slot(int)
    def _go_to(self, number: int) -> None:
        """Show the row of the sheet that a finding is about."""
        self._show_whole()
        place = next((at for at, row in enumerate(self._shown) if row.number >= number), None)
        if place is None:
            return
        if place >= self.table.rows_model.rowCount():
            self.table.set_rows(self._rows(self._shown[: place + PAGE]), len(self._shown))
        self.table.choose(str(self._shown[place].number))


class NoticedCard(Card):
    """What was noticed: errors and doubts each with its row, notes folded into one line a kind."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("需要留意", "点一行看原表中的位置")
        self.entries = Entries()
        self.entries.chosen.connect(self._chosen)
        self.more = theme.mark(QLabel(""), tone="quiet")
        self.more.setWordWrap(True)
        self._lines: list[Noticed] = []
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, theme.em(0.4), 0)
        inside.setSpacing(0)
        inside.addWidget(self.entries)
        inside.addWidget(self.more)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)

    def show_findings(self, plan: Plan) -> None:
        """Show other findings."""
        self._lines, left_out = lines(plan)
        self.entries.set_entries([line.entry for line in self._lines])
        self.more.setText(f"还有 {left_out} 处同样标在各行里。" if left_out else "")
        self.more.setVisible(bool(left_out))

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self.asked.emit(self._lines[number].rows[0])


def lines(plan: Plan) -> tuple[list[Noticed], int]:
    """Give the lines of what was noticed, the gravest first, and how many are left out."""
    alone = [finding for finding in plan.findings if finding.severity is not Severity.NOTE]
    alone.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    found = [
        Noticed(
            Entry(_where(finding.row, finding.column), finding.message, dot=TONES[finding.severity]),
            (finding.row,),
        )
        for finding in alone[:ALONE]
    ]
    kinds: dict[str, list[RowFinding]] = {}
    for finding in plan.findings:
        if finding.severity is Severity.NOTE:
            kinds.setdefault(finding.code, []).append(finding)
    found += [_folded(notes) for notes in kinds.values()]
    return found, max(0, len(alone) - ALONE)


def _folded(notes: Sequence[RowFinding]) -> Noticed:
    """Fold notes of one kind into one line."""
    columns = list(dict.fromkeys(note.column for note in notes if note.column))
    said = list(dict.fromkeys(note.message.rstrip("。") for note in notes))
    lead = _where(notes[0].row, notes[0].column) if len(notes) == 1 else f"{_few(columns)} · {len(notes)} 处"
    return Noticed(Entry(lead, _few(said, "；") + "。", dot=Tone.QUIET), tuple(note.row for note in notes))


def _few(words: Sequence[str], between: str = "、") -> str:
    return between.join(words[:FEW]) + ("等" if len(words) > FEW else "")


def _where(row: int, column: str) -> str:
    return f"第 {row} 行 · {column}" if column else f"第 {row} 行"


def _fields(actions: LedgerActions, plan: Plan) -> list[Field]:
    """Give the fields worth a column: of the screen's those the sheet fills in, and whatever was noticed or changes."""
    spoken_of = {finding.field for finding in plan.findings if finding.severity is not Severity.NOTE}
    spoken_of |= {change.field for row in plan.rows for change in row.changes}
    filled = {key for row in plan.rows for key in row.values}
    wanted = spoken_of | (filled & set(actions.ledger.screen))
    return [field for field in actions.ledger.fields if field.key in wanted]
