"""One clue whole: its fields, who reported it, its way, its photos, and the clues it repeats or that repeat it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from branchdesk import clock
from branchdesk.domain.clue_states import OPEN, ClueState, ClueStep, StepKind, reporters
from branchdesk.domain.clue_way import imported
from branchdesk.domain.meetings import AttachedFile
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services.duties import working_days
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.intake import Values
from branchdesk.store.engine import Store
from branchdesk.store.history import row_of, rows_under
from branchdesk.store.tables import clue, clue_photo, clue_step, joint_reporter
from branchdesk.words import store as say_store

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who reported a clue; `volunteer_id` where the name is one volunteer's."""

    name: str
    volunteer_id: str | None = None


@dataclass(frozen=True, slots=True)
class OtherClue:
    """A clue that another one repeats, or that repeats it; `state` and `reported_on` are as stored."""

    id: str
    number: str
    state: str
    reported_on: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Clue:
    """Everything about one clue.

    `values` are its fields by the keys of `ledgers.clues`, as stored, with what is worked out (timeliness). Nobody is
    among `reporters` where it is anonymous or nothing is known. `steps` stand in their order; where `as_imported`,
    nobody wrote them: they are what the clue's days say. `deadline` is the day by which it is to be handled,
    `days_left` the working days until then while it is open: 0 on the last, below 0 when it is late.
    """

    id: str
    values: Values
    reporters: tuple[Reporter, ...]
    steps: tuple[ClueStep, ...]
    as_imported: bool
    photos: tuple[AttachedFile, ...]
    first: OtherClue | None
    duplicates: tuple[OtherClue, ...]
    deadline: str | None
    days_left: int | None

    @property
    def number(self) -> str:
        """Give the number that people know it by."""
        return str(self.values["number"])

    @property
    def state(self) -> ClueState:
        """Say how far it is."""
        return ClueState(self.values["state"])

    def last(self, kind: StepKind) -> ClueStep | None:
        """Give the newest step of a kind."""
        return next((step for step in reversed(self.steps) if step.kind is kind), None)


def read(store: Store, clue_id: str) -> Clue:
    """Give one clue whole; Refusal where there is none."""
    values = lists.record(store, CLUES, clue_id)
    with store.reading() as connection:
        row = row_of(connection, clue, clue_id)
        if row is None:
            raise Refusal(say_store.no_such_record(say_store.RECORD, clue_id), code="no_such_record")
        steps = way(connection, clue_id)
        firsts = _others(connection, clue.c.id == row["duplicate_of"]) if row["duplicate_of"] else ()
        return Clue(
            clue_id,
            values,
            _reporters(connection, row),
            steps or imported(row),
            not steps,
            photos(connection, clue_id),
            firsts[0] if firsts else None,
            _others(connection, clue.c.duplicate_of == clue_id),
            row["deadline"],
            _days_left(connection, store.branch.id, row),
        )


def read_several(store: Store, clue_ids: tuple[str, ...]) -> tuple[Clue, ...]:
    """Give several clues whole, in the order asked for; Refusal where one is none."""
    return tuple(read(store, clue_id) for clue_id in clue_ids)


def way(connection: Connection, clue_id: str) -> tuple[ClueStep, ...]:
    """Give the steps that were written of a clue, in their order; none of an imported one."""
    return tuple(
        ClueStep(
            StepKind(row["kind"]),
            ClueState(row["state"]),
            *(row[key] for key in ("day", "at", "who", "what", "document", "id")),
        )
        for row in rows_under(connection, clue_step, {"clue_id": clue_id})
    )


def photos(connection: Connection, clue_id: str) -> tuple[AttachedFile, ...]:
    """Give the photos kept with a clue, in their order, without their bytes."""
    rows = rows_under(connection, clue_photo, {"clue_id": clue_id})
    return tuple(AttachedFile(row["name"], row["kind"], row["size"], row["content"], row["id"]) for row in rows)


def _reporters(connection: Connection, row: dict[str, Any]) -> tuple[Reporter, ...]:
    names = reporters(row["reporter"])
    if not names:
        return ()
    joint = {one["name"]: one["volunteer_id"] for one in rows_under(connection, joint_reporter, {"clue_id": row["id"]})}
    return (Reporter(names[0], row["volunteer_id"]), *(Reporter(name, joint.get(name)) for name in names[1:]))


def _others(connection: Connection, which: ColumnElement[bool]) -> tuple[OtherClue, ...]:
    columns = (clue.c.id, clue.c.number, clue.c.state, clue.c.reported_on, clue.c.text)
    return tuple(OtherClue(*row) for row in connection.execute(select(*columns).where(which).order_by(clue.c.number)))


def _days_left(connection: Connection, branch_id: str, row: dict[str, Any]) -> int | None:
    """Count the working days until a deadline, or after it; None for a clue that nobody waits for."""
    if row["state"] not in OPEN or len(row["deadline"] or "") < len("2026-11-23"):
        return None
    today, last = clock.today(), date.fromisoformat(row["deadline"])
    calendar = working_days.calendar(connection, branch_id)
    if last >= today:
        return calendar.between(today + ONE, last).number
    return -calendar.between(last + ONE, today).number
