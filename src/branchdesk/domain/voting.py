"""Whether a ballot reached the required number, in whole numbers and by the exact rule.

Sources: 《中国共产党支部工作条例（试行）》第11、12、18条 for resolutions, committees and appraisals; for admission
《中国共产党发展党员工作细则》 of 2026, 第19、20、31、32条, in force from 2026-05-11, and before that the 2014 text,
第20、21、33条; for elections 《中国共产党基层组织选举工作条例》 of 2020, and before 2020-07-13 the 1990 text.
RULES.md 1.3, 2 and 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Grades,
    Subject,
)
from branchdesk.domain.elections import places
from branchdesk.domain.meetings import (
    Attendee,
    Outcome,
    Presence,
    Verdict,
)
from branchdesk.domain.roster import in_committee
from branchdesk.words import voting as say

REVISED_2026 = date(2026, 5, 11)
ELECTIONS_2020 = date(2020, 7, 13)
MEETS = {Outcome.REACHED: True, Outcome.NOT_REACHED: False, Outcome.OUTRANKED: False}


@dataclass(frozen=True, slots=True)
class Voters:
    """Those with a vote: how many should be there, and how many are."""

    entitled: int
    present: int


@dataclass(frozen=True, slots=True)
class Custom:
    """What no document fixes and a branch sets for itself.

    `margin` is 差额 in percent of the seats (0 asks for one candidate more). `of_present` counts a committee's ayes
    against the members who are there, not against all. `not_counted_elsewhere` lets people be left out of 应到 in
    other ballots than elections.
    """

    margin: int = 0
    of_present: bool = False
    not_counted_elsewhere: bool = False


USUAL = Custom()


def voters_in(ballot: Ballot, attendees: Iterable[Attendee]) -> Voters:
    """Count those with a vote in a ballot: a committee's are its members alone; who is not counted is left out."""
    out = {(one.person.id or one.person.name) for one in ballot.not_counted}
    here = [
        person
        for person in attendees
        if person.entitled
        and not {person.member_id, person.name} & out
        and (ballot.rule is not BallotRule.COMMITTEE or any(map(in_committee, person.offices)))
    ]
    return Voters(len(here), sum(person.presence is Presence.PRESENT for person in here))


def article(rule: BallotRule, day: date) -> str:
    """Name the document and articles that judge a ballot held on that day."""
    match rule:
        case BallotRule.RESOLUTION:
            return say.RESOLUTION_ARTICLE
        case BallotRule.ADMISSION:
            return say.ADMISSION_ARTICLE_2014 if day < REVISED_2026 else say.ADMISSION_ARTICLE
        case BallotRule.ELECTION:
            return say.ELECTION_ARTICLE_1990 if day < ELECTIONS_2020 else say.ELECTION_ARTICLE
        case BallotRule.COMMITTEE:
            return say.COMMITTEE_ARTICLE
        case BallotRule.APPRAISAL:
            return say.APPRAISAL_ARTICLE


def needed_present(rule: BallotRule, entitled: int, day: date) -> int:
    """Give how many voters must be there.

    Half of them for a resolution and in a committee; more than half for an admission; four fifths for an election, and
    more than that before the text of 2020; an appraisal asks for nothing.
    """
    match rule:
        case BallotRule.RESOLUTION | BallotRule.COMMITTEE:
            return (entitled + 1) // 2
        case BallotRule.ADMISSION:
            return entitled // 2 + 1
        case BallotRule.ELECTION:
            return entitled * 4 // 5 + 1 if day < ELECTIONS_2020 else (entitled * 4 + 4) // 5
        case BallotRule.APPRAISAL:
            return 0


def quorum(rule: BallotRule, voters: Voters, day: date) -> tuple[str, bool]:
    """Say how many voters should be there and are, and whether they are enough for a ballot of that day."""
    head, wanted = say.voters(rule, voters.entitled, voters.present), needed_present(rule, voters.entitled, day)
    if voters.present < wanted:
        return head + say.too_few(rule, wanted), False
    return head + say.enough_present(rule, strict=rule is BallotRule.ADMISSION or day < ELECTIONS_2020), True


def needed_yes(rule: BallotRule, voters: Voters, custom: Custom = USUAL) -> int:
    """Give how many ayes are required: more than half of the voters who should be there.

    In an election it is more than half of those who are there; in a committee, where the rules give no number, as the
    branch has set it.
    """
    of_present = rule is BallotRule.ELECTION or (rule is BallotRule.COMMITTEE and custom.of_present)
    return (voters.present if of_present else voters.entitled) // 2 + 1


def judge(rule: BallotRule, voters: Voters, subject: Subject, day: date, custom: Custom = USUAL) -> Verdict:
    """Say of a ballot on one subject alone whether the required number was reached; an election then has one seat."""
    return judge_ballot(Ballot("", rule, (subject,), seats=1), voters, day, custom)[0]


def judge_ballot(ballot: Ballot, voters: Voters | None, day: date, custom: Custom = USUAL) -> tuple[Verdict, ...]:
    """Say of each subject whether the required number was reached; None where the ballot is not valid or not counted.

    Written opinions sent beforehand count as votes in admissions alone, and never as presence. `voters` is None where
    a record only counts heads, so that nobody can tell who had a vote.
    """
    rule, where = ballot.rule, article(ballot.rule, day)
    if rule is BallotRule.APPRAISAL:
        return tuple(_told(subject, where) for subject in ballot.subjects)
    if voters is None:
        return tuple(Verdict(None, say.voters_not_named(), where, Outcome.UNKNOWN) for _ in ballot.subjects)
    if not voters.entitled:
        return tuple(Verdict(None, say.nobody_entitled(rule), where, Outcome.UNKNOWN) for _ in ballot.subjects)
    head, enough = quorum(rule, voters, day)
    if not enough:
        return tuple(Verdict(None, head, where, Outcome.TOO_FEW) for _ in ballot.subjects)
    together = impossible_together(ballot, voters)
    problems = [together or impossible(rule, voters, subject, ballot.invalid) for subject in ballot.subjects]
    needed = needed_yes(rule, voters, custom)
    outcomes = _outcomes(ballot, problems, needed)
    return tuple(
        Verdict(
            MEETS.get(outcome), head + (problem or _sentence(ballot, subject, outcome, needed, custom)), where, outcome
        )
        for subject, problem, outcome in zip(ballot.subjects, problems, outcomes, strict=True)
    )


