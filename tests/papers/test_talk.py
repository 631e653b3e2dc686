"""The record of a talk fits a page where it can, and loses nothing where it cannot."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.dates import PartialDate
from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.talk import Talk, write_talk
from papers import reading
from papers.golden import check_golden

TALK = Talk(
    "第四党支部",
    "某某市人民检察院",
    "陈䶮",
    "李𬭎",
    PartialDate(2026, 10, 12),
    "支委与党员",
    "岗位调整后的想法",
    "对新的岗位有信心，希望多参加跨部门的办案团队。\n建议支部的集中学习时间固定下来，便于提前安排庭审。",
)


def printed(talk: Talk) -> Paper:
    return print_manuscript(write_talk(talk), bundled())


def test_a_talk_as_it_should_look() -> None:
    check_golden("talk-record", printed(TALK))


def test_an_empty_form_fills_one_page_to_write_on() -> None:
    paper = printed(Talk("第四党支部", "某某市人民检察院", "买买提·艾山"))
    assert paper.pages == 1
    assert "买买提·艾山" in reading.body(paper)


def test_a_long_talk_goes_on_over_pages_and_nothing_is_cut() -> None:
    paper = printed(replace(TALK, content="甲乙丙丁，" * 1200))
    assert paper.pages > 2
    assert reading.body(paper).count("甲乙丙丁，") == 1200


def test_a_name_of_forty_characters_wraps_in_its_cell() -> None:
    paper = printed(replace(TALK, member="买买提·" + "艾" * 36))
    assert reading.body(paper).count("艾") == 36


def test_an_empty_form_has_as_much_room_left_as_right_whatever_the_name() -> None:
    def labels(talk: Talk) -> set[float]:
        return {round(x) for _, text, x, _ in reading.places(printed(talk)) if text == "谈"}

    assert labels(Talk("第四党支部", "某某市人民检察院", "阿依古丽·买买提")) == labels(TALK)
