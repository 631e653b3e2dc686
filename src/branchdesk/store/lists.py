"""Any ledger as rows: only the columns asked for, filtered, searched, sorted, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, func, or_, select

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import FieldKind, Ledger
from branchdesk.store.sources import SOURCES
from branchdesk.words import store as say

CHUNK = 2000


class Test(StrEnum):
    """How a condition compares."""

    IS = "is"
    CONTAINS = "contains"
    EMPTY = "empty"
    ONE_OF = "one_of"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one field. `values` are as stored; BETWEEN takes two, either of which may be empty."""

    field: str
    test: Test
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """One field to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: conditions that must all hold, a search, an order, a page."""

    conditions: tuple[Condition, ...] = ()
    search: str = ""
    order: tuple[Sort, ...] = ()
    offset: int = 0
    limit: int | None = None
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, each (identifier, values in the order of `columns`), and how many there are in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]
    total: int


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
    source = SOURCES[ledger.source](branch_id, day)
    if query.limit is None and not query.offset:
        rows = _rows(connection, ledger, source, columns, query, None)
        return Page(columns, rows, len(rows))
    # Which rows first: what they show may be dear, and is then worked out for these alone.
    which = _filtered(select(source.c.id), ledger, source, query).order_by(*_order(ledger, source, query))
    shown = which.offset(query.offset or None).limit(query.limit)
    rows = _rows(connection, ledger, SOURCES[ledger.source](None, day), columns, query, shown)
    if not query.offset and len(rows) < (query.limit or 0):
        return Page(columns, rows, len(rows))
    total = connection.scalar(_filtered(select(func.count()).select_from(source), ledger, source, query)) or 0
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
    chosen = select(source.c.id, *(_column(ledger, source, key) for key in columns))
    wanted = _filtered(chosen, ledger, source, query) if shown is None else chosen.where(source.c.id.in_(shown))
    ordered = wanted.order_by(*_order(ledger, source, query))
    return tuple((row[0], tuple(row[1:])) for row in connection.execute(ordered))


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
    source = SOURCES[ledger.source](branch_id, day)
    chosen = select(source.c.id, *(_column(ledger, source, key) for key in columns))
    ordered = _filtered(chosen, ledger, source, query).order_by(*_order(ledger, source, query))
    for row in connection.execution_options(yield_per=CHUNK).execute(ordered.limit(query.limit)):
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
    source = SOURCES[ledger.source](branch_id, day)
    column = _column(ledger, source, key)
    order = _by_choice(ledger, column, key) if ledger.field(key).choices else func.count().desc()
    query = select(column, func.count()).select_from(source).group_by(column).order_by(order, column)
    return tuple((value, number) for value, number in connection.execute(query))


def _filtered(select_: Select[Any], ledger: Ledger, source: Subquery, query: Query) -> Select[Any]:
    wanted = [_condition(ledger, source, condition) for condition in query.conditions]
    if query.search.strip():
        wanted.append(_search(ledger, source, query.search.strip()))
    if query.ids is not None:
        wanted.append(source.c.id.in_(query.ids))
    return select_.where(*wanted)


def _condition(ledger: Ledger, source: Subquery, condition: Condition) -> ColumnElement[bool]:
    column, values = _column(ledger, source, condition.field), condition.values
    if condition.test is Test.EMPTY:
        return or_(column.is_(None), column == "")
    if condition.test is Test.ONE_OF:
        return column.in_(values)
    if condition.test is Test.CONTAINS:
        return column.contains(str(values[0]), autoescape=True)
    if condition.test is Test.BETWEEN:
        low, high = values
        dated = ledger.field(condition.field).kind is FieldKind.DATE
        first = func.substr(column.concat("-01-01"), 1, 10) if dated else column  # a partial date counts from there
        bounds = [first >= low] if low else []
        if high:  # a partial date lies within the day, month or year that bounds it
            bounds.append(or_(column <= high, column.startswith(str(high), autoescape=True)))
        return and_(*bounds, column.is_not(None))
    is_so: ColumnElement[bool] = column == values[0]
    return is_so


def _search(ledger: Ledger, source: Subquery, text: str) -> ColumnElement[bool]:
    found = [source.c[key].contains(text, autoescape=True) for key in ledger.search]
    if text.isascii():
        typed = text.lower().replace(" ", "")
        found.append(source.c.initials.startswith(typed, autoescape=True))
        found.append(func.replace(source.c.pinyin, " ", "").startswith(typed, autoescape=True))
    return or_(*found)


def _order(ledger: Ledger, source: Subquery, query: Query) -> list[ColumnElement[Any]]:
    chosen: list[ColumnElement[Any]] = []
    for sort in query.order:
        column = source.c.get(f"{sort.field}_key", _column(ledger, source, sort.field))
        if ledger.field(sort.field).choices:
            column = _by_choice(ledger, column, sort.field)
        chosen.append(column.desc().nulls_last() if sort.descending else column.asc().nulls_last())
    return [*chosen, *(source.c[key] for key in ledger.order), source.c.id]


def _by_choice(ledger: Ledger, column: ColumnElement[Any], key: str) -> ColumnElement[Any]:
    """Sort a choice as its ledger lists the choices, not by the letters that are stored."""
    return case({choice.value: place for place, choice in enumerate(ledger.field(key).choices)}, value=column)


def _column(ledger: Ledger, source: Subquery, key: str) -> ColumnElement[Any]:
    if key not in {field.key for field in ledger.fields}:
        known = "、".join(field.key for field in ledger.fields)
        raise Refusal(say.unknown_field(key, known), code="unknown_field", field=key)
    return source.c[key]
