"""The start page: what is due, late or coming, from the records as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from branchdesk.domain.dates import LeapDay, PartialDate, add_years, anniversary, quarter, quarter_bounds
from branchdesk.domain.meetings import MeetingKind, Presence
from branchdesk.domain.roster import MEMBER_STAGES, RosterPerson, Stage, labels
from branchdesk.ledgers.clues import OPEN_STATES
from branchdesk.services.clues import Tally, tally
from branchdesk.services.coming import plans
from branchdesk.services.committees import structure_hints
from branchdesk.store import five_ones
from branchdesk.store.engine import Branch, Store
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import agenda_item, attendance, clue, measure, meeting, member
from branchdesk.words import meetings as say_meetings
from branchdesk.words import schedule as say_schedule
from branchdesk.words import today as say

MONTHS = 12
NEAR_DAYS = 30  # how far ahead 今日 looks for birthdays and ends of probation
PLAN_DAYS = 14  # how far ahead it looks for meetings
ABSENCE_DAYS = 90  # older absences belong to the card, and older plans to the list, not to the start page
DONE_OFTEN = 2
URGENT = {"term_due": "coming", "term_over": "late", "term_far_over": "late", "no_secretary": "due"}
GRID_KINDS = (
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.MEMBERS_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.PARTY_LECTURE,
    MeetingKind.THEME_DAY,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `state` is late, due, coming or note; `target` names a screen and a record or filter in it."""

    kind: str
    what: str
    basis: str
    state: str
    days_text: str
    target: tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Birthday:
    """One 政治生日 near: when this year (as stored, perhaps only the month) and how many years."""

    member_id: str
    name: str
    on: str
    years: int
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One kind of meeting over the year's months: how many were recorded in each (a group meeting: of how many)."""

    label: str
    cells: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the start page shows."""

    lines: tuple[Line, ...]
    birthdays: tuple[Birthday, ...]
    clues: Tally | None
    year: tuple[GridRow, ...]
    members: int


def look(store: Store, day: date) -> Today:
    """Give what is due, late or coming as of a day."""
    with store.reading() as connection:
        people = roster_on(connection, store.branch.id, day)
        called = labels(people)
        joined = _joined(connection, store.branch.id)
        lines = (
            *_structure(connection, store.branch.id, people, day),
            *_probation(people, joined, called, day),
            *_members_meeting(connection, store.branch, day),
            *_plans(connection, store.branch.id, day),
            *_clues(connection, store.branch.id, day),
            *_absences(connection, store.branch.id, called, day),
            *_measures(connection, store.branch.id, day),
            *_drafts(connection, store.branch.id),
        )
        groups = {person.group for person in people if person.group and person.stage in MEMBER_STAGES}
        year = _year(connection, store.branch, day, len(groups))
        leap = five_ones.settings(connection, store.branch.id).leap_day
        birthdays = tuple(_birthdays(people, joined, called, day, leap))
    ranked = {"late": 0, "due": 1, "coming": 2, "note": 3}
    figures = tally(store, since=date(day.year, 1, 1), until=day, by="category")
    return Today(
        tuple(sorted(lines, key=lambda line: ranked[line.state])),
        birthdays,
        figures if figures.reported else None,
        year,
        sum(person.stage in MEMBER_STAGES for person in people),
    )


def _joined(connection: Connection, branch_id: str) -> dict[str, PartialDate]:
    query = select(member.c.id, member.c.joined_on).where(member.c.branch_id == branch_id)
    return {row.id: PartialDate.parse(row.joined_on) for row in connection.execute(query) if row.joined_on}


def _structure(connection: Connection, branch_id: str, people: list[RosterPerson], day: date) -> Iterator[Line]:
    """Speak of what cannot wait in the branch's make-up: a term that ends or is over, and nobody as secretary."""
    if not any(person.offices for person in people):
        return  # a roster without offices: the committee's own screen asks for them
    for hint in structure_hints(connection, branch_id, day, people):
        if hint.code in URGENT:
            yield Line("structure", hint.message, hint.article, URGENT[hint.code], "", ("committee", None))


def _probation(
    people: list[RosterPerson],
    joined: dict[str, PartialDate],
    called: dict[str, str],
    day: date,
) -> Iterator[Line]:
    """Probation is one year from the members' meeting that admitted (发展党员工作细则 2026 第31条)."""
    ends: dict[date, list[RosterPerson]] = {}
    for person in people:
        if person.stage is Stage.PROBATIONARY and person.id in joined:
            ends.setdefault(add_years(joined[person.id].first_day(), 1), []).append(person)
    for end, whose in sorted(ends.items()):
        left = (end - day).days
        if left > NEAR_DAYS:
            continue
        names = [called[person.id] for person in whose]
        what = (say.probation_ends if left >= 0 else say.probation_over)(names, end.isoformat())
        state = "late" if left < 0 else "coming"
        text = say.late_by(-left) if left < 0 else say.days_left(left)
        yield Line("probation", what, say.probation_article(), state, text, ("members", whose[0].name))


