"""Making the index that finds clues by their text, and bringing it up to date; beside it `clue_search` reads it.

A part is made from the clues as they are now, which may be later than the operation the index is true up to: whatever
changed since then is looked at by whoever asks, so a part that already knows of it does no harm. That is why every step
here is a short transaction of its own, and why stopping between two of them loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from branchdesk.store import clue_changes
from branchdesk.store.bulk import batches, insert_columns
from branchdesk.store.char_places import Laid, lay, packed
from branchdesk.store.clue_search import CODES, FIELDS, FORM, standing
from branchdesk.store.engine import Store
from branchdesk.store.history import Report
from branchdesk.store.tables import clue, clue_search, clue_search_char, clue_search_part, new_id

LEAST = 20_000  # clues from which on an index is kept: fewer are read as quickly
OFTEN = 300  # changes after which the index takes them in
MOST = 50_000  # changes at once; after more it is made anew
PART = 16_384  # clues
PART_TEXT = 1 << 24  # characters after which a part takes no further clue
SMALL = 4096  # clues of a part that is joined with others of its size
MANY = 8  # such parts

_COLUMNS = (clue.c.serial, *(clue.c[key] for key in FIELDS))


def freshen(store: Store, report: Report) -> bool:
    """Make what is missing of the index, or take in what changed; gives whether there was anything to do.

    `report` is told how many clues are done, and may end the work by raising. A branch of few clues has no index.
    """
    branch_id = store.branch.id
    with store.reading() as connection:
        state = standing(connection, branch_id)
        highest = connection.scalar(select(func.max(clue.c.serial))) or 0
        changed = clue_changes.changed_since(connection, state.sequence, MOST) if state and state.whole else None
    if state is None or (state.whole and changed is None):
        if highest < LEAST:
            return False
        _begin(store)
        _fill(store, 0, highest, report)
        return True
    if changed is None:
        _fill(store, state.upto, highest, report)
        return True
    if len(changed.ids) <= OFTEN:
        return False
    _take_in(store, state.sequence)
    _join_small(store)
    return True


def _begin(store: Store) -> None:
    """Forget what there is, and begin an index that is true up to now."""
    with store.transaction() as connection:
        mine = select(clue_search_part.c.id).where(clue_search_part.c.branch_id == store.branch.id)
        _forget(connection, connection.scalars(mine).all())
        connection.execute(delete(clue_search).where(clue_search.c.branch_id == store.branch.id))
        row = {"id": new_id(), "branch_id": store.branch.id, "form": FORM, "upto": 0, "whole": False}
        connection.execute(insert(clue_search).values(**row, sequence=clue_changes.newest(connection)))


def _fill(store: Store, upto: int, highest: int, report: Report) -> None:
    """Add the clues whose serial is higher than `upto`, a part after another."""
    # Hidden from SQLite, which would walk through all clues of the branch for each part to find those of the next.
    mine: ColumnElement[bool] = func.coalesce(clue.c.branch_id, "") == store.branch.id
    while True:
        report(upto, highest)
        with store.reading() as connection:
            query = select(*_COLUMNS).where(mine, clue.c.serial > upto).order_by(clue.c.serial).limit(PART)
            rows = _some(iter(connection.execute(query)))
        state = update(clue_search).where(clue_search.c.branch_id == store.branch.id)
        if not rows:
            with store.transaction() as connection:
                connection.execute(state.values(whole=True))
            return
        laid, upto = _laid(rows), rows[-1].serial
        with store.transaction() as connection:
            _keep(connection, store.branch.id, rows, laid)
            connection.execute(state.values(upto=upto))


def _take_in(store: Store, since: int) -> None:
    """Make parts of what changed, and let the older ones speak for these clues no longer."""
    with store.reading() as connection:
        upto = clue_changes.newest(connection)
        changed = clue_changes.changed_since(connection, since, MOST)
        if changed is None:
            return
        made = list(_parts_of(connection, clue.c.id, changed.ids))
    with store.transaction() as connection:
        mine = select(clue_search_part).where(clue_search_part.c.branch_id == store.branch.id)
        gone = BitMap(changed.gone)
        for part in connection.execute(mine).all():
            serials = BitMap.deserialize(part.serials)
            if serials.intersect(gone):
                told = update(clue_search_part).where(clue_search_part.c.id == part.id)
                connection.execute(told.values(serials=(serials - gone).serialize()))
        for rows, laid in made:
            _keep(connection, store.branch.id, rows, laid)
        mine_state = update(clue_search).where(clue_search.c.branch_id == store.branch.id)
        connection.execute(mine_state.values(sequence=upto))


def _join_small(store: Store) -> None:
    """Make one part of small ones, and of such as speak for less than half of their clues, once there are many."""
    with store.reading() as connection:
        columns = clue_search_part.c
        rows = connection.execute(
            select(columns.id, columns.size, columns.serials).where(columns.branch_id == store.branch.id)
        ).all()
        worn: list[int] = []
        serials = BitMap()
        for row in rows:
            still = BitMap.deserialize(row.serials)
            if len(still) < max(SMALL, row.size // 2):
                worn.append(row.id)
                serials |= still
        if len(worn) < MANY:
            return
        made = list(_parts_of(connection, clue.c.serial, list(serials)))
    with store.transaction() as connection:
        _forget(connection, worn)
        for some, laid in made:
            _keep(connection, store.branch.id, some, laid)


def _parts_of(
    connection: Connection, column: ColumnElement[Any], values: Sequence[Any]
) -> Iterator[tuple[Sequence[Row[Any]], Laid]]:
    """Make parts of clues that are named by the values of a column; such as are not there are left out."""
    named = iter(values)
    while some := list(islice(named, PART)):
        queries = (select(*_COLUMNS).where(column.in_(few)) for few in batches(some))
        found = chain.from_iterable(connection.execute(query) for query in queries)
        while rows := _some(found):
            yield rows, _laid(rows)


def _some(rows: Iterator[Row[Any]]) -> list[Row[Any]]:
    """Take rows until their texts are long enough for a part."""
    taken: list[Row[Any]] = []
    length = 0
    for row in rows:
        taken.append(row)
        length += sum(map(len, filter(None, row[1:])))
        if length > PART_TEXT:
            break
    return taken


def _laid(rows: Sequence[Row[Any]]) -> Laid:
    return lay(((row[0], row[place]) for row in rows) for place in range(1, len(_COLUMNS)))


def _keep(connection: Connection, branch_id: str, rows: Sequence[Row[Any]], laid: Laid) -> None:
    """Write a part."""
    part = (connection.scalar(select(func.max(clue_search_part.c.id))) or 0) + 1
    serials = BitMap([row[0] for row in rows])
    values = {"id": part, "branch_id": branch_id, "size": len(rows), "serials": serials.serialize()}
    shared = {"owners": laid.owners.tobytes(), "shared": packed(laid.shared)}
    connection.execute(insert(clue_search_part).values(**values, **shared))
    characters = sorted(laid.places)
    ids = [part << CODES | ord(character) for character in characters]
    for places in laid.places.values():
        places.run_optimize()
    blobs = [laid.places[character].serialize() for character in characters]
    insert_columns(connection, clue_search_char, {"id": ids, "places": blobs})


def _forget(connection: Connection, parts: Sequence[int]) -> None:
    """Take parts out."""
    for part in parts:
        ids = clue_search_char.c.id
        connection.execute(delete(clue_search_char).where(ids.between(part << CODES, (part + 1 << CODES) - 1)))
        connection.execute(delete(clue_search_part).where(clue_search_part.c.id == part))
