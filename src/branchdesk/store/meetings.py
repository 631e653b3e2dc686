"""A meeting between its record (`domain.meetings`) and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from branchdesk.domain.agenda import (
    COUNTS,
    GRADES,
    AgendaItem,
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grade,
    Grades,
    Lecture,
    Measure,
    NotCounted,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Amendment,
    AttachedFile,
    Attendance,
    Attendee,
    Body,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Move,
    Override,
    Phase,
    Presence,
    Review,
)
from branchdesk.store.history import Operation, rows_under
from branchdesk.store.tables import (
    agenda_item,
    amendment,
    attachment,
    attendance,
    ballot_subject,
    duty_mark,
    expected_override,
    five_ones_mark,
    measure,
    measure_review,
    meeting,
    member,
    not_counted,
    party_group,
    speech,
    studied_document,
)

PARTS = (studied_document, speech, measure, ballot_subject, not_counted)
BESIDE = (expected_override, measure_review, amendment, attachment)  # what belongs to a meeting beside its agenda
Values = Mapping[str, Any]


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
        chair=_person(row.chair_name, row.chair_id),
        recorder=_person(row.recorder_name, row.recorder_id),
        observers=None if row.observers is None else tuple(row.observers),
        attendance=Attendance(Presence.UNKNOWN, _marks(connection, row.id)),
        agenda=_agenda(connection, row.id),
        resolutions=None if row.resolutions is None else tuple(row.resolutions),
        counted=HeadCounts(row.counted_expected, row.counted_present, row.counted_on_leave, row.counted_absent) or None,
        text=row.text,
        phase=Phase(row.phase or Phase.HELD),
        form=Body(row.form) if row.form else None,
        for_year=row.for_year,
        sitting=row.sitting,
        overrides=_overrides(connection, row.id),
        partners=None if row.partners is None else tuple(row.partners),
        volunteers=None if row.volunteers is None else tuple(row.volunteers),
        reviews=_reviews(connection, row.id),
        moves=tuple(Move(datetime.fromisoformat(part["starts"]), part["reason"]) for part in row.moves or ()),
        cancelled_for=row.cancelled_for,
    )


def amendments(connection: Connection, meeting_id: str) -> tuple[Amendment, ...]:
    """Give what a closed record was corrected by, in the order of writing."""
    rows = rows_under(connection, amendment, {"meeting_id": meeting_id})
    return tuple(Amendment(date.fromisoformat(row["day"]), row["text"], row["id"]) for row in rows)


def attached(connection: Connection, meeting_id: str) -> tuple[AttachedFile, ...]:
    """Give the files kept with a meeting, in their order, without their bytes."""
    rows = rows_under(connection, attachment, {"meeting_id": meeting_id})
    return tuple(AttachedFile(row["name"], row["kind"], row["size"], row["content"], row["id"]) for row in rows)


def _overrides(connection: Connection, meeting_id: str) -> tuple[Override, ...]:
    rows = connection.execute(
        select(expected_override, member.c.name)
        .join(member, expected_override.c.member_id == member.c.id)
        .where(expected_override.c.meeting_id == meeting_id)
        .order_by(expected_override.c.position),
    )
    return tuple(Override(PersonRef(row.name, row.member_id), row.expected, row.reason) for row in rows)


def _reviews(connection: Connection, meeting_id: str) -> tuple[Review, ...]:
    rows = connection.execute(
        select(measure_review, measure.c.text, measure.c.owner_name, measure.c.owner_id, measure.c.due)
        .add_columns(measure.c.done_on)
        .outerjoin(measure, measure_review.c.measure == measure.c.id)
        .where(measure_review.c.meeting_id == meeting_id)
        .order_by(measure_review.c.position),
    )
    return tuple(
        Review(
            row.measure,
            row.note,
            row.text or "",
            _person(row.owner_name, row.owner_id),
            _date(row.due),
            _date(row.done_on),
        )
        for row in rows
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
            made_up_on=_date(row.made_up_on),
            late=bool(row.late),
            online=bool(row.online),
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
            _date(row.made_up_on),
            late=bool(row.late),
            online=bool(row.online),
        )
        for row in rows
    )


def _agenda(connection: Connection, meeting_id: str) -> tuple[AgendaItem, ...]:
    return tuple(_item(connection, row) for row in rows_under(connection, agenda_item, {"meeting_id": meeting_id}))


def _item(connection: Connection, row: Values) -> AgendaItem:
    parent = {"item_id": row["id"]}
    if row["kind"] == "ballot":
        return Ballot(
            row["title"] or "",
            BallotRule(row["rule"]),
            tuple(map(_subject, rows_under(connection, ballot_subject, parent))),
            row["text"],
            row["seats"],
            row["invalid"],
            tuple(map(_not_counted, rows_under(connection, not_counted, parent))),
        )
    speeches = tuple(
        Speech(PersonRef(part["speaker_name"], part["speaker_id"]), part["text"])
        for part in rows_under(connection, speech, parent)
    )
    measures = tuple(map(_measure, rows_under(connection, measure, parent)))
    leader = _person(row["reader_name"], row["reader_id"])
    if row["kind"] == "topic":
        wanted = bool(row["to_members_meeting"])
        return Topic(row["title"] or "", row["text"], speeches, measures, leader, wanted)
    if row["kind"] == "lecture":
        return Lecture(row["title"] or "", leader, row["text"], speeches, measures)
    documents = tuple(
        Document(part["title"], part["source"], PartialDate.parse(part["issued"]) if part["issued"] else None)
        for part in rows_under(connection, studied_document, parent)
    )
    return FirstTopic(documents, leader, speeches, measures)


def _subject(row: Values) -> Subject:
    grades = Grades(**{key: row[key] for key in GRADES})
    return Subject(
        row["name"],
        **{key: row[key] for key in COUNTS},
        declared=Declared(row["declared"]) if row["declared"] else None,
        person=row["person_id"],
        written_from=tuple(PersonRef(one["name"], one["id"]) for one in row["written_from"] or ()),
        write_in=bool(row["write_in"]),
        grades=None if grades == Grades() else grades,
        grade=Grade(row["grade"]) if row["grade"] else None,
    )


def _not_counted(row: Values) -> NotCounted:
    return NotCounted(PersonRef(row["name"], row["person_id"]), row["reason"], row["approved_by"])


def _measure(row: Values) -> Measure:
    owner = _person(row["owner_name"], row["owner_id"])
    return Measure(row["text"], owner, _date(row["due"]), _date(row["done_on"]), row["id"])


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
        **_ref("chair", record.chair),
        **_ref("recorder", record.recorder),
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
    }
    if record.id is None:
        meeting_id = work.insert(meeting, values)
    else:
        meeting_id = record.id
        work.update(meeting, meeting_id, values)
    _write_agenda(work, meeting_id, record.agenda)
    parent = {"meeting_id": meeting_id}
    overrides = [
        {"member_id": one.person.id, "expected": one.expected, "reason": one.reason} for one in record.overrides
    ]
    work.replace(expected_override, parent, overrides)
    work.replace(measure_review, parent, [{"measure": one.measure, "note": one.note} for one in record.reviews])
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
            "made_up_on": person.made_up_on.isoformat() if person.made_up_on else None,
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
    for table in (duty_mark, five_ones_mark):
        for row_id in work.connection.scalars(select(table.c.id).where(table.c.meeting_id == meeting_id)).all():
            work.update(table, row_id, {"meeting_id": None})
    mine = select(attendance.c.id).where(attendance.c.meeting_id == meeting_id)
    for row_id in work.connection.scalars(mine).all():
        work.delete(attendance, row_id)
    for row in rows_under(work.connection, agenda_item, {"meeting_id": meeting_id}):
        _clear_item(work, row["id"])
        work.delete(agenda_item, row["id"])
    for table in BESIDE:
        work.replace(table, {"meeting_id": meeting_id}, [])
    work.delete(meeting, meeting_id)


def _write_agenda(work: Operation, meeting_id: str, agenda: tuple[AgendaItem, ...]) -> None:
    parent = {"meeting_id": meeting_id}
    for row in rows_under(work.connection, agenda_item, parent)[len(agenda) :]:
        _clear_item(work, row["id"])
    item_ids = work.replace(agenda_item, parent, [_item_values(item) for item in agenda])
    for item_id, item in zip(item_ids, agenda, strict=True):
        for table, rows in _parts(item).items():
            work.replace(table, {"item_id": item_id}, rows)


def _clear_item(work: Operation, item_id: str) -> None:
    for table in PARTS:
        work.replace(table, {"item_id": item_id}, [])


def _item_values(item: AgendaItem) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": None,
        "text": "",
        "rule": None,
        **_ref("reader", None),
        "to_members_meeting": None,
        "seats": None,
        "invalid": None,
    }
    if isinstance(item, FirstTopic):
        return values | {"kind": "first_topic", **_ref("reader", item.lead_reader)}
    values |= {"title": item.title, "text": item.text}
    if isinstance(item, Ballot):
        return values | {"kind": "ballot", "rule": item.rule.value, "seats": item.seats, "invalid": item.invalid}
    if isinstance(item, Lecture):
        return values | {"kind": "lecture", **_ref("reader", item.lecturer)}
    wanted = item.to_members_meeting or None
    return values | {"kind": "topic", **_ref("reader", item.reporter), "to_members_meeting": wanted}


def _parts(item: AgendaItem) -> dict[Any, list[Values]]:
    documents = item.documents if isinstance(item, FirstTopic) else ()
    subjects = item.subjects if isinstance(item, Ballot) else ()
    left_out = item.not_counted if isinstance(item, Ballot) else ()
    speeches = () if isinstance(item, Ballot) else item.speeches
    measures = () if isinstance(item, Ballot) else item.measures
    return {
        studied_document: [
            {"title": part.title, "source": part.source, "issued": str(part.issued) if part.issued else None}
            for part in documents
        ],
        speech: [{**_ref("speaker", part.speaker), "text": part.text} for part in speeches],
        measure: [_measure_values(part) for part in measures],
        ballot_subject: [_subject_values(part) for part in subjects],
        not_counted: [
            {
                "name": part.person.name,
                "person_id": part.person.id,
                "reason": part.reason,
                "approved_by": part.approved_by,
            }
            for part in left_out
        ],
    }


def _measure_values(part: Measure) -> Values:
    values = {
        "text": part.text,
        **_ref("owner", part.owner),
        "due": part.due.isoformat() if part.due else None,
        "done_on": part.done_on.isoformat() if part.done_on else None,
    }
    return values | ({"id": part.id} if part.id else {})


def _subject_values(part: Subject) -> Values:
    return {
        "name": part.name,
        "person_id": part.person,
        **{key: getattr(part, key) for key in COUNTS},
        "declared": part.declared.value if part.declared else None,
        "written_from": [{"id": one.id, "name": one.name} for one in part.written_from] or None,
        "write_in": part.write_in or None,
        **{key: getattr(part.grades or Grades(), key) for key in GRADES},
        "grade": part.grade.value if part.grade else None,
    }


def _counted(heads: HeadCounts) -> dict[str, int | None]:
    return {f"counted_{key}": getattr(heads, key) for key in ("expected", "present", "on_leave", "absent")}


def _ref(role: str, person: PersonRef | None) -> dict[str, str | None]:
    return {f"{role}_name": person.name if person else None, f"{role}_id": person.id if person else None}


def _person(name: str | None, person_id: str | None) -> PersonRef | None:
    return PersonRef(name, person_id) if name else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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
