"""第一议题 as a record of its own: what was studied when, who has studied a document, who has led the reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, literal, select, union_all

from branchdesk import clock
from branchdesk.domain import kinds
from branchdesk.domain.attendance import AWAY
from branchdesk.domain.kinds import usual_chair
from branchdesk.domain.meetings import Body, Meeting, MeetingKind, Presence
from branchdesk.domain.roster import MEMBER_STAGES, SECRETARY, RosterPerson, expected, labels
from branchdesk.domain.study import (
    HAVE,
    DocumentStudy,
    Led,
    OwnStudy,
    Reader,
    Seat,
    Session,
    Sessions,
    Standing,
    StudiedText,
    StudyMeeting,
    fair_order,
    reached,
)
from branchdesk.errors import Refusal
from branchdesk.services.people.people import called
from branchdesk.store.attendance import Scope, Sitting, sittings
from branchdesk.store.beside import followed
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate
from branchdesk.store.roster import Rosters, roster_on
from branchdesk.store.tables import (
    agenda_item,
    attendance,
    document_study,
    measure,
    meeting,
    rectification,
    studied_document,
    study_document,
)
from branchdesk.words import store as say_store
from branchdesk.words import study as say

DAY = 10  # letters of 2026-11-20T14:30


def document(store: Store, document_id: str) -> DocumentStudy:
    """Give a document with the meetings that studied it, and who has studied it; Refusal where there is none."""
    with store.reading() as connection:
        return _document(connection, store.branch.id, _row(connection, document_id))


def catch_up(store: Store, document_id: str, member_ids: Collection[str], day: date, how: str = "") -> Changes:
    """Note that people have studied a document on a day, in one step.

    Whoever was away where it was studied has made that absence up, once nothing else that was studied there is still
    missing; anybody else has studied it alone. Who has studied it already is passed over. Refusal where nobody is
    chosen, the day lies ahead, or there is no such document.
    """
    if not member_ids:
        raise Refusal(say.nobody_chosen(), code="nothing_chosen")
    if day > clock.today():
        raise Refusal(say.day_ahead(), code="day_ahead", field="day")
    with operate(store, "make_up_study", "") as work:
        row = _row(work.connection, document_id)
        texts = _texts_by_meeting(work.connection, document_id)
        all_of_it = {
            one: _document(work.connection, store.branch.id, _row(work.connection, one))
            for one in {document_id, *(text for here in texts.values() for text in here)}
        }
        states = {one: {reader.id: reader.state in HAVE for reader in told.readers} for one, told in all_of_it.items()}
        done = []
        for member_id in dict.fromkeys(member_ids):
            if states[document_id].get(member_id):
                continue
            closable = [
                here
                for here, others in texts.items()
                if all(states[one].get(member_id) for one in others if one != document_id)
            ]
            if not _close(work, closable, member_id, day, how):
                _note(work, document_id, member_id, day, how)
            done.append(member_id)
        name = called(work.connection, store.branch.id, done[0]) if done else ""
        work.title = say.caught_up(len(done), name, row.title, day.isoformat())
    return work.changes()


def sessions(store: Store, since: date, until: date) -> Sessions:
    """Give the meetings of a period with a first topic, and those without whose kind wants one, in order of time."""
    with store.reading() as connection:
        found = sittings(connection, store.branch.id, Rosters(connection, store.branch.id), Scope(since, until))
        topics = _topics(connection, [one.id for one in found])
        texts = _studied(connection, [one.id for one in found])
        told = set(connection.scalars(select(meeting.c.id).where(meeting.c.text.is_not(None))))
    held = tuple(
        Session(_meeting(one, topics[one.id]), tuple(texts.get(one.id, ()))) for one in found if one.id in topics
    )
    wanting = (one for one in found if one.id not in topics and kinds.of(MeetingKind(one.kind)).first_topic)
    return Sessions(held, tuple(_meeting(one, []) for one in wanting if one.id not in told))


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure, or a line of a rectification list (`is_line`), that is not done; days as stored, "" where not known.

    `day` and `kind` are those of the meeting that resolved it.
    """

    id: str
    text: str
    owner: str
    due: str
    meeting_id: str
    day: str
    kind: str
    is_line: bool = False


