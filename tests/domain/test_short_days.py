"""Days written short."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.short_days import read_short_day

NEAR = date(2025, 2, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5", "2025-02-05"),
        (" ２８ ", "2025-02-28"),
        ("5日", "2025-02-05"),
        ("3-14", "2025-03-14"),
        ("3.14", "2025-03-14"),
        ("3月14日", "2025-03-14"),
        ("12/31", "2025-12-31"),
        ("0314", "2025-03-14"),
    ],
)
def test_a_short_day_is_of_the_month_or_year_before(text: str, day: str) -> None:
    assert read_short_day(text, NEAR) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "29", "0", "31", "13-1", "2-30", "2025", "314", "2025-03-14", "初五", "x5", "20250314"]
)
def test_what_is_no_short_day_is_left_to_others(text: str) -> None:
    assert read_short_day(text, NEAR) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(("{0.month}-{0.day}", "{0:%m%d}")))
def test_every_day_of_the_year_may_be_written_without_it(day: date, form: str) -> None:
    assert read_short_day(form.format(day), day.replace(month=1, day=1)) == day
