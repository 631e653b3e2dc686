"""The invented minutes read like many hands wrote them, and agree with the roster and with one another."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.records import Fault, meeting_label
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    FirstTopic,
    Topic,
)
from branchdesk.domain.checks import check_meeting
from branchdesk.domain.dates import quarter
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Phase,
    Presence,
    Verdict,
    count,
)
from branchdesk.domain.voting import Voters, judge
from demo.reading import attended, people_named, sentences_of, sound, texts

TODAY = date(2026, 11, 23)
MOST_SHARED = 0.3
ALONE = (  # the faults that a record shows without any other
    *(Fault.FIRST_TOPIC_MISSING, Fault.REASON_MISSING, Fault.RECORDER_MISSING, Fault.WRITTEN_FROM_PRESENT),
    *(Fault.VOTES_DO_NOT_ADD_UP, Fault.NOT_DECLARED, Fault.ENDS_BEFORE_START, Fault.RESOLUTION_MISSING),
    *(Fault.LECTURER_MISSING, Fault.CHAIR_AWAY, Fault.SPEAKER_AWAY),
)


@pytest.fixture(scope="module")
def invented() -> Invented:
    return invent(today=TODAY)


def judged(invented: Invented, meeting: Meeting) -> MeetingRecord:
    attendees = attended(invented, meeting)
    counts = count(attendees)
    voters = Voters(counts.entitled, counts.present_entitled)
    verdicts: dict[tuple[int, int], Verdict] = {}
    for position, item in enumerate(meeting.agenda):
        if isinstance(item, Ballot):
            for number, subject in enumerate(item.subjects):
                verdicts[position, number] = judge(item.rule, voters, subject, meeting.starts.date())
    branch = invented.branch
    return MeetingRecord(branch.name, branch.unit, meeting, MeetingState.DRAFT, attendees, counts, verdicts)


@pytest.mark.parametrize(("seed", "today"), [(7, TODAY), (1, TODAY), (2, date(2025, 3, 3)), (3, date(2024, 8, 30))])
def test_no_two_minutes_share_many_sentences(seed: int, today: date) -> None:
    told = [
        sentences_of(one.meeting)
        for one in sound(invent(seed=seed, today=today), Fault.TEXT_COPIED, Fault.MINUTES_THIN)
    ]
    assert min(map(len, told)) >= 5
    for one, other in combinations(told, 2):
        assert len(one & other) <= MOST_SHARED * min(len(one), len(other)), one & other


def test_minutes_are_neither_thin_nor_long(invented: Invented) -> None:
    within = {
        MeetingKind.MEMBERS_MEETING: (240, 1200),  # an election leaves little to tell
        MeetingKind.COMMITTEE_MEETING: (280, 800),
        MeetingKind.GROUP_MEETING: (150, 450),
        MeetingKind.THEME_DAY: (170, 450),
        MeetingKind.PARTY_LECTURE: (170, 450),
        MeetingKind.ORGANISATIONAL_LIFE: (350, 700),
        MeetingKind.DEMOCRATIC_APPRAISAL: (180, 500),
        MeetingKind.ACTIVITY: (100, 300),
    }
    for record in sound(invented, Fault.MINUTES_THIN):
        least, most = within[record.meeting.kind]
        assert least <= sum(map(len, texts(record.meeting))) <= most


@pytest.mark.parametrize("seed", range(6))
def test_no_slot_is_left_unfilled(seed: int) -> None:
    for record in invent(seed=seed, years=4, today=TODAY).meetings:
        for text in texts(record.meeting):
            assert not set(text) & set("{}【】｜"), text


def test_every_kind_of_meeting_is_held_as_often_as_it_should(invented: Invented) -> None:
    held = Counter(record.meeting.kind for record in invented.meetings)
    assert held[MeetingKind.COMMITTEE_MEETING] == 37  # one of them while there was another meeting
    assert held[MeetingKind.GROUP_MEETING] == 107  # one group left its meeting of a month out
    assert held[MeetingKind.THEME_DAY] == 34  # one was left out, and this month's is still to come
    assert held[MeetingKind.PARTY_LECTURE] >= 12
    meetings = [one.meeting for one in invented.meetings if one.meeting.kind is MeetingKind.MEMBERS_MEETING]
    quarters = {quarter(meeting.starts.date()) for meeting in meetings}
    missed = [one.where for one in invented.planted if one.code is Fault.MEMBERS_MEETING_MISSED]
    whole = {(year, number) for year in (2024, 2025, 2026) for number in range(1, 5)}
    assert [f"{year}Q{number}" for year, number in sorted(whole - quarters)] == missed


def test_everybody_named_is_known_and_those_who_act_were_there(invented: Invented) -> None:
    names = {person.key: person.name for person in invented.people}
    for record in sound(invented, Fault.CHAIR_AWAY, Fault.SPEAKER_AWAY):
        meeting = record.meeting
        named = people_named(meeting)
        assert all(person.id and names[person.id] == person.name for person in named)
        absent = {one.person.id for one in meeting.attendance.marks if one.presence is not Presence.PRESENT}
        here = {person.member_id for person in attended(invented, meeting)}
        acting = [person for person in named if person.id not in absent]
        assert len(acting) == len(named) - len(absent)
        assert {person.id for person in acting} <= here


@pytest.mark.parametrize("seed", [7, 11])
@pytest.mark.parametrize(("members", "years"), [(46, 3), (8, 2), (150, 1)])
def test_the_programs_own_checks_find_what_was_planted_and_nothing_else(members: int, years: int, seed: int) -> None:
    invented = invent(members=members, years=years, seed=seed, today=TODAY)
    found: list[tuple[str, str]] = []
    for record in invented.meetings:
        checks = check_meeting(judged(invented, record.meeting))
        found += [(check.code, meeting_label(record.meeting)) for check in checks]
    codes = set(ALONE)
    planted = [(one.code.value, one.where.split(" P")[0]) for one in invented.planted if one.code in codes]
    assert sorted(found) == sorted(planted)


@pytest.mark.parametrize("seed", [7, 5])
def test_ballots_add_up_and_reach_what_was_declared(seed: int) -> None:
    invented = invent(seed=seed, today=TODAY)
    rules = Counter[BallotRule]()
    for record in sound(invented, Fault.VOTES_DO_NOT_ADD_UP):
        judgement = judged(invented, record.meeting)
        for position, item in enumerate(record.meeting.agenda):
            if not isinstance(item, Ballot):
                continue
            rules[item.rule] += 1
            if item.rule not in {BallotRule.ADMISSION, BallotRule.RESOLUTION}:
                continue
            for number, subject in enumerate(item.subjects):
                cast = (subject.yes or 0) + (subject.no or 0) + (subject.abstain or 0)
                assert cast == judgement.counts.present_entitled
                assert judgement.verdicts[position, number].meets_threshold is True
                assert (subject.written_yes is None) is (item.rule is BallotRule.RESOLUTION)
    assert rules[BallotRule.ADMISSION] >= 5
    assert rules[BallotRule.RESOLUTION] >= 5
    assert rules[BallotRule.APPRAISAL] == 3
    assert rules[BallotRule.ELECTION] == 1


def test_who_was_admitted_or_confirmed_stands_so_on_the_roster(invented: Invented) -> None:
    people = {person.key: person for person in invented.people}
    for record in invented.meetings:
        day = record.meeting.starts.date()
        for item in record.meeting.agenda:
            if isinstance(item, Ballot) and item.rule is BallotRule.ADMISSION:
                for subject in item.subjects:
                    person = people[subject.person or ""]
                    full = person.full_since.first_day() if person.full_since else None
                    assert person.joined_on.first_day() == day or (full is not None and (full - day).days == 1)


@pytest.mark.parametrize("today", [TODAY, date(2024, 5, 6), date(2025, 9, 1)])
def test_the_planted_faults_are_in_the_data_and_are_all_there_are(today: date) -> None:
    invented = invent(today=today)
    wheres = {code: [one.where for one in invented.planted if one.code is code] for code in Fault}
    open_absences, overdue = [], []
    for record in invented.meetings:
        label = meeting_label(record.meeting)
        for mark in record.meeting.attendance.marks:
            if mark.presence is Presence.PRESENT:
                assert mark.late or mark.online or record.meeting.kind is MeetingKind.ACTIVITY
            elif mark.made_up_on is None:
                assert mark.presence is Presence.ABSENT
                open_absences.append(f"{label} {mark.person.id}")
            else:
                assert mark.made_up_on > record.meeting.starts.date()
        for item in record.meeting.agenda:
            if isinstance(item, FirstTopic | Topic):
                overdue += [label for one in item.measures if one.due and one.due < today and not one.done_on]
    assert open_absences == wheres[Fault.ABSENCE_NOT_MADE_UP]
    assert overdue == wheres[Fault.MEASURE_OVERDUE]
    assert len(open_absences) == len(overdue) == 2
    assert wheres[Fault.PROBATION_UNDECIDED] == [one.key for one in invented.people if one.full_since is None]
    assert all(len(wheres[code]) == 1 for code in (Fault.MEMBERS_MEETING_MISSED, Fault.FIRST_TOPIC_MISSING))


def test_the_last_records_are_drafts_and_the_older_ones_closed_but_for_faults(invented: Invented) -> None:
    kept_open = (Fault.WRITTEN_FROM_PRESENT, Fault.OVERLAP, Fault.TEXT_COPIED)
    states = [record.final for record in sound(invented, *kept_open)]
    assert states == sorted(states, reverse=True)
    assert 2 <= states.count(False) <= 10


@pytest.mark.parametrize("members", [8, 9, 13, 300])
def test_a_branch_may_be_small_or_large(members: int) -> None:
    invented = invent(members=members, years=1, today=TODAY)
    assert len(invented.people) == members
    for record in invented.meetings:
        counts = count(attended(invented, record.meeting))
        assert counts.unknown == 0 or record.meeting.kind is MeetingKind.ACTIVITY  # where nobody is due
        if record.meeting.kind in {MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING}:
            assert counts.present_entitled * 2 > counts.entitled


def test_two_kinds_of_one_sitting_have_the_same_people_and_texts_of_their_own(invented: Invented) -> None:
    members, lecture = (record.meeting for record in invented.meetings if record.meeting.sitting)
    assert (members.kind, lecture.kind) == (MeetingKind.MEMBERS_MEETING, MeetingKind.PARTY_LECTURE)
    assert (members.starts, members.place, members.attendance) == (lecture.starts, lecture.place, lecture.attendance)
    assert members.sitting == lecture.sitting
    assert not sentences_of(members) & sentences_of(lecture)


def test_the_committee_in_office_was_elected_by_a_members_meeting(invented: Invented) -> None:
    [(meeting, ballot)] = [
        (record.meeting, item)
        for record in invented.meetings
        for item in record.meeting.agenda
        if isinstance(item, Ballot) and item.rule is BallotRule.ELECTION
    ]
    assert meeting.starts.date() == invented.elected
    elected = [subject.name for subject in ballot.subjects if subject.declared is Declared.ELECTED]
    assert elected == [person.name for person in invented.people[: ballot.seats]]


def test_something_lies_ahead_and_something_was_cancelled(invented: Invented) -> None:
    phases = {record.meeting.phase: record.meeting.starts.date() for record in invented.ahead}
    assert phases[Phase.CANCELLED] < TODAY < phases[Phase.NOTIFIED] < phases[Phase.PLANNED]
    assert all(record.meeting.phase is Phase.HELD for record in invented.meetings)
