"""Rules on members, against calendars worked out by hand: the day before, the day, the day after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchdesk.domain.conditions import ConditionKind, Spell
from branchdesk.domain.dates import LeapDay
from branchdesk.domain.duties.facts import DutyMark, Entry, Facts, Missing, OpenMeasure, Person
from branchdesk.domain.rulebook import LocalChange
from domain.duty_cases import BOOK, STARTED, asked, entry, person, told


def on(day: str, one: Person, *entries: Entry, started: date = STARTED, **facts: Any) -> Facts:  # noqa: ANN401 - any fact
    return Facts(today=date.fromisoformat(day), started=started, people=(one,), entries=entries, **facts)


def with_condition(kind: ConditionKind, since: str | None, until: str | None = None) -> Person:
    return person(conditions=(Spell(kind.value, since, until),))


# --- abroad, out of reach -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-01-28", "coming"), ("2026-01-29", "due"), ("2026-02-28", "due"), ("2026-03-01", "late")],
)
def test_who_is_abroad_is_contacted_within_half_a_year(day: str, state: str) -> None:
    away = with_condition(ConditionKind.ABROAD, "2025-08-31")
    assert told("abroad_contact", on(day, away)) == [("2026-02-28", state)]


def test_contact_counts_from_the_last_time_they_were_reached() -> None:
    away = with_condition(ConditionKind.ABROAD, "2025-08-31")
    reached = entry("contact", "2026-02-10", title="reached")
    tried = entry("contact", "2026-08-01", title="not_reached")
    talked = entry("talk", "2026-08-05")
    assert told("abroad_contact", on("2026-08-11", away, reached, tried)) == [
        ("2026-02-28", "done"),
        ("2026-08-10", "late"),
    ]
    assert told("abroad_contact", on("2026-08-11", away, reached, tried, talked))[-1] == ("2027-02-05", "coming")


def test_who_came_back_or_left_is_not_contacted_any_more() -> None:
    back = with_condition(ConditionKind.ABROAD, "2025-08-31", "2026-02-01")
    assert asked("abroad_contact", on("2026-06-01", back)) == []
    left = person(
        conditions=(Spell(ConditionKind.ABROAD.value, "2025-08-31"),), periods=(Spell("", None, "2026-01-01"),)
    )
    assert asked("abroad_contact", on("2026-06-01", left)) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-10-09", []),
        ("2026-10-10", [("2026-11-09", "due")]),
        ("2026-11-08", [("2026-11-09", "due")]),
        ("2026-11-09", [("2026-11-09", "due")]),
        ("2026-11-10", [("2026-11-09", "late")]),
    ],
)
def test_who_cannot_be_reached_for_six_months(day: str, found: list[tuple[str, str]]) -> None:
    assert told("lost", on(day, with_condition(ConditionKind.LOST, "2026-05-09"))) == found


def test_it_is_said_since_when_and_what_is_to_be_done() -> None:
    [duty] = asked("lost", on("2026-11-08", with_condition(ConditionKind.LOST, "2026-05-09")))
    assert (duty.what, duty.note) == ("何霞5月9日起失联，将满6个月", "多方查找、联系无着的，按规定停止党籍")
    [duty] = asked("lost", on("2026-11-09", with_condition(ConditionKind.LOST, "2026-05-09")))
    assert duty.what == "何霞5月9日起失联，已满6个月"


def test_who_was_found_or_stopped_is_out_of_it() -> None:
    assert asked("lost", on("2026-12-01", with_condition(ConditionKind.LOST, "2026-01-01", "2026-11-30"))) == []
    both = Spell(ConditionKind.LOST.value, "2026-01-01"), Spell(ConditionKind.MEMBERSHIP_STOPPED.value, "2026-08-01")
    assert asked("lost", on("2026-12-01", person(conditions=both))) == []


def test_five_years_abroad_are_told() -> None:
    away = with_condition(ConditionKind.ABROAD, "2021-09")
    assert told("abroad_long", on("2026-06-30", away)) == []
    assert told("abroad_long", on("2026-09-30", away)) == [("2026-09-30", "due")]
    assert told("abroad_long", on("2026-10-01", away)) == [("2026-09-30", "late")]


# --- absences -------------------------------------------------------------------------------------------------------


def missed(*days: str, whose: str = "何霞") -> tuple[Missing, ...]:
    return tuple(Missing(f"meeting {day}", whose, "theme_day", day) for day in days)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-10-23", "due"), ("2026-11-21", "due"), ("2026-11-22", "due"), ("2026-11-23", "late")],
)
def test_an_absence_is_made_up_within_thirty_days(day: str, state: str) -> None:
    facts = on(day, person(), missing=missed("2026-10-23"))
    assert told("make_up", facts) == [("2026-11-22", state)]
    [duty] = asked("make_up", facts)
    assert duty.what == "何霞缺席10月23日主题党日，未补学"
    assert duty.source is not None
    assert duty.source.id == "meeting 2026-10-23"


def test_a_branch_may_give_more_days() -> None:
    book = BOOK.laid_over([LocalChange("make_up", date(2026, 1, 1), settings={"days": 60, "ahead": 10})])
    assert told("make_up", on("2026-11-23", person(), missing=missed("2026-10-23")), book) == [("2026-12-22", "coming")]


def test_nobody_makes_up_what_nobody_required_or_after_they_left() -> None:
    spared = with_condition(ConditionKind.EXEMPT, "2026-10-01")
    left = person(periods=(Spell("", None, "2026-11-01"),))
    for one in (spared, left):
        assert asked("make_up", on("2026-11-23", one, missing=missed("2026-10-23"))) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-09-10", []),
        ("2026-09-11", [("2026-11-10", "due")]),
        ("2026-11-09", [("2026-11-10", "due")]),
        ("2026-11-10", [("2026-11-10", "due")]),
        ("2026-11-11", [("2026-11-10", "late")]),
    ],
)
def test_six_months_of_absence_count_from_when_they_last_took_part(day: str, found: list[tuple[str, str]]) -> None:
    facts = on(day, person(), missing=missed("2026-05-20", "2026-06-20"), last_seen={"何霞": "2026-05-10"})
    assert told("absent_long", facts) == found


def test_who_never_took_part_counts_from_the_first_absence() -> None:
    facts = on("2026-11-21", person(), missing=missed("2026-05-20", "2026-06-20"))
    [duty] = asked("absent_long", facts)
    assert (str(duty.by), duty.what) == ("2026-11-20", "何霞5月20日起未参加组织生活，已满6个月")


@pytest.mark.parametrize("kind", ["exempt", "abroad", "away", "elsewhere", "lost", "membership_stopped"])
def test_whom_a_reason_keeps_away_is_left_alone(kind: str) -> None:
    seen = {"何霞": "2026-01-10"}
    absences = missed("2026-02-20", "2026-10-20")
    kept = with_condition(ConditionKind(kind), "2026-02-01")
    assert asked("absent_long", on("2026-11-23", kept, missing=absences, last_seen=seen)) == []
    over = with_condition(ConditionKind(kind), "2026-02-01", "2026-09-01")  # from then on it counts
    assert asked("absent_long", on("2026-11-23", over, missing=absences, last_seen=seen)) == []
    assert told("absent_long", on("2027-03-02", over, missing=absences, last_seen=seen)) == [("2027-03-01", "late")]


def test_who_took_part_again_or_left_is_not_told_of() -> None:
    again = on("2026-11-23", person(), missing=missed("2026-05-20"), last_seen={"何霞": "2026-11-01"})
    left = on("2026-11-23", person(periods=(Spell("", None, "2026-11-01"),)), missing=missed("2026-05-20"))
    assert asked("absent_long", again) == asked("absent_long", left) == []


# --- dues -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "three", "six"),
    [
        ("2026-05-20", [], []),
        ("2026-05-21", [("2026-05-31", "due")], []),
        ("2026-05-31", [("2026-05-31", "due")], []),
        ("2026-06-01", [("2026-05-31", "late")], []),
        ("2026-08-01", [("2026-05-31", "late")], [("2026-08-31", "due")]),
        ("2026-08-31", [("2026-05-31", "late")], [("2026-08-31", "due")]),
        ("2026-09-01", [], [("2026-08-31", "late")]),
    ],
)
def test_dues_are_in_arrears_for_whole_months(
    day: str, three: list[tuple[str, str]], six: list[tuple[str, str]]
) -> None:
    for paid in ("2026-02", "2026-02-28"):
        facts = on(day, person(dues_to=paid))
        assert (told("dues_three_months", facts), told("dues_six_months", facts)) == (three, six)


def test_dues_count_over_the_turn_of_a_year() -> None:
    [duty] = asked("dues_three_months", on("2027-02-01", person(dues_to="2026-10")))
    assert (str(duty.by), duty.state, duty.what) == ("2027-01-31", "late", "何霞党费交至2026年10月，已欠交3个月")


def test_dues_that_nobody_knows_of_and_those_who_left_are_silent() -> None:
    left = person(dues_to="2025-01", periods=(Spell("", None, "2026-01-01"),))
    applicant = person(stage="activist", dues_to="2025-01")
    for one in (person(), left, applicant):
        assert asked("dues_six_months", on("2026-12-01", one)) == []


def test_arrears_of_before_the_branch_began_are_told_from_then_on() -> None:
    facts = on("2026-05-02", person(dues_to="2025-01"), started=date(2026, 5, 1))
    assert told("dues_six_months", facts) == [("2026-05-01", "late")]


# --- political birthdays --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "day", "found"),
    [
        ("2009-11-27", "2026-11-19", ("2026-11-27", "coming")),
        ("2009-11-27", "2026-11-20", ("2026-11-27", "due")),
        ("2009-11-27", "2026-11-27", ("2026-11-27", "due")),
        ("2009-11-27", "2026-11-28", ("2027-11-27", "coming")),
        ("2009-12", "2026-11-23", ("2026-12-31", "coming")),
        ("2009-12", "2026-11-24", ("2026-12-31", "due")),  # a week before the month
        ("2009-12", "2026-12-31", ("2026-12-31", "due")),
        ("2009-12", "2027-01-01", ("2027-12-31", "coming")),
        ("2008-02-29", "2026-02-20", ("2026-02-28", "coming")),
        ("2008-02-29", "2026-02-21", ("2026-02-28", "due")),
        ("2008-02-29", "2028-02-22", ("2028-02-29", "due")),
        ("2010-01-03", "2026-12-27", ("2027-01-03", "due")),
    ],
)
def test_a_political_birthday_is_told_a_week_ahead(joined: str, day: str, found: tuple[str, str]) -> None:
    assert told("political_birthday", on(day, person(joined_on=joined)))[0] == found


def test_the_leap_day_is_the_branchs_to_settle() -> None:
    facts = on("2026-02-22", person(joined_on="2008-02-29"), leap_day=LeapDay.MARCH)
    assert told("political_birthday", facts)[0] == ("2026-03-01", "due")


def test_whom_somebody_told_is_done() -> None:
    mark = DutyMark("m", "political_birthday", "何霞", "2027", "done", "2026-12-28", "")
    [duty, *_] = asked("political_birthday", on("2026-12-28", person(joined_on="2010-01-03"), marks=(mark,)))
    assert (duty.state, duty.period, duty.proofs[0].id) == ("done", "2027", "m")
    assert duty.what == "何霞2027年1月3日政治生日，入党17周年"


# --- measures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["measure", "rectification"])
@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-12-12", "coming"), ("2026-12-13", "due"), ("2026-12-20", "due"), ("2026-12-21", "late")],
)
def test_a_measure_is_late_from_the_day_after_its_day(rule: str, day: str, state: str) -> None:
    one = OpenMeasure("x", "meeting", rule, "核对台账", "李四", "2026-11-10", "2026-12-20", None)
    assert told(rule, on(day, person(), measures=(one,))) == [("2026-12-20", state)]


def test_measures_of_one_meeting_due_on_one_day_are_told_apart() -> None:
    both = (
        OpenMeasure("x", "meeting", "measure", "核对台账", "", "2026-11-10", "2026-12-20", None),
        OpenMeasure("y", "meeting", "measure", "报送名单", "", "2026-11-10", "2026-12-20", None),
    )
    assert len({duty.key for duty in asked("measure", on("2026-12-20", person(), measures=both))}) == len(both)


def test_a_measure_without_a_day_waits_for_the_next_meeting() -> None:
    one = OpenMeasure("x", "meeting", "measure", "核对台账并报送支委会研究确定下步安排", "", "2026-11-10", None, None)
    [duty] = asked("measure", on("2026-11-23", person(), measures=(one,)))
    assert (duty.by, duty.state, duty.note) == (None, "due", "未定时限，下次会上回看")
    assert duty.what == "“核对台账并报送支委会研究确定…”未办结"
    by_month = OpenMeasure("x", "meeting", "measure", "核对台账", "", "2026-11-10", "2026-12", None)
    assert told("measure", on("2026-12-31", person(), measures=(by_month,))) == [("2026-12-31", "due")]
