"""Rules in editions and changes by date, and what never changes however duties are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calendar_with_committee as with_committee
import calendar_without_committee as without_committee
from branch_facts import BOOK, OF_THE_BRANCH, asked, held
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.engine import ANSWERS, duties
from branchdesk.domain.duties.facts import DutyMark, Facts
from branchdesk.domain.duties.spans import CalendarSpan, span_named, span_of
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.rulebook import LocalChange, RuleBook, Strength, read_book
from branchdesk.words.rule_changes import SETTINGS

# A document in two editions: four meetings a year are usual, and from May 2026 six in a half-year must be.
TWO_EDITIONS = read_book(
    """
[document.first]
title = "《旧条例》"
since = 2018-01-01
[document.second]
title = "《新条例》"
since = 2026-05-11
[[rule]]
id = "members_meeting"
label = "支部党员大会"
subject = "branch"
asks = "召开支部党员大会"
[[rule.edition]]
document = "first"
article = "第一条"
strength = "usual"
certainty = "read"
settings = { every = "quarter", times = 1, ahead = 45 }
[[rule.edition]]
document = "second"
article = "第二条"
strength = "must"
certainty = "read"
settings = { every = "half", times = 2, ahead = 30 }
"""
)
RECORDS = with_committee.RECORDS


def of_year(book: RuleBook, year: int, today: date) -> list[Duty]:
    facts = replace(RECORDS, today=today)
    return list(duties(book, facts, date(year, 1, 1), date(year, 12, 31), ["members_meeting"]))


def test_what_ended_before_an_edition_is_judged_by_the_one_before() -> None:
    found = of_year(TWO_EDITIONS, 2026, date(2027, 1, 1))
    assert [(one.period, one.article, one.strength, one.wanted) for one in found] == [
        ("2026Q1", "《旧条例》第一条", Strength.USUAL, 1),
        ("2026H1", "《新条例》第二条", Strength.MUST, 2),
        ("2026H2", "《新条例》第二条", Strength.MUST, 2),
    ]
    assert {one.article for one in of_year(TWO_EDITIONS, 2025, date(2027, 1, 1))} == {"《旧条例》第一条"}
    assert of_year(TWO_EDITIONS, 2017, date(2027, 1, 1)) == []


@pytest.mark.parametrize(("since", "periods"), [("06-29", 1), ("06-30", 1), ("07-01", 2)])
def test_a_rule_switched_off_from_a_day_asks_nothing_that_ends_then_or_later(since: str, periods: int) -> None:
    change = LocalChange("members_meeting", date.fromisoformat(f"2026-{since}"), on=False)
    assert len(of_year(BOOK.laid_over([change]), 2026, date(2026, 11, 23))) == periods


def test_a_change_of_today_leaves_the_past_as_it_was() -> None:
    today = date(2026, 11, 23)
    changes = [
        LocalChange("members_meeting", today, settings={"every": "month", "times": 3}),
        LocalChange("theme_day", today, on=False),
        LocalChange("committee_meeting", today, settings={"ahead": 0}),
    ]
    before = duties(BOOK, replace(RECORDS, today=today), date(2024, 1, 1), today - timedelta(days=1), OF_THE_BRANCH)
    after = duties(
        BOOK.laid_over(changes),
        replace(RECORDS, today=today),
        date(2024, 1, 1),
        today - timedelta(days=1),
        OF_THE_BRANCH,
    )
    assert after == before


def test_a_local_change_stays_laid_over_a_new_edition() -> None:
    book = TWO_EDITIONS.laid_over([LocalChange("members_meeting", date(2026, 1, 1), settings={"times": 4})])
    assert {one.wanted for one in of_year(book, 2026, date(2027, 1, 1))} == {4}


@pytest.mark.parametrize(
    ("started", "state"), [("2026-05-01", "late"), ("2026-09-01", "late"), ("2026-10-01", "before_start")]
)
def test_a_year_counts_where_the_branch_began_before_its_duty_pressed(started: str, state: str) -> None:
    facts = replace(without_committee.RECORDS, today=date(2027, 4, 1), started=date.fromisoformat(started))
    found = next(one for one in asked("organisational_life_meeting", facts) if one.period == "2026")
    assert found.state.value == state


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("2028", (date(2028, 1, 1), date(2028, 12, 31), "year")),
        ("2028H1", (date(2028, 1, 1), date(2028, 6, 30), "half")),
        ("2028Q1", (date(2028, 1, 1), date(2028, 3, 31), "quarter")),
        ("2028-02", (date(2028, 2, 1), date(2028, 2, 29), "month")),
        ("2028-02-29", (date(2028, 2, 29), date(2028, 2, 29), "")),
    ],
)
def test_a_span_is_found_by_its_name(name: str, span: tuple[date, date, str]) -> None:
    assert span_named(name) == CalendarSpan(name, *span)


@pytest.mark.parametrize("name", ["", "2026Q0", "2026Q5", "2026H3", "2026-13", "2027-02-29", "20260101", "二〇二六"])
def test_no_other_name_is_a_span(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        span_named(name)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["month", "quarter", "half", "year"]))
def test_every_span_is_found_by_the_name_it_gives_itself(day: date, every: str) -> None:
    assert span_named(span_of(every, day).name) == span_of(every, day)


def test_every_rule_of_the_book_is_answered_for_and_its_settings_have_names() -> None:
    assert {rule.id for rule in BOOK.rules} - set(ANSWERS) == set()
    assert {key for rule in BOOK.rules for edition in rule.editions for key in edition.settings} - set(
        SETTINGS
    ) == set()


# ---- what never changes

DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))
BRANCHES = st.sampled_from([with_committee.RECORDS, without_committee.RECORDS])


@given(BRANCHES, DAYS, st.lists(DAYS, min_size=2, max_size=5).map(sorted))
def test_splitting_a_span_of_days_never_changes_the_duties(records: Facts, today: date, cuts: list[date]) -> None:
    facts = replace(records, today=today)
    whole = duties(BOOK, facts, cuts[0], cuts[-1])
    parts: list[Duty] = []
    since = cuts[0]
    for cut in cuts[1:]:
        parts += duties(BOOK, facts, since, cut)
        since = cut + timedelta(days=1)
    assert sorted(parts, key=repr) == sorted(whole, key=repr)


@given(BRANCHES, DAYS, DAYS, st.sampled_from(list(MeetingKind)), st.sampled_from([None, with_committee.ONE]))
def test_one_meeting_more_never_makes_anything_later(
    records: Facts, today: date, day: date, kind: MeetingKind, group: str | None
) -> None:
    better = [DutyState.LATE, DutyState.DUE, DutyState.COMING, DutyState.BEFORE_START, DutyState.EXEMPT, DutyState.DONE]
    facts = replace(records, today=today)
    more = replace(facts, meetings=(*facts.meetings, *held(kind.value, day.isoformat(), group=group)))
    span = date(2025, 1, 1), date(2027, 12, 31)
    before = {one.key: better.index(one.state) for one in duties(BOOK, facts, *span, OF_THE_BRANCH)}
    after = {one.key: better.index(one.state) for one in duties(BOOK, more, *span, OF_THE_BRANCH)}
    assert before.keys() == after.keys()
    assert all(after[key] >= state for key, state in before.items())


@given(BRANCHES, DAYS, st.sampled_from(["done", "exempt"]), st.data())
def test_a_mark_closes_whatever_duty_it_is_of(records: Facts, today: date, state: str, data: st.DataObject) -> None:
    facts = replace(records, today=today, marks=())
    span = date(2025, 1, 1), date(2027, 12, 31)
    duty = data.draw(st.sampled_from(duties(BOOK, facts, *span)))
    subject = duty.person or (facts.groups[duty.group] if duty.group else "")
    marked = replace(facts, marks=(DutyMark("k", duty.rule, subject, duty.period, state, "2026-01-01", "说明"),))
    found = next(one for one in duties(BOOK, marked, *span) if one.key == duty.key)
    assert found.mark == "k"
    assert found.state is (DutyState.DONE if state == "done" or duty.state is DutyState.DONE else DutyState.EXEMPT)


def test_keys_are_told_apart() -> None:
    for records in (with_committee.RECORDS, without_committee.RECORDS):
        found = duties(BOOK, records, date(2020, 1, 1), date(2030, 12, 31))
        assert len({one.key for one in found}) == len(found)
