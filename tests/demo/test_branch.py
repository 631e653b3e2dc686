"""An invented branch keeps the rules it is made to show, but for the faults it names."""

from datetime import date

import pytest

from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.people import OFFICES
from branchdesk.demo.records import Fault, entitled_on, expected_on
from branchdesk.domain import identity, roster
from branchdesk.domain.meetings import Attendee, Counts, Meeting, MeetingKind, Presence, count
from branchdesk.domain.roster import RosterPerson

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2024, 1, 2), date(2024, 2, 29), date(2025, 4, 1), date(2026, 1, 15), date(2027, 7, 31))


def attended(invented: Invented, meeting: Meeting) -> tuple[Attendee, ...]:
    """Work out the roll as the program does, from the roster of the day and the marks."""
    day = meeting.starts.date()
    people = [
        RosterPerson(
            person.key,
            person.name,
            roster.Stage.FULL if entitled_on(person, day) else roster.Stage.PROBATIONARY,
            person.offices,
            person.group,
            number,
        )
        for number, person in enumerate(invented.people)
        if expected_on(person, day)
    ]
    marks = {mark.person.id: mark for mark in meeting.attendance.marks}
    found = []
    for person in roster.expected(meeting.kind, people, meeting.group):
        mark = marks.pop(person.id, None)
        stage = person.stage or ""
        presence = mark.presence if mark else meeting.attendance.default
        reason = mark.reason if mark else ""
        found.append(
            Attendee(person.id, person.name, stage, person.offices, person.group, person.entitled, presence, reason)
        )
    assert not marks, "somebody is marked who was not expected"
    return tuple(found)


def counts(invented: Invented, meeting: Meeting) -> Counts:
    return count(attended(invented, meeting))


@pytest.fixture(scope="module")
def invented() -> Invented:
    return invent(today=TODAY)


def test_the_default_branch_has_what_the_brief_asks(invented: Invented) -> None:
    assert len(invented.people) == 46
    assert invented.branch.duties_from == date(2023, 12, 1)
    assert [person.offices[0] for person in invented.people[:5]] == list(OFFICES)
    assert sum(person.name == "王伟" for person in invented.people) == 2
    assert len(invented.volunteers) == 50
    assert len({person.key for person in invented.people}) == 46


def test_every_identity_number_is_sound_but_the_planted_one(invented: Invented) -> None:
    unsound = []
    for person in invented.people:
        born = identity.birth_date(person.id_number)
        assert born is not None
        assert person.birth_date.first_day() <= born <= person.birth_date.last_day()
        assert identity.sex(person.id_number) == person.sex
        if not identity.is_sound(person.id_number):
            unsound.append(person.key)
    assert unsound == [one.where for one in invented.planted if one.code is Fault.ID_NUMBER_CHECK_DIGIT]


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_later_than_today(today: date) -> None:
    invented = invent(today=today, clues=400)
    for record in invented.meetings:
        meeting = record.meeting
        assert meeting.starts.date() < today
        assert all(mark.made_up_on is None or mark.made_up_on <= today for mark in meeting.attendance.marks)
    for clue in invented.clues:
        assert clue.reported_on <= today
        assert clue.closed_on is None or clue.reported_on < clue.closed_on <= today


def test_the_same_seed_gives_the_same_branch_and_another_seed_another(invented: Invented) -> None:
    again = invent(today=TODAY)
    assert again.people == invented.people
    assert again.meetings == invented.meetings
    assert again.planted == invented.planted
    assert list(again.clues) == list(invented.clues)
    assert invent(today=TODAY, seed=8).meetings != invented.meetings


@pytest.mark.parametrize("members", [8, 9, 13, 30, 300])
def test_a_branch_may_be_small_or_large(members: int) -> None:
    invented = invent(members=members, years=1, today=TODAY)
    assert len(invented.people) == members
    for record in invented.meetings:
        found = counts(invented, record.meeting)
        assert found.present_entitled * 2 > found.entitled
        assert found.unknown == 0


def test_chairs_readers_and_speakers_are_there(invented: Invented) -> None:
    for record in invented.meetings:
        present = {
            person.member_id for person in attended(invented, record.meeting) if person.presence is Presence.PRESENT
        }
        meeting = record.meeting
        named = [meeting.chair, meeting.recorder]
        assert {person.id for person in named if person} <= present


def test_a_committee_meeting_expects_the_committee(invented: Invented) -> None:
    meetings = [one.meeting for one in invented.meetings if one.meeting.kind is MeetingKind.COMMITTEE_MEETING]
    assert {counts(invented, meeting).expected for meeting in meetings} == {5}


@pytest.mark.parametrize(
    "wrong", [{"members": 7}, {"years": 0}, {"years": 21}, {"clues": -1}, {"today": date(2023, 12, 31)}]
)
def test_what_cannot_be_invented_is_refused(wrong: dict[str, int | date]) -> None:
    with pytest.raises(ValueError, match="cannot invent"):
        invent(**({"today": TODAY} | wrong))  # type: ignore[arg-type]
