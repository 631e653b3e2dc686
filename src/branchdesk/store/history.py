"""Every write goes through an `Operation`, which leaves each row's before and after in the same transaction.

Undo, redo and the audit trail are read from the same rows. Operations form a chain of hashes (`chain`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, func, insert, select, update

from branchdesk import clock
from branchdesk.errors import Refusal
from branchdesk.store import chain
from branchdesk.store.bulk import batches, insert_columns, insert_rows
from branchdesk.store.engine import Store
from branchdesk.store.tables import change, metadata, new_id, new_ids, operation
from branchdesk.store.tables.base import DERIVED, GIVEN
from branchdesk.words import store as say

Values = Mapping[str, Any]
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a verb changed: the operation, its title, the tables touched. All empty where nothing was."""

    operation: str | None = None
    title: str = ""
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return self.operation is not None


@dataclass(frozen=True, slots=True)
class Step:
    """One operation as the history list shows it. `undone` is true while it is taken back.

    `step` names the operations that are taken back together: the saves of one sitting at a form.
    """

    id: str
    step: str
    sequence: int
    kind: str
    verb: str
    title: str
    operator: str
    at: str
    undone: bool


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Operation:
    """One verb's writes, inside its transaction. Rows are plain dictionaries of column values.

    `noting` is off only while a file is begun: what was there from the start cannot be taken back. `step` is the
    operation that this one continues, or its own. `report` is told (done, total) while many rows are written; what it
    raises ends the operation, and nothing is kept.
    """

    connection: Connection
    branch_id: str
    operator: str
    title: str
    id: str = field(default_factory=new_id)
    step: str = ""
    noting: bool = True
    report: Report = _untold
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    notes: list[chain.Note] = field(default_factory=list)

    def insert(self, table: Table, values: Values) -> str:
        """Add one row and give its identifier, which is made where the values have none."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Values]) -> list[str]:
        """Add rows and give their identifiers."""
        ids: list[str] = []
        name = str(table.name)  # a string of SQLAlchemy's own sort costs the driver far more
        empty = {column.name: _default(column) for column in table.c}
        for part in batches(rows):
            fresh = iter(new_ids(len(part)))
            full = [_complete(table, empty, row, fresh) for row in part]
            for column in _given(table):
                highest = self.connection.scalar(select(func.max(table.c[column]))) or 0
                for place, row in enumerate(full, 1):
                    row[column] = highest + place
            insert_rows(self.connection, table, full)
            for row in full:
                self._note(name, row["id"], None, row)
                ids.append(row["id"])
        return ids

    def update(self, table: Table, row_id: str, values: Values) -> bool:
        """Set columns of one row and say whether that changed anything; KeyError where there is no such row."""
        before = row_of(self.connection, table, row_id)
        if before is None:
            raise KeyError(row_id)
        values = {key: value for key, value in values.items() if key not in _given(table)}
        after = before | values
        if after == before:
            return False
        self.connection.execute(update(table).where(table.c.id == row_id).values(**values))
        self._note(str(table.name), row_id, before, after)
        return True

    def delete(self, table: Table, row_id: str) -> None:
        """Take one row out; KeyError where there is none."""
        before = row_of(self.connection, table, row_id)
        if before is None:
            raise KeyError(row_id)
        self.connection.execute(delete(table).where(table.c.id == row_id))
        self._note(str(table.name), row_id, before, None)

    def replace(self, table: Table, parent: Values, rows: Sequence[Values]) -> list[str]:
        """Make the rows under one parent be these, in this order, and give their identifiers.

        A row with an `id` that stands there is that row; one without takes the next standing row's place, so that
        typing in the middle of a record changes few rows. The table has a `position` column, which is set from 0.
        """
        wanted = [dict(row) | dict(parent) | {"position": position} for position, row in enumerate(rows)]
        standing = {row["id"]: row for row in rows_under(self.connection, table, parent)}
        named = {row["id"] for row in wanted if row.get("id") in standing}
        spare = [row_id for row_id in standing if row_id not in named]
        for row in wanted:
            if row.get("id") not in standing:
                row["id"] = spare.pop(0) if spare else new_id()
        for row_id in spare:
            self.delete(table, row_id)
        for row in wanted:
            if row["id"] in standing:
                self.update(table, row["id"], row)
            else:
                self.insert(table, row)
        return [row["id"] for row in wanted]

    def _note(self, table: str, row_id: str, before: Values | None, after: Values | None) -> None:
        if self.noting:
            self.notes.append((table, row_id, chain.written(before), chain.written(after)))

    def changes(self) -> Changes:
        """Say what was changed so far."""
        if not self.notes:
            return Changes()
        return Changes(self.id, self.title, frozenset(note[0] for note in self.notes))


@contextmanager
def operate(store: Store, verb: str, title: str, *, continues: str | None = None) -> Iterator[Operation]:
    """Open one transaction for one verb; at its end the operation is written, or nothing where nothing changed.

    The title is what 撤销 will name; it may be set again before the end. An operation that `continues` the newest one
    is taken back together with it, under the title it began with: a form that saves itself while it is filled in is
    one step.
    """
    with store.transaction() as connection:
        work = Operation(connection, store.branch.id, store.operator, title)
        if continues is not None and (standing := _continued(connection, continues)):
            work.step, work.title = standing.step, standing.title
        yield work
        if work.notes:
            seal(work, kind="do", verb=verb, reverses=None)


@contextmanager
def beginning(store: Store, title: str) -> Iterator[Operation]:
    """Write the operation that a file begins with, and what is there from the start; it cannot be taken back."""
    with store.transaction() as connection:
        work = Operation(connection, store.branch.id, store.operator, title, noting=False)
        yield work
        seal(work, kind="start", verb="start", reverses=None)


def event(store: Store, verb: str, title: str) -> Changes:
    """Write down something that happened to the file and changed no record; it is no step that could be taken back."""
    with store.transaction() as connection:
        work = Operation(connection, store.branch.id, store.operator, title)
        seal(work, kind="event", verb=verb, reverses=None)
    return Changes(work.id, title)


def undo(store: Store) -> Changes:
    """Take back the newest step that stands; Refusal where there is none."""
    return _reverse(store, "undo")


def redo(store: Store) -> Changes:
    """Do again the step taken back last, as long as nothing else was done since; Refusal where there is none."""
    return _reverse(store, "redo")


def _continued(connection: Connection, operation_id: str) -> Row[Any] | None:
    """Give the newest operation, if that is the one named and it still stands."""
    newest = connection.execute(select(operation).order_by(operation.c.sequence.desc()).limit(1)).first()
    return newest if newest is not None and newest.id == operation_id and newest.kind == "do" else None


def _reverse(store: Store, kind: str) -> Changes:
    with store.transaction() as connection:
        target = next_undo(connection) if kind == "undo" else next_redo(connection)
        if target is None:
            raise Refusal(say.nothing_to_undo() if kind == "undo" else say.nothing_to_redo(), code=f"nothing_to_{kind}")
        if chain.is_erased(connection, target.step):
            raise Refusal(say.erased_since(target.title), code="erased")
        title = say.undo_title(target.title) if kind == "undo" else say.redo_title(target.title)
        work = Operation(connection, store.branch.id, store.operator, title)
        notes = connection.execute(
            select(change)
            .join(operation)
            .where(operation.c.step == target.step, operation.c.kind == "do")
            .order_by(change.c.number),
        ).all()
        for note in reversed(notes) if kind == "undo" else notes:
            before, after = (note.after, note.before) if kind == "undo" else (note.before, note.after)
            _turn(work, note.table_name, note.row_id, before, after, target.title)
        seal(work, kind=kind, verb=kind, reverses=target.step)
        return work.changes()


def _turn(work: Operation, name: str, row_id: str, now: Values | None, then: Values | None, title: str) -> None:
    """Turn one row from what it must be now into what it shall be; Refusal where it is something else."""
    table = metadata.tables[name]
    if _told(table, row_of(work.connection, table, row_id)) != _told(table, now):
        raise Refusal(say.changed_since(title), code="changed_since")
    if then is None:
        work.delete(table, row_id)
    elif now is None:
        work.insert(table, then)
    else:
        work.update(table, row_id, then)


def _told(table: Table, row: Values | None) -> Values | None:
    """Give what history tells of a row: every column of today's schema, but none that is worked out from others.

    A note older than a column has none of it, and the step that added the column left it empty.
    """
    if row is None:
        return None
    return {column.name: row.get(column.name) for column in table.c if not column.info.get(DERIVED)}


_turn_of = operation.alias("turn")
_last_turn = (
    select(_turn_of.c.kind)
    .where(_turn_of.c.reverses == operation.c.step)
    .order_by(_turn_of.c.sequence.desc())
    .limit(1)
    .correlate(operation)
    .scalar_subquery()
)
# What may be asked of `operation`: whether its step stands, and whether it is taken back.
STANDS = and_(operation.c.kind == "do", func.coalesce(_last_turn, "") != "undo")
UNDONE = and_(operation.c.kind == "do", func.coalesce(_last_turn, "") == "undo")
STEP_COLUMNS = (
    *(operation.c[key] for key in ("id", "step", "sequence", "kind", "verb", "title", "operator", "at")),
    UNDONE.label("undone"),
)
_newest_first = operation.c.sequence.desc()


def steps(connection: Connection, limit: int | None = None) -> list[Step]:
    """Give the operations, newest first."""
    query = select(*STEP_COLUMNS).order_by(_newest_first).limit(limit)
    return [step_of(row) for row in connection.execute(query)]


def next_undo(connection: Connection) -> Step | None:
    """Give the step that undo would take back."""
    row = connection.execute(select(*STEP_COLUMNS).where(STANDS).order_by(_newest_first).limit(1)).first()
    return None if row is None else step_of(row)


def next_redo(connection: Connection) -> Step | None:
    """Give the step that redo would do again: taken back last, and nothing was done since."""
    last_done = (
        connection.scalar(select(func.max(operation.c.sequence)).where(operation.c.kind.in_(("do", "erase")))) or 0
    )
    query = (
        select(operation.c.reverses)
        .where(and_(operation.c.kind == "undo", operation.c.sequence > last_done))
        .order_by(_newest_first)
    )
    for target in connection.scalars(query):
        of_step = select(*STEP_COLUMNS).where(operation.c.step == target).order_by(_newest_first).limit(1)
        step = step_of(connection.execute(of_step).one())
        if step.undone:
            return step
    return None


def step_of(row: Any) -> Step:  # noqa: ANN401 - a row with more columns has another type
    """Read a step from a row that has `STEP_COLUMNS`."""
    undone = bool(row.undone)
    return Step(row.id, row.step, row.sequence, row.kind, row.verb, row.title, row.operator, row.at, undone)


def seal(work: Operation, *, kind: str, verb: str, reverses: str | None = None) -> None:
    """Write an operation into the chain, with its notes; its rows are written already."""
    connection = work.connection
    last = connection.execute(
        select(operation.c.sequence, operation.c.hash).order_by(operation.c.sequence.desc()).limit(1),
    ).first()
    previous = last.hash if last else ""
    sequence = last.sequence + 1 if last else 1
    step = work.step or work.id
    at, operator = clock.stamp(), work.operator
    payload = chain.payload_hash(work.salt, work.notes)
    connection.execute(
        insert(operation).values(
            id=work.id,
            branch_id=work.branch_id,
            sequence=sequence,
            kind=kind,
            step=step,
            reverses=reverses,
            verb=verb,
            title=work.title,
            operator=operator,
            at=at,
            salt=work.salt,
            payload_hash=payload,
            previous_hash=previous,
            hash=chain.link_hash(previous, work.id, kind, step, reverses, verb, work.title, operator, at, payload),
        ),
    )
    chain.note_end(connection, work.branch_id, sequence)
    _write_notes(work)


def _write_notes(work: Operation) -> None:
    names = [column.name for column in change.c if column is not change.c.number]
    written = 0
    for part in batches(work.notes):
        columns = ((work.id,) * len(part), *zip(*part, strict=True))
        insert_columns(work.connection, change, dict(zip(names, columns, strict=True)))
        written += len(part)
        work.report(written, len(work.notes))


def _complete(table: Table, empty: Values, row: Values, fresh: Iterator[str]) -> dict[str, Any]:
    """Give every column its value, so that history holds whole rows.

    `empty` is what stands where nothing is said, `fresh` are the identifiers of rows that bring none.
    """
    full = {**empty, **row}
    if len(full) > len(empty):
        raise KeyError(f"{table.name} has no {sorted(set(full) - set(empty))}")
    if full["id"] is None:
        full["id"] = next(fresh)
    return full


@lru_cache(maxsize=128)
def _given(table: Table) -> frozenset[str]:
    """Name the columns whose number a row gets as it is added; one that comes back gets another."""
    return frozenset(column.name for column in table.c if column.info.get(GIVEN))


def _default(column: Any) -> Any:  # noqa: ANN401 - a column's default is of its own type
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def row_of(connection: Connection, table: Table, row_id: str) -> dict[str, Any] | None:
    """Give one row as a dictionary of its columns, or None."""
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return None if row is None else dict(row)


def rows_under(connection: Connection, table: Table, parent: Values) -> list[dict[str, Any]]:
    """Give the rows under one parent, by position."""
    mine = [table.c[column] == value for column, value in parent.items()]
    rows = connection.execute(select(table).where(*mine).order_by(table.c.position)).mappings()
    return [dict(row) for row in rows]
