"""The records that stand in a table, read as they are asked for: one clue is entered beside a million without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from branchdesk.services.ledgers.intake import Values
from branchdesk.store.bulk import batches

Parts = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells a record from another: the `columns` that hold it, and how it is read from values.

    `of` gives the columns' values in their order, or None where there is no telling. The first of the columns is
    indexed with the branch.
    """

    columns: tuple[str, ...]
    of: Callable[[Values], Parts | None]


class Standing:
    """The records of a branch's table, found by identifier or by a key, and remembered once they were read."""

    def __init__(self, connection: Connection, branch_id: str, table: Table, keys: Sequence[RowKey]) -> None:
        """Read nothing yet."""
        self._connection, self._table, self._keys = connection, table, keys
        self._mine = select(table).where(table.c.branch_id == branch_id)
        self._records: dict[str, Values] = {}
        self._known: dict[tuple[int, Parts], str | None] = {}

    def record(self, record: str) -> Values | None:
        """Give a record as it stood when it was first asked for, or None where there is none."""
        if record not in self._records:
            self._read(self._table.c.id == record)
        return self._records.get(record)

    def find(self, number: int, parts: Parts) -> str | None:
        """Give the oldest record that a key, by its number, leads to, or None."""
        if (number, parts) not in self._known:
            self._look_up(number, [parts])
        return self._known[number, parts]

    def foresee(self, number: int, wanted: Iterable[Parts]) -> None:
        """Look up what will be asked for by a key, many at once: of those that follow each other in the index."""
        new = {parts for parts in wanted if (number, parts) not in self._known}
        filled = sorted((parts for parts in new if parts[0] is not None), key=lambda parts: str(parts[0]))
        for part in (*batches(filled), *batches([parts for parts in new if parts[0] is None])):
            self._look_up(number, part)

    def _look_up(self, number: int, wanted: Sequence[Parts]) -> None:
        key = self._keys[number]
        self._known.update(((number, parts), None) for parts in wanted)
        # Columns between the first, which is indexed, and the last are compared here: most rows are told apart by both.
        ends = {0: key.columns[0], -1: key.columns[-1]}
        self._read(*(self._one_of(column, [parts[end] for parts in wanted]) for end, column in ends.items()))

    def _one_of(self, name: str, values: Sequence[object]) -> ColumnElement[bool]:
        column = self._table.c[name]
        filled = {value for value in values if value is not None}
        if len(filled) == len(set(values)):
            return column.in_(filled)
        return or_(column.in_(filled), column.is_(None)) if filled else column.is_(None)

    def _read(self, *which: ColumnElement[bool]) -> None:
        rows = self._connection.execute(self._mine.where(*which)).mappings()
        for row in sorted(rows, key=lambda row: str(row["id"])):  # in SQL it could walk the table by its identifiers
            self._records.setdefault(row["id"], dict(row))
            self._lead_to(row["id"], row)

    def _lead_to(self, record: str, row: Any) -> None:  # noqa: ANN401 - a row as the driver gives it
        """Remember a record under those of its keys that were asked for."""
        for number, key in enumerate(self._keys):
            parts = key.of(row)
            if parts is not None and self._known.get((number, parts), "") is None:
                self._known[number, parts] = record
