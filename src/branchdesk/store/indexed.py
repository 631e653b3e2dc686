"""A ledger's list answered through an index of serials: which rows, in which order, how many of each value.

What the index cannot tell is asked of the table for the rows that are left, or in one walk of it: never along an
index of the table, where a filter that finds nothing would fetch every row by itself.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Protocol

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Subquery, func, select
from sqlalchemy import false as nothing

from branchdesk.ledgers.spec import Ledger
from branchdesk.store import clue_index, clue_search
from branchdesk.store.querying import (
    NEGATED,
    Condition,
    Query,
    Sort,
    Test,
    column_of,
    filtered,
    holds,
    meant,
    ordered,
    searched,
)
from branchdesk.store.sources import SOURCES

FEW = 20_000  # rows that are sooner fetched one by one than found in a walk of the table
FEW_TURNED = 2_000  # rows that are sooner fetched and sorted than met in a walk of the order from its end
REMEMBERED = 8  # lists whose rows are not looked for again
MARGIN = 64  # rows of one number that are expected beside each other


class SerialIndex(Protocol):
    """What an index of a ledger's rows can tell; `order` has all serials as the ledger orders its rows."""

    @property
    def connection(self) -> Connection:
        """Give the connection it reads with."""

    @property
    def day(self) -> date:
        """Give today, for what depends on it."""

    @property
    def whole(self) -> BitMap:
        """Give all rows."""

    @property
    def order(self) -> array[int]:
        """Give all rows in the ledger's order."""

    @property
    def found(self) -> dict[Any, BitMap]:
        """Lend what is remembered of earlier questions, as long as nothing changes."""

    def having(self, key: str, holds: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> BitMap | None:
        """Give the rows whose value of a field holds; None where it cannot tell."""

    def values(self, key: str) -> Mapping[Any, BitMap] | None:
        """Give the rows of each value of a field; None where it cannot tell."""

    def counts(self, key: str) -> dict[Any, int] | None:
        """Count the rows of each value of a field; None where it cannot tell."""


INDEXES: dict[str, Callable[[Connection, str, date], SerialIndex | None]] = {"clues": clue_index.read}
SEARCHES: dict[str, Callable[[Connection, str, str], BitMap | None]] = {"clues": clue_search.matching}


@dataclass(frozen=True, slots=True)
class Found:
    """The serials of a page's rows in their order, and how many rows there are in all."""

    serials: Sequence[int]
    total: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """A ledger's list over an index."""

    ledger: Ledger
    branch_id: str
    index: SerialIndex

    @property
    def day(self) -> date:
        """Give today."""
        return self.index.day

    def found(self, query: Query) -> BitMap | None:
        """Give the rows that conditions and search leave; None where identifiers are asked for, which the table knows.

        Refusal for a field that the ledger does not have.
        """
        if query.ids is not None:
            return None
        search = query.search.strip()
        asked = (query.conditions, search, self.day)
        if asked not in self.index.found:
            while len(self.index.found) >= REMEMBERED:
                self.index.found.pop(next(iter(self.index.found)), None)
            self.index.found[asked] = self._found(query.conditions, search)
        return self.index.found[asked]

    def page(self, query: Query) -> Found | None:
        """Give a page of what a query finds; None where the table is to be asked: for everything, or by identifiers."""
        everything = not (query.conditions or query.search.strip())
        if everything and query.limit is None:
            return None
        rows = self.found(query)
        if rows is None:
            return None
        until = len(rows) if query.limit is None else query.offset + query.limit
        return Found(self._slice(rows, query, min(until, len(rows))), len(rows))

    def counts(self, key: str) -> tuple[tuple[Any, int], ...] | None:
        """Count all rows by a field's values: choices in their own order, others the most first."""
        column_of(self.ledger, self._source(), key)
        counted = self.index.counts(key)
        if counted is None:
            return None
        places = {choice.value: place for place, choice in enumerate(self.ledger.field(key).choices)}
        if places:
            return tuple(sorted(counted.items(), key=lambda one: (places.get(one[0], -1), _text_order(one[0]))))
        return _most_first(counted)

    def tally(self, key: str, rows: BitMap) -> tuple[tuple[Any, int], ...] | None:
        """Count some rows by a field's values, the most first; None where the index cannot tell."""
        values = self.index.values(key)
        if values is None:
            return None
        counted = {value: some.intersection_cardinality(rows) for value, some in values.items()}
        return _most_first({value: number for value, number in counted.items() if number})

    # -- which rows

    def _found(self, conditions: Sequence[Condition], search: str) -> BitMap:
        rows, rest = self.index.whole, []
        for condition in conditions:
            some = self._having(condition)
            if some is None:
                rest.append(condition)
                some = self._bounds(condition)
            if some is not None:
                rows = rows & some
        if search and rows and (some := self._searched(search)) is not None:
            rows, search = rows & some, ""
        if (rest or search) and rows:
            return rows & self._looked_for(rows, rest, search)
        return rows

    def _having(self, condition: Condition) -> BitMap | None:
        """Give the rows that a condition holds for; None where the index cannot tell."""
        column_of(self.ledger, self._source(), condition.field)
        field, test = self.ledger.field(condition.field), NEGATED.get(condition.test, condition.test)
        some = self.index.having(field.key, lambda column: meant(column, field, test, condition.values))
        if some is None or test is condition.test:
            return some
        return self.index.whole - some

    def _searched(self, search: str) -> BitMap | None:
        """Give the rows that a search finds; None where no index of texts can tell."""
        texts = SEARCHES.get(self.ledger.source)
        return texts(self.index.connection, self.branch_id, search) if texts else None

    def _bounds(self, condition: Condition) -> BitMap | None:
        """Give rows beyond which a condition cannot hold: a text stands in a field that is searched, or in none."""
        if condition.test is not Test.CONTAINS or condition.field not in self.ledger.search:
            return None
        return self._searched(str(condition.values[0]))

    def _looked_for(self, rows: BitMap, conditions: Sequence[Condition], search: str) -> BitMap:
        """Ask the table which rows hold what the index cannot tell: the few that are left, or all in one walk."""
        named = any(one.field in self.ledger.unique and one.test in {Test.IS, Test.ONE_OF} for one in conditions)
        source = self._source(self.branch_id if named else None)
        wanted = [holds(self.ledger, source, condition) for condition in conditions]
        if search:
            wanted.append(searched(self.ledger, source, search))
        if len(rows) <= FEW and not named:
            wanted.append(among(source, rows))
        return BitMap(self.index.connection.scalars(select(source.c.serial).where(*wanted)))

    def _source(self, branch_id: str | None = None) -> Subquery:
        """Give the ledger's rows; of any branch, so that SQLite does not walk through the branch's index of them."""
        return SOURCES[self.ledger.source](branch_id, self.day)

    # -- in which order

    def _slice(self, rows: BitMap, query: Query, until: int) -> Sequence[int]:
        """Give the rows from a query's offset to an end, in its order."""
        if query.offset >= until:
            return ()
        natural = self.ledger.order[0]
        chosen = query.order
        if not chosen or (chosen[0].field == natural and not chosen[0].by and not chosen[0].descending):
            return self._in_order(rows, query.offset, until)
        turned = chosen[0].field == natural and not chosen[0].by
        if len(rows) <= (min(FEW, FEW_TURNED) if turned else FEW):
            return self._sorted(query, query.offset, until, rows)
        if turned:
            return self._backwards(rows, query.offset, until)
        if len(chosen) == 1 and not chosen[0].by and (values := self.index.values(chosen[0].field)) is not None:
            return self._by_value(rows, chosen[0], values, query.offset, until)
        return self._sorted(query, query.offset, until, None)

    def _in_order(self, rows: BitMap, start: int, until: int) -> Sequence[int]:
        order = self.index.order
        if len(rows) == len(order):
            return order[start:until]
        return array("I", islice(filter(rows.__contains__, order), start, until))

    def _backwards(self, rows: BitMap, start: int, until: int) -> Sequence[int]:
        """Walk the order from its end; rows of one number keep their order among themselves."""
        margin = MARGIN
        while True:
            first, last = max(start - margin, 0), min(until + margin, len(rows))
            walk = list(islice(filter(rows.__contains__, reversed(self.index.order)), first, last))
            numbers = self._numbers(walk)
            runs: list[list[int]] = []
            for place, serial in enumerate(walk):
                if not place or numbers[serial] != numbers[walk[place - 1]]:
                    runs.append([])
                runs[-1].append(serial)
            cut = (first > 0 and len(runs[0]) > start - first) or (last < len(rows) and len(runs[-1]) > last - until)
            if not cut:
                turned = [serial for run in runs for serial in reversed(run)]
                return turned[start - first : until - first]
            margin *= 4

    def _numbers(self, serials: Sequence[int]) -> dict[int, str]:
        source = self._source()
        query = select(source.c.serial, source.c[self.ledger.order[0]]).where(among(source, serials))
        return {row[0]: row[1] for row in self.index.connection.execute(query)}

    def _by_value(
        self, rows: BitMap, sort: Sort, values: Mapping[Any, BitMap], start: int, until: int
    ) -> Sequence[int]:
        """Walk the values of a field in their order, and the rows of each in the ledger's."""
        places = {choice.value: place for place, choice in enumerate(self.ledger.field(sort.field).choices)}
        known = [value for value in values if (value in places if places else value is not None)]
        known.sort(key=(lambda value: places[value]) if places else None, reverse=sort.descending)
        last = rows - BitMap().union(*(values[value] for value in known))
        taken: list[int] = []
        passed = 0
        for some in (*(values[value] for value in known), last):
            mine = some & rows
            first, end = max(start - passed, 0), min(until - passed, len(mine))
            if first < end:
                taken += self._few_in_order(mine)[first:end] if len(mine) <= FEW else self._in_order(mine, first, end)
            passed += len(mine)
            if passed >= until:
                break
        return taken

    def _few_in_order(self, rows: BitMap) -> list[int]:
        return list(self._sorted(Query(), 0, len(rows), rows))

    def _sorted(self, query: Query, start: int, until: int, rows: BitMap | None) -> Sequence[int]:
        """Let the table sort the rows named, or all that the query finds."""
        source = self._source()
        chosen: Any = select(source.c.serial)
        chosen = filtered(chosen, self.ledger, source, query) if rows is None else chosen.where(among(source, rows))
        found = chosen.order_by(*ordered(self.ledger, source, query)).offset(start).limit(until - start)
        return array("I", self.index.connection.scalars(found))


def indexed(connection: Connection, ledger: Ledger, branch_id: str, day: date) -> Indexed | None:
    """Give a ledger's list over its index; None where it has none, or none to be trusted just now."""
    read = INDEXES.get(ledger.source)
    index = read(connection, branch_id, day) if read else None
    return Indexed(ledger, branch_id, index) if index is not None else None


def among(source: Subquery, serials: BitMap | Sequence[int]) -> ColumnElement[bool]:
    """Say that a row is one of these; a list of any length is one value to the database."""
    if not serials:
        return nothing()
    return source.c.serial.in_(select(func.json_each(json.dumps(list(serials))).table_valued("value").c.value))


def _most_first(counted: dict[Any, int]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], _text_order(one[0]))))


def _text_order(value: Any) -> tuple[bool, Any]:  # noqa: ANN401 - a value as stored
    """Sort what is not filled in first, as the database does."""
    return value is not None, value if value is not None else ""
