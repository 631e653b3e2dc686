"""A year planned at once: which day a habit means, how it gives way, and that it always lies in its time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.duties.duty import Duty, DutyState, Plan
from branchdesk.domain.duties.spans import span_of
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.recurrence import LAST, DayOfMonth, MonthRule, WeekdayOfMonth, WorkdayOfMonth
from branchdesk.domain.rulebook import Strength
from branchdesk.domain.working_days import SetDay, WorkingDays
from branchdesk.domain.year_plan import Wish, likely_rules, propose

TODAY = date(2026, 11, 23)
K = MeetingKind
WEEKENDS = WorkingDays()
# 1 to 3 January off, and Sunday the 4th worked instead, as a notice might set it.
NEW_YEAR = WorkingDays().over(
    [SetDay(date(2027, 1, day), off=True, name="元旦") for day in (1, 2, 3)] + [SetDay(date(2027, 1, 9), off=False)]
)


def duty(day: date, every: str = "month", kind: MeetingKind = K.THEME_DAY, **facts: object) -> Duty:
    span = span_of(every, day)
    usual = {"state": DutyState.COMING, "group": None, "plan": None, "count": 0, "wanted": 1, **facts}
    return Duty(
        kind.value,
        kind.value,
        since=span.first,
        by=span.last,
        period=span.name,
        what="",
        article="",
        strength=Strength.USUAL,
        **usual,  # type: ignore[arg-type] # any fact
    )


def days(*duties: Duty, rule: MonthRule, working: WorkingDays = WEEKENDS, months: tuple[int, ...] = ()) -> list[date]:
    wishes = {MeetingKind(one.kind): Wish(MeetingKind(one.kind), rule, months) for one in duties}
    return [one.day for one in propose(duties, wishes, working, TODAY)]


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (DayOfMonth(25), date(2027, 1, 25)),
        (DayOfMonth(23), date(2027, 1, 25)),  # a Saturday gives way to Monday
        (DayOfMonth(31), date(2027, 1, 29)),  # a Sunday at the month's end to the Friday before
        (DayOfMonth(2), date(2027, 1, 4)),
        (DayOfMonth(9), date(2027, 1, 9)),  # a Saturday that is worked
        (WeekdayOfMonth(1, 4), date(2027, 1, 4)),
        (WorkdayOfMonth(1), date(2027, 1, 4)),
        (WorkdayOfMonth(LAST), date(2027, 1, 29)),
    ],
)
def test_a_day_that_is_not_worked_gives_way(rule: MonthRule, day: date) -> None:
    assert days(duty(date(2027, 1, 1)), rule=rule, working=NEW_YEAR) == [day]


def test_a_month_without_the_day_has_its_last() -> None:
    assert days(duty(date(2027, 2, 1)), rule=DayOfMonth(31)) == [date(2027, 2, 26)]


def test_a_quarter_is_met_in_its_usual_month_else_in_its_last() -> None:
    quarter = duty(date(2027, 1, 1), "quarter", K.MEMBERS_MEETING)
    assert days(quarter, rule=DayOfMonth(10), months=(2, 5, 8, 11)) == [date(2027, 2, 10)]
    assert days(quarter, rule=DayOfMonth(10)) == [date(2027, 3, 10)]


def test_two_times_are_in_two_months_where_there_are_two() -> None:
    twice = duty(date(2027, 1, 1), "half", K.PARTY_LECTURE, wanted=2)
    assert days(twice, rule=DayOfMonth(10), months=(3, 5)) == [date(2027, 3, 10), date(2027, 5, 10)]


def test_what_is_done_planned_or_over_is_not_proposed() -> None:
    done = duty(TODAY, state=DutyState.DONE)
    planned = duty(TODAY, plan=Plan("1", date(2026, 11, 27)))
    over = duty(date(2026, 10, 1), state=DutyState.LATE)
    assert days(done, planned, over, rule=DayOfMonth(25)) == []


def test_this_month_begins_tomorrow() -> None:
    assert days(duty(TODAY, state=DutyState.DUE), rule=DayOfMonth(10)) == [date(2026, 11, 24)]


def test_each_group_has_its_own() -> None:
    groups = [duty(date(2027, 1, 1), kind=K.GROUP_MEETING, group=name) for name in ("第一党小组", "第二党小组")]
    assert days(*groups, rule=DayOfMonth(20)) == [date(2027, 1, 20)] * 2


def test_the_likeliest_rule_is_the_one_that_was_kept() -> None:
    fridays = [date(2026, month, day) for month, day in ((5, 1), (6, 5), (7, 3), (8, 7), (9, 4))]
    assert likely_rules(fridays, WEEKENDS)[0] == WeekdayOfMonth(1, 4)
    by_date = [date(2026, month, day) for month, day in ((5, 25), (6, 25), (7, 27), (8, 25), (9, 25))]
    assert likely_rules(by_date, WEEKENDS)[0] == DayOfMonth(25)
    assert DayOfMonth(25) in likely_rules((), WEEKENDS)


RULES = st.one_of(
    st.builds(DayOfMonth, st.integers(1, 31)),
    st.builds(WeekdayOfMonth, st.sampled_from([1, 2, 3, 4, 5, LAST]), st.integers(0, 6)),
    st.builds(WorkdayOfMonth, st.sampled_from([1, 5, 15, 22, 25, LAST])),
)


@given(RULES, st.integers(1, 800), st.sampled_from(["month", "quarter", "half", "year"]))
def test_a_proposal_lies_in_its_time_and_on_a_working_day_where_there_is_one(
    rule: MonthRule, ahead: int, every: str
) -> None:
    asked = duty(TODAY + timedelta(days=ahead), every)
    [day] = days(asked, rule=rule)
    assert asked.since is not None
    assert asked.by is not None
    assert max(asked.since, TODAY + timedelta(days=1)) <= day <= asked.by
    assert day.weekday() < 5 or (asked.by - TODAY).days <= 2
