"""A question that is put to the vote: a resolution of the members, or of a committee."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.agenda import Ballot, Subject
from branchdesk.domain.meetings import Check, MeetingRecord, Verdict
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.ballots.figures import SubjectEditor
from branchdesk.ui.screens.meeting.ballots.panel import Panel
from branchdesk.ui.screens.meeting.context import Context


class MotionPanel(Panel):
    """What is voted on is the title itself; an imported ballot may have several questions."""

    written = False  # whether opinions sent before the meeting count

    def __init__(self, context: Context, title: QLineEdit) -> None:
        super().__init__(context, title)
        self.subjects: list[SubjectEditor] = []
        self._titled = ""
        self._subjects = QVBoxLayout()
        self._subjects.setSpacing(theme.em(0.8))
        self.column.addLayout(self._subjects)

    def fill(self, ballot: Ballot) -> None:
        """Show the figures."""
        self._titled = ballot.title
        self._show_subjects(ballot.subjects or (Subject(""),))

    def take(self, ballot: Ballot) -> Ballot:
        """Give the ballot with its figures."""
        made = []
        for editor in self.subjects:
            standing = editor.standing()
            by_title = len(self.subjects) == 1 and standing.name in {"", self._titled}
            made.append(editor.value(*((ballot.title, None) if by_title else (standing.name, standing.person))))
        return Ballot(ballot.title, ballot.rule, tuple(made), ballot.text, not_counted=ballot.not_counted)

    def begin(self) -> QWidget:
        """Begin with the title."""
        return self.title

    def cure(self, check: Check, subject: int) -> QWidget | None:
        """Give the field in which a finding about a subject is mended."""
        if check.code == "ballot_without_subject":
            return self.title
        return self.subjects[min(subject, len(self.subjects) - 1)].cure(check)

    def show_record(self, record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict]) -> None:
        """Say of each subject whether the required number is reached."""
        del record, ballot
        for number, editor in enumerate(self.subjects):
            editor.show_verdict(verdicts[number] if number < len(verdicts) else None)

    def name_subjects(self) -> None:
        """Name what one votes on, where there are several."""
        several = len(self.subjects) > 1
        for editor in self.subjects:
            subject = editor.standing()
            editor.show_name(self.called(subject.name, subject.person) if several else "")

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for editor in self.subjects:
            editor.set_open(is_open=is_open)

    def _show_subjects(self, subjects: Sequence[Subject]) -> None:
        while len(self.subjects) > len(subjects):
            editor = self.subjects.pop()
            self._subjects.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        while len(self.subjects) < len(subjects):
            editor = SubjectEditor(self.context, written=self.written)
            editor.edited.connect(self.edited)
            self.subjects.append(editor)
            self._subjects.addWidget(editor)
        for editor, subject in zip(self.subjects, subjects, strict=True):
            editor.fill(subject)
        self.name_subjects()
