"""What is written of a member beside the roster's own columns: conditions, offices, comings, goings, events.

Each is a small table of dated rows under one member. Its fields name the columns of the store's table as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.conditions import ConditionKind
from branchdesk.ledgers.spec import Choice, Field, FieldKind
from branchdesk.words.talks import RELATIONS

CONDITIONS = (
    Choice(ConditionKind.AWAY, "流动党员", ("流动",)),
    Choice(ConditionKind.LOST, "失联党员", ("失联",)),
    Choice(ConditionKind.ABROAD, "出国（境）学习、工作", ("出国", "出境", "出国（境）", "境外", "国外", "留学")),
    Choice(ConditionKind.HARDSHIP, "困难党员", ("困难",)),
    Choice(ConditionKind.EXEMPT, "不作硬性要求", ("豁免", "年老体弱")),
    Choice(ConditionKind.ELSEWHERE, "同时参加其他支部", ("双重组织生活", "借调", "派驻")),
    Choice(ConditionKind.RIGHTS_SUSPENDED, "中止党员权利", ("权利中止",)),
    Choice(ConditionKind.PARTY_PROBATION, "留党察看", ("察看",)),
    Choice(ConditionKind.MEMBERSHIP_STOPPED, "停止党籍", ()),
)
EFFECTS = {
    ConditionKind.AWAY: "计入应到，有表决权；可在流入地参加组织生活。",
    ConditionKind.LOST: "计入应到；失联 6 个月以上多方查找无着的，按规定停止党籍。",
    ConditionKind.ABROAD: "计入应到，有表决权；每半年至少联系 1 次，出国学习研究超过 5 年未归的，按规定停止党籍。",
    ConditionKind.HARDSHIP: "不影响应到和表决。",
    ConditionKind.EXEMPT: "计入应到和表决基数，不计入缺席率。",
    ConditionKind.ELSEWHERE: "计入本支部应到和表决基数，可在其他支部参加组织生活。",
    ConditionKind.RIGHTS_SUSPENDED: "不计入应到，没有表决权。",
    ConditionKind.PARTY_PROBATION: "计入应到，没有表决权。",
    ConditionKind.MEMBERSHIP_STOPPED: "不计入应到，没有表决权。",
}
ARTICLES = {
    ConditionKind.AWAY: "《党员教育管理工作条例》第三十二条",
    ConditionKind.LOST: "《党员教育管理工作条例》第二十四条",
    ConditionKind.ABROAD: "《党员教育管理工作条例》第三十四条",
    ConditionKind.HARDSHIP: "",
    ConditionKind.EXEMPT: "《党员教育管理工作条例》第二十三条",
    ConditionKind.ELSEWHERE: "《党员教育管理工作条例》第十六条",
    ConditionKind.RIGHTS_SUSPENDED: "《基层组织选举工作条例》第五条",
    ConditionKind.PARTY_PROBATION: "《基层组织选举工作条例》第五条",
    ConditionKind.MEMBERSHIP_STOPPED: "《党员教育管理工作条例》第二十四条",
}

LEAVING = "转出中"  # sent to another branch, the receipt not back: no condition, but shown with them

WAYS_INTO_OFFICE = (
    Choice("elected", "选举", ("选举产生", "当选")),
    Choice("by_election", "补选", ("增补",)),
    Choice("appointed", "指派", ("上级指派", "任命", "指定")),
    Choice("recommended", "小组推荐", ("推荐",)),
    Choice("other", "其他", ()),
)
ENTRIES = (
    Choice("joined", "本支部发展", ("新发展", "发展")),
    Choice("transferred", "转入", ("组织关系转入", "调入")),
    Choice("returned", "转回", ("调回",)),
    Choice("restored", "恢复党籍", ("恢复",)),
    Choice("other", "其他", ()),
)
EXITS = (
    Choice("transferred", "转出", ("组织关系转出", "调出", "转走")),
    Choice("died", "去世", ("死亡", "逝世")),
    Choice("resigned", "退党", ("自愿退党",)),
    Choice("struck_off", "除名", ("自行脱党除名", "劝退除名")),
    Choice("expelled", "开除党籍", ("开除",)),
    Choice("cancelled", "取消预备党员资格", ("取消资格",)),
    Choice("no_longer", "不再培养", ("取消积极分子资格",)),
    Choice("other", "其他", ()),
)


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Dated rows under one member: what they are called, where they are kept, and their fields.

    `table` names the store's table, `kind` the value of its `kind` column where one table keeps several sorts of rows.
    `private` rows are shown on the card alone.
    """

    key: str
    label: str
    one: str
    table: str
    fields: tuple[Field, ...]
    kind: str | None = None
    private: bool = False

    def field(self, key: str) -> Field:
        """Give the field of that key; KeyError where there is none."""
        return next(field for field in self.fields if field.key == key)


