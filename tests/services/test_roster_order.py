"""The roster's order is changed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query, Sort
from branchdesk.services.people import members, roster_order, transfers
from branchdesk.services.people.roster_order import _placed


def numbered(store: Store) -> list[tuple[int, str]]:
    page = lists.page(store, MEMBERS, Query(order=(Sort("roster_order"),)), ("roster_order", "name"))
    return [(number, name) for _, (number, name) in page.rows]


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of four ordinary members, numbered with gaps as sheets have them."""
    return [
        members.save(store, None, {"name": name, "stage": "full_member", "roster_order": number})[0]
        for number, name in ((2, "张三"), (5, "李四"), (5, "王五"), (9, "赵六"))
    ]


def test_somebody_is_put_before_another_in_one_step(store: Store, people: list[str]) -> None:
    before = numbered(store)
    roster_order.move(store, people[3], people[1])
    assert numbered(store) == [(1, "张三"), (2, "赵六"), (3, "李四"), (4, "王五")]
    title, _ = past.next_titles(store)
    assert title is not None
    assert "赵六" in title
    past.undo(store)
    assert numbered(store) == before


def test_somebody_is_put_at_the_end(store: Store, people: list[str]) -> None:
    roster_order.move(store, people[0], None)
    assert numbered(store) == [(1, "李四"), (2, "王五"), (3, "赵六"), (4, "张三")]


def test_who_stands_there_already_is_no_change(store: Store, people: list[str]) -> None:
    roster_order.move(store, people[0], None)
    assert not roster_order.move(store, people[0], None)
    assert not roster_order.move(store, people[1], people[1])
    assert not roster_order.move(store, people[1], people[2])


def test_who_left_keeps_their_number_and_cannot_be_moved(store: Store, people: list[str]) -> None:
    transfers.leave(store, (people[0],), transfers.Leaving("resigned"))
    roster_order.move(store, people[3], people[1])
    assert numbered(store) == [(1, "赵六"), (2, "李四"), (3, "王五")]
    for moved, before in ((people[0], people[1]), (people[1], people[0]), ("nobody", None)):
        with pytest.raises(Refusal) as refusal:
            roster_order.move(store, moved, before)
        assert refusal.value.code == "no_such_record"


def test_a_namesake_who_is_moved_is_named_with_the_group(store: Store) -> None:
    ids = builders.fill(store)
    roster_order.move(store, ids[3], ids[2])
    assert "王伟（第二党小组）" in str(past.next_titles(store)[0])


@given(st.permutations("abcdef"), st.sampled_from("abcdef"), st.sampled_from([*"abcdef", None]))
def test_moving_somebody_leaves_all_others_in_their_order(order: list[str], moved: str, before: str | None) -> None:
    placed = _placed(order, moved, before)
    assert [one for one in placed if one != moved] == [one for one in order if one != moved]
    assert sorted(placed) == sorted(order)
    if before is None:
        assert placed[-1] == moved
    elif before != moved:
        assert placed[placed.index(moved) + 1] == before
