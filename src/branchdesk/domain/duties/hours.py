"""Hours of study that a year asks of each member, and of those who lead the branch.

Sources: 党员教育管理工作条例第20条: members 32 hours a year, 一般. Secretaries and committee members 56 by the plans of
2019 to 2023, whose number the plan that followed was not read for (RULES.md 4 ⚠): both are settings.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.duties.duty import Duty, DutyState, state_of
from branchdesk.domain.duties.facts import Facts, Person
from branchdesk.domain.duties.spans import CalendarSpan, spans
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.domain.study_hours import HOUR, MONTHS, Months
from branchdesk.words import study as say

MEMBERS, LEADERS = "study_hours", "leader_hours"
# 第23条 demands nothing of the first; the rights or the membership of the others rest.
RESTING = (
    ConditionKind.EXEMPT.value,
    ConditionKind.RIGHTS_SUSPENDED.value,
    ConditionKind.MEMBERSHIP_STOPPED.value,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a year asks of one person: minutes (none of who is exempt), as a leader, and why it is another number."""

    minutes: int
    leader: bool = False
    exempt: bool = False
    note: str = ""


def months_of(person: Person, year: int) -> Months:
    """Count the months at whose end somebody was a member of whom something is asked, and led the branch."""
    ends = [date(year, MONTHS, 31)]
    if changed := _changed_in(person, year):
        ends = [date(year, month, monthrange(year, month)[1]) for month in range(1, MONTHS + 1)]
    asked = [day for day in ends if person.member(day) and person.condition(day, *RESTING) is None]
    each = 1 if changed else MONTHS
    return Months(len(asked) * each, sum(map(person.of_committee, asked)) * each)


def _changed_in(person: Person, year: int) -> bool:
    """Say whether anything that holds of somebody began or ended in a year; mostly nothing did."""
    spells = (*person.periods, *person.stages, *person.offices, *person.conditions)
    return any(day is not None and day.startswith(str(year)) for one in spells for day in (one.since, one.until))


def asked_of(person: Person, year: int, day: date, members: Applied | None, leaders: Applied | None) -> Asked | None:
    """Say what a year asks of a member, as seen from a day in it; None of who is no member then, or where no rule asks.

    Who came during the year, or took office in it, is asked for their months' share.
    """
    if not person.member(day):
        return None
    leader = leaders is not None and person.of_committee(day)
    if not leader and members is None:
        return None
    if person.condition(day, *RESTING) is not None:
        return Asked(0, leader, exempt=True, note=say.nothing_asked())
    months = months_of(person, year)
    if not leader:
        months = Months(months.member)
    least = members.number("hours") if members is not None else 0
    most = leaders.number("hours") if leaders is not None else least
    short = months.member < MONTHS or (leader and months.leader < MONTHS)
    return Asked(months.target(least, most), leader, note=say.by_months(months.member, months.leader) if short else "")


def hours(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the hours of every year whose last day lies in a span of days: of the members, or of the branch's leaders.

    Where no rule asks for the leaders' own hours, they owe what every member owes.
    """
    for span in spans("year", since, until):
        members, leaders = book.in_force(MEMBERS, span.last), book.in_force(LEADERS, span.last)
        for person in facts.people:
            day = max(span.first, min(span.last, facts.today))
            leads = leaders is not None and person.of_committee(day)
            if leads is not (rule == LEADERS):
                continue
            asked = asked_of(person, span.first.year, day, members, leaders)
            applied = leaders if leads else members
            if asked is not None and applied is not None and (asked.minutes or asked.exempt):
                yield _duty(applied, facts, span, person, asked)


def _duty(applied: Applied, facts: Facts, span: CalendarSpan, person: Person, asked: Asked) -> Duty:
    minutes = facts.study.get((person.id, span.first.year), 0)
    done = not asked.exempt and minutes >= asked.minutes
    state = state_of(applied, span.first, span.last, facts.today, done=done)
    if asked.exempt:
        state = DutyState.EXEMPT
    elif not done and (span.last < facts.started or (span.first < facts.started and state is DutyState.LATE)):
        state = DutyState.BEFORE_START
    return Duty(
        rule=applied.rule.id,
        kind=applied.rule.id,
        state=state,
        period=span.name,
        since=span.first,
        by=span.last,
        what=say.hours_of_year(span.first.year, asked.minutes) if asked.minutes else say.study_of_year(span.first.year),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        person=person.id,
        name=person.name,
        count=minutes // HOUR,
        wanted=asked.minutes // HOUR,
        note=asked.note if asked.exempt else say.so_far(minutes, asked.note),
    )
