"""Recording meetings: who was expected, what was decided, and closing the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain import roster
from branchdesk.domain.agenda import PersonRef, Subject
from branchdesk.domain.checks import check_meeting
from branchdesk.domain.closing import check_closable, people_to_keep
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    Body,
    Check,
    Mark,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
    Presence,
    count,
)
from branchdesk.domain.naming import with_people
from branchdesk.domain.roster import RosterPerson
from branchdesk.errors import Refusal
from branchdesk.services.duties import organisational_life
from branchdesk.services.meetings import ballots
from branchdesk.services.meetings.expecting import check_overrides
from branchdesk.services.meetings.surroundings import among_others
from branchdesk.services.people.people import Directory
from branchdesk.store import beside
from branchdesk.store import meetings as rows
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.roster import roster_on
from branchdesk.store.tables import attendance, measure, meeting, member
from branchdesk.words import meetings as say
from branchdesk.words import people as say_people
from branchdesk.words import store as say_store

NO_NUMBER = 0  # in the store, of a meeting that was not held


@dataclass(frozen=True, slots=True)
class Saved:
    """What recording a meeting gave: its identifier, its number in the year once held, and what it still wants."""

    id: str
    number: int | None
    checks: tuple[Check, ...]
    changes: Changes


def expected(store: Store, draft: Meeting) -> tuple[Attendee, ...]:
    """Give who is expected at a meeting, unmarked, in roster order."""
    with store.reading() as connection:
        return _expected(draft, roster_on(connection, store.branch.id, draft.starts.date()))


def view(store: Store, draft: Meeting) -> MeetingRecord:
    """Work out a draft as typed, without saving: who is expected, counts, verdicts, checks.

    Refusal where a name means several people or nobody expected.
    """
    with store.reading() as connection:
        return among_others(connection, store.branch.id, _record(connection, store, draft))


def load(store: Store, meeting_id: str) -> MeetingRecord:
    """Give one recorded meeting with everything that follows from it; Refusal where there is none."""
    with store.reading() as connection:
        return among_others(connection, store.branch.id, loaded(connection, store, meeting_id))


def save(store: Store, draft: Meeting, *, finalise: bool = False, continues: str | None = None) -> Saved:
    """Add a meeting, or revise the one whose `id` is given; with `finalise`, close its record in the same step.

    `continues` names the operation of the save before, where a form saves itself: undo takes them back together. The
    closing of a record is always a step of its own.
    Refusal, with nothing changed, where it is closed already, where a name means several people or nobody expected,
    and where it shall be closed but something in it cannot be.
    """
    record, changes = _write(store, draft, finalise=finalise, continues=continues)
    with store.reading() as connection:
        return _saved(among_others(connection, store.branch.id, record), changes)


def keep(store: Store, draft: Meeting, *, continues: str | None = None) -> Saved:
    """Save a draft as `save` does, for a form that asks `view` anyway: its record is not held against others."""
    return _saved(*_write(store, draft, finalise=False, continues=continues))


def _write(store: Store, draft: Meeting, *, finalise: bool, continues: str | None) -> tuple[MeetingRecord, Changes]:
    day = draft.starts.date().isoformat()
    title = say.saved(draft.kind, day) if draft.id is None else say.revised(draft.kind, day)
    with operate(store, "record_meeting", title, continues=None if finalise else continues) as work:
        if draft.id is not None:
            draft = replace(draft, number=_standing_number(work.connection, draft))
        record = enter(work, store, draft, finalise=finalise)
        if finalise:
            work.title = say.finalised(draft.kind, day)
    return record, work.changes()


def _saved(record: MeetingRecord, changes: Changes) -> Saved:
    return Saved(record.meeting.id or "", record.meeting.number, record.checks, changes)


def enter(work: Operation, store: Store, draft: Meeting, *, finalise: bool) -> MeetingRecord:
    """Write a meeting within an operation and give its record, with its identifier and number."""
    record = _record(work.connection, store, draft)
    if finalise:
        check_closable(record, clock.today())
        record = replace(record, meeting=replace(record.meeting, phase=Phase.HELD))
    number = number_of(work.connection, store.branch.id, record.meeting)
    state = MeetingState.FINAL if finalise else MeetingState.DRAFT
    meeting_id = rows.write_meeting(work, record.meeting, number=number, state=state)
    rows.write_attendance(work, meeting_id, people_to_keep(record) if finalise else record.attendees, freeze=finalise)
    return replace(record, meeting=replace(record.meeting, id=meeting_id, number=number or None))


def delete(store: Store, meeting_id: str) -> Changes:
    """Take out a draft; Refusal where it is closed."""
    with operate(store, "delete_meeting", "") as work:
        row = open_row(work.connection, meeting_id)
        work.title = say.deleted(row.kind, row.starts[:10])
        rows.delete_meeting(work, meeting_id)
    return work.changes()


def make_up(store: Store, meeting_id: str, member_id: str, day: date, how: str | None = None) -> Changes:
    """Note the day on which somebody made up an absence (补学), and how; a closed record takes it too."""
    return make_up_together(store, meeting_id, (member_id,), day, how)


def make_up_together(
    store: Store, meeting_id: str, member_ids: Collection[str], day: date, how: str | None = None
) -> Changes:
    """Note when and how several people made up their absence, as one step; a way of None leaves the one that stands.

    Refusal where one was not due there.
    """
    with operate(store, "make_up_study", "") as work:
        found = {
            row.member_id: row
            for row in work.connection.execute(
                select(attendance.c.id, attendance.c.member_id, member.c.name, meeting.c.starts)
                .join(member, attendance.c.member_id == member.c.id)
                .join(meeting, attendance.c.meeting_id == meeting.c.id)
                .where(attendance.c.meeting_id == meeting_id, attendance.c.member_id.in_(member_ids)),
            )
        }
        for member_id in member_ids:
            if member_id not in found:
                raise Refusal(say_store.no_such_record(say_store.ATTENDANCE, member_id), code="no_such_record")
            way = {} if how is None else {"made_up_how": how.strip() or None}
            work.update(attendance, found[member_id].id, {"made_up_on": day.isoformat(), **way})
        if len(found) == 1:
            member_id, row = found.popitem()
            called = roster.labels(roster_on(work.connection, store.branch.id, date.fromisoformat(row.starts[:10])))
            work.title = say.made_up(called.get(member_id, row.name), day.isoformat())
        else:
            work.title = say_people.made_up_together(len(found), day.isoformat())
    return work.changes()


def close_measure(store: Store, measure_id: str, day: date) -> Changes:
    """Note the day on which a measure, or a line of a rectification list, was done; a closed record takes it too."""
    with operate(store, "close_measure", "") as work:
        found = work.connection.execute(select(measure).where(measure.c.id == measure_id)).first()
        if found is None:
            organisational_life.close(work, measure_id, day)
            return work.changes()
        work.title = say.measure_done(found.text)
        work.update(measure, measure_id, {"done_on": day.isoformat()})
    return work.changes()


def phase_of(draft: Meeting, people: Iterable[Attendee]) -> Phase:
    """Say how far a meeting is: who was marked present was at one that was held; what is still to come is planned."""
    if draft.counted or any(person.presence is Presence.PRESENT for person in people):
        return Phase.HELD
    ahead = draft.starts.date() > clock.today()
    return Phase.PLANNED if draft.phase is Phase.HELD and ahead else draft.phase


def in_phase(draft: Meeting, people: Iterable[Attendee]) -> Meeting:
    """Give a meeting as far as it is; only one that is cancelled says why it was."""
    phase = phase_of(draft, people)
    return replace(draft, phase=phase, cancelled_for=draft.cancelled_for if phase is Phase.CANCELLED else None)


def meeting_row(connection: Connection, meeting_id: str) -> Any:  # noqa: ANN401 - a row of the meeting table
    """Give a meeting's row; Refusal where there is none."""
    row = connection.execute(select(meeting).where(meeting.c.id == meeting_id)).first()
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.MEETING, meeting_id), code="no_such_record")
    return row


