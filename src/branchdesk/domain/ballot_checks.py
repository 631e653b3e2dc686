"""What a ballot's record still wants, and what in it cannot be. Sources: RULES.md 1.3, 2 and 10."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Grade,
    PersonRef,
    Subject,
)
from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.elections import candidates_wanted
from branchdesk.domain.meetings import (
    Body,
    Check,
    MeetingRecord,
    Outcome,
    Presence,
    Severity,
    Verdict,
)
from branchdesk.domain.motions import motion_in
from branchdesk.domain.roster import DEPUTY, MEMBER_STAGES, SECRETARY, Stage
from branchdesk.domain.sections import TOPICS
from branchdesk.domain.terms import minus_months
from branchdesk.domain.voting import (
    USUAL,
    Custom,
    Voters,
    graded,
    impossible,
    impossible_together,
    odd_together,
    voters_in,
)
from branchdesk.words import ballots as say
from branchdesk.words import meetings as say_meetings
from branchdesk.words import voting as say_voting

PUT_OFF = 6  # months by which 转正 may be discussed later, and yet counts from the end of probation (细则26第32条)
FOR = {Declared.PASSED, Declared.ELECTED}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the roster of the day says of somebody: stage, since when, and whether they may vote and be elected."""

    stage: Stage | None
    entitled: bool
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """What ballots are held against: the branch's own custom, and people by identifier; None is "not looked up"."""

    custom: Custom = USUAL
    people: Mapping[str, Standing] | None = None


NOTHING_KNOWN = BallotFacts()


@dataclass(frozen=True, slots=True)
class _Look:
    """One ballot of one record, ready to be looked at."""

    record: MeetingRecord
    position: int
    ballot: Ballot
    facts: BallotFacts
    voters: Voters | None
    verdicts: Sequence[Verdict]

    @property
    def day(self) -> date:
        return self.record.meeting.starts.date()

    @property
    def title(self) -> str:
        return self.ballot.title.strip() or say.UNTITLED

    def check(self, code: str, severity: Severity, message: str, subject: int = 0) -> Check:
        return Check(code, severity, message, TOPICS, (self.position, subject))

    def subjects(self) -> Iterator[tuple[int, str, Subject]]:
        for number, subject in enumerate(self.ballot.subjects):
            yield number, self.called(PersonRef(subject.name, subject.person)), subject

    def called(self, person: PersonRef) -> str:
        return self.record.called(person.name, person.id)

    def standing(self, person: str | None) -> Standing | None:
        return (self.facts.people or {}).get(person or "")


def check_ballot(
    record: MeetingRecord, position: int, ballot: Ballot, facts: BallotFacts = NOTHING_KNOWN
) -> Iterator[Check]:
    """Give everything that wants a look in a ballot, each with the subject it is about."""
    voters = voters_in(ballot, record.attendees) if record.by_name else None
    verdicts = [record.verdicts[position, number] for number in range(len(ballot.subjects))]
    look = _Look(record, position, ballot, facts, voters, verdicts)
    yield from _left_out(look)
    if not ballot.subjects:
        yield look.check("ballot_without_subject", Severity.DOUBT, say.no_subjects(look.title))
    match ballot.rule:
        case BallotRule.APPRAISAL:
            yield from _appraisal(look)
            return
        case BallotRule.ELECTION:
            yield from _election(look)
        case BallotRule.ADMISSION:
            yield from _admission(look)
    yield from _votes(look)


def _left_out(look: _Look) -> Iterator[Check]:
    present = {one.member_id for one in look.record.attendees if one.presence is Presence.PRESENT}
    for number, one in enumerate(look.ballot.not_counted):
        name = look.called(one.person)
        if one.person.id in present:
            yield look.check("not_counted_present", Severity.ERROR, say.not_counted_present(name), number)
        elif not (one.reason.strip() and one.approved_by.strip()):
            yield look.check("not_counted_unexplained", Severity.DOUBT, say.not_counted_unexplained(name), number)