def _outcomes(ballot: Ballot, problems: Sequence[str], needed: int) -> tuple[Outcome, ...]:
    counted = [
        None if problem or subject.yes is None else subject.yes + _written(ballot.rule, subject)
        for subject, problem in zip(ballot.subjects, problems, strict=True)
    ]
    seats = (ballot.seats or None) if ballot.rule is BallotRule.ELECTION else len(counted)
    return tuple(
        Outcome.IMPOSSIBLE if problem else outcome
        for problem, outcome in zip(problems, places(counted, seats, needed), strict=True)
    )


def _written(rule: BallotRule, subject: Subject) -> int:
    return (subject.written_yes or 0) if rule is BallotRule.ADMISSION else 0


def _sentence(ballot: Ballot, subject: Subject, outcome: Outcome, needed: int, custom: Custom) -> str:
    if outcome is Outcome.UNCOUNTED:
        return say.not_counted()
    written = _written(ballot.rule, subject)
    yes, reached = (subject.yes or 0) + written, outcome is not Outcome.NOT_REACHED
    match ballot.rule:
        case BallotRule.ELECTION:
            return say.votes(yes, needed, say.OF_PRESENT, reached=reached) + say.election_result(outcome, ballot.seats)
        case BallotRule.COMMITTEE:
            whole = say.OF_PRESENT_COMMITTEE if custom.of_present else say.OF_COMMITTEE
            return say.votes(yes, needed, whole, reached=reached) + say.committee_result(reached=reached)
        case _:
            return say.votes(yes, needed, say.OF_EXPECTED, written, reached=reached) + say.result(reached=reached)


def _told(subject: Subject, where: str) -> Verdict:
    """Tell an appraisal's figures: 第18条 gives no grades and no number, so nothing is judged."""
    grades = subject.grades or Grades()
    counts = (grades.excellent, grades.qualified, grades.basically_qualified, grades.unqualified)
    if counts == (None,) * len(counts):
        return Verdict(None, say.grades_not_counted(), where, Outcome.UNCOUNTED)
    return Verdict(None, say.grades(counts, subject.abstain, graded(subject)), where, Outcome.TOLD)


def graded(subject: Subject) -> int:
    """Add up how many said something of a member in an appraisal, abstentions with them."""
    grades = subject.grades or Grades()
    given = (grades.excellent, grades.qualified, grades.basically_qualified, grades.unqualified, subject.abstain)
    return sum(number or 0 for number in given)


def impossible(rule: BallotRule, voters: Voters, subject: Subject, invalid: int | None = None) -> str:
    """Say what cannot be in a subject's counts, or nothing.

    There are no more votes than voters, and no more written opinions than absent ones. An appraisal is no vote: others
    than members may take part.
    """
    if rule is BallotRule.APPRAISAL:
        return ""
    cast = sum(votes or 0 for votes in (subject.yes, subject.no, subject.abstain))
    spoilt = (invalid or 0) if rule is BallotRule.ELECTION else 0
    if cast + spoilt > voters.present:
        return say.too_many_votes(rule, cast, voters.present, spoilt)
    away = voters.entitled - voters.present
    if rule is BallotRule.ADMISSION and (subject.written_yes or 0) > away:
        return say.too_many_written(subject.written_yes or 0, away)
    return ""


def impossible_together(ballot: Ballot, voters: Voters) -> str:
    """Say what cannot be in an election as a whole, or nothing: no more ballots are spoilt than voters were there."""
    invalid = ballot.invalid or 0
    if ballot.rule is BallotRule.ELECTION and invalid > voters.present:
        return say.too_many_invalid(invalid, voters.present)
    return ""


def odd_together(ballot: Ballot, voters: Voters) -> str:
    """Say what is odd in an election as a whole, or nothing: a ballot marked for more people than seats is not valid.

    The articles at hand do not spell that out, so it is a doubt and the figures are judged as they stand.
    """
    if ballot.rule is not BallotRule.ELECTION or not ballot.seats:
        return ""
    valid, yes = voters.present - (ballot.invalid or 0), sum(subject.yes or 0 for subject in ballot.subjects)
    return say.too_many_ayes(yes, ballot.seats, valid) if yes > ballot.seats * valid else ""


def second_ballot(ballot: Ballot, verdicts: Sequence[Verdict]) -> Ballot | None:
    """Give the ballot that a tie asks for: those who are level, and the seats that are left; None without a tie."""
    outcomes = [verdict.outcome for verdict in verdicts]
    tied = tuple(
        Subject(subject.name, person=subject.person)
        for subject, outcome in zip(ballot.subjects, outcomes, strict=True)
        if outcome is Outcome.TIED
    )
    if not tied or ballot.seats is None:
        return None
    left = ballot.seats - outcomes.count(Outcome.REACHED)
    return replace(ballot, title=say.second_title(ballot.title), subjects=tied, text="", seats=left, invalid=None)
