"""How large a branch is, and what that asks of it: too few members, too many, enough for a committee.

Sources: 支部工作条例第4、5、20条 (RULES.md 1.1, 1.2). These hold as long as the numbers are so, and have no last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from branchdesk.domain.conditions import effect
from branchdesk.domain.duties.duty import Duty, DutyState
from branchdesk.domain.duties.facts import Facts, Person, holding
from branchdesk.domain.roster import Stage
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import branch_duties as say

TOO_FEW, TOO_MANY, COMMITTEE = "too_few_members", "too_many_members", "committee_needed"
PEOPLE = "people"
_Judge = Callable[[Facts, int], str | None]


def too_few(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Say that a branch has fewer full members than one of its own must have (第4、5条)."""

    def judge(facts: Facts, least: int) -> str | None:
        full = len(_full(facts))
        return say.too_few(full, least) if _counted(facts) and full < least else None

    return _while_so(TOO_FEW, judge, book, facts, since, until)


def too_many(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Say that a branch has more members than one usually has (第4条)."""

    def judge(facts: Facts, most: int) -> str | None:
        members = len(_counted(facts))
        return say.too_many(members, most) if members > most else None

    return _while_so(TOO_MANY, judge, book, facts, since, until)


def committee_needed(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Say that a branch has full members enough to need a committee, and has none (第20条)."""

    def judge(facts: Facts, least: int) -> str | None:
        full = len(_full(facts))
        return say.committee_needed(full, least) if full >= least and not facts.has_committee(facts.today) else None

    return _while_so(COMMITTEE, judge, book, facts, since, until)


def _while_so(rule: str, judge: _Judge, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    today = facts.today
    applied = book.in_force(rule, today)
    if applied is None or not since <= today <= until:
        return
    if what := judge(facts, applied.number(PEOPLE)):
        yield Duty(
            rule=rule,
            kind=rule,
            state=DutyState.DUE,
            period=str(today.year),
            since=None,
            by=None,
            what=what,
            article=applied.edition.basis,
            strength=applied.edition.strength,
        )


def _counted(facts: Facts) -> list[Person]:
    """Give the members today who are counted: not those whose rights or membership are suspended."""
    day = facts.today
    return [one for one in facts.members(day) if effect(spell.kind for spell in holding(one.conditions, day)).expected]


def _full(facts: Facts) -> list[Person]:
    return [one for one in _counted(facts) if one.stage(facts.today) is Stage.FULL]
