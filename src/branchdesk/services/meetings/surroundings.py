"""Gathering what stands around a meeting's record, and saying what its checks make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from branchdesk import clock
from branchdesk.domain.likeness import LEAST
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
)
from branchdesk.domain.surrounding_checks import check_surroundings
from branchdesk.domain.surroundings import (
    Agenda,
    Minutes,
    Other,
    Surroundings,
    for_members_meeting,
    hours,
    matters_of,
    words_of,
)
from branchdesk.services.meetings import same_sitting
from branchdesk.store import surroundings as rows

COMPARED = 500  # earlier records whose words are compared: of a branch that keeps all its meetings, five years or more
LONGEST = timedelta(days=1)  # that a meeting may have lasted which still touches this one
A_YEAR = timedelta(days=366)  # a matter that waited longer is not pressed any more


def among_others(
    connection: Connection, branch_id: str, record: MeetingRecord, minutes: Sequence[Minutes] | None = None
) -> MeetingRecord:
    """Give a record with what it wants in view of other records; a cancelled meeting wants nothing.

    Whoever asks of many records hands the `minutes` over that `all_minutes` gave, so that they are read once.
    """
    if record.meeting.phase is Phase.CANCELLED:
        return record
    found = check_surroundings(record, gather(connection, branch_id, record, minutes))
    if record.meeting.phase is Phase.HELD:
        found = (*found, *same_sitting.checks(connection, record))
    return replace(record, checks=(*record.checks, *found))


def all_minutes(connection: Connection, branch_id: str, since: datetime, until: datetime) -> tuple[Minutes, ...]:
    """Give the words of all records with which those of a period are compared, the latest first."""
    within = rows.minutes_before(connection, branch_id, until, None, None)
    before = sum(one.other.starts < since for one in within)
    return within[: len(within) - before + COMPARED]


def gather(
    connection: Connection, branch_id: str, record: MeetingRecord, minutes: Sequence[Minutes] | None = None
) -> Surroundings:
    """Read the facts around a record, no more than its kind asks for; a closed one and a plan are not compared."""
    meeting = record.meeting
    around = Surroundings(clock.today())
    if meeting.kind is MeetingKind.COMMITTEE_MEETING and for_members_meeting(meeting):
        around = replace(around, assemblies=_assemblies(connection, branch_id, meeting, meeting.starts))
    if record.state is MeetingState.FINAL:
        return around
    if meeting.kind is MeetingKind.MEMBERS_MEETING:
        since = meeting.starts - A_YEAR
        around = replace(
            around,
            assemblies=_assemblies(connection, branch_id, meeting, since),
            committees=_committees(connection, branch_id, meeting, since),
        )
    if meeting.phase is not Phase.HELD:
        return around
    if spell := hours(meeting.starts, meeting.ends):
        held = rows.held_between(connection, branch_id, spell[0] - LONGEST, spell[1], meeting.id)
        around = replace(around, meanwhile=held)
    if len(words_of(meeting)) >= LEAST:
        if minutes is None:
            earlier = rows.minutes_before(connection, branch_id, meeting.starts, meeting.id, COMPARED)
        else:
            earlier = tuple([one for one in minutes if one.other.starts < meeting.starts][:COMPARED])
        around = replace(around, earlier=earlier)
    return around


def _assemblies(connection: Connection, branch_id: str, meeting: Meeting, since: datetime) -> tuple[Agenda, ...]:
    found = rows.agendas(connection, branch_id, MeetingKind.MEMBERS_MEETING, since, None, meeting.id)
    return tuple(Agenda(_other(one), matters_of(one), held=one.phase is Phase.HELD) for one in found)


def _committees(connection: Connection, branch_id: str, meeting: Meeting, since: datetime) -> tuple[Agenda, ...]:
    """Give what committees wanted before a members' meeting, the same day's too where its hour is not known."""
    known = meeting.starts.time() != time()
    until = meeting.starts if known else meeting.starts + timedelta(days=1)
    found = rows.agendas(connection, branch_id, MeetingKind.COMMITTEE_MEETING, since, until, None)
    return tuple(Agenda(_other(one), wanted) for one in found if (wanted := for_members_meeting(one)))


def _other(meeting: Meeting) -> Other:
    return Other(meeting.kind, meeting.starts, meeting.group, meeting.sitting)
