"""One clue is entered beside many: nothing but what it means is read, and its number follows the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

import builders
from branchdesk.domain.clue_numbers import read_pattern
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.files.pasted import read_clipboard
from branchdesk.files.tables import Table, read_table
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_settings, clues
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import importing, together
from branchdesk.services.ledgers.importing import Outcome
from branchdesk.store.clue_numbers import last_running
from branchdesk.store.tables import clue, new_id

DAY = date(2026, 11, 23)
HEADING = "提报日期\t提报人\t线索内容\n"


def put(store: Store, numbers: list[str]) -> None:
    """Let clues of these numbers stand in the file, as if they had been there for long."""
    rows = [
        {
            "id": new_id(),
            "branch_id": store.branch.id,
            "number": number,
            "state": "closed",
            "reported_on": f"2026-{at % 11 + 1:02}-{at % 28 + 1:02}",
            "reporter": f"王{at % 50}",
            "text": f"第{at}处",
            "serial": at + 1,
        }
        for at, number in enumerate(numbers)
    ]
    with store.transaction() as connection:
        connection.execute(insert(clue), rows)


def number_of(store: Store, clue_id: str) -> str:
    return next(str(row["number"]) for row in builders.records(store)["clue"] if row["id"] == clue_id)


def pasted(rows: str) -> Table:
    return read_table(read_clipboard(HEADING + rows), CLUES)


def outcomes(store: Store, table: Table) -> list[Outcome]:
    return [row.outcome for row in importing.take(store, CLUES, table).plan.rows]


@contextmanager
def steps_of(store: Store) -> Iterator[list[int]]:
    """Count the thousands of steps that the file's machine takes."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    with store.reading() as connection:
        driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.set_progress_handler(count, 1000)
    yield taken
    driver.set_progress_handler(None, 0)


def steps_of_reading(store: Store) -> int:
    """Count the same for reading all numbers there are."""
    with steps_of(store) as taken, store.reading() as connection:
        assert connection.scalars(select(clue.c.number)).all()
    return taken[0]


@pytest.mark.parametrize(
    "enter",
    [
        lambda store: clues.save(store, None, {"reported_on": "2026-11-23", "reporter": "李四", "text": "通道被堵"}),
        lambda store: importing.take(store, CLUES, pasted("2026-11-23\t李四\t通道被堵\n2026-03-03\t王2\t第2处")),
    ],
    ids=["by hand", "from a sheet"],
)
def test_entering_does_not_read_the_clues_there_are(store: Store, enter: Callable[[Store], object]) -> None:
    put(store, [f"XS2026{number:04}" for number in range(1, 12_001)])
    with steps_of(store) as taken:
        enter(store)
    assert taken[0] * 4 < steps_of_reading(store)


def test_changing_one_clue_does_not_read_the_others(store: Store) -> None:
    put(store, [f"XS2026{number:04}" for number in range(1, 12_001)])
    row_id = builders.records(store)["clue"][0]["id"]
    with steps_of(store) as taken:
        together.set_field(store, CLUES, [row_id], "unit", "城管局")
        clues.save(store, row_id, {"grid": "站前网格"})
    assert taken[0] < 12


def test_a_number_longer_than_its_digits_is_followed_by_the_next(store: Store) -> None:
    put(store, ["XS20269998", "XS20269999", "XS202610000", "XS20251", "XS2026A001", "XS202699999号"])
    first, _ = clues.save(store, None, {"reported_on": "2026-11-23"})
    second, _ = clues.save(store, None, {"reported_on": "2026-11-23"})
    assert [number_of(store, one) for one in (first, second)] == ["XS202610001", "XS202610002"]


PATTERNS = st.sampled_from(["XS{年}{序号4}", "{年}{月}-{序号}号", "{序号6}", "[检]{年}*{序号2}/支"])
RUNNING = st.lists(st.one_of(st.integers(1, 12_000), st.integers(1, 10**10)), max_size=12)
OTHERS = st.lists(
    st.sampled_from(["XS2026", "XS2026A1", "XS20260001x", "2026", "XS2026００01", "x", "[检]2026*1"]), max_size=4
)


@given(text=PATTERNS, running=RUNNING, others=OTHERS)
def test_the_last_number_is_that_of_all_looked_at(
    shared: Store, text: str, running: list[int], others: list[str]
) -> None:
    pattern = read_pattern(text)
    assert pattern is not None
    numbers = [pattern.number(DAY, one) for one in running] + others
    with shared.transaction() as connection:
        connection.execute(clue.delete())
    if numbers:
        put(shared, numbers)
    with shared.reading() as connection:
        found = last_running(connection, shared.branch.id, pattern, DAY)
    assert found == max((pattern.running(DAY, number) or 0 for number in numbers), default=0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = builders.new_branch(tmp_path_factory.mktemp("numbers") / "a.branchdesk")
    yield made
    made.close()


def test_numbers_of_a_sheet_come_before_those_made(store: Store) -> None:
    rows = "线索编号\t提报日期\t线索内容\n\t2026-11-23\t甲\nXS20260007\t2026-11-23\t乙\n\t2026-11-23\t丙"
    importing.take(store, CLUES, read_table(read_clipboard(rows), CLUES))
    numbers = {row["text"]: row["number"] for row in builders.records(store)["clue"]}
    assert numbers == {"甲": "XS20260008", "乙": "XS20260007", "丙": "XS20260009"}


def test_rows_without_a_number_are_matched_by_day_reporter_and_text(store: Store) -> None:
    table = pasted("2026-11-23\t李四\t甲\n2026-11-23\t\t甲\n\t李四\t甲\n2026-11-22\t李四\t甲\n2026-11-23\t李四\t")
    assert outcomes(store, table) == [Outcome.NEW] * 5
    before = builders.records(store)
    assert outcomes(store, table) == [Outcome.UNCHANGED] * 5
    assert builders.records(store) == before


def test_the_oldest_of_two_like_clues_is_meant_and_a_second_row_repeats_the_first(store: Store) -> None:
    like = {"reported_on": "2026-11-23", "reporter": "李四", "text": "甲"}
    first, _ = clues.save(store, None, like)
    clues.save(store, None, like)
    rows = importing.take(store, CLUES, pasted("2026-11-23\t李四\t甲\n2026-11-23\t李四\t甲")).plan.rows
    assert [(row.record, row.outcome) for row in rows] == [(first, Outcome.UNCHANGED), (None, Outcome.REFUSED)]
    fresh = importing.take(store, CLUES, pasted("2026-11-23\t钱五\t乙\n2026-11-23\t钱五\t乙")).plan.rows
    assert [row.outcome for row in fresh] == [Outcome.NEW, Outcome.REFUSED]


def test_an_import_taken_back_and_done_again_leaves_the_same_rows(store: Store) -> None:
    clue_settings.set_settings(store, ClueSettings(pattern="{年}-{序号3}"))
    before = builders.records(store)
    importing.take(store, CLUES, pasted("2026-11-23\t李四、王五\t甲\n2026-11-23\t匿名\t乙"))
    after = builders.records(store)
    past.undo(store)
    assert builders.records(store) == before
    past.redo(store)
    assert builders.records(store) == after
