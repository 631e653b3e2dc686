"""Faults that are planted in the finished records of an invented branch, one of each, for the checks to find.

An error stands in the way of closing a record, and a closed record is not compared with others any more: what is an
error or shows beside another record sits in a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from branchdesk.demo.records import (
    DemoMeeting,
    DemoMember,
    Fault,
    Planted,
    entitled_on,
    expected_on,
    meeting_label,
)
from branchdesk.demo.timetable import Sitting
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.likeness import alike_titles
from branchdesk.domain.meetings import Meeting, MeetingKind, Presence
from branchdesk.domain.motions import is_motion
from branchdesk.domain.surroundings import words_of
from branchdesk.words.roles import IN_WRITING

SETTLED = ("接收", "通报", "审查")  # how a matter begins that nobody else has a say in
LONG_AGO = timedelta(days=50)  # the minutes that are copied
WORDY = 180  # characters that are worth copying
TOO_EARLY = timedelta(minutes=50)  # before it began, a meeting is said to have ended
Fits = Callable[[DemoMeeting], object]


class Planter:
    """Plants faults in records, in the newest that fits and has none yet; `planted` lists them."""

    def __init__(self, records: list[DemoMeeting], roster: tuple[DemoMember, ...]) -> None:
        self.records = records
        self.roster = roster
        self.planted: list[Planted] = []
        self._spoiled: set[int] = set()

    def spare(self, labels: set[str]) -> None:
        """Leave the records of these labels as they are: they have a fault already."""
        self._spoiled |= {index for index, one in enumerate(self.records) if meeting_label(one.meeting) in labels}

    def plant_all(self, doubled: Sitting | None) -> list[Planted]:
        """Plant one of each; `doubled` is the meeting that was held while another was."""
        if doubled is not None:
            self._keep_open(doubled)
        self._leave_a_matter_out()
        self._write_from_somebody_present()
        self._end_too_early()
        self._copy_earlier_minutes()
        self._lose_a_vote()
        self._leave_undeclared()
        self._forget_resolutions()
        self._forget_the_lecturer()
        self._lead_while_away()
        self._speak_while_away()
        return self.planted

    def _keep_open(self, doubled: Sitting) -> None:
        label = meeting_label(doubled)
        self.spare({label})
        for index, record in enumerate(self.records):
            if meeting_label(record.meeting) == label:
                self.records[index] = replace(record, final=False)
        self._note(Fault.OVERLAP, label, f"{doubled.starts.date()}的支委会和当天另一次会议时间重叠")

    def _note(self, code: Fault, where: str, what: str) -> None:
        self.planted.append(Planted(code, where, what))

    def _newest(self, fits: Fits) -> int | None:
        """Give the newest sound record that fits; in a branch with few records one that has a fault already."""
        fitting = [index for index, one in enumerate(self.records) if fits(one)]
        sound = [index for index in fitting if index not in self._spoiled]
        return next(reversed(sound or fitting), None)

    def _spoil(self, index: int, code: Fault, what: str, *, final: bool | None = None, **facts: object) -> None:
        """Put other facts into a record, and note the fault."""
        record = self.records[index]
        meeting = replace(record.meeting, **facts)  # type: ignore[arg-type] # facts of a meeting
        self.records[index] = DemoMeeting(meeting, record.final if final is None else final)
        self._spoiled.add(index)
        self._note(code, meeting_label(meeting), f"{meeting.starts.date()}{meeting.group or ''}的会议{what}")

    # -- what other records tell

    def _leave_a_matter_out(self) -> None:
        """Let the committee want a matter before the members' meeting that none took up."""
        index = self._newest(lambda one: self._of_its_own(one.meeting))
        topic = self._of_its_own(self.records[index].meeting) if index is not None else None
        if index is None or topic is None:
            return
        wanted = replace(topic, to_members_meeting=True)
        agenda = tuple(wanted if item is topic else item for item in self.records[index].meeting.agenda)
        what = f"要提交党员大会的“{topic.title}”没有提交"
        self._spoil(index, Fault.MATTER_NOT_BROUGHT_UP, what, agenda=agenda)

    def _of_its_own(self, committee: Meeting) -> Topic | None:
        """Give a committee's matter that later members' meetings, of which there are some, had nothing like."""
        if committee.kind is not MeetingKind.COMMITTEE_MEETING:
            return None
        later = [one.meeting for one in self.records if one.meeting.starts > committee.starts]
        assemblies = [meeting for meeting in later if meeting.kind is MeetingKind.MEMBERS_MEETING]
        titles = [item.title for one in assemblies for item in one.agenda if isinstance(item, Topic | Ballot)]
        own = (
            item
            for item in committee.agenda
            if isinstance(item, Topic)
            and not item.title.startswith(SETTLED)
            and not is_motion(item.title)
            and not item.to_members_meeting
            and not any(alike_titles(item.title, title) for title in titles)
        )
        return next(own, None) if assemblies else None

    def _copy_earlier_minutes(self) -> None:
        """Let a group's minutes be those of an earlier meeting, read and said by those who are there now."""

        def earlier(record: DemoMeeting) -> Meeting | None:
            mine = record.meeting
            before = (
                one.meeting
                for one in self.records
                if one.meeting.group == mine.group and one.meeting.starts < mine.starts - LONG_AGO
            )
            return next((one for one in reversed([*before]) if _heard(one) and len(words_of(one)) > WORDY), None)

        index = self._newest(lambda one: one.meeting.group and one.meeting.agenda and earlier(one))
        before = earlier(self.records[index]) if index is not None else None
        if index is None or before is None:
            return
        mine = self.records[index].meeting
        speakers = self._present(mine)

        def said_by_others(item: FirstTopic | Topic | Lecture) -> tuple[Speech, ...]:
            return tuple(
                Speech(speakers[number % len(speakers)].ref, one.text) for number, one in enumerate(item.speeches)
            )

        studied = tuple(item for item in mine.agenda if isinstance(item, FirstTopic))
        copied: list[AgendaItem] = [
            replace(item, speeches=said_by_others(item), measures=(), reporter=mine.chair)
            for item in before.agenda
            if isinstance(item, Topic)
        ]
        heard = _heard(before)
        if studied and heard:
            studied = (replace(studied[0], speeches=said_by_others(heard), measures=()),)
        what = f"内容抄自{before.starts.date()}的记录"
        agenda = (*studied, *copied)
        resolutions = before.resolutions
        self._spoil(index, Fault.TEXT_COPIED, what, final=False, agenda=agenda, resolutions=resolutions)

    # -- ballots

    def _write_from_somebody_present(self) -> None:
        """Name somebody who was there among those who sent a written opinion: an error, so the record stays open."""
        index = self._newest(lambda one: any(ballot.rule is BallotRule.ADMISSION for ballot in _ballots(one.meeting)))
        if index is None:
            return
        meeting = self.records[index].meeting
        here = next(person for person in self._present(meeting)[1:] if entitled_on(person, meeting.starts.date()))

        def written(subject: Subject) -> Subject:
            return replace(subject, written_from=(here.ref, *subject.written_from))

        agenda = _with_first_subject(meeting, BallotRule.ADMISSION, written)
        what = f"把到会的{here.name}写成了会前书面投票"
        self._spoil(index, Fault.WRITTEN_FROM_PRESENT, what, final=False, agenda=agenda)

    def _lose_a_vote(self) -> None:
        index = self._newest(lambda one: any(map(self._can_spare, self._votes(one.meeting))))
        if index is None:
            return
        agenda = _with_first_subject(self.records[index].meeting, BallotRule.RESOLUTION, _one_less)
        self._spoil(index, Fault.VOTES_DO_NOT_ADD_UP, "有一项表决的票数少于实到人数", agenda=agenda)

    def _leave_undeclared(self) -> None:
        index = self._newest(lambda one: any(True for _ in self._votes(one.meeting)))
        if index is None:
            return

        def silent(subject: Subject) -> Subject:
            return replace(subject, declared=None)

        agenda = _with_first_subject(self.records[index].meeting, BallotRule.RESOLUTION, silent)
        self._spoil(index, Fault.NOT_DECLARED, "有一项表决没有登记宣布的结果", agenda=agenda)

    def _votes(self, meeting: Meeting) -> Iterator[tuple[Meeting, Subject]]:
        resolutions = (ballot for ballot in _ballots(meeting) if ballot.rule is BallotRule.RESOLUTION)
        first = next(resolutions, None)
        return ((meeting, subject) for subject in (first.subjects[:1] if first else ()))

    def _can_spare(self, vote: tuple[Meeting, Subject]) -> bool:
        """Say whether a vote less leaves the required number: more than half of those who should be there."""
        meeting, subject = vote
        entitled = sum(entitled_on(person, meeting.starts.date()) for person in self.roster)
        return bool(subject.abstain) or (subject.yes or 0) - 1 > entitled // 2

    # -- people and the rest

    def _end_too_early(self) -> None:
        """Let a meeting end before it began: an error, so it is one of the drafts."""
        index = self._newest(lambda one: not one.final)
        if index is not None:
            ends = self.records[index].meeting.starts - TOO_EARLY
            self._spoil(index, Fault.ENDS_BEFORE_START, "结束时间早于开始时间", ends=ends)

    def _forget_resolutions(self) -> None:
        index = self._newest(lambda one: one.meeting.kind is MeetingKind.COMMITTEE_MEETING and one.meeting.resolutions)
        if index is not None:
            self._spoil(index, Fault.RESOLUTION_MISSING, "没有写决议", resolutions=None)

    def _forget_the_lecturer(self) -> None:
        index = self._newest(lambda one: one.meeting.kind is MeetingKind.PARTY_LECTURE)
        if index is not None:
            agenda = tuple(
                replace(item, lecturer=None) if isinstance(item, Lecture) else item
                for item in self.records[index].meeting.agenda
            )
            self._spoil(index, Fault.LECTURER_MISSING, "没有写主讲人", agenda=agenda)

    def _lead_while_away(self) -> None:
        index = self._newest(lambda one: _on_leave(one.meeting))
        if index is not None:
            away = _on_leave(self.records[index].meeting)
            what = f"的主持人{away.name if away else ''}登记为请假"
            self._spoil(index, Fault.CHAIR_AWAY, what, chair=away)

    def _speak_while_away(self) -> None:
        index = self._newest(lambda one: _on_leave(one.meeting) and _said(one.meeting))
        if index is None:
            return
        meeting = self.records[index].meeting
        away, spoken = _on_leave(meeting), _said(meeting)
        if away is None or spoken is None:
            return
        first = replace(spoken, speeches=(replace(spoken.speeches[0], speaker=away), *spoken.speeches[1:]))
        agenda = tuple(first if item is spoken else item for item in meeting.agenda)
        self._spoil(index, Fault.SPEAKER_AWAY, f"{away.name}登记为请假，却有发言", agenda=agenda)

    def _present(self, meeting: Meeting) -> list[DemoMember]:
        """Give those of its group, or of the branch, who were there."""
        away = {mark.person.id for mark in meeting.attendance.marks if mark.presence is not Presence.PRESENT}
        day = meeting.starts.date()
        return [
            person
            for person in self.roster
            if person.key not in away
            and expected_on(person, day)
            and (meeting.group is None or person.group == meeting.group)
        ]


