"""Ledgers whose records are plain rows of one table: entering, changing, taking out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Finding, Ledger
from branchdesk.services.ledgers.intake import Match, Values, difference
from branchdesk.services.ledgers.standing import Parts, RowKey, Standing
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of
from branchdesk.words import operations as say
from branchdesk.words import store as say_store


class PlainIntake:
    """How rows enter a ledger of one table: matched by the first of its keys that a row fills in.

    `keys` tell a record from another, best first. `complete` makes a row of the table from a ledger's values.
    """

    def __init__(
        self,
        connection: Connection,
        branch_id: str,
        table: Table,
        keys: Sequence[RowKey],
        complete: Callable[[Values], dict[str, Any]],
        named_by: str,
    ) -> None:
        """Take what tells records apart; they are read as they are asked for."""
        self.branch_id, self._table, self._keys = branch_id, table, keys
        self._complete, self._named_by = complete, named_by
        self._standing = Standing(connection, branch_id, table, keys)
        self._of_sheet: dict[tuple[int, Parts], int] = {}
        self._rows: dict[str, int] = {}

    def foresee(self, rows: Iterable[Values]) -> None:
        """Read at once the records that the rows of a sheet mean."""
        wanted: dict[int, list[Parts]] = {}
        for values in rows:
            if key := self._key(values):
                wanted.setdefault(key[0], []).append(key[1])
        for number, parts in wanted.items():
            self._standing.foresee(number, parts)

    def standing(self, record: str) -> Values:
        """Give a record as it stands; Refusal where there is none."""
        if (found := self._standing.record(record)) is None:
            raise Refusal(say_store.no_such_record(say_store.RECORD, record), code="no_such_record")
        return found

    def match(self, row: int, values: Values) -> Match:
        """Say which record a row means, or that an earlier row means the same one."""
        found, earlier = self._find(values), None
        if found is not None:
            earlier = self._rows.setdefault(found, row)
        elif key := self._key(values):
            earlier = self._of_sheet.get(key)
        if earlier is not None and earlier != row:
            finding = Finding(self._named_by, Severity.ERROR, "duplicate_in_sheet", say.same_as_row(earlier))
            return Match(None, finding, earlier=earlier)
        if found is None:
            for number, key_ in enumerate(self._keys):
                if (parts := key_.of(values)) is not None:
                    self._of_sheet.setdefault((number, parts), row)
        return Match(found)

    def _key(self, values: Values) -> tuple[int, Parts] | None:
        """Give the first key that values fill in, by its number, and what it says of them."""
        for number, key in enumerate(self._keys):
            if (parts := key.of(values)) is not None:
                return number, parts
        return None

    def _find(self, values: Values) -> str | None:
        """Give the record that values mean, or None."""
        key = self._key(values)
        return self._standing.find(*key) if key else None

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
