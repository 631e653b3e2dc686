"""The volunteers who report clues: riders, couriers, drivers."""

from collections.abc import Iterator

from branchdesk.domain import reading
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.ledgers.spec import Choice, Field, FieldKind, Finding, Ledger, Row
from branchdesk.words import volunteers as say

STANDINGS = (Choice("here", "现有"), Choice("left", "已退出"), Choice("coming", "尚未加入"))


def _days(row: Row) -> Iterator[Finding]:
    joined, left = row.get("joined_on"), row.get("left_on")
    if isinstance(joined, PartialDate) and isinstance(left, PartialDate) and left.last_day() < joined.first_day():
        yield Finding("left_on", Severity.DOUBT, "left_before_joined", say.left_before_joined())


FIELDS = (
    Field("name", "姓名", FieldKind.NAME, ("志愿者姓名", "志愿者", "队员姓名", "骑手姓名"), required=True, width=6),
    Field(
        "team",
        "所属队伍",
        aliases=("队伍", "所在队伍", "志愿队伍", "志愿服务队", "服务队", "队伍名称", "所属志愿队", "所在小队"),
        width=14,
    ),
    Field(
        "phone",
        "联系电话",
        FieldKind.PHONE,
        ("手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "移动电话"),
        width=8,
    ),
    Field(
        "joined_on",
        "加入时间",
        FieldKind.DATE,
        ("加入日期", "入队时间", "入队日期", "注册时间", "注册日期", "报名时间", "加入年月"),
        width=7,
    ),
    Field(
        "left_on",
        "退出时间",
        FieldKind.DATE,
        ("退出日期", "离队时间", "离队日期", "离开时间", "退队时间", "注销时间"),
        width=7,
    ),
    Field(
        "platform",
        "所在平台",
        aliases=("平台", "所属平台", "工作平台", "行业", "所在行业", "从业类别", "所属行业", "职业"),
        width=7,
    ),
    Field("grid", "所属网格", aliases=("网格", "所在网格", "服务网格", "责任网格"), read=reading.plain, width=9),
    Field(
        "roster_order",
        "名册次序",
        FieldKind.INTEGER,
        ("次序", "排序", "顺序"),
        width=4,
        in_place=False,
        ordinal=True,
    ),
    Field("standing", "在队情况", FieldKind.CHOICE, choices=STANDINGS, width=5, editable=False, derived=True),
    Field("remark", "备注", FieldKind.LONG_TEXT, ("说明", "备注说明", "其他"), width=10),
)

VOLUNTEERS = Ledger(
    key="volunteers",
    label="志愿者名册",
    one="名",
    source="volunteers",
    fields=FIELDS,
    screen=("name", "team", "phone", "joined_on", "platform", "grid", "standing", "left_on", "remark"),
    sheet=tuple(field.key for field in FIELDS if not field.derived),
    paper=("name", "team", "platform", "grid", "phone", "joined_on", "remark"),
    search=("name", "team", "phone", "platform", "grid", "remark"),
    order=("roster_order", "id"),
    checks=(_days,),
    alike=("name",),
    tells_apart=("phone",),
    filters=("standing", "team", "platform", "grid"),
    sections=(
        ("基本情况", ("name", "phone", "platform", "grid")),
        ("参加情况", ("team", "joined_on", "left_on", "roster_order", "remark")),
    ),
)
