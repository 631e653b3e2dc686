"""Whoever becomes secretary is trained for it within half a year.

Source: 支部工作条例 and the plans for the education of members (RULES.md 1.2, 4; the article is not certain).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty, DutyState, Proof, state_of
from branchdesk.domain.duties.event_duty import Deadline, deadline
from branchdesk.domain.duties.facts import Facts, Person
from branchdesk.domain.roster import SECRETARY
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import branch_duties as say

RULE, TRAINING = "new_secretary_training", "training"


def new_secretary_training(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the trainings of those who became secretary; who is elected again is not new."""
    for person in facts.people:
        for spell in person.offices:
            begun = known(spell.since)
            if begun is None or spell.kind != SECRETARY or _was_already(person, spell):
                continue
            given = deadline(book, RULE, begun)
            if given is not None and since <= given.by <= until:
                yield _duty(facts, person, spell, given)


def _was_already(person: Person, now: Spell) -> bool:
    """Say whether somebody was secretary until this time began."""
    return any(
        one is not now and one.kind == SECRETARY and one.until is not None and one.until == now.since
        for one in person.offices
    )


def _duty(facts: Facts, person: Person, spell: Spell, given: Deadline) -> Duty:
    applied, today = given.applied, facts.today
    begun = spell.since or ""
    proof = next(
        (
            Proof("member_entry", one.id, one.day)
            for one in facts.entries
            if one.member_id == person.id and one.kind == TRAINING and one.day and begun <= one.day <= today.isoformat()
        ),
        None,
    )
    first = date.min if (known_day := known(begun)) is None else known_day.first_day()
    state, note = state_of(applied, first, given.by, today, done=proof is not None), ""
    if proof is None:
        if first <= today and person not in facts.in_office(SECRETARY, today):
            state, note = DutyState.EXEMPT, say.no_longer_secretary()
        elif given.by < facts.started or (first < facts.started and state is DutyState.LATE):
            state = DutyState.BEFORE_START
    return Duty(
        rule=RULE,
        kind=RULE,
        state=state,
        period=first.isoformat(),
        since=first,
        by=given.by,
        what=say.training(person.name),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        person=person.id,
        name=person.name,
        count=int(proof is not None),
        proofs=(proof,) if proof else (),
        note=note,
    )
