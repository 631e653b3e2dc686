"""The agenda says in which order what is dealt with, and by whom."""

from __future__ import annotations

import pytest

from branchdesk.domain.agenda import Ballot, BallotRule, Document, FirstTopic, PersonRef, Subject, Topic
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers.agenda import write_agenda
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import LECTURE, bare, lecture, of, planned, printed


def text(found: MeetingRecord) -> str:
    return reading.body(printed(write_agenda(found)))


def test_items_stand_in_order_with_who_leads_each() -> None:
    topic = Topic("支委会工作报告", reporter=PersonRef("翟堃"))
    found = text(planned(agenda=(*planned().meeting.agenda, topic, LECTURE)))
    places = [
        found.index(part)
        for part in (
            "第四党支部党员大会议程",
            "时间：2026年11月20日14:30",
            "地点：三楼会议室",
            "主持人：翟堃",
            "一、第一议题",
            "1.《在全国检察长会议上的讲话要点》（人民日报，2026年11月5日）",
            "2.《关于加强新时代机关基层党组织建设的意见》（求是，2026年10月）",
            "领学人：陈䶮",
            "二、研究第四季度党建工作安排",
            "三、何霞同志按期转正",
            "无记名投票表决",
            "表决对象：何霞",
            "四、支委会工作报告",
            "报告人：翟堃",
            "五、党课：《守正创新：新时代民事检察的使命与担当》",
            "主讲人：陈䶮",
        )
    ]
    assert places == sorted(places)


def test_an_election_names_its_candidates_and_its_seats() -> None:
    candidates = (Subject("翟堃", person="m1"), Subject("陈䶮", person="m2"), Subject("李𬭎", person="m3"))
    found = text(planned(agenda=(Ballot("选举支部委员会委员", BallotRule.ELECTION, candidates, seats=2),)))
    assert "一、选举支部委员会委员无记名投票选举，应选2名候选人：翟堃、陈䶮、李𬭎" in found


def test_an_appraisal_does_not_list_the_whole_branch() -> None:
    found = text(planned(agenda=(Ballot("", BallotRule.APPRAISAL, (Subject("翟堃", person="m1"),)),)))
    assert "一、民主测评无记名测评" in found
    assert "翟堃" not in found.split("一、")[1]


def test_what_was_said_and_counted_is_for_the_minutes() -> None:
    found = text(of())
    assert "学习之后感受很深" not in found
    assert "赞成" not in found


def test_a_text_of_which_only_the_title_is_known_has_no_empty_bracket() -> None:
    found = text(planned(agenda=(FirstTopic((Document("意见"),)),)))
    assert "《意见》领学人：__________" in found


def test_what_is_to_be_studied_is_left_to_be_written() -> None:
    assert "一、第一议题学习篇目：____" in text(planned(agenda=(FirstTopic(),)))


def test_an_agenda_to_be_written_has_lines_for_it_and_no_none() -> None:
    found = text(bare())
    assert "一、____" in found
    assert "五、____" in found
    assert "主持人：__________" in found
    assert "无" not in found
    assert "草稿" not in found


@pytest.mark.parametrize(("name", "found"), [("agenda", of()), ("agenda-lecture", lecture())])
def test_the_agenda_is_set_as_it_was(name: str, found: MeetingRecord) -> None:
    check_golden(name, printed(write_agenda(found)))
