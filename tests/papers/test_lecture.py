"""The record of a lecture says what it was about, who gave it, who came, and what was said of it."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.agenda import Lecture, PersonRef, Topic
from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.papers.lecture import fits, write_lecture
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import LECTURE, lecture, of, planned, printed
from papers.samples import record


def text(found: MeetingRecord) -> str:
    return reading.body(printed(write_lecture(found)))


def test_its_fields_hold_what_was_recorded() -> None:
    found = text(lecture())
    for part in (
        "第四党支部党课记录",
        "题目守正创新：新时代民事检察的使命与担当",
        "主讲人陈䶮",
        "记录人李𬭎",
        "时间2026年11月20日14:30—16:05",
        "地点三楼会议室",
        "应到46人，实到43人",
        "一是学深悟透。二是真抓实干。",
        "李𬭎：很受启发",
        "写一篇体会（责任人：翟堃",
        "主讲人（签字）",
        "记录人（签字）",
    ):
        assert part in found


def test_other_items_of_the_meeting_are_for_its_minutes() -> None:
    assert "发展党员" not in text(of(agenda=(Topic("讨论发展党员"), LECTURE)))


def test_two_lectures_are_told_apart() -> None:
    second = Lecture("第二讲的题目", PersonRef("王五"), "第二讲的提纲")
    found = text(of(agenda=(LECTURE, second)))
    for part in ("题目一", "题目二", "讲课提纲一", "讲课提纲二", "第二讲的题目", "第二讲的提纲", "王五"):
        assert part in found


def test_a_lecture_to_come_has_room_to_write_and_never_says_none() -> None:
    blank = planned(kind=MeetingKind.PARTY_LECTURE, agenda=(Lecture(""),), place=None, observers=None)
    found = text(blank)
    assert "讲课提纲" in found
    assert "讨论发言" in found
    assert "无" not in found
    assert "草稿" in found


def test_it_is_for_meetings_with_a_lecture() -> None:
    assert fits(lecture())
    assert fits(of(kind=MeetingKind.THEME_DAY, agenda=(LECTURE,)))
    assert not fits(record())


def test_an_outline_of_six_thousand_characters_flows_on() -> None:
    long = replace(LECTURE, text="这是提纲的一句话。" * 700)
    assert reading.body(printed(write_lecture(of(agenda=(long,))))).count("这是提纲的一句话。") > 670


def test_the_record_is_set_as_it_was() -> None:
    check_golden("lecture", printed(write_lecture(lecture())))
