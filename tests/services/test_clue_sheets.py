"""Clue sheets as people send them: other headings and words for a state, several names in a cell, a row of totals."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

import builders
from branchdesk.domain.clue_reporters import joined_reporters
from branchdesk.files.tables import RowFinding
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Store
from branchdesk.services.clues import clue_figures
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.ledgers import importing

moment = datetime.fromisoformat
Rows = list[list[Any]]
GRIDS = ("站前网格", "滨河网格", "花苑社区一网格", "商贸城网格")


def book(path: Path, rows: Rows, title_over: int = 0) -> Path:
    """Write a sheet; the first row is a title joined over so many columns."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as written:
        page = written.add_worksheet("台账")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    page.write(at, column, cell)
        if title_over:
            page.merge_range(0, 0, 0, title_over - 1, rows[0][0])
    return path


def taken(store: Store, path: Path) -> tuple[list[dict[str, Any]], tuple[RowFinding, ...]]:
    """Import a sheet and give the clues as they stand, by number, with what was noticed."""
    done = importing.take(store, CLUES, importing.open_sheet(path, CLUES))
    return sorted(builders.records(store)["clue"], key=lambda row: str(row["number"])), done.plan.findings


def rate(store: Store) -> tuple[int, int, str]:
    """Give how many were reported and handled, and the rate as it is shown."""
    found = clue_figures.figures(store, Asked(), ages=False)
    return found.whole.reported, found.whole.handled, found.text(found.rate)


