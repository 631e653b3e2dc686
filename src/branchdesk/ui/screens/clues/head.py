"""The top of a clue's card: its number, how far it is and how long it may still take, and its way at a glance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.clue_states import ASIDE, OPEN
from branchdesk.ledgers.clues import CLUES, STATE
from branchdesk.services.clues.clue_card import Clue
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues.way import WayLine, stations
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_steps as say

SOON = 2  # working days from which a deadline is near
LATE = {"late", "overdue"}


class Head(Card):
    """Number, pills, what it is about in one line, and the stations."""

    def __init__(self) -> None:
        super().__init__()
        self.number = theme.mark(QLabel(""), role="title")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = theme.mark(QLabel(""), role="pill")
        self.deadline = theme.mark(QLabel(""), role="pill")
        self.outcome = theme.mark(QLabel(""), role="pill", tone=Tone.GOOD)
        self.line = theme.mark(QLabel(""), tone="quiet")
        self.line.setWordWrap(True)
        self.way = WayLine()
        first = QWidget()
        flow = Flow(first, gap=0.5)
        for part in (self.number, self.state, self.deadline, self.outcome):
            flow.addWidget(part)
        self.body.addWidget(first)
        self.body.addWidget(self.line)
        self.body.addSpacing(theme.em(0.3))
        self.body.addWidget(self.way)

    def show_clue(self, clue: Clue) -> None:
        """Show another clue."""
        values = clue.values
        self.number.setText(clue.number)
        self.state.setText(STATE.shown(clue.state.value))
        theme.mark(self.state, tone=_tone(clue))
        text, tone = deadline_of(clue)
        self.deadline.setText(text)
        self.deadline.setVisible(bool(text))
        self.deadline.setToolTip(f"办理期限 {clue.deadline}" if clue.deadline else "")
        theme.mark(self.deadline, tone=tone)
        outcome = " ".join(CLUES.field(key).shown(values[key]) for key in ("outcome", "outcome_number")).strip()
        self.outcome.setText(outcome)
        self.outcome.setVisible(bool(outcome))
        about = " · ".join(str(values[key]) for key in ("category", "subcategory", "grid", "place") if values[key])
        self.line.setText(about)
        self.line.setVisible(bool(about))
        self.way.show_stations(stations(clue.state, clue.steps))


def deadline_of(clue: Clue) -> tuple[str, Tone]:
    """Say how long an open clue may still take, or whether a closed one was in time."""
    if clue.days_left is not None:
        tone = Tone.BAD if clue.days_left < 0 else Tone.WARN if clue.days_left <= SOON else Tone.QUIET
        return say.days_left(clue.days_left), tone
    timeliness = clue.values["timeliness"]
    tone = Tone.WARN if timeliness in LATE else Tone.QUIET
    return CLUES.field("timeliness").shown(timeliness), tone


def _tone(clue: Clue) -> Tone:
    if clue.state in OPEN:
        return Tone.WARN
    return Tone.QUIET if clue.state in ASIDE else Tone.GOOD
