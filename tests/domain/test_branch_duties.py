"""Each rule of the branch and its committee on the day before, the day, and the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_facts import BOOK, asked, held, person
from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.engine import duties
from branchdesk.domain.duties.facts import Entry, Facts, Matter, Person
from branchdesk.domain.meetings import Body
from branchdesk.domain.rulebook import LocalChange
from branchdesk.domain.terms import Term

SECRETARY = person("翟堃", "书记")
EIGHT = (SECRETARY, person("李𬭎", "组织委员"), *(person(f"党员{number}") for number in range(6)))
ELECTED = PartialDate(2023, 11, 20)
BEGAN = date(2020, 1, 1)


def seen(day: str, people: tuple[Person, ...] = EIGHT, **facts: object) -> Facts:
    return Facts(today=date.fromisoformat(day), started=BEGAN, people=people, **facts)  # type: ignore[arg-type] # as it is


def one(rule: str, facts: Facts, period: str, *changes: LocalChange) -> Duty:
    return next(duty for duty in asked(rule, facts, BOOK.laid_over(changes)) if duty.period == period)


def states(rule: str, period: str, days: dict[str, str], *changes: LocalChange, **facts: object) -> None:
    """Hold the state of one duty on several days against what it must be."""
    found = {day: one(rule, seen(day, **facts), period, *changes).state.value for day in days}  # type: ignore[arg-type] # as above
    assert found == days


@pytest.mark.parametrize(
    ("rule", "period", "days"),
    [
        # the day before a meeting presses, the day, the last day, the day after
        ("committee_meeting", "2026-02", {"02-17": "coming", "02-18": "due", "02-28": "due", "03-01": "late"}),
        ("theme_day", "2026-11", {"11-19": "coming", "11-20": "due", "11-30": "due", "12-01": "late"}),
        ("members_meeting", "2026Q4", {"11-15": "coming", "11-16": "due", "12-31": "due"}),
        ("organisational_life_meeting", "2025", {"01-01": "due", "03-31": "due", "04-01": "late"}),
        ("democratic_appraisal", "2026", {"09-29": "coming", "09-30": "due", "12-31": "due"}),
        ("secretary_report", "2026", {"10-30": "coming", "10-31": "due", "12-31": "due"}),
        ("secretary_report", "2025", {"01-01": "due", "03-31": "due", "04-01": "late"}),
        ("dues_published", "2025", {"01-01": "due", "03-31": "due", "04-01": "late"}),
    ],
)
def test_what_comes_round_presses_before_its_end_and_is_late_after_it(
    rule: str, period: str, days: dict[str, str]
) -> None:
    states(rule, period, {f"2026-{day}": state for day, state in days.items()})


def test_the_last_day_of_february_is_that_of_the_year() -> None:
    states("theme_day", "2028-02", {"2028-02-18": "coming", "2028-02-19": "due", "2028-02-29": "due"})
    states("theme_day", "2028-02", {"2028-03-01": "late"})


def test_a_lecture_is_asked_for_once_a_branch_switches_it_on() -> None:
    change = LocalChange("party_lecture", BEGAN, on=True)
    days = {"2026-08-30": "coming", "2026-08-31": "due", "2026-09-30": "due", "2026-10-01": "late"}
    states("party_lecture", "2026Q3", days, change)


def test_group_meetings_are_asked_of_each_group_by_its_own_days() -> None:
    groups = {"一组": "g1", "二组": "g2"}
    people = (
        person("甲", groups=(Spell("一组"),)),
        person("乙", groups=(Spell("一组", None, "2026-03-01"), Spell("二组", "2026-03-01"))),
    )
    for day, expected in (("2026-03-20", "coming"), ("2026-03-21", "due"), ("2026-04-01", "late")):
        facts = seen(day, people, groups=groups)
        found = {duty.group: duty.state.value for duty in asked("group_meeting", facts) if duty.period == "2026-03"}
        assert found == {"一组": expected, "二组": expected}
    assert {duty.group for duty in asked("group_meeting", facts) if duty.period == "2026-02"} == {"一组"}


def test_two_meetings_of_a_quarter_are_counted() -> None:
    change = LocalChange("members_meeting", date(2026, 1, 1), settings={"times": 2})
    found = one("members_meeting", seen("2026-04-01", meetings=held("members_meeting", "2026-02-01")), "2026Q1", change)
    assert (found.state.value, found.count, found.wanted) == ("late", 1, 2)


def test_a_branch_whose_members_have_left_owes_nothing() -> None:
    gone = (person("甲", "书记", here=(None, "2026-02-01")),)
    facts = seen("2026-07-01", gone)
    assert one("members_meeting", facts, "2026Q1").state.value == "late"
    assert one("members_meeting", facts, "2026Q2").state.value == "exempt"


# ---- a term and its end


def test_an_election_is_due_on_the_last_day_of_the_term() -> None:
    term = {"terms": (Term(ELECTED, 3),)}
    days = {"2026-08-19": "coming", "2026-08-20": "due", "2026-11-19": "due", "2026-11-20": "due", "2026-11-21": "late"}
    states("reelection", "2026-11-20", days, **term)


def test_the_notice_is_given_half_a_year_ahead_until_the_election_itself_presses() -> None:
    term = {"terms": (Term(ELECTED, 3),)}
    days = {"2026-05-19": "coming", "2026-05-20": "due", "2026-05-21": "due"}
    states("reelection_notice", "2026-11-20", {**days, "2026-08-19": "due", "2026-08-20": "exempt"}, **term)


@pytest.mark.parametrize(
    ("since", "years", "ends"),
    [
        (PartialDate(2022, 3, 15), 5, "2027-03-15"),
        (PartialDate(2024, 2, 29), 3, "2027-02-28"),
        (PartialDate(2024, 2), 3, "2027-02-01"),
        (PartialDate(2023), 3, "2026-01-01"),
    ],
)
def test_a_term_ends_as_many_years_on_as_it_was_elected_for(since: PartialDate, years: int, ends: str) -> None:
    (duty,) = asked("reelection", seen("2026-11-23", terms=(Term(since, years),)))
    assert (duty.period, str(duty.by)) == (ends, ends)


def test_an_election_does_the_duty_of_the_term_before_from_its_day_on() -> None:
    terms = (Term(ELECTED, 3, PartialDate(2026, 12, 8)), Term(PartialDate(2026, 12, 8), 3, id="new"))
    states("reelection", "2026-11-20", {"2026-12-07": "late", "2026-12-08": "done", "2026-12-09": "done"}, terms=terms)
    states("reelection", "2029-12-08", {"2026-12-09": "coming"}, terms=terms)
    done = one("reelection", seen("2026-12-08", terms=terms), "2026-11-20")
    assert [(proof.table, proof.id) for proof in done.proofs] == [("committee", "new")]


def test_an_election_held_early_leaves_no_notice_to_give() -> None:
    terms = (Term(ELECTED, 3, PartialDate(2026, 3, 1)), Term(PartialDate(2026, 3, 1), 3))
    facts = seen("2026-06-01", terms=terms)
    assert one("reelection", facts, "2026-11-20").state.value == "done"
    assert [duty.period for duty in asked("reelection_notice", facts)] == ["2029-03-01"]


def test_an_agreed_delay_moves_the_last_day_and_says_so() -> None:
    change = LocalChange("reelection", date(2026, 11, 1), settings={"delay": 6})
    term = {"terms": (Term(ELECTED, 3),)}
    states(
        "reelection", "2026-11-20", {"2026-11-21": "coming", "2027-05-20": "due", "2027-05-21": "late"}, change, **term
    )
    within = one("reelection", seen("2026-12-20", terms=(Term(ELECTED, 3),)), "2026-11-20", change)
    assert (within.note, str(within.by)) == ("2026年11月20日届满，已过30天；已同意延期6个月", "2027-05-20")


def test_a_delay_agreed_to_after_the_term_was_over_counts_as_well() -> None:
    change = LocalChange("reelection", date(2026, 12, 1), settings={"delay": 3})
    states("reelection", "2026-11-20", {"2026-11-30": "late", "2026-12-01": "due"}, change, terms=(Term(ELECTED, 3),))


def test_a_term_over_for_more_than_a_year_is_said_to_be() -> None:
    notes = [
        one("reelection", seen(day, terms=(Term(ELECTED, 3),)), "2026-11-20").note for day in _around("2027-11-20")
    ]
    assert ["超期已过1年" in note for note in notes] == [False, False, True]


def test_a_term_that_was_over_before_the_branch_began_is_late_all_the_same() -> None:
    facts = replace(seen("2026-11-23", terms=(Term(PartialDate(2020, 1, 1), 3),)), started=date(2026, 1, 1))
    assert one("reelection", facts, "2023-01-01").state.value == "late"


def _around(day: str) -> list[str]:
    middle = date.fromisoformat(day)
    return [(middle + timedelta(days=days)).isoformat() for days in (-1, 0, 1)]


# ---- a seat that falls vacant


def left(until: str = "2026-05-18", office: str = "宣传委员") -> tuple[Person, ...]:
    return (*EIGHT, person("陈䶮", (office, "2023-11-20", until)))


TERMS = (Term(ELECTED, 3),)


def test_a_seat_is_to_be_filled_within_three_months() -> None:
    days = {"2026-05-18": "due", "2026-08-17": "due", "2026-08-18": "due", "2026-08-19": "late"}
    states("by_election", "2026-05-18", days, people=left(), terms=TERMS)
    assert asked("by_election", seen("2026-05-17", left(), terms=TERMS)) == []


def test_whoever_takes_the_office_over_fills_the_seat() -> None:
    people = (*left(), person("何霞", ("宣传委员", "2026-07-02", None)))
    states(
        "by_election", "2026-05-18", {"2026-07-01": "due", "2026-07-02": "done", "2026-07-03": "done"}, people=people
    )


def test_a_plain_seat_is_filled_when_there_are_as_many_again() -> None:
    people = (*left(office="委员"), person("甲", ("委员", "2023-11-20", None)))
    states("by_election", "2026-05-18", {"2026-06-01": "due"}, people=people)
    states(
        "by_election", "2026-05-18", {"2026-06-01": "done"}, people=(*people, person("乙", ("委员", "2026-06", None)))
    )


def test_a_seat_known_to_its_month_counts_from_the_end_of_it() -> None:
    states("by_election", "2026-05-01", {"2026-08-31": "due", "2026-09-01": "late"}, people=left("2026-05"))


def test_a_seat_left_shortly_before_the_term_ends_is_filled_with_the_others() -> None:
    duty = one("by_election", seen("2026-11-01", left("2026-10-01"), terms=TERMS), "2026-10-01")
    assert str(duty.by) == "2026-11-20"


def test_a_seat_of_a_term_that_is_over_is_not_filled_any_more() -> None:
    terms = (Term(ELECTED, 3, PartialDate(2026, 11, 1)), Term(PartialDate(2026, 11, 1), 3))
    duty = one("by_election", seen("2026-11-23", left(), terms=terms), "2026-05-18")
    assert (duty.state.value, duty.note) == ("exempt", "已换届")


def test_offices_that_end_with_the_committee_leave_no_seat() -> None:
    terms = (Term(ELECTED, 3, PartialDate(2026, 5)), Term(PartialDate(2026, 5), 3))
    assert asked("by_election", seen("2026-11-23", left(), terms=terms)) == []


def test_a_branch_too_small_for_a_committee_fills_only_the_secretary_s_seat() -> None:
    people = (SECRETARY, *left()[2:6], left()[-1])
    assert one("by_election", seen("2026-09-01", people), "2026-05-18").note == "正式党员6名，不设支部委员会"
    gone = (person("翟堃", ("书记", "2023-11-20", "2026-05-18")), *EIGHT[2:6])
    states("by_election", "2026-05-18", {"2026-08-19": "late"}, people=gone)


def test_a_deputy_s_seat_is_one_of_a_committee_only() -> None:
    small = (SECRETARY, person("甲", ("副书记", None, "2026-05-18")))
    assert asked("by_election", seen("2026-09-01", small)) == []
    assert len(asked("by_election", seen("2026-09-01", left(office="副书记")))) == 1


def test_a_branch_that_never_had_a_secretary_is_told_so_once_it_knows_offices() -> None:
    assert asked("by_election", seen("2026-11-23", EIGHT[2:])) == []
    (duty,) = asked("by_election", seen("2026-11-23", EIGHT[1:]))
    assert (duty.by, duty.period, duty.state.value) == (None, "2026", "due")


# ---- a new secretary


def test_a_new_secretary_is_trained_within_half_a_year() -> None:
    people = (person("翟堃", ("书记", "2025-08-31", None)),)
    days = {"2025-11-27": "coming", "2025-11-28": "due", "2026-02-27": "due", "2026-02-28": "due", "2026-03-01": "late"}
    states("new_secretary_training", "2025-08-31", days, people=people)


@pytest.mark.parametrize(
    ("day", "state"), [("2025-08-30", "late"), ("2025-08-31", "done"), ("2026-05", "done"), ("2026-12-01", "late")]
)
def test_a_training_from_that_day_on_shows_it(day: str, state: str) -> None:
    people = (person("翟堃", ("书记", "2025-08-31", None)),)
    states(
        "new_secretary_training",
        "2025-08-31",
        {"2026-11-23": state},
        people=people,
        entries=(Entry("e", "翟堃", "training", day),),
    )


def test_a_secretary_who_is_elected_again_is_not_new() -> None:
    again = person("翟堃", ("书记", None, "2026-11-20"), ("书记", "2026-11-20", None))
    assert asked("new_secretary_training", seen("2026-11-23", (again,))) == []


def test_who_is_no_longer_secretary_is_not_trained_any_more() -> None:
    people = (person("翟堃", ("书记", "2025-08-31", "2026-04-01")),)
    states("new_secretary_training", "2025-08-31", {"2026-03-31": "late", "2026-04-01": "exempt"}, people=people)


def test_who_took_over_before_the_branch_began_is_not_late() -> None:
    facts = replace(seen("2026-11-23", (person("翟堃", ("书记", "2025-12-01", None)),)), started=date(2026, 1, 1))
    assert one("new_secretary_training", facts, "2025-12-01").state.value == "before_start"


# ---- how large a branch is


@pytest.mark.parametrize(("leaves", "told"), [("2026-11-24", False), ("2026-11-23", True), ("2026-11-22", True)])
def test_two_full_members_are_too_few_from_the_day_the_third_leaves(leaves: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    people = (SECRETARY, person("甲"), person("乙", here=(None, leaves)), person("丙", stage="probationary_member"))
    found = asked("too_few_members", seen("2026-11-23", people))
    assert bool(found) == told
    assert all((duty.by, duty.what) == (None, "正式党员2名，不足3名，应成立联合党支部") for duty in found)


@pytest.mark.parametrize(("comes", "told"), [("2026-11-24", False), ("2026-11-23", True), ("2026-11-22", True)])
def test_the_fifty_first_member_is_one_too_many(comes: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    people = (*(person(f"{number}") for number in range(50)), person("新", here=(comes, None)))
    assert bool(asked("too_many_members", seen("2026-11-23", people))) == told


@pytest.mark.parametrize(("full", "told"), [("2026-11-24", False), ("2026-11-23", True), ("2026-11-22", True)])
def test_the_seventh_full_member_asks_for_a_committee(full: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    seventh = person("新", stages=(Spell("probationary_member", None, full), Spell("full_member", full)))
    people = (SECRETARY, *(person(f"{number}") for number in range(5)), seventh)
    assert bool(asked("committee_needed", seen("2026-11-23", people))) == told
    assert asked("committee_needed", seen("2026-11-23", (*people, person("委", "组织委员")))) == []


def test_who_is_suspended_is_not_counted() -> None:
    held_back = replace(person("乙"), conditions=(Spell("rights_suspended", "2026-11-01"),))
    assert asked("too_few_members", seen("2026-11-23", (SECRETARY, person("甲"), held_back)))


@pytest.mark.parametrize(("since", "until"), [("2026-01-01", "2026-11-22"), ("2026-11-24", "2026-12-31")])
def test_a_size_is_told_only_of_a_span_with_today_in_it(since: str, until: str) -> None:
    few = seen("2026-11-23", (SECRETARY,))
    span = (date.fromisoformat(since), date.fromisoformat(until))
    assert duties(BOOK, few, *span, ["too_few_members"]) == ()
    assert len(duties(BOOK, few, span[0], max(span[1], few.today), ["too_few_members"])) == (few.today >= span[0])


# ---- reports of a year


@pytest.mark.parametrize(
    ("title", "day", "year"),
    [
        ("书记述职", "2026-12-31", "2026"),
        ("书记述职", "2027-03-31", "2026"),
        ("书记述职", "2027-04-01", "2027"),
        ("2026年度书记述职评议", "2027-04-01", "2026"),
    ],
)
def test_a_report_counts_for_the_year_it_names_or_else_was_held_for(title: str, day: str, year: str) -> None:
    facts = seen("2027-05-01", matters=(Matter("m", day, title),))
    assert [duty.period for duty in asked("secretary_report", facts) if duty.state.value == "done"] == [year]


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("公布2026年党费收缴情况", Body.MEMBERS, True),
        ("通报党费收支", Body.MEMBERS, True),
        ("按时交纳党费", Body.MEMBERS, False),
        ("通报10月党费收缴情况", Body.COMMITTEE, False),
    ],
)
def test_dues_are_published_to_the_members(title: str, body: Body, shown: bool) -> None:  # noqa: FBT001 - a column of the table
    facts = seen("2026-11-23", matters=(Matter("m", "2026-10-20", title, body),))
    assert (one("dues_published", facts, "2026").state.value == "done") == shown


def test_without_a_secretary_nobody_reports() -> None:
    assert one("secretary_report", seen("2026-11-23", EIGHT[1:]), "2026").note == "没有书记"


def test_annual_statistics_are_asked_for_once_a_branch_switches_them_on() -> None:
    change = LocalChange("annual_statistics", date(2026, 7, 1), on=True)
    assert asked("annual_statistics", seen("2026-11-23")) == []
    states("annual_statistics", "2026", {"2027-01-31": "due", "2027-02-01": "late"}, change)
    assert "2025" not in {
        duty.period for duty in asked("annual_statistics", seen("2026-11-23"), BOOK.laid_over([change]))
    }
