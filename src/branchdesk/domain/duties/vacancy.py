"""A seat in the committee that falls vacant during the term is filled by a by-election.

Source: 支部工作条例第21条 缺额及时补选 (RULES.md 1.2). It names no number of months: that is a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import PartialDate, known
from branchdesk.domain.duties.duty import Duty, DutyState, Proof, state_of
from branchdesk.domain.duties.event_duty import Deadline, deadline
from branchdesk.domain.duties.facts import Facts, Person
from branchdesk.domain.duties.size import COMMITTEE as COMMITTEE_NEEDED
from branchdesk.domain.duties.size import PEOPLE
from branchdesk.domain.roster import COMMITTEE, DEPUTY, SECRETARY, Stage, in_committee
from branchdesk.domain.rulebook import RuleBook
from branchdesk.domain.terms import Term
from branchdesk.words import branch_duties as say
from branchdesk.words import duties as say_duties

RULE = "by_election"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Seat:
    """A seat that somebody left before the term was over."""

    person: Person
    office: str
    left: PartialDate


def by_elections(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the seats that fell vacant, as far as the time to fill them ends in a span of days."""
    for seat in _seats(facts):
        given = deadline(book, RULE, seat.left)
        if given is None:
            continue
        term = next((one for one in facts.terms if one.holds(seat.left.first_day() - _DAY)), None)
        by = given.by
        if term is not None and seat.left.last_day() <= term.ends() < by:
            by = term.ends()  # the whole committee is elected then
        if since <= by <= until:
            yield _duty(book, facts, seat, Deadline(given.applied, by))
    yield from _nobody_leads(book, facts, since, until)


def _seats(facts: Facts) -> Iterator[_Seat]:
    for person in facts.people:
        for spell in person.offices:
            left = known(spell.until)
            if left is None or not in_committee(spell.kind) or left.first_day() > facts.today:
                continue
            if _kept(person, spell) or any(_handed_over(term, left) for term in facts.terms):
                continue
            if spell.kind != DEPUTY or facts.has_committee(left.first_day() - _DAY):
                yield _Seat(person, spell.kind, left)


def _nobody_leads(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Say that nobody is secretary, where no seat that fell vacant says so: it has no last day."""
    today = facts.today
    applied = book.in_force(RULE, today)
    if applied is None or not since <= today <= until or not facts.members(today):
        return
    offices = any(map(in_committee, (spell.kind for one in facts.people for spell in one.offices)))
    if not offices or facts.in_office(SECRETARY, today):
        return
    if any(seat.office == SECRETARY and _filled(facts, seat) is None for seat in _seats(facts)):
        return
    yield Duty(
        rule=RULE,
        kind=RULE,
        state=DutyState.DUE,
        period=str(today.year),
        since=None,
        by=None,
        what=say.nobody_leads(),
        article=applied.edition.basis,
        strength=applied.edition.strength,
    )


def _kept(person: Person, left: Spell) -> bool:
    """Say whether somebody went on in the same office: only the record was cut in two."""
    return any(one.kind == left.kind and one.since == left.until for one in person.offices)


def _handed_over(term: Term, left: PartialDate) -> bool:
    """Say whether an office ended because one committee followed another."""
    return any(_same_time(left, day) for day in (term.since, term.until) if day is not None)


def _same_time(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two days, known to the month perhaps, can be the same."""
    return one.first_day() <= other.last_day() and other.first_day() <= one.last_day()


def _duty(book: RuleBook, facts: Facts, seat: _Seat, given: Deadline) -> Duty:
    applied, begun, today = given.applied, seat.left.first_day(), facts.today
    filled = _filled(facts, seat)
    state = state_of(applied, begun, given.by, today, done=filled is not None)
    note = "" if filled is not None else _exempt(book, facts, seat)
    if note:
        state = DutyState.EXEMPT
    elif state is not DutyState.DONE and given.by < facts.started:
        state = DutyState.BEFORE_START
    return Duty(
        rule=RULE,
        kind=RULE,
        state=state,
        period=begun.isoformat(),
        since=begun,
        by=given.by,
        what=say.by_election(seat.office, seat.person.name),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        person=seat.person.id,
        name=seat.person.name,
        count=int(filled is not None),
        proofs=(filled,) if filled else (),
        note=note,
    )


def _filled(facts: Facts, seat: _Seat) -> Proof | None:
    """Give who took the seat over: whoever holds the office later, or for a plain 委员 whoever makes up the number."""
    wanted = 1
    if seat.office == COMMITTEE:
        wanted = len(_holders(facts, seat.office, seat.left.first_day() - _DAY))
    begun = {
        day: person
        for person in facts.people
        for spell in person.offices
        if spell.kind == seat.office and (day := known(spell.since)) is not None and day >= seat.left
    }
    for day in [seat.left, *sorted(begun)]:
        if day.first_day() > facts.today:
            return None
        holders = _holders(facts, seat.office, day.first_day())
        if len(holders) >= wanted:
            return Proof("member", begun[day].id if day in begun else holders[0].id, str(day))
    return None


def _holders(facts: Facts, office: str, day: date) -> list[Person]:
    return [one for one in facts.people if office in one.offices_on(day)]


def _exempt(book: RuleBook, facts: Facts, seat: _Seat) -> str:
    """Say why a vacant seat need not be filled, or nothing."""
    today, begun = facts.today, seat.left.first_day()
    members = facts.members(today)
    if not members:
        return say_duties.nobody_here()
    if any(begun < term.since.first_day() <= today for term in facts.terms):
        return say.elected_since()
    full = sum(one.stage(today) is Stage.FULL for one in members)
    needed = book.applied(COMMITTEE_NEEDED, today)
    if seat.office != SECRETARY and needed is not None and full < needed.number(PEOPLE):
        return say.no_committee_wanted(full)
    return ""
