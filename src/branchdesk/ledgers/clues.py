"""The clues that volunteers report, from 提报 to 反馈."""

from collections.abc import Iterator

from branchdesk.domain.clue_reporters import joined_reporters
from branchdesk.domain.clue_states import OPEN, ClueState
from branchdesk.domain.clue_way import CONTENT
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.domain.moments import hour_text
from branchdesk.ledgers.spec import Choice, Field, FieldKind, Finding, Ledger, Row
from branchdesk.words import clue_steps, importing

STATES = (
    Choice(
        "reported",
        "已提报",
        ("提报", "已上报", "上报", "已登记", "登记", "待核实", "核实中", "未处理", "待处理", "未办理", "新提报"),
    ),
    Choice("verified", "已核实", ("核实", "待分办", "待交办", "待转办", "待分派", "已受理", "受理")),
    Choice(
        "assigned",
        "已分办",
        (
            *("分办", "已交办", "交办", "已转办", "转办", "已移送", "移送", "已分派", "已派单", "处置中", "办理中"),
            *("处理中", "正在处置", "正在办理", "待处置", "待办理", "整改中", "在办", "未办结", "否"),
        ),
    ),
    Choice("handled", "已处置", ("处置", "处置完毕", "已处理", "处理完毕", "已整改", "整改完成", "已解决", "解决")),
    Choice(
        "closed", "已办结", ("办结", "已结案", "结案", "已完成", "完成", "已销号", "销号", "已归档", "待反馈", "是")
    ),
    Choice("fed_back", "已反馈", ("反馈", "办结并反馈", "已办结已反馈", "办结已反馈", "已答复")),
    Choice(
        "out_of_scope",
        "不属管辖",
        ("不属于管辖", "不属管辖范围", "不予受理", "不受理", "未受理", "无效", "无效线索", "不属实", "不成案", "退回"),
    ),
    Choice("duplicate", "重复提报", ("重复", "重复线索", "重复上报", "并案")),
    Choice("passed_on", "已移送办案", ("移送办案", "移送办案部门", "办案线索", "已移送办案部门")),
)
TIMELINESS = (
    Choice("in_time", "按期"),
    Choice("late", "超期处置"),
    Choice("overdue", "已超期"),
    Choice("running", "未到期"),
)
OUTCOMES = (
    Choice("case", "成案", ("立案", "已成案", "已立案", "案件")),
    Choice("proposal", "检察建议", ("制发检察建议", "已制发检察建议", "建议")),
)


def _days(row: Row) -> Iterator[Finding]:
    reported, closed, state = row.get("reported_on"), row.get("closed_on"), row.get("state")
    if "reported_on" in row and reported is None:
        yield Finding("reported_on", Severity.DOUBT, "clue_without_date", importing.clue_without_date())
    if not isinstance(closed, PartialDate):
        return
    if isinstance(reported, PartialDate) and closed.last_day() < reported.first_day():
        yield Finding("closed_on", Severity.DOUBT, "closed_before_reported", importing.closed_before_reported())
    if state in OPEN:
        said = importing.closed_with_open_state(STATE.shown(state))
        yield Finding("state", Severity.DOUBT, "closed_with_open_state", said)


def _text(row: Row) -> Iterator[Finding]:
    if "text" in row and row["text"] is None and row.get("state") != ClueState.PASSED_ON:
        yield Finding("text", Severity.DOUBT, "clue_without_text", importing.clue_without_text())


def _case(row: Row) -> Iterator[Finding]:
    if row.get("state") == ClueState.PASSED_ON:
        for key in CONTENT:
            if row.get(key):
                yield Finding(key, Severity.ERROR, "case_content", clue_steps.case_content())


STATE = Field(
    "state",
    "办理状态",
    FieldKind.CHOICE,
    (
        "状态",
        "线索状态",
        "处置状态",
        "处理状态",
        "办理情况",
        "处置情况",
        "处理情况",
        "办理进度",
        "处理结果",
        "办理结果",
        "是否办结",
        "是否完成",
        "是否结案",
    ),
    choices=STATES,
    width=6,
    wanted=True,
)

