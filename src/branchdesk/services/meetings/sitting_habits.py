"""When and where the branch usually meets, kind by kind, so that a plan need not ask."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median_low
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from branchdesk.domain.meetings import MeetingKind
from branchdesk.store.engine import Store
from branchdesk.store.meeting_rows import was_held
from branchdesk.store.tables import meeting

T = TypeVar("T")
LOOKED_AT = 24  # meetings of a kind, the newest
AFTERNOON = time(15)


@dataclass(frozen=True, slots=True)
class Usual:
    """How meetings of a kind usually are: on which day of the month and in which months, when, how long, where.

    `days` are those on which they lately were, the newest first.
    """

    day: int = 25
    days: tuple[date, ...] = ()
    months: tuple[int, ...] = ()
    starts: time = AFTERNOON
    lasts: timedelta | None = None
    place: str = ""

    def before(self, last: date, first: date) -> date:
        """Give the usual day in the month of a last day, neither after it nor before a first one."""
        in_month = min(self.day, monthrange(last.year, last.month)[1])
        return min(max(date(last.year, last.month, in_month), first), max(first, last))


def usual(store: Store) -> Mapping[MeetingKind, Usual]:
    """Give how meetings of each kind usually are; a kind that was never held is left out."""
    with store.reading() as connection:
        return usual_within(connection, store.branch.id)


def usual_within(connection: Connection, branch_id: str) -> Mapping[MeetingKind, Usual]:
    """Give the same within a reading that is open."""
    query = (
        select(meeting.c.kind, meeting.c.starts, meeting.c.ends, meeting.c.place)
        .where(meeting.c.branch_id == branch_id, was_held())
        .order_by(meeting.c.starts.desc())
    )
    found = connection.execute(query).all()
    kinds = dict.fromkeys(row.kind for row in found)
    return {MeetingKind(kind): _usual([row for row in found if row.kind == kind][:LOOKED_AT]) for kind in kinds}


def _usual(rows: Sequence[Any]) -> Usual:
    moments = [datetime.fromisoformat(row.starts) for row in rows]
    hours = [moment.time() for moment in moments if moment.time() != time()]
    starts = _commonest(hours) or AFTERNOON
    lasting = [
        datetime.fromisoformat(row.ends) - datetime.fromisoformat(row.starts)
        for row in rows
        if row.ends and datetime.fromisoformat(row.starts).time() == starts
    ]
    days: list[date] = [moment.date() for moment in moments]
    return Usual(
        median_low(day.day for day in days),
        tuple(days),
        tuple(month for month, _ in Counter(day.month for day in days).most_common()),
        starts,
        _commonest(lasting),
        _commonest([row.place for row in rows if row.place]) or "",
    )


def _commonest(those: Sequence[T]) -> T | None:
    return Counter(those).most_common(1)[0][0] if those else None
