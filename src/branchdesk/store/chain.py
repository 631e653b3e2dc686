"""The chain of hashes over the operations: how a link is made, and whether all of them hold.

An operation enters by its facts and by a salted hash of its notes. Where something of it was erased for good, its salt
and that hash are others since, so that nobody can try out which name would give the old ones; its own hash stays, the
next link names it. What then holds it is the erasure's `rest_hash`, which the operation that erased keeps in turn.

How long the chain is also stands outside it, so that its newest links cannot be cut off unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Connection, Row, Text, func, insert, select, type_coerce, update

from branchdesk.store.tables import change, erasure, new_id, operation, preference

Note = tuple[str, str, str | None, str | None]  # table, row, before and after as JSON: nothing Python has to look into
Report = Callable[[int, int], None]

END = "chain_end"  # among the preferences, which have no history
NOTHING_KEPT = "{}"  # stands for the row before an erasure touched it: there was one, and no more is said
TOLD_EVERY = 20_000  # notes between two reports
FACTS = ("id", "kind", "step", "reverses", "verb", "title", "operator", "at")
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def written(row: Mapping[str, Any] | None) -> str | None:
    """Write a row as history keeps and hashes it."""
    return None if row is None else _ENCODER.encode(row)


def payload_hash(salt: bytes, notes: Iterable[Note]) -> str:
    """Hash each note's JSON as a list of its four parts, which is put together from what is there already."""
    digest = hashlib.sha256(salt)
    for name, row_id, before, after in notes:
        names = f"{encode_basestring(name)}, {encode_basestring(row_id)}"
        digest.update(f"[{names}, {before or 'null'}, {after or 'null'}]".encode())
    return digest.hexdigest()


def link_hash(*parts: str | None) -> str:
    """Hash the parts of a link."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def facts_of(row: Any) -> tuple[str | None, ...]:  # noqa: ANN401 - a row of `operation`, with whatever beside
    """Give the facts of an operation that its hash is made of, besides its payload."""
    return tuple(getattr(row, fact) for fact in FACTS)


def rest_hash(row: Any, payload: str) -> str:  # noqa: ANN401 - a row of `operation`, with whatever beside
    """Hash what is left of an operation once something of it was erased, the hash it was linked by included."""
    return link_hash(row.hash, row.previous_hash, *facts_of(row), payload)


def notes_of(connection: Connection, operation_id: str) -> Iterator[Note]:
    """Walk the notes of an operation as they are written."""
    before, after = type_coerce(change.c.before, Text), type_coerce(change.c.after, Text)
    query = select(change.c.table_name, change.c.row_id, before, after).where(change.c.operation_id == operation_id)
    yield from (tuple(row) for row in connection.execute(query.order_by(change.c.number)))


def payload_of(connection: Connection, row: Any) -> str:  # noqa: ANN401 - a row of `operation`, with whatever beside
    """Hash the notes of an operation as they are; schemas before the third wrote their JSON in another way."""
    found = payload_hash(row.salt, notes_of(connection, row.id))
    if found == row.payload_hash:
        return found
    again = ((name, row_id, _anew(was), _anew(now)) for name, row_id, was, now in notes_of(connection, row.id))
    return payload_hash(row.salt, again)


def _anew(text: str | None) -> str | None:
    try:
        return None if text is None else written(json.loads(text))
    except ValueError:
        return text  # it was written over, and is hashed as it is


def holds(connection: Connection, row: Any, erased: Row[Any] | None) -> bool:  # noqa: ANN401 - as above
    """Say whether an operation is what its hashes say; `erased` is its newest erasure, None where it has none."""
    payload = payload_of(connection, row)
    if row.payload_hash != payload:
        return False
    blank = blanks(connection, row.id)
    if erased is None:
        return not blank and bool(row.hash == link_hash(row.previous_hash, *facts_of(row), payload))
    return bool((erased.notes, erased.rest_hash) == (blank, rest_hash(row, payload)))


def blanks(connection: Connection, operation_id: str) -> int:
    """Count the notes of an operation that were erased."""
    blank = (change.c.operation_id == operation_id, change.c.before.is_(None), change.c.after.is_(None))
    return connection.scalar(select(func.count()).select_from(change).where(*blank)) or 0


def erasures(connection: Connection) -> dict[str, Row[Any]]:
    """Give the newest erasure of each operation that has one."""
    return {row.operation_id: row for row in connection.execute(select(erasure).order_by(erasure.c.id))}


def is_erased(connection: Connection, step: str) -> bool:
    """Say whether notes of a step were erased, so that it cannot be taken back."""
    query = select(erasure.c.id).join(operation).where(operation.c.step == step, erasure.c.notes > 0)
    return connection.scalar(query.limit(1)) is not None


def broken_links(connection: Connection, report: Report | None = None) -> list[int]:
    """Give the sequence numbers of operations whose place in the chain or whose changes do not hold.

    `report` is told (done, total) in notes, and may end it by raising.
    """
    counted = select(change.c.operation_id, func.count()).group_by(change.c.operation_id)
    sizes: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)} if report else {}
    total, done, told = sum(sizes.values()), 0, 0
    newest = erasures(connection)
    broken, previous, last, places = [], "", 0, {}
    for number, row in enumerate(connection.execute(select(operation).order_by(operation.c.sequence)), start=1):
        linked = (row.sequence, row.previous_hash) == (number, previous)
        if not linked or not holds(connection, row, newest.get(row.id)):
            broken.append(row.sequence)
        previous, last, places[row.id] = row.hash, row.sequence, row.sequence
        done += sizes.get(row.id, 0)
        if report and done - told >= TOLD_EVERY:
            report(done, total)
            told = done
    broken += [places.get(one, 0) for one in _unfounded(connection, set(broken))]
    if (end := noted_end(connection)) and end != last:
        broken.append(end)
    return sorted(set(broken))


def _unfounded(connection: Connection, broken: set[int]) -> Iterator[str]:
    """Give the operations whose erasures are not those that the operations of erasing which hold have noted."""
    rows = {row["id"]: row for row in connection.execute(select(erasure)).mappings()}
    query = (
        select(change.c.row_id, change.c.after, operation.c.sequence)
        .join(operation)
        .where(change.c.table_name == erasure.name, operation.c.kind == "erase")
    )
    noted = {row_id: after for row_id, after, sequence in connection.execute(query) if after and sequence not in broken}
    for row_id in rows.keys() | noted.keys():
        row, after = rows.get(row_id), noted.get(row_id)
        if row is None or after is None or dict(row) != after:
            yield str((row or after or {}).get("operation_id"))


def note_end(connection: Connection, branch_id: str, sequence: int) -> None:
    """Note outside the chain which operation is its last."""
    kept = connection.execute(update(preference).where(preference.c.key == END).values(value=sequence))
    if not kept.rowcount:
        row = {"id": new_id(), "branch_id": branch_id, "key": END, "value": sequence}
        connection.execute(insert(preference).values(row))


def noted_end(connection: Connection) -> int:
    """Give the number of the last operation as noted; 0 in a file that was written before this was noted."""
    return int(connection.scalar(select(preference.c.value).where(preference.c.key == END)) or 0)
