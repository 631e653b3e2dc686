"""What follows from an 组织生活会 and from an appraisal: lines come back, come to their end, members are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import builders
from branchdesk.domain.agenda import Ballot, BallotRule, PersonRef, Subject
from branchdesk.domain.meetings import Body, MeetingKind, Review
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.errors import Refusal
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.duties import organisational_life
from branchdesk.services.keeping import past, trash
from branchdesk.services.meetings import closing, meeting_finding, meetings, reviewing
from branchdesk.store.finding import Wanted

LIFE = MeetingKind.ORGANISATIONAL_LIFE
TOO_LONG = Rectification("会议偏长", "压到一小时以内", PersonRef("李四"), date(2026, 6, 30))


@pytest.fixture
def people(store: Store) -> list[str]:
    return builders.fill(store)


def held(store: Store, day: str = "2026-01-20", **facts: Any) -> str:  # noqa: ANN401 - any fact of a meeting
    """Record an 组织生活会 with one line on its list."""
    wanted = {"kind": LIFE, "form": Body.MEMBERS, "for_year": 2025, "rectifications": (TOO_LONG,), **facts}
    return meetings.save(store, builders.meeting(day, attendance=builders.present(), **wanted)).id


def line(store: Store, meeting_id: str) -> Rectification:
    [found] = meetings.load(store, meeting_id).meeting.rectifications
    return found


def refused(verb: Callable[..., object], *given: Any) -> str:  # noqa: ANN401 - whatever the verb takes
    with pytest.raises(Refusal) as caught:
        verb(*given)
    return caught.value.code


def test_a_line_comes_back_at_the_next_meeting_with_its_problem_until_it_is_done(
    store: Store, people: list[str]
) -> None:
    found = line(store, held(store))
    later = builders.meeting("2026-11-20")
    told = Review(found.id or "", "", "会议偏长：压到一小时以内", PersonRef("李四", people[1]), date(2026, 6, 30))
    assert reviewing.to_look_at(store, later) == (told,)
    noted = meetings.save(store, builders.meeting("2026-11-20", reviews=(Review(told.measure, "开短了"),)))
    [kept] = meetings.load(store, noted.id).meeting.reviews
    assert (kept.text, kept.note) == (told.text, "开短了")
    organisational_life.close_line(store, told.measure, date(2026, 11, 21), "三次都没有超过一小时")
    assert reviewing.to_look_at(store, builders.meeting("2026-11-23")) == (
        Review(told.measure, "", told.text, told.owner, told.due, date(2026, 11, 21)),
    )
    meetings.save(store, builders.meeting("2026-11-22"))
    assert reviewing.to_look_at(store, builders.meeting("2026-11-23")) == ()


@pytest.mark.usefixtures("people")
def test_a_closed_record_takes_the_end_of_a_line_and_cannot_be_opened_again(store: Store) -> None:
    meeting_id = held(store)
    closing.finalise(store, meeting_id)
    found = line(store, meeting_id)
    organisational_life.close_line(store, found.id or "", date(2026, 6, 1), " 已压缩 ")
    assert (line(store, meeting_id).done_on, line(store, meeting_id).result) == (date(2026, 6, 1), "已压缩")
    _, standing = closing.look(store, meeting_id)
    assert standing is not None
    assert "会议偏长" in standing.reasons[0]
    past.undo(store)
    assert line(store, meeting_id) == found
    _, standing = closing.look(store, meeting_id)
    assert standing is not None
    assert standing.can_reopen


@pytest.mark.usefixtures("people")
def test_a_line_is_opened_again_and_the_verb_for_measures_closes_it_too(store: Store) -> None:
    meeting_id = held(store)
    found = line(store, meeting_id)
    meetings.close_measure(store, found.id or "", date(2026, 6, 1))
    assert line(store, meeting_id).done_on == date(2026, 6, 1)
    organisational_life.close_line(store, found.id or "", None)
    assert line(store, meeting_id).done_on is None


@pytest.mark.usefixtures("people")
def test_no_line_is_done_before_its_meeting_nor_one_that_is_none(store: Store) -> None:
    found = line(store, held(store))
    assert refused(organisational_life.close_line, store, found.id, date(2026, 1, 19)) == "before_meeting"
    assert refused(meetings.close_measure, store, "nothing", date(2026, 1, 19)) == "no_such_record"


def test_members_are_told_of_their_appraisal_after_closing_several_in_one_step(store: Store, people: list[str]) -> None:
    ballot = Ballot("测评", BallotRule.APPRAISAL, (Subject("张三"), Subject("李四"), Subject("何霞")))
    kind = MeetingKind.DEMOCRATIC_APPRAISAL
    draft = builders.meeting("2026-01-20", kind=kind, agenda=(ballot,), attendance=builders.present(), for_year=2025)
    meeting_id = meetings.save(store, draft).id
    closing.finalise(store, meeting_id)
    changes = organisational_life.feed_back(store, meeting_id, people[:2], date(2026, 1, 25), "书记当面")
    [item] = meetings.load(store, meeting_id).meeting.agenda
    assert isinstance(item, Ballot)
    assert [(one.feedback_on, one.feedback) for one in item.subjects] == [
        (date(2026, 1, 25), "书记当面"),
        (date(2026, 1, 25), "书记当面"),
        (None, ""),
    ]
    assert "张三、李四" in changes.title
    _, standing = closing.look(store, meeting_id)
    assert standing is not None
    assert not standing.can_reopen
    past.undo(store)
    assert closing.look(store, meeting_id)[1] == closing.Standing()


def test_who_was_not_appraised_is_not_told(store: Store, people: list[str]) -> None:
    meeting_id = held(store)
    day = date(2026, 1, 25)
    assert refused(organisational_life.feed_back, store, meeting_id, [people[0]], day, "") == "not_appraised"
    assert refused(organisational_life.feed_back, store, meeting_id, [], day, "") == "nothing_chosen"


@pytest.mark.usefixtures("people")
def test_what_was_collected_and_said_is_found_and_comes_back_from_the_trash(store: Store) -> None:
    said = Criticism(PersonRef("张三"), PersonRef("李四"), "值班表催得太晚", "接受")
    asked = Opinion("走访再多一些", "服务窗口", PersonRef("支委会"))
    meeting_id = held(store, criticisms=(said,), opinions=(asked,))
    before = meetings.load(store, meeting_id)
    for word in ("催得太晚", "走访再多", "会议偏长", "服务窗口"):
        found = meeting_finding.find(store, Wanted(word))
        assert [one.id for one in found.meetings] == [meeting_id], word
    meetings.delete(store, meeting_id)
    trash.restore(store, MEETINGS, meeting_id)
    assert meetings.load(store, meeting_id) == before
