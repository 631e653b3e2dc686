"""Two kinds in one sitting: who sat together once is marked once, and each kind has a record of its own.

Local rules ask that 党员大会 and 党课 held one after the other are recorded separately: number and agenda differ, the
people do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from branchdesk.domain import kinds
from branchdesk.domain import roster as roster_of
from branchdesk.domain.frames import to_record
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import (
    Attendance,
    Body,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.services.meetings import meeting_templates, meetings, same_sitting
from branchdesk.services.meetings.meetings import Saved
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import meeting, new_id
from branchdesk.words import sittings as say


@dataclass(frozen=True, slots=True)
class Beside:
    """Another record of the same sitting."""

    id: str
    kind: MeetingKind
    number: int
    starts: datetime
    group: str | None


def another(store: Store, meeting_id: str, kind: MeetingKind) -> Saved:
    """Record a sitting as another kind too, in one step: nothing of what both have is typed twice.

    Day, times, place, chair, recorder, who sat in and every mark are the same; number and agenda are its own. Where the
    kind expects others, the marks of those it expects are taken. Refusal where the sitting is recorded as that kind.
    """
    agenda = meeting_templates.agendas(store)[kind]
    with operate(store, "record_meeting_again", "") as work:
        first = meetings.loaded(work.connection, store, meeting_id).meeting
        beside = same_sitting.others(work.connection, first)
        if kind in {first.kind, *(MeetingKind(row.kind) for row in beside)}:
            raise Refusal(say.same_kind(kind), code="same_kind")
        work.title = say.another(kind, first.starts.date().isoformat())
        sitting = first.sitting or new_id()
        if first.sitting is None:
            work.update(meeting, meeting_id, {"sitting": sitting})
        made = Meeting(
            kind,
            first.starts,
            ends=first.ends,
            place=first.place,
            group=first.group,
            chair=first.chair,
            recorder=first.recorder,
            observers=first.observers,
            attendance=first.attendance,
            agenda=agenda,
            counted=first.counted,
            phase=first.phase,
            form=Body.MEMBERS if kinds.has(kind, Extra.FORM) else None,
            sitting=sitting,
        )
        made = kinds.fitting(replace(made, for_year=kinds.usual_year(made)))
        made = replace(made, overrides=first.overrides if made.body is first.body else ())
        roster = roster_on(work.connection, store.branch.id, made.starts.date())
        expected = {person.id for person in roster_of.expected(made.body, roster, made.group, made.overrides)}
        record = meetings.enter(work, store, to_record(_fitting(made, first, expected)), finalise=False)
    entered = record.meeting
    return Saved(entered.id or "", entered.number or 0, record.checks, work.changes())


def beside(store: Store, record: Meeting) -> tuple[Beside, ...]:
    """Give the other records of a meeting's sitting, in the order in which they were made."""
    with store.reading() as connection:
        return tuple(
            Beside(
                row.id,
                MeetingKind(row.kind),
                row.number,
                datetime.fromisoformat(row.starts),
                rows.read_meeting(connection, row).group,
            )
            for row in same_sitting.others(connection, record)
        )


def take_marks(store: Store, meeting_id: str) -> Changes:
    """Take the marks of the other record of the sitting for everybody whom both expect; Refusal where it is closed."""
    with operate(store, "take_meeting_marks", "") as work:
        meetings.open_row(work.connection, meeting_id)
        record = meetings.loaded(work.connection, store, meeting_id)
        others = same_sitting.others(work.connection, record.meeting)
        if not others:
            raise Refusal(say.nothing_to_take(), code="nothing_to_take")
        work.title = say.marks_taken(record.meeting.kind, record.meeting.starts.date().isoformat())
        marks = same_sitting.marks(work.connection, others[0].id)
        people = [
            meetings.marked(person, marks[person.member_id]) if person.member_id in marks else person
            for person in record.attendees
        ]
        rows.write_attendance(work, meeting_id, people, freeze=False)
    return work.changes()


def _fitting(made: Meeting, first: Meeting, expected: set[str]) -> Meeting:
    """Leave out the marks of people whom the other kind does not expect."""
    marks = tuple(mark for mark in first.attendance.marks if mark.person.id in expected)
    return replace(made, attendance=Attendance(Presence.UNKNOWN, marks))
