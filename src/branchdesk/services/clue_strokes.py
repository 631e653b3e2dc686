"""Strokes of the tally board: put there a stroke at a time, counted with the clues."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, null, or_, select

from branchdesk.domain.clue_strokes import By, Counts
from branchdesk.store.tables import clue_stroke, volunteer


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
