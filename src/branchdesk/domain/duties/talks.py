"""谈心谈话: between committee members, with members, among members, each at least once a year.

Source: 《支部工作条例》第19条. Read as each kind of relation once a year, not everybody with everybody (RULES.md 1.3);
a branch may ask for everybody once (`everyone`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from branchdesk.domain.duties.calendar_duty import asked_of, turns
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.facts import Entry, Facts, Person
from branchdesk.domain.duties.persons import shown_by
from branchdesk.domain.duties.spans import CalendarSpan
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.domain.talks import counts_as
from branchdesk.words import duties as say_duties
from branchdesk.words import person_duties as say

IN_COMMITTEE, WITH_MEMBERS, AMONG_MEMBERS = say.TALKS
PAIR = 2


def talks(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the talks of a kind of relation for each of its times in a span: of the branch, or of each person."""
    of_kind = [one for one in facts.entries if one.kind == "talk" and counts_as(one.level) == say.TALKS[rule]]
    for applied, span in turns(book, rule, since, until):
        held = [one for one in of_kind if _in(one, span)]
        day = max(min(span.last, facts.today), span.first)
        who = _whom(rule, facts, day)
        if applied.settings.get("everyone"):
            for person in who:
                mine = [one for one in held if person.id in {one.member_id, one.other_id}]
                yield _duty(applied, span, facts, mine, person)
        else:
            duty = _duty(applied, span, facts, held, None)
            yield duty if duty.state is DutyState.DONE else _unless(duty, _not_asked(rule, facts, day, who))


def _whom(rule: str, facts: Facts, day: date) -> list[Person]:
    """Give whom a kind of relation concerns: of a branch without a committee, only its members among themselves."""
    if not facts.has_committee(day):
        return facts.members(day) if rule == AMONG_MEMBERS else []
    return [one for one in facts.members(day) if one.of_committee(day) == (rule == IN_COMMITTEE)]


def _not_asked(rule: str, facts: Facts, day: date, who: list[Person]) -> str:
    if not facts.members(day):
        return say_duties.nobody_here()
    if rule != AMONG_MEMBERS and not facts.has_committee(day):
        return say_duties.no_committee()
    return say.nobody_to_talk() if len(who) < (1 if rule == WITH_MEMBERS else PAIR) else ""


def _unless(duty: Duty, why: str) -> Duty:
    return replace(duty, state=DutyState.EXEMPT, note=why) if why else duty


def _in(entry: Entry, span: CalendarSpan) -> bool:
    """Say whether a talk fell into a span, by its first day where only the month or year is known."""
    day = entry.day or ""
    return span.first.isoformat()[: len(day)] <= day <= span.last.isoformat()


def _duty(applied: Applied, span: CalendarSpan, facts: Facts, held: Iterable[Entry], person: Person | None) -> Duty:
    found = list(held)
    wanted = 1 if person is not None else int(applied.settings.get("times", 1))
    relation = say.TALKS[applied.rule.id]
    period = say_duties.period(span.name)
    return Duty(
        rule=applied.rule.id,
        kind=applied.rule.id,
        state=asked_of(applied, span, facts, done=len(found) >= wanted),
        period=span.name,
        since=span.first,
        by=span.last,
        what=say.talk_of(person.name, relation, period) if person is not None else say.talks(relation, period),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        person=person.id if person is not None else None,
        name=person.name if person is not None else None,
        count=len(found),
        wanted=wanted,
        proofs=tuple(map(shown_by, found)),
    )
