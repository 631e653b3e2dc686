"""支部工作交接清单: counts, what is open, by what the file is known, and three to sign; nobody is named."""

from __future__ import annotations

from datetime import date

from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.hand_over_list import DataFile, HandOver, Item, OpenItem, write_hand_over_list
from branchdesk.papers.press.page import print_manuscript
from papers import reading
from papers.golden import check_golden

FILE = DataFile("第四党支部.branchdesk", "4.1 MB", "90b371fac05c8cff9b86374b7db3200b7aae1bdf980ee9e29500fbba04850cef")
HANDED = HandOver(
    unit="某某市人民检察院",
    branch="第四党支部",
    day=date(2026, 11, 23),
    items=(Item("党员花名册", "46名", "正式党员43名、预备党员3名"), Item("志愿者线索", "193条", "未处置4条")),
    years=(2025, 2026),
    meetings=(("党员大会", (4, 3)), ("支委会", (12, 0))),
    open=(OpenItem("11月主题党日还没开", "党员教育管理工作条例第十六条", "剩 7 天"),),
    format="0006",
    program="0.1.0",
    file=FILE,
)


def printed(handed: HandOver) -> Paper:
    return print_manuscript(write_hand_over_list(handed), bundled())


def test_a_list_to_sign_as_it_should_look() -> None:
    check_golden("hand-over-list", printed(HANDED))


def test_many_years_of_meetings_stand_in_several_tables() -> None:
    years = tuple(range(2008, 2027))
    many = HandOver("", "第四党支部", date(2026, 11, 23), (), years, (("党员大会", (1,) * 19),), (), "0006", "0.1.0")
    text = reading.body(printed(many))
    assert text.count("党员大会") == 3
    assert "19" in text
    assert "没有逾期或待办的事项" in text
