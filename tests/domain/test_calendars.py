"""The branch's duties against two calendars worked out by hand, as they were told on several days."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest

import calendar_with_committee
import calendar_without_committee
from branch_facts import as_of, owed

CASES = [
    pytest.param(calendar, place, today, id=f"{calendar.__name__} {today}")
    for calendar in (calendar_with_committee, calendar_without_committee)
    for place, today in enumerate(calendar.TOLD_ON)
]


@pytest.mark.parametrize(("calendar", "place", "today"), CASES)
def test_a_calendar_worked_out_by_hand(calendar: ModuleType, place: int, today: date) -> None:
    lines = [line.split() for line in calendar.EXPECTED.splitlines() if line]
    expected = {(rule, *rest[:3]): rest[3:][place] for rule, *rest in lines if rest[3:][place] != "-"}
    assert owed(as_of(calendar.RECORDS, today), date(2026, 1, 1), date(2027, 4, 1)) == expected
