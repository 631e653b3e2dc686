"""A training of those above for who is new: one during the probation, one within a year of full membership.

Source: the plan for members' education of 2019 to 2023 (RULES.md 4); that of 2024 was not seen, so the rule is off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.dates import PartialDate, add_years, known
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.facts import Facts, Person
from branchdesk.domain.duties.persons import Owed, duty_of, entries_of, shown_by
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

RULE = "new_member_training"


def new_member_training(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the trainings to be taken by a day of a span, a year after 入党 and a year after 转正."""
    for person in facts.people:
        for begun, full in ((known(person.joined_on), False), (known(person.full_since), True)):
            if begun is None:
                continue
            by = add_years(begun.last_day(), 1)
            applied = book.in_force(RULE, by)
            if applied is None or not since <= by <= until:
                continue
            taken = [one for one in entries_of(facts, person, "training") if _within(one.day, begun, by)]
            if taken or _asked(person, begun, min(by, facts.today), facts.today):
                owed = Owed(person, by, bool(taken), begun.last_day(), proofs=tuple(map(shown_by, taken[:1])))
                yield duty_of(applied, owed, facts, say.training(person.name, full=full))


def _within(day: str | None, begun: PartialDate, by: date) -> bool:
    return str(begun) <= (day or "") <= by.isoformat()


def _asked(person: Person, begun: PartialDate, day: date, today: date) -> bool:
    return person.member(today) and person.here(day) and begun.last_day() <= today
