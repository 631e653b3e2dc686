"""One sitting as two kinds, one meeting for each group: nothing is typed twice, and all of it is one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

import builders
from branchdesk.domain.agenda import (
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, group_drafts, meetings, same_sitting, sittings

K = MeetingKind
PEOPLE = (
    *builders.PEOPLE,
    {"name": "刘洋", "stage": "full_member", "joined_on": "2001", "office": "党小组长", "group": "第二党小组"},
    {"name": "孙丽", "stage": "full_member", "joined_on": "2001", "office": "党小组长", "group": "第三党小组"},
)


@pytest.fixture
def ids(store: Store) -> list[str]:
    return builders.fill(store, PEOPLE)


def members_meeting(ids: list[str]) -> Meeting:
    """Give a members' meeting with everything that a second record of the sitting shares."""
    marks = Attendance(
        Presence.PRESENT,
        (
            builders.mark("李四", Presence.ON_LEAVE, "外出办案", ids[1]),
            Mark(PersonRef("何霞", ids[4]), Presence.PRESENT, late=True),
        ),
    )
    return builders.meeting(
        ends=datetime.fromisoformat("2026-11-20T16:05"),
        place="三楼会议室",
        chair=PersonRef("张三"),
        recorder=PersonRef("李四"),
        observers=("市院某某",),
        attendance=marks,
        agenda=builders.full_agenda(),
        resolutions=("同意。",),
    )


def test_a_second_record_has_the_people_and_the_hours_but_its_own_number_and_agenda(
    store: Store, ids: list[str]
) -> None:
    first = meetings.save(store, members_meeting(ids))
    saved = sittings.another(store, first.id, K.PARTY_LECTURE)
    one, two = (meetings.load(store, each).meeting for each in (first.id, saved.id))
    shared = ("starts", "ends", "place", "chair", "recorder", "observers", "attendance", "sitting")
    assert {key: getattr(one, key) for key in shared} == {key: getattr(two, key) for key in shared}
    assert one.sitting
    assert (two.kind, two.number, two.agenda, two.resolutions) == (K.PARTY_LECTURE, 1, (Lecture(""),), None)
    assert [beside.id for beside in sittings.beside(store, one)] == [saved.id]
    assert [(beside.id, beside.kind) for beside in sittings.beside(store, two)] == [(first.id, K.MEMBERS_MEETING)]


