"""Everything about one member: facts, what they were and when, what happened, the meetings they were expected at."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from branchdesk import clock
from branchdesk.domain.dates import LeapDay, PartialDate, anniversary
from branchdesk.domain.roster import MEMBER_STAGES, RosterPerson, labels
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import LIFE_TABLES, TALKS, LifeTable
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services.ledgers.intake import Values
from branchdesk.store import five_ones
from branchdesk.store.attendance import Scope, sittings
from branchdesk.store.engine import Store
from branchdesk.store.roster import Rosters, roster_on
from branchdesk.store.sources import former_members
from branchdesk.store.sources import members as source
from branchdesk.store.tables import (
    member,
    member_entry,
    member_period,
    member_photo,
    metadata,
    party_group,
)
from branchdesk.words import store as say_store


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One dated row under a member: its identifier, and its values by field key, as stored.

    `whose` names somebody else under whom it is kept: a talk is shown on the card of either who had it.
    """

    id: str
    values: Values
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Something dated: what, from when, until when; dates as stored, None where not known or not over."""

    what: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Attended:
    """One meeting that a member was expected at.

    `spared` says that nobody required them to come on that day, `by_name` that the record marks people at all: both
    decide whether the rate counts it.
    """

    meeting_id: str
    kind: str
    starts: str
    presence: str
    reason: str
    made_up_on: str | None
    spared: bool = False
    late: bool = False
    online: bool = False
    by_name: bool = True
    made_up_how: str = ""


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The next anniversary of 入党: the day (or month) as stored, and how many years it will be."""

    on: str
    years: int


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Everything about one member. `values` by field key, as stored; meetings newest first.

    `label` tells them from others of the name. `rows` are the dated rows by the key of their `LifeTable`, oldest first;
    `stays` the periods on this branch's roster. `here` is false of a former member, and `person` then None.
    """

    id: str
    label: str
    values: Values
    rows: Mapping[str, tuple[LifeRow, ...]]
    stays: tuple[LifeRow, ...]
    meetings: tuple[Attended, ...]
    photo: bytes | None
    person: RosterPerson | None
    birthday: Anniversary | None = None

    @property
    def here(self) -> bool:
        """Say whether they are on the roster today."""
        return self.person is not None

    def _periods(self, key: str, what: str) -> tuple[Period, ...]:
        return tuple(Period(row.values[what], row.values["since"], row.values["until"]) for row in self.rows[key])

    @property
    def stages(self) -> tuple[Period, ...]:
        """Give what they were, and when."""
        return self._periods("stages", "stage")

    @property
    def offices(self) -> tuple[Period, ...]:
        """Give the offices they held, and when."""
        return self._periods("offices", "office")

    @property
    def groups(self) -> tuple[Period, ...]:
        """Give the groups they were in, and when."""
        return self._periods("groups", "group")


def card(store: Store, member_id: str) -> MemberCard:
    """Give one member's card as of today, a former member's too; Refusal where there is no such member."""
    day = clock.today()
    with store.reading() as connection:
        values = _values(connection, store.branch.id, member_id)
        people = {person.id: person for person in roster_on(connection, store.branch.id, day)}
        person = people.get(member_id)
        named = labels(people.values())
        image = connection.scalar(select(member_photo.c.image).where(member_photo.c.member_id == member_id))
        return MemberCard(
            member_id,
            named.get(member_id, str(values["name"])),
            values,
            {key: life_rows(connection, table, member_id) for key, table in LIFE_TABLES.items()}
            | {TALKS.key: _talks(connection, member_id, named)},
            _stays(connection, member_id),
            _attended(connection, store.branch.id, member_id),
            base64.b64decode(image) if image else None,
            person,
            _birthday(person, values.get("joined_on"), day, five_ones.settings(connection, store.branch.id).leap_day),
        )


def _birthday(person: RosterPerson | None, joined_on: str | None, day: date, leap: LeapDay) -> Anniversary | None:
    """Give the next 政治生日 of a member whose 入党 is known to the month at least."""
    if person is None or person.stage not in MEMBER_STAGES or not joined_on:
        return None
    joined = PartialDate.parse(joined_on)
    if not joined.month:
        return None
    for year in range(max(day.year, joined.year + 1), day.year + 3):
        this = anniversary(joined, year, leap)
        if day <= this.last_day():
            return Anniversary(str(this), year - joined.year)
    return None


def _values(connection: Connection, branch_id: str, member_id: str) -> dict[str, Any]:
    for rows in (source(branch_id, clock.today()), former_members(branch_id, clock.today())):
        row = connection.execute(select(rows).where(rows.c.id == member_id)).mappings().first()
        if row is not None:
            return {field.key: row[field.key] for field in MEMBERS.fields}
    raise Refusal(say_store.no_such_record(say_store.MEMBER, member_id), code="no_such_record")


def life_rows(connection: Connection, life: LifeTable, member_id: str) -> tuple[LifeRow, ...]:
    """Give a member's rows of one sort, oldest first."""
    table = metadata.tables[life.table]
    query = select(table).where(table.c.member_id == member_id)
    if life.kind is not None:
        query = query.where(table.c.kind == life.kind)
    if life.table == "member_group":
        query = query.add_columns(party_group.c.name.label("group")).join(party_group)
    order = "since" if "since" in table.c else "day"
    rows = connection.execute(query.order_by(table.c[order].nulls_first(), table.c.id)).mappings()
    return tuple(LifeRow(row["id"], {field.key: row[field.key] for field in life.fields}) for row in rows)


def _talks(connection: Connection, member_id: str, named: Mapping[str, str]) -> tuple[LifeRow, ...]:
    """Give the talks that somebody had, whoever sought the other out."""
    rows = connection.execute(
        select(member_entry, member.c.name)
        .join(member, member_entry.c.member_id == member.c.id)
        .where(member_entry.c.kind == TALKS.kind)
        .where(or_(member_entry.c.member_id == member_id, member_entry.c.other_id == member_id))
        .order_by(member_entry.c.day.nulls_first(), member_entry.c.id),
    ).mappings()
    return tuple(
        LifeRow(
            row["id"],
            {field.key: row[field.key] for field in TALKS.fields},
            "" if row["member_id"] == member_id else named.get(row["member_id"], row["name"]),
        )
        for row in rows
    )


def _stays(connection: Connection, member_id: str) -> tuple[LifeRow, ...]:
    query = select(member_period).where(member_period.c.member_id == member_id).order_by(member_period.c.since)
    return tuple(LifeRow(row["id"], dict(row)) for row in connection.execute(query).mappings())


def _attended(connection: Connection, branch_id: str, member_id: str) -> tuple[Attended, ...]:
    found = sittings(connection, branch_id, Rosters(connection, branch_id), Scope(member_id=member_id))
    mine = ((one, entry) for one in reversed(found) if (entry := one.entries.get(member_id)))
    return tuple(
        Attended(
            one.id,
            one.kind,
            one.starts,
            entry.presence.value,
            entry.reason,
            entry.made_up_on,
            spared=entry.spared,
            late=entry.late,
            online=entry.online,
            by_name=entry.by_name,
            made_up_how=entry.made_up_how,
        )
        for one, entry in mine
    )
