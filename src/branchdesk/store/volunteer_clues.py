"""The clues of one volunteer, first reporter or with others, newest entered first: page by page beside a million.

SQLite-only: the order is that of `rowid`, which an index on the volunteer holds already. PostgreSQL would have an index
on (volunteer_id, serial).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Label, Select, desc, func, literal, literal_column, select, true

from branchdesk import clock
from branchdesk.store import clue_index
from branchdesk.store.bulk import batches
from branchdesk.store.clue_index import ClueIndex
from branchdesk.store.tables import clue, clue_stroke, joint_reporter

SHORT = 200  # characters of a text that a list can show


class Reported(NamedTuple):
    """A clue as its reporter's list shows it; `jointly` where another one is named first."""

    id: str
    number: str
    reported_on: str | None
    category: str | None
    text: str | None
    state: str
    jointly: bool


class StrokesOf(NamedTuple):
    """The strokes of a volunteer, and the last day that has any."""

    reported: int
    handled: int
    last: str | None


def page(connection: Connection, volunteer_id: str, offset: int, limit: int) -> list[Reported]:
    """Give some of a volunteer's clues."""
    place: Label[int] = literal_column("clue.rowid").label("place")
    until = offset + limit
    first = select(clue.c.id, place, literal(0).label("jointly")).where(clue.c.volunteer_id == volunteer_id)
    both = select(clue.c.id, place, literal(1).label("jointly")).join(joint_reporter)
    both = both.where(joint_reporter.c.volunteer_id == volunteer_id)
    found = [
        row for query in (first, both) for row in connection.execute(query.order_by(desc("place")).limit(until)).all()
    ]
    shown = sorted(found, key=lambda row: -row.place)[offset:until]
    columns = (clue.c.id, clue.c.number, clue.c.reported_on, clue.c.category, func.substr(clue.c.text, 1, SHORT))
    query = select(*columns, clue.c.state).where(clue.c.id.in_([row.id for row in shown]))
    rows = {row[0]: row for row in connection.execute(query)}
    return [Reported(*rows[row.id], jointly=bool(row.jointly)) for row in shown]


def count(connection: Connection, volunteer_id: str) -> tuple[int, int]:
    """Count the clues that a volunteer reported, and those reported jointly."""
    return _number(connection, _first(volunteer_id)), _number(connection, _joint(volunteer_id))


def handled(connection: Connection, branch_id: str, volunteer_id: str, states: Collection[str]) -> int:
    """Count those of both that are in one of some states."""
    jointly = _joint(volunteer_id).join(clue, joint_reporter.c.clue_id == clue.c.id)
    number = _number(connection, jointly.where(clue.c.state.in_(states)))
    if index := clue_index.read(connection, branch_id, clock.today()):
        mine = index.having("volunteer_id", lambda column: column == volunteer_id)
        those = index.having("state", lambda column: column.in_(states))
        if mine is not None and those is not None:
            return number + mine.intersection_cardinality(those)
    return number + _number(connection, _first(volunteer_id).where(clue.c.state.in_(states)))


def numbers(connection: Connection, volunteer_id: str, states: Collection[str] | None, most: int) -> list[str] | None:
    """Give the numbers of a volunteer's clues, of some states or all; None where there are more than `most`."""
    wanted = [] if states is None else [clue.c.state.in_(states)]
    first = select(clue.c.number).where(clue.c.volunteer_id == volunteer_id, *wanted)
    both = select(clue.c.number).join(joint_reporter).where(joint_reporter.c.volunteer_id == volunteer_id, *wanted)
    found = [number for query in (first, both) for number in connection.scalars(query.limit(most + 1))]
    return sorted(found) if len(found) <= most else None


def strokes(connection: Connection, volunteer_id: str) -> StrokesOf:
    """Add up a volunteer's strokes."""
    sums = (func.sum(clue_stroke.c.reported), func.sum(clue_stroke.c.handled), func.max(clue_stroke.c.day))
    row = connection.execute(select(*sums).where(clue_stroke.c.volunteer_id == volunteer_id)).one()
    return StrokesOf(row[0] or 0, row[1] or 0, row[2])


def untied(connection: Connection, branch_id: str, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give (table, row, name) of what names somebody alone who was no volunteer when it was entered."""
    index = clue_index.read(connection, branch_id, clock.today())
    found: list[tuple[str, str, str]] = []
    for some in batches(names):
        for which in _of_nobody(index, some):
            # The branch is hidden from SQLite, which would else walk through all its clues.
            mine = (which, func.coalesce(clue.c.branch_id, "") == branch_id, clue.c.volunteer_id.is_(None))
            rows = connection.execute(select(clue.c.id, clue.c.reporter).where(*mine, clue.c.reporter.in_(some)))
            found += [(clue.name, *row) for row in rows]
        nobody = (joint_reporter.c.volunteer_id.is_(None), joint_reporter.c.name.in_(some))
        rows = connection.execute(select(joint_reporter.c.id, joint_reporter.c.name).where(*nobody))
        found += [(joint_reporter.name, *row) for row in rows]
    return found


def _of_nobody(index: ClueIndex | None, names: Sequence[str]) -> list[ColumnElement[bool]]:
    """Say which clues may name one of these and be nobody's, by their serials where an index knows them."""
    named = index.having("reporter", lambda column: column.in_(names)) if index else None
    nobody = index.having("volunteer_id", lambda column: column.is_(None)) if index else None
    if named is None or nobody is None:
        return [true()]
    return [clue.c.serial.in_(some) for some in batches(list(named & nobody))]


def _first(volunteer_id: str) -> Select[Any]:
    return select(func.count()).select_from(clue).where(clue.c.volunteer_id == volunteer_id)


def _joint(volunteer_id: str) -> Select[Any]:
    return select(func.count()).select_from(joint_reporter).where(joint_reporter.c.volunteer_id == volunteer_id)


def _number(connection: Connection, query: Select[Any]) -> int:
    return connection.scalar(query) or 0
