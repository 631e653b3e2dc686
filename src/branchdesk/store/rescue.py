"""What of a damaged file is on pages that hold, put together as rows of tables.

A row is taken where its leaf is sound: reached from its table's root, or, where a page above it is lost, told by the
indexes, which say which row of which table stands under which number; else by what fits no other table. What an index
names and no page has any more is counted as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from branchdesk.store import driver, raw_trees
from branchdesk.store.raw_pages import Pages
from branchdesk.store.raw_trees import Kind

Values = tuple[Any, ...]
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
_MOSTLY = 0.8  # of the records that rows name must be known, for a table to be told by them
_OF_SCHEMA = 5  # columns of the table that names the others
# Tables by which an older schema is told where its number is lost, the newest first.
_MARKS = {
    "erasure": "0006",
    "clue_step": "0005",
    "five_ones_mark": "0004",
    "agenda_item": "0003",
    "member_entry": "0002",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as the file has it: its columns, and its indexes as (columns) by name."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    needed: frozenset[int]
    number: int | None  # the column that is the row's number itself
    parents: Mapping[int, str]  # the column that names a record: of which table
    indexes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """What was found of a table: the rows by their numbers, and the numbers that only an index knows of."""

    layout: Layout
    found: dict[int, Values] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)  # a part of it stands on a page that is lost
    named: dict[int, dict[str, Values]] = field(default_factory=dict)  # number: what each index says of it
    sure: bool = True  # no page of its trees is missing
    indexed: bool = False  # the index that tells its rows from every other's is whole

    @property
    def lost(self) -> set[int]:
        """Give the numbers of rows that were there and are not any more."""
        return (self.broken | self.named.keys()) - self.found.keys()

    def dictionaries(self) -> list[dict[str, Any]]:
        """Give the rows by names of columns, in the order of their numbers."""
        at = self.layout.number
        return [
            {
                name: number if place == at else values[place]
                for place, name in enumerate(self.layout.columns)
                if place < len(values)
            }
            for number, values in sorted(self.found.items())
        ]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was found; `unplaced` counts rows on sound pages of which no table could be told."""

    revision: str
    tables: dict[str, Rows]
    unplaced: int


def revision_of(pages: Pages) -> str | None:
    """Give the revision of a file's schema, by its own word or by the tables there are; None where nothing is known."""
    named = _schema(pages)
    roots = {str(row[1]): int(row[3]) for row in named if row[0] == "table"}
    told = [
        values[0]
        for number in _leaves(pages, {roots["alembic_version"]} if "alembic_version" in roots else ())
        for _, values in raw_trees.leaf(pages, number).rows
        if values
    ]
    if told:
        return str(told[0])
    if pages.coded:
        return _MARKS["erasure"]
    return next((revision for table, revision in _MARKS.items() if table in roots), "0001" if roots else None)


def gather(pages: Pages, revision: str, pattern: Any) -> Gathered:  # noqa: ANN401 - the driver ships no types
    """Find every row there is on sound pages.

    `pattern` is an open, empty database of the same revision: it says how a table is laid out whose own declaration is
    lost.
    """
    schema = _schema(pages)
    tables = {layout.name: Rows(layout) for layout in _layouts(pattern, schema)}
    roots = {(str(row[0]), str(row[1])): int(row[3]) for row in schema if row[0] in {"table", "index"} and row[3]}
    taken: set[int] = set(raw_trees.under(pages, 1)[0])
    for name, rows in tables.items():
        root = roots.get(("table", name))
        reached, whole = raw_trees.under(pages, root) if root else (set(), False)
        rows.sure = whole
        taken |= reached
        for number in reached:
            if raw_trees.kind_of(pages, number) is Kind.TABLE_LEAF:
                _take(rows, raw_trees.leaf(pages, number).rows)
        for index, columns in rows.layout.indexes.items():
            root = roots.get(("index", index))
            reached, whole = raw_trees.under(pages, root) if root else (set(), False)
            rows.sure = rows.sure and whole
            rows.indexed = rows.indexed or (whole and index in _identifying(rows.layout))
            taken |= reached
            for number in reached:
                for entry in raw_trees.entries(pages, number):
                    if len(entry) == len(columns) + 1 and isinstance(entry[-1], int):
                        rows.named.setdefault(entry[-1], {})[index] = entry[:-1]
    stray = [
        leaf.rows
        for number in sorted(pages.sound.keys() - taken)
        if raw_trees.kind_of(pages, number) is Kind.TABLE_LEAF
        and (leaf := raw_trees.leaf(pages, number)).rows
        and not _is_schema(leaf.rows)
    ]
    return Gathered(revision, tables, _place(tables, stray))


