"""第一议题: what was studied, who read it out, who spoke, what follows from it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk.domain import kinds
from branchdesk.domain.agenda import FirstTopic
from branchdesk.domain.meetings import Check, Meeting
from branchdesk.domain.sections import FIRST_TOPIC
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.screens.meeting import parts
from branchdesk.ui.screens.meeting.case import CaseFields
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import Section, lock
from branchdesk.ui.screens.meeting.work import Sight
from branchdesk.words.meetings import KINDS

NOTE = "只记篇目、出处和日期，不录原文"


class StudySection(Section):
    """The third page of the form. It gives the first topic; where that stands on the agenda, the agenda keeps.

    `first_wanted` asks for the first topic to be put first.
    """

    key, title = FIRST_TOPIC, "第一议题"
    first_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.documents = parts.documents(context)
        self.reader = context.person_field("领学人")
        self.reader.setFixedWidth(theme.em(12))
        self.speeches = parts.speeches(context, "研讨发言")
        self.measures = parts.measures(context, "贯彻措施")
        self.case = CaseFields()
        self.minutes = CountField()
        self._stood = False
        self._late = QWidget()
        late = QHBoxLayout(self._late)
        late.setContentsMargins(0, 0, 0, 0)
        late.addWidget(theme.mark(QLabel("这次会议的第一议题没有排在首位。"), tone="warn"))
        button = theme.mark(QPushButton("排到首位"), role="link")
        button.clicked.connect(self.first_wanted)
        late.addWidget(button)
        late.addStretch(1)
        self._late.hide()
        self.body.addWidget(self._late)
        self.body.addWidget(self.documents)
        self.body.addWidget(Labelled("领学人", self.reader), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.speeches)
        self.body.addWidget(self.measures)
        self.body.addWidget(self.case)
        counted = Labelled("计入学时（分钟）", self.minutes, hint="不填的，按“第一议题”学时设置计算")
        row = QHBoxLayout()
        row.addWidget(counted, 1)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.setFocusProxy(self.documents.entries[0])
        for part in (self.documents, self.reader, self.speeches, self.measures, self.case, self.minutes):
            part.edited.connect(self._typed)

    def fill(self, meeting: Meeting) -> None:
        """Say whether this kind of meeting begins with a first topic."""
        self.minutes.set_value(meeting.study_minutes)
        self._follow_kind(meeting)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the minutes that count as study; the first topic goes with the agenda."""
        return replace(meeting, study_minutes=self.minutes.value())

    def _follow_kind(self, meeting: Meeting) -> None:
        wanted = kinds.of(meeting.kind).first_topic
        self.note.setText(NOTE if wanted else f"{KINDS[meeting.kind]}不要求第一议题，没有就不填")

    def show_sight(self, sight: Sight) -> None:
        """Follow the kind of meeting; offer to lead the reading whoever led least and longest ago."""
        if sight.record is not None:
            self._follow_kind(sight.record.meeting)
        self.reader.put_first(sight.company.readers)

    def fill_topic(self, topic: FirstTopic | None, *, late: bool) -> None:
        """Show a first topic, or an empty page; `late` says that it does not stand first."""
        self._stood = topic is not None
        shown = topic or FirstTopic()
        self.documents.fill(shown.documents)
        self.reader.set_value(shown.lead_reader)
        self.speeches.fill(shown.speeches)
        self.measures.fill(shown.measures)
        self.case.fill(shown)
        self.show_late(late=late)

    def show_late(self, *, late: bool) -> None:
        """Say whether the first topic stands first."""
        self._late.setVisible(late)

    def topic(self) -> FirstTopic | None:
        """Give the first topic, or None where nothing is written and there was none."""
        made = FirstTopic(
            self.documents.values(),
            self.reader.value(),
            self.speeches.values(),
            self.measures.values(),
            *self.case.values(),
        )
        return made if made != FirstTopic() or self._stood else None

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for part in (self.documents, self.speeches, self.measures):
            part.set_open(is_open=is_open)
        for field in (self.reader, self.case, self.minutes):
            lock(field, is_open=is_open)
        self._late.setEnabled(is_open)

    def begin(self) -> None:
        """Begin with the first document."""
        self.reach(self.documents.entries[0])

    def problem(self) -> str:
        """Say what cannot be read here."""
        return self.reader.problem()

    def cure(self, check: Check, turn: int) -> None:
        """Go to the row that is meant."""
        if check.code in {"lead_reader_missing", "leader_away"}:
            self.reach(self.reader)
        elif check.code == "speaker_missing":
            self.reach(parts.unnamed(self.speeches, turn) or self.speeches.add_button)
        elif check.code == "speaker_away":
            self.reach(parts.spoken_by(self.speeches, check.about) or self.speeches.add_button)
        elif check.code.startswith("measure_without"):
            self.reach(parts.lacking(self.measures, check.code, turn) or self.measures.add_button)
        else:
            self.begin()

    @Slot()
    def _typed(self) -> None:
        self.edited.emit()