def _ballots(meeting: Meeting) -> Iterator[Ballot]:
    return (item for item in meeting.agenda if isinstance(item, Ballot))


def _with_first_subject(
    meeting: Meeting, rule: BallotRule, change: Callable[[Subject], Subject]
) -> tuple[AgendaItem, ...]:
    """Give an agenda with the first subject of its first ballot by a rule changed."""
    first = next(ballot for ballot in _ballots(meeting) if ballot.rule is rule)
    subjects = (change(first.subjects[0]), *first.subjects[1:])
    return tuple(replace(first, subjects=subjects) if item is first else item for item in meeting.agenda)


def _one_less(subject: Subject) -> Subject:
    if subject.abstain:
        return replace(subject, abstain=subject.abstain - 1)
    return replace(subject, yes=(subject.yes or 0) - 1)


def _heard(meeting: Meeting) -> FirstTopic | None:
    """Give the first topic of a meeting."""
    return next((item for item in meeting.agenda if isinstance(item, FirstTopic)), None)


def _on_leave(meeting: Meeting) -> PersonRef | None:
    """Give the first of those on leave."""
    marks = (mark.person for mark in meeting.attendance.marks if mark.presence is Presence.ON_LEAVE and mark.reason)
    return next(marks, None)


def _said(meeting: Meeting) -> Topic | None:
    """Give the first topic about which somebody spoke who, by their words, was there."""
    topics = (item for item in meeting.agenda if isinstance(item, Topic) and item.speeches)
    return next((item for item in topics if IN_WRITING not in item.speeches[0].text), None)
