"""Figures of clues: every grouping adds up, and rates are rounded once, half up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.clue_settings import USUALLY_HANDLED
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.tallies import rate_text
from branchdesk.services import Store, clues
from branchdesk.services.clues import TallyGroup
from branchdesk.words import clues as say

STATES = ("reported", "verified", "assigned", "handled", "closed", "fed_back", "out_of_scope", "duplicate")
CLUE = st.fixed_dictionaries(
    {"state": st.sampled_from(STATES)},
    optional={
        "reported_on": st.sampled_from(
            ["2025", "2025-12", "2025-12-31", "2026", "2026-01-01", "2026-03", "2026-03-31"]
        ),
        "category": st.sampled_from(["公益诉讼", "安全隐患", ""]),
        "reporter": st.sampled_from(["孙骑", "钱骑"]),
        "grid": st.sampled_from(["三号网格", ""]),
        "unit": st.sampled_from(["城管局"]),
    },
)
DAYS = st.one_of(st.none(), st.sampled_from([date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 31)]))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tally")


def within(clue: dict[str, Any], since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if "reported_on" not in clue:
        return False
    day = PartialDate.parse(clue["reported_on"]).first_day()
    return (since is None or day >= since) and (until is None or day <= until)


@settings(max_examples=25)
@given(st.lists(CLUE, max_size=12), DAYS, DAYS)
def test_every_grouping_adds_up(
    shared: Path, entered: list[dict[str, Any]], since: date | None, until: date | None
) -> None:
    path = shared / "支部.branchdesk"
    path.unlink(missing_ok=True)
    store = builders.new_branch(path)
    try:
        for clue in entered:
            clues.save(store, None, {"text": "路灯不亮", **clue})
        counted = [clue for clue in entered if within(clue, since, until)]
        handled = sum(clue["state"] in USUALLY_HANDLED for clue in counted)
        for by in (None, *say.BY):
            found = clues.tally(store, since=since, until=until, by=by)
            assert (found.reported, found.handled) == (len(counted), handled)
            assert found.rate == rate_text(handled, len(counted))
            assert found.first == min((clue["reported_on"] for clue in counted if "reported_on" in clue), default=None)
            if by is not None:
                names = [group.name for group in found.groups]
                assert len(set(names)) == len(names)
                assert sum(group.reported for group in found.groups) == len(counted)
                assert sum(group.handled for group in found.groups) == handled
        categories = Counter(clue.get("category") or say.UNKNOWN for clue in counted)
        by_category = clues.tally(store, since=since, until=until, by="category").groups
        assert {group.name: group.reported for group in by_category} == categories
        assert [group.reported for group in by_category] == sorted(categories.values(), reverse=True)
    finally:
        store.close()


@pytest.fixture(scope="module")
def filled(shared: Path) -> Iterator[Store]:
    store = builders.new_branch(shared / "读.branchdesk")
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
    found = clues.tally(filled, since=first, until=last)
    assert (found.reported, found.handled) == (reported, handled)
    assert all(day in found.definition for day in (since, until) if day)


def test_months_are_named_as_far_as_they_are_known(filled: Store) -> None:
    assert clues.tally(filled, by="month").groups == (
        TallyGroup("未填", 1, 0),
        TallyGroup("2025年（月份不详）", 1, 1),
        TallyGroup("2026年1月", 1, 1),
        TallyGroup("2026年2月", 3, 1),
        TallyGroup("2026年3月", 1, 1),
    )


def test_the_definition_names_the_states_that_count(filled: Store) -> None:
    assert "已处置、已办结、已反馈" in clues.tally(filled).definition


def test_nothing_has_no_rate(store: Store) -> None:
    found = clues.tally(store, by="grid")
    assert (found.reported, found.handled, found.rate, found.groups, found.first) == (0, 0, "—", (), None)


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
