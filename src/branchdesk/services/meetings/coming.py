"""Meetings to come, and those whose day went by without a word: what 今日 says of plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.meetings import MeetingKind, Phase
from branchdesk.store.tables import meeting, party_group
from branchdesk.words import schedule as say

OPEN = (Phase.PLANNED.value, Phase.NOTIFIED.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting that is planned: what it is called, when and where it is to be.

    Where several groups meet at one time it stands for all of them; `id` is then the first one's, and `notified` says
    whether all were told.
    """

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
        .order_by(meeting.c.starts, meeting.c.kind, party_group.c.name, meeting.c.id)
    )
    found = connection.execute(query).all()
    return tuple(
        _plan(list(rows)) for _, rows in groupby(found, lambda row: (row.starts, row.kind, "" if row.group else row.id))
    )


def _plan(rows: Sequence[Any]) -> Plan:
    first = rows[0]
    return Plan(
        first.id,
        MeetingKind(first.kind),
        say.named(first.kind, *(row.group for row in rows if row.group)),
        datetime.fromisoformat(first.starts),
        first.place or "",
        all(row.phase == Phase.NOTIFIED for row in rows),
    )