def _members_meeting(connection: Connection, branch: Branch, day: date) -> Iterator[Line]:
    """Ask for one members' meeting a quarter (支部工作条例第11条), counted from the branch's 启用日期."""
    year, number = quarter(day)
    first, last = quarter_bounds(year, number)
    if not _held(connection, branch.id, first, last):
        yield from _due(connection, branch.id, day, last, number)
    before = first - timedelta(days=1)
    since = date.fromisoformat(f"{branch.duties_from}-01")
    first, last = quarter_bounds(*quarter(before))
    if first >= since and not _held(connection, branch.id, first, last):
        what = say.meeting_missed(*quarter(before))
        late = (day - last).days
        yield Line("members_meeting", what, say.meeting_article(), "late", say.late_by(late), ("meetings", None))


def _due(connection: Connection, branch_id: str, day: date, last: date, number: int) -> Iterator[Line]:
    """Ask for the quarter's members' meeting; where it is planned its day is said, unless a line of its own says it."""
    what, left = say.meeting_due(number), (last - day).days
    ahead = [plan for plan in plans(connection, branch_id, day, last) if plan.kind is MeetingKind.MEMBERS_MEETING]
    if not ahead:
        state = "due" if left <= NEAR_DAYS else "coming"
        yield Line("members_meeting", what, say.meeting_article(), state, say.days_left(left), ("meetings", "new"))
    elif (away := (ahead[0].starts.date() - day).days) > PLAN_DAYS:
        basis = say_schedule.planned_for(ahead[0].starts.isoformat())
        yield Line("members_meeting", what, basis, "coming", say_schedule.in_days(away), ("meeting", ahead[0].id))


