"""Meetings as a list and as a sheet; recording one by name is a screen and a verb of its own."""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain import reading
from branchdesk.domain.checks import heads_problem
from branchdesk.domain.jottings import KIND_WORDS, kind_word
from branchdesk.domain.meetings import HeadCounts, Severity
from branchdesk.ledgers.spec import Choice, Field, FieldKind, Finding, Ledger, Row
from branchdesk.words.meetings import KINDS, STATES

HEADS = ("expected", "present", "on_leave", "absent")


def _heads(row: Row) -> Iterator[Finding]:
    counts = [value if isinstance(value := row.get(key), int) else None for key in HEADS]
    if problem := heads_problem(HeadCounts(*counts)):
        field = next(key for key in ("present", "expected", "on_leave", "absent") if key in row)
        yield Finding(field, Severity.DOUBT, "heads_do_not_add_up", problem)


def _kind(value: str, label: str) -> Choice:
    words = next(words for kind, words in KIND_WORDS.items() if kind == value)
    return Choice(value, label, tuple(word for word in words if word != label))


def _other_state(_text: str) -> str:
    """Read every other word for a state as none: sheets of other programs have words of their own."""
    return ""


FIELDS = (
    Field(
        "starts",
        "会议时间",
        FieldKind.MOMENT,
        (
            *(
                "实际会议时间",
                "实际时间",
                "实际召开时间",
                "召开时间",
                "活动时间",
                "实际活动时间",
                "开会时间",
                "会议召开时间",
            ),
            *("时间", "举办时间", "开展时间", "起止时间", "会议起止时间", "计划会议时间", "计划时间", "计划召开时间"),
        ),
        width=9,
        editable=False,
    ),
    Field(
        "day",
        "日期",
        FieldKind.DATE,
        ("会议日期", "活动日期", "召开日期", "开展日期", "实际日期", "实际会议日期"),
        width=7,
        editable=False,
    ),
    Field("begins", "开始时间", FieldKind.MOMENT, ("会议开始时间", "活动开始时间", "开始", "起始时间"), width=5),
    Field("ends", "结束时间", FieldKind.MOMENT, ("会议结束时间", "活动结束时间", "结束", "终止时间"), width=5),
    Field(
        "minutes",
        "时长",
        FieldKind.INTEGER,
        ("会议时长", "活动时长", "用时", "持续时间", "时长分钟", "学时"),
        width=4,
        editable=False,
        read=reading.minutes,
    ),
    Field(
        "kind",
        "会议类型",
        FieldKind.CHOICE,
        (
            "会议类别",
            "活动类型",
            "活动类别",
            "类型",
            "类别",
            "会议种类",
            "组织生活类型",
            "会议形式",
            "活动形式",
            "形式",
        ),
        choices=tuple(_kind(*one) for one in KINDS.items()),
        width=6,
        read=kind_word,
    ),
    Field(
        "number",
        "次数",
        FieldKind.INTEGER,
        ("第几次", "会议次数", "期次", "届次", "会议届次", "第几期"),
        width=3,
        read=reading.counted,
        ordinal=True,
    ),
    Field(
        "group",
        "党小组",
        aliases=("所在党小组", "所属党小组", "党小组名称", "小组", "组别"),
        width=6,
        read=reading.group,
    ),
    Field(
        "title",
        "主题",
        aliases=("会议名称", "活动名称", "会议主题", "活动主题", "名称", "会议标题", "主题名称"),
        width=14,
    ),
    Field("place", "地点", aliases=("会议地点", "活动地点", "召开地点", "开会地点", "场所"), width=9),
    Field("chair", "主持人", FieldKind.NAME, ("会议主持人", "主持", "主持人姓名", "召集人"), width=5),
    Field("recorder", "记录人", FieldKind.NAME, ("会议记录人", "记录", "记录员", "记录人姓名"), width=5),
    Field("observers", "列席人员", FieldKind.LONG_TEXT, ("列席", "列席人", "列席人数", "列席人员名单"), width=9),
    Field(
        "expected",
        "应到人数",
        FieldKind.INTEGER,
        ("应到", "应到会人数", "应参加人数", "应参会人数", "应出席人数"),
        width=4,
        editable=False,
        read=reading.counted,
    ),
    Field(
        "present",
        "实到人数",
        FieldKind.INTEGER,
        (
            *("到会", "实到", "到会人数", "实到会人数", "实际到会人数", "参加人数", "参会人数", "出席人数"),
            *("实际参加人数", "实参加人数"),
        ),
        width=4,
        editable=False,
        read=reading.counted,
    ),
    Field("on_leave", "请假人数", FieldKind.INTEGER, width=4, editable=False, read=reading.counted),
    Field(
        "absent",
        "缺席人数",
        FieldKind.INTEGER,
        ("缺勤人数", "未到人数", "未到会人数"),
        width=4,
        editable=False,
        read=reading.counted,
    ),
    Field(
        "on_leave_people",
        "请假人员",
        FieldKind.LONG_TEXT,
        ("请假人员及原因", "请假人员及事由", "请假", "请假情况", "请假名单", "请假人", "请假人员名单"),
        width=12,
        editable=False,
    ),
    Field(
        "absent_people",
        "缺席人员",
        FieldKind.LONG_TEXT,
        (
            *("缺席人员及原因", "缺席", "缺席人员名单", "缺席名单", "缺勤人员", "未到人员", "未到人员及原因"),
            *("缺席情况", "未到会人员及原因", "缺席人"),
        ),
        width=12,
        editable=False,
    ),
    Field(
        "studied",
        "学习内容",
        FieldKind.LONG_TEXT,
        ("学习篇目", "第一议题", "第一议题学习内容", "第一议题内容", "传达学习内容", "学习材料"),
        width=14,
    ),
    Field(
        "topics",
        "会议议题",
        FieldKind.LONG_TEXT,
        ("议题", "会议议程", "议程", "会议主要议题", "主要议题"),
        width=16,
    ),
    Field(
        "text",
        "会议内容",
        FieldKind.LONG_TEXT,
        (
            "主要内容",
            "内容",
            "活动内容",
            "会议记录",
            "会议主要内容",
            "活动主要内容",
            "主要内容及特色",
            "会议情况",
            "讲课内容",
        ),
        width=24,
    ),
    Field(
        "resolutions",
        "会议决议",
        FieldKind.LONG_TEXT,
        ("决议", "决议事项", "会议决定", "形成决议", "会议决议事项", "决定事项"),
        width=16,
    ),
    Field(
        "state",
        "状态",
        FieldKind.CHOICE,
        choices=tuple(Choice(*one) for one in STATES.items()),
        width=5,
        editable=False,
        read=_other_state,
    ),
)
KEYS = tuple(field.key for field in FIELDS)
# The sheet says when a meeting was in three columns that can be sorted and counted.
SHEET = tuple(key for key in KEYS if key not in {"starts", "minutes"})
IN_LISTS = (
    *("starts", "day", "begins", "kind", "number", "group", "title", "place", "chair", "recorder"),
    *("expected", "present", "on_leave", "absent", "state"),
)

MEETINGS = Ledger(
    key="meetings",
    label="会议台账",
    one="次",
    source="meetings",
    fields=FIELDS,
    screen=IN_LISTS,
    sheet=SHEET,
    paper=tuple(key for key in IN_LISTS if key not in {"day", "begins"}),
    search=("title", "starts", "place", "chair", "recorder"),
    order=("newest",),
    checks=(_heads,),
)