def _take(rows: Rows, found: Iterable[tuple[int, Values | None]]) -> None:
    for number, values in found:
        if values is None or len(values) > len(rows.layout.columns):
            rows.broken.add(number)
        else:
            rows.found[number] = values


def _leaves(pages: Pages, roots: Iterable[int]) -> list[int]:
    found = [number for root in roots for number in raw_trees.under(pages, root)[0]]
    return [number for number in found if raw_trees.kind_of(pages, number) is Kind.TABLE_LEAF]


def _schema(pages: Pages) -> list[Values]:
    """Give the rows that name tables and indexes, also where page 1 is lost and nothing leads to them."""
    found: dict[tuple[Any, Any], Values] = {}
    own = set(raw_trees.under(pages, 1)[0])
    for number in [*own, *(pages.sound.keys() - own if 1 in pages.bad or not raw_trees.under(pages, 1)[1] else ())]:
        if raw_trees.kind_of(pages, number) is Kind.TABLE_LEAF:
            rows = raw_trees.leaf(pages, number).rows
            if _is_schema(rows):
                found |= {(values[0], values[1]): values for _, values in rows if values and len(values) == _OF_SCHEMA}
    return list(found.values())


def _is_schema(rows: Iterable[tuple[int, Values | None]]) -> bool:
    first = next((values for _, values in rows if values), ())
    return len(first) == _OF_SCHEMA and first[0] in {"table", "index"} and isinstance(first[3], int)


def _layouts(pattern: Any, schema: list[Values]) -> list[Layout]:  # noqa: ANN401 - the driver ships no types
    """Read how tables are laid out: by the file's own declarations where they are there, else by the pattern's."""
    with closing(driver.memory()) as own:
        for kind in ("table", "index"):
            for row in schema:
                if row[0] == kind and isinstance(row[4], str):
                    try:
                        own.execute(row[4])
                    except driver.DriverError:
                        continue  # its table's declaration is lost
        declared = {str(row[1]) for row in schema if row[0] == "table" and row[4]}
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        wanted = [str(name) for (name,) in pattern.execute(query)]
        return [_layout(own if name in declared else pattern, name, pattern) for name in wanted]


def _layout(connection: Any, name: str, pattern: Any) -> Layout:  # noqa: ANN401 - the driver ships no types
    info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    at = {row[1]: row[0] for row in info}
    indexes = {}
    for where in (pattern, connection):
        for row in where.execute(f'PRAGMA index_list("{name}")').fetchall():
            columns = [str(column[2]) for column in where.execute(f'PRAGMA index_info("{row[1]}")').fetchall()]
            if not row[4] and all(column in at for column in columns):
                indexes[str(row[1])] = tuple(columns)
    return Layout(
        name,
        tuple(row[1] for row in info),
        tuple(str(row[2]).upper() for row in info),
        frozenset(row[0] for row in info if row[3]),
        next((row[0] for row in info if row[5] and str(row[2]).upper() == "INTEGER"), None),
        {at[row[3]]: str(row[2]) for row in connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()},
        indexes,
    )


def _place(tables: dict[str, Rows], stray: list[tuple[tuple[int, Values | None], ...]]) -> int:
    """Give leaves that nothing leads to any more to the tables they are of, and count the rows that fit none."""
    waiting = stray
    while waiting:
        ids = {name: _ids(rows) for name, rows in tables.items()}
        left = []
        for rows in waiting:
            name = _named(tables, rows) or _fitting(tables, ids, rows)
            if name is None:
                left.append(rows)
            else:
                _take(tables[name], [row for row in rows if row[0] not in tables[name].found])
        if len(left) == len(waiting):
            break
        waiting = left  # what was placed now may be what other rows name
    return sum(len(rows) for rows in waiting)


