"""Any ledger as rows: only the columns asked for, filtered, searched, sorted, page by page.

A ledger of many records may have an index in memory's reach (`INDEXES`): what that can tell is asked there. It gives
the same rows; without it, or for what it cannot tell, the tables are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Subquery, func, select

from branchdesk.ledgers.spec import FieldKind, Ledger
from branchdesk.store.indexed import Indexed, indexed
from branchdesk.store.querying import (
    Condition,
    Query,
    Sort,
    Test,
    by_choice,
    column_of,
    filtered,
    holding,
    ordered,
)
from branchdesk.store.sources import SOURCES

__all__ = [
    "Condition",
    "Page",
    "Query",
    "Sort",
    "Test",
    "Totals",
    "counts",
    "every",
    "has_key",
    "holding",
    "page",
    "totals",
]

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, each (identifier, values in the order of `columns`), and how many there are in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands below a list: how many rows, the sum of each amount, how often each value of a choice or flag."""

    rows: int
    sums: dict[str, int]
    counts: dict[str, tuple[tuple[Any, int], ...]]


def page(
    connection: Connection,
    ledger: Ledger,
    columns: tuple[str, ...],
    query: Query,
    *,
    branch_id: str,
    day: date,
) -> Page:
    """Give one page of a ledger; Refusal for a field it does not have."""
    if (index := indexed(connection, ledger, branch_id, day)) and (found := index.page(query)) is not None:
        return Page(columns, _known(connection, ledger, columns, index, found.serials), found.total)
    source = SOURCES[ledger.source](branch_id, day)
    if query.limit is None and not query.offset:
        rows = _rows(connection, ledger, source, columns, query, None)
        return Page(columns, rows, len(rows))
    # Which rows first: what they show may be dear, and is then worked out for these alone.
    which = filtered(select(source.c.id), ledger, source, query).order_by(*ordered(ledger, source, query))
    shown = which.offset(query.offset or None).limit(query.limit)
    rows = _rows(connection, ledger, SOURCES[ledger.source](None, day), columns, query, shown)
    if not query.offset and len(rows) < (query.limit or 0):
        return Page(columns, rows, len(rows))
    total = connection.scalar(filtered(select(func.count()).select_from(source), ledger, source, query)) or 0
    return Page(columns, rows, total)


def _rows(
    connection: Connection,
    ledger: Ledger,
    source: Subquery,
    columns: tuple[str, ...],
    query: Query,
    shown: Select[Any] | None,
) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Give the rows that a query finds in a source, or those whose identifiers are `shown`, in the query's order."""
    chosen = select(source.c.id, *(column_of(ledger, source, key) for key in columns))
    wanted = filtered(chosen, ledger, source, query) if shown is None else chosen.where(source.c.id.in_(shown))
    rows = connection.execute(wanted.order_by(*ordered(ledger, source, query)))
    return tuple((row[0], tuple(row[1:])) for row in rows)


def _known(
    connection: Connection, ledger: Ledger, columns: tuple[str, ...], index: Indexed, serials: Sequence[int]
) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Give the rows that an index knows by these serials, in their order."""
    source = SOURCES[ledger.source](None, index.day)
    chosen = select(source.c.serial, source.c.id, *(column_of(ledger, source, key) for key in columns))
    rows: dict[int, tuple[str, tuple[Any, ...]]] = {}
    for start in range(0, len(serials), CHUNK):
        some = serials[start : start + CHUNK]
        for serial, record, *values in connection.execute(chosen.where(source.c.serial.in_(some))):
            rows[serial] = record, tuple(values)
    return tuple(rows[serial] for serial in serials)


def every(
    connection: Connection,
    ledger: Ledger,
    columns: tuple[str, ...],
    query: Query,
    *,
    branch_id: str,
    day: date,
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Walk all rows that a query gives, without holding them in memory."""
    if (index := indexed(connection, ledger, branch_id, day)) and (found := index.page(query)) is not None:
        for start in range(0, len(found.serials), CHUNK):
            yield from _known(connection, ledger, columns, index, found.serials[start : start + CHUNK])
        return
    source = SOURCES[ledger.source](branch_id, day)
    chosen = select(source.c.id, *(column_of(ledger, source, key) for key in columns))
    wanted = filtered(chosen, ledger, source, query).order_by(*ordered(ledger, source, query))
    for row in connection.execution_options(yield_per=CHUNK).execute(wanted.limit(query.limit)):
        yield row[0], tuple(row[1:])


def counts(
    connection: Connection,
    ledger: Ledger,
    key: str,
    *,
    branch_id: str,
    day: date,
) -> tuple[tuple[Any, int], ...]:
    """Count a ledger's records by one field's values, as stored: choices in their own order, others the most first."""
    if (index := indexed(connection, ledger, branch_id, day)) and (counted := index.counts(key)) is not None:
        return counted
    source = SOURCES[ledger.source](branch_id, day)
    column = column_of(ledger, source, key)
    order = by_choice(ledger, column, key) if ledger.field(key).choices else func.count().desc()
    query = select(column, func.count()).select_from(source).group_by(column).order_by(order, column)
    return tuple((value, number) for value, number in connection.execute(query))


def totals(
    connection: Connection,
    ledger: Ledger,
    keys: tuple[str, ...],
    query: Query,
    *,
    branch_id: str,
    day: date,
) -> Totals:
    """Add up the rows that a query's conditions give, for these fields; its order and page do not matter."""
    source = SOURCES[ledger.source](branch_id, day)
    fields = [ledger.field(key) for key in keys]
    amounts = [field.key for field in fields if field.kind is FieldKind.INTEGER and not field.ordinal]
    told = [field.key for field in fields if field.choices or field.kind is FieldKind.FLAG]
    index = None if amounts else indexed(connection, ledger, branch_id, day)
    if index and (rows := index.found(query)) is not None:
        by_field = {key: index.tally(key, rows) for key in told}
        if None not in by_field.values():
            return Totals(len(rows), {}, {key: counted for key, counted in by_field.items() if counted is not None})
    sums = (func.coalesce(func.sum(source.c[key]), 0) for key in amounts)
    adding: Any = select(func.count(), *sums).select_from(source)
    whole = connection.execute(filtered(adding, ledger, source, query)).one()
    counted = {}
    for key in told:
        column = source.c[key]
        counting: Any = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
        counted[key] = tuple((row[0], row[1]) for row in connection.execute(filtered(counting, ledger, source, query)))
    return Totals(whole[0], dict(zip(amounts, whole[1:], strict=True)), counted)


def has_key(ledger: Ledger, field: str, by: str) -> bool:
    """Say whether a ledger's rows have such a key to sort a field by."""
    return f"{field}_{by}" in SOURCES[ledger.source]("", date.min).c
