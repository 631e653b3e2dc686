"""Erasing for good: rows lose what they said of somebody, and so does the history, while its chain still holds.

Unlike every other write it leaves no word of what was there before. What it did is an operation of its own (kind
"erase"), which keeps the rows as they are since then and an `erasure` row for each operation that lost notes.
Undo does not reach past it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, null, or_, select, update

from branchdesk.store import chain
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, row_of, seal
from branchdesk.store.tables import (
    attachment,
    blob,
    change,
    clue_facet,
    clue_index,
    clue_photo,
    clue_search,
    clue_search_char,
    clue_search_part,
    clue_snapshot,
    erasure,
    metadata,
    new_id,
    operation,
    preference,
)
from branchdesk.store.tracing import Key, Noted, Row

OF_CLUES = {"clue", "clue_step", "clue_photo", "joint_reporter"}
KEEPING_BLOBS = (attachment.c.content, clue_photo.c.content, clue_snapshot.c.records)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: rows changed or taken out, notes of history, operations that held them."""

    changes: Changes
    rows: int
    notes: int
    operations: int


def erase(
    store: Store,
    connection: Connection,
    title: str,
    rows: Mapping[Key, Row | None],
    noted: Iterable[Noted],
    titles: Mapping[str, str],
) -> Erased:
    """Write rows as they are to be, blank notes, give operations other titles, and seal what was done.

    What did not hold before does not hold after.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")  # SQLite-only; PostgreSQL: VACUUM FULL afterwards
    work = Operation(connection, store.branch.id, store.operator, title)
    noted = list(noted)
    _write(work, rows)
    known = {(name, row_id) for name, row_id, *_ in work.notes}
    for name, row_id in sorted({one.key for one in noted} - known):
        row = row_of(connection, metadata.tables[name], row_id) if name in metadata.tables else None
        if row is not None:
            work.notes.append((name, row_id, chain.NOTHING_KEPT, chain.written(row)))
    touched = sorted({one.operation for one in noted} | titles.keys())
    _forget(work, touched, [one.number for one in noted], titles)
    if any(name in OF_CLUES for name, *_ in work.notes):
        _drop_indexes(connection)
    seal(work, kind="erase", verb="erase")
    changes = Changes(work.id, title, frozenset(name for name, *_ in work.notes))
    return Erased(changes, len(rows), len(noted), len(touched))


def _write(work: Operation, rows: Mapping[Key, Row | None]) -> None:
    """Write rows without a word of what they were; what goes goes first where it refers to others."""
    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    for (name, row_id), row in sorted(rows.items(), key=lambda item: -order[item[0][0]]):
        table = metadata.tables[name]
        this = table.c.id == row_id
        work.connection.execute(delete(table).where(this) if row is None else update(table).where(this).values(**row))
        if table is not preference:  # which has no history
            work.notes.append((name, row_id, chain.NOTHING_KEPT, chain.written(row)))


def _forget(work: Operation, touched: Collection[str], numbers: list[int], titles: Mapping[str, str]) -> None:
    """Blank notes and titles of operations, and say what is left of each."""
    connection, newest = work.connection, chain.erasures(work.connection)
    query = select(operation).order_by(operation.c.sequence)
    rows = [row for part in batches(list(touched)) for row in connection.execute(query.where(operation.c.id.in_(part)))]
    held = {row.id: chain.holds(connection, row, newest.get(row.id)) for row in rows}
    for some in batches(numbers):
        connection.execute(update(change).where(change.c.number.in_(some)).values(before=null(), after=null()))
    for row in rows:
        salt = secrets.token_bytes(16)
        payload = chain.payload_hash(salt, chain.notes_of(connection, row.id))
        fresh = {"salt": salt, "payload_hash": payload, "title": titles.get(row.id, row.title)}
        connection.execute(update(operation).where(operation.c.id == row.id).values(**fresh))
        now = connection.execute(select(operation).where(operation.c.id == row.id)).one()
        left = {
            "id": new_id(),
            "branch_id": work.branch_id,
            "operation_id": row.id,
            "notes": chain.blanks(connection, row.id),
            "rest_hash": chain.rest_hash(now, payload) if held[row.id] else "",
        }
        connection.execute(insert(erasure).values(left))
        work.notes.append((erasure.name, left["id"], None, chain.written(left)))


def _drop_indexes(connection: Connection) -> None:
    """Let go of the indexes of clues, in which texts and names stand in pieces: they are made anew."""
    for table in (clue_index, clue_facet, clue_search, clue_search_part, clue_search_char):
        connection.execute(delete(table))


def drop_blobs(connection: Connection, digests: Iterable[str]) -> None:
    """Take out the bytes of files that no row and no note names any more."""
    for digest in set(digests):
        if any(connection.scalar(select(column).where(column == digest).limit(1)) for column in KEEPING_BLOBS):
            continue
        told = or_(*(func.instr(column, digest) > 0 for column in (change.c.before, change.c.after)))
        if connection.scalar(select(change.c.number).where(told).limit(1)) is None:
            connection.execute(delete(blob).where(blob.c.id == digest))