def open_row(connection: Connection, meeting_id: str) -> Any:  # noqa: ANN401 - a row of the meeting table
    """Give a draft's row; Refusal where there is none or its record is closed."""
    row = meeting_row(connection, meeting_id)
    if row.state == MeetingState.FINAL:
        raise Refusal(say.already_final(), code="already_final")
    return row


def loaded(connection: Connection, store: Store, meeting_id: str) -> MeetingRecord:
    """Give one recorded meeting within a transaction; Refusal where there is none."""
    row = meeting_row(connection, meeting_id)
    record = rows.read_meeting(connection, row)
    everybody = roster_on(connection, store.branch.id, record.starts.date())
    if row.state == MeetingState.FINAL:
        people = rows.frozen_attendees(connection, meeting_id)
        whole = _judged(connection, store, record, MeetingState.FINAL, people, _as_frozen(everybody, people))
    else:
        people = _marked(_expected(record, everybody), record.attendance)
        whole = _judged(connection, store, in_phase(record, people), MeetingState.DRAFT, people, everybody)
    return replace(
        whole,
        signed_on=date.fromisoformat(row.signed_on) if row.signed_on else None,
        amendments=beside.amendments(connection, meeting_id),
        files=beside.attached(connection, meeting_id),
    )


def _record(connection: Connection, store: Store, draft: Meeting) -> MeetingRecord:
    """Resolve the names of a draft and work it out."""
    day = draft.starts.date()
    if draft.body is Body.GROUP:
        _check_group(connection, store.branch.id, draft.group)
    ballots.check_not_counted(ballots.custom_of(connection, store.branch.id), draft)
    everybody = roster_on(connection, store.branch.id, day)
    resolved = _resolve(draft, Directory(connection, store.branch.id, everybody))
    check_overrides(resolved, everybody)
    people = _expected(resolved, everybody)
    marked = _marked(people, _expected_only(resolved, people))
    return _judged(connection, store, in_phase(resolved, marked), MeetingState.DRAFT, marked, everybody)