def _votes(look: _Look) -> Iterator[Check]:
    """Look at the figures of each subject: missing ones, those that cannot be, and what the chair declared."""
    rule, voters = look.ballot.rule, look.voters
    together = impossible_together(look.ballot, voters) if voters else ""
    if together:
        yield look.check("votes_impossible", Severity.ERROR, say.note(look.title, together))
    elif voters and (odd := odd_together(look.ballot, voters)):
        yield look.check("more_ayes_than_seats", Severity.DOUBT, say.note(look.title, odd))
    for number, name, subject in look.subjects():
        verdict = look.verdicts[number]
        if voters and (problem := impossible(rule, voters, subject, look.ballot.invalid)):
            yield look.check("votes_impossible", Severity.ERROR, say.note(name, problem), number)
        elif subject.yes is None:
            yield look.check("votes_missing", Severity.DOUBT, say.note(name, verdict.sentence), number)
        elif not together:
            yield from _counted(look, number, name, subject)
            if verdict.outcome in {Outcome.TOO_FEW, Outcome.UNKNOWN}:
                yield look.check("ballot_not_valid", Severity.DOUBT, say.note(name, verdict.sentence), number)


def _counted(look: _Look, number: int, name: str, subject: Subject) -> Iterator[Check]:
    rule, verdict = look.ballot.rule, look.verdicts[number]
    spoilt = (look.ballot.invalid or 0) if rule is BallotRule.ELECTION else 0
    cast = (subject.yes or 0) + (subject.no or 0) + (subject.abstain or 0) + spoilt
    if look.voters and cast < look.voters.present and not subject.write_in:
        sentence = say.votes_missing(rule, name, cast, look.voters.present)
        yield look.check("votes_do_not_add_up", Severity.DOUBT, sentence, number)
    if rule is not BallotRule.ADMISSION and subject.written_yes:
        yield look.check("written_not_counted", Severity.DOUBT, say.written_not_allowed(name), number)
    if verdict.outcome in {Outcome.TIED, Outcome.WAITING}:
        return
    if subject.declared is None:
        yield look.check("not_declared", Severity.DOUBT, say.not_declared(name), number)
    elif verdict.meets_threshold is not None and (subject.declared in FOR) != verdict.meets_threshold:
        sentence = say.declared_otherwise(name, say_meetings.DECLARED[subject.declared])
        yield look.check("declared_otherwise", Severity.DOUBT, sentence, number)


def _admission(look: _Look) -> Iterator[Check]:
    title, many, motion = look.title, len(look.ballot.subjects), motion_in(look.title)
    if many > 1:
        yield look.check("admitted_together", Severity.DOUBT, say.voted_together(title, many), 1)
    for number, name, subject in look.subjects():
        yield from _written(look, number, name, subject)
        if look.facts.people is None or not subject.name:
            continue
        standing = look.standing(subject.person)
        wanted = motion.stages if motion else ()
        if Stage.DEVELOPMENT_TARGET in wanted and _member_before(standing, look.day):
            yield look.check("member_already", Severity.DOUBT, say.member_already(name), number)
        elif Stage.PROBATIONARY in wanted and not _on_probation(standing, look.day):
            yield look.check("not_on_probation", Severity.DOUBT, say.not_on_probation(name), number)


def _written(look: _Look, number: int, name: str, subject: Subject) -> Iterator[Check]:
    people = {person.member_id: person for person in look.record.attendees}
    for one in subject.written_from:
        person = people.get(one.id or "")
        if person is not None and person.presence is Presence.PRESENT:
            sentence = say.written_from_present(name, look.called(one))
            yield look.check("written_from_present", Severity.ERROR, sentence, number)
        elif look.record.by_name and (person is None or not person.entitled):
            sentence = say.written_without_vote(name, look.called(one))
            yield look.check("written_without_vote", Severity.DOUBT, sentence, number)
    votes, named = subject.written_yes or 0, len(subject.written_from)
    if 0 < named < votes:
        sentence = say.more_written_than_named(name, votes, named)
        yield look.check("more_written_than_named", Severity.DOUBT, sentence, number)


def _member_before(standing: Standing | None, day: date) -> bool:
    """Say whether somebody was a member before that day; whom it admitted is one from that day on."""
    if standing is None or standing.stage not in MEMBER_STAGES:
        return False
    return standing.since is None or standing.since.last_day() < day


