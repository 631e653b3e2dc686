"""基本情况: what kind of meeting, when and where, who led it and who wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.jottings import NONE
from branchdesk.domain.meetings import (
    Body,
    Check,
    Meeting,
    MeetingKind,
)
from branchdesk.domain.sections import BASICS
from branchdesk.errors import Refusal
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.extras import ExtraFacts, read_names, shown_names
from branchdesk.ui.screens.meeting.kind_field import KindField
from branchdesk.ui.screens.meeting.section import Section, lock
from branchdesk.ui.screens.meeting.sitting import BesideLine
from branchdesk.ui.screens.meeting.work import Sight

DAY_MISSING = "还没有填日期，填好才能算出应到人员。"


class BasicsSection(Section):
    """The first page of the form."""

    key, title = BASICS, "基本情况"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.kind = KindField()
        self.group = Segments(())
        self.day = DateEdit(day_needed=True)
        self.starts, self.ends = TimeEdit(), TimeEdit()
        self.place = context.offered("地点", context.places)
        self.chair, self.recorder = context.person_field("主持人"), context.person_field("记录人")
        self.theme, self.observers = QLineEdit(), QLineEdit()
        self.theme.setPlaceholderText("可以不填")
        self.observers.setPlaceholderText(f"姓名用逗号分开，或只写人数；没有写“{NONE}”")
        self.extras = ExtraFacts()
        self.groups: tuple[str, ...] = ()
        self.beside = BesideLine()
        self._standing: Meeting | None = None
        self._offered_start: time | None = None
        self._group_row = Labelled("党小组", self.group)
        self.fields = {
            "kind": Labelled("会议类型", self.kind),
            "group": self._group_row,
            "starts": Labelled("日期", self.day),
            "time": Labelled("开始", self.starts),
            "ends": Labelled("结束", self.ends),
            "place": Labelled("地点", self.place),
            "chair": Labelled("主持人", self.chair),
            "recorder": Labelled("记录人", self.recorder),
            "title": Labelled("主题", self.theme),
            "observers": Labelled("列席", self.observers),
        }
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(1))
        grid.setVerticalSpacing(theme.em(0.95))
        places: tuple[tuple[str, int, int, int], ...] = (
            ("kind", 0, 0, 4),
            ("group", 2, 0, 4),
            ("starts", 3, 0, 2),
            ("time", 3, 2, 1),
            ("ends", 3, 3, 1),
            ("place", 4, 0, 4),
            ("chair", 5, 0, 2),
            ("recorder", 5, 2, 2),
            ("observers", 6, 0, 4),
            ("title", 7, 0, 4),
        )
        grid.addWidget(self.extras, 1, 0, 1, 4)
        for key, row, column, span in places:
            grid.addWidget(self.fields[key], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(self.beside)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.setFocusProxy(self.day)

    def _listen(self) -> None:
        self.kind.chosen.connect(self._kind_chosen)
        self.group.chosen.connect(self.edited)
        self.extras.edited.connect(self._shape)
        self.extras.edited.connect(self.edited)
        self.day.edited.connect(self._shape)
        for field in (self.day, self.starts, self.ends, self.chair, self.recorder):
            field.edited.connect(self.edited)
        for line in (self.place, self.theme, self.observers):
            line.textEdited.connect(self.edited)
        self.place.editingFinished.connect(self.edited)

    def set_groups(self, groups: tuple[str, ...]) -> None:
        """Offer the branch's groups."""
        self.groups = groups
        self.group.set_options([(group, group) for group in groups])

    def fill(self, meeting: Meeting) -> None:
        """Show the facts."""
        self._standing = meeting
        self.kind.set_value(meeting.kind.value)
        self.group.set_value(meeting.group)
        self._group_row.setVisible(meeting.body is Body.GROUP)
        self.extras.fill(meeting)
        self.day.set_value(meeting.starts.date())
        self.starts.set_value(None if meeting.starts.time() == time() else meeting.starts.time())
        self.ends.set_value(meeting.ends.time() if meeting.ends else None)
        self.place.setText(meeting.place or "")
        self.chair.set_value(meeting.chair)
        self.recorder.set_value(meeting.recorder)
        self.theme.setText(meeting.title or "")
        self.observers.setText(shown_names(meeting.observers))
        for field in self.fields.values():
            field.refuse("")

    def adopt(self, meeting_id: str | None, number: int | None) -> None:
        """Learn under which number the meeting counts among its kind."""
        day = self.day.day()
        if self._standing is not None and day is not None:
            made = self.take(Meeting(self._standing.kind, self._standing.starts))
            self._standing = replace(made, id=meeting_id, number=number)

    def meeting_kind(self) -> MeetingKind:
        """Give the kind that is chosen."""
        return MeetingKind(self.kind.value() or MeetingKind.MEMBERS_MEETING)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the facts; Refusal where there is no day."""
        day = self.day.day()
        if day is None:
            raise Refusal(self.day.problem() or DAY_MISSING, code="day_missing", field="starts")
        return self._on(day, meeting)

    def typed(self, meeting: Meeting) -> Meeting:
        """Give the facts; where no day can be read, on that of before."""
        return self._on(self.day.day() or meeting.starts.date(), meeting)

    def _on(self, day: date, meeting: Meeting) -> Meeting:
        ends = self.ends.value()
        made = replace(
            meeting,
            kind=self.meeting_kind(),
            group=self.group.value(),
            starts=datetime.combine(day, self.starts.value() or time()),
            ends=datetime.combine(day, ends) if ends else None,
            place=self.place.text().strip() or None,
            chair=self.chair.value(),
            recorder=self.recorder.value(),
            title=self.theme.text().strip() or None,
            observers=read_names(self.observers.text()),
        )
        made = self.extras.take(made)
        return replace(made, number=self._number(made))

    def who_sits(self) -> Meeting:
        """Give the kind, form and group that are chosen, on the day that is written or else on today."""
        day = datetime.combine(self.day.day() or clock.today(), time())
        return self.extras.take(Meeting(self.meeting_kind(), day, group=self.group.value()))

    def _number(self, made: Meeting) -> int | None:
        """Keep the number as long as it counts among the same meetings."""
        standing = self._standing
        if standing is None or standing.number is None:
            return None
        same = (standing.kind, standing.group, standing.starts.year) == (made.kind, made.group, made.starts.year)
        return standing.number if same else None

    def show_sight(self, sight: Sight) -> None:
        """Show a refusal beside the field it is about."""
        self.beside.show_beside(sight.company.beside)
        self.kind.offer_committee(there_is=kinds.has_committee(sight.roster))
        self.fields["group"].refuse(sight.refusal.sentence if sight.refusal and sight.refusal.field == "group" else "")

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for widget in (self.kind, self.group):
            widget.setEnabled(is_open)
        for name, field in self.fields.items():
            if name not in {"kind", "group"}:
                lock(field.editor, is_open=is_open)
        self.extras.set_open(is_open=is_open)

    def begin(self) -> None:
        """Begin with the day, which is already there to be changed."""
        self.reach(self.day)
        self.day.selectAll()

    def problem(self) -> str:
        """Say what cannot be read here."""
        fields = (self.day, self.starts, self.ends, self.chair, self.recorder)
        return next((problem for field in fields if (problem := field.problem())), "")

    def cure(self, check: Check, turn: int) -> None:
        """Go to the field that is meant."""
        del turn
        places: dict[str, QWidget] = {
            "chair_missing": self.chair,
            "recorder_missing": self.recorder,
            "ends_before_start": self.ends,
            "time_missing": self.starts,
            "overlap": self.starts,
            "chair_away": self.chair,
            "recorder_away": self.recorder,
            "group_needed": self.group,
            "form_missing": self.extras.form,
            "year_missing": self.extras.year,
            "year_odd": self.extras.year,
        }
        self.reach(places.get(check.code, self.day))

    @Slot()
    def _kind_chosen(self) -> None:
        self._shape()
        self.edited.emit()

    @Slot()
    def _shape(self) -> None:
        """Show what the kind and form have that are chosen now."""
        meeting = self.who_sits()
        self.extras.follow(meeting)
        self._group_row.setVisible(self.who_sits().body is Body.GROUP)
