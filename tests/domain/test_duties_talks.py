"""谈心谈话 by kind of relation, each once a year: 支部工作条例第19条."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.facts import Entry, Facts, Person
from branchdesk.domain.rulebook import LocalChange
from branchdesk.ledgers.member_life import TALKS
from branchdesk.words import person_duties
from domain.duty_cases import BOOK, asked, entry, person, told

SECRETARY = person("翟堃", offices=(Spell("书记"),))
ORGANISER = person("李四", offices=(Spell("组织委员"),))
MEMBER, OTHER = person("何霞"), person("王伟")
RULES = tuple(person_duties.TALKS)


def on(day: str, *entries: Entry, people: tuple[Person, ...] = (SECRETARY, ORGANISER, MEMBER, OTHER)) -> Facts:
    return Facts(today=date.fromisoformat(day), started=date(2026, 1, 1), people=people, entries=entries)


def talk(day: str, level: str, whose: str = "何霞", other: str | None = None) -> Entry:
    return entry("talk", day, whose, level=level, other_id=other)


def this_year(rule: str, facts: Facts) -> tuple[str, str]:
    return next(each for each in told(rule, facts) if each[0] == "2026-12-31")


def test_every_relation_that_is_counted_can_be_noted() -> None:
    offered = {choice.value for choice in TALKS.field("level").choices}
    assert set(person_duties.TALKS.values()) <= offered


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-09-29", "coming"), ("2026-09-30", "due"), ("2026-12-31", "due"), ("2027-01-01", "late")],
)
def test_each_relation_is_asked_for_once_a_year(rule: str, day: str, state: str) -> None:
    assert this_year(rule, on(day)) == ("2026-12-31", state)


@pytest.mark.parametrize(
    ("level", "rule"),
    [
        ("支委之间", "talk_in_committee"),
        ("支委与党员", "talk_committee_members"),
        ("书记与党员", "talk_committee_members"),
        ("党员之间", "talk_between_members"),
    ],
)
def test_a_talk_counts_for_its_own_relation(level: str, rule: str) -> None:
    facts = on("2026-12-31", talk("2026-01-01", level))
    assert [each for each in RULES if this_year(each, facts)[1] == "done"] == [rule]
    assert this_year(rule, on("2026-12-31", talk("2025-12-31", level)))[1] == "due"
    assert this_year(rule, on("2026-12-31", talk("2026", level)))[1] == "done"


def test_without_a_committee_only_talks_among_members_are_asked_for() -> None:
    alone = on("2026-12-31", people=(SECRETARY, MEMBER))
    assert [this_year(rule, alone)[1] for rule in RULES] == ["exempt", "exempt", "due"]
    nobody = on("2026-12-31", people=())
    assert [this_year(rule, nobody)[1] for rule in RULES] == ["exempt"] * 3


def test_a_branch_may_ask_for_everybody_once() -> None:
    book = BOOK.laid_over([LocalChange(rule, date(2026, 1, 1), settings={"everyone": True}) for rule in RULES])
    facts = on("2027-01-01", talk("2026-05-01", "党员之间", "何霞", "王伟"), talk("2026-06-01", "书记与党员", "何霞"))

    def seen(rule: str) -> list[tuple[str | None, str]]:
        return [(one.name, one.state.value) for one in asked(rule, facts, book) if one.period == "2026"]

    assert seen("talk_between_members") == [("何霞", "done"), ("王伟", "done")]
    assert seen("talk_committee_members") == [("何霞", "done"), ("王伟", "late")]
    assert seen("talk_in_committee") == [("翟堃", "late"), ("李四", "late")]
    [late] = [one for one in asked("talk_committee_members", facts, book) if one.state == "late"]
    assert late.what == "王伟2026年支委与党员谈心谈话"


def test_who_left_during_the_year_is_not_asked_for() -> None:
    book = BOOK.laid_over([LocalChange("talk_committee_members", date(2026, 1, 1), settings={"everyone": True})])
    left = person("何霞", periods=(Spell("", None, "2026-08-01"),))
    facts = on("2026-12-31", people=(SECRETARY, ORGANISER, left))
    assert [one for one in asked("talk_committee_members", facts, book) if one.period == "2026"] == []