def told(rows: list[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows]


def test_a_citys_table_with_a_title_two_numbers_and_a_row_of_totals(store: Store, tmp_path: Path) -> None:
    head = ["序号", "线索编号", "上报时间", "上报人", "问题类型", "责任网格", "经度", "纬度", "问题描述", "处理状态"]
    rows: Rows = [["2026年度新就业群体线索统计表"], head]
    rows += [
        [1, "JH-001", "2026-03-05 14:30", "张三,李四", "消防安全", "站前网格", 113.1, 28.2, "通道被占", "已整改"],
        [2, "JH-002", moment("2026-03-06 09:05"), "张三/李四", "食品", "站前网格", 113.1, 28.2, "无证", "处理中"],
        [3, "JH-003", "2026/3/7 8:00:00", "匿名举报", "环境", "滨河网格", 113.1, 28.2, "倒垃圾", "不属实"],
        [4, "JH-004", "2026年3月8日 下午3点", "某骑手", "其他", "滨河网格", None, None, "井盖坏了", "已完成"],
        ["合计", "4条"],
    ]
    found, findings = taken(store, book(tmp_path / "市.xlsx", rows, len(head)))
    assert told(found, "number", "reported_on", "reported_at", "reporter", "state") == [
        ("JH-001", "2026-03-05", "14:30", "张三、李四", "handled"),
        ("JH-002", "2026-03-06", "09:05", "张三、李四", "assigned"),
        ("JH-003", "2026-03-07", "08:00", "匿名", "out_of_scope"),
        ("JH-004", "2026-03-08", "15:00", "匿名", "closed"),
    ]
    assert [finding.code for finding in findings] == []
    assert rate(store) == (4, 2, "50.0%")


def test_a_table_with_day_and_hour_apart_and_yes_or_no_for_a_state(store: Store, tmp_path: Path) -> None:
    rows: Rows = [
        ["编号", "日期", "时间", "骑手姓名", "内容", "是否办结"],
        ["A1", date(2026, 4, 1), time(14, 30), "王五 赵六", "占道经营", "是"],
        ["A2", date(2026, 4, 2), "9:15", "热心骑手", "路灯不亮", "否"],
        ["A3", "2026.4.3", None, "买买提·艾山", "井盖缺失", "是"],
    ]
    found, _ = taken(store, book(tmp_path / "队.xlsx", rows))
    assert told(found, "reported_on", "reported_at", "reporter", "state") == [
        ("2026-04-01", "14:30", "王五、赵六", "closed"),
        ("2026-04-02", "09:15", "匿名", "assigned"),
        ("2026-04-03", None, "买买提·艾山", "closed"),
    ]
    assert rate(store) == (3, 2, "66.7%")


def test_a_text_file_whose_only_time_is_day_and_hour(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "导出.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(
            [
                ["受理编号", "时间", "姓名", "类别", "地点", "反映问题", "办理情况", "转化情况"],
                ["S-1", "2026-05-06 07:08:09", "张三", "公益诉讼", "人民路12号", "河道有油污", "已结案", "检察建议"],
                ["S-2", "2026-05-07", "李四、王五", "公益诉讼", "人民路13号", "河道有油污", "待核实", ""],
                ["S-3", "2026-05", "", "公益诉讼", "", "扬尘", "办结并反馈", "立案"],
            ]
        )
    found, _ = taken(store, path)
    assert told(found, "reported_on", "reported_at", "place", "state", "outcome") == [
        ("2026-05-06", "07:08", "人民路12号", "closed", "proposal"),
        ("2026-05-07", None, "人民路13号", "reported", None),
        ("2026-05", None, None, "fed_back", "case"),
    ]


def test_a_heading_of_two_rows_and_cells_joined_downwards(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    with xlsxwriter.Workbook(str(path)) as written:
        page = written.add_worksheet()
        page.merge_range(0, 0, 0, 5, "新业态线索月报")
        page.merge_range(1, 0, 2, 0, "编号")
        page.merge_range(1, 1, 1, 3, "提报情况")
        page.merge_range(1, 4, 1, 5, "办理情况")
        page.write_row(2, 1, ["上报日期", "上报人", "问题描述", "责任单位", "处理结果"])
        page.merge_range(3, 1, 4, 1, "2026-06-01")
        for at, row in enumerate((["Y1", "张三", "甲", "城管局", "已解决"], ["Y2", "李四", "乙", "交警", "在办"])):
            page.write(3 + at, 0, row[0])
            page.write_row(3 + at, 2, row[1:])
        page.write_row(5, 0, ["制表人：王五"])
    found, _ = taken(store, path)
    assert told(found, "number", "reported_on", "reporter", "text", "unit", "state") == [
        ("Y1", "2026-06-01", "张三", "甲", "城管局", "handled"),
        ("Y2", "2026-06-01", "李四", "乙", "交警", "assigned"),
    ]


def test_a_years_export_of_8000_rows_adds_up(store: Store, tmp_path: Path) -> None:
    states = ("已整改", "处理中", "已办结", "已反馈", "重复上报")
    rows: Rows = [["线索号", "提交时间", "线索提供人", "线索类型", "网格名称", "线索描述", "线索状态"]]
    rows += [
        [
            *(f"N{at:05}", moment(f"2026-{1 + at % 11:02}-{1 + at % 28:02} 08:30"), f"王{chr(0x4E00 + at % 50)}"),
            *(f"类{at % 7}", GRIDS[at % 4], f"第{at}处", states[at % 5]),
        ]
        for at in range(8000)
    ]
    found, findings = taken(store, book(tmp_path / "全年.xlsx", rows))
    assert (len(found), len(findings)) == (8000, 0)
    assert {row["reported_at"] for row in found} == {"08:30"}
    assert Counter(row["state"] for row in found) == dict.fromkeys(
        ("handled", "assigned", "closed", "fed_back", "duplicate"), 1600
    )
    assert rate(store) == (8000, 4800, "60.0%")
    by = ("category", "grid", "month", "volunteer", "unit")
    for grouping in clue_figures.figures(store, Asked(), by, ages=False).groups.values():
        assert sum(group.counted.reported for group in grouping.groups) == 8000
        assert sum(group.counted.handled for group in grouping.groups) == 4800


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三,李四", "张三、李四"),
        ("张三／李四；王五", "张三、李四、王五"),
        ("张 三", "张三"),
        ("张三 李四", "张三、李四"),
        ("张三、张三", "张三"),
        ("张三、李四等5人", "张三、李四"),
        ("买买提.艾山", "买买提·艾山"),
        ("匿名", "匿名"),
        ("匿名举报", "匿名"),
        ("某骑手", "匿名"),
        ("一名外卖骑手", "匿名"),
        ("不愿透露姓名", "匿名"),
        ("群众", "群众"),
        ("无", ""),
        ("", ""),
    ],
)
def test_reporters_are_read_as_people_write_them(cell: str, names: str) -> None:
    assert joined_reporters(cell) == names
    assert joined_reporters(names) == names
