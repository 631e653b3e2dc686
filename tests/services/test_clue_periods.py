"""Figures of clues: which days a period holds, how months are named, how rates are rounded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.domain.clue_figures import Counted
from branchdesk.domain.tallies import rate_text
from branchdesk.services import Store
from branchdesk.services.clues import clue_figures, clues
from branchdesk.services.clues.clue_figures import Asked


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = builders.new_branch(tmp_path_factory.mktemp("tally") / "读.branchdesk")
    for day, state in (
        ("2026-01-31", "handled"),
        ("2026-02", "reported"),
        ("2026-02-01", "closed"),
        ("2026-02-28", "verified"),
        ("2026-03-01", "fed_back"),
        ("2025", "handled"),
        (None, "out_of_scope"),
    ):
        clues.save(store, None, {"text": "路灯不亮", "reported_on": day, "state": state, "reporter": "孙骑"})
    yield store
    store.close()


@pytest.mark.parametrize(
    ("since", "until", "reported", "handled"),
    [
        (None, None, 7, 4),
        ("2026-02-01", "2026-02-28", 3, 1),
        ("2026-02-02", "2026-02-28", 1, 0),
        ("2026-01-31", "2026-01-31", 1, 1),
        (None, "2026-01-30", 1, 1),
        ("2025-01-01", "2025-12-31", 1, 1),
        ("2025-01-02", "2025-12-31", 0, 0),
        ("2026-03-01", None, 1, 1),
    ],
)
def test_both_days_of_a_period_count_and_a_month_counts_from_its_first(
    filled: Store, since: str | None, until: str | None, reported: int, handled: int
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    found = clue_figures.figures(filled, Asked(first, last))
    assert (found.whole.reported, found.whole.handled) == (reported, handled)
    assert all(day in found.definition for day in (since, until) if day)
    assert found.undated == 1
    assert ("未填提报日期的1条不在其内" in found.definition) == bool(since or until)


def test_months_are_named_as_far_as_they_are_known_and_stand_in_time(filled: Store) -> None:
    table = clue_figures.figures(filled, Asked(), ("month",)).groups["month"]
    assert [(one.name, one.counted.reported, one.counted.handled) for one in table.groups] == [
        ("2025年（月份不详）", 1, 1),
        ("2026年1月", 1, 1),
        ("2026年2月", 3, 1),
        ("2026年3月", 1, 1),
        ("未填", 1, 0),
    ]


def test_days_known_to_the_month_alone_are_flagged(filled: Store) -> None:
    found = clue_figures.figures(filled, Asked())
    assert found.partial == {"2026-02": 1, "2025": 1}
    assert found.notes == ("2条线索的提报日期只到年或月，从该年、该月第一天算起。",)
    assert found.first == "2025"


def test_nothing_has_no_rate(store: Store) -> None:
    found = clue_figures.figures(store, Asked(), ("grid",))
    assert (found.whole, found.text(found.rate), found.groups["grid"].groups) == (Counted(), "—", ())
    assert (found.first, found.oldest, found.notes) == (None, (), ())


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(0, 3))
def test_rates_are_rounded_half_up(part: int, whole: int, digits: int) -> None:
    exact = Decimal(100 * part) / Decimal(whole)
    assert rate_text(part, whole, digits) == f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (189, 193, "97.9%"),
        (1, 16, "6.3%"),
        (1, 8, "12.5%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
    ],
)
def test_the_rates_people_reckon(part: int, whole: int, text: str) -> None:
    assert rate_text(part, whole) == text
