"""民主测评: how many gave each member which grade, and the grade concluded; nothing is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.domain.agenda import Ballot, Grade, Subject
from branchdesk.domain.meetings import (
    Attendee,
    Check,
    MeetingRecord,
    Verdict,
)
from branchdesk.domain.roster import Stage
from branchdesk.ui import theme
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.ballots import feedback
from branchdesk.ui.screens.meeting.ballots.feedback import FeedbackBar
from branchdesk.ui.screens.meeting.ballots.grade_table import (
    FED_BACK,
    FIGURES,
    GRADE,
    SAID,
    TOLD,
    GradeTable,
    Member,
)
from branchdesk.ui.screens.meeting.ballots.panel import Panel
from branchdesk.ui.screens.meeting.context import Context, Telling
from branchdesk.ui.screens.meeting.section import line, lock
from branchdesk.words import ballots as say
from branchdesk.words import meetings as say_meetings

SHOWN = ((FIGURES, "测评票数"), (SAID, "自评互评"), (FED_BACK, "反馈本人"))
GRADE_KEYS = "等次按 Y 优秀、H 合格、J 基本合格、B 不合格"
HINTS = {
    FIGURES: f"数字直接填票数，Enter 到下一格；评定{GRADE_KEYS}",
    SAID: f"自评{GRADE_KEYS}；互评直接填人数",
    FED_BACK: feedback.HINT,
}


class AppraisalPanel(Panel):
    """An appraisal; members on probation take part and get no grade."""

    def __init__(self, context: Context, title: QLineEdit) -> None:
        super().__init__(context, title)
        self._subjects: tuple[Subject, ...] = ()
        self._expected: tuple[Attendee, ...] = ()
        self._open = True
        self.table = GradeTable()
        self.all_button = QPushButton("列入全体应到党员")
        self.all_button.setAutoDefault(True)
        self.drop_button = theme.mark(QPushButton("移出所选"), role="link")
        self.who = context.person_field("列入一人")
        self.who.setPlaceholderText("列入一人")
        self.who.setFixedWidth(theme.em(9))
        self.summary = theme.mark(QLabel(""), role="small")
        self.summary.setWordWrap(True)
        self.hint = theme.mark(QLabel(""), role="small")
        self.hint.setWordWrap(True)
        self.view = Segments(SHOWN)
        self.view.set_value(FIGURES)
        self.feedback = FeedbackBar(context)
        self.column.addLayout(line(self.all_button, self.drop_button, self.who, 1))
        self.column.addLayout(line(self.view, 1))
        for widget in (self.hint, self.feedback, self.table, self.summary):
            self.column.addWidget(widget)
        self.table.edited.connect(self._typed)
        self.table.telling.connect(self._tell_one)
        self.feedback.all_asked.connect(self._tell_rest)
        self.view.chosen.connect(self._turn_view)
        self.all_button.clicked.connect(self._take_all)
        self.drop_button.clicked.connect(self._drop)
        self.who.edited.connect(self._add)

    def fill(self, ballot: Ballot) -> None:
        """Show figures and grades."""
        self._subjects = ballot.subjects
        self._show()
        self._stand_again()

    def _stand_again(self) -> None:
        """Be where somebody was who has just noted that members were told, on the record that came of it."""
        telling, self.context.telling = self.context.telling, Telling()
        if not telling.view or not self._subjects:
            return
        self.view.set_value(telling.view)
        self.feedback.day.set_value(telling.day)
        self.feedback.how.setText(telling.how)
        self._turn_view()
        row = min(telling.row or 0, len(self._subjects) - 1)
        self.table.setCurrentIndex(self.table.grades.index(row, TOLD))
        QTimer.singleShot(0, self.table.setFocus)

    def take(self, ballot: Ballot) -> Ballot:
        """Give the appraisal."""
        return Ballot(ballot.title, ballot.rule, self._subjects, ballot.text, not_counted=ballot.not_counted)

    def begin(self) -> QWidget:
        """Begin with the title, or with the figures where it is written."""
        return self.table if self.title.text() and self._subjects else self.title

    def cure(self, check: Check, subject: int) -> QWidget | None:
        """Go to the row in which a finding about somebody is mended."""
        if check.code == "ballot_without_subject":
            return self.all_button
        if check.code not in {"too_many_grades", "probationer_graded", "many_excellent"}:
            return None
        self.view.set_value(FIGURES)
        self._turn_view()
        graded = check.code != "too_many_grades"
        self.table.setCurrentIndex(self.table.grades.index(subject, GRADE if graded else 1))
        return self.table

    def problem(self) -> str:
        """Say what cannot be read in the name being added."""
        return self.who.problem()

    def show_record(self, record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict]) -> None:
        """Learn who is expected."""
        del ballot, verdicts
        if record.attendees != self._expected:
            self._expected = record.attendees
            self._show()

    def name_subjects(self) -> None:
        """Name members anew."""
        self._show()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open
        self.table.set_open(is_open=is_open)
        lock(self.who, is_open=is_open)
        for widget in (self.all_button, self.who):
            widget.setVisible(is_open)
        self._show()

    def _show(self) -> None:
        stages: dict[str | None, str | None] = {person.id: person.stage for person in self.context.roster}
        stages |= {person.member_id: person.stage for person in self._expected}
        self.table.show_members(
            [
                Member(one, self.called(one.name, one.person), gradable=stages.get(one.person) != Stage.PROBATIONARY)
                for one in self._subjects
            ]
        )
        theme.mark(self.all_button, role="link" if self._subjects else "")
        self._tell_feedback()
        self.view.setVisible(bool(self._subjects))
        self.drop_button.setVisible(self._open and bool(self._subjects))
        given = [(say_meetings.GRADES[grade], sum(one.grade is grade for one in self._subjects)) for grade in Grade]
        told = say.grades_given(given, len(self._subjects))
        self.summary.setText(told)
        self.summary.setVisible(bool(self._subjects))

    def _tell_feedback(self) -> None:
        """Say what the keys do here, and who has not been told."""
        view = self.view.value() or FIGURES
        self.hint.setText(HINTS[view])
        self.hint.setVisible(bool(self._subjects) and (self._open or view == FED_BACK))
        self.feedback.setVisible(bool(self._subjects) and view == FED_BACK)
        self.feedback.show_waiting([self.called(one.name, one.person) for one in self._waiting()])

    def _waiting(self) -> list[Subject]:
        """Give those who were appraised and have not been told: whoever has a grade."""
        return [one for one in self._subjects if one.grade is not None and one.feedback_on is None and one.person]

    @Slot()
    def _turn_view(self) -> None:
        self.table.show_view(self.view.value() or FIGURES)
        self._tell_feedback()

    @Slot(int)
    def _tell_one(self, row: int) -> None:
        self._tell([self._subjects[row]])

    @Slot()
    def _tell_rest(self) -> None:
        self._tell(self._waiting())

    def _tell(self, members: Sequence[Subject]) -> None:
        """Note that members were told: in a draft with the rest, on a closed record at once."""
        day, how = self.feedback.day.day(), self.feedback.how.text().strip()
        if day is None:
            self.feedback.day.setFocus()
        elif self._open:
            chosen = {(one.person, one.name) for one in members}
            self._subjects = tuple(
                replace(one, feedback_on=day, feedback=how) if (one.person, one.name) in chosen else one
                for one in self._subjects
            )
            self._show()
            self.edited.emit()
        elif known := tuple(one.person for one in members if one.person):
            row = self.table.currentIndex().row()
            self.context.telling = Telling(FED_BACK, row if row >= 0 else None, day, how)
            self.context.fed_back.emit(known, day, how)

    @Slot()
    def _typed(self) -> None:
        self._subjects = tuple(member.subject for member in self.table.grades.members)
        self._show()
        self.edited.emit()

    @Slot()
    def _take_all(self) -> None:
        """Take everybody in who is expected; who is in already keeps their figures."""
        standing = {one.person: one for one in self._subjects}
        listed = [
            standing.get(person.member_id, Subject(person.name, person=person.member_id)) for person in self._expected
        ]
        others = [one for one in self._subjects if one not in listed]
        self._subjects = (*listed, *others)
        self._show()
        self.table.setFocus()
        self.edited.emit()

    @Slot()
    def _add(self) -> None:
        who = self.who.value()
        if who is None or self.who.problem():
            return
        self.who.set_value(None)
        if all((one.person or one.name) != (who.id or who.name) for one in self._subjects):
            self._subjects = (*self._subjects, Subject(who.name, person=who.id))
            self._show()
            self.edited.emit()

    @Slot()
    def _drop(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._subjects):
            self._subjects = self._subjects[:row] + self._subjects[row + 1 :]
            self._show()
            self.edited.emit()
