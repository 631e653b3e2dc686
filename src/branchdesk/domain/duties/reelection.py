"""换届 at the end of a committee's term, and its notice half a year ahead.

Source: 支部工作条例第21条 (RULES.md 1.2). The years of a term are noted with each committee; a delay that the
organisation above has agreed to is a setting of the rule, of a year at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.duties.duty import Duty, DutyState, Proof, state_of
from branchdesk.domain.duties.facts import Facts
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.domain.terms import Term, minus_months, plus_months
from branchdesk.words import branch_duties as say
from branchdesk.words import duties as say_duties

ELECTION, NOTICE = "reelection", "reelection_notice"
DELAY, MONTHS, AHEAD = "delay", "months", "ahead"


@dataclass(frozen=True, slots=True)
class _Run:
    """One term as it went: when it ended (None: it goes on), and the term that followed."""

    term: Term
    over: date | None
    following: Term | None

    @property
    def proofs(self) -> tuple[Proof, ...]:
        after = self.following
        return (Proof("committee", after.id, str(after.since)),) if after else ()


def reelection(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the elections that end a term: due when it is over, later only as far as a delay was agreed to."""
    for run in _runs(facts):
        ends = run.term.ends()
        applied = book.in_force(ELECTION, _judged_on(run, facts.today))
        if applied is None:
            continue
        by = plus_months(ends, applied.number(DELAY))
        if since <= by <= until:
            yield _election(facts, run, applied, by)


def reelection_notice(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the notices of elections to come; one says nothing more once the election itself presses."""
    for run in _runs(facts):
        applied = book.in_force(NOTICE, run.term.reminder())
        if applied is None:
            continue
        by = minus_months(run.term.ends(), applied.number(MONTHS))
        if since <= by <= until and (run.over is None or run.over > by):
            yield _notice(book, facts, run, applied)


def _runs(facts: Facts) -> Iterator[_Run]:
    """Give the terms with what followed them, as far as that has happened."""
    for place, term in enumerate(facts.terms):
        following = facts.terms[place + 1] if place + 1 < len(facts.terms) else None
        ended = (term.until, following.since if following else None)
        over = min((day.first_day() for day in ended if day is not None), default=None)
        if over is not None and over > facts.today:
            over, following = None, None
        yield _Run(term, over, following)


def _judged_on(run: _Run, today: date) -> date:
    """Give the day whose rule holds: that of the election, or while it is open, today; within what a term can last."""
    return min(max(run.term.ends(), run.over or today), run.term.latest())


def _election(facts: Facts, run: _Run, applied: Applied, by: date) -> Duty:
    ends, today = run.term.ends(), facts.today
    state = state_of(applied, run.term.reminder(), by, today, done=run.following is not None)
    note = ""
    if run.following is None and run.over is not None:
        state, note = DutyState.EXEMPT, say.ended_without(run.over)
    elif state is not DutyState.DONE:
        if not facts.members(today):
            state, note = DutyState.EXEMPT, say_duties.nobody_here()
        elif today > run.term.latest():
            note = say.far_over(ends, applied.number(DELAY))
        elif today > ends:
            note = say.over(ends, (today - ends).days, applied.number(DELAY))
    return Duty(
        rule=ELECTION,
        kind=ELECTION,
        state=state,
        period=ends.isoformat(),
        since=run.term.reminder(),
        by=by,
        what=say.election(ends),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        count=int(state is DutyState.DONE),
        proofs=run.proofs,
        note=note,
    )


def _notice(book: RuleBook, facts: Facts, run: _Run, applied: Applied) -> Duty:
    ends, today = run.term.ends(), facts.today
    by = minus_months(ends, applied.number(MONTHS))
    election = book.in_force(ELECTION, ends)
    presses = ends - timedelta(days=election.number(AHEAD)) if election else ends
    state, note = DutyState.COMING, ""
    if run.following is not None:
        state = DutyState.DONE
    elif today >= max(presses, by + timedelta(days=1)):
        state, note = DutyState.EXEMPT, say.see_election()
    elif today >= by:
        state = DutyState.DUE
    return Duty(
        rule=NOTICE,
        kind=NOTICE,
        state=state,
        period=ends.isoformat(),
        since=by,
        by=by,
        what=say.notice(ends),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        count=int(state is DutyState.DONE),
        proofs=run.proofs,
        note=note,
    )