FIELDS = (
    Field(
        "number",
        "线索编号",
        aliases=("编号", "线索号", "序号", "受理编号", "登记编号", "流水号"),
        width=8,
        in_place=False,
    ),
    Field(
        "reported_on",
        "提报日期",
        FieldKind.DATE,
        (
            "提报时间",
            "上报日期",
            "上报时间",
            "登记日期",
            "登记时间",
            "发现时间",
            "发现日期",
            "日期",
            "提交时间",
            "受理日期",
            "时间",
        ),
        width=7,
        wanted=True,
        hour="reported_at",
    ),
    Field(
        "reported_at",
        "提报时刻",
        aliases=("时刻", "几点", "具体时刻", "具体时间"),
        width=5,
        read=hour_text,
        in_place=False,
    ),
    Field(
        "reporter",
        "提报人",
        FieldKind.NAME,
        (
            "提报人姓名",
            "上报人",
            "志愿者",
            "志愿者姓名",
            "报告人",
            "线索提供人",
            "发现人",
            "提供人",
            "骑手",
            "骑手姓名",
            "登记人",
            "姓名",
        ),
        width=6,
        read=joined_reporters,
    ),
    Field("category", "线索类别", aliases=("类别", "线索类型", "类型", "问题类别", "问题类型", "领域"), width=7),
    Field(
        "subcategory",
        "细类",
        aliases=("二级类别", "子类", "小类", "子类别", "问题小类", "线索小类", "二级分类"),
        width=7,
    ),
    Field("grid", "所属网格", aliases=("网格", "所在网格", "网格名称", "责任网格", "区域"), width=9),
    Field(
        "place",
        "具体地点",
        aliases=("地点", "位置", "发现地点", "详细地址", "地址", "具体位置", "事发地点", "发生地点"),
        width=10,
    ),
    Field(
        "text",
        "线索内容",
        FieldKind.LONG_TEXT,
        ("内容", "线索描述", "问题描述", "主要内容", "线索简介", "具体内容", "反映问题", "问题", "线索", "情况描述"),
        width=24,
    ),
    Field(
        "unit",
        "承办单位",
        aliases=("承办部门", "责任单位", "办理单位", "分办单位", "处置单位", "主办单位", "移送单位", "交办单位"),
        width=9,
    ),
    STATE,
    Field(
        "sent_on",
        "分办日期",
        FieldKind.DATE,
        ("分办时间", "交办日期", "交办时间", "转办日期", "转办时间", "移送日期", "移送时间", "派单时间", "派单日期"),
        width=7,
    ),
    Field(
        "due_by",
        "办理期限",
        FieldKind.DATE,
        ("期限", "截止日期", "办结期限", "要求办结时间", "时限", "到期日期", "办理时限"),
        width=7,
    ),
    Field(
        "handled_on",
        "处置日期",
        FieldKind.DATE,
        ("处置时间", "处理日期", "处理时间", "整改日期", "整改时间", "解决日期"),
        width=7,
    ),
    Field(
        "closed_on",
        "办结日期",
        FieldKind.DATE,
        ("办结时间", "完成日期", "完成时间", "结案日期", "销号日期", "销号时间"),
        width=7,
    ),
    Field(
        "fed_back", "是否反馈", FieldKind.FLAG, ("反馈", "已反馈", "反馈情况", "是否已反馈", "是否反馈志愿者"), width=5
    ),
    Field("fed_back_on", "反馈日期", FieldKind.DATE, ("反馈时间", "答复日期", "答复时间"), width=7),
    Field("reason", "不受理原因", FieldKind.LONG_TEXT, ("不予受理原因", "退回原因", "不属受理范围原因"), width=10),
    Field(
        "duplicate_number",
        "重复于",
        aliases=("重复线索编号", "原线索编号", "首报编号"),
        width=8,
        editable=False,
        derived=True,
    ),
    Field("timeliness", "是否按期", FieldKind.CHOICE, choices=TIMELINESS, width=6, editable=False, derived=True),
    Field("outcome", "成果", FieldKind.CHOICE, ("办案成果", "转化结果", "转化情况"), choices=OUTCOMES, width=5),
    Field("outcome_number", "成果文号", aliases=("案号", "文号", "检察建议文号", "案件编号"), width=10),
    Field("case_sent_on", "移送办案日期", FieldKind.DATE, width=7, in_place=False),
    Field("case_receiver", "办案接收部门", width=9, in_place=False),
    Field("case_receipt", "办案回执", width=9, in_place=False),
    Field("remark", "备注", FieldKind.LONG_TEXT, ("说明", "备注说明", "其他"), width=10),
)


# Whereabouts are kept in words; a running number beside the clue's own is not its number.
PASSED_BY = ("经度", "纬度", "坐标", "经纬度", "定位", "序号", "图片", "照片")

CLUES = Ledger(
    key="clues",
    label="志愿者线索台账",
    one="条",
    source="clues",
    fields=FIELDS,
    screen=("number", "reported_on", "reporter", "category", "grid", "text", "unit", "state", "closed_on", "fed_back"),
    sheet=tuple(field.key for field in FIELDS if not field.derived),
    paper=("number", "reported_on", "reporter", "category", "grid", "text", "unit", "state", "closed_on", "fed_back"),
    search=("number", "reporter", "category", "subcategory", "grid", "place", "text", "unit", "remark"),
    order=("number",),
    checks=(_days, _text, _case),
    unique=("number",),
    passed_by=PASSED_BY,
    filters=("state", "category", "grid", "unit", "reporter"),
    sections=(
        (
            "提报",
            ("number", "reported_on", "reported_at", "reporter", "category", "subcategory", "grid", "place", "text"),
        ),
        (
            "办理",
            ("unit", "state", "sent_on", "due_by", "handled_on", "closed_on", "fed_back", "fed_back_on", "reason"),
        ),
        ("成果与移送", ("outcome", "outcome_number", "case_sent_on", "case_receiver", "case_receipt", "remark")),
    ),
)
