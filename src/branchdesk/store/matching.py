"""Records against the history: each row that the history knows is as its newest note says.

So a row that was edited past the program is found, and so is a note that was. The notes are walked once, in the order
of the rows' identifiers, so that a million of them are never in memory together. A row that the history never knew
stood there when the file began: it is counted, not judged. SQLite-only: of a group's columns it gives those of the
row that `max` found. PostgreSQL: DISTINCT ON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, Text, func, select, type_coerce

from branchdesk.store.past import KEPT
from branchdesk.store.tables import change
from branchdesk.store.tables.base import DERIVED

ROWS = 5_000  # notes read ahead
BATCH = 500  # rows looked up in one statement
MOST = 100  # rows named; a file with more of them has another trouble
Report = Callable[[int, int], None]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matched:
    """How many rows agree with the history, how many it never knew, and which do not agree (table/row), cut short."""

    agree: int
    unknown: int
    differ: tuple[str, ...]


def match(connection: Connection, report: Report | None = None) -> Matched:
    """Compare every row with its newest note; `report` is told (done, total) in rows, and may end it by raising."""
    total = connection.scalar(select(func.count(change.c.row_id.distinct()))) or 0 if report else 0
    newest = select(change.c.row_id, change.c.table_name, type_coerce(change.c.after, Text), func.max(change.c.number))
    walked = connection.execution_options(yield_per=ROWS).execute(
        newest.group_by(change.c.row_id).order_by(change.c.row_id)
    )
    agree = known = done = 0
    differ: list[str] = []
    for part in walked.partitions(BATCH):
        by_table: dict[str, dict[str, str | None]] = defaultdict(dict)
        for row_id, name, after, _ in part:
            by_table[name][row_id] = after
        for name, noted in by_table.items():
            if name not in KEPT:
                continue
            table = KEPT[name]
            found = connection.execute(select(table).where(table.c.id.in_(list(noted)))).mappings()
            rows = {str(row["id"]): dict(row) for row in found}
            known += len(rows)
            wrong = [row_id for row_id, after in noted.items() if not _same(table, after, rows.get(row_id))]
            agree += len(noted) - len(wrong)
            differ += [f"{name}/{row_id}" for row_id in wrong[: MOST - len(differ)]]
        done += len(part)
        if report:
            report(done, total)
    there = sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT.values())
    return Matched(agree, there - known, tuple(differ))


def _same(table: Table, noted: str | None, row: Values | None) -> bool:
    """Say whether a row is as its note says, in the columns of today; a note older than a column has none of it."""
    if noted is None or row is None:
        return noted is None and row is None
    try:
        then = json.loads(noted)
    except ValueError:
        return False
    return all(then.get(column.name) == row[column.name] for column in table.c if not column.info.get(DERIVED))
