"""What a list may be asked for, and what each condition, search and order means in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, false, func, not_, or_

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.words import store as say

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


def filtered(select_: Select[Any], ledger: Ledger, source: Subquery, query: Query) -> Select[Any]:
    """Narrow a select of a source to what a query asks for."""
    wanted = holding(ledger, source, query.conditions)
    if query.search.strip():
        wanted.append(searched(ledger, source, query.search.strip()))
    if query.ids is not None:
        wanted.append(source.c.id.in_(query.ids))
    return select_.where(*wanted)


def holding(ledger: Ledger, source: Subquery, conditions: Iterable[Condition]) -> list[ColumnElement[bool]]:
    """Give conditions on a ledger's fields as conditions on a source that has a column for each of them."""
    return [holds(ledger, source, condition) for condition in conditions]


def holds(ledger: Ledger, source: Subquery, condition: Condition) -> ColumnElement[bool]:
    """Say a condition of a source's rows."""
    test = NEGATED.get(condition.test, condition.test)
    so = meant(column_of(ledger, source, condition.field), ledger.field(condition.field), test, condition.values)
    return so if test is condition.test else not_(func.coalesce(so, false()))


def meant(column: ColumnElement[Any], field: Field, test: Test, values: tuple[Any, ...]) -> ColumnElement[bool]:
    """Say what a test that is no negation means for a column that holds a field."""
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


def searched(ledger: Ledger, source: Subquery, text: str) -> ColumnElement[bool]:
    """Say which rows a search finds."""
    found = [source.c[key].contains(text, autoescape=True) for key in ledger.search]
    if text.isascii():
        typed = text.lower().replace(" ", "")
        found.append(source.c.initials.startswith(typed, autoescape=True))
        found.append(func.replace(source.c.pinyin, " ", "").startswith(typed, autoescape=True))
    return or_(*found)


def ordered(ledger: Ledger, source: Subquery, query: Query) -> list[ColumnElement[Any]]:
    """Say in which order a query wants its rows: its own keys, then the ledger's, so that each has its place."""
    chosen: list[ColumnElement[Any]] = []
    for sort in query.order:
        column = source.c.get(f"{sort.field}_{sort.by or USUAL_KEY}", column_of(ledger, source, sort.field))
        if ledger.field(sort.field).choices:
            column = by_choice(ledger, column, sort.field)
        chosen.append(column.desc().nulls_last() if sort.descending else column.asc().nulls_last())
    return [*chosen, *(source.c[key] for key in ledger.order), source.c.id]


def by_choice(ledger: Ledger, column: ColumnElement[Any], key: str) -> ColumnElement[Any]:
    """Sort a choice as its ledger lists the choices, not by the letters that are stored."""
    return case({choice.value: place for place, choice in enumerate(ledger.field(key).choices)}, value=column)


def column_of(ledger: Ledger, source: Subquery, key: str) -> ColumnElement[Any]:
    """Give a field's column; Refusal where the ledger has no such field."""
    if key not in {field.key for field in ledger.fields}:
        known = "、".join(field.key for field in ledger.fields)
        raise Refusal(say.unknown_field(key, known), code="unknown_field", field=key)
    return source.c[key]
