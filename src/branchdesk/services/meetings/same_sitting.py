"""Records of one sitting: which belong together, and of whom they say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from branchdesk.domain.meetings import (
    Check,
    Mark,
    Meeting,
    MeetingRecord,
    MeetingState,
    Presence,
    Severity,
)
from branchdesk.domain.sections import PEOPLE
from branchdesk.store import meetings as rows
from branchdesk.store.tables import meeting
from branchdesk.words import sittings as say

DIFFER = "sitting_differs"


def checks(connection: Connection, record: MeetingRecord) -> Iterator[Check]:
    """Say of whom another record of the same sitting says otherwise; a closed record is past comparing."""
    if record.meeting.sitting is None or record.state is MeetingState.FINAL:
        return
    for row in others(connection, record.meeting):
        noted = marks(connection, row.id)
        differ = [
            record.called(person.name, person.member_id)
            for person in record.attendees
            if person.member_id in noted and _said(noted[person.member_id]) != (person.presence, person.reason)
        ]
        if differ:
            yield Check(DIFFER, Severity.DOUBT, say.people_differ(differ, len(differ), row.kind), PEOPLE)


def _said(mark: Mark) -> tuple[Presence, str]:
    return mark.presence, mark.reason


def marks(connection: Connection, meeting_id: str) -> dict[str, Mark]:
    """Give what was noted of each person at a meeting."""
    row = connection.execute(select(meeting).where(meeting.c.id == meeting_id)).one()
    return {mark.person.id or "": mark for mark in rows.read_meeting(connection, row).attendance.marks}


def others(connection: Connection, record: Meeting) -> list[Row[Any]]:
    """Give the rows of the other records of a meeting's sitting, in the order in which they were made."""
    if record.sitting is None:
        return []
    query = select(meeting).where(meeting.c.sitting == record.sitting, meeting.c.id != (record.id or ""))
    return list(connection.execute(query.order_by(meeting.c.id)))
