"""照上次的框架: what the last meeting of a kind was like, without a word of what was said there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.frames import framed
from branchdesk.domain.meetings import Meeting, Phase
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import meeting


def last_time(store: Store, draft: Meeting) -> Meeting | None:
    """Give the frame of the newest earlier meeting of the same kind, form and group, on the draft's own day.

    It has the hours, the place, who led and who wrote (if they are on the roster of the draft's day), and the items by
    kind and title. None where there was no such meeting; one that is only planned, or was cancelled, is none.
    """
    with store.reading() as connection:
        group = rows.group_id(connection, store.branch.id, draft.group) if draft.group else None
        row = connection.execute(
            select(meeting)
            .where(
                meeting.c.branch_id == store.branch.id,
                meeting.c.kind == draft.kind.value,
                meeting.c.group_id.is_(None) if group is None else meeting.c.group_id == group,
                meeting.c.form.is_(None) if draft.form is None else meeting.c.form == draft.form.value,
                meeting.c.starts < rows.minute(_end_of_day(draft.starts)),
                meeting.c.id != (draft.id or ""),
                meeting.c.phase.is_(None),
            )
            .order_by(meeting.c.starts.desc())
            .limit(1),
        ).first()
        if row is None:
            return None
        before = rows.read_meeting(connection, row)
        here = {person.id for person in roster_on(connection, store.branch.id, draft.starts.date())}
    return _on_day(before, draft, here)


def _on_day(before: Meeting, draft: Meeting, here: set[str]) -> Meeting:
    day = draft.starts.date()

    def still(person: PersonRef | None) -> PersonRef | None:
        return person if person is None or person.id is None or person.id in here else None

    return replace(
        draft,
        starts=datetime.combine(day, before.starts.time()),
        ends=datetime.combine(day, before.ends.time()) if before.ends else None,
        place=before.place,
        chair=still(before.chair),
        recorder=still(before.recorder),
        agenda=framed(before.agenda),
        phase=Phase.HELD if draft.id is None else draft.phase,
    )


def _end_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59)
