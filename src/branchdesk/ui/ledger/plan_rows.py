"""The rows of an import's preview: what stands in each place, in which colour, and what can be done with a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from branchdesk.domain.meetings import Severity
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.services.ledgers.importing import (
    Act,
    Candidate,
    FieldChange,
    Opened,
    Outcome,
    Plan,
    PlannedRow,
    RowChoice,
    RowFinding,
)
from branchdesk.ui import theme
from branchdesk.ui.ledger import cells
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.noticed import Noticed, lines
from branchdesk.ui.table import CELL, Cell, Column, Index, Mark, Row, RowPainter
from branchdesk.ui.theme import Tone

OUTCOMES = {
    Outcome.NEW: ("新增", Tone.GOOD),
    Outcome.CHANGED: ("更新", Tone.WARN),
    Outcome.UNCHANGED: ("未变", Tone.QUIET),
    Outcome.SKIPPED: ("跳过", Tone.QUIET),
    Outcome.REFUSED: ("不导入", Tone.BAD),
}
ACTS = {Act.UPDATE: "更新", Act.ADD: "新增", Act.SKIP: "跳过"}
TELLING = ("group", "post", "phone")  # of people of one name, besides what the ledger itself tells them apart by
TO_CHOOSE = "也可按空格或右键选定。"
FACTS = 3
LEFT_EMPTY = "（空）"
REASON_LEAST, REASON_MOST = 15, 30  # ems
STRIP = 0.25  # ems of colour at the edge of a row


@dataclass(frozen=True, slots=True)
class PlanCell(Cell):
    """A place of the preview: its ground may be tinted; `edge` is the strip at the row's beginning."""

    ground: Tone | None = None
    edge: Tone | None = None


class PlanPainter(RowPainter):
    """Draws a place of the preview on its ground; a chosen row is grey, for red is what is refused."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the place, then the strip."""
        cell = index.data(CELL)
        drawn = QStyleOptionViewItem(option)
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        if drawn.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(theme.LINE))
            drawn.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]
        elif isinstance(cell, PlanCell) and cell.ground:
            painter.fillRect(area, theme.soft(cell.ground))
            drawn.state &= ~QStyle.StateFlag.State_MouseOver  # type: ignore[attr-defined]
        super().paint(painter, drawn, index)
        if isinstance(cell, PlanCell) and cell.edge:
            area.setWidth(theme.em(STRIP))
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour(cell.edge))


@dataclass(frozen=True)
class PlanRows:
    """The rows of one plan as a table shows them."""

    actions: LedgerActions
    opened: Opened
    plan: Plan
    fields: tuple[Field, ...] = ()
    about: dict[tuple[int, str | None], RowFinding] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    doubted: frozenset[int] = frozenset()
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    noticed: tuple[list[Noticed], int] = ([], 0)
    left_out: int = 0

    @classmethod
    def of(cls, actions: LedgerActions, opened: Opened, plan: Plan) -> PlanRows:
        """Look the plan through once; that takes long with many rows, so it is done on the reading lane."""
        about: dict[tuple[int, str | None], RowFinding] = {}
        for finding in plan.findings:
            standing = about.get((finding.row, finding.field))
            if standing is None or _grave(finding) > _grave(standing):
                about[finding.row, finding.field] = finding
        records = {row.number for row in plan.rows}
        doubted = {finding.row for finding in plan.findings if finding.severity is Severity.DOUBT} & records
        left_out = plan.reasons()
        said = {row.number: told for row in plan.rows if (told := _pointed(actions.ledger, row))} | left_out
        undecided = (row.number for row in plan.rows if row.outcome is Outcome.REFUSED and can_turn(row))
        said |= {number: said.get(number, "") + TO_CHOOSE for number in undecided}
        counts = Counter(row.outcome for row in plan.rows)
        noticed = lines(plan, opened.table.said)
        return cls(
            actions,
            opened,
            plan,
            _fields(actions, plan),
            about,
            said,
            frozenset(doubted),
            counts,
            noticed,
            len(left_out),
        )

    def count(self, outcome: Outcome) -> int:
        """Count the rows of one outcome."""
        return self.counts.get(outcome, 0)

    @property
    def worth(self) -> int:
        """Count the rows that would change anything."""
        return self.count(Outcome.NEW) + self.count(Outcome.CHANGED)

    def columns(self) -> list[Column]:
        """Give the columns: where the row stands, what becomes of it, who it is and why, then the other fields."""
        columns = [Column("row", "行", 2, right=True), Column("outcome", "结果", 3)]
        if len(self.opened.table.parts) > 1:
            columns.insert(0, Column("tab", "工作表", 4, most=9))
        fields = cells.columns(self.fields)
        columns += fields[: self.named]
        if self.said:
            columns.append(Column("why", "说明", REASON_LEAST, most=REASON_MOST))
        return [replace(column, sortable=False) for column in [*columns, *fields[self.named :]]]

    @property
    def named(self) -> int:
        """Count the fields that name the record: one, or none where the sheet has no such column."""
        return int(bool(self.fields) and self.fields[0].key == self.actions.ledger.search[0])

    def row(self, planned: PlannedRow) -> Row:
        """Give one row."""
        name, tone = OUTCOMES[planned.outcome]
        refused = planned.outcome is Outcome.REFUSED
        ground = Tone.BAD if refused else None
        place = self.opened.table.place(planned.number)
        number = PlanCell(str(place.row), Tone.QUIET, ground=ground, edge=None if tone is Tone.QUIET else tone)
        tip = "空格或右键：改为更新、新增或跳过" if can_turn(planned) else ""
        places: list[Cell] = [number, PlanCell(name, tone, mark=Mark.PILL, tip=tip, ground=ground)]
        if len(self.opened.table.parts) > 1:
            places[0] = replace(number, edge=None)
            places.insert(0, PlanCell(place.sheet, Tone.QUIET, ground=ground, edge=number.edge))
        changes = {change.field: change for change in planned.changes}
        values = [self._place(field, planned, changes.get(field.key), ground) for field in self.fields]
        places += values[: self.named]
        if self.said:
            told = self.said.get(planned.number, "")
            places.append(PlanCell(told, Tone.BAD if refused else Tone.QUIET, tip=told, ground=ground))
        places += values[self.named :]
        faded = planned.outcome in {Outcome.UNCHANGED, Outcome.SKIPPED}
        return Row(str(planned.number), tuple(places), faded=faded)

    def _place(self, field: Field, planned: PlannedRow, change: FieldChange | None, ground: Tone | None) -> Cell:
        text = cells.shown(field, planned.values.get(field.key))
        finding = self.about.get((planned.number, field.key))
        tip = finding.message if finding else ""
        if change:
            old = cells.shown(field, change.old) or LEFT_EMPTY
            new = cells.shown(field, change.new) or LEFT_EMPTY
            return PlanCell(f"{old} → {new}", Tone.WARN, bold=True, tip=tip, ground=ground or Tone.WARN)
        if finding and finding.severity is Severity.ERROR:
            return PlanCell(text or LEFT_EMPTY, Tone.BAD, bold=True, tip=tip, ground=Tone.BAD)
        if finding and finding.severity is Severity.DOUBT:
            return PlanCell(text or LEFT_EMPTY, Tone.WARN, mark=Mark.DOT, tip=tip, ground=ground or Tone.WARN)
        if planned.outcome is Outcome.NEW and field.key == self.actions.ledger.search[0]:
            return PlanCell(text, Tone.GOOD, bold=True, tip=tip, ground=Tone.GOOD)
        return PlanCell(text, Tone.QUIET if ground else Tone.INK, tip=tip, ground=ground)