def _named(tables: dict[str, Rows], rows: Iterable[tuple[int, Values | None]]) -> str | None:
    """Give the table whose index of identifiers names one of these very rows under its number."""
    for name, table in tables.items():
        deciding = _identifying(table.layout)
        if any(_told(table, deciding, number, values) for number, values in rows if values):
            return name
    return None


def _identifying(layout: Layout) -> list[str]:
    """Give the indexes that tell a row from every other table's: that of the identifiers, else all there are."""
    of_id = [name for name, columns in layout.indexes.items() if columns == ("id",)]
    return of_id or list(layout.indexes)


def _told(table: Rows, indexes: list[str], number: int, values: Values) -> bool | None:
    """Say whether indexes name this row under its number; None where they name nothing under it."""
    named = table.named.get(number, {})
    known = [index for index in indexes if index in named]
    if not known or len(values) > len(table.layout.columns):
        return None if not known else False
    at = table.layout.columns.index
    return all(
        named[index] == tuple(values[at(key)] if at(key) < len(values) else None for key in table.layout.indexes[index])
        for index in known
    )


def _ids(rows: Rows) -> set[Any]:
    """Give the identifiers of a table's records, as far as anything knows them."""
    if "id" not in rows.layout.columns:
        return set()
    at = rows.layout.columns.index("id")
    known = {values[at] for values in rows.found.values()}
    of_index = next((name for name, columns in rows.layout.indexes.items() if columns == ("id",)), "")
    return known | {told[of_index][0] for told in rows.named.values() if of_index in told}


def _fitting(
    tables: dict[str, Rows], ids: dict[str, set[Any]], rows: Iterable[tuple[int, Values | None]]
) -> str | None:
    """Give the one table that rows fit by their shape, the values they may have, and the records they name."""
    whole = [(number, values) for number, values in rows if values]
    fits: dict[str, tuple[bool, int]] = {}
    for name, table in tables.items():
        layout = table.layout
        if not whole or table.indexed or not all(_may_be(table, number, values) for number, values in whole):
            continue
        references = [
            values[at] in ids.get(parent, ())
            for _, values in whole
            for at, parent in layout.parents.items()
            if at < len(values) and values[at] is not None
        ]
        if sum(references) >= _MOSTLY * len(references):
            fits[name] = (len(whole[0][1]) == len(layout.columns), sum(references))
    best = max(fits.values(), default=None)
    named = [name for name, score in fits.items() if score == best]
    return named[0] if len(named) == 1 else None


def _may_be(table: Rows, number: int, values: Values) -> bool:
    """Say whether a row could be of a table: it fits, and nothing that is known speaks against it."""
    known = _told(table, list(table.layout.indexes), number, values)
    return known is not False and number not in table.found and _fits(table.layout, values)


def _fits(layout: Layout, values: Values) -> bool:
    if not len(layout.needed) <= len(values) <= len(layout.columns):
        return False
    return all(_may_stand(layout, at, value) for at, value in enumerate(values))


def _may_stand(layout: Layout, at: int, value: Any) -> bool:  # noqa: ANN401 - a column's value is of its own type
    """Say whether a value may stand in a column."""
    kind = layout.kinds[at]
    if value is None:
        return at not in layout.needed or at == layout.number
    if kind in {"INTEGER", "BOOLEAN"}:
        return isinstance(value, int) and (kind == "INTEGER" or value in {0, 1})
    if kind == "BLOB":
        return isinstance(value, bytes)
    if not isinstance(value, str) or not _is_short(kind, value):
        return False
    return layout.columns[at] != "id" or bool(_ID.fullmatch(value))


def _is_short(kind: str, value: str) -> bool:
    most = re.fullmatch(r"VARCHAR\((\d+)\)", kind)
    return most is None or len(value) <= int(most[1])
