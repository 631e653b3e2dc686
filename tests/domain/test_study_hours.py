"""Hours of study: what a meeting gives, what a day holds, what a year asks of whom."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.duty import DutyState
from branchdesk.domain.duties.facts import Facts, Person
from branchdesk.domain.duties.hours import hours, months_of
from branchdesk.domain.rulebook import LocalChange
from branchdesk.domain.study_hours import (
    HOUR,
    Counting,
    Credit,
    KindHours,
    Months,
    Source,
    Way,
    counted,
    from_plain,
    of_meeting,
    of_training,
    to_plain,
    totals,
)
from branchdesk.services.duties.rulebook import shipped

USUAL = Counting()


@pytest.mark.parametrize(
    ("kind", "length", "own", "studied", "minutes"),
    [
        ("party_lecture", 90, None, True, 90),
        ("party_lecture", None, None, True, 0),  # nobody noted when it ended
        ("theme_day", 500, None, True, 240),  # no more than half a day
        ("theme_day", 500, 480, True, 480),  # unless it was set for this one
        ("members_meeting", 120, None, True, 60),
        ("members_meeting", 120, None, False, 0),  # nothing was studied there
        ("members_meeting", 120, 0, True, 0),
        ("activity", 120, None, True, 0),
    ],
)
def test_what_a_meeting_gives(kind: str, length: int | None, own: int | None, *, studied: bool, minutes: int) -> None:
    assert of_meeting(USUAL, kind, length, own, studied=studied) == minutes


@pytest.mark.parametrize(
    ("level", "minutes"),
    [("24", 1440), ("24学时", 1440), (" 7.5 个学时", 450), ("", 0), ("三天", 0), ("-3", 0), ("inf", 0), ("nan", 0)],
)
def test_hours_of_a_training_as_people_write_them(level: str, minutes: int) -> None:
    assert of_training(level) == minutes


def test_a_day_holds_no_more_than_a_day_and_a_sitting_counts_once() -> None:
    given_there = [
        Credit("甲", "2026-03-02", 240, Source.MEETING, "1"),
        Credit("甲", "2026-03-02", 240, Source.MEETING, "2"),
        Credit("甲", "2026-03-02", 60, Source.MADE_UP, "3"),
        Credit("甲", "2026-03-03", 90, Source.MEETING, "4", "同一次"),
        Credit("甲", "2026-03-03", 120, Source.MEETING, "5", "同一次"),
        Credit("甲", "2026-03-04", 24 * HOUR, Source.TRAINING, "6"),
        Credit("乙", "2025-12-31", 60, Source.OWN, "7"),
    ]
    assert totals(given_there, USUAL) == {("甲", 2026): 480 + 120 + 1440, ("乙", 2025): 60}
    assert [one.minutes for one in counted(given_there, USUAL) if one.day == "2026-03-02"] == [240, 240, 0]


CREDITS = st.builds(
    Credit,
    st.sampled_from("甲乙"),
    st.sampled_from(("2025-12-31", "2026-01-01", "2026-03-02")),
    st.integers(0, 600),
    st.sampled_from(Source),
    st.text("abc", min_size=1, max_size=3),
    st.just(""),
)


@given(st.lists(CREDITS, max_size=12))
def test_the_sum_of_what_counts_is_the_total(credit_list: list[Credit]) -> None:
    summed: Counter[tuple[str, int]] = Counter()
    for one in counted(credit_list, USUAL):
        summed[one.member_id, int(one.day[:4])] += one.minutes
    assert dict(summed) == totals(credit_list, USUAL)


def test_what_counts_is_kept_and_read_again() -> None:
    own = Counting({**USUAL.kinds, "activity": KindHours(Way.FIXED, 30)}, 180, 360, 30)
    assert from_plain(to_plain(own)) == own
    assert from_plain(None) == from_plain({"kinds": {"picnic": {"way": "whole"}}, "day": "x"}) == USUAL


@pytest.mark.parametrize(
    ("months", "target"),
    [(Months(12), 32), (Months(12, 12), 56), (Months(0), 0), (Months(1), 3), (Months(9), 24), (Months(12, 6), 44)],
)
def test_who_was_there_for_some_months_is_asked_for_their_share(months: Months, target: int) -> None:
    assert months.target(32, 56) == target * HOUR


def person(
    since: str | None = None,
    until: str | None = None,
    offices: tuple[Spell, ...] = (),
    conditions: tuple[Spell, ...] = (),
) -> Person:
    stages = (Spell("full_member", "2010-07-01"),)
    return Person("甲", "甲", 1, (Spell("", since, until),), stages, offices, (), conditions)


def test_months_are_counted_by_their_last_days() -> None:
    assert months_of(person(), 2026) == Months(12)
    assert months_of(person(since="2026-03-16"), 2026) == Months(10)
    assert months_of(person(until="2026-10-15"), 2026) == Months(9)
    office = (Spell("宣传委员", "2026-07-01"),)
    assert months_of(person(offices=office), 2026) == Months(12, 6)
    spared = (Spell("exempt", "2026-04-01", "2026-10-01"),)
    assert months_of(person(conditions=spared), 2026) == Months(6)


def duty_of(one: Person, minutes: int, today: date, **more: object) -> DutyState | None:
    facts = Facts(today, date(2024, 1, 1), (one,), study={(one.id, 2026): minutes})
    book = shipped().laid_over(more.get("changes", ()))  # type: ignore[arg-type] # changes of the test
    year = (book, facts, date(2026, 1, 1), date(2026, 12, 31))
    found = [*hours("study_hours", *year), *hours("leader_hours", *year)]
    assert len(found) < 2
    return found[0].state if found else None


@pytest.mark.parametrize(
    ("today", "minutes", "state"),
    [
        (date(2026, 3, 1), 0, DutyState.COMING),
        (date(2026, 11, 29), 0, DutyState.COMING),  # more than a month ahead it asks for no place on the start page
        (date(2026, 11, 30), 0, DutyState.DUE),
        (date(2026, 12, 31), 32 * HOUR - 1, DutyState.DUE),
        (date(2026, 12, 31), 32 * HOUR, DutyState.DONE),
        (date(2027, 1, 1), 32 * HOUR - 1, DutyState.LATE),
        (date(2027, 1, 1), 32 * HOUR, DutyState.DONE),
    ],
)
def test_the_hours_of_a_year_on_the_days_around_its_end(today: date, minutes: int, state: DutyState) -> None:
    assert duty_of(person(), minutes, today) is state


def test_a_leader_owes_other_hours_and_an_exempt_member_none() -> None:
    leader = person(offices=(Spell("书记", "2025-01-01"),))
    assert duty_of(leader, 32 * HOUR, date(2027, 1, 1)) is DutyState.LATE
    assert duty_of(leader, 56 * HOUR, date(2027, 1, 1)) is DutyState.DONE
    off = LocalChange("leader_hours", date(2026, 6, 1), on=False)
    assert duty_of(leader, 32 * HOUR, date(2027, 1, 1), changes=[off]) is DutyState.DONE
    spared = person(conditions=(Spell("exempt", "2026-04-01"),))
    assert duty_of(spared, 0, date(2027, 1, 1)) is DutyState.EXEMPT
    assert duty_of(person(until="2026-10-15"), 0, date(2027, 1, 1)) is None


def test_hours_set_otherwise_hold_from_their_day_on() -> None:
    change = LocalChange("study_hours", date(2027, 1, 1), settings={"hours": 40})
    facts = Facts(
        date(2028, 1, 1), date(2024, 1, 1), (person(),), study={("甲", 2026): 32 * HOUR, ("甲", 2027): 32 * HOUR}
    )
    found = hours("study_hours", shipped().laid_over([change]), facts, date(2026, 1, 1), date(2027, 12, 31))
    assert [(one.period, one.state, one.wanted) for one in found] == [
        ("2026", DutyState.DONE, 32),
        ("2027", DutyState.LATE, 40),
    ]


def test_a_year_before_the_branch_began_is_late_for_nobody() -> None:
    facts = Facts(date(2027, 1, 1), date(2026, 6, 1), (person(),))
    [found] = hours("study_hours", shipped(), facts, date(2026, 1, 1), date(2026, 12, 31))
    assert found.state is DutyState.BEFORE_START
