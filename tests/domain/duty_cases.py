"""What tests of duties share: the shipped book, people made by hand, and asking what a rule says on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.engine import ANSWERS
from branchdesk.domain.duties.facts import Entry, Facts, Person
from branchdesk.domain.duties.marking import marked
from branchdesk.domain.rulebook import RuleBook, read_book

BOOK = read_book((Path(__file__).parents[2] / "resources" / "rules" / "rules.toml").read_text("utf-8"))
STARTED = date(2020, 1, 1)


def person(name: str = "何霞", stage: str = "full_member", **facts: Any) -> Person:  # noqa: ANN401 - any fact
    """Make somebody who is here and at a stage since ever, unless told otherwise."""
    usual = {"periods": (Spell(""),), "stages": (Spell(stage),)}
    return Person(name, name, 1, **(usual | facts))


def entry(kind: str, day: str, whose: str = "何霞", **facts: Any) -> Entry:  # noqa: ANN401 - any fact
    return Entry(f"{kind} {day}", whose, kind, day, **facts)


def asked(rule: str, facts: Facts, book: RuleBook = BOOK) -> list[Duty]:
    """Give the duties of a rule whose last day lies within ten years of the facts' day."""
    year = facts.today.year
    found = marked(ANSWERS[rule](book, facts, date(year - 10, 1, 1), date(year + 10, 12, 31)), facts)
    return sorted(found, key=lambda one: one.by or facts.today)


def told(rule: str, facts: Facts, book: RuleBook = BOOK) -> list[tuple[str, str]]:
    """Give the last day and the state of each."""
    return [(str(one.by), one.state.value) for one in asked(rule, facts, book)]
