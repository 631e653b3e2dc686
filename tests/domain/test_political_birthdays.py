"""政治生日 against calendars worked out by hand, and how far each of the five is on the day before, that day, after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import LeapDay, PartialDate, anniversary
from branchdesk.domain.duties.facts import Person
from branchdesk.domain.five_ones import (
    Birthday,
    Coverage,
    Evidence,
    Item,
    ItemState,
    Mark,
    Settings,
    Shown,
    birthday,
    birthday_of,
    birthdays,
    coverage,
    state_of,
)

FEBRUARY, MARCH = LeapDay.FEBRUARY, LeapDay.MARCH


def somebody(joined: str | None, *, here: str | None = None, until: str | None = None, name: str = "甲") -> Person:
    """Give a member of the branch from one day up to another, on probation for a year after joining."""
    full = f"{int(joined[:4]) + 1}{joined[4:]}" if joined else None
    stages = (Spell("probationary_member", joined, full), Spell("full_member", full, None))
    return Person(name, name, 1, (Spell("", here or joined, until),), stages, joined_on=joined)


@pytest.mark.parametrize(
    ("joined", "year", "leap", "on", "years"),
    [
        ("1998-07-01", 2026, FEBRUARY, "2026-07-01", 28),
        ("1998-07", 2026, FEBRUARY, "2026-07", 28),
        ("2024-02-29", 2026, FEBRUARY, "2026-02-28", 2),
        ("2024-02-29", 2026, MARCH, "2026-03-01", 2),
        ("2024-02-29", 2028, FEBRUARY, "2028-02-29", 4),
        ("2024-02-29", 2028, MARCH, "2028-02-29", 4),
        ("2024-02-28", 2026, MARCH, "2026-02-28", 2),
        ("2024-02", 2026, MARCH, "2026-02", 2),
        ("2025-12-31", 2026, FEBRUARY, "2026-12-31", 1),
    ],
)
def test_the_birthday_is_the_day_of_joining_in_another_year(
    joined: str, year: int, leap: LeapDay, on: str, years: int
) -> None:
    assert birthday(PartialDate.parse(joined), year, leap) == Birthday(PartialDate.parse(on), years)


@pytest.mark.parametrize(("joined", "year"), [(None, 2026), ("1998", 2026), ("2026-03-16", 2026), ("2026-03-16", 2025)])
def test_there_is_none_in_the_year_of_joining_nor_where_no_month_is_known(joined: str | None, year: int) -> None:
    assert birthday(PartialDate.parse(joined) if joined else None, year, FEBRUARY) is None


def test_who_is_on_probation_has_one_too() -> None:
    person = somebody("2025-11-03")
    found = birthday_of(person, 2026, FEBRUARY)
    assert found is not None
    assert (str(found.on), found.years) == ("2026-11-03", 1)


@pytest.mark.parametrize(("until", "there"), [("2026-06-30", False), ("2026-07-01", False), ("2026-07-02", True)])
def test_who_left_before_it_has_none_here(until: str, there: bool) -> None:  # noqa: FBT001 - what is expected
    assert (birthday_of(somebody("1998-07-01", until=until), 2026, FEBRUARY) is not None) is there


@pytest.mark.parametrize(("here", "there"), [("2026-07-01", True), ("2026-07-02", False)])
def test_who_came_after_it_had_it_elsewhere(here: str, there: bool) -> None:  # noqa: FBT001 - what is expected
    assert (birthday_of(somebody("1998-07-01", here=here), 2026, FEBRUARY) is not None) is there


def test_where_only_the_month_is_known_being_here_on_its_first_or_last_day_is_enough() -> None:
    assert birthday_of(somebody("1998-07", until="2026-07-10"), 2026, FEBRUARY)
    assert birthday_of(somebody("1998-07", here="2026-07-10"), 2026, FEBRUARY)
    assert birthday_of(somebody("1998-07", until="2026-07-01"), 2026, FEBRUARY) is None


def test_an_activist_has_none() -> None:
    person = Person("乙", "乙", 1, (Spell("", None, None),), (Spell("activist", None, None),), joined_on="2001-01-01")
    assert birthday_of(person, 2026, FEBRUARY) is None


def test_a_span_crosses_the_years_end_and_keeps_the_calendars_order() -> None:
    people = [
        somebody("2001-01-03", name="正月"),
        somebody("2001-12-30", name="岁末"),
        somebody("2001-12", name="月份"),
        somebody("2001-01-31", name="过后"),
    ]
    found = birthdays(people, date(2026, 12, 20), date(2027, 1, 19), FEBRUARY)
    assert [(str(one.on), one.years, person.name) for one, person in found] == [
        ("2026-12-30", 25, "岁末"),
        ("2026-12", 25, "月份"),
        ("2027-01-03", 26, "正月"),
    ]


@given(
    st.dates(date(1930, 1, 1), date(2020, 12, 31)),
    st.integers(2021, 2099),
    st.sampled_from(LeapDay),
)
def test_every_day_has_an_anniversary_in_every_year(joined: date, year: int, leap: LeapDay) -> None:
    on = anniversary(PartialDate.of(joined), year, leap).first_day()
    assert on.year == year
    if (joined.month, joined.day) != (2, 29):
        assert (on.month, on.day) == (joined.month, joined.day)
    else:
        assert (on.month, on.day) in {(2, 28), (2, 29), (3, 1)}


BIRTHDAY = Birthday(PartialDate.parse("2026-12-02"), 25)
MONTH = Birthday(PartialDate.parse("2026-02"), 25)
STARTED = date(2026, 1, 1)
SET = Settings(ahead=30, late_after=30)


@pytest.mark.parametrize(
    ("found", "today", "state"),
    [
        (BIRTHDAY, date(2026, 11, 1), ItemState.AHEAD),
        (BIRTHDAY, date(2026, 11, 2), ItemState.OPEN),  # thirty days before
        (BIRTHDAY, date(2027, 1, 1), ItemState.OPEN),  # thirty days after
        (BIRTHDAY, date(2027, 1, 2), ItemState.LATE),
        (MONTH, date(2026, 1, 1), ItemState.AHEAD),
        (MONTH, date(2026, 1, 2), ItemState.OPEN),  # counted from 1 February
        (MONTH, date(2026, 3, 30), ItemState.OPEN),  # counted from 28 February
        (MONTH, date(2026, 3, 31), ItemState.LATE),
    ],
)
def test_an_item_opens_before_the_birthday_and_is_late_after_it(found: Birthday, today: date, state: ItemState) -> None:
    assert state_of(None, found, today, STARTED, SET) is state


@pytest.mark.parametrize(
    ("started", "state"), [(date(2026, 12, 2), ItemState.LATE), (date(2026, 12, 3), ItemState.BEFORE_START)]
)
def test_nothing_is_asked_of_the_time_before_the_branch_began(started: date, state: ItemState) -> None:
    today = date(2027, 6, 1)
    assert state_of(None, BIRTHDAY, today, started, SET) is state
    assert state_of(Mark(ItemState.DONE), BIRTHDAY, today, started, SET) is ItemState.DONE
    assert coverage([(BIRTHDAY, [ItemState.BEFORE_START] * 5)], today) == Coverage()


TODAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        (Mark(ItemState.DONE), ItemState.DONE),
        (Mark(ItemState.DONE, "2026-12-02"), ItemState.DONE),
        (Mark(ItemState.DONE, "2026-12-03"), ItemState.PLANNED),
        (Mark(ItemState.EXEMPT), ItemState.EXEMPT),
        (Mark(ItemState.DONE, None, Shown("2026-12-01")), ItemState.DONE),
        (Mark(ItemState.DONE, None, Shown("2026-12-03")), ItemState.PLANNED),
        (Mark(ItemState.DONE, None, Shown("2026-12-01", took_place=True, attended=True)), ItemState.DONE),
        (Mark(ItemState.DONE, None, Shown("2026-12-01", took_place=True, attended=False)), ItemState.OPEN),
        (Mark(ItemState.DONE, None, Shown("2026-12-02", took_place=None)), ItemState.PLANNED),
        (Mark(ItemState.DONE, None, Shown("2026-12-01", took_place=None)), ItemState.OPEN),
        (Mark(ItemState.DONE, "2026-12-01", Shown("2026-12-01", took_place=False)), ItemState.OPEN),
    ],
)
def test_a_mark_counts_as_the_record_that_shows_it(mark: Mark, state: ItemState) -> None:
    assert state_of(mark, BIRTHDAY, TODAY, STARTED, SET) is state


def test_an_item_holds_from_a_year_up_to_another() -> None:
    item = Item("a", "写一封家书", Evidence.FREE, 2025, 2027)
    assert [year for year in range(2023, 2030) if item.holds_in(year)] == [2025, 2026]
    assert Item("b", "谈话", Evidence.TALK).holds_in(1990)


def test_the_coverage_counts_birthdays_that_have_come_and_what_was_done_ahead() -> None:
    done, exempt, late, ahead = ItemState.DONE, ItemState.EXEMPT, ItemState.LATE, ItemState.AHEAD
    come, to_come = Birthday(PartialDate.parse("2026-03-01"), 3), Birthday(PartialDate.parse("2026-12-24"), 3)
    counted = coverage(
        [(come, [done, done, exempt]), (come, [done, late, done]), (to_come, [ahead, ahead, done])], TODAY
    )
    assert (counted.done, counted.asked) == (5, 6)
    assert (counted.people_done, counted.people_asked) == (1, 2)


@given(st.integers(0, 366))
def test_the_window_reaches_as_far_before_as_after(span: int) -> None:
    first, last = MONTH.window(span)
    assert (date(2026, 2, 1) - first, last - date(2026, 2, 28)) == (timedelta(span), timedelta(span))
