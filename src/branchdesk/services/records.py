"""Ledgers whose records are plain rows of one table: entering, changing, taking out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Finding, Ledger
from branchdesk.services.intake import Match, Values, difference
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.words import operations as say
from branchdesk.words import store as say_store

Key = tuple[object, ...]


class PlainIntake:
    """How rows enter a ledger of one table: matched by the first of its keys that a row fills in.

    `keys` give the values that tell a record from another, best first, or None where a row lacks them. `complete` makes
    a row of the table from a ledger's values.
    """

    def __init__(
        self,
        connection: Connection,
        branch_id: str,
        table: Table,
        keys: Sequence[Callable[[Values], Key | None]],
        complete: Callable[[Values], dict[str, Any]],
        named_by: str,
    ) -> None:
        """Read what stands in the table."""
        rows = connection.execute(select(table).where(table.c.branch_id == branch_id)).mappings()
        self.branch_id, self._table, self._keys = branch_id, table, keys
        self._complete, self._named_by = complete, named_by
        self._standing: dict[str, Values] = {row["id"]: dict(row) for row in rows}
        self._index: dict[tuple[int, Key], str] = {}
        self._rows: dict[str, int] = {}
        for record, values in self._standing.items():
            self._remember(record, values)

    def _remember(self, record: str, values: Values) -> None:
        for number, key in enumerate(self._keys):
            if (parts := key(values)) is not None:
                self._index.setdefault((number, parts), record)

    def standing(self, record: str) -> Values:
        """Give a record as it stands; Refusal where there is none."""
        if record not in self._standing:
            raise Refusal(say_store.no_such_record(say_store.RECORD, record), code="no_such_record")
        return self._standing[record]

    def match(self, row: int, values: Values) -> Match:
        """Say which record a row means, or that an earlier row means the same one."""
        found = self._find(values)
        if found is None:
            record = f"row {row}"
            self._rows[record] = row
            self._standing[record] = values
            self._remember(record, values)
            return Match()
        earlier = self._rows.setdefault(found, row)
        if earlier != row:
            finding = Finding(self._named_by, Severity.ERROR, "duplicate_in_sheet", say.same_as_row(earlier))
            return Match(None, finding, earlier=earlier)
        return Match(found)

    def _find(self, values: Values) -> str | None:
        for number, key in enumerate(self._keys):
            if (parts := key(values)) is not None:
                return self._index.get((number, parts))
        return None

    def add(self, work: Operation, rows: Sequence[Values]) -> list[str]:
        """Add records and give their identifiers."""
        ids: list[str] = []
        for part in batches(rows):
            complete = [self._complete(values) | {"branch_id": self.branch_id} for values in part]
            ids += work.insert_many(self._table, complete)
            work.report(len(ids), len(rows))
        return ids

    def written(self, work: Operation, record: str) -> Values:
        """Give a record as it was just written."""
        return row_of(work.connection, self._table, record) or {}

    def change(self, work: Operation, record: str, values: Values) -> None:
        """Change fields of one record."""
        changed = self._complete({**self.standing(record), **values})
        work.update(self._table, record, changed)


def save(
    store: Store,
    ledger: Ledger,
    way_in: Callable[[Connection], PlainIntake],
    record: str | None,
    values: Values,
) -> tuple[str, Changes]:
    """Add a record, or change the one named; gives its identifier and the changes.

    `values` by field key as stored, None to empty a field. Refusal where there is no such record.
    """
    with operate(store, f"save_{ledger.key}", "") as work:
        intake = way_in(work.connection)
        if record is None:
            filled = {key: value for key, value in values.items() if value is not None}
            record = intake.add(work, [filled])[0]
            work.title = say.added(ledger.label, _name(ledger, intake.written(work, record)))
        else:
            standing = intake.standing(record)
            work.title = say.changed(ledger.label, _name(ledger, {**standing, **values}))
            intake.change(work, record, {change.field: change.new for change in difference(standing, values)})
    return record, work.changes()


def remove(store: Store, ledger: Ledger, table: Table, *records: str) -> Changes:
    """Take records out in one step; undo brings them back. Refusal where one is none, or where others refer to it."""
    with operate(store, f"remove_{ledger.key}", "") as work:
        names = []
        for record in records:
            standing = row_of(work.connection, table, record)
            if standing is None:
                raise Refusal(say_store.no_such_record(say_store.RECORD, record), code="no_such_record")
            names.append(_name(ledger, standing))
            work.delete(table, record)
        work.title = removal_title(ledger, names)
    return work.changes()


def removal_title(ledger: Ledger, names: Sequence[str]) -> str:
    """Name the operation that takes the records of these names out."""
    if len(names) == 1:
        return say.removed(ledger.label, names[0])
    return say.removed_together(ledger.label, names[0], len(names), ledger.one)


def _name(ledger: Ledger, values: Values) -> str:
    return str(values.get(ledger.search[0]) or "")
