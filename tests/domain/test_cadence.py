"""Meetings that are held again and again, against a calendar worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.engine import duties
from branchdesk.domain.duties.facts import Facts, HeldMeeting, Person
from branchdesk.domain.rulebook import LocalChange, RuleBook, read_book

BOOK = read_book((Path(__file__).parents[2] / "resources" / "rules" / "rules.toml").read_text("utf-8"))
SECRETARY = Person(
    "a", "翟堃", 1, (Spell("", None),), (Spell("full_member", None),), offices=(Spell("书记", None), Spell("组织委员"))
)


def asked(rule: str, facts: Facts, book: RuleBook = BOOK) -> list[Duty]:
    found = duties(book, facts, date(facts.today.year, 1, 1), date(facts.today.year, 12, 31))
    return [duty for duty in found if duty.rule == rule]


def on(today: date, *held: HeldMeeting, started: date = date(2020, 1, 1)) -> Facts:
    return Facts(today=today, started=started, people=(SECRETARY,), meetings=held)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 2, 13), DutyState.COMING),
        (date(2026, 2, 14), DutyState.DUE),  # 45 days before the end of March
        (date(2026, 3, 31), DutyState.DUE),
        (date(2026, 4, 1), DutyState.LATE),
    ],
)
def test_a_members_meeting_presses_45_days_before_its_quarter_ends(today: date, state: DutyState) -> None:
    first = asked("members_meeting", on(today))[0]
    assert (first.period, first.by, first.state) == ("2026Q1", date(2026, 3, 31), state)


def test_a_meeting_held_in_the_quarter_is_enough() -> None:
    found = asked("members_meeting", on(date(2026, 4, 1), HeldMeeting("m", "members_meeting", "2026-03-31")))
    assert [duty.state for duty in found[:2]] == [DutyState.DONE, DutyState.COMING]


def test_nothing_is_late_of_a_quarter_that_began_before_the_branch_did() -> None:
    states = [duty.state for duty in asked("members_meeting", on(date(2026, 10, 1), started=date(2026, 5, 1)))]
    assert states == [DutyState.BEFORE_START, DutyState.BEFORE_START, DutyState.LATE, DutyState.COMING]


def test_a_rule_switched_on_from_a_day_leaves_what_was_before() -> None:
    book = BOOK.laid_over([LocalChange("party_lecture", date(2026, 7, 1), on=True)])
    periods = [duty.period for duty in asked("party_lecture", on(date(2026, 11, 1)), book)]
    assert asked("party_lecture", on(date(2026, 11, 1))) == []
    assert periods == ["2026Q3", "2026Q4"]


def test_an_organisational_life_meeting_of_a_year_may_be_held_early_in_the_next() -> None:
    held = HeldMeeting("o", "organisational_life_meeting", "2027-02-01", year=2026)
    found = duties(BOOK, on(date(2027, 3, 31)), date(2026, 12, 31), date(2026, 12, 31))
    late = duties(BOOK, on(date(2027, 4, 1)), date(2026, 12, 31), date(2026, 12, 31))
    done = duties(BOOK, on(date(2027, 4, 1), held), date(2026, 12, 31), date(2026, 12, 31))
    states = [next(one.state for one in each if one.rule == held.kind) for each in (found, late, done)]
    assert states == [DutyState.DUE, DutyState.LATE, DutyState.DONE]
