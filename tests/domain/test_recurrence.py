"""Days that come again: each fits its rule, and none is forgotten, by walking day after day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.recurrence import (
    LAST,
    DayOfMonth,
    Monthly,
    MonthRule,
    WeekdayOfMonth,
    Weekly,
    WorkdayOfMonth,
    days_of,
)
from branchdesk.domain.working_days import SetDay, WorkingDays

FRIDAY = 4
BEGINNINGS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
LENGTHS = st.integers(0, 800).map(lambda days: timedelta(days=days))
MONTH_RULES: st.SearchStrategy[MonthRule] = st.one_of(
    st.integers(1, 31).map(DayOfMonth),
    st.builds(WeekdayOfMonth, st.sampled_from((1, 2, 3, 4, 5, LAST)), st.integers(0, 6)),
    st.integers(1, 5).map(WorkdayOfMonth) | st.just(WorkdayOfMonth(LAST)),
)
MONTHLY = st.sampled_from((1, 2, 3, 6, 12)).flatmap(
    lambda every: st.builds(Monthly, MONTH_RULES, st.just(every), st.integers(1, every)),
)


def walk(since: date, until: date) -> list[date]:
    return [since + timedelta(days=number) for number in range((until - since).days + 1)]


def last_of_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def fits(rule: MonthRule, day: date) -> bool:
    """Say whether a day is the one of its month, by counting the days before and after it."""
    if isinstance(rule, DayOfMonth):
        return day.day == rule.day
    if isinstance(rule, WeekdayOfMonth):
        if day.weekday() != rule.weekday:
            return False
        if rule.which == LAST:
            return day.day + 7 > last_of_month(day)
        return (day.day + 6) // 7 == rule.which
    if day.weekday() > FRIDAY:
        return False
    before = [date(day.year, day.month, number).weekday() <= FRIDAY for number in range(1, day.day)]
    after = [
        date(day.year, day.month, number).weekday() <= FRIDAY for number in range(day.day + 1, last_of_month(day) + 1)
    ]
    return not any(after) if rule.which == LAST else sum(before) == rule.which - 1


@given(MONTHLY, BEGINNINGS, LENGTHS)
def test_months_give_every_day_that_fits_and_no_other(rule: Monthly, since: date, length: timedelta) -> None:
    until = since + length
    found = days_of(rule, since, until)
    turns = set(range(rule.at, 13, rule.every))
    assert list(found.days) == [day for day in walk(since, until) if day.month in turns and fits(rule.day, day)]


@given(MONTHLY, BEGINNINGS, LENGTHS)
def test_a_month_without_the_day_is_said(rule: Monthly, since: date, length: timedelta) -> None:
    until = since + length
    months = sorted({(day.year, day.month) for day in walk(since, until)})
    without = [
        (year, month)
        for year, month in months
        if month in range(rule.at, 13, rule.every)
        and not any(fits(rule.day, date(year, month, number)) for number in range(1, monthrange(year, month)[1] + 1))
    ]
    assert list(days_of(rule, since, until).lacking) == without


@given(st.integers(0, 6), st.integers(1, 5), BEGINNINGS, LENGTHS)
def test_weeks_are_counted_from_the_first_such_day(weekday: int, every: int, since: date, length: timedelta) -> None:
    until = since + length
    such = [day for day in walk(since, until) if day.weekday() == weekday]
    found = days_of(Weekly(weekday, every), since, until)
    assert (list(found.days), found.lacking) == (such[::every], ())


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Monthly(WeekdayOfMonth(1, FRIDAY)), ["2027-01-01", "2027-02-05", "2027-03-05"]),
        (Monthly(WorkdayOfMonth(LAST)), ["2027-01-29", "2027-02-26", "2027-03-31"]),
        (Monthly(WorkdayOfMonth(1)), ["2027-01-01", "2027-02-01", "2027-03-01"]),
        (Monthly(DayOfMonth(5)), ["2027-01-05", "2027-02-05", "2027-03-05"]),
        (Monthly(DayOfMonth(31)), ["2027-01-31", "2027-03-31"]),
        (Monthly(WeekdayOfMonth(LAST, 0), every=3, at=3), ["2027-03-29"]),
        (Weekly(1, 4), ["2027-01-05", "2027-02-02", "2027-03-02", "2027-03-30"]),
    ],
)
def test_rules_as_an_office_says_them(rule: Monthly | Weekly, days: list[str]) -> None:
    found = days_of(rule, date(2027, 1, 1), date(2027, 3, 31))
    assert [day.isoformat() for day in found.days] == days


def test_nothing_is_found_where_the_end_comes_before_the_beginning() -> None:
    for rule in (Weekly(0), Monthly(DayOfMonth(31))):
        assert days_of(rule, date(2027, 3, 2), date(2027, 3, 1)).days == ()


def test_working_days_of_a_month_are_those_of_the_calendar() -> None:
    worked = WorkingDays().over(
        [
            SetDay(date(2027, 1, 1), off=True, name="元旦"),
            SetDay(date(2027, 1, 31), off=False, name="春节"),
        ]
    )
    span = date(2027, 1, 1), date(2027, 1, 31)
    assert days_of(Monthly(WorkdayOfMonth(1)), *span, worked).days == (date(2027, 1, 4),)
    assert days_of(Monthly(WorkdayOfMonth(LAST)), *span, worked).days == (date(2027, 1, 31),)
