"""Keeping the index of many clues in the file: made whole from the table, or brought up to what is known of changes.

Neither is a step of history, and nobody waits for it: the clues are read beside all other work, and only what came of
it is written in a transaction.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap
from sqlalchemy import Connection, delete, func, insert, select

from branchdesk.store import clue_index as index
from branchdesk.store.bulk import batches
from branchdesk.store.clue_changes import newest
from branchdesk.store.engine import Store
from branchdesk.store.tables import clue, clue_facet, clue_index, new_id

WORTH = 10_000  # clues from which an index is worth its room; fewer are counted as fast without
BEHIND = 2_000  # changed clues from which it is kept anew
ROWS = 20_000  # read between two looks at whether anybody still wants it

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Made:
    """What is to be kept: the clues of each value that is another than before, and which rows these take the place of.

    `instead` is None where everything is made anew.
    """

    sequence: int
    order: array[int]
    values: list[tuple[str, str | None, BitMap]]
    instead: list[int] | None


def freshen(store: Store, report: Report) -> bool:
    """Make or bring up to date the index of a branch's clues where that is worth it, and say whether it was.

    `report` is told (done, total) now and then; what it raises ends the work, and nothing is kept.
    """
    branch_id = store.branch.id
    with store.reading() as connection:
        if (connection.scalar(select(func.max(clue.c.serial))) or 0) < WORTH:
            return False
        kept = _kept(connection, branch_id)
        standing = index.read(connection, branch_id, date.min)
        if standing is not None and len(standing.laid.gone) < BEHIND:
            return False
        made = _whole(connection, branch_id, report) if standing is None else _brought_up(standing)
    if made is None:
        return False
    with store.transaction() as connection:
        if _kept(connection, branch_id) != kept:
            return False  # somebody else was first
        _keep(connection, branch_id, made)
    return True


def _kept(connection: Connection, branch_id: str) -> str | None:
    return connection.scalar(select(clue_index.c.id).where(clue_index.c.branch_id == branch_id))


def _whole(connection: Connection, branch_id: str, report: Report) -> _Made | None:
    """Read all clues once; None where one has no serial of its own, which rows written by hand may not."""
    total = connection.scalar(select(func.count()).select_from(clue)) or 0
    values: dict[tuple[str, str | None], BitMap] = defaultdict(BitMap)
    query = select(clue.c.serial, *index.FACETS.values()).where(
        index.of_branch_walked(branch_id), clue.c.serial.is_not(None)
    )
    read = 0
    for rows in connection.execution_options(yield_per=ROWS).execute(query).partitions():
        serials, *columns = zip(*rows, strict=True)
        for key, column in zip(index.FACETS, columns, strict=True):
            for value, some in index.grouped(column, serials):
                values[key, value].update(some)
        read += len(rows)
        report(read, total)
    order = index.in_order(connection, branch_id)
    if len(BitMap(order)) != total:
        return None
    return _Made(newest(connection), order, [(key, value, some) for (key, value), some in values.items()], None)


def _brought_up(standing: index.ClueIndex) -> _Made:
    """Give the values that have other clues than those kept."""
    laid = standing.laid
    values: list[tuple[str, str | None, BitMap]] = []
    instead: list[int] = []
    for key in index.FACETS:
        fresh = dict(laid.fresh.get(key, {}))
        query = select(clue_facet.c.id, clue_facet.c.value, clue_facet.c.serials)
        for row in standing.connection.execute(query.where(standing.of(key))):
            some = BitMap.deserialize(row.serials)
            if row.value in fresh or some.intersect(laid.gone):
                instead.append(row.id)
                values.append((key, row.value, some - laid.gone | fresh.pop(row.value, BitMap())))
        values.extend((key, value, some) for value, some in fresh.items())
    return _Made(laid.sequence, laid.order, values, instead)


def _keep(connection: Connection, branch_id: str, made: _Made) -> None:
    mine = clue_facet.c.branch_id == branch_id
    if made.instead is None:
        connection.execute(delete(clue_facet).where(mine))
    for ids in batches(made.instead or ()):
        connection.execute(delete(clue_facet).where(clue_facet.c.id.in_(ids)))
    rows = [
        {"branch_id": branch_id, "facet": key, "value": value, "rows": len(some), "serials": some.serialize()}
        for key, value, some in made.values
        if some
    ]
    for part in batches(rows):
        connection.execute(insert(clue_facet), list(part))
    connection.execute(delete(clue_index).where(clue_index.c.branch_id == branch_id))
    connection.execute(
        insert(clue_index).values(
            id=new_id(),
            branch_id=branch_id,
            form=index.FORM,
            sequence=made.sequence,
            rows=len(made.order),
            by_number=made.order.tobytes(),
        )
    )
