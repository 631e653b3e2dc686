"""Strokes of the tally board: put there a stroke at a time, counted with the clues."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, null, or_, select

from branchdesk import clock
from branchdesk.domain.clue_strokes import NO_STROKES, By, Counts, Part, put, struck
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import clue_stroke, operation, volunteer
from branchdesk.words import clue_strokes as say

VERB = "tally_strokes"
TOGETHER = 60  # seconds from a step's first stroke in which strokes of the same board join it


class Group(NamedTuple):
    """Whose strokes a figure counts: what it is called (None: not filled in), and the volunteer where it is one."""

    name: str | None
    volunteer_id: str | None = None


_by = clue_stroke.c.by


def _where(by: By, name: ColumnElement[Any] = clue_stroke.c.name) -> ColumnElement[Any]:
    return case((_by == by.value, name), else_=null())


FACTS: dict[str, ColumnElement[Any]] = {
    "category": func.nullif(clue_stroke.c.category, ""),
    "volunteer": _where(By.VOLUNTEER, func.coalesce(volunteer.c.name, clue_stroke.c.name)),  # as they are called now
    "volunteer_id": clue_stroke.c.volunteer_id,
    "grid": _where(By.GRID),
    "unit": _where(By.UNIT),
    "month": func.substr(clue_stroke.c.day, 1, 7),
    "team": func.nullif(volunteer.c.team, ""),
}


def counted(
    connection: Connection,
    branch_id: str,
    *,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
    only: Mapping[str, Collection[str | None]] | None = None,
) -> dict[Group, Counts]:
    """Count the strokes of a period, both days included; by one of `FACTS`, or as one group without a name.

    A stroke by volunteer has no grid and no unit, and the other way round. Volunteers are told apart by their
    identifier; a month is 2026-11. `only` narrows by facts: of each the values that may stand, None for those not
    filled in.
    """
    wanted: list[ColumnElement[bool]] = [clue_stroke.c.branch_id == branch_id, clue_stroke.c.reported > 0]
    if since is not None:
        wanted.append(clue_stroke.c.day >= since.isoformat())
    if until is not None:
        wanted.append(clue_stroke.c.day <= until.isoformat())
    for fact, values in (only or {}).items():
        named = FACTS[fact].in_([value for value in values if value is not None])
        wanted.append(or_(named, FACTS[fact].is_(None)) if None in values else named)
    name = FACTS[by] if by is not None else null()
    who = case((_by == By.VOLUNTEER.value, clue_stroke.c.volunteer_id), else_=null()) if by == "volunteer" else null()
    sums = (func.sum(clue_stroke.c.reported), func.sum(clue_stroke.c.handled))
    query = select(name, who, *sums).outerjoin(volunteer, volunteer.c.id == clue_stroke.c.volunteer_id)
    found: dict[Group, Counts] = {}
    for called, volunteer_id, reported, handled in connection.execute(query.where(*wanted).group_by(name, who)):
        if reported:
            found[Group(called, volunteer_id)] = Counts(reported, handled)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a day's board: a volunteer, grid or unit, and a category (None: not filled in)."""

    by: By
    name: str
    category: str | None = None
    volunteer_id: str | None = None


def strike(store: Store, day: date, place: Place, part: Part, strokes: int = 1) -> Changes:
    """Add strokes to one number of a place, or take some off where `strokes` is below zero; saved at once.

    Strokes on one board within a minute are one step, which undo takes back together. Refusal as
    `domain.clue_strokes.judged` says, or where the volunteer is none any more.
    """
    with _at_the_board(store, day, place.by) as work:
        standing = standing_row(work.connection, store.branch.id, day, place)
        set_counts(work, day, place, struck(counts_of(standing), part, strokes), standing)
    return work.changes()


def set_number(store: Store, day: date, place: Place, part: Part, number: int) -> Changes:
    """Make one number of a place another; Refusal and steps as with `strike`."""
    with _at_the_board(store, day, place.by) as work:
        standing = standing_row(work.connection, store.branch.id, day, place)
        set_counts(work, day, place, put(counts_of(standing), part, number), standing)
    return work.changes()