def open_measures(store: Store) -> tuple[OpenMeasure, ...]:
    """Give what meetings resolved and is not done, what is due first at the head, what has no date at the end."""
    measures, lines = followed()
    place = (meeting.c.starts, meeting.c.kind.label("kind"), meeting.c.id.label("meeting"))
    mine = (meeting.c.branch_id == store.branch.id, meeting.c.phase.is_(None))
    found = union_all(
        measures.add_columns(*place, literal(value=False).label("is_line"))
        .join(agenda_item, measure.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(*mine),
        lines.add_columns(*place, literal(value=True))
        .join(meeting, rectification.c.meeting_id == meeting.c.id)
        .where(*mine),
    ).subquery()
    query = select(found).where(found.c.done_on.is_(None))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(func.coalesce(found.c.due, "9999"), found.c.starts)).all()
    return tuple(
        OpenMeasure(
            row.id,
            row.text,
            row.owner_name or "",
            row.due or "",
            row.meeting,
            row.starts[:DAY],
            row.kind,
            bool(row.is_line),
        )
        for row in rows
    )


def led_in(store: Store, year: int) -> tuple[Led, ...]:
    """Give how often each member of today has led the reading in a year, in roster order."""
    with store.reading() as connection:
        return tuple(_led(connection, store.branch.id, roster_on(connection, store.branch.id, clock.today()), year))


def offered_readers(store: Store, draft: Meeting) -> tuple[str, ...]:
    """Give whom a meeting may ask to lead the reading, those who led least and longest ago first, by identifier.

    Those on leave or away that day, and who leads the meeting anyway, come last.
    """
    with store.reading() as connection:
        roster = roster_on(connection, store.branch.id, draft.starts.date())
        here = expected(draft.body, roster, draft.group, draft.overrides)
        found = list(_led(connection, store.branch.id, here, draft.starts.year, but=draft.id))
    away = {mark.person.id for mark in draft.attendance.marks if mark.presence in AWAY}
    chair = draft.chair or usual_chair(draft, roster)
    heads = {chair.id} if chair else set()
    heads |= {one.id for one in roster if SECRETARY in one.offices} if draft.body is not Body.GROUP else set()
    last = {one.id: 2 if one.id in away else 1 for one in found if one.id in away | heads}
    return tuple(one.id for one in fair_order(found, last))


def _row(connection: Connection, document_id: str) -> Row[Any]:
    row = connection.execute(select(study_document).where(study_document.c.id == document_id)).first()
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, document_id), code="no_such_record")
    return row


def _document(connection: Connection, branch_id: str, row: Row[Any]) -> DocumentStudy:
    """Judge who has studied a document, by the rosters of the days on which it was."""
    at = set(_texts_by_meeting(connection, row.id))
    rosters = Rosters(connection, branch_id)
    found = sittings(connection, branch_id, rosters, Scope(ids=tuple(sorted(at))))
    own = {
        one.member_id: OwnStudy(one.day or "", one.how or "")
        for one in connection.execute(select(document_study).where(document_study.c.document_id == row.id))
    }
    hows = {
        (one.meeting_id, one.member_id): one.made_up_how or ""
        for one in connection.execute(select(attendance).where(attendance.c.meeting_id.in_(at)))
    }
    today = rosters.on(clock.today())
    here = {person.id: person for person in today if person.stage in MEMBER_STAGES}
    untold = _untold(rosters, found)
    seats: dict[str, list[Seat]] = {}
    for one in found:
        for member_id, entry in one.entries.items():
            how = hows.get((one.id, member_id), "")
            seats.setdefault(member_id, []).append(Seat(one.id, one.starts[:DAY], entry, how))
    gone = [member_id for member_id in {*seats, *own} if member_id not in here]
    people = [*here.values(), *sorted(map(rosters.bare, gone), key=lambda person: person.roster_order)]
    names = labels([*today, *(person for person in people if person.id not in {one.id for one in today})])
    readers = tuple(
        Reader(
            person.id,
            names[person.id],
            person.group,
            reached(seats.get(person.id, ()), own.get(person.id), _standing(person, here, untold)),
        )
        for person in people
    )
    topics = _topics(connection, [one.id for one in found])
    meetings = tuple(_meeting(one, topics.get(one.id, [])) for one in found)
    return DocumentStudy(
        row.id,
        row.title,
        row.source or "",
        row.issued or "",
        row.kind or "",
        row.wanted_by or "",
        row.note or "",
        meetings,
        readers,
    )


def _standing(person: RosterPerson, here: Collection[str], untold: Collection[str]) -> Standing:
    resting = person.effect.spared or not person.effect.expected
    return Standing(here=person.id in here, spared=resting, untold=person.id in untold)