def steps(row: PlannedRow) -> list[RowChoice]:
    """Give what can be chosen for a row, in the order in which the space bar goes round."""
    found: list[RowChoice] = []
    for act in row.may:
        if act is Act.UPDATE:
            records = [row.record, *(one.record for one in row.candidates)]
            found += [RowChoice(act, record) for record in dict.fromkeys(records) if record]
        else:
            found.append(RowChoice(act))
    return found


def can_turn(row: PlannedRow) -> bool:
    """Say whether there is anything to choose for a row; one that is skipped can at least come back."""
    return row.act is Act.SKIP or len(steps(row)) > 1


def step_after(row: PlannedRow) -> RowChoice | None:
    """Give what comes next for a row; None, what the plan itself would do, comes after skipping."""
    if row.act is Act.SKIP:
        return None
    around = steps(row)
    here = RowChoice(row.act, row.record if row.act is Act.UPDATE else None) if row.act else None
    return around[(around.index(here) + 1) % len(around)] if here in around else around[0]


def called(ledger: Ledger, candidate: Candidate) -> str:
    """Name a record so that it is told from others of its name."""
    name = cells.shown(ledger.field(ledger.search[0]), candidate.values.get(ledger.search[0]))
    facts = _facts(ledger, candidate)
    return f"{name}（{'，'.join(facts)}）" if facts else name


def _facts(ledger: Ledger, candidate: Candidate) -> list[str]:
    """Give the few facts of a record that tell it from others of its name."""
    known = {field.key: field for field in ledger.fields}
    fields = [known[key] for key in dict.fromkeys((*ledger.tells_apart, *TELLING)) if key in known]
    fields.sort(key=lambda field: field.private)
    texts = (cells.shown(field, candidate.values.get(field.key)) for field in fields)
    return [text for text in texts if text][:FACTS]


def _pointed(ledger: Ledger, row: PlannedRow) -> str:
    """Say which of several records of one name a row changes."""
    if row.act is not Act.UPDATE or len(row.candidates) == 1:
        return ""
    chosen = next((one for one in row.candidates if one.record == row.record), None)
    return f"更新：{'，'.join(_facts(ledger, chosen)) or called(ledger, chosen)}" if chosen else ""


def _grave(finding: RowFinding) -> int:
    return (Severity.NOTE, Severity.DOUBT, Severity.ERROR).index(finding.severity)


def _fields(actions: LedgerActions, plan: Plan) -> tuple[Field, ...]:
    """Give the fields worth a column: of the screen's those the sheet fills in, and whatever was noticed or changes.

    What names a record comes first.
    """
    records = {row.number for row in plan.rows}
    told = (finding for finding in plan.findings if finding.row in records)
    spoken_of = {finding.field for finding in told if finding.severity is not Severity.NOTE}
    spoken_of |= {change.field for row in plan.rows for change in row.changes}
    filled = {key for row in plan.rows for key in row.values}
    wanted = spoken_of | (filled & set(actions.ledger.screen))
    fields = (field for field in actions.ledger.fields if field.key in wanted)
    return tuple(sorted(fields, key=lambda field: field.key != actions.ledger.search[0]))
