"""Meetings that are held again and again: so often a month, quarter or year, by the branch or by each group.

Sources: 支部工作条例第11至18条; 党员教育管理工作条例第16至18条 (RULES.md 1.3). How often is a setting of each rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties.calendar_duty import asked_of, turns
from branchdesk.domain.duties.duty import Duty, DutyState, Plan, Proof
from branchdesk.domain.duties.facts import Facts, HeldMeeting, PlannedMeeting
from branchdesk.domain.duties.spans import CalendarSpan
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.rulebook import Applied, RuleBook
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

    applied: Applied
    span: CalendarSpan
    group: str | None = None


def cadence(kind: MeetingKind, book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the duties of a kind of meeting whose last day lies in a span of days."""
    for applied, span in turns(book, kind.value, since, until):
        if kind is MeetingKind.GROUP_MEETING:
            for group in _groups_in(facts, span):
                yield _duty(kind, facts, _Turn(applied, span, group))
        else:
            yield _duty(kind, facts, _Turn(applied, span))


def _groups_in(facts: Facts, span: CalendarSpan) -> Iterator[str]:
    """Give the groups that had members at the beginning or the end of a span."""
    for group in facts.groups:
        if any(one.group(day) == group and one.member(day) for one in facts.people for day in (span.first, span.last)):
            yield group


def _duty(kind: MeetingKind, facts: Facts, turn: _Turn) -> Duty:
    applied, span = turn.applied, turn.span
    wanted = int(applied.settings.get("times", 1))
    held = [one for one in facts.meetings if _meets(one, kind, turn)]
    done = len(held) >= wanted
    note = "" if done else _exempt(kind, facts, turn)
    state = DutyState.EXEMPT if note else asked_of(applied, span, facts, done=done)
    planned = next((one for one in facts.planned if _meets(one, kind, turn)), None)
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


def _meets(one: HeldMeeting | PlannedMeeting, kind: MeetingKind, turn: _Turn) -> bool:
    """Say whether a meeting is one that a turn asks for: by the year it belongs to where it has one, else by day."""
    if one.kind != kind.value or (turn.group is not None and one.group != turn.group):
        return False
    if one.year is not None and turn.span.name == str(turn.span.first.year):
        return one.year == turn.span.first.year
    return turn.span.first.isoformat() <= one.day <= turn.span.last.isoformat()


def _exempt(kind: MeetingKind, facts: Facts, turn: _Turn) -> str:
    """Say why nothing is asked for: a branch without a committee holds no committee meetings, and so on."""
    ends = (turn.span.first, min(turn.span.last, facts.today) if turn.span.first <= facts.today else turn.span.last)
    if kind is MeetingKind.COMMITTEE_MEETING and not any(map(facts.has_committee, ends)):
        return say.no_committee()
    if not any(facts.members(day) for day in ends):
        return say.nobody_here()
    return ""