def _check_group(connection: Connection, branch_id: str, group: str | None) -> None:
    if not group:
        raise Refusal(say.group_needed(), code="group_needed", field="group")
    if rows.group_id(connection, branch_id, group) is None:
        raise Refusal(say.no_such_group(group), code="no_such_group", field="group")


def _expected(record: Meeting, everybody: Iterable[RosterPerson]) -> tuple[Attendee, ...]:
    return unmarked(roster.expected(record.body, everybody, record.group, record.overrides))


def unmarked(people: Iterable[RosterPerson]) -> tuple[Attendee, ...]:
    """Give people of the roster as attendees of whom nothing is noted yet."""
    return tuple(
        Attendee(
            member_id=person.id,
            name=person.name,
            stage=person.stage or "",
            offices=person.offices,
            group=person.group,
            entitled=person.entitled,
            presence=Presence.UNKNOWN,
        )
        for person in people
    )


def _expected_only(draft: Meeting, people: tuple[Attendee, ...]) -> Attendance:
    """Refuse marks for people who are not expected on that day, and two marks for one person.

    A mark that says nothing is none: the list of another day or kind may still hold people nobody has marked. The mark
    of somebody who was left out for a reason is passed over.
    """
    here = {person.member_id for person in people}
    left_out = {one.person.id for one in draft.overrides if not one.expected}
    seen: set[str | None] = set()
    for mark in draft.attendance.marks:
        says_nothing = mark.presence is Presence.UNKNOWN and not mark.reason
        if mark.person.id not in here and (says_nothing or mark.person.id in left_out):
            continue
        if mark.person.id is None:
            raise Refusal(say.nobody_called(mark.person.name), code="nobody_called", field="people")
        if mark.person.id not in here:
            sentence = say.not_expected(mark.person.name, draft.starts.date().isoformat())
            raise Refusal(sentence, code="not_expected", field="people")
        if mark.person.id in seen:
            raise Refusal(say.marked_twice(mark.person.name), code="marked_twice", field="people")
        seen.add(mark.person.id)
    return draft.attendance


def _marked(people: tuple[Attendee, ...], noted: Attendance) -> tuple[Attendee, ...]:
    marks = {mark.person.id: mark for mark in noted.marks}
    return tuple(
        marked(person, mark) if (mark := marks.get(person.member_id)) else replace(person, presence=noted.default)
        for person in people
    )


