"""Rules on the way into the Party, against calendars worked out by hand: the day before, the day, the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.facts import Decision, DutyMark, Entry, Facts, Person
from branchdesk.domain.rulebook import LocalChange
from domain.duty_cases import BOOK, STARTED, asked, entry, person, told

CONFIRMED, LONGER, CANCELLED = "何霞同志按期转正", "延长何霞同志预备期", "取消何霞同志预备党员资格"


def on(day: str, one: Person, *decisions: Decision, started: date = STARTED) -> Facts:
    return Facts(today=date.fromisoformat(day), started=started, people=(one,), decisions=decisions)


def probationary(joined: str, **facts: Any) -> Person:  # noqa: ANN401 - any fact
    return person(stage="probationary_member", joined_on=joined, **facts)


def decided(day: str, motion: str, *, passed: bool | None = True) -> Decision:
    return Decision("何霞", day, motion, passed, f"meeting {day}")


@pytest.mark.parametrize(
    ("joined", "end"),
    [
        ("2025-11-03", "2026-11-03"),
        ("2025-11", "2026-11-30"),  # surely over with the month
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2024-12-31", "2025-12-31"),
    ],
)
def test_a_probation_is_late_once_a_year_is_over(joined: str, end: str) -> None:
    last = date.fromisoformat(end)
    days = (-31, -30, -1, 0, 1)
    states = [told("probation", on((last + timedelta(days)).isoformat(), probationary(joined)))[0] for days in days]
    assert states == [(end, state) for state in ("coming", "due", "due", "due", "late")]


def test_a_probation_is_told_as_the_start_page_tells_it() -> None:
    said = [asked("probation", on(day, probationary("2025-11-03")))[0].what for day in ("2026-11-03", "2026-11-04")]
    assert said == ["何霞预备期11月3日届满", "何霞预备期11月3日届满，未讨论转正"]
    assert (
        asked("probation", on("2027-01-01", probationary("2025-11")))[0].what == "何霞预备期2026年11月届满，未讨论转正"
    )


@pytest.mark.parametrize("motion", [CONFIRMED, "讨论何霞同志转正", CANCELLED])
def test_a_meeting_that_passed_it_settles_a_probation(motion: str) -> None:
    [duty] = asked("probation", on("2026-12-01", probationary("2025-11-03"), decided("2026-11-10", motion)))
    assert (duty.state, duty.proofs[0].id) == ("done", "meeting 2026-11-10")


def test_a_vote_that_failed_or_was_not_declared_settles_nothing() -> None:
    for passed, said in ((False, "11月10日表决转正未获通过"), (None, "11月10日已列入表决，未登记宣布的结果")):
        vote = decided("2026-11-10", CONFIRMED, passed=passed)
        [duty] = asked("probation", on("2026-12-01", probationary("2025-11-03"), vote))
        assert (duty.state, duty.note.startswith(said)) == ("late", True)


def test_the_admission_itself_settles_nothing() -> None:
    admitted = decided("2025-11-03", "接收何霞同志为预备党员")
    assert told("probation", on("2026-12-01", probationary("2025-11-03"), admitted)) == [("2026-11-03", "late")]


def test_a_full_member_of_the_roster_is_settled() -> None:
    one = person(joined_on="2025-11-03", full_since="2026-11-03")
    assert told("probation", on("2026-12-01", one)) == [("2026-11-03", "done")]


def test_a_probation_made_longer_has_a_second_end() -> None:
    one = probationary("2025-11-03", probation_until="2027-05-03")
    longer = decided("2026-11-02", LONGER)
    days = ("2026-11-10", "2027-04-02", "2027-04-03", "2027-05-03", "2027-05-04")
    states = [told("probation", on(day, one, longer)) for day in days]
    assert [found[0] for found in states] == [("2026-11-03", "done")] * 5
    assert [found[1] for found in states] == [
        ("2027-05-03", state) for state in ("coming", "coming", "due", "due", "late")
    ]
    confirmed = decided("2027-05-10", CONFIRMED)
    assert told("probation", on("2027-06-01", one, longer, confirmed))[1] == ("2027-05-03", "done")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2027-05-02", "延长预备期应不少于半年"),
        ("2027-05-03", ""),
        ("2027-11-03", ""),
        ("2027-11-04", "延长预备期应不少于半年"),
        ("2027-11", ""),
        (None, "已决定延长预备期，未填延长至何时"),
    ],
)
def test_a_longer_probation_is_half_a_year_at_least_and_a_year_at_most(until: str | None, said: str) -> None:
    one = probationary("2025-11-03", probation_until=until)
    second = asked("probation", on("2026-12-01", one, decided("2026-11-02", LONGER)))[1]
    assert second.note.startswith(said)
    assert bool(second.note) == bool(said)
    assert until is not None or str(second.by) == "2027-05-03"


def test_a_probation_is_made_longer_once() -> None:
    one = probationary("2025-11-03", probation_until="2027-05-03")
    votes = decided("2026-11-02", LONGER), decided("2027-05-02", LONGER)
    assert asked("probation", on("2027-06-01", one, *votes))[1].note == "预备期只能延长一次，请核对"


def test_who_left_on_probation_owes_nothing_and_who_came_may_be_put_off() -> None:
    left = probationary("2025-11-03", periods=(Spell("", None, "2026-10-01"),))
    assert asked("probation", on("2026-12-01", left)) == []
    came = probationary("2025-11-03", periods=(Spell("transferred", "2026-09-01"),))
    [duty] = asked("probation", on("2026-12-01", came))
    assert (duty.state, duty.note) == ("late", "转入的预备党员，必要时可推迟讨论，最长六个月")


def test_a_probation_that_ran_out_before_the_branch_began_is_owed_from_then_on() -> None:
    facts = on("2026-05-02", probationary("2025-01-10"), started=date(2026, 5, 1))
    [duty] = asked("probation", facts)
    assert (str(duty.by), duty.state, duty.period) == ("2026-05-01", "late", "2026-01-10")


def test_a_probation_is_judged_by_the_edition_of_its_end() -> None:
    articles = [
        asked("probation", on("2026-12-01", probationary(joined)))[0].article for joined in ("2025-05-10", "2025-05-11")
    ]
    assert articles == [
        "《中国共产党发展党员工作细则》第三十二条、第三十三条",
        "《中国共产党发展党员工作细则》第三十一条、第三十二条",
    ]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-07-15", "coming"), ("2026-07-16", "due"), ("2026-07-30", "due"), ("2026-07-31", "late")],
)
def test_an_oath_is_sworn_within_a_month(day: str, state: str) -> None:
    assert told("oath", on(day, probationary("2026-06-15", approved_on="2026-06-30"))) == [("2026-07-30", state)]


def test_an_oath_sworn_is_done_and_without_approval_nothing_is_asked() -> None:
    sworn = probationary("2026-06-15", approved_on="2026-06-30", oath_on="2026-07-01")
    assert told("oath", on("2026-12-01", sworn)) == [("2026-07-30", "done")]
    assert asked("oath", on("2026-12-01", probationary("2026-06-15"))) == []
    by_month = probationary("2026-06-15", approved_on="2026-06")
    assert told("oath", on("2026-07-30", by_month)) == [("2026-07-30", "due")]


@pytest.mark.parametrize(("approved", "asks"), [("2026-05-10", False), ("2026-05-11", True), ("2026-05", False)])
def test_only_the_edition_of_2026_knows_a_limit_for_the_oath(approved: str, *, asks: bool) -> None:
    found = asked("oath", on("2026-12-01", probationary("2026-04-15", approved_on=approved)))
    assert bool(found) == asks


ACTIVIST = person(stage="activist", activist_since="2025-03-31")


def reviewed(day: str, *days: str, one: Person = ACTIVIST, started: date = STARTED) -> Facts:
    entries = tuple(entry("review", each) for each in days)
    return Facts(today=date.fromisoformat(day), started=started, people=(one,), entries=entries)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2025-09-15", "coming"), ("2025-09-16", "due"), ("2025-09-30", "due"), ("2025-10-01", "late")],
)
def test_an_activist_is_looked_at_half_a_year_after_becoming_one(day: str, state: str) -> None:
    assert told("activist_review", reviewed(day)) == [("2025-09-30", state)]


def test_the_half_year_counts_from_the_last_review() -> None:
    facts = reviewed("2026-03-16", "2025-09-10")
    assert told("activist_review", facts) == [("2025-09-30", "done"), ("2026-03-10", "late")]
    by_month = reviewed("2026-03-31", "2025-09")
    assert told("activist_review", by_month)[1] == ("2026-03-30", "late")
    assert asked("activist_review", facts)[1].what == "何霞半年考察已到期（上次2025年9月10日）"


def test_a_review_noted_by_hand_is_followed_by_the_next() -> None:
    noted = DutyMark("m", "activist_review", "何霞", "2025-09-30", "done", "2025-09-20", "")
    spared = DutyMark("n", "activist_review", "何霞", "2026-03-20", "exempt", None, "借调")
    facts = replace(reviewed("2026-10-01"), marks=(noted, spared))
    assert told("activist_review", facts) == [
        ("2025-09-30", "done"),
        ("2026-03-20", "exempt"),
        ("2026-09-20", "late"),
    ]


def test_who_is_an_activist_no_more_is_not_looked_at_any_more() -> None:
    stages = Spell("activist", "2025-03-31", "2026-06-01"), Spell("development_target", "2026-06-01")
    gone_on = person(stages=stages, activist_since="2025-03-31")
    assert told("activist_review", reviewed("2026-12-01", "2025-09-10", one=gone_on)) == [("2025-09-30", "done")]
    left = person(stage="activist", activist_since="2025-03-31", periods=(Spell("", None, "2025-09-01"),))
    assert asked("activist_review", reviewed("2026-12-01", one=left)) == []


def test_reviews_before_the_branch_began_are_not_missed() -> None:
    began = date(2026, 5, 1)
    assert told("activist_review", reviewed("2026-10-20", started=began)) == [("2026-11-01", "due")]
    undated = person(stage="activist")
    assert told("activist_review", reviewed("2026-11-02", one=undated, started=began)) == [("2026-11-01", "late")]


def test_reviews_of_who_is_on_probation_are_asked_for_where_a_branch_wants_them() -> None:
    facts = reviewed("2026-05-12", one=probationary("2025-11-03"))
    assert asked("probationary_review", facts) == []
    wanted = BOOK.laid_over([LocalChange("probationary_review", date(2026, 1, 1), on=True)])
    assert told("probationary_review", facts, wanted) == [("2026-05-03", "late")]


def test_a_rule_set_otherwise_from_a_day_leaves_what_was_over_before() -> None:
    quarterly = BOOK.laid_over([LocalChange("activist_review", date(2026, 1, 1), settings={"months": 3})])
    facts = reviewed("2026-02-01", "2025-09-10")
    assert told("activist_review", facts, quarterly) == [("2025-09-30", "done"), ("2026-01-01", "late")]


def test_a_new_member_is_trained_once_where_a_branch_wants_it() -> None:
    wanted = BOOK.laid_over([LocalChange("new_member_training", date(2020, 1, 1), on=True)])
    one = person(joined_on="2024-11-03", full_since="2025-11-03")
    entries: tuple[Entry, ...] = (entry("training", "2025-11-03"),)

    def seen(day: str) -> list[tuple[str, str]]:
        facts = Facts(today=date.fromisoformat(day), started=STARTED, people=(one,), entries=entries)
        return told("new_member_training", facts, wanted)

    assert seen("2026-11-04") == [("2025-11-03", "done"), ("2026-11-03", "done")]
    entries = ()
    assert seen("2026-11-03") == [("2025-11-03", "late"), ("2026-11-03", "due")]
    assert seen("2026-11-04") == [("2025-11-03", "late"), ("2026-11-03", "late")]
    facts = Facts(today=date(2026, 11, 4), started=STARTED, people=(one,))
    assert asked("new_member_training", facts) == []