def _on_probation(standing: Standing | None, day: date) -> bool:
    """Say whether somebody was on probation; whom it made a full member may count as one from some months before."""
    if standing is None or standing.stage is not Stage.FULL:
        return standing is not None and standing.stage is Stage.PROBATIONARY
    return standing.since is not None and standing.since.last_day() >= minus_months(day, PUT_OFF)


def _election(look: _Look) -> Iterator[Check]:
    yield from _seats(look)
    for number, name, subject in look.subjects():
        if look.facts.people is None or not subject.name:
            continue
        standing = look.standing(subject.person)
        if standing is None:
            yield look.check("candidate_unknown", Severity.DOUBT, say.candidate_unknown(name), number)
        elif not standing.entitled:
            yield look.check("cannot_be_elected", Severity.ERROR, say.cannot_be_elected(name), number)
        elif _for_secretary(look.ballot.title) and _young(standing, look.day):
            yield look.check("young_secretary", Severity.DOUBT, say.young_secretary(name), number)


def _seats(look: _Look) -> Iterator[Check]:
    ballot, title = look.ballot, look.title
    if not ballot.seats:
        yield look.check("seats_missing", Severity.DOUBT, say.seats_missing(title))
        return
    candidates = sum(not subject.write_in for subject in ballot.subjects)
    again = title.endswith(say_voting.SECOND)
    wanted = candidates_wanted(ballot.seats, 0 if again else look.facts.custom.margin)
    if ballot.subjects and candidates < ballot.seats:
        yield look.check("too_few_candidates", Severity.DOUBT, say.too_few_candidates(title, ballot.seats, candidates))
    elif ballot.subjects and candidates < wanted and look.record.meeting.body is not Body.COMMITTEE:
        sentence = say.no_choice(title, ballot.seats, candidates, wanted)
        yield look.check("no_choice", Severity.DOUBT, sentence)
    outcomes = [verdict.outcome for verdict in look.verdicts]
    filled = outcomes.count(Outcome.REACHED)
    tied = [number for number, outcome in enumerate(outcomes) if outcome is Outcome.TIED]
    names = [name for number, name, _ in look.subjects() if number in tied]
    if tied and not _voted_again(look, tied):
        yield look.check("election_tied", Severity.DOUBT, say.tie(title, names, ballot.seats - filled), tied[0])
    settled = {Outcome.REACHED, Outcome.NOT_REACHED, Outcome.OUTRANKED}
    if outcomes and set(outcomes) <= settled and filled < ballot.seats:
        yield look.check("seats_open", Severity.DOUBT, say.seats_open(title, ballot.seats, filled))


def _voted_again(look: _Look, tied: Sequence[int]) -> bool:
    """Say whether a later ballot of this meeting is on everybody who was level."""
    wanted = {(subject.person or subject.name) for number, _, subject in look.subjects() if number in tied}
    return any(
        isinstance(item, Ballot)
        and item.rule is BallotRule.ELECTION
        and wanted <= {(subject.person or subject.name) for subject in item.subjects}
        for item in look.record.meeting.agenda[look.position + 1 :]
    )


def _for_secretary(title: str) -> bool:
    return SECRETARY in title.replace(DEPUTY, "")


def _young(standing: Standing, day: date) -> bool:
    return standing.since is not None and add_years(standing.since.last_day(), 1) > day


def _appraisal(look: _Look) -> Iterator[Check]:
    people = {person.member_id: person for person in look.record.attendees}
    excellent = 0
    for number, name, subject in look.subjects():
        person, standing = people.get(subject.person or ""), look.standing(subject.person)
        stage = person.stage if person else standing.stage if standing else None
        excellent += subject.grade is Grade.EXCELLENT
        if look.record.by_name and graded(subject) > look.record.counts.present:
            sentence = say.too_many_grades(name, graded(subject), look.record.counts.present)
            yield look.check("too_many_grades", Severity.DOUBT, sentence, number)
        if subject.grade is not None and stage == Stage.PROBATIONARY:
            yield look.check("probationer_graded", Severity.DOUBT, say.probationer_graded(name), number)
    expected = look.record.heads.expected
    if expected is not None and excellent > expected // 3:
        sentence = say.too_many_excellent(excellent, expected, expected // 3)
        yield look.check("many_excellent", Severity.NOTE, sentence)
