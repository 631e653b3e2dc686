"""定稿: when a record can be closed, and whom it then keeps."""

from __future__ import annotations

from datetime import date

from branchdesk.domain import kinds
from branchdesk.domain.checks import errors
from branchdesk.domain.meetings import (
    Attendee,
    MeetingRecord,
    Phase,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.words import meetings as say
from branchdesk.words import schedule as say_schedule


def check_closable(record: MeetingRecord, today: date) -> None:
    """Refuse to close a record of a meeting that was not held yet or was cancelled, or in which an error stands.

    A planned meeting at which people are due was held once somebody is marked present, or heads are counted.
    """
    if record.meeting.starts.date() > today:
        raise Refusal(say.not_held_yet(), code="not_held_yet")
    if record.meeting.phase is Phase.CANCELLED:
        raise Refusal(say.cancelled_stays_open(), code="cancelled")
    if record.meeting.phase is not Phase.HELD and kinds.of(record.meeting.kind).due:
        raise Refusal(say_schedule.nobody_recorded(), code="nobody_recorded", field="people")
    if standing := errors(record.checks):
        raise Refusal(say.errors_stand(check.message for check in standing), code=standing[0].code)


def people_to_keep(record: MeetingRecord) -> tuple[Attendee, ...]:
    """Give the people to freeze: everybody expected; of a record that only counts heads those it names as away.

    Where nobody is due, those are kept of whom something was noted.
    """
    if record.by_name and kinds.of(record.meeting.kind).due:
        return record.attendees
    return tuple(person for person in record.attendees if person.presence is not Presence.UNKNOWN)
