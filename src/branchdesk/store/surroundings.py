"""What other records say that the checks of one ask for, read without building those records whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Declared,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    Phase,
    Presence,
)
from branchdesk.domain.surroundings import Meanwhile, Minutes, Other
from branchdesk.store.meetings import minute
from branchdesk.store.tables import (
    agenda_item,
    attendance,
    ballot_subject,
    measure,
    meeting,
    party_group,
    speech,
)

WHICH = ("id", "kind", "starts", "ends", "sitting", "chair_id", "recorder_id", "text", "resolutions", "phase")


def held_between(
    connection: Connection, branch_id: str, since: datetime, until: datetime, aside: str | None
) -> tuple[Meanwhile, ...]:
    """Give what was held in a stretch of time, the record `aside` left out, with who was there."""
    found = connection.execute(
        _others(branch_id, aside)
        .where(meeting.c.phase.is_(None), meeting.c.starts >= minute(since), meeting.c.starts < minute(until))
        .order_by(meeting.c.starts, meeting.c.id)
    ).all()
    there = select(attendance.c.meeting_id, attendance.c.member_id).where(
        attendance.c.meeting_id.in_([row.id for row in found]), attendance.c.presence == Presence.PRESENT.value
    )
    people: dict[str, set[str]] = {row.id: {row.chair_id, row.recorder_id} for row in found}
    for meeting_id, member_id in connection.execute(there) if found else ():
        people[meeting_id].add(member_id)
    return tuple(
        Meanwhile(
            _other(row), datetime.fromisoformat(row.ends) if row.ends else None, frozenset(people[row.id] - {None})
        )
        for row in found
    )


def minutes_before(
    connection: Connection, branch_id: str, moment: datetime, aside: str | None, most: int | None
) -> tuple[Minutes, ...]:
    """Give the words of the newest `most` records (None: all) of what was held before a moment, the latest first.

    They are those of `domain.surroundings.words_of`; each record's are joined in the file, for there are many.
    """
    found = connection.execute(
        _others(branch_id, aside)
        .where(meeting.c.phase.is_(None), meeting.c.starts < minute(moment))
        .order_by(meeting.c.starts.desc(), meeting.c.id)
        .limit(most)
    ).all()
    since = found[-1].starts if found else minute(moment)
    mine = (meeting.c.branch_id == branch_id, meeting.c.starts >= since, meeting.c.starts < minute(moment))
    texts: dict[str, list[str]] = {}
    for table in (agenda_item, speech, measure):
        query = select(meeting.c.id, func.aggregate_strings(table.c.text, "\n"))
        query = query.join(agenda_item, agenda_item.c.meeting_id == meeting.c.id)
        if table is agenda_item:
            query = query.where(agenda_item.c.kind != "ballot")
        else:
            query = query.join(table, table.c.item_id == agenda_item.c.id)
        for meeting_id, text in connection.execute(query.where(*mine).group_by(meeting.c.id)):
            texts.setdefault(meeting_id, []).append(text)
    return tuple(
        Minutes(_other(row), "\n".join((*texts.get(row.id, ()), row.text or "", *(row.resolutions or ()))))
        for row in found
    )


def agendas(
    connection: Connection,
    branch_id: str,
    kind: MeetingKind,
    since: datetime,
    until: datetime | None,
    aside: str | None,
) -> tuple[Meeting, ...]:
    """Give the meetings of a kind in a stretch of time that were not cancelled, with no more than their matters."""
    query = _others(branch_id, aside).where(meeting.c.kind == kind.value, meeting.c.starts >= minute(since))
    query = query.where(or_(meeting.c.phase.is_(None), meeting.c.phase != Phase.CANCELLED.value))
    if until is not None:
        query = query.where(meeting.c.starts < minute(until))
    found = connection.execute(query.order_by(meeting.c.starts, meeting.c.id)).all()
    items = _matters(connection, [row.id for row in found]) if found else {}
    return tuple(
        replace(
            Meeting(kind, datetime.fromisoformat(row.starts), id=row.id, group=row.group, sitting=row.sitting),
            phase=Phase(row.phase or Phase.HELD),
            agenda=tuple(items.get(row.id, ())),
        )
        for row in found
    )


def _others(branch_id: str, aside: str | None) -> Select[Any]:
    query = select(*(meeting.c[key] for key in WHICH), party_group.c.name.label("group"))
    query = query.outerjoin(party_group, meeting.c.group_id == party_group.c.id).where(meeting.c.branch_id == branch_id)
    return query.where(meeting.c.id != aside) if aside else query


def _other(row: Any) -> Other:  # noqa: ANN401 - a row of `_others`
    return Other(MeetingKind(row.kind), datetime.fromisoformat(row.starts), row.group, row.sitting)


def _matters(connection: Connection, meetings: Collection[str]) -> dict[str, list[AgendaItem]]:
    kinds = agenda_item.c.kind.in_(("topic", "ballot"))
    rows = connection.execute(
        select(agenda_item)
        .where(agenda_item.c.meeting_id.in_(meetings), kinds)
        .order_by(agenda_item.c.meeting_id, agenda_item.c.position)
    ).all()
    voted = _subjects(connection, [row.id for row in rows if row.kind == "ballot"])
    found: dict[str, list[AgendaItem]] = {}
    for row in rows:
        title = row.title or ""
        if row.kind == "topic":
            item: AgendaItem = Topic(title, to_members_meeting=bool(row.to_members_meeting))
        else:
            item = Ballot(title, BallotRule(row.rule), tuple(voted.get(row.id, ())))
        found.setdefault(row.meeting_id, []).append(item)
    return found


def _subjects(connection: Connection, items: Iterable[str]) -> dict[str, list[Subject]]:
    rows = connection.execute(
        select(ballot_subject.c.item_id, ballot_subject.c.name, ballot_subject.c.person_id, ballot_subject.c.declared)
        .where(ballot_subject.c.item_id.in_(list(items)))
        .order_by(ballot_subject.c.item_id, ballot_subject.c.position)
    )
    found: dict[str, list[Subject]] = {}
    for row in rows:
        declared = Declared(row.declared) if row.declared else None
        found.setdefault(row.item_id, []).append(Subject(row.name, declared=declared, person=row.person_id))
    return found
