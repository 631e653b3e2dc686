"""The notice says who is to come, when, where and what about; also that a meeting is put off or called off."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from branchdesk.domain.agenda import Ballot, BallotRule, FirstTopic, PersonRef, Topic
from branchdesk.domain.meetings import Body, MeetingKind, MeetingRecord, Override
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.notice import write_notice
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import LECTURE, bare, called_off, of, planned, printed, put_off

DAY = date(2026, 11, 6)


def text(found: MeetingRecord, house: House = USUAL, note: str = "") -> str:
    return reading.body(printed(write_notice(found, house, day=DAY, note=note)))


def test_facts_stand_in_the_order_of_a_notice() -> None:
    found = text(planned(), note="请携带学习笔记")
    places = [
        found.index(part)
        for part in (
            "关于召开第四党支部党员大会的通知",
            "全体党员：",
            "一、时间：2026年11月20日（星期五）14:30。",
            "二、地点：三楼会议室。",
            "三、议题",
            "1.第一议题：传达学习《在全国检察长会议上的讲话要点》、《关于加强新时代机关基层党组织建设的意见》；",
            "2.研究第四季度党建工作安排；",
            "3.何霞同志按期转正。",
            "四、参加人员：全体党员。",
            "五、列席人员：市院机关党委张某。",
            "六、请假要求：请准时参加；因故不能参加的，请于会前向党支部书记请假并说明原因。",
            "七、其他事项：请携带学习笔记。",
            "某某市人民检察院第四党支部",
            "2026年11月6日",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("facts", "title", "addressee"),
    [
        ({"kind": MeetingKind.COMMITTEE_MEETING}, "关于召开第四党支部支委会的通知", "支部委员会全体委员："),
        (
            {"kind": MeetingKind.GROUP_MEETING, "group": "第一党小组"},
            "关于召开第四党支部第一党小组会的通知",
            "第一党小组全体党员：",
        ),
        (
            {"kind": MeetingKind.ORGANISATIONAL_LIFE, "for_year": 2025, "form": Body.COMMITTEE},
            "关于召开第四党支部2025年度组织生活会的通知",
            "支部委员会全体委员：",
        ),
        (
            {"kind": MeetingKind.DEMOCRATIC_APPRAISAL, "for_year": 2025},
            "关于召开第四党支部2025年度民主评议党员会议的通知",
            "全体党员：",
        ),
        ({"kind": MeetingKind.PARTY_LECTURE, "agenda": (LECTURE,)}, "关于举办第四党支部党课的通知", "全体党员："),
        ({"kind": MeetingKind.THEME_DAY}, "关于开展第四党支部主题党日的通知", "全体党员："),
        ({"kind": MeetingKind.ACTIVITY}, "关于开展第四党支部活动的通知", "全体党员："),
    ],
)
def test_each_kind_has_its_title_and_its_addressee(facts: dict[str, object], title: str, addressee: str) -> None:
    assert text(planned(**facts)).startswith(title + addressee)


def test_the_leader_of_a_group_is_asked_for_leave_and_nobody_where_nobody_is_due() -> None:
    assert "向党小组组长请假" in text(planned(kind=MeetingKind.GROUP_MEETING, group="第一党小组"))
    assert "请假" not in text(planned(kind=MeetingKind.ACTIVITY))


def test_a_lecture_names_who_gives_it() -> None:
    assert "党课：《守正创新：新时代民事检察的使命与担当》，主讲人陈䶮。" in text(planned(agenda=(LECTURE,)))


def test_a_single_topic_stands_beside_its_name() -> None:
    assert "三、议题：研究工作。四、参加人员" in text(planned(agenda=(Topic("研究工作"),)))


def test_a_topic_without_documents_and_a_ballot_without_a_title_still_stand_there() -> None:
    found = text(planned(agenda=(FirstTopic(), Ballot("", BallotRule.ELECTION))))
    assert "1.第一议题：传达学习____________________；2.选举。" in found


def test_who_is_expected_besides_the_roster_is_asked_to_come_without_the_reason() -> None:
    overrides = (
        Override(PersonRef("王五"), expected=True, reason="借调"),
        Override(PersonRef("赵六"), expected=False, reason="长期卧病"),
    )
    found = text(planned(overrides=overrides))
    assert "参加人员：全体党员、王五。" in found
    assert "赵六" not in found
    assert "借调" not in found


def test_what_is_not_known_is_a_blank_and_never_none() -> None:
    found = text(bare())
    assert "时间：2026年12月1日（星期二）____" in found
    assert "地点：__________" in found
    assert "列席" not in found
    assert "无" not in found


def test_a_meeting_put_off_says_from_when_and_why() -> None:
    found = text(put_off())
    assert found.startswith("关于调整第四党支部党员大会时间的通知")
    assert (
        "原定于2026年11月18日（星期三）14:30召开的第四党支部党员大会，因市院开会，"
        "改于2026年11月20日（星期五）14:30召开。"
    ) in found


def test_a_meeting_called_off_says_so_and_asks_nobody_to_come() -> None:
    found = text(called_off())
    assert found.startswith("关于取消第四党支部党员大会的通知")
    assert "原定于2026年11月20日（星期五）14:30召开的第四党支部党员大会，因与市院会议冲突，现予取消。" in found
    assert "参加人员" not in found


def test_a_notice_bears_no_mark_of_a_draft() -> None:
    assert "草稿" not in text(planned())
    assert "已取消" not in text(called_off())


def test_the_house_signs_in_its_own_words() -> None:
    found = text(planned(), House(signature="中共某某市人民检察院第四支部委员会", heading="机关党委", unit="市检察院"))
    assert found.startswith("机关党委关于召开")
    assert "中共某某市人民检察院第四支部委员会2026年11月6日" in found


def test_a_notice_of_a_meeting_that_was_held_is_the_same_but_for_its_number() -> None:
    assert "一、时间：2026年11月20日（星期五）14:30。" in text(of())


def test_an_hour_past_midnight_is_an_hour() -> None:
    assert "（星期五）0:05。" in text(planned(starts=datetime.fromisoformat("2026-11-20T00:05")))


@pytest.mark.parametrize(
    ("name", "found", "house"),
    [
        ("notice", planned(), USUAL),
        ("notice-sealed", planned(), House(seal=True, heading="中共某某市人民检察院机关委员会")),
        ("notice-put-off", put_off(), USUAL),
        ("notice-called-off", called_off(), USUAL),
    ],
)
def test_the_notice_is_set_as_it_was(name: str, found: MeetingRecord, house: House) -> None:
    check_golden(name, printed(write_notice(found, house, day=DAY)))
