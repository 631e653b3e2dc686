"""Clues come one by one, as many as wanted, each a sentence of its own."""

import tracemalloc
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from branchdesk.demo.branch import invent
from branchdesk.demo.records import Fault
from branchdesk.ledgers.clues import STATES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_of_193_clues_189_are_handled_and_the_oldest_open_one_is_from_february(seed: int) -> None:
    invented = invent(today=TODAY, seed=seed)
    clues = list(invented.clues)
    assert len(clues) == len(invented.clues) == 193
    assert [clue.number for clue in clues] == [f"XS2026{number:04}" for number in range(1, 194)]
    waiting = [clue for clue in clues if clue.closed_on is None]
    assert len(waiting) == 4
    assert waiting[0].reported_on.month == 2
    assert [one.where for one in invented.planted if one.code is Fault.CLUE_LEFT_OPEN] == [waiting[0].number]
    assert {clue.state for clue in clues} <= {choice.value for choice in STATES}
    assert {clue.reporter for clue in clues} <= {rider.name for rider in invented.volunteers}


def test_the_texts_are_varied_and_hold_no_slot() -> None:
    texts = [clue.text for clue in invent(today=TODAY).clues]
    assert len(set(texts)) >= 192
    assert max(Counter(text.split("，")[-1] for text in texts).values()) < 60
    assert not any(set(text) & set("{}") for text in texts)


def test_a_hundred_thousand_clues_need_no_memory_and_keep_the_ratio() -> None:
    clues = invent(today=TODAY, clues=100_000, members=8, years=2).clues
    list(islice(clues, 1000))
    tracemalloc.start()
    numbers, waiting = set(), 0
    last = date(2000, 1, 1)
    for clue in clues:
        assert last <= clue.reported_on
        last = clue.reported_on
        numbers.add(hash(clue.number))
        waiting += clue.closed_on is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(numbers) == 100_000
    assert waiting == 100_000 * 4 // 193
    assert peak < 16 << 20  # the set of numbers alone takes half of that


@pytest.mark.parametrize("count", [0, 1, 5, 48, 2500])
def test_any_number_of_clues_will_do(count: int) -> None:
    assert sum(1 for _ in invent(today=date(2025, 2, 3), members=8, years=1, clues=count).clues) == count
