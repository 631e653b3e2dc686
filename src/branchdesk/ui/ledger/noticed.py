"""What was noticed in a table that is to be imported: errors and doubts each with its row, notes folded together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Severity
from branchdesk.services.ledgers.importing import Plan, RowFinding
from branchdesk.ui import theme
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone

TONES = {Severity.ERROR: Tone.BAD, Severity.DOUBT: Tone.WARN, Severity.NOTE: Tone.QUIET}
ALONE = 100  # doubts and errors that stand alone; the rest are marked in their rows
UNKNOWN = "没有对应的栏目，没有导入；可在“对应栏目”中选定"
FEW = 3  # columns or sentences that a folded line names

Said = Callable[[int], str]  # how a row is named


@dataclass(frozen=True, slots=True)
class Noticed:
    """One line of what was noticed, and the rows it is about."""

    entry: Entry
    rows: tuple[int, ...]


class NoticedCard(Card):
    """The lines, the gravest first; `asked` carries the number of the row that a chosen line is about."""

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

    def show_lines(self, found: tuple[list[Noticed], int]) -> None:
        """Show other lines, and how many are left out."""
        self._lines, left_out = found
        self.entries.set_entries([line.entry for line in self._lines])
        self.more.setText(f"还有 {left_out} 处同样标在各行里。" if left_out else "")
        self.more.setVisible(bool(left_out))

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self.asked.emit(self._lines[number].rows[0])


def lines(plan: Plan, said: Said) -> tuple[list[Noticed], int]:
    """Give the lines of what was noticed, the gravest first, and how many are left out."""
    alone = [finding for finding in plan.findings if finding.severity is not Severity.NOTE]
    alone.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    found = [
        Noticed(
            Entry(_where(said(finding.row), finding.column), finding.message, dot=TONES[finding.severity]),
            (finding.row,),
        )
        for finding in alone[:ALONE]
    ]
    kinds: dict[str, list[RowFinding]] = {}
    for finding in plan.findings:
        if finding.severity is Severity.NOTE:
            kinds.setdefault(finding.code, []).append(finding)
    found += [_folded(notes, said) for notes in kinds.values()]
    return found, max(0, len(alone) - ALONE)


def _folded(notes: Sequence[RowFinding], said: Said) -> Noticed:
    """Fold notes of one kind into one line."""
    columns = list(dict.fromkeys(note.column for note in notes if note.column))
    told = (
        [UNKNOWN]
        if len(notes) > 1 and notes[0].code == "unknown_column"
        else list(dict.fromkeys(note.message.rstrip("。") for note in notes))
    )
    lead = _where(said(notes[0].row), notes[0].column) if len(notes) == 1 else f"{_few(columns)} · {len(notes)} 处"
    return Noticed(Entry(lead, _few(told, "；") + "。", dot=Tone.QUIET), tuple(note.row for note in notes))


def _few(words: Sequence[str], between: str = "、") -> str:
    return between.join(words[:FEW]) + ("等" if len(words) > FEW else "")


def _where(row: str, column: str) -> str:
    return " · ".join(part for part in (row, column) if part)
