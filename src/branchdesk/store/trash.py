"""What was taken out and is not there: read from the history, and what must come back together.

A record is in the trash while the newest of its steps that stand is a removal: an adding that was taken back leaves
nothing there, a restoring that was taken back leaves what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, null, or_, select

from branchdesk.store.history import STANDS, STEP_COLUMNS, Operation, Step, row_of, step_of
from branchdesk.store.past import NEEDED, Note, Values
from branchdesk.store.study import BY_HAND
from branchdesk.store.tables import change, metadata, operation, study_document


@dataclass(frozen=True, slots=True)
class Gone:
    """A record as it was taken out, and the step that took it."""

    row_id: str
    row: Values
    step: Step


@dataclass(frozen=True, slots=True)
class Sought:
    """A text, the columns in which it is looked for, and the stored values (column, value) that it names besides."""

    text: str
    columns: tuple[str, ...]
    meant: tuple[tuple[str, str], ...]


def gone(
    connection: Connection,
    table: Table,
    branch_id: str,
    *,
    sought: Sought | None = None,
    ids: Sequence[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[list[Gone], int]:
    """Give a page of what was taken out of a root table, the newest first, and how many there are in all.

    Initials are searched too. `ids` asks for these records alone.
    """
    removal = _removals(table, branch_id)
    if ids is not None:
        removal = removal.where(change.c.row_id.in_(ids))
    if sought is not None:
        removal = select(change.c.number).where(change.c.number.in_(removal), _says(table, sought))
    numbers = sorted(connection.scalars(removal), reverse=True)
    wanted = numbers[offset:] if limit is None else numbers[offset : offset + limit]
    query = select(*STEP_COLUMNS, change.c.row_id, change.c.before).select_from(change).join(operation)
    rows = connection.execute(query.where(change.c.number.in_(wanted)).order_by(change.c.number.desc()))
    return [Gone(row.row_id, row.before, step_of(row)) for row in rows], len(numbers)


def _removals(table: Table, branch_id: str) -> Select[Any]:
    """Give the number of the last removal of each record that is not there.

    A document that went with the last meeting that studied it was taken out by nobody, and comes back with the meeting.
    """
    there = select(table.c.id).where(table.c.id == change.c.row_id).exists()
    return (
        select(func.max(change.c.number))
        .join(operation)
        .where(
            change.c.table_name == table.name,
            change.c.after.is_(null()),
            change.c.before.is_not(null()),  # else it was erased for good
            operation.c.branch_id == branch_id,
            STANDS,
            ~there,
            *([operation.c.verb.endswith(BY_HAND, autoescape=True)] if table is study_document else []),
        )
        .group_by(change.c.row_id)
    )


def _says(table: Table, sought: Sought) -> ColumnElement[bool]:
    found = [change.c.before[key].as_string().contains(sought.text, autoescape=True) for key in sought.columns]
    found += [change.c.before[key].as_string() == value for key, value in sought.meant]
    if sought.text.isascii() and "initials" in table.c:
        found.append(change.c.before["initials"].as_string().startswith(sought.text.lower(), autoescape=True))
    return or_(*found)


def taken_together(connection: Connection, table: Table, step: Step, row_id: str) -> list[Note]:
    """Give a removed record and all rows that its removal took out with it, each as it was.

    A row belongs to it where it cannot do without the record, or without a row that belongs to it.
    """
    query = (
        select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .where(change.c.operation_id == step.id, change.c.after.is_(null()))
        .order_by(change.c.number)
    )
    removed = [Note(*row) for row in connection.execute(query)]
    keys = {(table.name, row_id)}
    while True:
        more = {(note.table, note.row_id) for note in removed if _hangs_on(note, keys)} - keys
        if not more:
            return [note for note in removed if (note.table, note.row_id) in keys]
        keys |= more


def _hangs_on(note: Note, keys: set[tuple[str, str]]) -> bool:
    return any((parent, note.values[column]) in keys for column, parent in NEEDED.get(note.table, ()))


def references(table: Table) -> list[tuple[str, Table, bool]]:
    """Give a table's references to other records: column, table, and whether a row can do without."""
    return [
        (column.name, reference.column.table, bool(column.nullable))
        for column in table.c
        for reference in column.foreign_keys
        if reference.column.table.name != "branch"
    ]


def put_back(work: Operation, notes: Iterable[Note]) -> None:
    """Write removed rows again, those first to which others refer."""
    by_table: dict[str, list[Values]] = {}
    for note in notes:
        by_table.setdefault(note.table, []).append(note.values)
    for table in metadata.sorted_tables:
        if table.name in by_table:
            work.insert_many(table, by_table[table.name])


def is_there(connection: Connection, table: Table, row_id: str) -> bool:
    """Say whether a row stands in its table."""
    return row_of(connection, table, row_id) is not None
