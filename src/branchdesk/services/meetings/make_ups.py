"""补学: what those who sit at a meeting missed the last time they sat, and have not made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from branchdesk.domain import kinds
from branchdesk.domain.meetings import Meeting, MeetingKind, Presence
from branchdesk.domain.roster import labels
from branchdesk.services.meetings.reviewing import same_body
from branchdesk.store.attendance import Scope, sittings
from branchdesk.store.engine import Store
from branchdesk.store.meetings import minute
from branchdesk.store.roster import Rosters
from branchdesk.store.tables import meeting


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who was not there, and the reason."""

    member_id: str
    label: str
    presence: Presence
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """The last meeting of the same people, and who of them has not made it up, in roster order."""

    meeting_id: str = ""
    kind: str = ""
    starts: str = ""
    absences: tuple[Absence, ...] = ()


def owed(store: Store, draft: Meeting) -> Owed:
    """Give what was missed at the last meeting of those who sit at this one, who are on the roster still.

    The same people are told as `services.reviewing` does; nobody is due at an activity, so it is passed over.
    """
    undue = [kind.value for kind in MeetingKind if not kinds.of(kind).due]
    with store.reading() as connection:
        mine = (
            meeting.c.branch_id == store.branch.id,
            meeting.c.phase.is_(None),
            meeting.c.starts < minute(draft.starts),
            meeting.c.id != (draft.id or ""),
            meeting.c.kind.not_in(undue),
            same_body(connection, store.branch.id, draft),
        )
        query = select(meeting.c.id, meeting.c.kind, meeting.c.starts).where(*mine)
        last = connection.execute(query.order_by(meeting.c.starts.desc(), meeting.c.id).limit(1)).first()
        if last is None:
            return Owed()
        day = date.fromisoformat(last.starts[:10])
        rosters = Rosters(connection, store.branch.id)
        found = sittings(connection, store.branch.id, rosters, Scope(day, day, (last.kind,)))
        called = labels(rosters.on(draft.starts.date()))
    entries = next((one.entries for one in found if one.id == last.id), {})
    absences = tuple(
        Absence(member_id, label, entry.presence, entry.reason)
        for member_id, label in called.items()
        if (entry := entries.get(member_id)) and entry.missed
    )
    return Owed(last.id, last.kind, last.starts, absences)