def test_it_is_one_step_and_taken_back_whole(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    before = builders.records(store)
    saved = sittings.another(store, first.id, K.PARTY_LECTURE)
    assert saved.changes.title == "2026年11月20日同一次会议另记为党课"
    past.undo(store)
    assert builders.records(store) == before


def test_a_third_kind_joins_the_same_sitting_and_no_kind_comes_twice(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    lecture = sittings.another(store, first.id, K.PARTY_LECTURE)
    sittings.another(store, lecture.id, K.THEME_DAY)
    kinds = {one.kind for one in sittings.beside(store, meetings.load(store, first.id).meeting)}
    assert kinds == {K.PARTY_LECTURE, K.THEME_DAY}
    with pytest.raises(Refusal) as refused:
        sittings.another(store, lecture.id, K.MEMBERS_MEETING)
    assert refused.value.code == "same_kind"


def test_a_kind_that_expects_fewer_takes_the_marks_of_those(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    committee = meetings.load(store, sittings.another(store, first.id, K.COMMITTEE_MEETING).id)
    assert [(one.name, one.presence) for one in committee.attendees] == [
        ("张三", Presence.PRESENT),
        ("李四", Presence.ON_LEAVE),
    ]


def test_an_empty_first_topic_of_the_template_is_not_recorded(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    theme_day = meetings.load(store, sittings.another(store, first.id, K.THEME_DAY).id)
    assert theme_day.meeting.agenda == (Topic("学习讨论"),)
    assert "first_topic_missing" in {check.code for check in theme_day.checks}


def test_a_closed_record_may_be_recorded_as_another_kind(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    closing.finalise(store, first.id)
    saved = sittings.another(store, first.id, K.PARTY_LECTURE)
    assert meetings.load(store, first.id).meeting.sitting == meetings.load(store, saved.id).meeting.sitting


def test_it_is_said_whose_marks_differ_and_one_verb_takes_the_others(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    second = sittings.another(store, first.id, K.PARTY_LECTURE)
    draft = meetings.load(store, second.id).meeting
    assert same_sitting.DIFFER not in {one.code for one in meetings.load(store, second.id).checks}
    marks = tuple(
        replace(mark, presence=Presence.ABSENT, reason="病假") if mark.person.id == ids[0] else mark
        for mark in draft.attendance.marks
    )
    meetings.save(store, replace(draft, attendance=Attendance(marks=marks)))
    found = [one for one in meetings.load(store, second.id).checks if one.code == same_sitting.DIFFER]
    assert [one.message for one in found] == ["张三的到会情况与同一次会议的党员大会记录不一致。"]
    assert [one.code for one in meetings.load(store, first.id).checks if one.code == same_sitting.DIFFER]
    sittings.take_marks(store, second.id)
    loaded = meetings.load(store, second.id)
    assert same_sitting.DIFFER not in {one.code for one in loaded.checks}
    assert loaded.attendees[0].presence is Presence.PRESENT


def test_marks_are_not_taken_where_there_is_no_other_record(store: Store, ids: list[str]) -> None:
    alone = meetings.save(store, members_meeting(ids))
    with pytest.raises(Refusal) as refused:
        sittings.take_marks(store, alone.id)
    assert refused.value.code == "nothing_to_take"


def group_meeting() -> Meeting:
    study = FirstTopic(
        (Document("在座谈会上的讲话", "人民日报"),),
        PersonRef("张三"),
        (Speech(PersonRef("张三"), "谈体会。"),),
        (Measure("梳理台账"),),
    )
    return builders.meeting(
        kind=K.GROUP_MEETING,
        group="第一党小组",
        ends=datetime.fromisoformat("2026-11-20T15:30"),
        place="二楼会议室",
        title="集中学习",
        chair=PersonRef("张三"),
        attendance=builders.present(),
        agenda=(study, Topic("谈心谈话", "逐个谈。", (Speech(PersonRef("张三"), "说。"),))),
    )


def test_the_other_groups_get_drafts_with_the_same_frame_and_their_own_leader(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, group_meeting())
    made = group_drafts.for_others(store, first.id)
    records = [meetings.load(store, each) for each in made.ids]
    assert [one.meeting.group for one in records] == ["第二党小组", "第三党小组"]
    assert [one.meeting.chair for one in records] == [PersonRef("刘洋", ids[6]), PersonRef("孙丽", ids[7])]
    for one in records:
        meeting = one.meeting
        assert (meeting.starts, meeting.ends, meeting.place) == (
            datetime.fromisoformat("2026-11-20T14:30"),
            datetime.fromisoformat("2026-11-20T15:30"),
            "二楼会议室",
        )
        assert meeting.agenda == (FirstTopic((Document("在座谈会上的讲话", "人民日报"),)), Topic("谈心谈话"))
        assert {person.presence for person in one.attendees} == {Presence.UNKNOWN}
        assert meeting.recorder is None


def test_drafts_for_the_groups_are_one_step(store: Store, ids: list[str]) -> None:
    assert ids
    first = meetings.save(store, group_meeting())
    before = builders.records(store)
    made = group_drafts.for_others(store, first.id)
    assert made.changes.title == "为其他2个党小组各记2026年11月20日党小组会"
    past.undo(store)
    assert builders.records(store) == before


def test_a_group_that_has_its_record_of_that_day_gets_no_other(store: Store, ids: list[str]) -> None:
    assert ids
    first = meetings.save(store, group_meeting())
    meetings.save(store, replace(group_meeting(), group="第二党小组", chair=None))
    assert group_drafts.of_day(store, group_meeting()).waiting == ("第三党小组",)
    assert len(group_drafts.for_others(store, first.id).ids) == 1
    with pytest.raises(Refusal) as refused:
        group_drafts.for_others(store, first.id)
    assert refused.value.code == "no_other_group"


def test_only_a_groups_meeting_is_recorded_for_the_groups(store: Store, ids: list[str]) -> None:
    first = meetings.save(store, members_meeting(ids))
    with pytest.raises(Refusal) as refused:
        group_drafts.for_others(store, first.id)
    assert refused.value.code == "not_a_group"
