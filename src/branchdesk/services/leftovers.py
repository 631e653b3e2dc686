"""Lines of 今日 on what the rule book does not speak of yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, select

from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.meetings import Presence
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.services.committees import structure_hints
from branchdesk.services.waiting import Line
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import agenda_item, attendance, measure, meeting, member
from branchdesk.words import meetings as say_meetings
from branchdesk.words import today as say

NEAR_DAYS = 30
ABSENCE_DAYS = 90
URGENT = {"term_due": "coming", "term_over": "late", "term_far_over": "late", "no_secretary": "due"}


def structure(connection: Connection, branch_id: str, people: list[RosterPerson], day: date) -> Iterator[Line]:
    """Speak of what cannot wait in the branch's make-up: a term that ends or is over, and nobody as secretary."""
    if not any(person.offices for person in people):
        return  # a roster without offices: the committee's own screen asks for them
    for hint in structure_hints(connection, branch_id, day, people):
        if hint.code in URGENT:
            yield Line("structure", hint.message, hint.article, URGENT[hint.code], "", ("committee", None))


def probation(
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


def absences(connection: Connection, branch_id: str, called: dict[str, str], day: date) -> Iterator[Line]:
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


def measures(connection: Connection, branch_id: str, day: date) -> Iterator[Line]:
    """Say how many measures of meetings are open."""
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
