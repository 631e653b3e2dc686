"""预备期满 and 转正: a probation ends a year after the meeting that admitted, and is then discussed.

Sources: 《中国共产党发展党员工作细则》 of 2026, 第31、32、35条 (before: of 2014, 第32、33条); RULES.md 2.1.
A probation is made longer once, by half a year at least and a year at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain.dates import PartialDate, add_years, known
from branchdesk.domain.duties.duty import Duty, Proof
from branchdesk.domain.duties.facts import Decision, Facts, Person, holding
from branchdesk.domain.duties.persons import Owed, duty_of
from branchdesk.domain.motions import MOTIONS, motion_in
from branchdesk.domain.roster import Stage
from branchdesk.domain.rulebook import RuleBook
from branchdesk.domain.terms import plus_months
from branchdesk.words import person_duties as say

RULE = "probation"
CONFIRM, _, LONGER, CANCEL = (motion.name for motion in MOTIONS)
AFTER_ADMISSION = frozenset({CONFIRM, LONGER, CANCEL})
SHORTEST, LONGEST = 6, 12  # months by which a probation may be made longer
TRANSFERRED = "transferred"  # how somebody came, as `ledgers.member_life.ENTRIES` has it


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a probation: what is owed by it, the day as it is known, and whether it is that of a longer one."""

    owed: Owed
    day: PartialDate
    longer: bool


@dataclass(frozen=True, slots=True)
class _Votes:
    """What meetings decided on somebody since they were admitted."""

    longer: tuple[Decision, ...]
    settled: tuple[Decision, ...]  # confirmed, or the candidacy cancelled
    open: tuple[Decision, ...]  # not passed, or nothing declared yet


def probation(book: RuleBook, facts: Facts, since: date, until: date) -> Iterator[Duty]:
    """Give the ends of probations in a span of days; each presses as its end comes near, and is late once it is over.

    Settled is one where confirming, making longer or cancelling passed at a meeting, or where the roster says full
    member. A second end follows where it was made longer.
    """
    for person in facts.people:
        joined = known(person.joined_on)
        for end in _ends(person, joined, facts) if joined is not None else ():
            owed = _counted(end.owed, facts)
            applied = book.in_force(RULE, owed.by)
            if applied is None or not since <= owed.by <= until or not _concerns(owed, facts.today):
                continue
            day, over = say.day_in(str(end.day), facts.today.year), facts.today > owed.by
            what = say.probation(person.name, day, longer=end.longer, over=over, done=owed.done)
            yield duty_of(applied, owed, facts, what)


def _ends(person: Person, joined: PartialDate, facts: Facts) -> Iterator[_End]:
    votes, new_end = _votes(person, joined, facts), known(person.probation_until)
    longer = bool(votes.longer) or new_end is not None
    full = bool(person.full_since) or person.stage(facts.today) is Stage.FULL or bool(votes.settled)
    end = add_years(joined.last_day(), 1)
    note = _note(person, votes, joined, facts)
    proofs = _shown(votes.longer or votes.settled)
    named = replace(joined, year=joined.year + 1) if not joined.day else PartialDate.of(end)
    yield _End(Owed(person, end, done=longer or full, proofs=proofs, note=note), named, longer=False)
    if longer:
        assumed = PartialDate.of(plus_months(end, SHORTEST))
        note = _note_longer(end, new_end, votes, facts)
        owed = Owed(person, (new_end or assumed).last_day(), done=full, proofs=_shown(votes.settled), note=note)
        yield _End(owed, new_end or assumed, longer=True)


def _counted(owed: Owed, facts: Facts) -> Owed:
    """Let what is still open, though it ran out before the branch's 启用日期, be owed from then on."""
    if owed.done:
        return replace(owed, note="")
    return replace(owed, by=max(owed.by, facts.started), named=owed.by.isoformat())


def _concerns(owed: Owed, today: date) -> bool:
    """Say whether somebody was here then; what is open concerns those alone who are here, and on probation, today."""
    if owed.done:
        return owed.person.here(owed.by)
    return owed.person.here(today) and owed.person.stage(today) is Stage.PROBATIONARY


def _votes(person: Person, joined: PartialDate, facts: Facts) -> _Votes:
    longer: list[Decision] = []
    settled: list[Decision] = []
    still_open: list[Decision] = []
    for one in facts.decisions:
        motion = motion_in(one.motion)
        if one.member_id != person.id or one.day < str(joined) or motion is None or motion.name not in AFTER_ADMISSION:
            continue
        (still_open if not one.passed else longer if motion.name == LONGER else settled).append(one)
    return _Votes(tuple(longer), tuple(settled), tuple(still_open))


def _shown(decisions: tuple[Decision, ...]) -> tuple[Proof, ...]:
    return tuple(Proof("meeting", one.meeting_id, one.day) for one in decisions[:1])


def _note(person: Person, votes: _Votes, joined: PartialDate, facts: Facts) -> str:
    if votes.open:
        return _without_result(votes.open[-1], facts.today.year)
    stays = holding(person.periods, facts.today)
    came = any(one.kind == TRANSFERRED and (one.since or "") > str(joined) for one in stays)
    return say.came_on_probation() if came else ""


def _note_longer(end: date, new_end: PartialDate | None, votes: _Votes, facts: Facts) -> str:
    if len(votes.longer) > 1:
        return say.longer_twice()
    if new_end is None:
        return say.longer_unknown()
    if new_end.last_day() < plus_months(end, SHORTEST) or new_end.first_day() > plus_months(end, LONGEST):
        return say.longer_odd()
    later = [one for one in votes.open if not votes.longer or one.day > votes.longer[-1].day]
    return _without_result(later[-1], facts.today.year) if later else ""


def _without_result(vote: Decision, year: int) -> str:
    day = say.day_in(vote.day, year)
    return say.voted_down(day) if vote.passed is False else say.not_declared(day)