def _plans(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    """Name the meetings that are near, and those planned for a day gone by of which nothing is recorded."""
    for plan in plans(connection, branch_id, day - timedelta(days=ABSENCE_DAYS), day + timedelta(days=PLAN_DAYS)):
        starts, away = plan.starts.isoformat(), (plan.starts.date() - day).days
        if away < 0:
            what, basis = say_schedule.not_recorded(plan.name, starts), say_schedule.how_to_go_on()
            yield Line("plans", what, basis, "due", say_schedule.days_past(-away), ("meeting", plan.id))
        else:
            what = say_schedule.coming(plan.name, starts)
            basis = say_schedule.detail(plan.place, notified=plan.notified)
            state = "coming" if away else "due"
            yield Line("plans", what, basis, state, say_schedule.in_days(away), ("meeting", plan.id))


def _held(connection: Connection, branch_id: str, first: date, last: date) -> bool:
    query = select(meeting.c.id).where(
        meeting.c.branch_id == branch_id,
        meeting.c.kind == MeetingKind.MEMBERS_MEETING.value,
        was_held(),
        meeting.c.starts >= first.isoformat(),
        meeting.c.starts < (last + timedelta(days=1)).isoformat(),
    )
    return connection.execute(query.limit(1)).first() is not None


def _clues(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    still_open = (clue.c.branch_id == branch_id, clue.c.state.in_(OPEN_STATES))
    number, first = connection.execute(
        select(func.count(), func.min(clue.c.reported_on)).where(*still_open),
    ).one()
    if not number:
        return
    kinds = connection.execute(
        select(clue.c.category, func.count())
        .where(*still_open)
        .group_by(clue.c.category)
        .order_by(func.count().desc(), clue.c.category),
    ).all()
    age = say.days_old((day - PartialDate.parse(first).first_day()).days) if first else ""
    basis = say.groups([(row[0] or "", row[1]) for row in kinds])
    yield Line("clues", say.clues_open(number, first), basis, "due", age, ("clues", "open"))


def _absences(connection: Connection, branch_id: str, called: dict[str, str], day: date) -> Iterator[Line]:
    """Absences wait for 补学; leave that was asked for does not."""
    query = (
        select(meeting.c.id, meeting.c.starts, meeting.c.kind, member.c.name, member.c.id.label("member_id"))
        .join(attendance, attendance.c.meeting_id == meeting.c.id)
        .join(member, attendance.c.member_id == member.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            meeting.c.starts >= (day - timedelta(days=ABSENCE_DAYS)).isoformat(),
            was_held(),
            attendance.c.presence == Presence.ABSENT.value,
            attendance.c.made_up_on.is_(None),
        )
        .order_by(meeting.c.starts.desc(), member.c.roster_order)
    )
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in connection.execute(query):
        found.setdefault((row.id, row.starts, row.kind), []).append(called.get(row.member_id, row.name))
    for (meeting_id, starts, kind), names in found.items():
        age = (day - date.fromisoformat(starts[:10])).days
        basis = say.meeting_on(starts, say_meetings.KINDS[kind])
        yield Line("absences", say.absences_open(names), basis, "due", say.days_old(age), ("meeting", meeting_id))


def _measures(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    query = (
        select(measure.c.text, measure.c.owner_name, measure.c.due, meeting.c.id)
        .join(agenda_item, measure.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(meeting.c.branch_id == branch_id, was_held(), measure.c.done_on.is_(None))
        .order_by(measure.c.due.is_(None), measure.c.due)
    )
    rows = connection.execute(query).all()
    if not rows:
        return
    late = [row for row in rows if row.due and row.due < day.isoformat()]
    first = rows[0]
    basis = say.measure_detail(first.text, first.owner_name or "", first.due or "")
    if late:
        text = say.late_by((day - date.fromisoformat(late[0].due)).days)
    else:
        text = say.days_left((date.fromisoformat(first.due) - day).days) if first.due else say.next_time()
    what = say.measures_open(len(rows), len(late))
    yield Line("measures", what, basis, "late" if late else "note", text, ("meeting", first.id))


def _drafts(connection: Connection, branch_id: str) -> Iterator[Line]:
    query = (
        select(meeting.c.id, meeting.c.starts, meeting.c.kind)
        .where(meeting.c.branch_id == branch_id, was_held(), meeting.c.state == "draft")
        .order_by(meeting.c.starts)
    )
    rows = connection.execute(query).all()
    if rows:
        basis = say.meeting_on(rows[0].starts, say_meetings.KINDS[rows[0].kind])
        target = ("meeting", rows[0].id) if len(rows) == 1 else ("meetings", "draft")
        yield Line("drafts", say.drafts_open(len(rows)), basis, "note", "", target)


def _birthdays(
    people: list[RosterPerson],
    joined: dict[str, PartialDate],
    called: dict[str, str],
    day: date,
    leap: LeapDay,
) -> Iterator[Birthday]:
    """Give the anniversaries of 入党 that are near; where only the month is known it is that month's."""
    near = []
    for person in people:
        known = joined.get(person.id)
        if person.stage not in MEMBER_STAGES or known is None or not known.month:
            continue
        for year in (day.year, day.year + 1):
            this = anniversary(known, year, leap)
            if day <= this.last_day() and (this.first_day() - day).days <= NEAR_DAYS and year > known.year:
                near.append((max(this.first_day(), day), person, str(this), year - known.year))
                break
    for _, person, on, years in sorted(near, key=lambda found: (found[0], found[2])):
        yield Birthday(person.id, called[person.id], on, years, say.birthday(on, years))


def _year(connection: Connection, branch: Branch, day: date, groups: int) -> tuple[GridRow, ...]:
    """Count the year's meetings that were held, by kind and month; of the group meetings, how many groups held one."""
    query = (
        select(
            meeting.c.kind,
            func.substr(meeting.c.starts, 6, 2).label("month"),
            func.count(),
            func.count(meeting.c.group_id.distinct()),
        )
        .where(
            meeting.c.branch_id == branch.id,
            was_held(),
            meeting.c.starts >= f"{day.year}",
            meeting.c.starts < f"{day.year + 1}",
        )
        .group_by(meeting.c.kind, "month")
    )
    found = {(row[0], int(row[1])): (row[2], row[3]) for row in connection.execute(query)}
    groups = max([groups, *(by_group for _, by_group in found.values())])
    return tuple(_grid_row(kind, found, groups) for kind in GRID_KINDS)


def _grid_row(kind: MeetingKind, found: dict[tuple[str, int], tuple[int, int]], groups: int) -> GridRow:
    cells, states = [], []
    for month in range(1, MONTHS + 1):
        number, by_group = found.get((kind.value, month), (0, 0))
        if kind is MeetingKind.GROUP_MEETING and number:
            cells.append(f"{by_group}/{groups}")
            states.append("done" if by_group == groups else "part")
        else:
            cells.append(str(number) if number else "")
            states.append("" if not number else "often" if number >= DONE_OFTEN else "done")
    return GridRow(say_meetings.KINDS[kind], tuple(cells), tuple(states))
