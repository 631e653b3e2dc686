"""What is known of the duties of one cell or line, and what can be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.duties.duty import ENDED_WHERE_THEY_STAND, OPEN, Duty, DutyState
from branchdesk.services.papers.papers import PAPERS
from branchdesk.ui import theme
from branchdesk.ui.duties import YEAR, Way, ways
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import duties as say

TONES = {
    DutyState.DONE: Tone.GOOD,
    DutyState.DUE: Tone.WARN,
    DutyState.LATE: Tone.BAD,
}
PAPER_KEYS = ("notice", "sign-in-sheet")
SHOWN = 7  # duties in sight before their list scrolls
NOTHING = "点一格，看这件事的依据和记录，或直接去办。"
NOT_OWED = "这段时间没有要求。"


class DutyPanel(Card):
    """Shows duties; `way` carries where to go, `plan` a duty to plan for, `paper` (paper, meeting) of a plan.

    `mark` carries a duty and whether it is done or not asked for, `unmark` the identifier of what was noted.
    """

    way = Signal(object)
    plan = Signal(object)
    paper = Signal(str, str)
    mark = Signal(object, bool)
    unmark = Signal(str)

    def __init__(self) -> None:
        super().__init__("　")
        self._duties: tuple[Duty, ...] = ()
        self.list = Table((Column("who", "", 8, stretch=True), Column("state", "", 5)))
        self.list.setAccessibleName("这一格的各项")
        self.list.horizontalHeader().hide()
        self.list.picked.connect(self._pick)
        self.told = QLabel("")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.basis = theme.mark(QLabel(""), role="small")
        self.basis.setWordWrap(True)
        self._actions = QVBoxLayout()
        self._actions.setSpacing(theme.em(0.6))
        self._rows: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        for widget in (self.list, self.told, self.basis):
            self.body.addWidget(widget)
        self.body.addLayout(self._actions)
        self.body.addStretch(1)
        self.show_duties("年度安排", ())

    def show_duties(
        self, heading: str, duties: Sequence[Duty], told: str = NOTHING, elsewhere: Sequence[Way] = ()
    ) -> None:
        """Show other duties; without any, a sentence and where more can be seen."""
        kept = self.list.key()
        self.heading.setText(heading)
        self._duties = tuple(duties)
        self.list.setVisible(len(duties) > 1)
        rows = [
            Row(
                str(place),
                (_who(duty), Cell(say.STATES[duty.state], TONES.get(duty.state, Tone.QUIET), mark=Mark.PILL)),
            )
            for place, duty in enumerate(duties)
        ]
        self.list.set_rows(rows)
        self.list.setFixedHeight(theme.row_height() * min(max(len(rows), 1), SHOWN) + theme.em(0.3))
        self.told.setText(told if not duties else "")
        if duties:
            first = next((place for place, duty in enumerate(duties) if duty.state in OPEN), 0)
            place = int(kept) if kept and int(kept) < len(duties) else first
            self.list.choose(str(place))
            self._show(duties[place])
        else:
            self.basis.setText("")
            buttons = []
            for way in elsewhere:
                button = QPushButton(way.label)
                button.clicked.connect(partial(self._see, way))
                buttons.append(button)
            self._set_buttons(buttons)

    def first_button(self) -> QPushButton | None:
        """Give the button of what is most likely wanted."""
        return self.buttons[0] if self.buttons else None

    @Slot(str)
    def _pick(self, key: str) -> None:
        if key and int(key) < len(self._duties):
            self._show(self._duties[int(key)])

    def _show(self, duty: Duty) -> None:
        self.told.setText("\n".join(_told(duty)))
        strength = say.STRENGTHS[duty.strength]
        self.basis.setText(f"依据：{duty.article}（{strength}）")
        made: list[QPushButton] = []
        for way in ways((duty,), clock.today()):
            if "mark" in way.target:
                continue  # a button for it stands below
            button = QPushButton(way.label)
            button.clicked.connect(partial(self._go, way, duty))
            made.append(button)
        if duty.plan is not None:
            for key in PAPER_KEYS:
                button = QPushButton(PAPERS[key].label)
                button.clicked.connect(partial(self._print, key, duty.plan.id))
                made.append(button)
        if duty.mark is not None:
            made.append(_quiet("撤回登记", partial(self._unmark, duty.mark)))
        elif duty.state in OPEN and duty.rule not in ENDED_WHERE_THEY_STAND:
            noting = _quiet("登记为已办…", partial(self._mark, duty, done=True))
            made.append(
                noting if made else theme.mark(noting, role="")
            )  # where nothing else can be done, it stands out
            made.append(_quiet("本次不要求…", partial(self._mark, duty, done=False)))
        self._set_buttons(made)

    def _set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        for row in self._rows:
            self._actions.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.buttons = list(buttons)
        if buttons and self._duties:
            theme.mark(buttons[0], role="primary" if buttons[0].property("role") != "quiet" else "quiet")
        self._rows = [FlowRow(self.buttons, gap=0.6)] if buttons else []
        for row in self._rows:
            self._actions.addWidget(row)

    def _see(self, way: Way, *_: object) -> None:
        self.way.emit(way)

    def _go(self, way: Way, duty: Duty, *_: object) -> None:
        if way.key == YEAR:
            self.plan.emit(duty)
        else:
            self.way.emit(way)

    def _print(self, paper: str, meeting: str, *_: object) -> None:
        self.paper.emit(paper, meeting)

    def _mark(self, duty: Duty, *_: object, done: bool) -> None:
        self.mark.emit(duty, done)

    def _unmark(self, mark: str, *_: object) -> None:
        self.unmark.emit(mark)


def _quiet(label: str, slot: object) -> QPushButton:
    button = theme.mark(QPushButton(label), role="quiet")
    button.clicked.connect(slot)
    return button


def _who(duty: Duty) -> str:
    return duty.group or duty.name or duty.what


def _told(duty: Duty) -> list[str]:
    """Say what is asked, until when, how it stands, and what shows it."""
    said = [f"{duty.what}：{say.STATES[duty.state]}"]
    if duty.wanted > 1 or duty.count > 1:
        said.append(f"要求{duty.wanted}次，已有{duty.count}次")
    if duty.by is not None and duty.state is not DutyState.DONE:
        said.append(f"最迟{duty.by.isoformat()}")
    if duty.plan is not None:
        said.append(f"已安排在{duty.plan.day.isoformat()}")
    if duty.proofs:
        said.append("、".join(dict.fromkeys(proof.day for proof in duty.proofs if proof.day)) + "办")
    if duty.note:
        said.append(duty.note)
    return said
