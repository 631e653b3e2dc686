"""Many rows into a table at once, as fast as the driver takes them.

SQLAlchemy's own way prepares each value of each row in Python; over a roster of thousands that took longer than the
file did. What a column's type has to say is asked once a column here, and the statement is still SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table, insert

T = TypeVar("T")
BATCH = 500  # rows between two looks at whether anybody still wants them


def batches(things: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts of at most `size`."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that have every column of the table, in its order."""
    names = [column.name for column in table.c]
    columns = dict(zip(names, zip(*(row.values() for row in rows), strict=True), strict=True))
    for name, values in columns.items():
        if process := table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect):
            columns[name] = tuple(map(process, values))
    insert_columns(connection, table, columns)


def insert_columns(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Add rows given column by column, as the driver takes the values.

    A column that no row fills in is left out: binding a NULL costs the driver ten times what binding a text does.
    """
    filled = {name: values for name, values in columns.items() if values.count(None) < len(values)}
    if filled:
        statement = _statement(table, tuple(filled), connection.dialect)
        connection.exec_driver_sql(statement, list(zip(*filled.values(), strict=True)))


@lru_cache(maxsize=128)
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    """Write the INSERT of some columns, which stand in it in the table's order, as `names` do."""
    return str(insert(table).compile(dialect=dialect, column_keys=list(names)))
