"""五个一情况表: names of any kind, items a branch named itself, and more people than a page holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.five_ones_table import Celebration, FiveOnes, write_five_ones
from branchdesk.papers.press.page import print_manuscript
from papers import reading
from papers.golden import check_golden

ITEMS = ("重温一次入党誓词", "一次谈心谈话", "一次集中学习", "一张政治生日纪念卡", "一次关爱行动")
STATES = ("11月23日", "√", "拟12月5日", "缺", "—")
TABLE = FiveOnes(
    "第四党支部",
    "某某市人民检察院",
    "2026年",
    date(2026, 11, 23),
    ITEMS,
    (
        Celebration("于敏", "第一党小组", "2月3日", "9", STATES),
        Celebration("买买提·艾山江·阿卜杜热合曼", "第二党小组", "2月", "31", STATES[::-1]),
        Celebration("李𬭎", "", "12月21日", "1", ("", "待", "", "", "／")),
    ),
    ("已到期应办10项，已办4项（40%）；已过政治生日2人，全部办完0人。",),
)


def printed(table: FiveOnes) -> Paper:
    return print_manuscript(write_five_ones(table), bundled())


def test_a_year_s_table_as_it_should_look() -> None:
    check_golden("five-ones", printed(TABLE))


def test_one_group_has_no_column() -> None:
    alone = replace(TABLE, people=tuple(replace(one, group="第一党小组") for one in TABLE.people))
    assert "党小组" in reading.body(printed(TABLE))
    assert "党小组" not in reading.body(printed(alone))


def test_three_hundred_people_and_long_names_lose_nothing() -> None:
    people = [replace(TABLE.people[0], name=f"{'名' * 40}") for _ in range(300)]
    text = reading.body(printed(replace(TABLE, people=tuple(people))))
    assert text.count("名") == 300 * 40 + text.count("姓名")
    assert text.count("11月23日") >= 300


def test_a_branch_with_ten_items_of_long_names_loses_none() -> None:
    items = tuple(f"第{at}件由支部自己定下来名称很长很长的事情" for at in range(10))
    people = tuple(replace(one, items=("12月23日",) * 10) for one in TABLE.people)
    text = reading.body(printed(replace(TABLE, items=items, people=people)))
    assert all(item in text for item in items)
    assert text.count("12月23日") == 30
