"""入党宣誓: within a month of the approval, since the edition of 2026 (《发展党员工作细则》第29条; RULES.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty, Proof
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.persons import Owed, duty_of, months_after
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

RULE = "oath"


def oath(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the oaths to be sworn by a day of a span, of those whose approval is known and fell under this edition."""
    for person in facts.people:
        approved, sworn = known(person.approved_on), known(person.oath_on)
        if approved is None or book.rule(RULE).edition(approved.first_day()) is None:
            continue
        judged = months_after(book, RULE, approved.last_day(), facts.today)
        if judged is None or not since <= judged[1] <= until:
            continue
        applied, by = judged
        if not person.here(min(by, facts.today)) or not (sworn or person.member(facts.today)):
            continue
        proofs = (Proof("member", person.id, str(sworn)),) if sworn else ()
        day, over = say.day_in(by.isoformat(), facts.today.year), facts.today > by
        owed = Owed(person, by, done=sworn is not None, since=approved.last_day(), proofs=proofs)
        yield duty_of(applied, owed, facts, say.oath(person.name, day, over=over, done=sworn is not None))
