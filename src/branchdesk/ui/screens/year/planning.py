"""计划会议: one meeting, or one of each group, with what is usual filled in; then its papers, if they are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from branchdesk import clock
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.meetings import Body, Meeting, MeetingKind
from branchdesk.domain.working_days import WorkingDays
from branchdesk.domain.year_plan import worked
from branchdesk.services import Changes, Store
from branchdesk.services.duties import year_plan
from branchdesk.services.meetings import schedule
from branchdesk.services.meetings import sitting_habits as habits
from branchdesk.services.meetings.sitting_habits import Usual
from branchdesk.services.papers.papers import PAPERS
from branchdesk.services.people import people
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.words import year_plan as say
from branchdesk.words.meetings import KINDS

ENDS_EARLY = "结束时间早于开始时间，请改正。"
NO_GROUP = "请至少选一个党小组。"
PAPER_KEYS = ("notice", "sign-in-sheet")


@dataclass(frozen=True, slots=True)
class PlanFor:
    """What is known of a plan before it is made: the kind, on or by which day, of which group, of which year."""

    kind: MeetingKind = MeetingKind.MEMBERS_MEETING
    day: date | None = None
    group: str | None = None
    for_year: int | None = None

    @classmethod
    def of(cls, asked: Duty | date) -> PlanFor:
        """Read a duty, or a day of the calendar."""
        if isinstance(asked, date):
            return cls(MeetingKind.THEME_DAY, asked)
        year = int(asked.period) if len(asked.period) == len("2026") else None
        return cls(MeetingKind(asked.kind), _day_for(asked), asked.group, year)


def _day_for(duty: Duty) -> date:
    """Propose the last day there is time for it, which the usual day of the month then makes better."""
    return max(duty.by or clock.today(), clock.today())


class PlanDialog(FormDialog):
    """Plans a meeting; `planned` are the identifiers of what was made, `papers` the papers wanted of it."""

    wanted: ClassVar[tuple[str, ...]] = ()  # the papers that were asked for last, until the program ends

    def __init__(self, parent: QWidget, desk: Desk, asked: PlanFor, *, fixed_day: bool = False) -> None:
        super().__init__(parent, desk, "计划会议", "安排")
        self._asked, self._fixed_day = asked, fixed_day
        self._usual: Mapping[MeetingKind, Usual] = {}
        self._working = WorkingDays()
        self.planned: tuple[str, ...] = ()
        self.kind = DropDown()
        for each in MeetingKind:
            self.kind.addItem(KINDS[each], each.value)
        self.kind.setMaxVisibleItems(len(MeetingKind))
        self.kind.setCurrentIndex(self.kind.findData(asked.kind.value))
        self.groups = CheckList()
        self.day = DateEdit(day_needed=True)
        self.day.set_value(asked.day or clock.today())
        self.starts, self.ends = TimeEdit(), TimeEdit()
        self.starts.set_value(time(15))
        self.place, self.theme = Offered(), QLineEdit()
        self.papers = {key: QCheckBox(PAPERS[key].label) for key in PAPER_KEYS}
        self.verb = self._verb
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.day.setFocus()
        self.day.edited.connect(self._tell_day)
        desk.read(
            lambda store: (people.groups(store), habits.usual(store), year_plan.working(store)), self._take, owner=self
        )

    def _lay_out(self) -> None:
        self.add("kind", "会议类型", self.kind)
        self._groups = self.add("group", "党小组", self.groups)
        self._groups.setVisible(self.meeting_kind() is MeetingKind.GROUP_MEETING)
        self.add("starts", "日期", self.day)
        self.add_row(("hour", "开始", self.starts, ""), ("ends", "结束", self.ends, ""))
        self.add_row(("place", "地点", self.place, ""), ("title", "主题", self.theme, ""))
        row = QHBoxLayout()
        row.setSpacing(theme.em(1))
        for key, box in self.papers.items():
            box.setText(f"接着出{box.text()}")
            box.setChecked(key in self.wanted)
            row.addWidget(box)
        row.addStretch(1)
        self.column.addLayout(row)

    def meeting_kind(self) -> MeetingKind:
        """Give the kind that is chosen."""
        return MeetingKind(self.kind.currentData())

    def papers_wanted(self) -> tuple[str, ...]:
        """Give the papers to go on with."""
        return tuple(key for key, box in self.papers.items() if box.isChecked())

    def _take(self, found: tuple[tuple[str, ...], Mapping[MeetingKind, Usual], WorkingDays]) -> None:
        groups, self._usual, self._working = found
        mine = (self._asked.group,) if self._asked.group in groups else groups
        self.groups.set_lines([(group, group) for group in groups], mine)
        self.place.offer(list(dict.fromkeys(one.place for one in self._usual.values() if one.place)))
        self._fill_in()

    @Slot()
    def _kind_chosen(self) -> None:
        self._groups.setVisible(self.meeting_kind() is MeetingKind.GROUP_MEETING)
        self._fill_in()

    def _fill_in(self) -> None:
        """Propose the hour, the place and, within the time there is, the day that are usual for the kind."""
        usual = self._usual.get(self.meeting_kind())
        last = self._asked.day
        if last is not None and not self._fixed_day:
            first = min(clock.today() + timedelta(days=1), last)  # people are told before
            day = (usual or Usual()).before(last, first)
            self.day.set_value(worked(day, first, last, self._working))
        self._tell_day()
        if usual is None:
            return
        self.starts.set_value(usual.starts)
        if usual.lasts is not None:
            self.ends.set_value((datetime.combine(clock.today(), usual.starts) + usual.lasts).time())
        self.place.setText(usual.place)

    @Slot()
    def _tell_day(self) -> None:
        """Say which weekday the day is, and whether it is worked."""
        day = self.day.day()
        told = say.weekday(day, worked=self._working.is_working(day)) if day is not None else ""
        self.fields["starts"].set_hint(told)

    def _verb(self) -> Verb | None:
        checked = [field.check() for field in (self.day, self.starts, self.ends)]  # each says what is wrong with it
        if not all(checked):
            return None
        day, starts, ends = self.day.day(), self.starts.value() or time(), self.ends.value()
        if day is None:
            return None
        if ends is not None and ends < starts:
            self.fields["ends"].refuse(ENDS_EARLY)
            return None
        pattern = Meeting(
            self.meeting_kind(),
            datetime.combine(day, starts),
            ends=None if ends is None else datetime.combine(day, ends),
            place=self.place.text().strip() or None,
            title=self.theme.text().strip() or None,
            for_year=self._asked.for_year if self.meeting_kind() is self._asked.kind else None,
        )
        groups: list[str | None] = list(self.groups.ticked()) if pattern.body is Body.GROUP else [None]
        if not groups:
            self.fields["group"].refuse(NO_GROUP)
            return None
        sittings = [schedule.Slot(day, group) for group in groups]
        type(self).wanted = self.papers_wanted()

        def plan(store: Store) -> Changes:
            made = schedule.plan_series(store, pattern, sittings)
            self.planned = made.ids
            return made.changes

        return plan
