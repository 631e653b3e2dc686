"""出勤: who came to which meetings of a period, how often, and what was missed and not made up."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from branchdesk import clock
from branchdesk.domain.attendance import Entry, Turnout, turnout
from branchdesk.domain.meetings import Presence
from branchdesk.domain.roster import RosterPerson, in_order, labels
from branchdesk.errors import Refusal
from branchdesk.files import copied
from branchdesk.files.export import Column, Report, Value, write_sheet
from branchdesk.services.ledgers.copying import Copied
from branchdesk.services.people.people import called
from branchdesk.store.attendance import Scope, Sitting, sittings
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate
from branchdesk.store.roster import Rosters
from branchdesk.store.tables import attendance, party_group
from branchdesk.words import attendance as say
from branchdesk.words import meetings as say_meetings
from branchdesk.words import store as say_store

log = logging.getLogger(__name__)
NAME_WIDTH, DAY_WIDTH = 6, 3  # full-width characters of a sheet's columns


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which attendance: of a period whose days belong to it, of some kinds (none: all), of one group's people."""

    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting that was held: how many were expected and how many came, whoever is shown."""

    id: str
    kind: str
    starts: str
    number: int
    title: str | None
    group: str | None
    expected: int
    present: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person: `entries` stand under the meetings in their order, None where they were not expected.

    `here` is false of somebody who has left the roster since.
    """

    id: str
    label: str
    group: str
    here: bool
    turnout: Turnout
    entries: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """One meeting that somebody missed and has not made up."""

    meeting_id: str
    member_id: str
    label: str
    group: str
    kind: str
    number: int
    starts: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Overview:
    """People in roster order and meetings in the order of time; `heads_only` records name nobody and are left out.

    `missed` is what was missed and not made up, person by person, of each the oldest first; `closed` what was missed
    and is made up. What nobody was required to come to is not missed; whom a record names as away is told, though it
    counts everybody else.
    """

    meetings: tuple[Held, ...] = ()
    people: tuple[Attendee, ...] = ()
    groups: tuple[str, ...] = ()
    heads_only: int = 0
    missed: tuple[Missed, ...] = ()
    closed: tuple[Missed, ...] = ()


def overview(store: Store, wanted: Wanted) -> Overview:
    """Give everybody's attendance at the meetings of a period that were held."""
    with store.reading() as connection:
        found, people, groups = _read(connection, store.branch.id, wanted)
    named = [one for one in found if one.by_name]
    shown = {person.id for person, _ in people}
    meetings = [one for one in named if not shown.isdisjoint(one.entries)]
    known = labels(person for person, _ in people)
    rows = ((person, here, tuple(one.entries.get(person.id) for one in meetings)) for person, here in people)
    attendees = tuple(
        Attendee(person.id, known[person.id], person.group, here, turnout(filter(None, entries)), entries)
        for person, here, entries in rows
        if any(entries)
    )
    away = tuple(
        Missed(one.id, person.id, known[person.id], person.group, one.kind, one.number, one.starts, entry)
        for person, _ in people
        for one in found
        if (entry := one.entries.get(person.id)) and (entry.missed or entry.made_up)
    )
    missed = tuple(one for one in away if one.entry.missed)
    closed = tuple(one for one in away if one.entry.made_up)
    return Overview(tuple(map(_held, meetings)), attendees, groups, len(found) - len(named), missed, closed)


def with_closed(found: Overview) -> tuple[Missed, ...]:
    """Give what was missed, made up or not, person by person, of each the oldest first."""
    places = {one.id: place for place, one in enumerate(found.people)}
    return tuple(
        sorted((*found.missed, *found.closed), key=lambda one: (places.get(one.member_id, len(places)), one.starts))
    )


