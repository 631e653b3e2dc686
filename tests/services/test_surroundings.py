"""What a record wants in view of others is found in the file: by the window's question and by `record` alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Meeting,
    MeetingKind,
    Phase,
    Presence,
)
from branchdesk.services import Store
from branchdesk.services.meetings import closing, meetings
from builders import mark, meeting, present

ASKED = {"overlap", "text_copied", "matter_not_brought_up", "matter_waiting", "chair_away", "speaker_away"}
COMMITTEE, GROUP = MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING
TEXT = (
    "本组十月以来新到四名同志，座位、电脑和食堂卡都已办好，由老同志各带一名，先熟悉窗口的流程，再上手接待。"
    "有群众反映取号机位置不好找，当天就在门口添了两块指示牌；另有一位老人听力不便，值班同志写成大字逐条给他看。"
    "下一步把常见的问题归成一张纸，放在等候区，十二月中旬前由两名同志走访社区，听一听还有哪些不方便。"
)


@pytest.fixture(autouse=True)
def people(store: Store) -> list[str]:
    """Give the identifiers of 张三, 李四, 王伟, the other 王伟, 何霞 and 赵爽."""
    return builders.fill(store)


def found(store: Store, draft: Meeting) -> list[tuple[str, str]]:
    """Give code and sentence of what is said beside the record's own facts; the same whoever asks."""
    seen = [(check.code, check.message) for check in meetings.view(store, draft).checks if check.code in ASKED]
    saved = meetings.save(store, draft)
    assert [(check.code, check.message) for check in saved.checks if check.code in ASKED] == seen
    stands = meetings.load(store, saved.id)
    assert [(check.code, check.message) for check in stands.checks if check.code in ASKED] == seen
    return seen


def codes(store: Store, draft: Meeting) -> list[str]:
    return [code for code, _ in found(store, draft)]


# -- the same people at the same time


def test_a_person_at_two_meetings_is_named_with_the_other(store: Store) -> None:
    meetings.save(store, meeting(kind=COMMITTEE, attendance=present()))
    [(code, sentence)] = found(store, meeting(attendance=present(mark("李四", Presence.ON_LEAVE, "出差"))))
    assert code == "overlap"
    assert sentence.startswith("张三同一时间也在支委会（11月20日14:30起）")


def test_who_led_the_other_meeting_was_there_too(store: Store) -> None:
    group = meeting(kind=GROUP, group="第一党小组", attendance=Attendance(Presence.ABSENT), chair=PersonRef("李四"))
    meetings.save(store, group)
    assert codes(store, meeting(attendance=present())) == ["overlap"]


@pytest.mark.parametrize("phase", [Phase.PLANNED, Phase.NOTIFIED, Phase.CANCELLED])
def test_only_what_was_held_overlaps(store: Store, phase: Phase) -> None:
    unmarked = meeting(kind=COMMITTEE, phase=phase, chair=PersonRef("张三"))
    meetings.save(store, unmarked)
    assert codes(store, meeting(attendance=present())) == []
    assert codes(store, meeting("2026-11-19", attendance=present())) == []
    held = meetings.save(store, meeting("2026-11-19", kind=COMMITTEE, attendance=present()))
    assert held.checks
    assert "overlap" not in codes(store, meeting("2026-11-19", phase=phase, chair=PersonRef("张三")))


def test_a_record_does_not_overlap_itself_or_its_own_sitting(store: Store) -> None:
    one = meetings.save(store, meeting(attendance=present(), sitting="s"))
    assert codes(store, meeting(id=one.id, attendance=present(), sitting="s")) == []
    assert codes(store, meeting(kind=MeetingKind.PARTY_LECTURE, attendance=present(), sitting="s")) == []


# -- the words of an earlier record


def told(day: str, **facts: object) -> Meeting:
    """Give a meeting whose words are spread over everything that holds words."""
    topic = Topic(
        "小组工作", TEXT[:50], (Speech(PersonRef("张三"), TEXT[50:100]),), (Measure(TEXT[100:130], PersonRef("李四")),)
    )
    whole = {"agenda": (topic,), "resolutions": (TEXT[130:],), **facts}
    return meeting(day, **whole)


def test_last_months_words_are_shown(store: Store) -> None:
    meetings.save(store, told("2026-10-20"))
    [(code, sentence)] = found(store, told("2026-11-20"))
    assert code == "text_copied"
    assert "与2026年10月20日党员大会记录有100%相同" in sentence


def test_the_earlier_record_is_not_the_copy(store: Store) -> None:
    meetings.save(store, told("2026-11-20"))
    assert codes(store, told("2026-10-20")) == []


