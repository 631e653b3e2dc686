"""Many rows at once: the same rows, the same history, the same hashes as one by one."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from branchdesk.errors import Refusal
from branchdesk.store.bulk import BATCH
from branchdesk.store.chain import broken_links, payload_hash, written
from branchdesk.store.engine import Store
from branchdesk.store.history import Report, operate
from branchdesk.store.tables import change, clue, new_ids

ROWS = BATCH + 1
values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())
rows = st.none() | st.dictionaries(st.text(), values)


def number(place: int) -> dict[str, object]:
    """Give a clue; every other one has something to say of feedback."""
    return {
        "branch_id": "",
        "number": f"XS2026{place:04}",
        "state": "reported",
        "fed_back": None if place % 2 else place % 4 == 0,
    }


def enter(store: Store, count: int, report: Report | None = None) -> list[str]:
    with operate(store, "test", "许多") as work:
        work.report = report or work.report
        return work.insert_many(clue, [number(place) | {"branch_id": store.branch.id} for place in range(count)])


def test_rows_of_several_batches_stand_as_they_were_given(store: Store) -> None:
    ids = enter(store, ROWS)
    with store.reading() as connection:
        found = connection.execute(select(clue).order_by(clue.c.number)).all()
    assert [row.id for row in found] == ids == sorted(ids)
    assert [row.fed_back for row in found[:5]] == [True, None, False, None, True]


def test_history_holds_every_row_in_order_and_its_chain_holds(store: Store) -> None:
    ids = enter(store, ROWS)
    with store.reading() as connection:
        notes = connection.execute(select(change).order_by(change.c.number)).all()
        standing = {row["id"]: dict(row) for row in connection.execute(select(clue)).mappings()}
        assert not broken_links(connection)
    assert [note.row_id for note in notes] == ids
    assert {note.row_id: note.after for note in notes} == standing
    assert {note.before for note in notes} == {None}


def test_whoever_gives_up_while_history_is_written_leaves_nothing(store: Store) -> None:
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == total:
            raise Refusal("", code="enough")

    with pytest.raises(Refusal):
        enter(store, ROWS, report)
    assert told == [(BATCH, ROWS), (ROWS, ROWS)]
    with store.reading() as connection:
        assert connection.scalar(select(clue.c.id)) is None
        assert connection.scalar(select(change.c.number)) is None


@given(st.binary(max_size=16), st.lists(st.tuples(st.text(), st.text(), rows, rows), max_size=4))
def test_what_is_hashed_is_the_json_of_the_four_parts(
    salt: bytes,
    notes: list[tuple[str, str, dict[str, object] | None, dict[str, object] | None]],
) -> None:
    plain = [json.dumps(note, ensure_ascii=False, sort_keys=True).encode() for note in notes]
    told = ((name, row, written(before), written(after)) for name, row, before, after in notes)
    assert payload_hash(salt, told) == hashlib.sha256(salt + b"".join(plain)).hexdigest()


def test_identifiers_are_uuids_of_version_7_that_sort_as_they_were_made() -> None:
    ids = [*new_ids(3000), *new_ids(1), *new_ids(3000)]
    assert all(one < other for one, other in pairwise(ids))
    assert {(UUID(one).version, UUID(one).variant) for one in ids} == {(7, RFC_4122)}
    assert all(str(UUID(one)) == one for one in ids)
