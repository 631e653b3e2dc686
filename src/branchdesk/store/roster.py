"""The roster as of a day, read from dated rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, or_, select

from branchdesk.domain.roster import PeopleOrder, RosterPerson, Stage, in_order
from branchdesk.store.tables import (
    member,
    member_condition,
    member_group,
    member_office,
    member_period,
    member_stage,
    party_group,
    preference,
)

PEOPLE_ORDER = "people_order"  # the key of the preference
COLUMNS = ("id", "name", "roster_order", "initials", "pinyin", "strokes", "department", "post", "birth_date")
FULL_LENGTH = 10  # of 2026-11-20; anything shorter is a partial date


def holds_on(table: Table, day: str) -> ColumnElement[bool]:
    """Say in SQL that a dated row holds on a day (ISO text)."""
    return and_(
        or_(table.c.since.is_(None), table.c.since <= day),
        or_(table.c.until.is_(None), table.c.until > day),
    )


def people_order(connection: Connection, branch_id: str) -> PeopleOrder:
    """Give the order in which the branch wants its people: the sheet's where none is kept that we know."""
    mine = (preference.c.branch_id == branch_id, preference.c.key == PEOPLE_ORDER)
    kept = connection.scalar(select(preference.c.value).where(*mine))
    return PeopleOrder(kept) if kept in set(PeopleOrder) else PeopleOrder.ROSTER


def roster_on(connection: Connection, branch_id: str, day: date) -> list[RosterPerson]:
    """Give everybody on the branch's roster on a day, of every stage, in the order that the branch wants."""
    on = day.isoformat()
    stages = _by_member(connection, select(member_stage).where(holds_on(member_stage, on)))
    offices = _by_member(
        connection,
        select(member_office).where(holds_on(member_office, on)).order_by(member_office.c.id),
    )
    groups = _by_member(
        connection,
        select(member_group, party_group.c.name.label("group"))
        .join(party_group, member_group.c.group_id == party_group.c.id)
        .where(holds_on(member_group, on)),
    )
    conditions = _by_member(
        connection,
        select(member_condition).where(holds_on(member_condition, on)).order_by(member_condition.c.id),
    )
    periods = _by_member(connection, select(member_period).where(holds_on(member_period, on)))
    rows = connection.execute(
        select(*(member.c[key] for key in COLUMNS)).where(
            member.c.branch_id == branch_id,
            member.c.id.in_(select(member_period.c.member_id).where(holds_on(member_period, on))),
        )
    )
    people = (
        RosterPerson(
            id=row.id,
            name=row.name,
            stage=Stage(stages[row.id][-1].stage) if row.id in stages else None,
            offices=tuple(found.office for found in offices.get(row.id, ())),
            group=groups[row.id][-1].group if row.id in groups else "",
            roster_order=row.roster_order,
            initials=row.initials,
            pinyin=row.pinyin,
            strokes=row.strokes or "",
            department=row.department or "",
            post=row.post or "",
            birth_date=row.birth_date or "",
            undated=any(len(found.since or "") < FULL_LENGTH for found in stages.get(row.id, ())),
            conditions=tuple(found.kind for found in conditions.get(row.id, ())),
            leaving=any(found.exit and found.until is None for found in periods.get(row.id, ())),
        )
        for row in rows
    )
    return in_order(people, people_order(connection, branch_id))


def _by_member(connection: Connection, query: Select[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.member_id, []).append(row)
    return found
