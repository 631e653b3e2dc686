"""Clues that one being entered may repeat: reported within some days of it, in its place or grid, in like words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from branchdesk.domain.clue_likeness import Report, likely
from branchdesk.domain.clue_states import ClueState
from branchdesk.domain.dates import PartialDate, Precision
from branchdesk.domain.meetings import Severity
from branchdesk.files.tables import RowFinding
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.clues import clue_settings
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.ledgers.planning import Outcome, Plan
from branchdesk.store.engine import Store
from branchdesk.store.history import row_of
from branchdesk.store.tables import clue
from branchdesk.words import clue_entry as say

OFFERED = 5
DOUBTED = 200  # rows of a sheet that are compared one by one
COMPARED = 2000  # the newest of those within the days: a grid of a city has no more in a month
_COLUMNS = tuple(clue.c[key] for key in ("id", "number", "reported_on", "reporter", "state", "grid", "place", "text"))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A clue on record that another may repeat: by how many per cent their words agree, and the longest that do."""

    id: str
    number: str
    reported_on: str | None
    reporter: str | None
    state: str
    grid: str | None
    place: str | None
    text: str
    percent: int
    same: str


def alike(store: Store, values: Values, but: str | None = None) -> tuple[Duplicate, ...]:
    """Give the clues that one with these values may repeat, the likeliest first.

    `values` by field key as stored: reported_on, grid, place, text. `but` is the clue itself, where it is on record.
    Clues that are duplicates themselves are left out: the first of them is meant.
    """
    with store.reading() as connection:
        return Comparing(connection, store.branch.id).alike(values, but)


def of_clue(store: Store, clue_id: str) -> tuple[Duplicate, ...]:
    """Give the clues that one on record may repeat; nothing where it is noted as a duplicate, or is not there."""
    with store.reading() as connection:
        row = row_of(connection, clue, clue_id)
        if row is None or row["state"] in _OUT:
            return ()
        return Comparing(connection, store.branch.id).alike(row, clue_id)


def doubts(connection: Connection, branch_id: str, plan: Plan) -> tuple[RowFinding, ...]:
    """Doubt the new rows of a short sheet that look like clues on record; a long one is no morning's reports."""
    fresh = [row for row in plan.rows if row.outcome is Outcome.NEW]
    if len(plan.rows) > DOUBTED:
        return ()
    comparing = Comparing(connection, branch_id)
    label = CLUES.field("text").label
    return tuple(
        RowFinding(row.number, label, "text", Severity.DOUBT, "clue_alike", say.alike(found[0].number, found[0].same))
        for row in fresh
        if (found := comparing.alike(row.values))
    )


class Comparing:
    """Compares clues with those on record, one after another; what one of a day and grid is compared with is kept."""

    def __init__(self, connection: Connection, branch_id: str) -> None:
        """Read within how many days the branch compares."""
        self._connection, self._branch_id = connection, branch_id
        self._read: dict[tuple[str, str, str, str], list[Any]] = {}
        self._days = clue_settings.kept(connection, branch_id).alike_days

    def alike(self, values: Values, but: str | None = None) -> tuple[Duplicate, ...]:
        """Give the clues that one may repeat, as `alike` does."""
        text, day = values.get("text") or "", _day(values.get("reported_on"))
        if not text or day is None:
            return ()
        new = Report(values.get("grid") or "", values.get("place") or "", text)
        days = timedelta(days=self._days)
        since, until = (day - days).isoformat(), (day + days).isoformat()
        rows = [row for row in self._rows(since, until, new) if row.id != but]
        reports = [Report(row.grid or "", row.place or "", row.text) for row in rows]
        return tuple(_told(rows[one.number], one.percent, one.same) for one in likely(new, reports, OFFERED))

    def _rows(self, since: str, until: str, new: Report) -> list[Any]:
        asked = (since, until, new.grid, new.place)
        if asked not in self._read:
            self._read[asked] = self._ask(since, until, new)
        return self._read[asked]

    def _ask(self, since: str, until: str, new: Report) -> list[Any]:
        near: list[ColumnElement[bool]] = [clue.c.grid == new.grid] if new.grid else []
        if new.place:
            near.append(clue.c.place.contains(new.place, autoescape=True))
            near.append(and_(clue.c.place != "", func.instr(new.place, clue.c.place) > 0))
        query = (
            select(*_COLUMNS)
            .where(clue.c.branch_id == self._branch_id, clue.c.reported_on.between(since, until))
            .where(clue.c.text.is_not(None), clue.c.state.not_in(_OUT), *([or_(*near)] if near else []))
            .order_by(clue.c.reported_on.desc())
            .limit(COMPARED)
        )
        return list(self._connection.execute(query))


_OUT = (ClueState.DUPLICATE.value, ClueState.PASSED_ON.value)


def _day(text: str | None) -> date | None:
    found = PartialDate.parse(text) if text else None
    return found.first_day() if found and found.precision is Precision.DAY else None


def _told(row: Any, percent: int, same: str) -> Duplicate:  # noqa: ANN401 - a row as the driver gives it
    facts = (row.id, row.number, row.reported_on, row.reporter, row.state, row.grid, row.place, row.text)
    return Duplicate(*facts, percent, same)
