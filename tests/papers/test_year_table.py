"""组织生活一览表: a cell as wide as its time, on one page however many rules there are."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.duties.board import BoardRow, Cell, Look
from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.year_table import YearTable, write_year_table
from papers import reading
from papers.golden import check_golden

MONTHS = tuple(Cell(month, month, Look.DONE, f"{month}日") for month in range(1, 13))
ROWS = (
    BoardRow(
        "members_meeting",
        "支部党员大会",
        (
            Cell(1, 3, Look.BEFORE_START),
            Cell(4, 6, Look.DONE, "5月28日"),
            Cell(7, 9, Look.LATE, "缺"),
            Cell(10, 12, Look.PLANNED, "12月10日"),
        ),
    ),
    BoardRow("committee_meeting", "支部委员会会议", MONTHS),
    BoardRow("group_meeting", "党小组会", tuple(Cell(month, month, Look.PART, "12/13") for month in range(1, 13))),
    BoardRow("theme_day", "主题党日", (*MONTHS[:10], Cell(11, 11, Look.DUE, "待"), Cell(12, 12))),
    BoardRow("organisational_life_meeting", "组织生活会", (Cell(1, 12, Look.EXEMPT),)),
)


def printed(*rows: BoardRow) -> Paper:
    table = YearTable("第四党支部", "某某市人民检察院", 2026, rows, date(2026, 11, 23))
    return print_manuscript(write_year_table(table), bundled())


def test_a_year_s_table_as_it_should_look() -> None:
    check_golden("year-table", printed(*ROWS))


def test_every_state_has_its_sign() -> None:
    text = reading.body(printed(*ROWS))
    assert all(sign in text for sign in ("／", "缺", "拟12月10日", "12/13", "待", "—"))


def test_a_rule_that_was_changed_within_a_time_gives_no_row_wider_than_the_others() -> None:
    cells = (Cell(1, 3, Look.DONE, "3月5日"), *(Cell(month, month) for month in (2, 3)), Cell(3, 6, Look.DUE, "待"))
    row = BoardRow("members_meeting", "支部党员大会", (*cells, *(Cell(month, month) for month in range(7, 13))))
    text = reading.body(printed(row))
    assert "3月5日待" in text


@pytest.mark.parametrize("count", [0, 1, 9, 10, 14])
def test_as_many_rules_as_there_are_stand_on_one_page(count: int) -> None:
    assert printed(*[BoardRow(str(at), "谈心谈话：支委与党员", MONTHS) for at in range(count)]).pages == 1


def test_more_rules_go_on_to_another_page_below_the_months() -> None:
    pages = reading.pages(printed(*[BoardRow(str(at), "名称特别长的一项规定" * 4, MONTHS) for at in range(40)]))
    assert len(pages) > 1
    assert all("12月" in reading.squeezed(page) for page in pages)
