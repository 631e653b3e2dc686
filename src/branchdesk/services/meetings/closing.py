"""定稿 and after: closing a record, opening it again while nothing builds on it, signing, amendments.

A record can be opened again until its paper is marked signed, or something was built on it: an amendment, a make-up
study, a measure done or an appraisal told after closing, a file added since, a later meeting that looks back on one of
its measures. From then on there are only amendments, which stay beside what was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain import roster
from branchdesk.domain.closing import check_closable, people_to_keep
from branchdesk.domain.meetings import MeetingRecord, MeetingState, Phase
from branchdesk.errors import Refusal
from branchdesk.services.meetings.meetings import loaded, meeting_row, number_of, open_row
from branchdesk.services.meetings.surroundings import among_others
from branchdesk.store import closing as since
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import amendment, meeting
from branchdesk.words import closing as say
from branchdesk.words import meetings as say_meetings
from branchdesk.words import organisational_life as say_life


@dataclass(frozen=True, slots=True)
class Standing:
    """How a closed record stands: why it cannot be opened again, empty where it can.

    `gone` and `new` name those whom today's roster would no longer expect at it, and those whom it would besides.
    """

    reasons: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def can_reopen(self) -> bool:
        """Say whether nothing builds on the record."""
        return not self.reasons


def finalise(store: Store, meeting_id: str) -> Changes:
    """Close a meeting's record and freeze its people; Refusal where something in it cannot be."""
    with operate(store, "finalise_meeting", "") as work:
        row = open_row(work.connection, meeting_id)
        work.title = say_meetings.finalised(row.kind, row.starts[:10])
        close(work, store, meeting_id)
    return work.changes()


def close(work: Operation, store: Store, meeting_id: str) -> None:
    """Close a draft within an operation; Refusal where something in it cannot be."""
    record = loaded(work.connection, store, meeting_id)
    check_closable(record, clock.today())
    rows.write_attendance(work, meeting_id, people_to_keep(record), freeze=True)
    number = number_of(work.connection, store.branch.id, replace(record.meeting, phase=Phase.HELD))
    work.update(meeting, meeting_id, {"state": MeetingState.FINAL.value, "phase": None, "number": number})


def look(store: Store, meeting_id: str) -> tuple[MeetingRecord, Standing | None]:
    """Give a record, and how it stands where it is closed; Refusal where there is none."""
    with store.reading() as connection:
        record = loaded(connection, store, meeting_id)
        if record.state is not MeetingState.FINAL:
            return record, None
        record = among_others(connection, store.branch.id, record)
        gone, new = _people_now(connection, store, record)
        return record, Standing(_reasons(connection, meeting_row(connection, meeting_id)), gone, new)


def reopen(store: Store, meeting_id: str) -> Changes:
    """Make a closed record a draft again; Refusal where it is none, and where something builds on it."""
    with operate(store, "reopen_meeting", "") as work:
        row = _closed_row(work.connection, meeting_id, say.not_closed_to_reopen())
        if reasons := _reasons(work.connection, row):
            raise Refusal(say.cannot_reopen(reasons), code="built_on")
        work.title = say.reopened(row.kind, row.starts)
        since.thaw(work, meeting_id)
    return work.changes()


def mark_signed(store: Store, meeting_id: str, day: date) -> Changes:
    """Note the day on which a closed record's paper was signed; only undo takes that back.

    Refusal where the record is a draft or signed already, and where the day is before the meeting or still to come.
    """
    with operate(store, "sign_meeting", "") as work:
        row = _closed_row(work.connection, meeting_id, say.not_closed())
        if row.signed_on is not None:
            raise Refusal(say.signed_already(row.signed_on), code="signed_already")
        _check_day(day, row)
        work.title = say.signed(row.kind, row.starts)
        work.update(meeting, meeting_id, {"signed_on": day.isoformat()})
    return work.changes()


def amend(store: Store, meeting_id: str, day: date, text: str) -> Changes:
    """Add an amendment, of that day, to a closed record; it is corrected by another one.

    Refusal where the record is a draft, where nothing is written, and where the day is before the meeting or still to
    come.
    """
    with operate(store, "amend_meeting", "") as work:
        row = _closed_row(work.connection, meeting_id, say.not_closed())
        if not text.strip():
            raise Refusal(say.amendment_empty(), code="amendment_empty", field="text")
        _check_day(day, row)
        number = _amendments(work.connection, meeting_id)
        work.title = say.amended(row.kind, row.starts)
        values = {"meeting_id": meeting_id, "position": number, "day": day.isoformat(), "text": text.strip()}
        work.insert(amendment, values)
    return work.changes()


def _closed_row(connection: Connection, meeting_id: str, otherwise: str) -> Any:  # noqa: ANN401 - a row of the table
    row = meeting_row(connection, meeting_id)
    if row.state != MeetingState.FINAL:
        raise Refusal(otherwise, code="not_closed")
    return row


def _check_day(day: date, row: Any) -> None:  # noqa: ANN401 - a row of the meeting table
    if day.isoformat() < row.starts[:10]:
        raise Refusal(say.before_meeting(row.starts), code="before_meeting", field="day")
    if day > clock.today():
        raise Refusal(say.after_today(), code="after_today", field="day")


def _amendments(connection: Connection, meeting_id: str) -> int:
    query = select(func.count()).select_from(amendment).where(amendment.c.meeting_id == meeting_id)
    return connection.scalar(query) or 0


def _reasons(connection: Connection, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of the meeting table
    """Say what builds on a closed record."""
    found = [say.is_signed(date.fromisoformat(row.signed_on))] if row.signed_on else []
    if number := _amendments(connection, row.id):
        found.append(say.has_amendments(number))
    closed = since.closed_at(connection, row.id)
    if names := since.made_up_since(connection, row.id, closed):
        found.append(say.has_made_up(names))
    if texts := since.done_since(connection, row.id, closed):
        found.append(say.has_done(texts))
    if names := since.told_since(connection, row.id, closed):
        found.append(say_life.has_feedback(names))
    found += [say.has_reviews(*review) for review in since.reviews_elsewhere(connection, row.id)]
    if files := since.files_since(connection, row.id, closed):
        found.append(say.has_files(len(files)))
    return tuple(found)


def _people_now(connection: Connection, store: Store, record: MeetingRecord) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name whom today's roster would no longer expect at a closed record's meeting, and whom it would besides."""
    frozen = {person.member_id: record.called(person.name, person.member_id) for person in record.attendees}
    everybody = roster_on(connection, store.branch.id, record.meeting.starts.date())
    mine = record.meeting
    called = roster.labels(everybody)
    now = {person.id for person in roster.expected(mine.body, everybody, mine.group, mine.overrides)}
    gone = tuple(name for member_id, name in frozen.items() if member_id not in now)
    if not record.by_name:  # only those named as away were kept
        return gone, ()
    return gone, tuple(called[member_id] for member_id in called if member_id in now - frozen.keys())
