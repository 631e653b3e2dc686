"""A meeting between its record (`domain.meetings`) and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    Body,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Move,
    Phase,
    Presence,
)
from branchdesk.store import agenda, beside
from branchdesk.store.columns import day_of, iso, person_of, ref
from branchdesk.store.five_ones import let_meeting_go
from branchdesk.store.history import Operation
from branchdesk.store.tables import attendance, duty_mark, meeting, member, party_group


def read_meeting(connection: Connection, row: Any) -> Meeting:  # noqa: ANN401 - a row of the meeting table
    """Build the record of one meeting row, marks included as they were noted."""
    return Meeting(
        kind=MeetingKind(row.kind),
        starts=datetime.fromisoformat(row.starts),
        id=row.id,
        number=row.number or None,
        title=row.title,
        ends=datetime.fromisoformat(row.ends) if row.ends else None,
        place=row.place,
        group=_group_name(connection, row.group_id),
        chair=person_of(row.chair_name, row.chair_id),
        recorder=person_of(row.recorder_name, row.recorder_id),
        observers=None if row.observers is None else tuple(row.observers),
        attendance=Attendance(Presence.UNKNOWN, _marks(connection, row.id)),
        agenda=agenda.read_agenda(connection, row.id),
        resolutions=None if row.resolutions is None else tuple(row.resolutions),
        counted=HeadCounts(row.counted_expected, row.counted_present, row.counted_on_leave, row.counted_absent) or None,
        text=row.text,
        phase=Phase(row.phase or Phase.HELD),
        form=Body(row.form) if row.form else None,
        for_year=row.for_year,
        sitting=row.sitting,
        overrides=beside.overrides(connection, row.id),
        partners=None if row.partners is None else tuple(row.partners),
        volunteers=None if row.volunteers is None else tuple(row.volunteers),
        reviews=beside.reviews(connection, row.id),
        moves=tuple(Move(datetime.fromisoformat(part["starts"]), part["reason"]) for part in row.moves or ()),
        cancelled_for=row.cancelled_for,
        opinions=beside.opinions(connection, row.id),
        criticisms=beside.criticisms(connection, row.id),
        rectifications=beside.rectifications(connection, row.id),
        study_minutes=row.study_minutes,
    )


def frozen_attendees(connection: Connection, meeting_id: str) -> tuple[Attendee, ...]:
    """Give the people of a final record as they were frozen, in their order."""
    rows = connection.execute(
        select(attendance)
        .where(attendance.c.meeting_id == meeting_id, attendance.c.frozen_position.is_not(None))
        .order_by(attendance.c.frozen_position),
    )
    return tuple(
        Attendee(
            member_id=row.member_id,
            name=row.frozen_name,
            stage=row.frozen_stage or "",
            offices=tuple(row.frozen_offices or ()),
            group=row.frozen_group or "",
            entitled=row.frozen_entitled,
            presence=Presence(row.presence),
            reason=row.reason,
            made_up_on=day_of(row.made_up_on),
            late=bool(row.late),
            online=bool(row.online),
            made_up_how=row.made_up_how or "",
        )
        for row in rows
    )


def _marks(connection: Connection, meeting_id: str) -> tuple[Mark, ...]:
    rows = connection.execute(
        select(attendance, member.c.name)
        .join(member, attendance.c.member_id == member.c.id)
        .where(attendance.c.meeting_id == meeting_id)
        .order_by(member.c.roster_order),
    )
    return tuple(
        Mark(
            PersonRef(row.name, row.member_id),
            Presence(row.presence),
            row.reason,
            day_of(row.made_up_on),
            late=bool(row.late),
            online=bool(row.online),
            made_up_how=row.made_up_how or "",
        )
        for row in rows
    )


def write_meeting(work: Operation, record: Meeting, *, number: int, state: str) -> str:
    """Write a meeting and its agenda, new or in place of what stands, and give its identifier."""
    values = {
        "branch_id": work.branch_id,
        "kind": record.kind.value,
        "number": number,
        "state": state,
        "title": record.title,
        "starts": minute(record.starts),
        "ends": minute(record.ends) if record.ends else None,
        "place": record.place,
        "group_id": group_id(work.connection, work.branch_id, record.group) if record.group else None,
        **ref("chair", record.chair),
        **ref("recorder", record.recorder),
        "observers": None if record.observers is None else list(record.observers),
        "resolutions": None if record.resolutions is None else list(record.resolutions),
        **_counted(record.counted or HeadCounts()),
        "text": record.text,
        "phase": None if record.phase is Phase.HELD else record.phase.value,
        "form": record.form.value if record.form else None,
        "for_year": record.for_year,
        "sitting": record.sitting,
        "partners": None if record.partners is None else list(record.partners),
        "volunteers": None if record.volunteers is None else list(record.volunteers),
        "moves": [{"starts": minute(one.starts), "reason": one.reason} for one in record.moves] or None,
        "cancelled_for": record.cancelled_for,
        "study_minutes": record.study_minutes,
    }
    if record.id is None:
        meeting_id = work.insert(meeting, values)
    else:
        meeting_id = record.id
        work.update(meeting, meeting_id, values)
    agenda.write_agenda(work, meeting_id, record.agenda)
    beside.write_beside(work, meeting_id, record)
    return meeting_id


def write_attendance(work: Operation, meeting_id: str, people: Iterable[Attendee], *, freeze: bool) -> None:
    """Write one row for each marked person; with `freeze`, one for everybody, with what the roster says of them."""
    standing = {
        row["member_id"]: row
        for row in work.connection.execute(
            select(attendance).where(attendance.c.meeting_id == meeting_id),
        ).mappings()
    }
    fresh = []
    for position, person in enumerate(people):
        if not freeze and person.presence is Presence.UNKNOWN and not person.reason:
            continue
        values = {
            "presence": person.presence.value,
            "reason": person.reason,
            "made_up_on": iso(person.made_up_on),
            "made_up_how": person.made_up_how or None,
            "late": person.late or None,
            "online": person.online or None,
        }
        if freeze:
            values |= _frozen(person, position)
        if row := standing.pop(person.member_id, None):
            work.update(attendance, row["id"], values)
        else:
            fresh.append({"meeting_id": meeting_id, "member_id": person.member_id, **values})
    for row in standing.values():
        work.delete(attendance, row["id"])
    work.insert_many(attendance, fresh)


def _frozen(person: Attendee, position: int) -> dict[str, Any]:
    return {
        "frozen_position": position,
        "frozen_name": person.name,
        "frozen_stage": person.stage,
        "frozen_offices": list(person.offices),
        "frozen_group": person.group,
        "frozen_entitled": person.entitled,
    }


def delete_meeting(work: Operation, meeting_id: str) -> None:
    """Take out a meeting with its people and agenda; a mark that it was the proof of stands without it."""
    for row_id in work.connection.scalars(select(duty_mark.c.id).where(duty_mark.c.meeting_id == meeting_id)).all():
        work.update(duty_mark, row_id, {"meeting_id": None})
    let_meeting_go(work, meeting_id)
    mine = select(attendance.c.id).where(attendance.c.meeting_id == meeting_id)
    for row_id in work.connection.scalars(mine).all():
        work.delete(attendance, row_id)
    agenda.clear_agenda(work, meeting_id)
    beside.clear_beside(work, meeting_id)
    work.delete(meeting, meeting_id)


def _counted(heads: HeadCounts) -> dict[str, int | None]:
    return {f"counted_{key}": getattr(heads, key) for key in ("expected", "present", "on_leave", "absent")}


def minute(moment: datetime) -> str:
    """Write a moment as the store keeps it: 2026-11-20T14:30."""
    return moment.isoformat(timespec="minutes")


def group_id(connection: Connection, branch_id: str, name: str) -> str | None:
    """Give the identifier of the branch's group of that name."""
    mine = party_group.c.branch_id == branch_id
    return connection.scalar(select(party_group.c.id).where(mine, party_group.c.name == name))


def _group_name(connection: Connection, identifier: str | None) -> str | None:
    if identifier is None:
        return None
    return connection.scalar(select(party_group.c.name).where(party_group.c.id == identifier))
