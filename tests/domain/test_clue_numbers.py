from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.clue_numbers import LONGEST, read_pattern

PARTS = st.text("XS-（号）甲0 ", max_size=4) | st.sampled_from(["{年}", "{月}", "{日}", "{年}{月}"])
PATTERNS = st.tuples(PARTS, PARTS, st.sampled_from(["{序号}", "{序号1}", "{序号4}", "{序号0}"]), PARTS).map("".join)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
RUNNING = st.integers(1, 999_999_999)


@given(PATTERNS, DAYS, RUNNING)
def test_the_running_number_is_read_from_the_number_that_it_made(text: str, day: date, running: int) -> None:
    pattern = read_pattern(text)
    assert pattern is not None
    number = pattern.number(day, running)
    assert pattern.running(day, number) == running
    assert len(number) <= LONGEST


@given(st.sampled_from(["XS{年}{序号4}", "{年}-{月}-{序号}", "{日}{月}{年}第{序号3}号"]), DAYS, DAYS, RUNNING)
def test_counting_begins_anew_with_what_stands_around(text: str, day: date, other: date, running: int) -> None:
    pattern = read_pattern(text)
    assert pattern is not None
    same = pattern.around(day) == pattern.around(other)
    assert (pattern.running(other, pattern.number(day, running)) == running) or not same
    if day.year != other.year:
        assert not same


@pytest.mark.parametrize(
    "text",
    [
        "",
        "XS",
        "{年}",
        "{序号}{序号}",
        "{序号4}{年}{序号}",
        "{序号",
        "序号}",
        "{编号}{序号}",
        "{年2}{序号}",
        "长" * 24 + "{序号}",
    ],
)
def test_a_pattern_that_makes_no_number_is_none(text: str) -> None:
    assert read_pattern(text) is None


@pytest.mark.parametrize(
    ("number", "running"),
    [("XS20260012", 12), ("XS202612345", 12345), ("XS20250012", None), ("XS2026", None), ("XS2026００１２", None)],
)
def test_only_a_number_of_the_same_year_counts_on(number: str, running: int | None) -> None:
    pattern = read_pattern("XS{年}{序号4}")
    assert pattern is not None
    assert pattern.running(date(2026, 11, 23), number) == running
