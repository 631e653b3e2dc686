"""When the branch meets: dates first, so that people can join and be confirmed at meetings that took place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from branchdesk.demo.days import months_from, on_or_after, on_or_before, pick_between
from branchdesk.domain.dates import add_years, quarter, quarter_bounds
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.terms import minus_months

GROUPS = ("第一党小组", "第二党小组", "第三党小组")
THREE_GROUPS_FROM = 12
NEWEST = timedelta(days=2)  # the last record is at least two days old
MONTHS_IN_OFFICE = 32  # of the committee: its term ends within half a year
JANUARY, MAY = 1, 5
TWICE = 4  # the fourth last members' meeting is recorded as two kinds
THEME_DAY = 25  # 主题党日 is held on or just before this day of the month


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days on which the members' meeting admitted people or made them full members.

    `undecided_joined`: those whose probation ended three weeks ago and was not discussed. The other pairs are
    (joined, made full): every year the meeting that admits one person confirms the one of the year before.
    """

    undecided_joined: date
    latest: tuple[date, date]
    earlier: tuple[date, date]
    first: tuple[date, date]

    @property
    def probation_end(self) -> date:
        """Give the day on which the undecided probation ended."""
        return add_years(self.undecided_joined, 1)

    def days(self) -> tuple[date, ...]:
        """Give every day that needs a members' meeting, in order."""
        return tuple(sorted({self.undecided_joined, *self.latest, *self.earlier, *self.first}))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that takes place: what, when and of which group.

    `same_people` are those of the meeting before it on that day; with the same hours the two are one sitting.
    """

    kind: MeetingKind
    starts: datetime
    ends: datetime
    group: str | None = None
    same_people: bool = False


@dataclass(slots=True)
class Timetable:
    """All sittings in order, and what is wrong on purpose.

    `elected` is the day on which the committee in office was elected, whether its records go so far back or not.
    `missed` is the quarter without a members' meeting, `doubled` a committee meeting that was held during another.
    """

    sittings: list[Sitting] = field(default_factory=list)
    elected: date = date.min
    missed: tuple[int, int] | None = None
    doubled: Sitting | None = None

    def add(self, rng: Random, kind: MeetingKind, day: date, group: str | None = None) -> None:
        """Add a sitting with an hour that suits its kind."""
        hour, minute, least, most = rng.choice(HOURS[kind])
        starts = datetime.combine(day, time(hour, minute))
        self.sittings.append(Sitting(kind, starts, starts + timedelta(minutes=rng.randrange(least, most, 5)), group))

    def hold(self, kind: MeetingKind, day: date, hour: time, minutes: int, *, same_people: bool = False) -> None:
        """Add a sitting with its hours."""
        starts = datetime.combine(day, hour)
        self.sittings.append(Sitting(kind, starts, starts + timedelta(minutes=minutes), same_people=same_people))


HOURS = {
    MeetingKind.MEMBERS_MEETING: ((14, 30, 80, 125), (15, 0, 75, 115), (9, 0, 85, 130)),
    MeetingKind.COMMITTEE_MEETING: ((9, 0, 50, 85), (15, 30, 50, 80), (16, 0, 45, 75), (8, 40, 50, 85)),
    MeetingKind.GROUP_MEETING: ((16, 0, 35, 65), (16, 30, 35, 60), (11, 0, 35, 55), (8, 40, 35, 55)),
    MeetingKind.PARTY_LECTURE: ((15, 0, 70, 100), (14, 30, 75, 105), (9, 30, 70, 100)),
    MeetingKind.THEME_DAY: ((14, 0, 120, 185), (13, 30, 130, 200), (9, 0, 120, 180)),
}


def groups_of(members: int) -> tuple[str, ...]:
    """Give the groups of a branch of so many members: three, or two where there are few."""
    return GROUPS if members >= THREE_GROUPS_FROM else GROUPS[:2]


def plan_milestones(today: date) -> Milestones:
    """Lay out who could have joined and been confirmed when, counted back from today."""
    undecided = on_or_before(add_years(today - timedelta(days=20), -1))
    confirmed = today - timedelta(days=76)
    if confirmed.year < today.year:  # "this year", where this year is old enough
        early = date(today.year, 1, 8)
        confirmed = early if on_or_after(early) < add_years(undecided, 1) - timedelta(days=3) else confirmed
    latest = on_or_before(add_years(confirmed, -1))
    earlier = on_or_before(add_years(latest, -1))
    first = on_or_before(add_years(earlier, -1))
    return Milestones(
        undecided_joined=undecided,
        latest=(latest, on_or_after(max(confirmed, add_years(latest, 1)) + timedelta(days=1))),
        earlier=(earlier, latest),
        first=(first, earlier),
    )


def first_month(today: date, years: int) -> date:
    """Give the first day of the first of `years` times twelve months, the last of which is the current one."""
    year, month = divmod(today.year * 12 + today.month - 12 * years, 12)
    return date(year, month + 1, 1)


def draw_up(
    rng: Random, milestones: Milestones, first: date, today: date, groups: tuple[str, ...] = GROUPS
) -> Timetable:
    """Draw up the timetable from the first day to today."""
    table = Timetable()
    newest = today - NEWEST
    taken: set[date] = {day for day in milestones.days() if first <= day <= newest}
    table.elected = _election_day(today, taken)
    if table.elected >= first:
        taken.add(table.elected)
    for day in sorted(taken):
        table.add(rng, MeetingKind.MEMBERS_MEETING, day)
    _members_meetings(rng, table, milestones, (first, newest), taken)
    for begin, end in months_from(first, today):
        _month(rng, table, (begin, min(end, newest)), taken, groups)
    _lectures(rng, table, (first, newest), taken)
    _yearly(rng, table, (first, newest), taken)
    _record_twice(table)
    _double(table)
    table.sittings.sort(key=lambda sitting: (sitting.starts, sitting.group or "", sitting.same_people))
    return table


def _election_day(today: date, taken: set[date]) -> date:
    """Give a working day so long ago that the term ends within half a year."""
    day = on_or_before(minus_months(today, MONTHS_IN_OFFICE))
    while day in taken:
        day = on_or_before(day - timedelta(days=1))
    return day


def _yearly(rng: Random, table: Timetable, span: tuple[date, date], taken: set[date]) -> None:
    """Add what a year ends with, in the January after it, and an activity with others in May."""
    first, newest = span
    for begin, _ in months_from(first, newest):
        month = begin.month
        if month not in {JANUARY, MAY}:
            continue
        day = pick_between(rng, max(begin.replace(day=8), first), begin.replace(day=28), taken)
        if day is None or day > newest:
            continue
        taken.add(day)
        if month == MAY:
            table.hold(MeetingKind.ACTIVITY, day, time(14, 30), 120)
            continue
        table.hold(MeetingKind.ORGANISATIONAL_LIFE, day, time(14, 30), 105)
        table.hold(MeetingKind.DEMOCRATIC_APPRAISAL, day, time(16, 30), 60, same_people=True)


def _record_twice(table: Timetable) -> None:
    """Let one of the quarterly members' meetings have been a Party lecture as well, in one sitting."""
    held = sorted(one.starts for one in table.sittings if one.kind is MeetingKind.MEMBERS_MEETING)
    found = next((one for one in table.sittings if one.starts == held[-TWICE]), None) if len(held) >= TWICE else None
    if found is not None:
        table.sittings.append(replace(found, kind=MeetingKind.PARTY_LECTURE, same_people=True))


