"""安排一批会议: a rule, hours and a place; every day it means, with what is there already, ticked or not; one step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.meetings import Meeting, MeetingKind
from branchdesk.domain.recurrence import Run, days_of
from branchdesk.domain.working_days import SATURDAY, WEEKENDS, WorkingDays
from branchdesk.services.duties import working_days
from branchdesk.services.meetings import schedule
from branchdesk.services.meetings.habits import Habits, habits
from branchdesk.services.meetings.schedule import Slot as Sitting
from branchdesk.services.people import people
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.screens.meetings.rule_field import RuleField
from branchdesk.words import holidays as say_holidays
from branchdesk.words import schedule as say
from branchdesk.words.meetings import KINDS

WAIT = 150  # milliseconds of quiet before the days are worked out
LOW, HIGH = 16, 60  # ems of height that the list of days may have
MOST = 120  # meetings planned in one step
NEXT_YEAR_FROM = 11  # the month from which a year's plan is the next year's
FIRST_KIND = MeetingKind.COMMITTEE_MEETING
ENDS_EARLY = "结束时间早于开始时间，请改正。"
TOO_MANY = f"一次最多安排{MOST}次，请缩短起止时间。"
NO_SPAN = "请填起止日期。"


def usual_span(today: date) -> tuple[date, date]:
    """Give what a plan is mostly for: the rest of this year, towards its end the whole of the next."""
    if today.month >= NEXT_YEAR_FROM:
        return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
    return today + timedelta(days=1), date(today.year, 12, 31)


def line_of(sitting: Sitting, worked: WorkingDays = WEEKENDS) -> str:
    """Show one meeting to be: its day, its weekday, whether it is off, its group, and what is there already."""
    day = sitting.day
    off = f"（{worked.name(day) or '休息日'}）" if not worked.is_working(day) else ""
    weekday = f"周{say.WEEKDAYS[day.weekday()]}{off or ('（调休上班）' if day.weekday() >= SATURDAY else '')}"
    return "　".join(part for part in (day.isoformat(), weekday, sitting.group or "", sitting.there) if part)


class SeriesDialog(FormDialog):
    """Plans a series; `done_as` carries what was done."""

    def __init__(self, parent: QWidget, desk: Desk, kind: str = "") -> None:
        super().__init__(parent, desk, "安排一批会议", "安排")
        self._turn = 0
        self._sittings: tuple[Sitting, ...] = ()
        self._worked = WEEKENDS
        self.kind, self.rule = DropDown(), RuleField()
        for each in MeetingKind:
            self.kind.addItem(KINDS[each], each.value)
        self.kind.setMaxVisibleItems(len(MeetingKind))
        self.kind.setCurrentIndex(self.kind.findData(kind or FIRST_KIND.value))
        self.groups = CheckList()
        self.since, self.until = DateEdit(day_needed=True), DateEdit(day_needed=True)
        first, last = usual_span(clock.today())
        self.since.set_value(first)
        self.until.set_value(last)
        self.starts, self.ends = TimeEdit(), TimeEdit()
        self.starts.set_value(time(15))
        self.place, self.theme = Offered(), QLineEdit()
        self.days = CheckList()
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self.verb = self._verb
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()
        self.kind.setFocus()
        desk.read(
            lambda store: (people.groups(store), habits(store), working_days.whole(store)),
            self._take_habits,
            owner=self,
        )

    def _lay_out(self) -> None:
        whole = QHBoxLayout()
        whole.setSpacing(theme.em(1.6))
        form, preview = self.column, QVBoxLayout()
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.em(0.7))
        self.add("kind", "会议类型", self.kind)
        self._groups = self.add("group", "党小组", self.groups)
        self._groups.hide()
        self.add("rule", "日子", self.rule)
        self.add_row(("since", "从", self.since, ""), ("until", "到", self.until, ""))
        self.add_row(("starts", "开始", self.starts, ""), ("ends", "结束", self.ends, ""))
        self.add_row(("place", "地点", self.place, ""), ("title", "主题", self.theme, ""))
        self.column.addStretch(1)
        preview.setSpacing(theme.em(0.4))
        name = theme.mark(QLabel("要安排的日期（空格键勾选或去掉）"), role="key")
        name.setBuddy(self.days)
        self.days.setAccessibleName("要安排的日期")
        self.days.setMinimumWidth(theme.em(27))
        preview.addWidget(name)
        preview.addWidget(self.days, 1)
        preview.addWidget(self.told)
        whole.addLayout(self.column, 3)
        whole.addLayout(preview, 4)
        form.addLayout(whole)

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.groups.itemChanged.connect(self._waiting.start)
        for field in (self.rule, self.since, self.until):
            field.edited.connect(self._waiting.start)
        self.days.itemChanged.connect(self._ticked)
        self._waiting.timeout.connect(self._work)
        self._kind_chosen()

    def _take_habits(self, found: tuple[tuple[str, ...], Habits, WorkingDays]) -> None:
        groups, usual, self._worked = found
        self.groups.set_lines([(group, group) for group in groups], groups)
        self.place.offer(usual.places)
        self._waiting.start()

    def meeting_kind(self) -> MeetingKind:
        """Give the kind that is chosen."""
        return MeetingKind(self.kind.currentData())

    @Slot()
    def _kind_chosen(self) -> None:
        self._groups.setVisible(self.meeting_kind() is MeetingKind.GROUP_MEETING)
        self._waiting.start()

    @Slot()
    def _work(self) -> None:
        """Find the days that the rule means, and ask what is there; an answer that comes too late is dropped."""
        self._turn += 1
        turn = self._turn
        rule, since, until = self.rule.value(), self.since.day(), self.until.day()
        self.fields["rule"].refuse(self.rule.problem())
        if rule is None or since is None or until is None:
            self._show((), NO_SPAN if rule is not None else "")
            return
        run = days_of(rule, max(since, clock.today()), until, self._worked)
        kind, groups = self.meeting_kind(), tuple(self.groups.ticked())
        groups = groups if kind is MeetingKind.GROUP_MEETING else ()
        if len(run.days) * max(len(groups), 1) > MOST:
            self._show((), TOO_MANY)
            return

        def seen(found: tuple[Sitting, ...]) -> None:
            if turn == self._turn:
                self._show(found, _notes(run, found, self._worked))

        self.desk.read(lambda store: schedule.slots(store, kind, run.days, groups), seen, owner=self)

    def _show(self, found: tuple[Sitting, ...], told: str) -> None:
        self._sittings = found
        self.days.set_lines(
            [(one, line_of(one, self._worked)) for one in found], [one for one in found if not self._kept_free(one)]
        )
        self.days.setMinimumHeight(theme.em(LOW))
        self.days.setMaximumHeight(theme.em(HIGH))
        self.told.setText(told)
        self._ticked()

    def _kept_free(self, one: Sitting) -> bool:
        """Say whether a day is not ticked: it has such a meeting, or is a public holiday."""
        return one.clash or _is_holiday(one.day, self._worked)

    @Slot()
    def _ticked(self) -> None:
        number = len(self.days.ticked())
        self.save_button.setText(f"安排{number}次" if number else "安排")
        self.save_button.setEnabled(number > 0)

    def _verb(self) -> Verb | None:
        checked = [field.check() for field in (self.since, self.until, self.starts, self.ends)]
        starts, ends = self.starts.value() or time(), self.ends.value()
        if not all(checked):
            return None
        if ends is not None and ends < starts:
            self.fields["ends"].refuse(ENDS_EARLY)
            return None
        anyday = clock.today()
        pattern = Meeting(
            self.meeting_kind(),
            datetime.combine(anyday, starts),
            ends=None if ends is None else datetime.combine(anyday, ends),
            place=self.place.text().strip() or None,
            title=self.theme.text().strip() or None,
        )
        sittings: list[Sitting] = self.days.ticked()
        return lambda store: schedule.plan_series(store, pattern, sittings).changes


def _is_holiday(day: date, worked: WorkingDays) -> bool:
    return bool(worked.name(day)) and not worked.is_working(day)


def _notes(run: Run, found: Iterable[Sitting], worked: WorkingDays) -> str:
    """Say what of the rule could not be, what is not ticked and why, and which days off nobody knows."""
    clashes = sum(one.clash for one in found)
    holidays = sum(_is_holiday(one.day, worked) for one in found)
    unknown = worked.unknown(run.days[0], run.days[-1]) if run.days else ()
    parts = (
        say.months_left_out(run.lacking) if run.lacking else "",
        f"{clashes}天已有同类会议，没有勾选。" if clashes else "",
        f"{holidays}天是法定节假日，没有勾选。" if holidays else "",
        say_holidays.unknown(unknown),
    )
    return "".join(part for part in parts if part)
