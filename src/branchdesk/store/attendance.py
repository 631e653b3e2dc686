"""Who was at which meetings of a period, as noted. Only meetings that were held are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.attendance import Entry
from branchdesk.domain.conditions import Spell, spared_on
from branchdesk.domain.meetings import (
    MeetingState,
    Override,
    Presence,
)
from branchdesk.domain.roster import RosterPerson, expected
from branchdesk.store.meeting_rows import body_of_row, was_held
from branchdesk.store.roster import Rosters
from branchdesk.store.tables import attendance, expected_override, meeting, member_condition, party_group

COUNTED = tuple(meeting.c[f"counted_{key}"] for key in ("expected", "present", "on_leave", "absent"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which meetings: of a period whose days belong to it, of some kinds, with a mark of one member, or these alone."""

    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    member_id: str | None = None
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting that was held: who was expected, by member, and what was noted of them.

    `by_name` is false where the record only counts heads; `entries` are then those whom it names as away.
    """

    id: str
    kind: str
    starts: str
    number: int
    title: str | None
    group: str | None
    by_name: bool
    entries: dict[str, Entry]


def sittings(
    connection: Connection,
    branch_id: str,
    rosters: Rosters,
    scope: Scope,
) -> tuple[Sitting, ...]:
    """Give the meetings of a scope that were held, in the order of time."""
    within = tuple(_within(branch_id, scope))
    rows = connection.execute(
        select(meeting, party_group.c.name.label("group"), _by_name().label("by_name"))
        .outerjoin(party_group, meeting.c.group_id == party_group.c.id)
        .where(*within)
        .order_by(meeting.c.starts, meeting.c.id)
    ).all()
    marks: dict[str, list[Row[Any]]] = {row.id: [] for row in rows}
    mine = () if scope.member_id is None else (attendance.c.member_id == scope.member_id,)
    for mark in connection.execute(select(attendance).join(meeting).where(*within, *mine)):
        marks[mark.meeting_id].append(mark)
    overrides: dict[str, list[Override]] = {}
    for one in connection.execute(select(expected_override).join(meeting).where(*within)):
        person = PersonRef("", one.member_id)
        overrides.setdefault(one.meeting_id, []).append(Override(person, one.expected, one.reason))
    spells = _spells(connection, scope.member_id)
    days: dict[str, list[RosterPerson]] = {}

    def on(day: str) -> list[RosterPerson]:
        if day not in days:
            days[day] = rosters.on(date.fromisoformat(day))
        return days[day]

    return tuple(_sitting(row, marks[row.id], overrides.get(row.id, []), spells, on) for row in rows)


def _spells(connection: Connection, member_id: str | None) -> dict[str, list[Spell]]:
    """Give the spells of whatever held of everybody, or of one member, by member."""
    query = select(member_condition)
    if member_id is not None:
        query = query.where(member_condition.c.member_id == member_id)
    found: dict[str, list[Spell]] = {}
    for row in connection.execute(query):
        found.setdefault(row.member_id, []).append(Spell(row.kind, row.since, row.until))
    return found


def _by_name() -> ColumnElement[bool]:
    """Say of a meeting that it marks people by name, as `domain.meetings.kept_by_name` does."""
    present = attendance.alias("marked_present")
    anybody = select(present.c.id).where(present.c.meeting_id == meeting.c.id, present.c.presence == Presence.PRESENT)
    return or_(anybody.exists(), ~or_(*(column.is_not(None) for column in COUNTED)))


def _within(branch_id: str, scope: Scope) -> Iterator[ColumnElement[bool]]:
    yield meeting.c.branch_id == branch_id
    yield was_held()
    if scope.since:
        yield meeting.c.starts >= scope.since.isoformat()
    if scope.until:
        yield meeting.c.starts < (scope.until + timedelta(days=1)).isoformat()
    if scope.kinds:
        yield meeting.c.kind.in_(scope.kinds)
    if scope.ids is not None:
        yield meeting.c.id.in_(scope.ids)
    if scope.member_id is not None:
        yield meeting.c.id.in_(select(attendance.c.meeting_id).where(attendance.c.member_id == scope.member_id))


def _sitting(
    row: Row[Any],
    marks: list[Row[Any]],
    overrides: list[Override],
    spells: dict[str, list[Spell]],
    on: Callable[[str], list[RosterPerson]],
) -> Sitting:
    day = row.starts[:10]
    if row.state == MeetingState.FINAL:
        noted = {mark.member_id: mark for mark in marks if mark.frozen_position is not None}
        there = list(noted)
    else:
        noted = {mark.member_id: mark for mark in marks}
        there = [person.id for person in expected(body_of_row(row), on(day), row.group, overrides)]
    entries = {
        member_id: _entry(noted.get(member_id), by_name=row.by_name, spared=spared_on(spells.get(member_id, ()), day))
        for member_id in there
        if row.by_name or member_id in noted
    }
    return Sitting(row.id, row.kind, row.starts, row.number, row.title, row.group, row.by_name, entries)


def _entry(mark: Row[Any] | None, *, by_name: bool, spared: bool) -> Entry:
    if mark is None:
        return _shared(Presence.UNKNOWN, "", None, False, False, spared, by_name, "")  # noqa: FBT003 - as the entry has it
    presence, how = Presence(mark.presence), mark.made_up_how or ""
    return _shared(presence, mark.reason, mark.made_up_on, bool(mark.late), bool(mark.online), spared, by_name, how)


_shared = lru_cache(maxsize=1024)(Entry)  # of thousands of marks nearly all say the same: one object serves them
