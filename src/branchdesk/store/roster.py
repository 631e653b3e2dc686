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
    return Rosters(connection, branch_id, day).on(day)


class Rosters:
    """The rosters of many days, from dated rows that are read once; use it within one verb."""

    def __init__(self, connection: Connection, branch_id: str, only: date | None = None) -> None:
        """Read what holds on `only` one day, or all that is known."""

        def dated(table: Table, query: Select[Any]) -> dict[str, list[Row[Any]]]:
            return _by_member(connection, query if only is None else query.where(holds_on(table, only.isoformat())))

        self._stages = dated(member_stage, select(member_stage).order_by(member_stage.c.since.nulls_first()))
        self._offices = dated(member_office, select(member_office).order_by(member_office.c.id))
        groups = select(member_group, party_group.c.name.label("group")).order_by(member_group.c.since.nulls_first())
        self._groups = dated(member_group, groups.join(party_group, member_group.c.group_id == party_group.c.id))
        self._conditions = dated(member_condition, select(member_condition).order_by(member_condition.c.id))
        self._periods = dated(member_period, select(member_period))
        people = select(*(member.c[key] for key in COLUMNS)).where(member.c.branch_id == branch_id)
        if only is not None:
            here = select(member_period.c.member_id).where(holds_on(member_period, only.isoformat()))
            people = people.where(member.c.id.in_(here))
        self._people = connection.execute(people).all()
        self._order = people_order(connection, branch_id)

    def on(self, day: date) -> list[RosterPerson]:
        """Give everybody on the roster on a day, as `roster_on` does."""
        on = day.isoformat()
        here = ((row, _holding(self._periods, row.id, on)) for row in self._people)
        return in_order((self._person(row, periods, on) for row, periods in here if periods), self._order)

    def bare(self, member_id: str) -> RosterPerson:
        """Give a member by name alone, for a day on which the roster does not have them."""
        row = next(row for row in self._people if row.id == member_id)
        return RosterPerson(row.id, row.name, None, (), "", row.roster_order, row.initials, row.pinyin)

    def _person(self, row: Row[Any], periods: list[Row[Any]], on: str) -> RosterPerson:
        stages, groups = _holding(self._stages, row.id, on), _holding(self._groups, row.id, on)
        return RosterPerson(
            id=row.id,
            name=row.name,
            stage=Stage(stages[-1].stage) if stages else None,
            offices=tuple(found.office for found in _holding(self._offices, row.id, on)),
            group=groups[-1].group if groups else "",
            roster_order=row.roster_order,
            initials=row.initials,
            pinyin=row.pinyin,
            strokes=row.strokes or "",
            department=row.department or "",
            post=row.post or "",
            birth_date=row.birth_date or "",
            undated=any(len(found.since or "") < FULL_LENGTH for found in stages),
            conditions=tuple(found.kind for found in _holding(self._conditions, row.id, on)),
            leaving=any(found.exit and found.until is None for found in periods),
        )


def _holding(rows: dict[str, list[Row[Any]]], member_id: str, on: str) -> list[Row[Any]]:
    """Give those of a member's dated rows that hold on a day: what `holds_on` says in SQL."""
    mine = rows.get(member_id, ())
    return [row for row in mine if (row.since is None or row.since <= on) and (row.until is None or row.until > on)]


def _by_member(connection: Connection, query: Select[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.member_id, []).append(row)
    return found