def strokes_on(connection: Connection, branch_id: str, day: date, by: By) -> dict[Place, Counts]:
    """Give the places of a day's board on which there are strokes; a volunteer is called as they are now."""
    name = func.coalesce(volunteer.c.name, clue_stroke.c.name)
    numbers = (clue_stroke.c.reported, clue_stroke.c.handled)
    query = (
        select(name, clue_stroke.c.category, clue_stroke.c.volunteer_id, *numbers)
        .outerjoin(volunteer, volunteer.c.id == clue_stroke.c.volunteer_id)
        .where(clue_stroke.c.branch_id == branch_id, clue_stroke.c.day == day.isoformat(), _by == by.value)
        .order_by(clue_stroke.c.id)
    )
    found: dict[Place, Counts] = {}
    for called, category, volunteer_id, reported, handled in connection.execute(query):
        place = Place(by, called, category or None, volunteer_id)
        found[place] = found.get(place, NO_STROKES) + Counts(reported, handled)
    return {place: counts for place, counts in found.items() if counts}


def standing_row(connection: Connection, branch_id: str, day: date, place: Place) -> dict[str, Any] | None:
    """Give the row that keeps the strokes of a place, or None."""
    who = place.volunteer_id
    named = (
        clue_stroke.c.volunteer_id == who
        if who is not None
        else (clue_stroke.c.volunteer_id.is_(None) & (clue_stroke.c.name == place.name))
    )
    mine = (clue_stroke.c.branch_id == branch_id, clue_stroke.c.day == day.isoformat(), _by == place.by.value)
    category = FACTS["category"]
    same = category.is_(None) if place.category is None else category == place.category
    query = select(clue_stroke).where(*mine, named, same).order_by(clue_stroke.c.id).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def counts_of(row: Mapping[str, Any] | None) -> Counts:
    """Give the counts that a row keeps; none where there is no row."""
    return Counts(row["reported"], row["handled"]) if row is not None else NO_STROKES


def set_counts(work: Operation, day: date, place: Place, counts: Counts, standing: Mapping[str, Any] | None) -> None:
    """Keep the counts of a place in its row, which is there only while it has strokes."""
    numbers = {"reported": counts.reported, "handled": counts.handled}
    if standing is not None and counts:
        work.update(clue_stroke, standing["id"], numbers)
    elif standing is not None:
        work.delete(clue_stroke, standing["id"])
    elif counts:
        if place.volunteer_id is not None and row_of(work.connection, volunteer, place.volunteer_id) is None:
            raise Refusal(say.nobody_there(), code="nobody_there")
        facts = {"by": place.by.value, "name": place.name, "volunteer_id": place.volunteer_id}
        day_of = {"day": day.isoformat(), "category": place.category, "branch_id": work.branch_id}
        work.insert(clue_stroke, facts | day_of | numbers)


def _at_the_board(store: Store, day: date, by: By) -> AbstractContextManager[Operation]:
    title = say.board_title(day, by.value)
    with store.reading() as connection:
        continues = _joined(connection, title)
    return operate(store, VERB, title, continues=continues)


def _joined(connection: Connection, title: str) -> str | None:
    """Give the newest operation where it is of strokes on the same board, in a step begun within the minute."""
    columns = (operation.c.id, operation.c.verb, operation.c.title, operation.c.step)
    newest = connection.execute(select(*columns).order_by(operation.c.sequence.desc()).limit(1)).first()
    if newest is None or (newest.verb, newest.title) != (VERB, title):
        return None
    begun = connection.scalar(select(operation.c.at).where(operation.c.id == newest.step)) or ""
    age = datetime.fromisoformat(clock.stamp()) - datetime.fromisoformat(begun)
    return newest.id if 0 <= age.total_seconds() < TOGETHER else None
