"""What the inside of a ballot can do, whatever its rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.agenda import Ballot, PersonRef
from branchdesk.domain.meetings import Check, MeetingRecord, Verdict
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.context import Context

VOTES = {"votes_missing", "votes_impossible", "votes_do_not_add_up", "ballot_not_valid"}
CHAIR = {"not_declared", "declared_otherwise"}
WHO = {
    *("candidate_unknown", "cannot_be_elected", "young_secretary", "member_already", "not_on_probation"),
    *("ballot_without_subject", "admitted_together"),
}


class Panel(QWidget):
    """The inside of a ballot. `edited` says that something was typed; `wanted` asks for one more ballot after it.

    `about` stands above the ballot's title, which is lent to the panel so that it can word it.
    """

    edited = Signal()
    wanted = Signal(object)

    def __init__(self, context: Context, title: QLineEdit) -> None:
        super().__init__()
        self.context, self.title = context, title
        self.about: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.em(0.65))

    def fill(self, ballot: Ballot) -> None:
        """Show what the panel has of a ballot, without a word to anybody."""
        raise NotImplementedError

    def take(self, ballot: Ballot) -> Ballot:
        """Give the ballot with what the panel has of it."""
        raise NotImplementedError

    def show_record(self, record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict]) -> None:
        """Show what follows from what is typed."""
        raise NotImplementedError

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        raise NotImplementedError

    def cure(self, check: Check, subject: int) -> QWidget | None:
        """Give the field in which a finding about a subject is mended, or None where it is not in here."""
        raise NotImplementedError

    def problem(self) -> str:
        """Say what cannot be read here, or nothing."""
        return ""

    def name_subjects(self) -> None:
        """Name people anew: who shares a name depends on the day."""

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        raise NotImplementedError

    def called(self, name: str, person: str | None) -> str:
        """Name somebody so that nobody takes them for another."""
        return self.context.called(PersonRef(name, person))
