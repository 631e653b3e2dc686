"""Ballots on the minutes: the figures, whether the required number was reached, what the chair declared.

What is not counted yet is a blank to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Grade,
    Grades,
    NotCounted,
    PersonRef,
    Subject,
)
from branchdesk.domain.meetings import MeetingRecord, Outcome, Verdict
from branchdesk.domain.roster import Stage
from branchdesk.domain.voting import quorum, voters_in
from branchdesk.papers import wording
from branchdesk.papers.blocks import Paragraph, Span, plain
from branchdesk.papers.wording import BLANK, People
from branchdesk.words import meetings as words

NO_GRADE = "参加评议，不评定等次"


def write_ballot(record: MeetingRecord, position: int, ballot: Ballot, people: People) -> Iterator[Paragraph]:
    """Write the ballot at a place on the agenda, below its heading and its discussion."""
    where = f"表决“{wording.brief(ballot.title)}”"
    if ballot.not_counted:
        yield Paragraph(tuple(_left_out(ballot.not_counted, people)), where)
    verdicts = [record.verdicts[position, number] for number in range(len(ballot.subjects))]
    match ballot.rule:
        case BallotRule.ELECTION:
            yield from _election(record, ballot, verdicts, people, where)
        case BallotRule.APPRAISAL:
            yield from _appraisal(record, ballot, people, where)
        case _:
            yield from _votes(ballot, verdicts, people, where)


def _left_out(left: Sequence[NotCounted], people: People) -> Iterator[Span]:
    yield Span(f"经批准不计入应到{len(left)}名：")
    for number, one in enumerate(left, start=1):
        reason, approved = wording.phrase(one.reason) or BLANK, wording.phrase(one.approved_by) or BLANK
        yield Span(people.write(one.person), whole=True)
        yield Span(f"（{reason}；{approved}）" + ("。" if number == len(left) else "、"))


def _named(subject: Subject, people: People) -> str:
    return people.write(PersonRef(subject.name, subject.person)) if subject.person else plain(subject.name)


def _count(subjects: Sequence[Subject], number: int) -> str:
    return f"{number + 1}. " if len(subjects) > 1 else ""


def _declared(subject: Subject) -> Span:
    said = words.DECLARED[subject.declared] if subject.declared else BLANK
    return Span(f"主持人宣布：{said}。", whole=subject.declared is None)  # a blank belongs to its words


def _votes(ballot: Ballot, verdicts: Sequence[Verdict], people: People, where: str) -> Iterator[Paragraph]:
    """Write a resolution, an admission or a committee's vote."""
    how = "经无记名投票，" if ballot.rule is BallotRule.ADMISSION else "表决结果："
    if not ballot.subjects:
        yield Paragraph((Span(f"{how}{BLANK * 3}。"),), where)
    for number, (subject, verdict) in enumerate(zip(ballot.subjects, verdicts, strict=True)):
        # Before the votes are counted the verdict only says so; here the blanks do.
        sentence = wording.ended(plain(verdict.sentence)) if subject.yes is not None else ""
        told = [_counts(subject)]
        if ballot.rule is BallotRule.ADMISSION:
            senders = "、".join(people.write(one) for one in subject.written_from)
            told.append(f"会前书面意见赞成{wording.number(subject.written_yes, '票')}" + (senders and f"（{senders}）"))
        line = f"{_count(ballot.subjects, number)}{_named(subject, people)}：{how}{'，'.join(told)}。{sentence}"
        yield Paragraph((Span(line), _declared(subject)), where)


def _counts(subject: Subject) -> str:
    """Write the votes; of somebody written in, only those that were counted."""
    counts = (("赞成", subject.yes), ("不赞成", subject.no), ("弃权", subject.abstain))
    told = [(word, votes) for word, votes in counts if votes is not None or not subject.write_in]
    return "，".join(f"{word}{wording.number(votes, '票')}" for word, votes in told)


def _election(
    record: MeetingRecord, ballot: Ballot, verdicts: Sequence[Verdict], people: People, where: str
) -> Iterator[Paragraph]:
    """Say once who was there and how many seats there are, then of each candidate the votes and their place."""
    head, enough = "", True
    voters = voters_in(ballot, record.attendees)
    if record.by_name and voters.entitled:
        head, enough = quorum(ballot.rule, voters, record.meeting.starts.date())
    seats, invalid = wording.number(ballot.seats, "名"), wording.number(ballot.invalid, "票")
    begun = f"{head.rstrip('；。')}。" if head and any(one.yes is not None for one in ballot.subjects) else ""
    yield Paragraph((Span(f"{begun}应选{seats}，无效票{invalid}。经无记名投票，计票结果如下："),), where)
    for number, (subject, verdict) in enumerate(zip(ballot.subjects, verdicts, strict=True)):
        name = _named(subject, people) + ("（另选）" if subject.write_in else "")
        line = f"{_count(ballot.subjects, number)}{name}：{_counts(subject)}"
        told = verdict.sentence.removeprefix(head).removeprefix(f"赞成{subject.yes}票，")
        sentence = f"；{plain(told)}" if enough and subject.yes is not None else "。"
        open_still = verdict.outcome is Outcome.TIED and subject.declared is None
        yield Paragraph((Span(wording.ended(line + sentence)), *(() if open_still else (_declared(subject),))), where)


def _appraisal(record: MeetingRecord, ballot: Ballot, people: People, where: str) -> Iterator[Paragraph]:
    """Write how many gave each member which grade, and the grade concluded; 预备党员 take part without one."""
    stages = {person.member_id: person.stage for person in record.attendees}
    listed = wording.number(len(ballot.subjects) or None, "名")
    yield Paragraph((Span(f"对{listed}党员进行无记名民主测评，结果如下："),), where)
    for number, subject in enumerate(ballot.subjects):
        on_probation = stages.get(subject.person or "") == Stage.PROBATIONARY and subject.grade is None
        grade = NO_GRADE if on_probation else f"评定等次：{words.GRADES[subject.grade] if subject.grade else BLANK}"
        line = f"{_count(ballot.subjects, number)}{_named(subject, people)}：{_grades(subject)}。"
        yield Paragraph((Span(line), Span(f"{grade}。", whole=True)), where)
    given = [(words.GRADES[grade], sum(one.grade is grade for one in ballot.subjects)) for grade in Grade]
    if any(number for _, number in given):
        told = "，".join(f"{word}{number}名" for word, number in given)
        yield Paragraph((Span(f"以上评定{told}。"),), where)


def _grades(subject: Subject) -> str:
    grades = subject.grades or Grades()
    told = [f"{words.GRADES[grade]}{wording.number(getattr(grades, grade.value), '票')}" for grade in Grade]
    return "，".join([*told, *([f"弃权{subject.abstain}票"] if subject.abstain is not None else [])])