def _untold(rosters: Rosters, found: Iterable[Sitting]) -> set[str]:
    """Give whoever was due at a meeting whose record only counts heads, and may have been there."""
    return {
        person.id
        for one in found
        if not one.by_name
        for person in expected(_body(one.kind), rosters.on(date.fromisoformat(one.starts[:DAY])), one.group)
    }


def _body(kind: str) -> Body:
    return kinds.of(MeetingKind(kind)).body


def _texts_by_meeting(connection: Connection, document_id: str) -> dict[str, set[str]]:
    """Give, by meeting that studied a document, all documents studied there."""
    item, part = agenda_item.alias(), studied_document.alias()
    here = select(item.c.meeting_id).join(part, part.c.item_id == item.c.id).where(part.c.document_id == document_id)
    query = (
        select(agenda_item.c.meeting_id, studied_document.c.document_id)
        .join(studied_document, studied_document.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(agenda_item.c.meeting_id.in_(here), meeting.c.phase.is_(None))
    )
    found: dict[str, set[str]] = {}
    for meeting_id, text in connection.execute(query):
        if text is not None:
            found.setdefault(meeting_id, set()).add(text)
    return found


def _close(work: Operation, meetings: Sequence[str], member_id: str, day: date, how: str) -> bool:
    """Note that somebody's absences at meetings are made up, and say whether there was one."""
    query = select(attendance.c.id).where(
        attendance.c.meeting_id.in_(meetings),
        attendance.c.member_id == member_id,
        attendance.c.presence.in_((Presence.ON_LEAVE.value, Presence.ABSENT.value)),
        attendance.c.made_up_on.is_(None),
    )
    rows = work.connection.scalars(query).all()
    for row in rows:
        work.update(attendance, row, {"made_up_on": day.isoformat(), "made_up_how": how.strip() or None})
    return bool(rows)


def _note(work: Operation, document_id: str, member_id: str, day: date, how: str) -> None:
    values = {"document_id": document_id, "member_id": member_id, "day": day.isoformat(), "how": how.strip() or None}
    work.insert(document_study, values)


def _topics(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """Give the first topics of meetings."""
    query = select(agenda_item).where(agenda_item.c.meeting_id.in_(ids), agenda_item.c.kind == "first_topic")
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query.order_by(agenda_item.c.position)):
        found.setdefault(row.meeting_id, []).append(row)
    return found


def _studied(connection: Connection, ids: Sequence[str]) -> dict[str, list[StudiedText]]:
    query = (
        select(studied_document, agenda_item.c.meeting_id)
        .join(agenda_item, studied_document.c.item_id == agenda_item.c.id)
        .where(agenda_item.c.meeting_id.in_(ids))
        .order_by(agenda_item.c.position, studied_document.c.position)
    )
    found: dict[str, list[StudiedText]] = {}
    for row in connection.execute(query):
        text = StudiedText(row.document_id or "", row.title, row.source or "", row.issued or "")
        found.setdefault(row.meeting_id, []).append(text)
    return found


def _meeting(one: Sitting, topics: Sequence[Row[Any]]) -> StudyMeeting:
    readers = "、".join(dict.fromkeys(row.reader_name for row in topics if row.reader_name))
    cases = "、".join(row.title for row in topics if row.title)
    came = sum(entry.presence is Presence.PRESENT for entry in one.entries.values())
    heads = (len(one.entries), came) if one.by_name else (None, None)
    return StudyMeeting(one.id, one.kind, one.number, one.starts[:DAY], one.group or "", readers, cases, *heads)


def _led(
    connection: Connection, branch_id: str, people: Iterable[RosterPerson], year: int, but: str | None = None
) -> Iterable[Led]:
    """Count who led the reading, of the members among some people."""
    query = (
        select(agenda_item.c.reader_id, meeting.c.starts)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.branch_id == branch_id,
            meeting.c.phase.is_(None),
            meeting.c.id != (but or ""),
            agenda_item.c.kind == "first_topic",
            agenda_item.c.reader_id.is_not(None),
        )
    )
    days: dict[str, list[str]] = {}
    for row in connection.execute(query):
        days.setdefault(row.reader_id, []).append(row.starts[:DAY])
    listed = [person for person in people if person.stage in MEMBER_STAGES]
    names = labels(listed)
    for person in listed:
        mine = days.get(person.id, [])
        times = sum(day.startswith(f"{year:04}") for day in mine)
        yield Led(person.id, names[person.id], person.group, times, max(mine, default=""))
