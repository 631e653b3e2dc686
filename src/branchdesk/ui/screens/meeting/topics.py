"""The items of an agenda that are talked about: a free topic or report, and a Party lecture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from branchdesk.domain.agenda import Lecture, PersonRef, Topic
from branchdesk.domain.meetings import Check, MeetingKind
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.screens.meeting import parts
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.item import Item
from branchdesk.ui.screens.meeting.section import lock

REPORTER_WIDTH = 12  # ems


def is_about(check: Check, person: PersonRef | None) -> bool:
    """Say whether a finding is about somebody."""
    return person is not None and person.id is not None and person.id == check.about


class TalkedItem(Item):
    """What topics and lectures share: a title, a text, speeches and measures."""

    def __init__(self, context: Context, *, title: str, text: str, lines: int, speech: str) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setAccessibleName(title)
        self.title.setPlaceholderText(title)
        self.text = PlainText(lines=lines)
        self.text.setAccessibleName(text)
        self.text.setPlaceholderText(text)
        self.speeches = parts.speeches(context, speech)
        self.measures = parts.measures(context)
        self.row = QHBoxLayout()
        self.row.addWidget(self.speeches.lend_button())
        self.row.addWidget(self.measures.lend_button())
        self.row.addStretch(1)
        self.title.textEdited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self.speeches.edited.connect(self.edited)
        self.measures.edited.connect(self.edited)

    def show_talk(self, value: Topic | Lecture) -> None:
        """Show what both have."""
        self.title.setText(value.title)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(value.text)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.speeches.fill(value.speeches)
        self.measures.fill(value.measures)

    def written(self) -> str:
        """Give the text."""
        return self.text.toPlainText().strip()

    def begin(self) -> QWidget:
        """Give the field to begin with: the title, or the text where the title is given."""
        return self.text if self.title.text().strip() else self.title

    def cures(self, check: Check) -> list[QWidget]:
        """Give the fields that findings of this code are about."""
        if check.code == "part_empty":
            mine = f"“{self.title.text().strip()}”" in check.message
            return [self.text] if mine and not self.written() else []
        if check.code == "speaker_away":
            said = parts.spoken_by(self.speeches, check.about)
            return [said] if said is not None else []
        found: list[QWidget] = []
        speaker = check.code == "speaker_missing"
        while field := (
            parts.unnamed(self.speeches, len(found))
            if speaker
            else parts.lacking(self.measures, check.code, len(found))
        ):
            found.append(field)
        return found

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        for text in (self.title, self.text):
            lock(text, is_open=is_open)
        self.text.setVisible(is_open or bool(self.text.toPlainText()))
        for part in (self.speeches, self.measures):
            part.set_open(is_open=is_open)


class TopicItem(TalkedItem):
    """A free topic: perhaps somebody's report, perhaps one that the committee brings before the members' meeting."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, title="议题名称", text="内容、报告要点", lines=2, speech="发言")
        self.reporter = context.person_field("报告人")
        self.reporter.setFixedWidth(theme.em(REPORTER_WIDTH))
        self.reporter_row = Labelled("报告人", self.reporter)
        self.add_reporter = theme.mark(QPushButton("添报告人"), role="link")
        self.add_reporter.setAutoDefault(True)
        self.to_members = QCheckBox("提请党员大会")
        self._committee, self._open = False, True
        self.body.addWidget(self.title)
        self.body.addWidget(self.reporter_row, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.text, self.speeches, self.measures):
            self.body.addWidget(widget)
        self.row.insertWidget(0, self.add_reporter)
        self.row.addWidget(self.to_members)
        self.body.addLayout(self.row)
        self.add_reporter.clicked.connect(self._ask_reporter)
        self.reporter.edited.connect(self.edited)
        self.to_members.toggled.connect(self.edited)
        self._arrange()

    def fill(self, value: Topic) -> None:
        """Show a topic; somebody whose name is not written yet may be asked for."""
        self.show_talk(value)
        self.reporter.set_value(value.reporter if value.reporter and value.reporter.name else None)
        self.to_members.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.to_members.setChecked(value.to_members_meeting)
        self.to_members.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._arrange(asked=value.reporter is not None)

    def value(self) -> Topic:
        """Give the topic."""
        wanted = self._committee and self.to_members.isChecked()
        return Topic(
            self.title.text().strip(),
            self.written(),
            self.speeches.values(),
            self.measures.values(),
            self.reporter.value(),
            wanted,
        )

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "报告" if self.reporter_row.isVisibleTo(self) else "议题"

    def cures(self, check: Check) -> list[QWidget]:
        """Give the fields that findings of this code are about."""
        if check.code == "leader_away":
            return [self.reporter] if is_about(check, self.reporter.value()) else []
        return super().cures(check)

    def follow(self, kind: MeetingKind) -> None:
        """Ask only in the committee whether a matter shall come before the members' meeting."""
        self._committee = kind is MeetingKind.COMMITTEE_MEETING
        self.to_members.setVisible(self._committee)

    def problem(self) -> str:
        """Say what cannot be read here."""
        return self.reporter.problem()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        self._open = is_open
        lock(self.reporter, is_open=is_open)
        self.to_members.setEnabled(is_open)
        self._arrange(asked=self.reporter_row.isVisibleTo(self))

    def _arrange(self, *, asked: bool = False) -> None:
        shown = self.reporter.value() is not None or (asked and self._open)
        self.reporter_row.setVisible(shown)
        self.add_reporter.setVisible(self._open and not shown)

    @Slot()
    def _ask_reporter(self) -> None:
        self._arrange(asked=True)
        self.renamed.emit()
        self.reporter.setFocus(Qt.FocusReason.OtherFocusReason)


class LectureItem(TalkedItem):
    """党课: its title, who gave it, its outline, and what was said of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, title="党课题目", text="讲课提纲、要点", lines=4, speech="讨论发言")
        self.lecturer = context.person_field("主讲人")
        self.lecturer.setFixedWidth(theme.em(REPORTER_WIDTH))
        self.body.addWidget(self.title)
        self.body.addWidget(Labelled("主讲人", self.lecturer), 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.text, self.speeches, self.measures):
            self.body.addWidget(widget)
        self.body.addLayout(self.row)
        self.lecturer.edited.connect(self.edited)

    def fill(self, value: Lecture) -> None:
        """Show a lecture."""
        self.show_talk(value)
        self.lecturer.set_value(value.lecturer)

    def value(self) -> Lecture:
        """Give the lecture."""
        return Lecture(
            self.title.text().strip(),
            self.lecturer.value(),
            self.written(),
            self.speeches.values(),
            self.measures.values(),
        )

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "党课"

    def problem(self) -> str:
        """Say what cannot be read here."""
        return self.lecturer.problem()

    def cures(self, check: Check) -> list[QWidget]:
        """Give the fields that findings of this code are about."""
        if check.code == "lecture_untitled":
            return [] if self.title.text().strip() else [self.title]
        if check.code == "lecturer_missing":
            return [] if self.lecturer.value() else [self.lecturer]
        if check.code == "leader_away":
            return [self.lecturer] if is_about(check, self.lecturer.value()) else []
        return super().cures(check)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        lock(self.lecturer, is_open=is_open)


NEW_REPORT = Topic("", reporter=PersonRef(""))  # a topic whose reporter is asked for