def marked(person: Attendee, mark: Mark) -> Attendee:
    """Give an attendee with what was noted of them."""
    return replace(
        person,
        presence=mark.presence,
        reason=mark.reason,
        made_up_on=mark.made_up_on,
        late=mark.late,
        online=mark.online,
        made_up_how=mark.made_up_how,
    )


def noted(person: Attendee) -> Mark:
    """Give what was noted of an attendee."""
    return Mark(
        PersonRef(person.name, person.member_id),
        person.presence,
        person.reason,
        person.made_up_on,
        late=person.late,
        online=person.online,
        made_up_how=person.made_up_how,
    )


def _as_frozen(everybody: Iterable[RosterPerson], people: tuple[Attendee, ...]) -> list[RosterPerson]:
    """Give the roster of a closed record's day, with the names and groups that the record was closed with."""
    frozen = {person.member_id: person for person in people}
    here = [
        replace(person, name=kept.name, group=kept.group) if (kept := frozen.pop(person.id, None)) else person
        for person in everybody
    ]
    gone = (
        RosterPerson(kept.member_id, kept.name, None, kept.offices, kept.group, place)
        for place, kept in enumerate(people, start=1)
        if kept.member_id in frozen
    )
    return [*here, *gone]


def _judged(
    connection: Connection,
    store: Store,
    record: Meeting,
    state: MeetingState,
    people: tuple[Attendee, ...],
    everybody: Sequence[RosterPerson],
) -> MeetingRecord:
    marks = tuple(map(noted, people))
    record = replace(record, attendance=Attendance(Presence.UNKNOWN, marks))
    facts = ballots.facts(connection, store.branch.id, record, people, everybody)
    verdicts = ballots.verdicts(record, people, facts.custom)
    apart = roster.apart(everybody)
    whole = MeetingRecord(
        store.branch.name, store.branch.unit, record, state, people, count(people), verdicts, apart=apart
    )
    return replace(whole, checks=check_meeting(whole, facts))


def _resolve(draft: Meeting, directory: Directory) -> Meeting:
    """Tie every name to a person; Refusal where one means several, and where an override means nobody."""

    def tied(subject: Subject) -> Subject:
        """Tie a subject to the member it names; what is voted on may also be no person at all."""
        found = directory.find(PersonRef(subject.name, subject.person))
        return replace(subject, name=found.name, person=found.id) if found else subject

    resolved = with_people(draft, directory.name, tied)
    for one in resolved.overrides:
        if one.person.id is None:
            raise Refusal(say.nobody_called(one.person.name), code="nobody_called", field="people")
    return resolved


def _standing_number(connection: Connection, draft: Meeting) -> int | None:
    """Give a revised meeting its number; None where kind, group or year became others, for there it gets a new one.

    Refusal where the record is closed.
    """
    row = open_row(connection, str(draft.id))
    if draft.number not in {None, row.number}:
        return draft.number
    group = rows.group_id(connection, row.branch_id, draft.group) if draft.group else None
    moved = (draft.kind.value, group, str(draft.starts.year)) != (row.kind, row.group_id, row.starts[:4])
    return None if moved else row.number


def number_of(connection: Connection, branch_id: str, record: Meeting) -> int:
    """Give the meeting's number within its kind, group and year: its own where it has one, else the next.

    第几次 counts what was held: a meeting that is planned or cancelled has none, which the store writes as 0.
    """
    if record.phase is not Phase.HELD:
        return NO_NUMBER
    if record.number:
        return record.number
    group = rows.group_id(connection, branch_id, record.group) if record.group else None
    year = str(record.starts.year)
    query = select(func.max(meeting.c.number)).where(
        meeting.c.branch_id == branch_id,
        meeting.c.kind == record.kind.value,
        meeting.c.group_id.is_(None) if group is None else meeting.c.group_id == group,
        meeting.c.starts >= year,
        meeting.c.starts < str(record.starts.year + 1),
    )
    return (connection.scalar(query) or 0) + 1


def next_number(store: Store, kind: MeetingKind, starts: datetime, group: str | None = None) -> int:
    """Give the number that a new meeting of this kind would get."""
    with store.reading() as connection:
        return number_of(connection, store.branch.id, Meeting(kind, starts, group=group))
