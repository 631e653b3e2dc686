"""One member's study in short: hours of the year, and what was studied without them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from branchdesk import clock
from branchdesk.domain.attendance import AWAY
from branchdesk.domain.meetings import Presence
from branchdesk.domain.study_hours import PersonHours
from branchdesk.services.meetings import study_hours
from branchdesk.store.engine import Store
from branchdesk.store.tables import (
    agenda_item,
    attendance,
    document_study,
    meeting,
    studied_document,
    study_document,
)

DAY = 10


@dataclass(frozen=True, slots=True)
class MissedText:
    """A document that was studied where a member was away, by identifier and title, and the last such day."""

    id: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class MemberStudy:
    """Hours of this year, None of who is not a member today, and documents not studied, the latest missed first."""

    hours: PersonHours | None
    missed: tuple[MissedText, ...]


def of(store: Store, member_id: str) -> MemberStudy:
    """Give a member's study in short; what they missed before this year is not asked for any more."""
    year = clock.today().year
    people = study_hours.year(store, year, member_id).people
    query = (
        select(study_document.c.id, study_document.c.title, meeting.c.starts, attendance.c.presence)
        .add_columns(attendance.c.made_up_on)
        .join(studied_document, studied_document.c.document_id == study_document.c.id)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .join(attendance, attendance.c.meeting_id == meeting.c.id)
        .where(attendance.c.member_id == member_id, meeting.c.phase.is_(None))
        .order_by(meeting.c.starts)
    )
    alone = select(document_study.c.document_id).where(document_study.c.member_id == member_id)
    with store.reading() as connection:
        rows = connection.execute(query).all()
        reached = set(connection.scalars(alone))
    reached |= {row.id for row in rows if row.presence == Presence.PRESENT.value or row.made_up_on}
    missed: dict[str, MissedText] = {}
    for row in reversed(rows):
        this_year = row.starts.startswith(f"{year:04}")
        if this_year and row.presence in AWAY and row.id not in reached and row.id not in missed:
            missed[row.id] = MissedText(row.id, row.title, row.starts[:DAY])
    return MemberStudy(people[0] if people else None, tuple(missed.values()))
