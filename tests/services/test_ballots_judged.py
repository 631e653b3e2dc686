"""Ballots of recorded meetings: held against the branch's custom and the roster of the day."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    NotCounted,
    PersonRef,
    Subject,
)
from branchdesk.domain.meetings import MeetingKind, MeetingRecord, Presence
from branchdesk.domain.voting import Custom
from branchdesk.errors import Refusal
from branchdesk.services import Store, preferences
from branchdesk.services.keeping import past
from branchdesk.services.meetings import ballots, closing, meetings
from branchdesk.services.people import members
from builders import mark, meeting, present

COMMITTEE = Ballot("工作安排", BallotRule.COMMITTEE, (Subject("工作安排", 1, 1, 0),))


@pytest.fixture
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


def recorded(store: Store, *agenda: AgendaItem, **facts: Any) -> MeetingRecord:  # noqa: ANN401 - any fact of it
    saved = meetings.save(store, meeting(**{"attendance": present(), "agenda": agenda, **facts}))
    return meetings.load(store, saved.id)


def codes(record: MeetingRecord) -> set[str]:
    return {check.code for check in record.checks if check.at is not None}


def test_the_custom_is_kept_for_the_branch_and_is_no_step(store: Store) -> None:
    assert ballots.custom(store) == Custom()
    before = past.steps(store, 5)
    chosen = Custom(margin=20, of_present=True, not_counted_elsewhere=True)
    ballots.set_custom(store, chosen)
    assert ballots.custom(store) == chosen
    ballots.set_custom(store, Custom())
    assert ballots.custom(store) == Custom()
    assert preferences.get(store, ballots.KEY) is None
    assert past.steps(store, 5) == before


@pytest.mark.parametrize(
    "kept", ["", 7, [], {"margin": -1}, {"margin": "20"}, {"margin": 101}, {"margin": True}, {"of_present": "yes"}]
)
def test_a_custom_that_cannot_be_is_the_usual_one(store: Store, kept: object) -> None:
    preferences.put(store, ballots.KEY, kept)
    assert ballots.custom(store) == Custom()


@pytest.mark.usefixtures("people")
def test_a_committees_ballot_counts_the_committee_even_among_all_members(store: Store) -> None:
    for kind in (MeetingKind.MEMBERS_MEETING, MeetingKind.COMMITTEE_MEETING):
        record = recorded(store, COMMITTEE, kind=kind)
        verdict = record.verdicts[0, 0]
        assert verdict.meets_threshold is False
        assert "应到委员2名，实到2名" in verdict.sentence


@pytest.mark.usefixtures("people")
def test_a_committee_may_count_those_who_came(store: Store) -> None:
    away = present(mark("李四", Presence.ON_LEAVE, "出差"))
    one = Ballot("工作安排", BallotRule.COMMITTEE, (Subject("工作安排", 1, 0, 0),))
    assert recorded(store, one, attendance=away).verdicts[0, 0].meets_threshold is False
    ballots.set_custom(store, Custom(of_present=True))
    assert recorded(store, one, attendance=away).verdicts[0, 0].meets_threshold is True


def test_who_is_not_counted_elsewhere_is_refused_until_the_branch_allows_it(store: Store, people: list[str]) -> None:
    left = (NotCounted(PersonRef("李四"), "长期卧病", "机关党委同意"),)
    ballot = Ballot("工作安排", BallotRule.RESOLUTION, (Subject("工作安排", 2, 1, 0),), not_counted=left)
    away = present(mark("李四", Presence.ON_LEAVE, "病"))
    with pytest.raises(Refusal) as caught:
        recorded(store, ballot, attendance=away)
    assert caught.value.code == "not_counted_elsewhere"
    ballots.set_custom(store, Custom(not_counted_elsewhere=True))
    record = recorded(store, ballot, attendance=away)
    assert record.verdicts[0, 0].meets_threshold is True
    assert "应到会有表决权3名" in record.verdicts[0, 0].sentence
    kept = record.meeting.agenda[0]
    assert isinstance(kept, Ballot)
    assert kept.not_counted[0].person == PersonRef("李四", people[1])


@pytest.mark.usefixtures("people")
def test_candidates_are_held_against_the_roster_of_the_day(store: Store) -> None:
    subjects = tuple(Subject(name, 3, 1, 0) for name in ("张三", "何霞", "赵爽", "路人甲"))
    record = recorded(store, Ballot("选举委员", BallotRule.ELECTION, subjects, seats=3))
    found = {(check.code, check.at) for check in record.checks}
    assert ("cannot_be_elected", (0, 1)) in found
    assert ("cannot_be_elected", (0, 2)) in found
    assert ("candidate_unknown", (0, 3)) in found
    with pytest.raises(Refusal):
        closing.finalise(store, record.meeting.id or "")


@pytest.mark.usefixtures("people")
def test_a_secretary_of_less_than_a_year_is_doubted(store: Store) -> None:
    values = {"name": "新转正", "stage": "full_member", "joined_on": "2025-03-01", "full_since": "2026-03-01"}
    members.save(store, None, values)
    subject = Subject("新转正", 2, 0, 0)
    for title, doubted in (("选举书记", True), ("选举副书记", False), ("选举委员", False)):
        record = recorded(store, Ballot(title, BallotRule.ELECTION, (subject,), seats=1))
        assert ("young_secretary" in codes(record)) == doubted


def test_whom_the_meeting_admitted_is_no_doubt_afterwards(store: Store, people: list[str]) -> None:
    admission = Ballot("接收赵爽同志为预备党员", BallotRule.ADMISSION, (Subject("赵爽", 4, 0, 0),))
    assert "member_already" not in codes(recorded(store, admission))
    members.save(store, people[5], {"stage": "probationary_member", "joined_on": "2026-11-20"})
    assert "member_already" not in codes(recorded(store, admission))
    again = recorded(store, admission, starts=meeting("2026-11-21").starts)
    assert "member_already" in codes(again)


def test_a_closed_record_is_held_against_what_it_froze(store: Store, people: list[str]) -> None:
    election = Ballot("选举委员", BallotRule.ELECTION, (Subject("李四", 4, 0, 0), Subject("张三", 0, 4, 0)), seats=1)
    record = recorded(store, election)
    closing.finalise(store, record.meeting.id or "")
    members.save(store, people[1], {"stage": "probationary_member", "joined_on": "2026-01-01", "full_since": None})
    frozen = meetings.load(store, record.meeting.id or "")
    assert frozen.verdicts == record.verdicts
    assert "cannot_be_elected" not in codes(frozen)
