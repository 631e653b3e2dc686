"""What is done about somebody every half-year: 考察 of an 入党积极分子, contact with a member abroad.

Sources: 《发展党员工作细则》第11条 (RULES.md 2.1); 《党员教育管理工作条例》第34条 (RULES.md 4).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.conditions import ConditionKind, Spell
from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.facts import Entry, Facts, Person
from branchdesk.domain.duties.persons import Owed, Turn, duty_of, entries_of, months_after, shown_by, turns_of
from branchdesk.domain.roster import Stage
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

NOT_REACHED = "not_reached"  # as `ledgers.member_life.CONTACTS` has it
ABROAD = "abroad_contact"
Said = Callable[[Turn, bool], str]


@dataclass(frozen=True, slots=True)
class _Course:
    """What is done again and again about somebody: since when, what was done, whether it is still asked for."""

    person: Person
    begun: date | None
    entries: Sequence[Entry]
    still: bool
    said: Said


def reviews(rule: str, stage: Stage, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the reviews of those at a stage that are due in a span of days, counted from the last or from its start."""
    for person in facts.people:
        still = person.here(facts.today) and person.stage(facts.today) is stage
        entries = [one for one in entries_of(facts, person, "review") if _at(person, stage, one)]
        if still or entries:
            course = _Course(person, _begun(person, stage), entries, still, _review(person, entries, facts.today))
            yield from _duties(rule, course, book, facts, (since, until))


def abroad(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the contacts with members abroad that are due in a span of days; a talk with them is one too."""
    for person in facts.people:
        for spell in person.conditions:
            if spell.kind != ConditionKind.ABROAD:
                continue
            entries = [one for one in entries_of(facts, person, "contact", "talk") if _within(one, spell)]
            still = (spell.until or "9") > facts.today.isoformat() and person.member(facts.today)
            gone = known(spell.since)
            begun = gone.last_day() if gone is not None else None
            course = _Course(person, begun, entries, still, _contact(person, entries, facts.today))
            yield from _duties(ABROAD, course, book, facts, (since, until))


def _duties(rule: str, course: _Course, book: RuleBook, facts: Facts, span: tuple[date, date]) -> Iterator[Duty]:
    """Give the turns whose last day lies in a span; those that nobody did, and that are asked for no more, are gone.

    One that was noted by hand is followed by the next, counted from the day noted, or else from its own last day.
    """
    marks = {one.period: one for one in facts.marks if (one.rule, one.subject) == (rule, course.person.id)}
    turns = deque(turns_of(course.begun, course.entries, facts.started))
    while turns:
        turn = turns.popleft()
        judged = months_after(book, rule, turn.since, facts.today)
        if judged is not None and turn.done is None and (mark := marks.pop(judged[1].isoformat(), None)):
            noted = known(mark.day)
            turns.append(Turn(noted.last_day() if noted is not None else judged[1]))
        if judged is None or not span[0] <= judged[1] <= span[1] or not (course.still or turn.done):
            continue
        applied, by = judged
        proofs = (shown_by(turn.done),) if turn.done is not None else ()
        owed = Owed(course.person, by, done=turn.done is not None, since=turn.since, proofs=proofs)
        yield duty_of(applied, owed, facts, course.said(turn, facts.today > by))


def _begun(person: Person, stage: Stage) -> date | None:
    """Give since when somebody is at a stage: by their own date, else by the roster's."""
    own = person.activist_since if stage is Stage.ACTIVIST else person.joined_on
    spell = next((one.since for one in person.stages if one.kind == stage.value), None)
    begun = known(own or spell)
    return begun.last_day() if begun is not None else None


def _at(person: Person, stage: Stage, entry: Entry) -> bool:
    """Say whether a review fell into the time at a stage."""
    day = known(entry.day)
    return day is not None and person.stage(day.last_day()) is stage


def _within(entry: Entry, spell: Spell) -> bool:
    """Say whether somebody was reached while they were abroad."""
    day = entry.day or ""
    return entry.title != NOT_REACHED and (spell.since or "") <= day < (spell.until or "9")


def _review(person: Person, entries: Sequence[Entry], today: date) -> Said:
    def said(turn: Turn, over: bool) -> str:  # noqa: FBT001 - both words share one shape
        if turn.done is not None:
            return say.reviewed(person.name, say.day_in(turn.done.day or "", today.year))
        return say.review(person.name, _last(entries, today), over=over)

    return said


def _contact(person: Person, entries: Sequence[Entry], today: date) -> Said:
    def said(turn: Turn, over: bool) -> str:  # noqa: FBT001 - both words share one shape
        if turn.done is not None:
            return say.contacted(person.name, say.day_in(turn.done.day or "", today.year))
        return say.contact(person.name, _last(entries, today), over=over)

    return said


def _last(entries: Sequence[Entry], today: date) -> str:
    return say.day_in(entries[-1].day or "", today.year) if entries else ""
