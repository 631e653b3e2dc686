"""补学 after an absence, and absence for six months without a reason.

Sources: 《党员教育管理工作条例》第31条 (RULES.md 4); 补学 is custom. Whom nobody requires to come (第23条), who is
abroad, takes part elsewhere, or cannot be reached, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.conditions import ConditionKind, spared_on
from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import PRESSING, Duty, Proof
from branchdesk.domain.duties.facts import Facts, Missing, Person
from branchdesk.domain.duties.persons import Owed, duty_of, months_after
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say

MAKE_UP, ABSENT = "make_up", "absent_long"
WITH_REASON = (
    *(ConditionKind.EXEMPT, ConditionKind.ABROAD, ConditionKind.AWAY, ConditionKind.ELSEWHERE, ConditionKind.LOST),
    *(ConditionKind.RIGHTS_SUSPENDED, ConditionKind.MEMBERSHIP_STOPPED),
)


def make_up(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the absences that are to be made up by a day of a span, of those who are still here."""
    people = {person.id: person for person in facts.people if person.here(facts.today)}
    for one in facts.missing:
        day, person = date.fromisoformat(one.day), people.get(one.member_id)
        begun = book.applied(MAKE_UP, day)
        if person is None or begun is None or spared_on(person.conditions, one.day):
            continue
        by = day + timedelta(days=begun.number("days"))
        applied = book.in_force(MAKE_UP, by)
        if applied is None or not since <= by <= until:
            continue
        what = say.to_make_up(person.name, say.day_in(one.day, facts.today.year), one.kind)
        source = Proof("meeting", one.meeting_id, one.day)
        yield duty_of(applied, Owed(person, by, since=day, named=one.day, source=source), facts, what)


def absent_long(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give who took part in nothing for so many months, or soon will have, though they were expected and absent.

    Leave with a reason is no absence, and one that was made up is none. Where a reason held for a while, the months
    count from its end; of who came to the branch, from their coming.
    """
    missed: dict[str, list[Missing]] = {}
    for one in facts.missing:
        missed.setdefault(one.member_id, []).append(one)
    for person in facts.people:
        point = _seen(person, facts)
        absences = [one for one in missed.get(person.id, ()) if point is None or one.day > point.isoformat()]
        if not absences or not person.member(facts.today) or person.condition(facts.today, *WITH_REASON):
            continue
        judged = months_after(book, ABSENT, point or date.fromisoformat(absences[0].day), facts.today)
        if judged is None:
            continue
        applied, over = judged
        last = absences[-1]
        owed = Owed(
            person,
            max(over, facts.started),
            named=over.isoformat(),
            source=Proof("meeting", last.meeting_id, last.day),
            note=say.absences(len(absences)),
        )
        months, begun = applied.number("months"), (point or date.fromisoformat(absences[0].day)).isoformat()
        what = say.absent(
            person.name, say.day_in(begun, facts.today.year), months, over=facts.today >= over, ever=point is not None
        )
        duty = duty_of(applied, owed, facts, what)
        if since <= owed.by <= until and duty.state in PRESSING:
            yield duty


def _seen(person: Person, facts: Facts) -> date | None:
    """Give the last day on which somebody took part, or on which a reason not to ended, or they came."""
    days = [facts.last_seen.get(person.id)]
    days += [one.until for one in person.conditions if one.kind in WITH_REASON]
    days += [one.since for one in person.periods]
    today = facts.today.isoformat()
    return max((day.last_day() for text in days if text and text <= today and (day := known(text))), default=None)
