"""What all duties of the calendar have in common: those asked for by the month, quarter, half-year or year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.duties.duty import DutyState, state_of
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.duties.spans import MONTHS, YEAR, CalendarSpan, spans
from branchdesk.domain.rulebook import Applied, RuleBook


def turns(book: RuleBook, rule: str, since: date, until: date) -> Iterator[tuple[Applied, CalendarSpan]]:
    """Give every span whose last day lies from one day to another and for which a rule asks.

    A span is judged by the rule as it is in force on its last day.
    """
    for length in filter(book.lengths(rule).__contains__, MONTHS):
        for span in spans(length, since, until):
            applied = book.in_force(rule, span.last)
            if applied is not None and applied.settings.get("every") == length:
                yield applied, span


def asked_of(applied: Applied, span: CalendarSpan, facts: Facts, *, done: bool) -> DutyState:
    """Say how far the duty of a span is; of one that began before the branch's 启用日期 nothing is late.

    A month or quarter may have had its meeting before there were records. What comes once a year comes towards its
    end: that year counts where the branch began before the duty pressed.
    """
    state = state_of(applied, span.first, span.last, facts.today, done=done)
    if state is DutyState.DONE:
        return state
    begins = span.first
    if span.every == YEAR:
        begins = max(begins, span.last - timedelta(days=int(applied.settings.get("ahead", 0))))
    if span.last < facts.started or (begins < facts.started and state is DutyState.LATE):
        return DutyState.BEFORE_START
    return state
