"""Strokes of the tally board, put there one by one. How they count with the clues is `clue_figures`' part."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from branchdesk import clock
from branchdesk.domain.clue_strokes import NO_STROKES, By, Counts, Part, put, struck
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.store.tables import clue_stroke, operation, volunteer
from branchdesk.words import clue_strokes as say

VERB = "tally_strokes"
TOGETHER = 60  # seconds from a step's first stroke in which strokes of the same board join it


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
        .where(clue_stroke.c.branch_id == branch_id, clue_stroke.c.day == day.isoformat(), clue_stroke.c.by == by.value)
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
    mine = (
        clue_stroke.c.branch_id == branch_id,
        clue_stroke.c.day == day.isoformat(),
        clue_stroke.c.by == place.by.value,
    )
    category = func.nullif(clue_stroke.c.category, "")
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
