"""Thinning takes what nobody misses: never the newest, never one that stays, and time always leaves its witnesses."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.thinning import Plan, Taken, superfluous

PLAN = Plan()
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001 - the office's own clock is meant
LISTS = st.lists(st.tuples(MOMENTS, st.booleans()), max_size=80).map(
    lambda found: [Taken(number, at, stays) for number, (at, stays) in enumerate(found, 1)]
)
START = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - as above


@given(LISTS)
def test_the_newest_and_what_stays_are_never_superfluous(taken: list[Taken]) -> None:
    gone = superfluous(taken, PLAN)
    assert not gone & {one.number for one in taken if one.stays}
    assert not taken or taken[-1].number not in gone
    assert gone <= {one.number for one in taken}


@given(LISTS)
def test_what_was_thinned_once_stays_as_it_is(taken: list[Taken]) -> None:
    gone = superfluous(taken, PLAN)
    assert superfluous([one for one in taken if one.number not in gone], PLAN) == frozenset()


@given(st.lists(MOMENTS, min_size=1, max_size=80))
def test_of_each_of_the_last_hours_days_weeks_and_months_the_newest_is_left(moments: list[datetime]) -> None:
    taken = [Taken(number, at) for number, at in enumerate(sorted(moments), 1)]
    gone = superfluous(taken, PLAN)
    for shape, most in (("%Y%m%d%H", PLAN.hours), ("%Y%m%d", PLAN.days), ("%G%V", PLAN.weeks), ("%Y%m", PLAN.months)):
        newest = {f"{one.at:{shape}}": one.number for one in taken}
        assert not gone & {newest[span] for span in sorted(newest)[-most:]}
    assert len(taken) - len(gone) <= PLAN.hours + PLAN.days + PLAN.weeks + PLAN.months


def test_three_years_of_work_leave_each_day_week_and_month_a_backup() -> None:
    """Thin after each backup, as the program does: one every other day."""
    held: list[Taken] = []
    for number, day in enumerate(range(0, 3 * 365, 2)):
        held.append(Taken(number, START + timedelta(days=day)))
        gone = superfluous(held, PLAN)
        held = [one for one in held if one.number not in gone]
    last = held[-1].at
    assert len(held) <= 70
    assert len([one for one in held if one.at > last - timedelta(days=28)]) == 14
    assert len({f"{one.at:%Y%m}" for one in held}) == PLAN.months


def test_a_clock_set_back_takes_nothing_away() -> None:
    before = [Taken(number, START + timedelta(days=number)) for number in range(1, 11)]
    after = [Taken(10 + number, START + timedelta(days=number)) for number in range(1, 4)]
    assert superfluous([*before, *after], PLAN) == frozenset()


def test_a_day_in_which_the_clock_was_years_ahead_takes_nothing_away() -> None:
    before = [Taken(number, START + timedelta(days=number)) for number in range(1, 11)]
    ahead = [Taken(11, START.replace(year=2036))]
    after = [Taken(12, START + timedelta(days=12))]
    assert superfluous([*before, *ahead, *after], PLAN) == frozenset()


def test_one_hour_keeps_its_newest_alone() -> None:
    taken = [Taken(number, START + timedelta(minutes=number)) for number in range(1, 6)]
    assert superfluous(taken, PLAN) == frozenset({1, 2, 3, 4})
