"""Sheets of old meetings as offices keep them, built in code: each with its own columns, titles and ways with dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

WRITE: dict[type, Callable[..., Callable[..., object]]] = {
    str: attrgetter("write_string"),
    int: attrgetter("write_number"),
    float: attrgetter("write_number"),
    date: attrgetter("write_datetime"),
    datetime: attrgetter("write_datetime"),
}
Cells = Sequence[object]
NINE_OF_JUNE = datetime(2025, 6, 30, 9, 0)  # noqa: DTZ001 - the office's own clock

# An organisation-work platform's own export: a title over all columns, planned and actual time, counts, course.
PLATFORM: tuple[Cells, ...] = (
    ("第四党支部“三会一课”台账（2025年）",),
    (
        *("序号", "会议类型", "会议名称", "计划会议时间", "实际会议时间", "会议地点", "主持人", "记录人", "应到人数"),
        *("实到人数", "请假人数", "缺席人数", "列席人员", "会议议题", "会议内容", "会议决议", "附件"),
    ),
    (
        *(
            1,
            "支部党员大会",
            "2025年第一季度党员大会",
            "2025-03-14",
            "2025年3月14日 14:30",
            "三楼会议室",
            "张三",
            "李四",
        ),
        *(
            5,
            4,
            1,
            0,
            "市院机关党委 张某",
            "1.听取工作报告；2.讨论何霞同志转正",
            "会议开始。\n书记作报告。",
            "同意。",
            "",
        ),
    ),
    (
        *(2, "支部委员会", "支委会", "2025-03-10", "2025-3-10下午3点", "小会议室", "张三", "李四", 2, 2, 0, 0, "无"),
        *("研究转正事项", "逐项研究。", "", ""),
    ),
    (
        *(
            3,
            "主题党日",
            "清明祭扫",
            "2025-04-03",
            "2025.4.3",
            "烈士陵园",
            "李四",
            "张三",
            5,
            5,
            0,
            0,
            "",
            "",
            "集体祭扫。",
        ),
        *("", ""),
    ),
    (
        *(4, "党课", "书记讲党课", "", NINE_OF_JUNE, "三楼会议室", "张三", "李四", 5, 5, 0, 0),
        "",
        "",
        "讲课。",
        "",
    ),
)
PLATFORM_SPANS = ((0, 0, 0, 16),)

# A building platform's activity list: name of the activity, which time in the period, how long it took.
ACTIVITIES: tuple[Cells, ...] = (
    ("活动类型", "次数(第几次)", "活动名称", "实际时间", "时长(分钟)", "主要内容", "参加人数"),
    ("主题党日", "第1次", "学雷锋", "2024/3/5  9:00", "90分钟", "到社区服务。", "12人"),
    ("主题党日", "第2次", "植树", 45363.375, 120, "植树一百棵。", "11"),
    ("党员大会", "第一次", "一季度大会", "2024-03-29 15:00-16:30", "", "通报工作。", 13),
    ("读书会", "1", "读书", "2024-05-01", 60, "读书。", 8),
)

# A register kept by hand: merged title, two-row heading, who was away and why, signatures below.
REGISTER: tuple[Cells, ...] = (
    ("组织生活会议登记表",),
    ("日期", "开始时间", "会议类别", "地点", "主持人", "记录人", "出席情况", "", "", "主要内容"),
    ("", "", "", "", "", "", "应到", "实到", "缺席人员及原因", ""),
    (
        date(2024, 9, 20),
        "14:30",
        "党员大会",
        "三楼会议室",
        "张三",
        "李四",
        5,
        3,
        "何霞（出差）、周某（住院）",
        "学习文件。",
    ),
    (date(2024, 9, 10), "下午三点", "支委会", "小会议室", "张三", "李四", 2, 2, "无", "研究工作。"),
    ("填表人：李四",),
)
REGISTER_SPANS = ((0, 0, 0, 9), (1, 6, 1, 8), *((1, column, 2, column) for column in (0, 1, 2, 3, 4, 5, 9)))

# Groups' meetings, whose kind stands only in their names.
GROUPS: tuple[Cells, ...] = (
    ("会议名称", "党小组", "会议时间", "地点", "主持人", "会议议题", "学习内容"),
    ("第一党小组会", "一组", "2024年5月8日", "办公室", "王伟", "一、学习文件\n二、谈心谈话", "《讲话要点》\n《意见》"),
    ("第二党小组2024年5月会议", "", "2024年5月9日（周四）上午9:00", "办公室", "王伟", "学习", ""),
    ("第九党小组会", "", "2024年5月9日", "办公室", "赵六", "学习", ""),
)

# What cannot be taken as it is: no day, a day that is no day, two kinds in one row, the same meeting twice.
DOUBTFUL: tuple[Cells, ...] = (
    ("会议类型", "会议时间", "主题", "应到人数", "实到人数", "请假人数", "缺席人数"),
    ("党员大会", "2024年3月", "", 5, 5, 0, 0),
    ("党员大会、党课", "2024-03-14", "", 5, 5, 0, 0),
    ("党员大会", "2024-06-14", "", 5, 6, 0, 0),
    ("党员大会", "2024-06-14", "又一行", 5, 5, 0, 0),
    ("党课", "2027-01-01", "", 5, 3, 1, 0),
)


def write(path: Path, rows: Sequence[Cells], spans: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """Write rows as a spreadsheet; an empty text leaves its cell empty."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats: dict[type, list[object]] = {
            date: [book.add_format({"num_format": "yyyy/m/d"})],
            datetime: [book.add_format({"num_format": "yyyy/m/d h:mm"})],
        }
        sheet = book.add_worksheet("台账")
        for span in spans:
            sheet.merge_range(*span, "")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    WRITE[type(cell)](sheet)(at, column, cell, *formats.get(type(cell), ()))
    return path