def without_leaves(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    """Give the absences alone of what was missed."""
    return tuple(one for one in missed if one.entry.presence is Presence.ABSENT)


def make_up(store: Store, absences: Sequence[tuple[str, str]], day: date, how: str = "") -> Changes:
    """Note when and how absences, each (meeting, member), were made up, in one step; closed records take it too.

    Refusal where none is given, and where somebody has no mark at a meeting.
    """
    if not absences:
        raise Refusal(say.nothing_chosen(), code="nothing_chosen")
    with operate(store, "make_up_study", say.made_up_together(len(absences), day.isoformat())) as work:
        for meeting_id, member_id in absences:
            mine = (attendance.c.meeting_id == meeting_id, attendance.c.member_id == member_id)
            row = work.connection.scalar(select(attendance.c.id).where(*mine))
            if row is None:
                raise Refusal(say_store.no_such_record(say_store.ATTENDANCE, member_id), code="no_such_record")
            work.update(attendance, row, {"made_up_on": day.isoformat(), "made_up_how": how.strip() or None})
        if len(absences) == 1:
            name = called(work.connection, store.branch.id, absences[0][1])
            work.title = say_meetings.made_up(name, day.isoformat())
    return work.changes()


def as_rows(found: Overview) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Give the overview as a plain table: its headings, and a row a person."""
    headings = (*say.PERSON_COLUMNS, *(heading(one) for one in found.meetings))
    return headings, [
        (*_facts(person), *(say.SIGNS[entry.sign] if entry else None for entry in person.entries))
        for person in found.people
    ]


def missed_rows(found: Iterable[Missed]) -> list[tuple[Value, ...]]:
    """Give what was missed as rows of a plain table."""
    return [
        (
            one.label,
            one.group,
            say_meetings.name(one.kind, one.number),
            one.starts[:10],
            say.presence(one.entry.presence.value),
            one.entry.reason,
            say.make_up(one.entry.made_up_on, one.entry.made_up_how),
        )
        for one in found
    ]


def heading(one: Held) -> str:
    """Name a meeting at the head of its column: 党课 2026-03-16."""
    return f"{say.SHORT_KINDS[one.kind]} {one.starts[:10]}"


def export(store: Store, wanted: Wanted, path: Path, report: Report | None = None) -> int:
    """Write the overview by the path's ending (.xlsx .csv .ods) and give how many rows it has.

    Refusal for another ending; Trouble where the file cannot be written, and then whatever stood there stays.
    """
    headings, rows = as_rows(overview(store, wanted))
    facts = len(say.PERSON_COLUMNS)
    texts = (0, 1, facts - 1)
    columns = [
        Column(text, NAME_WIDTH if place < facts else DAY_WIDTH, is_text=place in texts or place >= facts)
        for place, text in enumerate(headings)
    ]
    log.info("exported the attendance of %d people as %s", len(rows), path.suffix)
    return write_sheet(path, say.TITLE, columns, rows, total=len(rows), report=report)


def export_missed(
    store: Store, wanted: Wanted, path: Path, *, leaves: bool, closed: bool = False, report: Report | None = None
) -> int:
    """Write what was missed, with `closed` what is made up too, by the path's ending, as `export` does."""
    columns = [Column(text, NAME_WIDTH + 2) for text in say.MISSED_COLUMNS]
    whole = overview(store, wanted)
    found = with_closed(whole) if closed else whole.missed
    rows = missed_rows(found if leaves else without_leaves(found))
    return write_sheet(path, say.MISSED_TITLE, columns, rows, total=len(rows), report=report)


def as_table(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> Copied:
    """Give plain rows as a table for chat and Word."""
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    return Copied(copied.as_text(headings, texts), copied.as_page(headings, texts), len(texts), ())


def _facts(person: Attendee) -> tuple[Value, ...]:
    came = person.turnout
    counts = (came.expected, came.present, came.on_leave, came.absent, came.made_up)
    return person.label, person.group, *counts, came.rate


def _held(one: Sitting) -> Held:
    came = sum(entry.presence is Presence.PRESENT for entry in one.entries.values())
    return Held(one.id, one.kind, one.starts, one.number, one.title, one.group, len(one.entries), came)


_People = list[tuple[RosterPerson, bool]]


def _read(
    connection: Connection,
    branch_id: str,
    wanted: Wanted,
) -> tuple[tuple[Sitting, ...], _People, tuple[str, ...]]:
    """Give the meetings, everybody of the group who has an entry at one of them, and the branch's groups."""
    rosters = Rosters(connection, branch_id)
    found = sittings(connection, branch_id, rosters, Scope(wanted.since, wanted.until, wanted.kinds))
    groups = select(party_group.c.name).where(party_group.c.branch_id == branch_id).order_by(party_group.c.position)
    people = _people(rosters, found, min(wanted.until or clock.today(), clock.today()))
    shown = [(person, here) for person, here in people if not wanted.group or person.group == wanted.group]
    return found, shown, tuple(connection.scalars(groups))


def _people(rosters: Rosters, found: Sequence[Sitting], day: date) -> _People:
    """Give everybody with an entry: who is on the roster on a day in its order, then those who left, as they were."""
    last = {member_id: one.starts[:10] for one in found for member_id in one.entries}
    here = [person for person in rosters.on(day) if person.id in last]
    missing = last.keys() - {person.id for person in here}
    days = {last[member_id] for member_id in missing}
    gone = [
        person for one in sorted(days) for person in rosters.on(date.fromisoformat(one)) if last.get(person.id) == one
    ]
    unplaced = missing - {person.id for person in gone}  # closed records keep who was taken off the roster of that day
    left = in_order([*(person for person in gone if person.id in missing), *map(rosters.bare, sorted(unplaced))])
    return [*((person, True) for person in here), *((person, False) for person in left)]
