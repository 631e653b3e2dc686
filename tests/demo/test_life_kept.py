"""组织生活会, appraisals and talks of the invented branch: well kept, by those who were there, never ahead of today."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from branchdesk.demo.branch import Invented, invent
from branchdesk.demo.records import Fault, expected_on
from branchdesk.domain.agenda import Ballot, Grade
from branchdesk.domain.meetings import Meeting, MeetingKind, Presence
from branchdesk.domain.roster import in_committee
from branchdesk.domain.talks import counts_as
from branchdesk.words import talks as words
from demo.reading import sound

TODAY = date(2026, 11, 23)
SIZES = [(46, 7), (8, 3), (20, 11)]


@cache
def made(members: int, seed: int) -> Invented:
    return invent(members=members, years=3, clues=0, seed=seed, today=TODAY)


def examined(invented: Invented) -> list[Meeting]:
    return [one.meeting for one in invented.meetings if one.meeting.kind is MeetingKind.ORGANISATIONAL_LIFE]


@pytest.mark.parametrize(("members", "seed"), SIZES)
def test_criticism_is_spoken_by_and_of_those_who_were_there(members: int, seed: int) -> None:
    for meeting in examined(made(members, seed)):
        away = {mark.person.id for mark in meeting.attendance.marks if mark.presence is not Presence.PRESENT}
        day = meeting.starts.date()
        here = {person.key for person in made(members, seed).people if expected_on(person, day)} - away
        assert len(meeting.criticisms) > 1
        for one in meeting.criticisms:
            assert {one.critic.id, one.criticised.id} <= here
            assert one.critic != one.criticised
        assert meeting.opinions


@pytest.mark.parametrize(("members", "seed"), SIZES)
def test_lists_of_earlier_years_are_closed_and_no_line_is_overdue(members: int, seed: int) -> None:
    lists = [(one.starts.year, one.rectifications) for one in examined(made(members, seed))]
    assert lists
    for year, lines in lists:
        assert all(line.owner and line.due and line.text for line in lines)
        assert all(line.done_on is None or (line.done_on <= TODAY and line.result) for line in lines)
        assert all(line.due is not None and line.due > TODAY for line in lines if line.done_on is None)
        if year < TODAY.year:
            assert all(line.done_on for line in lines)
    assert any(line.done_on for line in lists[-1][1])


def test_this_years_list_is_not_at_its_end_yet() -> None:
    [*_, last] = examined(made(46, 7))
    assert 0 < sum(line.done_on is None for line in last.rectifications) < len(last.rectifications)


@pytest.mark.parametrize(("members", "seed"), SIZES)
def test_everybody_appraised_graded_themselves_and_was_told_of_the_outcome(members: int, seed: int) -> None:
    for record in sound(made(members, seed), Fault.FEEDBACK_MISSING):
        for item in record.meeting.agenda:
            if record.meeting.kind is MeetingKind.DEMOCRATIC_APPRAISAL and isinstance(item, Ballot):
                day = record.meeting.starts.date()
                assert all(one.self_grade in {Grade.EXCELLENT, Grade.QUALIFIED} for one in item.subjects)
                assert all(one.mutual for one in item.subjects)
                assert all(
                    one.feedback_on and day < one.feedback_on < day + timedelta(days=25) and one.feedback
                    for one in item.subjects
                )


@pytest.mark.parametrize(("members", "seed"), SIZES)
def test_each_relation_was_talked_by_each_year_and_no_talk_is_ahead(members: int, seed: int) -> None:
    invented = made(members, seed)
    people = {person.key: person for person in invented.people}
    for year in range(invented.branch.duties_from.year + 1, TODAY.year + 1):
        rows = [row.values for row in invented.talks if row.values["day"].startswith(str(year))]
        here = [one for one in people.values() if expected_on(one, date(year, 2, 20))]
        pair = sum(not any(map(in_committee, one.offices)) for one in here) > 1
        assert {counts_as(row["level"]) for row in rows} == set(words.ASKED) - (set() if pair else {words.MEMBERS})
    for row in invented.talks:
        day = date.fromisoformat(row.values["day"])
        talker, listener = people[row.values["other_id"]], people[row.person]
        assert invented.branch.duties_from <= day <= TODAY
        assert expected_on(talker, day)
        assert expected_on(listener, day)
        committee = [any(map(in_committee, one.offices)) for one in (talker, listener)]
        named = {2: words.COMMITTEE, 1: words.COMMITTEE_AND_MEMBER, 0: words.MEMBERS}
        assert row.values["level"] == named[sum(committee)]


def test_absences_that_were_made_up_say_how() -> None:
    marks = [mark for record in made(46, 7).meetings for mark in record.meeting.attendance.marks]
    assert all(bool(mark.made_up_on) == bool(mark.made_up_how) for mark in marks)
    assert any(mark.made_up_how for mark in marks)


def test_these_facts_take_no_chances_from_the_rest_of_the_branch() -> None:
    again = invent(members=46, years=3, clues=0, seed=7, today=TODAY)
    assert again.talks == made(46, 7).talks
    assert again.meetings == made(46, 7).meetings
