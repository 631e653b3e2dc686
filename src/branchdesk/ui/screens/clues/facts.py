"""What is known of a clue beside its text and its way; the clues that it repeats or may repeat, or that repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.clue_states import ClueState
from branchdesk.ledgers.clues import CLUES, STATE
from branchdesk.services.clues.clue_card import Clue, OtherClue, Reporter
from branchdesk.services.clues.clue_duplicates import Duplicate
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member.rows_section import RowsTable
from branchdesk.ui.table import Cell, Column, Row
from branchdesk.words.clues import ANONYMOUS

REPORTER = "reporter"
KEYS = (
    *(REPORTER, "reported_on", "category", "subcategory", "grid", "place", "unit", "due_by", "timeliness", "reason"),
    *("outcome", "outcome_number", "case_sent_on", "case_receiver", "case_receipt", "remark"),
)
WANTED = (REPORTER, "reported_on", "category", "grid", "place", "unit")  # what is named where it is not filled in
OTHERS = (
    Column("how", "", 5, sortable=False),
    Column("number", "线索编号", 7, sortable=False),
    Column("day", "提报日期", 6, sortable=False),
    Column("state", "办理状态", 5, sortable=False, stretch=True),
)


class ReporterLine(QWidget):
    """Who reported a clue; a volunteer is a link. `asked` carries the volunteer."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, gap=0.4)
        self.names: list[QWidget] = []

    def show_reporters(self, reporters: tuple[Reporter, ...], anonymous: str) -> None:
        """Show other people, or that nobody is named."""
        for old in self.names:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.names = [self._name(one) for one in reporters] or [QLabel(anonymous)]
        for name in self.names:
            self._flow.addWidget(name)
        self.updateGeometry()

    def _name(self, one: Reporter) -> QWidget:
        if one.volunteer_id is None:
            return QLabel(one.name)
        link = theme.mark(QPushButton(one.name), role="link")
        link.setAccessibleName(f"志愿者{one.name}")
        link.clicked.connect(partial(self._asked, one.volunteer_id))
        return link

    def _asked(self, volunteer_id: str, *_: object) -> None:
        self.asked.emit(volunteer_id)


class FactsCard(Card):
    """Names and values; what is not filled in is named in one quiet line."""

    def __init__(self) -> None:
        super().__init__()
        self.reporters = ReporterLine()
        self.values: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(1.2))
        grid.setVerticalSpacing(theme.em(0.5))
        grid.setColumnStretch(1, 1)
        for line, key in enumerate(KEYS):
            name = theme.mark(QLabel(CLUES.field(key).label), role="key")
            value = QLabel("")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(CLUES.field(key).label)
            self._names[key], self.values[key] = name, value
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.reporters if key == REPORTER else value, line, 1)
        self.values[REPORTER].setParent(self)
        self.values[REPORTER].hide()
        self.missing = theme.mark(QLabel(""), role="small")
        self.missing.setWordWrap(True)
        self.body.addLayout(grid)
        self.body.addWidget(self.missing)

    def show_clue(self, clue: Clue) -> None:
        """Show another clue."""
        texts = {key: CLUES.field(key).shown(clue.values[key]) for key in KEYS}
        if texts["reported_on"] and clue.values["reported_at"]:
            texts["reported_on"] += f" {clue.values['reported_at']}"
        if not texts["due_by"] and clue.deadline:
            texts["due_by"] = f"{clue.deadline}（按规定工作日）"
        for key, text in texts.items():
            if key != REPORTER:
                self.values[key].setText(text)
                self.values[key].setVisible(bool(text))
            self._names[key].setVisible(bool(text))
        self.reporters.show_reporters(clue.reporters, ANONYMOUS if texts[REPORTER] else "")
        self.reporters.setVisible(bool(texts[REPORTER]))
        wanted = () if clue.state is ClueState.PASSED_ON else WANTED
        lacking = [CLUES.field(key).label for key in wanted if not texts[key]]
        self.missing.setText(f"未填：{'、'.join(lacking)}" if lacking else "")
        self.missing.setVisible(bool(lacking))


class OthersCard(Card):
    """The clue that this one repeats, and those that repeat it; `asked` carries the one that is opened."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("重复提报", "Enter 打开")
        self._linked: list[Row] = []
        self.table = RowsTable(OTHERS, headed=False)
        self.table.setAccessibleName("重复提报的线索")
        self.table.opened.connect(self.asked)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.body.addLayout(column)

    def show_clue(self, clue: Clue) -> None:
        """Show another clue's."""
        self._linked = [_row("首报", clue.first)] if clue.first else []
        self._linked += [_row("重复本条", one) for one in clue.duplicates]
        self.show_likely(())

    def show_likely(self, likely: Sequence[Duplicate]) -> None:
        """Show which clues this one may repeat, besides those that are linked to it."""
        known = {row.key for row in self._linked}
        rows = [*self._linked, *(_row("疑似", one, faded=True) for one in likely if one.id not in known)]
        self.table.set_rows(rows)
        self.setVisible(bool(rows))


def _row(how: str, one: OtherClue | Duplicate, *, faded: bool = False) -> Row:
    number = Cell(one.number, bold=not faded, tip=one.text or "")
    return Row(one.id, (how, number, one.reported_on or "", STATE.shown(one.state)), faded=faded)
