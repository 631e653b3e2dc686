"""Records against the history: each row that the history knows is as its newest note says.

So a row that was edited past the program is found, and so is a note that was. Both sides are walked in the order of
the rows' identifiers, so that a million of them are never in memory together. A row that the history never knew stood
there when the file began: it is counted, not judged. SQLite-only: of a group's columns it gives those of the row that
`max` found. PostgreSQL: DISTINCT ON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, Text, func, select, type_coerce

from branchdesk.store.past import KEPT
from branchdesk.store.tables import change
from branchdesk.store.tables.base import DERIVED

ROWS = 5_000  # read between two reports
MOST = 100  # rows named; a file with more of them has another trouble
Report = Callable[[int, int], None]
Values = Mapping[str, Any]
Newest = tuple[str | None]  # the newest note of a row, as JSON; in it None where the row was taken out


@dataclass(frozen=True, slots=True)
class Matched:
    """How many rows agree with the history, how many it never knew, and which do not agree (table/row), cut short."""

    agree: int
    unknown: int
    differ: tuple[str, ...]


def match(connection: Connection, report: Report | None = None) -> Matched:
    """Compare every row with its newest note; `report` is told (done, total) in rows, and may end it by raising."""
    total = connection.scalar(select(func.count(change.c.row_id.distinct()))) or 0 if report else 0
    agree = unknown = done = 0
    differ: list[str] = []
    for name, table in sorted(KEPT.items()):
        for row_id, noted, row in _side_by_side(connection, table):
            if noted is None:
                unknown += 1
                continue
            done += 1
            if _same(table, noted, row):
                agree += 1
            elif len(differ) < MOST:
                differ.append(f"{name}/{row_id}")
            if report and done % ROWS == 0:
                report(done, total)
    return Matched(agree, unknown, tuple(differ))


def _side_by_side(connection: Connection, table: Table) -> Iterator[tuple[str, Newest | None, Values | None]]:
    """Walk a table's rows and their newest notes together; None stands for the side that has none."""
    newest = (
        select(change.c.row_id, type_coerce(change.c.after, Text), func.max(change.c.number))
        .where(change.c.table_name == table.name)
        .group_by(change.c.row_id)
        .order_by(change.c.row_id)
    )
    walked = connection.execution_options(yield_per=ROWS)
    rows = ((str(row["id"]), None, dict(row)) for row in walked.execute(select(table).order_by(table.c.id)).mappings())
    notes = ((str(row_id), (after,), None) for row_id, after, _ in walked.execute(newest))
    for row_id, some in groupby(merge(notes, rows, key=itemgetter(0)), key=itemgetter(0)):
        found = list(some)
        noted = next((one[1] for one in found if one[1] is not None), None)
        yield row_id, noted, next((one[2] for one in found if one[2] is not None), None)


def _same(table: Table, noted: Newest, row: Values | None) -> bool:
    """Say whether a row is as its note says, in the columns of today; a note older than a column has none of it."""
    if noted[0] is None or row is None:
        return noted[0] is None and row is None
    try:
        then = json.loads(noted[0])
    except ValueError:
        return False
    return all(then.get(column.name) == row[column.name] for column in table.c if not column.info.get(DERIVED))
