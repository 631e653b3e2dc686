"""Spans of time by name, as seen from a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.periods import Span, bounds

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("span", "since", "until"),
    [
        (Span.THIS_YEAR, "2026-01-01", "2026-12-31"),
        (Span.LAST_YEAR, "2025-01-01", "2025-12-31"),
        (Span.THIS_QUARTER, "2026-01-01", "2026-03-31"),
        (Span.LAST_QUARTER, "2025-10-01", "2025-12-31"),
        (Span.THIS_MONTH, "2026-02-01", "2026-02-28"),
        (Span.LAST_MONTH, "2026-01-01", "2026-01-31"),
    ],
)
def test_a_named_span_has_its_first_and_last_day(span: Span, since: str, until: str) -> None:
    assert bounds(span, date(2026, 2, 28)) == (date.fromisoformat(since), date.fromisoformat(until))


@given(DAYS)
def test_this_quarter_follows_the_last_without_a_gap(day: date) -> None:
    first, last = bounds(Span.THIS_QUARTER, day)
    _, before = bounds(Span.LAST_QUARTER, day)
    assert first is not None
    assert before is not None
    assert last is not None
    assert (first - before).days == 1
    assert first <= day <= last


@given(DAYS)
def test_this_month_follows_the_last_without_a_gap(day: date) -> None:
    first, last = bounds(Span.THIS_MONTH, day)
    _, before = bounds(Span.LAST_MONTH, day)
    assert first is not None
    assert before is not None
    assert last is not None
    assert (first - before).days == 1
    assert first <= day <= last


def test_a_span_of_chosen_days_is_open_by_itself() -> None:
    assert bounds(Span.CHOSEN, date(2026, 2, 28)) == bounds(Span.ALL, date(2026, 2, 28)) == (None, None)
