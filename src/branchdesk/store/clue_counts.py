"""Counting clues and strokes by their facets: one walk of the rows that conditions leave, each clue once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Subquery, case, func, literal, select

from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.clue_states import ClueState
from branchdesk.ledgers.clues import CLUES
from branchdesk.store import clue_bitmaps
from branchdesk.store.clue_bitmaps import Key
from branchdesk.store.lists import Condition, holding
from branchdesk.store.sources import SOURCES
from branchdesk.store.tables import clue_stroke, volunteer

# What clues are counted by: a facet has a key of one value, sub-categories one of two.
FACETS = {
    "category": ("category",),
    "subcategory": ("category", "subcategory"),
    "grid": ("grid",),
    "unit": ("unit",),
    "month": ("month",),
    "reporter": ("reporter",),
    "state": ("state",),
}
TOLD_OF_STROKES = frozenset({"category", "grid", "unit", "reporter", "reported_on"})


@dataclass(frozen=True, slots=True)
class States:
    """Which states count as what, by a branch's settings."""

    handled: tuple[ClueState, ...]
    open: tuple[ClueState, ...]
    aside: tuple[ClueState, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is counted: whose clues, as of which day, narrowed by conditions on the ledger's fields."""

    branch_id: str
    day: date
    conditions: tuple[Condition, ...]


def by_facet(connection: Connection, chosen: Chosen, states: States, facet: str | None) -> dict[Key, Counted]:
    """Count clues by a facet, or with None as one whole under the key (); what is empty has the key None."""
    if quick := _indexed(connection, chosen):
        keys = FACETS[facet] if facet else ()
        return quick.by_facet(keys, handled=states.handled, aside=states.aside, waiting=states.open)
    source = SOURCES[CLUES.source](chosen.branch_id, chosen.day)
    columns = [_facet(source, key) for key in FACETS[facet]] if facet else []
    judged = source.c.timeliness.in_(("in_time", "late", "overdue"))
    measures = (
        func.count(),
        *(
            _number(held)
            for held in (
                source.c.state.in_(states.handled),
                source.c.state.in_(states.aside),
                source.c.state.in_(states.open),
                judged,
                source.c.timeliness == "in_time",
                source.c.timeliness == "overdue",
                source.c.fed_back.is_(True),
                source.c.outcome == "case",
                source.c.outcome == "proposal",
            )
        ),
    )
    query = select(*columns, *measures).where(*holding(CLUES, source, chosen.conditions)).group_by(*columns)
    width = len(columns)
    return {tuple(row[:width]): Counted(*row[width:]) for row in connection.execute(query)}


def strokes_told(conditions: Sequence[Condition]) -> bool:
    """Say whether all that is asked for was noted of strokes, too."""
    return all(condition.field in TOLD_OF_STROKES for condition in conditions)


def strokes_by_facet(connection: Connection, chosen: Chosen, facet: str | None) -> dict[Key, Counted]:
    """Count strokes in the same way; none where a condition asks for what nobody noted of them."""
    if not strokes_told(chosen.conditions):
        return {}
    source = _strokes(chosen.branch_id)
    columns = [_facet(source, key) for key in FACETS[facet]] if facet else []
    sums = (func.coalesce(func.sum(source.c.reported), 0), func.coalesce(func.sum(source.c.handled), 0))
    query = select(*columns, *sums).where(*holding(CLUES, source, chosen.conditions)).group_by(*columns)
    width = len(columns)
    return {
        tuple(row[:width]): Counted(strokes=row[width], strokes_handled=row[width + 1])
        for row in connection.execute(query)
    }


def by_day(connection: Connection, chosen: Chosen) -> dict[str | None, int]:
    """Count clues by the day of 提报 as stored."""
    if quick := _indexed(connection, chosen):
        return quick.by_day()
    source = SOURCES[CLUES.source](chosen.branch_id, chosen.day)
    day = func.nullif(source.c.reported_on, "")
    query = select(day, func.count()).where(*holding(CLUES, source, chosen.conditions)).group_by(day)
    return {row[0]: row[1] for row in connection.execute(query)}


def deadlines(connection: Connection, chosen: Chosen) -> tuple[int, str | None]:
    """Give how many clues there are and the first of their deadlines."""
    if quick := _indexed(connection, chosen):
        return len(quick.rows), quick.first("deadline")
    source = SOURCES[CLUES.source](chosen.branch_id, chosen.day)
    query = select(func.count(), func.min(source.c.deadline)).where(*holding(CLUES, source, chosen.conditions))
    number, first = connection.execute(query).one()
    return number, first


def _indexed(connection: Connection, chosen: Chosen) -> clue_bitmaps.Chosen | None:
    return clue_bitmaps.chosen(connection, chosen.branch_id, chosen.day, chosen.conditions)


def _strokes(branch_id: str) -> Subquery:
    """Give the strokes as rows of the clue ledger, with what is told of them: the rest is not filled in."""
    nothing = literal(None, String)

    def named(by: str, name: ColumnElement[Any] = clue_stroke.c.name) -> ColumnElement[Any]:
        return case((clue_stroke.c.by == by, name))

    told = {
        "reported_on": clue_stroke.c.day,
        "category": clue_stroke.c.category,
        "reporter": named("volunteer", func.coalesce(volunteer.c.name, clue_stroke.c.name)),  # as they are called now
        "grid": named("grid"),
        "unit": named("unit"),
    }
    columns = [told.get(key, nothing).label(key) for key in ("reported_on", *TOLD_OF_STROKES, "subcategory", "state")]
    distinct = {column.name: column for column in columns}
    counted = (clue_stroke.c.reported, clue_stroke.c.handled)
    joined = clue_stroke.outerjoin(volunteer, volunteer.c.id == clue_stroke.c.volunteer_id)
    query = select(*distinct.values(), *counted).select_from(joined)
    return query.where(clue_stroke.c.branch_id == branch_id).subquery("strokes")


def _facet(source: Subquery, key: str) -> ColumnElement[Any]:
    if key == "month":
        return func.substr(source.c.reported_on, 1, len("2026-11"))
    return func.nullif(source.c[key], "")


def _number(held: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((held, 1), else_=0)), 0)
