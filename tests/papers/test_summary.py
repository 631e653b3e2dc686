"""The 纪要 tells what was settled and who was there; who said what, and why somebody was away, it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from branchdesk.domain.agenda import Topic
from branchdesk.domain.meetings import HeadCounts, MeetingKind, MeetingRecord
from branchdesk.papers.blocks import Title
from branchdesk.papers.house import House
from branchdesk.papers.summary import fits, write_summary
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import LECTURE, bare, called_off, lecture, of, planned, printed
from papers.samples import record, roster, unmarked


def text(found: MeetingRecord, *, votes: bool = True) -> str:
    return reading.body(printed(write_summary(found, votes=votes)))


def test_facts_stand_in_the_order_of_a_summary() -> None:
    found = text(record())
    places = [
        found.index(part)
        for part in (
            "第四党支部党员大会纪要",
            "第4次2026年11月20日",
            "2026年11月20日14:30—16:05，第四党支部在三楼会议室召开党员大会。会议由翟堃同志主持。",
            "一、第一议题",
            "会议传达学习《在全国检察长会议上的讲话要点》（人民日报，2026年11月5日）",
            "1.修订支部线索分办制度",
            "二、研究第四季度党建工作安排",
            "三、何霞同志按期转正",
            "赞成38票",
            "四、会议议定事项",
            "1.同意何霞同志按期转为中共正式党员",
            "出席：翟堃",
            "请假：吕伟晨周轩子",
            "缺席：于敏",
            "列席：市院机关党委张某",
        )
    ]
    assert places == sorted(places)


def test_its_mark_is_red_and_larger_than_a_title() -> None:
    mark = next(
        block for block in write_summary(record(), House(heading="机关党委")).blocks if isinstance(block, Title)
    )
    assert mark.red
    assert mark.size > Title(("题",), "").size


def test_speeches_and_reasons_are_left_to_the_minutes() -> None:
    found = text(record())
    assert "学习之后感受很深" not in found
    assert "外出办案" not in found
    assert "住院" not in found


def test_figures_can_be_left_out() -> None:
    found = text(record(), votes=False)
    assert "赞成" not in found
    assert "何霞同志按期转正" in found


def test_a_lecture_is_told_in_a_sentence_and_its_measures() -> None:
    found = text(of(agenda=(LECTURE,)))
    assert "陈䶮同志讲授党课。" in found
    assert "写一篇体会（责任人：翟堃" in found
    assert "很受启发" not in found


def test_a_matter_for_the_members_says_so() -> None:
    assert "此事项提请党员大会讨论。" in text(of(agenda=(Topic("经费", "同意。", to_members_meeting=True),)))


def test_an_old_record_gives_its_heads_and_its_text() -> None:
    old = replace(record().meeting, agenda=(), counted=HeadCounts(46, 41), text="旧记录的全文。")
    found = text(record(of=old, people=unmarked(roster())))
    assert "旧记录的全文。" in found
    assert "出席：41人" in found


def test_what_is_not_known_is_a_blank_and_never_none() -> None:
    found = text(bare())
    assert "会议由__________同志主持" in found
    assert "出席：__________" in found
    assert "列席：__________" in found
    assert "无" not in found


def test_a_draft_is_marked_and_a_closed_record_is_not() -> None:
    assert "草稿" in text(planned())
    assert "草稿" not in text(record())


def test_it_is_for_meetings_that_settle_something() -> None:
    assert fits(record())
    assert fits(of(kind=MeetingKind.COMMITTEE_MEETING))
    assert not fits(lecture())
    assert not fits(of(kind=MeetingKind.ACTIVITY))
    assert not fits(called_off())


@pytest.mark.parametrize(("name", "votes"), [("summary", True), ("summary-without-votes", False)])
def test_the_summary_is_set_as_it_was(name: str, votes: bool) -> None:  # noqa: FBT001 - a case of the test
    check_golden(name, printed(write_summary(record(), votes=votes)))


@pytest.mark.parametrize(("title", "said"), [("2025年度民主评议党员", False), ("检察建议回头看", True)])
def test_a_theme_that_the_meeting_is_called_by_is_not_said_again(title: str, *, said: bool) -> None:
    found = of(kind=MeetingKind.DEMOCRATIC_APPRAISAL, for_year=2025, title=title)
    assert ("主题为" in text(found)) is said
