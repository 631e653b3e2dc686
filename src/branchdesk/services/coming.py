"""Meetings to come, and those whose day went by without a word: what 今日 says of plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from branchdesk.domain.meetings import MeetingKind, Phase
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import schedule as say

OPEN = (Phase.PLANNED.value, Phase.NOTIFIED.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting that is planned: what it is called, its group with it, when and where it is to be."""

    id: str
    kind: MeetingKind
    name: str
    starts: datetime
    place: str
    notified: bool


def plans(connection: Connection, branch_id: str, since: date, until: date) -> tuple[Plan, ...]:
    """Give the meetings planned from a day until another, both counted in, in the order of their beginning."""
    query = (
        select(meeting, party_group.c.name.label("group"))
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            meeting.c.phase.in_(OPEN),
            meeting.c.starts >= since.isoformat(),
            meeting.c.starts < (until + timedelta(days=1)).isoformat(),
        )
        .order_by(meeting.c.starts, meeting.c.id)
    )
    return tuple(
        Plan(
            row.id,
            MeetingKind(row.kind),
            say.named(row.kind, row.group),
            datetime.fromisoformat(row.starts),
            row.place or "",
            row.phase == Phase.NOTIFIED,
        )
        for row in connection.execute(query)
    )
