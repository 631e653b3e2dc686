"""The index of texts finds what LIKE finds, whatever was done to the clues since it was made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap
from sqlalchemy import select

import builders
from branchdesk.services.keeping import past
from branchdesk.store import clue_search, clue_search_making
from branchdesk.store.char_places import beginnings, folded, lay, packed, unpacked, whose
from branchdesk.store.clue_search import FIELDS, matching
from branchdesk.store.engine import Store
from branchdesk.store.history import Report, operate
from branchdesk.store.tables import clue, clue_search_part

# Few characters, so that words are met again and again: repeated, at the ends, over two fields, and what LIKE minds.
ALPHABET = "消防aAzZÄä%_/\\ \n\0𬱖🚒\ufffd\ufffe\uffff1"
TEXTS = st.text(ALPHABET, max_size=40) | st.sampled_from(["消防消防消防", "防消", "a" * 32, "消" * 33, "XS20260001"])
ROWS = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, TEXTS))
WORDS = st.text(ALPHABET.replace("\0", ""), min_size=1, max_size=5)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "undo", "redo", "freshen"]), st.integers(0, 30), ROWS),
    max_size=6,
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts of few clues, and take in what changed at once."""
    for name, number in {"LEAST": 1, "OFTEN": 0, "PART": 3, "PART_TEXT": 200, "SMALL": 2, "MANY": 2}.items():
        monkeypatch.setattr(clue_search_making, name, number)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = builders.new_branch(tmp_path / "支部.branchdesk")
    yield made
    made.close()


def freshen(store: Store, report: Report = lambda _done, _total: None) -> bool:
    return clue_search_making.freshen(store, report)


def add(store: Store, rows: list[dict[str, str]]) -> None:
    with operate(store, "add", "添加") as work:
        fixed = {"branch_id": store.branch.id, "state": "reported", "number": ""}
        work.insert_many(clue, [{**fixed, **row} for row in rows])


def plainly(store: Store, word: str) -> set[int]:
    with store.reading() as connection:
        return set(connection.scalars(select(clue.c.serial).where(clue_search.holds(word))))


def found(store: Store, word: str) -> BitMap | None:
    with store.reading() as connection:
        return matching(connection, store.branch.id, word)


def agree(store: Store, words: list[str]) -> None:
    for word in words:
        assert found(store, word) == BitMap(plainly(store, word)), word


def ids(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(select(clue.c.id).order_by(clue.c.id)))


def do(store: Store, what: str, number: int, row: dict[str, str]) -> None:
    standing = ids(store)
    if what == "add":
        add(store, [row, row, {"text": row.get("number", "")}])
    elif what == "freshen":
        freshen(store)
    elif what in {"undo", "redo"}:
        titles = past.next_titles(store)
        if titles[what == "redo"] is not None:
            (past.undo if what == "undo" else past.redo)(store)
    elif standing:
        with operate(store, what, what) as work:
            if what == "remove":
                work.delete(clue, standing[number % len(standing)])
            else:
                work.update(clue, standing[number % len(standing)], row)


def words_of(texts: list[str], words: list[str]) -> list[str]:
    """Give words that may stand nowhere, and such as stand somewhere."""
    inside = [text.partition("\0")[0][start : start + 3] for text in texts for start in (0, 1, len(text) - 2)]
    return [word for word in dict.fromkeys((*words, *inside)) if word]


@pytest.mark.usefixtures("small")
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(ROWS, min_size=1, max_size=8), STEPS, st.lists(WORDS, min_size=1, max_size=4))
def test_it_finds_what_like_finds_whatever_was_done_since(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, str]],
    steps: list[tuple[str, int, dict[str, str]]],
    words: list[str],
) -> None:
    store = builders.new_branch(tmp_path_factory.mktemp("search") / "支部.branchdesk")
    texts = [text for row in (*rows, *(row for _, _, row in steps)) for text in row.values()]
    wanted = words_of(texts, words)[:12]
    try:
        add(store, rows)
        freshen(store)
        agree(store, wanted)
        for what, number, row in steps:
            do(store, what, number, row)
            agree(store, wanted)
    finally:
        store.close()


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=4))
def test_places_of_characters_find_a_word_of_any_length(rows: list[tuple[str, str]], words: list[str]) -> None:
    laid = lay([[(serial, row[column]) for serial, row in enumerate(rows, 7)] for column in (0, 1)])
    sets = packed(laid.shared)
    for word in words_of([text for row in rows for text in row], words):
        expected = {serial for serial, row in enumerate(rows, 7) if any(folded(word) in folded(text) for text in row)}
        places = beginnings(folded(word), laid.places)
        assert set(whose(places, laid.owners, partial(unpacked, sets))) == expected


@pytest.mark.parametrize("text", ["", "\0", "消\0防", "防" * 201])
@pytest.mark.usefixtures("small")
def test_a_text_that_it_does_not_take_goes_the_plain_way(store: Store, text: str) -> None:
    add(store, [{"text": "消防通道"}])
    freshen(store)
    assert found(store, text) is None


def test_a_branch_of_few_clues_has_no_index(store: Store) -> None:
    add(store, [{"text": "消防通道"}])
    assert not freshen(store)
    assert found(store, "消防") is None


@pytest.mark.usefixtures("small")
def test_it_answers_only_once_it_is_whole_and_goes_on_where_it_was_stopped(store: Store) -> None:
    add(store, [{"text": f"消防{number}"} for number in range(10)])

    def stop(done: int, _total: int) -> None:
        if done >= 6:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        freshen(store, stop)
    assert found(store, "消防") is None
    add(store, [{"text": "消防在后"}])
    begun: list[int] = []
    assert freshen(store, lambda done, _total: begun.append(done))
    assert begun[0] == 6
    agree(store, ["消防", "防9", "在后"])


@pytest.mark.usefixtures("small")
def test_many_small_parts_become_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clue_search_making, "PART", 100)
    monkeypatch.setattr(clue_search_making, "SMALL", 50)
    monkeypatch.setattr(clue_search_making, "MANY", 4)
    for number in range(9):
        add(store, [{"text": f"消防{number}"}])
        freshen(store)
    with store.reading() as connection:
        assert len(connection.execute(select(clue_search_part.c.id)).all()) <= 4
    agree(store, ["消防", "防8", "防0"])


@pytest.mark.usefixtures("small")
def test_more_changes_than_can_be_taken_in_make_it_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, [{"text": "消防通道"}])
    freshen(store)
    monkeypatch.setattr(clue_search, "MOST_CHANGED", 2)
    monkeypatch.setattr(clue_search_making, "MOST", 2)
    add(store, [{"text": f"消防{number}"} for number in range(3)])
    assert found(store, "消防") is None
    assert freshen(store)
    agree(store, ["消防", "防2", "通道"])
