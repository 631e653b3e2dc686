"""All duties of a year as a list, narrowed by how far they are and by rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.duties.duty import OPEN, Duty, DutyState
from branchdesk.services.duties.year import Year
from branchdesk.ui import theme
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.year.panel import TONES, DutyPanel
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import duties as say
from branchdesk.words.year import short_article

EVERY_RULE = "全部规则"
EVERY_STATE = ""
STATES = (
    (EVERY_STATE, "全部"),
    *((state.value, say.STATES[state]) for state in (DutyState.LATE, DutyState.DUE, DutyState.COMING, DutyState.DONE)),
    ("other", "不要求"),
)
OTHER = frozenset({DutyState.EXEMPT, DutyState.BEFORE_START})
COLUMNS = (
    Column("by", "期限", 5.5),
    Column("what", "要办的事", 12, stretch=True, most=24),
    Column("state", "状态", 4.5),
    Column("article", "依据", 9, most=14),
)
WIDE, SLIM = 7, 3


class ListPage(QWidget):
    """Shows the duties of a year; what is done about one goes out through its panel."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Year | None = None
        self._wanted: str | None = None  # the rule to show alone once the year is there
        self._shown: tuple[Duty, ...] = ()
        self.states = Segments(STATES)
        self.states.set_value(EVERY_STATE)
        self.states.chosen.connect(self._fill)
        self.rules = DropDown()
        self.rules.setAccessibleName("规则")
        self.rules.currentIndexChanged.connect(self._fill)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("全年事项")
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._open)
        self.count = theme.mark(QLabel(""), role="small")
        self.panel = DutyPanel()
        card = Card()
        card.body.setContentsMargins(theme.em(0.7), theme.em(0.6), theme.em(0.7), theme.em(0.5))
        card.body.addWidget(FlowRow((self.states, self.rules), gap=0.8))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.count)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        row.setSpacing(theme.em(1))
        row.addWidget(card, WIDE)
        side = QVBoxLayout()
        side.addWidget(self.panel, 1)
        row.addLayout(side, SLIM)
        self.setFocusProxy(self.table)

    def narrow(self, state: str, rule: str) -> None:
        """Show only duties of a state, and of a rule where one is named, from the next reading on."""
        self.states.set_value(state)
        self._wanted = rule

    def show_year(self, seen: Year) -> None:
        """Show another year, or the same anew."""
        self._seen = seen
        kept = self.rules.currentData()
        self.rules.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.rules.clear()
        self.rules.addItem(EVERY_RULE, "")
        asked = {duty.rule for duty in seen.duties}
        for rule, label in seen.labels.items():
            if rule in asked:
                self.rules.addItem(label, rule)
        wanted = kept if self._wanted is None else self._wanted
        self._wanted = None
        self.rules.setCurrentIndex(max(self.rules.findData(wanted), 0))
        self.rules.blockSignals(False)  # noqa: FBT003 - as above
        self._fill()

    @Slot()
    def _fill(self, *_: object) -> None:
        if self._seen is None:
            return
        state, rule = self.states.value() or EVERY_STATE, self.rules.currentData()
        self._shown = tuple(
            duty for duty in self._seen.duties if _stands(duty, state) and (not rule or duty.rule == rule)
        )
        self.table.set_rows([_row(duty) for duty in self._shown])
        if self._shown and not self.table.key():
            first = next((duty for duty in self._shown if duty.state in OPEN), self._shown[0])
            self.table.choose("/".join(first.key))
        self.count.setText(f"共{len(self._shown)}项")
        self._pick(self.table.key())

    @Slot(str)
    def _pick(self, key: str) -> None:
        duty = next((one for one in self._shown if "/".join(one.key) == key), None)
        if duty is None:
            self.panel.show_duties("　", (), "没有符合条件的事项。")
        else:
            self.panel.show_duties(self._seen.labels[duty.rule] if self._seen else "", (duty,))

    @Slot(str)
    def _open(self, _key: str) -> None:
        """Put the keyboard to what can be done about the duty."""
        if button := self.panel.first_button():
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def _stands(duty: Duty, state: str) -> bool:
    if state == "other":
        return duty.state in OTHER
    return state in {EVERY_STATE, duty.state.value}


def _row(duty: Duty) -> Row:
    cells: Sequence[Cell | str] = (
        duty.by.isoformat() if duty.by else "",
        duty.what,
        Cell(say.STATES[duty.state], TONES.get(duty.state, Tone.QUIET), mark=Mark.PILL),
        short_article(duty.article),
    )
    return Row("/".join(duty.key), tuple(cells), faded=duty.state in OTHER)
