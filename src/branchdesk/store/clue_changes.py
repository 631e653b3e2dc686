"""Which clues changed since an operation: what an index of clues must look at anew to be true again.

A clue is known to an index by its serial. One that was taken out and came back has another, so that a serial never
means two clues: whoever forgets `gone` and reads `ids` knows all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from branchdesk.store.tables import change, clue, operation


@dataclass(frozen=True, slots=True)
class Changed:
    """What happened since: the identifiers concerned, each with its number before, and every serial these had.

    The number is None where the clue was not there before. Not every identifier is still there.
    """

    numbers: Mapping[str, str | None]
    gone: frozenset[int]

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the identifiers."""
        return tuple(self.numbers)


def newest(connection: Connection) -> int:
    """Give the sequence number of the newest operation, 0 where there is none."""
    return connection.scalar(select(func.max(operation.c.sequence))) or 0


def changed_since(connection: Connection, sequence: int, most: int) -> Changed | None:
    """Give the clues that operations after `sequence` touched; None where these noted more than `most` of them."""
    later = select(operation.c.id).where(operation.c.sequence > sequence)
    before = change.c.before
    query = (
        select(change.c.row_id, before["number"].as_string(), before["serial"].as_integer())
        .where(change.c.operation_id.in_(later), change.c.table_name == clue.name)
        .order_by(change.c.number)
        .limit(most + 1)
    )
    numbers: dict[str, str | None] = {}
    gone: set[int] = set()
    for count, (row_id, number, serial) in enumerate(connection.execute(query)):
        if count == most:
            return None
        numbers.setdefault(row_id, number)
        if serial is not None:
            gone.add(serial)
    return Changed(numbers, frozenset(gone))
