"""Any ledger as rows: only the columns asked for, filtered, searched, sorted, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, false, func, not_, or_, select

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.store.sources import SOURCES
from branchdesk.words import store as say

CHUNK = 2000
USUAL_KEY = "key"


class Test(StrEnum):
    """How a condition compares. The negations hold for what is not filled in, too."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LACKS = "lacks"
    EMPTY = "empty"
    FILLED = "filled"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    BETWEEN = "between"


NEGATED = {Test.IS_NOT: Test.IS, Test.LACKS: Test.CONTAINS, Test.NONE_OF: Test.ONE_OF, Test.FILLED: Test.EMPTY}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one field. `values` are as stored, None among them stands for what is not filled in.

    BETWEEN takes two values, either of which may be empty. A date is what it says and everything within: 2026-11 is
    each day of that month.
    """

    field: str
    test: Test
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """One field to sort by; `by` names another key of it than the usual: a name sorts by pinyin, or by `strokes`."""

    field: str
    descending: bool = False
    by: str = ""


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
    sums = (func.coalesce(func.sum(source.c[key]), 0) for key in amounts)
    adding: Any = select(func.count(), *sums).select_from(source)
    whole = connection.execute(_filtered(adding, ledger, source, query)).one()
    counted = {}
    for field in fields:
        if field.choices or field.kind is FieldKind.FLAG:
            column = source.c[field.key]
            counting: Any = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
            rows = connection.execute(_filtered(counting, ledger, source, query))
            counted[field.key] = tuple((row[0], row[1]) for row in rows)
    return Totals(whole[0], dict(zip(amounts, whole[1:], strict=True)), counted)


def has_key(ledger: Ledger, field: str, by: str) -> bool:
    """Say whether a ledger's rows have such a key to sort a field by."""
    return f"{field}_{by}" in SOURCES[ledger.source]("", date.min).c


def _filtered(select_: Select[Any], ledger: Ledger, source: Subquery, query: Query) -> Select[Any]:
    wanted = holding(ledger, source, query.conditions)
    if query.search.strip():
        wanted.append(_search(ledger, source, query.search.strip()))
    if query.ids is not None:
        wanted.append(source.c.id.in_(query.ids))
    return select_.where(*wanted)


def holding(ledger: Ledger, source: Subquery, conditions: Iterable[Condition]) -> list[ColumnElement[bool]]:
    """Give conditions on a ledger's fields as conditions on a source that has a column for each of them."""
    return [_condition(ledger, source, condition) for condition in conditions]


def _condition(ledger: Ledger, source: Subquery, condition: Condition) -> ColumnElement[bool]:
    test = NEGATED.get(condition.test, condition.test)
    holds = _holds(_column(ledger, source, condition.field), ledger.field(condition.field), test, condition.values)
    return holds if test is condition.test else not_(func.coalesce(holds, false()))


def _holds(column: ColumnElement[Any], field: Field, test: Test, values: tuple[Any, ...]) -> ColumnElement[bool]:
    if test is Test.EMPTY:
        return _empty(column, field)
    if test is Test.ONE_OF:
        named = column.in_([value for value in values if value is not None])
        return or_(_empty(column, field), named) if None in values else named
    if test is Test.CONTAINS:
        return column.contains(str(values[0]), autoescape=True)
    if test is Test.BETWEEN:
        low, high = values
        return _between(column, field, low, high)
    is_so: ColumnElement[bool] = column == values[0]
    if field.kind is FieldKind.DATE:  # what is known more exactly lies within
        return or_(is_so, column.startswith(f"{values[0]}-", autoescape=True))
    return is_so


def _empty(column: ColumnElement[Any], field: Field) -> ColumnElement[bool]:
    return (
        column.is_(None) if field.kind in {FieldKind.INTEGER, FieldKind.FLAG} else or_(column.is_(None), column == "")
    )


def _between(column: ColumnElement[Any], field: Field, low: object, high: object) -> ColumnElement[bool]:
    """Compare with bounds that belong to the range; text and dates begin with a bound that they lie within."""
    dated = field.kind is FieldKind.DATE
    first = func.substr(column.concat("-01-01"), 1, 10) if dated else column  # a partial date counts from there
    bounds: list[ColumnElement[bool]] = [column.is_not(None)]
    if low not in {None, ""}:
        bounds.append(first >= low)
    if high not in {None, ""}:
        within: ColumnElement[bool] = column <= high
        if field.kind is not FieldKind.INTEGER:  # a partial date lies within the day, month or year that bounds it
            within = or_(within, column.startswith(str(high), autoescape=True))
        bounds.append(within)
    return and_(*bounds)


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
        column = source.c.get(f"{sort.field}_{sort.by or USUAL_KEY}", _column(ledger, source, sort.field))
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
