"""The last meeting's frame comes back without its words, and each kind begins with the items that the branch wants."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.frames import NAMELESS, framed, from_plain, to_plain, to_record, with_documents
from branchdesk.domain.meetings import Body, MeetingKind, Phase
from branchdesk.services import Store, preferences
from branchdesk.services.meetings import frames, meeting_templates, meetings
from branchdesk.services.people import transfers
from branchdesk.services.people.transfers import Leaving

SOMEBODY = PersonRef("张三")
SAID = (Speech(SOMEBODY, "我谈三点。"),)
TO_DO = (Measure("走访", SOMEBODY, date(2026, 12, 1)),)
FULL: tuple[AgendaItem, ...] = (
    FirstTopic((Document("讲话"),), SOMEBODY, SAID, TO_DO),
    Topic("通报工作", "逐项说明。", SAID, TO_DO, SOMEBODY, to_members_meeting=True),
    Lecture("带头讲纪律", SOMEBODY, "提纲", SAID, TO_DO),
    Ballot("何霞同志按期转正", BallotRule.ADMISSION, (Subject("何霞", yes=3),), "说明"),
    Ballot("通过年度计划", BallotRule.RESOLUTION, (Subject("年度计划", yes=3),), seats=None),
)
FRAME: tuple[AgendaItem, ...] = (
    FirstTopic(),
    Topic("通报工作", reporter=NAMELESS),
    Lecture(""),
    Ballot("", BallotRule.ADMISSION),
    Ballot("", BallotRule.RESOLUTION),
)
titles = st.text(max_size=12)
items = st.one_of(
    st.builds(FirstTopic),
    st.builds(Topic, titles, titles, reporter=st.none() | st.builds(PersonRef, st.text(min_size=1, max_size=4))),
    st.builds(Lecture, titles, st.none(), titles),
    st.builds(Ballot, titles, st.sampled_from(BallotRule), st.just((Subject("某事", yes=1),)), titles),
)


def test_a_frame_has_kinds_and_titles_and_nothing_that_was_said() -> None:
    assert framed(FULL) == FRAME


def test_a_ballot_keeps_a_title_that_names_nobody_it_was_about() -> None:
    plan = Ballot("年度计划", BallotRule.RESOLUTION, (Subject("同意", yes=3),))
    assert framed((plan,)) == (Ballot("年度计划", BallotRule.RESOLUTION),)


def test_those_who_study_the_same_get_the_documents_too() -> None:
    first = with_documents(FULL)[0]
    assert first == FirstTopic((Document("讲话"),))


@given(st.lists(items, max_size=6))
def test_a_frame_kept_is_the_frame_read_again_and_framing_twice_is_framing_once(agenda: list[AgendaItem]) -> None:
    assert from_plain(to_plain(agenda)) == framed(agenda)
    assert framed(framed(agenda)) == framed(agenda)


def test_what_a_newer_program_kept_is_passed_by() -> None:
    kept = [{"kind": "hologram"}, {"kind": "ballot", "rule": "acclaim"}, {"kind": "topic", "title": "议事"}]
    assert from_plain(kept) == (Topic("议事"),)


def test_places_of_a_frame_are_not_recorded_before_somebody_fills_them() -> None:
    meeting = to_record(builders.meeting(agenda=FRAME))
    assert meeting.agenda == (Topic("通报工作"), *FRAME[2:])


def test_the_last_meeting_of_the_same_kind_gives_place_hours_people_and_items(store: Store) -> None:
    builders.fill(store)
    meetings.save(store, builders.meeting("2026-06-20", place="旧会议室"))
    held = builders.meeting(
        "2026-09-20",
        ends=datetime.fromisoformat("2026-09-20T16:05"),
        place="三楼会议室",
        chair=PersonRef("张三"),
        recorder=PersonRef("李四"),
        title="第三季度",
        observers=("市院某某",),
        attendance=builders.present(),
        agenda=(Topic("通报工作", "逐项说明。"),),
        resolutions=("同意。",),
    )
    meetings.save(store, held)
    meetings.save(store, builders.meeting("2026-10-20", kind=MeetingKind.THEME_DAY, place="广场"))
    draft = builders.meeting("2026-11-23", starts=datetime.fromisoformat("2026-11-23T00:00"))
    frame = frames.last_time(store, draft)
    assert frame is not None
    assert (frame.starts.isoformat(), frame.ends and frame.ends.isoformat()) == (
        "2026-11-23T14:30:00",
        "2026-11-23T16:05:00",
    )
    assert (frame.place, frame.chair and frame.chair.name, frame.recorder and frame.recorder.name) == (
        "三楼会议室",
        "张三",
        "李四",
    )
    assert frame.agenda == (Topic("通报工作"),)
    assert (frame.title, frame.observers, frame.resolutions, frame.attendance.marks) == (None, None, None, ())


def test_a_group_follows_its_own_last_meeting_and_a_form_its_own(store: Store) -> None:
    builders.fill(store)
    for group, place in (("第一党小组", "甲室"), ("第二党小组", "乙室")):
        meetings.save(store, builders.meeting("2026-10-09", kind=MeetingKind.GROUP_MEETING, group=group, place=place))
    life = {"kind": MeetingKind.ORGANISATIONAL_LIFE, "form": Body.MEMBERS, "for_year": 2025}
    meetings.save(store, builders.meeting("2026-01-20", **life, place="礼堂"))
    of_second = builders.meeting("2026-11-09", kind=MeetingKind.GROUP_MEETING, group="第二党小组")
    frame = frames.last_time(store, of_second)
    assert frame is not None
    assert frame.place == "乙室"
    of_group = builders.meeting("2026-11-09", **life | {"form": Body.GROUP, "group": "第二党小组"})
    assert frames.last_time(store, of_group) is None


def test_what_was_only_planned_or_comes_later_is_no_last_time(store: Store) -> None:
    builders.fill(store)
    meetings.save(store, builders.meeting("2026-10-20", phase=Phase.CANCELLED, place="甲室"))
    meetings.save(store, builders.meeting("2026-11-22", place="乙室"))
    assert frames.last_time(store, builders.meeting("2026-11-01")) is None


def test_who_left_the_branch_does_not_lead_again(store: Store) -> None:
    ids = builders.fill(store)
    meetings.save(store, builders.meeting("2026-09-20", chair=PersonRef("张三"), recorder=PersonRef("李四")))
    transfers.leave(store, (ids[0],), Leaving("died", day="2026-11-10"))
    frame = frames.last_time(store, builders.meeting("2026-11-20"))
    assert frame is not None
    assert (frame.chair, frame.recorder) == (None, PersonRef("李四", ids[1]))


def test_each_kind_begins_with_the_programs_items_until_the_branch_wants_others(store: Store) -> None:
    assert meeting_templates.agendas(store) == {kind: kinds.of(kind).agenda for kind in MeetingKind}
    own = (FirstTopic(), Topic("重温入党誓词"), Topic("上季度工作报告", reporter=NAMELESS))
    meeting_templates.keep(store, {MeetingKind.THEME_DAY: own})
    found = meeting_templates.agendas(store)
    assert found[MeetingKind.THEME_DAY] == own
    assert found[MeetingKind.PARTY_LECTURE] == (Lecture(""),)


def test_a_template_may_be_empty_and_going_back_to_the_programs_keeps_nothing(store: Store) -> None:
    meeting_templates.keep(store, {MeetingKind.MEMBERS_MEETING: ()})
    assert meeting_templates.agendas(store)[MeetingKind.MEMBERS_MEETING] == ()
    meeting_templates.keep(store, {kind: kinds.of(kind).agenda for kind in MeetingKind})
    assert preferences.under(store, meeting_templates.KEY) == {}


def test_an_agenda_is_kept_as_a_template_without_its_words(store: Store) -> None:
    meeting_templates.keep(store, {MeetingKind.MEMBERS_MEETING: FULL})
    assert meeting_templates.agendas(store)[MeetingKind.MEMBERS_MEETING] == FRAME


@pytest.mark.parametrize("damaged", ["不是列表", {"kind": "topic"}])
def test_a_damaged_template_is_as_if_there_were_none(store: Store, damaged: object) -> None:
    preferences.put(store, meeting_templates.KEY + MeetingKind.THEME_DAY, damaged)
    assert meeting_templates.agendas(store)[MeetingKind.THEME_DAY] == kinds.of(MeetingKind.THEME_DAY).agenda
