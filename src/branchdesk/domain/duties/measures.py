"""Measures that a meeting resolved, and the lines of a rectification list: each until it is done.

Sources: 《支部工作条例》第17条 for what an 组织生活会 found; else the branch's own custom (RULES.md 5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.dates import known
from branchdesk.domain.duties.duty import Duty, DutyState, Proof, state_of
from branchdesk.domain.duties.facts import Facts, OpenMeasure
from branchdesk.domain.rulebook import RuleBook
from branchdesk.words import person_duties as say


def measures(rule: str, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the open ones of a kind that are due in a span of days; one without a day waits for the next meeting."""
    for one in facts.measures:
        due = known(one.due)
        by = due.last_day() if due is not None else None
        if one.kind == rule and since <= (by or facts.today) <= until:
            yield from _open(rule, one, by, book, facts)


def _open(rule: str, one: OpenMeasure, by: date | None, book: RuleBook, facts: Facts) -> Iterator[Duty]:
    applied = book.in_force(rule, by or facts.today)
    if applied is None:
        return
    begun, state = date.fromisoformat(one.day), DutyState.DUE
    if by is not None:
        begun = max(begun, by - timedelta(days=applied.number("ahead")))
        state = state_of(applied, begun, by, facts.today, done=False)
        if state is DutyState.LATE and by < facts.started:
            state = DutyState.BEFORE_START
    day = say.day_in(one.due, facts.today.year) if one.due else ""
    yield Duty(
        rule=rule,
        kind=rule,
        state=state,
        period=by.isoformat() if by is not None else one.day,
        since=begun,
        by=by,
        what=say.measure(one.text, one.owner, day, over=state is DutyState.LATE),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        source=Proof("meeting", one.meeting_id, one.day),
        note="" if by is not None else say.no_day_set(),
        part=one.id,
    )
