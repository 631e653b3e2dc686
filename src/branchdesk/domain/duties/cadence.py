"""Meetings that are held again and again: so often a month, quarter or year, by the branch or by each group.

Sources: 支部工作条例第11至18条; 党员教育管理工作条例第16至18条 (RULES.md 1.3). How often is a setting of each rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties.calendar_duty import asked_of, turns
from branchdesk.domain.duties.duty import Duty, DutyState, Plan, Proof
from branchdesk.domain.duties.facts import Facts, HeldMeeting, PlannedMeeting
from branchdesk.domain.duties.spans import YEAR, CalendarSpan
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.rulebook import Applied, RuleBook
from branchdesk.words import branch_duties as say_branch
from branchdesk.words import duties as say

# Rules of a kind of meeting, each under the kind's own name.
CADENCES = (
    MeetingKind.MEMBERS_MEETING,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.THEME_DAY,
    MeetingKind.PARTY_LECTURE,
    MeetingKind.ORGANISATIONAL_LIFE,
    MeetingKind.DEMOCRATIC_APPRAISAL,
)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One time that a rule asks for a meeting: the rule as it is then in force, the span, the group."""

    kind: MeetingKind
    applied: Applied
    span: CalendarSpan
    group: str | None = None


def cadence(kind: MeetingKind, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the duties of a kind of meeting whose last day lies in a span of days."""
    for applied, span in turns(book, kind.value, since, until):
        if kind is MeetingKind.GROUP_MEETING:
            for group in facts.groups:
                if any(_sits(facts, group, day) for day in (span.first, span.last)):
                    yield _duty(facts, _Turn(kind, applied, span, group))
        else:
            yield _duty(facts, _Turn(kind, applied, span))


def _duty(facts: Facts, turn: _Turn) -> Duty:
    kind, applied, span = turn.kind, turn.applied, turn.span
    wanted = int(applied.settings.get("times", 1))
    held = _held(facts, turn)
    done = len(held) >= wanted
    state, note = asked_of(applied, span, facts, done=done), ""
    if not done and (note := _exempt(facts, turn, state)):
        state = DutyState.EXEMPT
    planned = next((one for one in facts.planned if _meets(one, turn)), None)
    return Duty(
        rule=applied.rule.id,
        kind=kind.value,
        state=state,
        period=span.name,
        since=span.first,
        by=span.last,
        what=say.meeting(kind.value, span.name, turn.group),
        article=applied.edition.basis,
        strength=applied.edition.strength,
        group=turn.group,
        count=len(held),
        wanted=wanted,
        proofs=tuple(Proof("meeting", one.id, one.day) for one in held),
        plan=Plan(planned.id, date.fromisoformat(planned.day)) if planned is not None and not done else None,
        note=note,
    )


def _held(facts: Facts, turn: _Turn) -> Sequence[HeldMeeting]:
    kind, span = turn.kind.value, turn.span
    near = facts.held(kind) if span.every == YEAR else facts.held_in(kind, span.first, span.last)
    return [one for one in near if _meets(one, turn)]


def _meets(one: HeldMeeting | PlannedMeeting, turn: _Turn) -> bool:
    """Say whether a meeting is one that a turn asks for: by the year it belongs to where it has one, else by day."""
    if one.kind != turn.kind.value or (turn.group is not None and one.group != turn.group):
        return False
    if one.year is not None and turn.span.every == YEAR:
        return one.year == turn.span.first.year
    return turn.span.first.isoformat() <= one.day <= turn.span.last.isoformat()


def _exempt(facts: Facts, turn: _Turn, state: DutyState) -> str:
    """Say why nothing is asked for, or nothing: a branch without a committee holds no committee meetings, and so on.

    A committee or group that was set up within the span may meet in it, but is not late with it.
    """
    first, last = turn.span.first, turn.span.last
    if first <= facts.today:
        last = min(last, facts.today)
    if turn.kind in _BODIES:
        began, stands = (_sits(facts, turn.group, day) for day in (first, last))
        if not began and not stands and turn.group is None:
            return say.no_committee()
        if not stands and began:
            return say_branch.ended_within()
        if not began and state is DutyState.LATE:
            return say_branch.begun_within()
    if not any(facts.members(day) for day in (first, last)):
        return say.nobody_here()
    return ""


_BODIES = frozenset({MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING})


def _sits(facts: Facts, group: str | None, day: date) -> bool:
    """Say whether there is a body that can meet on a day: the group of that name, or else the committee."""
    if group is None:
        return facts.has_committee(day)
    return group in facts.sitting_groups(day)
