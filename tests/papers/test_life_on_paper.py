"""Criticism, opinions and the rectification list on the minutes; 自评, 互评 and feedback below an appraisal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.agenda import Grade, Grades, PersonRef, Subject, Topic
from branchdesk.domain.meetings import MeetingKind, MeetingRecord
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.papers.appraisal import write_appraisal_summary
from branchdesk.papers.house import House, MinutesStyle
from branchdesk.papers.minutes import write_minutes
from papers import reading
from papers.samples import meeting, record
from papers.votes import appraisal, press

FIRST, SECOND = PersonRef("陈䶮", "m2"), PersonRef("李𬭎", "m3")
SAID = (
    Criticism(FIRST, SECOND, "材料交得晚。", "接受"),
    Criticism(SECOND, SECOND, "我自己也没有把关"),
    Criticism(PersonRef(""), FIRST, ""),
)
LISTED = (
    Rectification("任务偏急", "实行周计划", FIRST, date(2026, 12, 31), date(2026, 12, 1), "已实行"),
    Rectification("讲课少"),
)
ITEMS = (Topic("支委会对照检查", "查摆问题。"), Topic("批评与自我批评"), Topic("明确整改措施"))


def found(*agenda: Topic) -> MeetingRecord:
    facts = {"criticisms": SAID, "rectifications": LISTED, "opinions": (Opinion("早点通知", "座谈会", FIRST),)}
    kind = MeetingKind.ORGANISATIONAL_LIFE
    return record(of=replace(meeting(), kind=kind, agenda=agenda, resolutions=(), **facts))  # type: ignore[arg-type] # as named


@pytest.mark.parametrize("style", MinutesStyle)
def test_each_part_stands_below_the_item_that_is_about_it(style: MinutesStyle) -> None:
    text = reading.body(press(write_minutes(found(*ITEMS), House(style=style))))
    places = [
        text.index(part)
        for part in (
            "对陈䶮：早点通知（座谈会）。",
            "陈䶮对李𬭎：材料交得晚。李𬭎：接受。",
            "李𬭎自我批评：我自己也没有把关。",
            "1.问题：任务偏急。整改措施：实行周计划（责任人：陈䶮，完成时限：2026年12月31日，已于2026年12月1日完成）。完成情况：已实行。",
        )
    ]
    assert places == sorted(places)
    assert "2.问题：讲课少。整改措施：" in text


def test_a_part_without_an_item_has_a_heading_of_its_own() -> None:
    text = reading.body(press(write_minutes(found(Topic("议事", "讨论。")))))
    assert [
        text.index(part) for part in ("二、征求意见情况", "三、批评意见", "四、整改清单", "五、会议决议")
    ] == sorted(text.index(part) for part in ("二、征求意见情况", "三、批评意见", "四、整改清单", "五、会议决议"))


def test_the_summary_tells_own_and_mutual_grades_and_who_waits_for_feedback() -> None:
    told = Subject(
        "翟堃",
        grades=Grades(20, 18, 2, 0),
        grade=Grade.QUALIFIED,
        self_grade=Grade.QUALIFIED,
        mutual=Grades(7, 3, 0, 0),
        feedback_on=date(2026, 11, 24),
        feedback="书记当面反馈",
    )
    text = reading.body(press(write_appraisal_summary(appraisal(told, Subject("陈䶮", grades=Grades(1, 1, 0, 0))))))
    assert "自评、互评和反馈情况" in text
    assert "1翟堃合格730011月24日书记当面反馈" in text
    assert "尚未反馈：陈䶮。" in text


def test_a_summary_without_them_is_as_it_was() -> None:
    text = reading.body(press(write_appraisal_summary(appraisal(Subject("翟堃", grades=Grades(20, 18, 2, 0))))))
    assert "反馈" not in text