def _double(table: Timetable) -> None:
    """Hold one more committee meeting in the midst of the last theme day."""
    theme = max((one for one in table.sittings if one.kind is MeetingKind.THEME_DAY), key=_start, default=None)
    if theme is not None:
        starts = theme.starts + timedelta(minutes=30)
        table.doubled = Sitting(MeetingKind.COMMITTEE_MEETING, starts, starts + timedelta(minutes=50))
        table.sittings.append(table.doubled)


def _start(sitting: Sitting) -> datetime:
    return sitting.starts


def _quarters(first: date, last: date) -> list[tuple[int, int]]:
    found = [quarter(begin) for begin, _ in months_from(first, last)]
    return sorted(set(found))


def _members_meetings(
    rng: Random, table: Timetable, milestones: Milestones, span: tuple[date, date], taken: set[date]
) -> None:
    """Add a members' meeting for every quarter that has none yet, except one."""
    first, newest = span
    held = {quarter(day) for day in taken}
    empty = [number for number in _quarters(first, newest) if number not in held]
    whole = [
        number
        for number in empty
        if quarter_bounds(*number)[0] >= first and quarter_bounds(*number)[1] < newest - timedelta(days=45)
    ]
    table.missed = rng.choice(whole[-4:]) if whole else None
    for number in empty:
        if number == table.missed:
            continue
        begin, end = quarter_bounds(*number)
        last = min(end - timedelta(days=4), newest, milestones.probation_end - timedelta(days=1))
        day = pick_between(rng, max(begin + timedelta(days=12), first), last, taken)
        if day:
            taken.add(day)
            table.add(rng, MeetingKind.MEMBERS_MEETING, day)


def _month(rng: Random, table: Timetable, span: tuple[date, date], taken: set[date], groups: tuple[str, ...]) -> None:
    """Add a month's committee meeting, group meetings and theme day, as far as they lie in the past."""
    begin, newest = span
    _, end = next(months_from(begin, begin))

    def hold(kind: MeetingKind, first: int, last: int, group: str | None = None) -> None:
        day = pick_between(rng, begin.replace(day=first), begin.replace(day=last), taken)
        day = day or pick_between(rng, begin, end, taken)
        if day and day <= newest:
            taken.add(day)
            table.add(rng, kind, day, group)

    hold(MeetingKind.COMMITTEE_MEETING, 2, 9)
    for group in groups:
        hold(MeetingKind.GROUP_MEETING, 10, 19, group)
    if begin.replace(day=THEME_DAY) <= newest:
        hold(MeetingKind.THEME_DAY, THEME_DAY - 3, THEME_DAY)


def _lectures(rng: Random, table: Timetable, span: tuple[date, date], taken: set[date]) -> None:
    first, newest = span
    for number in _quarters(first, newest):
        begin, end = quarter_bounds(*number)
        day = pick_between(rng, max(begin + timedelta(days=8), first), end, taken)
        if day and day <= newest:
            taken.add(day)
            table.add(rng, MeetingKind.PARTY_LECTURE, day)
