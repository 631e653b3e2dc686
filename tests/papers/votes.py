"""Meetings with votes, and names that are hard to print: what the papers of votes are tried on."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.agenda import Ballot, BallotRule, Declared, Grade, Grades, Subject
from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.domain.roster import Stage
from branchdesk.domain.voting import judge_ballot, voters_in
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from papers.samples import record, roster

LONG_NAME = "阿卜杜热合曼·买买提吐尔逊·阿不都热依木江·麦麦提依明·艾合买提江·古丽巴哈尔"
RARE = ("陈䶮", "李𬭎", "赵㛃", "买买提·艾山", "𬱖文", "𠮷祥")
HARD = (*RARE, LONG_NAME)
VOTE = Ballot(
    "何霞同志按期转正",
    BallotRule.ADMISSION,
    (Subject("何霞", yes=38, no=1, abstain=1, written_yes=2, declared=Declared.PASSED, person="m13"),),
)


def judged(*ballots: Ballot) -> MeetingRecord:
    """Give the sample meeting (46 expected, 43 with a vote, 40 of them there) with other ballots."""
    whole = record(agenda=ballots)
    day = whole.meeting.starts.date()
    return replace(
        whole,
        verdicts={
            (position, number): verdict
            for position, ballot in enumerate(ballots)
            for number, verdict in enumerate(judge_ballot(ballot, voters_in(ballot, whole.attendees), day))
        },
    )


def to_elect(*names: str, seats: int | None = 3) -> Ballot:
    """Give an election that is to come."""
    return Ballot("选举支部委员会委员", BallotRule.ELECTION, tuple(map(Subject, names)), seats=seats)


def elected() -> Ballot:
    """Give an election that is counted: three seats, four candidates, somebody written in."""
    votes = (("翟堃", 39), ("陈䶮", 36), ("李𬭎", 38), ("司马彧", 2))
    subjects = tuple(
        Subject(name, yes, 39 - yes, 0, declared=Declared.ELECTED if yes > 20 else Declared.NOT_ELECTED)
        for name, yes in votes
    )
    written_in = Subject("于敏", 2, declared=Declared.NOT_ELECTED, write_in=True)
    return replace(to_elect(), subjects=(*subjects, written_in), invalid=1)


def graded() -> tuple[Subject, ...]:
    """Give everybody of the sample roster with their figures; who is on probation has none."""
    return tuple(
        Subject(person.name, person=person.member_id)
        if person.stage == Stage.PROBATIONARY
        else Subject(
            person.name,
            abstain=1,
            person=person.member_id,
            grades=Grades(place % 20, 39 - place % 20, 0, 0),
            grade=Grade.EXCELLENT if place > 38 else Grade.QUALIFIED,
        )
        for place, person in enumerate(roster())
    )


def appraisal(*subjects: Subject) -> MeetingRecord:
    """Give the sample meeting as the appraisal of 2026; without subjects nobody is listed yet."""
    whole = judged(Ballot("民主评议党员", BallotRule.APPRAISAL, subjects))
    return replace(whole, meeting=replace(whole.meeting, kind=MeetingKind.DEMOCRATIC_APPRAISAL, for_year=2026))


def press(manuscript: Manuscript) -> Paper:
    """Print in the faces that the program ships, whatever this machine has."""
    return print_manuscript(manuscript, bundled())
