"""选举: seats, invalid ballots, the candidates and their votes, and the second ballot that a tie asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from branchdesk.domain.agenda import Ballot
from branchdesk.domain.meetings import (
    Check,
    MeetingRecord,
    Outcome,
    Verdict,
)
from branchdesk.domain.voting import (
    Voters,
    impossible_together,
    needed_yes,
    odd_together,
    quorum,
    second_ballot,
    voters_in,
)
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.ballots.candidates import Candidates
from branchdesk.ui.screens.meeting.ballots.figures import banner, count_cell
from branchdesk.ui.screens.meeting.ballots.panel import CHAIR, VOTES, WHO, Panel
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import lock
from branchdesk.ui.theme import Tone
from branchdesk.words import ballots as say_ballots
from branchdesk.words import voting as say

SEATS = {"seats_missing", "no_choice", "too_few_candidates", "seats_open", "more_ayes_than_seats"}


class ElectionPanel(Panel):
    """An election; all candidates are judged together."""

    def __init__(self, context: Context, title: QLineEdit) -> None:
        super().__init__(context, title)
        self.seats, self.invalid = CountField(), CountField()
        numbers = QWidget()
        flow = Flow(numbers, gap=1.1)
        for label, field in (("应选名额", self.seats), ("无效票", self.invalid)):
            flow.addWidget(count_cell(label, field))
            field.edited.connect(self.edited)
        self.candidates = Candidates(context)
        self.candidates.edited.connect(self.edited)
        self.verdict, self.sentence, inside = banner()
        self.again = theme.mark(QPushButton("再次投票"), role="link")
        self.again.setToolTip("另列一项，由票数相等的人再次投票")
        self.again.clicked.connect(self._vote_again)
        self.again.hide()
        inside.addWidget(self.again)
        self._second: Ballot | None = None
        self.column.addWidget(numbers)
        self.column.addWidget(self.candidates)
        self.column.addWidget(self.verdict)

    def fill(self, ballot: Ballot) -> None:
        """Show seats, invalid ballots and candidates."""
        self.seats.set_value(ballot.seats)
        self.invalid.set_value(ballot.invalid)
        self.candidates.fill(ballot.subjects)

    def take(self, ballot: Ballot) -> Ballot:
        """Give the election."""
        return Ballot(
            ballot.title,
            ballot.rule,
            self.candidates.values(),
            ballot.text,
            self.seats.value(),
            self.invalid.value(),
            ballot.not_counted,
        )

    def begin(self) -> QWidget:
        """Begin with the title, then the seats."""
        return self.title

    def cure(self, check: Check, subject: int) -> QWidget | None:
        """Give the field in which a finding about a candidate is mended."""
        if check.code in SEATS:
            return self.seats
        if check.code == "election_tied":
            return self.again
        rows = self.candidates.filled()
        if not rows:
            return self.candidates.rows[0].who if check.code in WHO and self.candidates.rows else None
        row = rows[min(subject, len(rows) - 1)]
        if check.code in CHAIR:
            return row.declared
        if check.code in VOTES:
            return row.counts["yes"]
        return row.who if check.code in WHO else None

    def problem(self) -> str:
        """Say what cannot be read in the names."""
        return self.candidates.problem()

    def show_record(self, record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict]) -> None:
        """Say what each candidate's votes come to, and of all together whether the election holds."""
        self.candidates.show_verdicts(verdicts)
        self._second = second_ballot(ballot, verdicts)
        self.again.setVisible(self._second is not None and not self.seats.isReadOnly())
        self.verdict.show()
        sentence, tone = self._whole(record, ballot, verdicts)
        self.sentence.setText(sentence)
        theme.mark(self.verdict, tone=tone)
        theme.mark(self.sentence, tone=tone)

    def _whole(self, record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict]) -> tuple[str, Tone]:
        """Say of all candidates together how the election stands, and how that is to be taken."""
        if not record.by_name:
            return say.voters_not_named(), Tone.QUIET
        voters = voters_in(ballot, record.attendees)
        if not voters.entitled:
            return say.nobody_entitled(ballot.rule), Tone.WARN
        head, enough = quorum(ballot.rule, voters, record.meeting.starts.date())
        if problem := impossible_together(ballot, voters) or odd_together(ballot, voters):
            return head + problem, Tone.WARN
        sentence, tone = self._standing(ballot, voters, [verdict.outcome for verdict in verdicts])
        if enough:
            return head + sentence, tone
        counted = any(subject.yes is not None for subject in ballot.subjects)
        return head, Tone.WARN if counted else Tone.QUIET

    def _standing(self, ballot: Ballot, voters: Voters, outcomes: Sequence[Outcome]) -> tuple[str, Tone]:
        elected = outcomes.count(Outcome.REACHED)
        if not ballot.seats:
            return say.seats_wanted(), Tone.QUIET
        if self._second is not None:
            names = [self.called(one.name, one.person) for one in self._second.subjects]
            return say_ballots.tie_in_short(elected, names, self._second.seats or 0), Tone.WARN
        if not outcomes or set(outcomes) & {Outcome.UNCOUNTED, Outcome.WAITING, Outcome.IMPOSSIBLE}:
            return say.half_of_present(needed_yes(ballot.rule, voters)), Tone.QUIET
        return say.filled(ballot.seats, elected), Tone.GOOD if elected == ballot.seats else Tone.WARN

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for field in (self.seats, self.invalid):
            lock(field, is_open=is_open)
        self.candidates.set_open(is_open=is_open)
        self.again.setVisible(is_open and self._second is not None)

    @Slot()
    def _vote_again(self) -> None:
        if self._second is not None:
            self.wanted.emit(self._second)
