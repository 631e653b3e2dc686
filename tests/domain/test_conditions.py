"""What a condition does to 应到, to the vote and to the rate, by its article."""

from __future__ import annotations

import pytest

from branchdesk.domain.conditions import EFFECTS, ConditionKind, Effect, effect
from branchdesk.domain.meetings import Body
from branchdesk.domain.roster import RosterPerson, Stage, expected
from branchdesk.ledgers import member_life


def person(*conditions: str, stage: Stage = Stage.FULL) -> RosterPerson:
    return RosterPerson("a", "张三", stage, (), "", 1, conditions=conditions)


@pytest.mark.parametrize(
    ("condition", "counted", "votes"),
    [
        (None, True, True),
        ("away", True, True),
        ("lost", True, True),
        ("abroad", True, True),
        ("hardship", True, True),
        ("exempt", True, True),
        ("elsewhere", True, True),
        ("rights_suspended", False, False),
        ("party_probation", True, False),
        ("membership_stopped", False, False),
    ],
)
def test_who_is_counted_and_who_votes(condition: str | None, *, counted: bool, votes: bool) -> None:
    one = person(*([condition] if condition else []))
    assert bool(expected(Body.MEMBERS, [one])) == counted
    assert one.entitled == votes


def test_only_the_exempt_are_spared_in_the_rate() -> None:
    assert [kind for kind in ConditionKind if EFFECTS[kind].spared] == [ConditionKind.EXEMPT]


def test_who_attends_elsewhere_is_counted_here() -> None:
    assert person("elsewhere").effect == Effect(elsewhere=True)


def test_several_conditions_add_up() -> None:
    assert effect(("exempt", "party_probation")) == Effect(votes=False, spared=True)
    assert effect(("away", "membership_stopped")) == Effect(expected=False, votes=False, elsewhere=True)


def test_a_word_that_is_none_does_nothing() -> None:
    assert effect(("something of a newer program",)) == Effect()


def test_a_probationary_member_never_votes() -> None:
    assert not person(stage=Stage.PROBATIONARY).entitled


def test_every_condition_is_named_and_explained() -> None:
    assert {choice.value for choice in member_life.CONDITIONS} == set(ConditionKind)
    assert set(member_life.EFFECTS) == set(member_life.ARTICLES) == set(EFFECTS) == set(ConditionKind)