def _since(label: str = "开始时间") -> Field:
    return Field("since", label, FieldKind.DATE, width=6)


def _until(label: str = "结束时间") -> Field:
    return Field("until", label, FieldKind.DATE, width=6)


def _entry(key: str, label: str, one: str, *fields: Field, private: bool = False) -> LifeTable:
    return LifeTable(key, label, one, "member_entry", fields, kind=key, private=private)


OFFICES = LifeTable(
    "offices",
    "党内职务",
    "项职务",
    "member_office",
    (
        Field("office", "职务", required=True, width=8),
        Field("how", "产生方式", FieldKind.CHOICE, choices=WAYS_INTO_OFFICE, width=5),
        _since("任职时间"),
        _until("离任时间"),
    ),
)
GROUPS = LifeTable(
    "groups",
    "所在党小组",
    "段",
    "member_group",
    (Field("group", "党小组", required=True, width=8), _since(), _until()),
)
STAGES_HELD = LifeTable(
    "stages",
    "党员类别",
    "段",
    "member_stage",
    (Field("stage", "类别", required=True, width=8), _since(), _until()),
)
CONDITIONS_HELD = LifeTable(
    "conditions",
    "组织生活与权利",
    "项",
    "member_condition",
    (
        Field("kind", "情况", FieldKind.CHOICE, choices=CONDITIONS, required=True, width=8),
        _since(),
        _until(),
        Field("reason", "原因", width=10),
        Field("place", "去向或所在支部", width=10),
        Field("basis", "依据（批准单位、文号）", width=10),
    ),
)
FAMILY = _entry(
    "family",
    "家庭成员和主要社会关系",
    "人",
    Field("title", "姓名", FieldKind.NAME, required=True, width=5),
    Field("level", "关系", familiar=(), width=4),
    Field("day", "出生日期", FieldKind.DATE, width=6),
    Field("who", "政治面貌", width=5),
    Field("detail", "单位及职务", width=14),
)
HONOUR_LEVELS = tuple(
    Choice(label, label) for label in ("国家级", "省部级", "地市级", "县区级", "本单位", "机关党委", "党支部", "其他")
)
HONOURS = _entry(
    "honour",
    "荣誉表彰",
    "项",
    Field("day", "时间", FieldKind.DATE, width=6),
    Field("title", "荣誉名称", required=True, width=14),
    Field("level", "级别", FieldKind.CHOICE, choices=HONOUR_LEVELS, width=5),
    Field("who", "授予单位", width=10),
    Field("detail", "说明", FieldKind.LONG_TEXT, width=12),
)
DISCIPLINE_KINDS = tuple(
    Choice(label, label) for label in ("警告", "严重警告", "撤销党内职务", "留党察看", "开除党籍", "组织处理", "其他")
)
DISCIPLINE = _entry(
    "discipline",
    "处分和组织处理",
    "项",
    Field("day", "时间", FieldKind.DATE, width=6),
    Field("title", "种类", FieldKind.CHOICE, choices=DISCIPLINE_KINDS, required=True, width=6),
    Field("until", "影响期至", FieldKind.DATE, width=6),
    Field("who", "决定机关", width=10),
    Field("detail", "说明", FieldKind.LONG_TEXT, width=12),
    private=True,
)
HARDSHIP = _entry(
    "hardship",
    "困难帮扶",
    "次",
    Field("day", "时间", FieldKind.DATE, width=6),
    Field("title", "困难情况", required=True, width=12),
    Field("detail", "帮扶措施", FieldKind.LONG_TEXT, width=14),
    Field("who", "帮扶人", FieldKind.NAME, width=5),
    private=True,
)
TALK_RELATIONS = tuple(Choice(label, label) for label in RELATIONS)
TALKS = _entry(
    "talk",
    "谈心谈话",
    "次",
    Field("day", "时间", FieldKind.DATE, required=True, width=6),
    Field("who", "谈话人", FieldKind.NAME, width=5),
    Field("level", "关系", FieldKind.CHOICE, choices=TALK_RELATIONS, width=6),
    Field("place", "地点", width=6),
    Field("title", "主题", width=10),
    Field("detail", "内容要点", FieldKind.LONG_TEXT, width=16),
    private=True,
)
REVIEWS = _entry(
    "review",
    "培养教育考察",
    "次",
    Field("day", "考察时间", FieldKind.DATE, required=True, width=6),
    Field("who", "考察人", width=6),
    Field("title", "考察结论", width=10),
    Field("detail", "主要表现", FieldKind.LONG_TEXT, width=16),
)
REACHED, NOT_REACHED = "reached", "not_reached"
CONTACTS = _entry(
    "contact",
    "联系记录",
    "次",
    Field("day", "联系时间", FieldKind.DATE, required=True, width=6),
    Field("who", "联系人", FieldKind.NAME, width=5),
    Field("level", "方式", familiar=("电话", "视频", "信函", "当面", "通过亲友"), width=4),
    Field(
        "title",
        "结果",
        FieldKind.CHOICE,
        choices=(
            Choice(REACHED, "已联系上", ("联系上",)),
            Choice(NOT_REACHED, "未联系上", ("联系不上", "查找无着")),
        ),
        required=True,
        width=5,
    ),
    Field("detail", "情况", FieldKind.LONG_TEXT, width=16),
)
TRAINING = _entry(
    "training",
    "教育培训",
    "次",
    Field("day", "开始时间", FieldKind.DATE, width=6),
    Field("until", "结束时间", FieldKind.DATE, width=6),
    Field("title", "培训名称", required=True, width=14),
    Field("who", "主办单位", width=10),
    Field("level", "学时", width=3),
    Field("detail", "说明", FieldKind.LONG_TEXT, width=10),
)
CAREER = _entry(
    "career",
    "学习和工作经历",
    "段",
    Field("day", "开始时间", FieldKind.DATE, width=6),
    Field("until", "结束时间", FieldKind.DATE, width=6),
    Field("title", "单位及职务", required=True, width=16),
    Field("who", "证明人", FieldKind.NAME, width=5),
)
ENTRIES_KEPT = (TALKS, REVIEWS, CONTACTS, HONOURS, TRAINING, CAREER, FAMILY, HARDSHIP, DISCIPLINE)
DATED = (STAGES_HELD, OFFICES, GROUPS, CONDITIONS_HELD)
LIFE_TABLES: dict[str, LifeTable] = {table.key: table for table in (*DATED, *ENTRIES_KEPT)}

PERIOD_FIELDS = (
    Field("entry", "进入方式", FieldKind.CHOICE, choices=ENTRIES, width=5),
    Field("since", "进入本支部时间", FieldKind.DATE, width=6),
    Field("origin", "来自", width=12),
    Field("entry_letter_on", "介绍信日期", FieldKind.DATE, width=6),
    Field("entry_letter_number", "介绍信编号", width=8),
    Field("entry_dues_to", "党费已交至", FieldKind.DATE, width=6),
)
LEAVING_FIELDS = (
    Field("exit", "离开方式", FieldKind.CHOICE, choices=EXITS, required=True, width=5),
    Field("day", "离开时间", FieldKind.DATE, width=6),
    Field("destination", "去向", width=12),
    Field("exit_letter_on", "介绍信日期", FieldKind.DATE, width=6),
    Field("exit_letter_number", "介绍信编号", width=8),
    Field("exit_letter_days", "有效期（天）", FieldKind.INTEGER, width=4),
    Field("exit_dues_to", "党费交至", FieldKind.DATE, width=6),
    Field("receipt_on", "回执日期", FieldKind.DATE, width=6),
    Field("reason", "说明", FieldKind.LONG_TEXT, width=12),
)
