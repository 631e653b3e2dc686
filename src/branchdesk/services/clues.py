"""Clues: entering them from a sheet or by hand, and their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from branchdesk import clock
from branchdesk.domain.tallies import HANDLED_STATES, rate_text
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import records
from branchdesk.services.intake import Values
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation
from branchdesk.store.tables import clue, volunteer
from branchdesk.words import clues as say

FIRST_STATE, CLOSED_STATE = "reported", "closed"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """One group of a tally."""

    name: str
    reported: int
    handled: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of clues with the definition they rest on; `first` is the earliest day reported, as stored."""

    reported: int
    handled: int
    rate: str
    definition: str
    first: str | None
    groups: tuple[TallyGroup, ...] = ()


class ClueIntake(records.PlainIntake):
    """How clues enter: matched by number, or by day, reporter and text where a row has none.

    A clue without a number gets the year's next; a reporter who is one volunteer's name is tied to that volunteer.
    """

    def __init__(self, connection: Connection, branch_id: str, day: date) -> None:
        """Read the clues and the volunteers there are."""
        super().__init__(connection, branch_id, clue, (_number, _facts), self._row, "number")
        self._day = day
        self._volunteers: dict[str, str | None] = {}
        for row in connection.execute(select(volunteer).where(volunteer.c.branch_id == branch_id)):
            self._volunteers[row.name] = None if row.name in self._volunteers else row.id
        self._last: dict[str, int] = {}
        for number in connection.scalars(select(clue.c.number).where(clue.c.branch_id == branch_id)):
            self._note(number)

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add clues and give their identifiers; numbers given in the sheet come before those made."""
        for values in rows:
            self._note(values.get("number") or "")
        return super().add(work, rows)

    def _row(self, values: Values) -> dict[str, Any]:
        state = values.get("state") or (CLOSED_STATE if values.get("closed_on") else FIRST_STATE)
        return {field.key: values.get(field.key) for field in CLUES.fields} | {
            "number": values.get("number") or self._next(str(values.get("reported_on") or self._day)[:4]),
            "state": state,
            "volunteer_id": self._volunteers.get(values.get("reporter") or ""),
        }

    def _note(self, number: str) -> None:
        if match := re.fullmatch(r"XS(\d{4})(\d+)", number):
            year, place = match.groups()
            self._last[year] = max(self._last.get(year, 0), int(place))

    def _next(self, year: str) -> str:
        self._last[year] = self._last.get(year, 0) + 1
        return f"XS{year}{self._last[year]:0{DIGITS}}"


def _number(values: Values) -> records.Key | None:
    return (values["number"],) if values.get("number") else None


def _facts(values: Values) -> records.Key | None:
    facts = tuple(values.get(key) for key in ("reported_on", "reporter", "text"))
    return facts if any(facts) else None


def save(store: Store, clue_id: str | None, values: Values) -> tuple[str, Changes]:
    """Add a clue or change one."""

    def way_in(connection: Connection) -> ClueIntake:
        return ClueIntake(connection, store.branch.id, clock.today())

    return records.save(store, CLUES, way_in, clue_id, values)


def remove(store: Store, *clue_ids: str) -> Changes:
    """Take clues out in one step; undo brings them back."""
    return records.remove(store, CLUES, clue, *clue_ids)


def tally(store: Store, *, since: date | None = None, until: date | None = None, by: str | None = None) -> Tally:
    """Count what was reported and handled in a period, both days included, and by one of `words.clues.BY`.

    A clue known only to its month counts from that month's first day.
    """
    first_day = func.substr(clue.c.reported_on.concat("-01-01"), 1, 10)
    wanted: list[ColumnElement[bool]] = [clue.c.branch_id == store.branch.id]
    if since:
        wanted.append(first_day >= since.isoformat())
    if until:
        wanted.append(first_day <= until.isoformat())
    handled = func.coalesce(func.sum(case((clue.c.state.in_(HANDLED_STATES), 1), else_=0)), 0)
    with store.reading() as connection:
        whole = connection.execute(select(func.count(), handled, func.min(clue.c.reported_on)).where(*wanted)).one()
        groups: tuple[TallyGroup, ...] = ()
        if by is not None:
            column = _grouping(by)
            query = select(column, func.count(), handled).where(*wanted).group_by(column)
            order = column if by == "month" else func.count().desc()
            groups = tuple(
                TallyGroup(say.month(row[0]) if by == "month" else row[0] or say.UNKNOWN, row[1], row[2])
                for row in connection.execute(query.order_by(order, column))
            )
    states = "、".join(CLUES.field("state").shown(state) for state in HANDLED_STATES)
    text = say.definition(states, since, until)
    return Tally(whole[0], whole[1], rate_text(whole[1], whole[0]), text, whole[2], groups)


def _grouping(by: str) -> ColumnElement[Any]:
    if by == "month":
        return func.substr(clue.c.reported_on, 1, 7)
    return func.nullif(clue.c["reporter" if by == "volunteer" else by], "")
