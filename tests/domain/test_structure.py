"""Hints about a branch's make-up: around each number, and on the day before, the day, and the day after."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.domain.rulebook import LocalChange, read_book
from branchdesk.domain.structure import Asked, Branch, Weight, asked_on, hints
from branchdesk.domain.terms import Term, minus_months

DAY = date(2026, 11, 23)
BOOK = read_book((Path(__file__).parents[2] / "resources" / "rules" / "rules.toml").read_text("utf-8"))
ASKED = asked_on(BOOK, DAY)
SOUND = Term(PartialDate(2025, 1, 10), 3)


def people(full: int, *, probationary: int = 0, offices: tuple[str, ...] = (), group: str = "") -> list[RosterPerson]:
    """Give so many members; the first ones hold these offices, one each."""
    stages = [Stage.FULL] * full + [Stage.PROBATIONARY] * probationary
    held = [*offices, *[""] * len(stages)]
    return [
        RosterPerson(f"{at}", f"党员{at}", stage, (held[at],) if held[at] else (), group, at)
        for at, stage in enumerate(stages)
    ]


def branch(day: date, members: list[RosterPerson], *facts: Any, asked: Asked = ASKED, **more: Any) -> Branch:  # noqa: ANN401 - any fact
    return Branch(day, members, asked, *facts, **more)


def codes(members: list[RosterPerson], term: Term | None = SOUND, day: date = DAY, **facts: Any) -> set[str]:  # noqa: ANN401 - any fact
    return {hint.code for hint in hints(branch(day, members, term, **facts))}


COMMITTEE = ("书记", "组织委员", "宣传委员", "纪检委员")


@pytest.mark.parametrize(("full", "probationary", "said"), [(2, 0, True), (2, 5, True), (3, 0, False), (4, 1, False)])
def test_fewer_than_three_full_members(full: int, probationary: int, *, said: bool) -> None:
    found = codes(people(full, probationary=probationary, offices=("书记",)))
    assert ("too_few_members" in found) == said


@pytest.mark.parametrize(
    ("full", "probationary", "said"), [(50, 0, False), (49, 1, False), (50, 1, True), (51, 0, True)]
)
def test_more_than_fifty_members(full: int, probationary: int, *, said: bool) -> None:
    assert ("too_many_members" in codes(people(full, probationary=probationary, offices=COMMITTEE))) == said


@pytest.mark.parametrize(
    ("full", "probationary", "offices", "expected"),
    [
        (6, 1, ("书记",), set()),
        (6, 0, ("书记", "副书记"), set()),
        (6, 0, COMMITTEE, {"committee_not_needed"}),
        (7, 0, ("书记",), {"committee_needed"}),
        (7, 0, ("书记", "副书记"), {"committee_needed"}),
        (7, 0, COMMITTEE, set()),
    ],
)
def test_a_committee_from_seven_full_members(
    full: int, probationary: int, offices: tuple[str, ...], expected: set[str]
) -> None:
    found = codes(people(full, probationary=probationary, offices=offices))
    assert found & {"committee_needed", "committee_not_needed"} == expected


@pytest.mark.parametrize(
    ("number", "weight"),
    [(2, Weight.REMINDER), (3, None), (5, None), (6, Weight.NOTE), (7, Weight.NOTE), (8, Weight.REMINDER)],
)
def test_a_committee_of_three_to_five_and_seven_at_most(number: int, weight: Weight | None) -> None:
    offices = ("书记", *["委员"] * (number - 1))
    found = {hint.code: hint.weight for hint in hints(branch(DAY, people(20, offices=offices), SOUND))}
    size = found.get("committee_small") or found.get("committee_large")
    assert size == weight


def test_a_branch_wants_one_secretary() -> None:
    assert "no_secretary" in codes(people(20, offices=("副书记", "委员", "委员")))
    assert "several_in_office" in codes(people(20, offices=("书记", "书记", "委员")))
    assert "several_in_office" in codes(people(20, offices=("书记", "副书记", "副书记")))
    assert not {"no_secretary", "several_in_office"} & codes(people(20, offices=("书记", "副书记", "委员")))


def test_what_is_missing_in_the_committee_is_named() -> None:
    found = hints(branch(DAY, people(20, offices=("书记", "组织委员", "委员")), SOUND))
    [hint] = [hint for hint in found if hint.code == "portfolio_missing"]
    assert hint.message == "支部委员会没有宣传委员、纪检委员，可由其他委员兼任。"


@pytest.mark.parametrize(
    ("full_since", "correction", "said"),
    [
        (PartialDate(2025, 11, 24), 0, True),
        (PartialDate(2025, 11, 23), 0, False),
        (PartialDate(2025, 11, 22), 0, False),
        (PartialDate(2025, 11), 0, True),
        (PartialDate(2025, 11, 24), 1, False),
        (PartialDate(2025, 11, 23), -1, True),
    ],
)
def test_a_secretary_has_been_a_full_member_for_a_year(full_since: PartialDate, correction: int, *, said: bool) -> None:
    members = people(20, offices=COMMITTEE)
    found = codes(members, full_since={"0": full_since}, corrections={"0": correction})
    assert ("secretary_young" in found) == said


@pytest.mark.parametrize(
    ("stage", "conditions", "said"),
    [
        (Stage.FULL, (), False),
        (Stage.FULL, ("exempt",), False),
        (Stage.PROBATIONARY, (), True),
        (Stage.ACTIVIST, (), True),
        (Stage.FULL, ("party_probation",), True),
        (Stage.FULL, ("rights_suspended",), True),
    ],
)
def test_who_could_not_be_elected_is_named(stage: Stage, conditions: tuple[str, ...], *, said: bool) -> None:
    odd = RosterPerson("x", "王伟", stage, ("组织委员",), "", 99, conditions=conditions)
    found = list(hints(branch(DAY, [*people(20, offices=("书记",)), odd], SOUND)))
    assert [hint.person for hint in found if hint.code == "not_eligible"] == (["x"] if said else [])


TERM = Term(PartialDate(2024, 3, 15), 3)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 9, 14), None),
        (date(2026, 9, 15), "term_due"),
        (date(2026, 9, 16), "term_due"),
        (date(2027, 3, 14), "term_due"),
        (date(2027, 3, 15), "term_due"),
        (date(2027, 3, 16), "term_over"),
        (date(2028, 3, 15), "term_over"),
        (date(2028, 3, 16), "term_far_over"),
    ],
)
def test_a_term_is_reminded_of_then_over_then_far_over(day: date, code: str | None) -> None:
    found = {one for one in codes(people(20, offices=COMMITTEE), TERM, day) if one.startswith("term")}
    assert found == ({code} if code else set())


def test_nobody_knows_a_term_that_was_not_entered() -> None:
    assert "term_unknown" in codes(people(20, offices=COMMITTEE), None)
    assert "term_unknown" not in codes(people(20), None)


def test_terms_of_odd_days() -> None:
    assert Term(PartialDate(2024, 2, 29), 3).ends() == date(2027, 2, 28)
    assert Term(PartialDate(2024, 3), 5).ends() == date(2029, 3, 1)
    assert minus_months(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert minus_months(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert minus_months(date(2026, 1, 15), -1) == date(2026, 2, 15)


@pytest.mark.parametrize(("until", "last"), [(PartialDate(2026, 3, 15), date(2026, 3, 14)), (None, date.max)])
def test_a_term_holds_until_the_next_one_begins(until: PartialDate | None, last: date) -> None:
    term = Term(PartialDate(2024, 3, 15), 3, until)
    assert not term.holds(date(2024, 3, 14))
    assert term.holds(date(2024, 3, 15))
    assert term.holds(last)
    assert last == date.max or not term.holds(last + timedelta(days=1))


def test_groups_have_leaders_and_enough_people() -> None:
    members = [
        *people(3, offices=("党小组长",), group="第一党小组"),
        RosterPerson("y", "何霞", Stage.PROBATIONARY, (), "第二党小组", 50),
        RosterPerson("z", "赵爽", Stage.FULL, (), "", 51),
    ]
    found = {
        (hint.code, hint.group) for hint in hints(branch(DAY, members, None, ("第一党小组", "第二党小组", "空组")))
    }
    assert found >= {
        ("no_leader", "第二党小组"),
        ("group_small", "第二党小组"),
        ("group_without_full_member", "第二党小组"),
        ("ungrouped", None),
    }
    assert not {group for _, group in found} & {"第一党小组", "空组"}


def test_groups_are_only_noted_for_many_members() -> None:
    assert "groups_wanted" not in codes(people(14, offices=COMMITTEE))
    assert "groups_wanted" in codes(people(15, offices=COMMITTEE))


def test_an_empty_branch_is_told_nothing() -> None:
    assert hints(branch(DAY, [])) == ()


def test_every_hint_has_its_article_and_the_gravest_come_first() -> None:
    found = hints(branch(DAY, people(2, group="一组"), TERM, ("一组",)))
    assert all(hint.article and hint.message.endswith("。") for hint in found)
    weights = [list(Weight).index(hint.weight) for hint in found]
    assert weights == sorted(weights)


@pytest.mark.parametrize(
    ("rule", "members", "term", "day", "code"),
    [
        ("too_few_members", people(2, offices=("书记",)), SOUND, DAY, "too_few_members"),
        ("too_many_members", people(51, offices=COMMITTEE), SOUND, DAY, "too_many_members"),
        ("committee_needed", people(7, offices=("书记",)), SOUND, DAY, "committee_needed"),
        ("by_election", people(4), SOUND, DAY, "no_secretary"),
        ("reelection", people(20, offices=COMMITTEE), TERM, date(2027, 3, 16), "term_over"),
        ("reelection_notice", people(20, offices=COMMITTEE), TERM, date(2026, 12, 1), "term_due"),
    ],
)
def test_of_a_rule_that_is_switched_off_nothing_is_said(
    rule: str, members: list[RosterPerson], term: Term, day: date, code: str
) -> None:
    off = BOOK.laid_over([LocalChange(rule, day, on=False)])
    before, then = (asked_on(off, at) for at in (day - timedelta(days=1), day))
    assert code in codes(members, term, day, asked=before)
    assert code not in codes(members, term, day, asked=then)


def test_the_numbers_are_those_of_the_rule_book() -> None:
    book = BOOK.laid_over([LocalChange("committee_needed", DAY, settings={"people": 10})])
    assert "committee_needed" not in codes(people(9, offices=("书记",)), asked=asked_on(book, DAY))
    assert "committee_needed" in codes(people(10, offices=("书记",)), asked=asked_on(book, DAY))


def test_a_term_is_over_until_the_end_of_an_agreed_delay_without_a_warning() -> None:
    asked = asked_on(BOOK.laid_over([LocalChange("reelection", DAY, settings={"delay": 6})]), DAY)
    days = (date(2027, 9, 15), date(2027, 9, 16))
    found = [hints(branch(day, people(20, offices=COMMITTEE), TERM, asked=asked)) for day in days]
    over = [hint for each in found for hint in each if hint.code == "term_over"]
    assert [hint.weight for hint in over] == [Weight.REMINDER, Weight.WARNING]
    assert "已同意延期6个月" in over[0].message
