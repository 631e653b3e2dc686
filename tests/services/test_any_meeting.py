"""Whatever a meeting can be is recorded as typed, shown as JSON that records it again, and taken back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grade,
    Grades,
    Lecture,
    Measure,
    NotCounted,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Attendance,
    Body,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Move,
    Override,
    Phase,
    Presence,
    Review,
)
from branchdesk.domain.naming import with_people
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.files.meeting_json import read_meeting
from branchdesk.files.meeting_shown import write_meeting
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import people

PEOPLE = ("张三", "李四")
REFS = st.sampled_from([*map(PersonRef, PEOPLE), PersonRef("市院某某")])
WORDS = st.text(alphabet="学习工作，。 ab\n", max_size=6)
TITLES = WORDS.map(lambda text: f"题{text}")
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 22)).map(  # noqa: DTZ001 - the office's own clock
    lambda moment: moment.replace(second=0, microsecond=0)
)
NUMBERS = st.none() | st.integers(0, 5)
LISTS = st.none() | st.lists(TITLES, max_size=2).map(tuple)
SPEECHES = st.lists(st.builds(Speech, REFS, WORDS), max_size=2).map(tuple)
MEASURES = st.lists(st.builds(Measure, TITLES, st.none() | REFS, DAYS, DAYS), max_size=2).map(tuple)
ISSUED = st.sampled_from([None, PartialDate(2026), PartialDate(2026, 11), PartialDate(2026, 11, 5)])
DOCUMENTS = st.lists(st.builds(Document, TITLES, st.none() | WORDS, ISSUED), max_size=2).map(tuple)
GRADES = st.none() | st.builds(Grades, st.integers(0, 5), NUMBERS, NUMBERS, NUMBERS)
SUBJECTS = st.lists(
    st.builds(
        Subject,
        TITLES,
        *[NUMBERS] * 4,
        st.none() | st.sampled_from(Declared),
        st.none(),
        st.lists(REFS, max_size=2).map(tuple),
        st.booleans(),
        GRADES,
        st.none() | st.sampled_from(Grade),
        st.none() | st.sampled_from(Grade),
        GRADES,
        DAYS,
        WORDS,
    ),
    max_size=2,
).map(tuple)
LEFT_OUT = st.lists(st.builds(NotCounted, REFS, WORDS, WORDS), max_size=2, unique_by=lambda one: one.person).map(tuple)


def ballot(rule: BallotRule, facts: dict[str, Any], not_counted: tuple[NotCounted, ...]) -> Ballot:
    """Make a ballot; only an election has seats, invalid ballots and people who are not counted."""
    election = rule is BallotRule.ELECTION
    return (
        Ballot(**facts, rule=rule, not_counted=not_counted if election else ())
        if election
        else Ballot(**facts | {"seats": None, "invalid": None}, rule=rule)
    )


BALLOTS = st.builds(
    ballot,
    st.sampled_from(BallotRule),
    st.fixed_dictionaries({"title": WORDS, "subjects": SUBJECTS, "text": WORDS, "seats": NUMBERS, "invalid": NUMBERS}),
    LEFT_OUT,
)
ITEMS = st.one_of(
    st.builds(FirstTopic, DOCUMENTS, st.none() | REFS, SPEECHES, MEASURES),
    st.builds(Topic, WORDS, WORDS, SPEECHES, MEASURES, st.none() | REFS, st.booleans()),
    st.builds(Lecture, WORDS, st.none() | REFS, WORDS, SPEECHES, MEASURES),
    BALLOTS,
)
MARKS = st.fixed_dictionaries(
    {},
    optional={
        name: st.builds(
            Mark,
            st.just(PersonRef(name)),
            st.sampled_from([Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT]),
            WORDS,
            DAYS,
            made_up_how=WORDS,
        )
        for name in PEOPLE
    },
).map(lambda found: Attendance(Presence.UNKNOWN, tuple(found.values())))
HERE = st.sampled_from([(False, False), (True, False), (False, True), (True, True)])


def present(attendance: Attendance, late_online: tuple[bool, bool]) -> Attendance:
    """Let those who are present come late or take part online."""
    late, online = late_online
    return Attendance(
        attendance.default,
        tuple(
            replace(mark, late=late, online=online) if mark.presence is Presence.PRESENT else mark
            for mark in attendance.marks
        ),
    )


def sound(facts: dict[str, Any]) -> Meeting:
    """Make a meeting whose phase agrees with the rest: who was present was at one that was held, and no such has a
    reason why it was cancelled.
    """
    meeting = Meeting(**facts)
    was_held = meeting.counted or any(mark.presence is Presence.PRESENT for mark in meeting.attendance.marks)
    phase = Phase.HELD if was_held else meeting.phase
    return replace(meeting, phase=phase, cancelled_for=meeting.cancelled_for if phase is Phase.CANCELLED else None)


MEETINGS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind for kind in MeetingKind if kind is not MeetingKind.GROUP_MEETING]),
        "starts": MOMENTS,
        "title": st.none() | TITLES,
        "ends": st.none() | MOMENTS,
        "place": st.none() | TITLES,
        "chair": st.none() | REFS,
        "recorder": st.none() | REFS,
        "observers": LISTS,
        "attendance": st.builds(present, MARKS, HERE),
        "agenda": st.lists(ITEMS, max_size=3).map(tuple),
        "resolutions": LISTS,
        "counted": st.none() | st.builds(HeadCounts, st.integers(0, 9), NUMBERS, NUMBERS, NUMBERS),
        "text": st.none() | TITLES,
        "phase": st.sampled_from(Phase),
        "form": st.sampled_from([None, Body.MEMBERS, Body.COMMITTEE]),
        "for_year": st.none() | st.integers(2020, 2027),
        "sitting": st.none() | st.just("01900000-0000-7000-8000-000000000000"),
        "partners": LISTS,
        "volunteers": LISTS,
        "moves": st.lists(st.builds(Move, MOMENTS, WORDS), max_size=2).map(tuple),
        "cancelled_for": st.none() | TITLES,
        "opinions": st.lists(st.builds(Opinion, TITLES, WORDS, st.none() | REFS), max_size=2).map(tuple),
        "criticisms": st.lists(st.builds(Criticism, REFS, REFS, WORDS, WORDS), max_size=2).map(tuple),
        "rectifications": st.lists(
            st.builds(Rectification, TITLES, WORDS, st.none() | REFS, DAYS, DAYS, WORDS), max_size=2
        ).map(tuple),
    },
).map(sound)
PROPERTY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def branch(store: Store) -> Store:
    """Give a branch of two, both of the committee."""
    builders.fill(store, builders.PEOPLE[:2])
    return store


def bare(meeting: Meeting) -> Meeting:
    """Take away what recording adds: identifiers, of people and measures too, and the number."""

    def measures(item: Any) -> Any:  # noqa: ANN401 - an item of the agenda
        if isinstance(item, Ballot):
            return item
        return replace(item, measures=tuple(replace(one, id=None) for one in item.measures))

    def subject(one: Subject) -> Subject:
        return replace(one, person=None)

    named = with_people(meeting, lambda ref: PersonRef(ref.name), subject)
    lines = tuple(replace(one, id=None) for one in named.rectifications)
    return replace(named, id=None, number=None, agenda=tuple(map(measures, named.agenda)), rectifications=lines)


def typed(meeting: Meeting) -> Meeting:
    """Give a meeting as it is typed, its marks in the order of the roster."""
    marks = {mark.person.name: mark for mark in meeting.attendance.marks}
    whole = tuple(marks.get(name, Mark(PersonRef(name), Presence.UNKNOWN)) for name in PEOPLE)
    return replace(meeting, attendance=Attendance(Presence.UNKNOWN, whole))


@PROPERTY
@given(MEETINGS, MEETINGS)
def test_any_meeting_can_become_any_other_and_back(branch: Store, first: Meeting, then: Meeting) -> None:
    saved = meetings.save(branch, first)
    loaded = meetings.load(branch, saved.id).meeting
    assert bare(loaded) == typed(first)
    before = builders.records(branch)
    changes = meetings.save(branch, replace(then, id=saved.id)).changes
    assert bare(meetings.load(branch, saved.id).meeting) == typed(then)
    if changes:
        past.undo(branch)
    assert builders.records(branch) == before
    assert meetings.load(branch, saved.id).meeting == loaded


@PROPERTY
@given(MEETINGS)
def test_what_is_shown_as_json_is_recorded_again_without_a_change(branch: Store, first: Meeting) -> None:
    saved = meetings.save(branch, first)
    shown = json.loads(json.dumps(write_meeting(meetings.load(branch, saved.id), people.shared_names(branch))))
    assert not meetings.save(branch, read_meeting(shown)).changes


def test_who_is_expected_otherwise_counts_otherwise_and_says_why(branch: Store) -> None:
    otherwise = (Override(PersonRef("李四"), expected=False, reason="挂职"),)
    saved = meetings.save(branch, builders.meeting(overrides=otherwise, attendance=Attendance(Presence.PRESENT)))
    record = meetings.load(branch, saved.id)
    assert [person.name for person in record.attendees] == ["张三"]
    assert (record.counts.expected, record.counts.entitled) == (1, 1)
    assert record.meeting.overrides[0].reason == "挂职"
    shown = write_meeting(record, frozenset())
    assert shown["attendance"]["left_out"] == {"李四": "挂职"}


def test_a_measure_looked_back_on_tells_how_it_stands(branch: Store) -> None:
    told = Measure("修订值班表", PersonRef("李四"), date(2026, 11, 1))
    first = meetings.save(branch, builders.meeting("2026-10-20", agenda=(Topic("值班", measures=(told,)),)))
    item = meetings.load(branch, first.id).meeting.agenda[0]
    assert isinstance(item, Topic)
    review = Review(item.measures[0].id or "", "已贴在墙上")
    second = meetings.save(branch, builders.meeting("2026-11-20", reviews=(review,)))
    [found] = meetings.load(branch, second.id).meeting.reviews
    assert (found.text, found.owner and found.owner.name, found.done_on, found.note) == (
        "修订值班表",
        "李四",
        None,
        "已贴在墙上",
    )
    meetings.close_measure(branch, review.measure, date(2026, 11, 21))
    [found] = meetings.load(branch, second.id).meeting.reviews
    assert found.done_on == date(2026, 11, 21)