def test_words_of_an_old_record_count_too(store: Store) -> None:
    meetings.save(store, meeting("2026-10-20", text=TEXT, agenda=()))
    assert codes(store, told("2026-11-20")) == ["text_copied"]


def test_a_closed_record_is_compared_with_but_is_past_comparing_itself(store: Store) -> None:
    first = meetings.save(store, told("2026-10-20"))
    second = meetings.save(store, told("2026-10-21"))
    for one in (first, second):
        closing.finalise(store, one.id)
    assert not {check.code for check in meetings.load(store, second.id).checks} & ASKED
    assert codes(store, told("2026-11-20")) == ["text_copied"]


def test_a_cancelled_meetings_words_are_not_minutes(store: Store) -> None:
    meetings.save(store, told("2026-10-20", phase=Phase.CANCELLED))
    assert codes(store, told("2026-11-20")) == []


def test_groups_may_share_the_words_of_a_day(store: Store) -> None:
    meetings.save(store, told("2026-11-20", kind=GROUP, group="第一党小组"))
    later = told("2026-11-20", kind=GROUP, group="第二党小组")
    later = replace(later, starts=datetime.fromisoformat("2026-11-20T16:30"))
    assert codes(store, later) == []
    assert codes(store, replace(later, starts=datetime.fromisoformat("2026-11-21T16:30"))) == ["text_copied"]


# -- what a committee wants to come before the members' meeting

WANTED = Topic("研究支部年度培训计划", to_members_meeting=True)


def test_a_matter_waits_for_the_members_meeting_until_it_is_on_one(store: Store) -> None:
    committee = meetings.save(store, meeting("2026-09-04", kind=COMMITTEE, agenda=(WANTED,), resolutions=("同意。",)))
    [(code, sentence)] = found(store, meeting("2026-09-28", agenda=(Topic("工作报告"),)))
    assert code == "matter_waiting"
    assert sentence.startswith("2026年9月4日支委会要提交党员大会的“研究支部年度培训计划”")
    [told] = [check for check in meetings.load(store, committee.id).checks if check.code in ASKED]
    assert told.code == "matter_not_brought_up"
    assert "2026年9月28日党员大会没有列入" in told.message
    assert codes(store, meeting("2026-11-20", agenda=(Topic("支部年度培训计划"),))) == []
    assert not {check.code for check in meetings.load(store, committee.id).checks} & ASKED


@pytest.mark.parametrize("phase", [Phase.PLANNED, Phase.NOTIFIED])
def test_a_plan_of_a_members_meeting_tells_what_waits_for_it(store: Store, phase: Phase) -> None:
    meetings.save(store, meeting("2026-11-05", kind=COMMITTEE, agenda=(WANTED,)))
    plan = meeting("2026-12-10", phase=phase, attendance=Attendance(), agenda=())
    assert codes(store, plan) == ["matter_waiting"]
    assert codes(store, replace(plan, agenda=(Topic("年度培训计划"),))) == []
    assert codes(store, replace(plan, phase=Phase.CANCELLED)) == []


def test_a_closed_committee_record_still_tells_what_never_came(store: Store) -> None:
    committee = meetings.save(store, meeting("2026-05-04", kind=COMMITTEE, agenda=(WANTED,), resolutions=("同意。",)))
    closing.finalise(store, committee.id)
    assert "matter_not_brought_up" in {check.code for check in meetings.load(store, committee.id).checks}


def test_a_vote_on_somebody_is_what_the_committee_wanted(store: Store) -> None:
    asked = Topic("讨论何霞同志转正")
    committee = meetings.save(store, meeting("2026-09-04", kind=COMMITTEE, agenda=(asked,)))
    vote = Ballot("转正", BallotRule.ADMISSION, (Subject("何霞", 4, 0, 0, declared=Declared.PASSED),))
    assert codes(store, meeting("2026-09-28", agenda=(vote,))) == []
    assert not {check.code for check in meetings.load(store, committee.id).checks} & ASKED


def test_a_cancelled_members_meeting_brought_nothing_up(store: Store) -> None:
    meetings.save(store, meeting("2026-09-04", kind=COMMITTEE, agenda=(WANTED,)))
    meetings.save(store, meeting("2026-09-28", agenda=(Topic("年度培训计划"),), phase=Phase.CANCELLED))
    assert codes(store, meeting("2026-11-20")) == ["matter_waiting"]


def test_who_led_though_away_is_found_with_the_rest(store: Store) -> None:
    away = present(mark("张三", Presence.ON_LEAVE, "出差"))
    assert codes(store, meeting(chair=PersonRef("张三"), attendance=away)) == ["chair_away"]
