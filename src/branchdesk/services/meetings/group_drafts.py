"""One meeting held by each Party group: from the record of one group come drafts for all others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from branchdesk.domain import kinds
from branchdesk.domain.frames import to_record, with_documents
from branchdesk.domain.meetings import Attendance, Meeting, MeetingKind
from branchdesk.errors import Refusal
from branchdesk.services.meetings import meetings
from branchdesk.services.meetings.sittings import Beside
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import sittings as say


@dataclass(frozen=True, slots=True)
class Made:
    """The drafts that were made, by identifier, in the order of the groups."""

    ids: tuple[str, ...]
    changes: Changes


def for_others(store: Store, meeting_id: str) -> Made:
    """Make drafts for the other groups, in one step.

    They have the same day, hours, place, documents and items; each its own leader as chair, its own people unmarked,
    and nothing of what was said. A group that has a record of that day gets none. Refusal where the meeting is no
    group's, or where no group is left.
    """
    with operate(store, "record_group_meetings", "") as work:
        first = meetings.loaded(work.connection, store, meeting_id).meeting
        if first.kind is not MeetingKind.GROUP_MEETING:
            raise Refusal(say.not_a_group(), code="not_a_group")
        day = first.starts.date()
        groups = _without_record(work.connection, store.branch.id, day.isoformat())
        if not groups:
            raise Refusal(say.no_other_group(), code="no_other_group")
        work.title = say.for_groups(len(groups), day.isoformat())
        roster = roster_on(work.connection, store.branch.id, day)
        ids = []
        for group in groups:
            made = Meeting(
                first.kind,
                first.starts,
                ends=first.ends,
                place=first.place,
                title=first.title,
                group=group,
                attendance=Attendance(),
                agenda=with_documents(first.agenda),
                phase=first.phase,
            )
            made = replace(made, chair=kinds.usual_chair(made, roster))
            ids.append(meetings.enter(work, store, to_record(made), finalise=False).meeting.id or "")
    return Made(tuple(ids), work.changes())


@dataclass(frozen=True, slots=True)
class OfDay:
    """How far the groups are on one day: the other records there are, and the groups without one, in their order."""

    beside: tuple[Beside, ...]
    waiting: tuple[str, ...]


def of_day(store: Store, record: Meeting) -> OfDay:
    """Give the other groups' records of the day of a group's meeting, and the groups that have none."""
    day = record.starts.date().isoformat()
    query = (
        select(meeting, party_group.c.name)
        .join(party_group, meeting.c.group_id == party_group.c.id)
        .where(
            meeting.c.branch_id == store.branch.id,
            meeting.c.kind == MeetingKind.GROUP_MEETING.value,
            meeting.c.starts.startswith(day),
            meeting.c.id != (record.id or ""),
            party_group.c.name != record.group,
        )
        .order_by(party_group.c.position, meeting.c.starts)
    )
    with store.reading() as connection:
        found = connection.execute(query)
        beside = tuple(
            Beside(row.id, MeetingKind.GROUP_MEETING, row.number, datetime.fromisoformat(row.starts), row.name)
            for row in found
        )
        return OfDay(beside, _without_record(connection, store.branch.id, day))


def _without_record(connection: Connection, branch_id: str, day: str) -> tuple[str, ...]:
    held = select(meeting.c.group_id).where(
        meeting.c.branch_id == branch_id,
        meeting.c.kind == MeetingKind.GROUP_MEETING.value,
        meeting.c.starts.startswith(day),
        meeting.c.group_id.is_not(None),
    )
    query = select(party_group.c.name).where(party_group.c.branch_id == branch_id, party_group.c.id.not_in(held))
    return tuple(connection.scalars(query.order_by(party_group.c.position)))
