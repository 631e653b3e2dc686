"""The roster: everybody whom the branch counts, from applicant to full member."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from branchdesk.domain import identity, reading
from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.meetings import Severity
from branchdesk.ledgers.spec import Choice, Field, FieldKind, Finding, Ledger, Row
from branchdesk.words import importing

AGE_TO_JOIN = 18
# Around the 1970s some joined without a probation (RULES.md 9, not settled): who joined before is not questioned.
PROBATION_SINCE = date(1980, 1, 1)
MEMBER_STAGES = ("full_member", "probationary_member")

SEXES = (
    Choice("male", "男", ("男性", "1", "m", "male", "男士")),
    Choice("female", "女", ("女性", "2", "f", "female", "女士")),
)
STAGES = (
    Choice("full_member", "正式党员", ("正式", "中共党员", "党员", "中共正式党员", "中国共产党党员", "01")),
    Choice("probationary_member", "预备党员", ("预备", "中共预备党员", "中国共产党预备党员", "02")),
    Choice("development_target", "发展对象", ("拟发展对象", "发展", "党员发展对象")),
    Choice("activist", "入党积极分子", ("积极分子", "积极", "建党积极分子")),
    Choice("applicant", "入党申请人", ("申请人", "申请入党人", "入党申请", "申请入党", "递交申请书")),
)


def _age_and_probation(row: Row) -> Iterator[Finding]:
    born, joined, full = row.get("birth_date"), row.get("joined_on"), row.get("full_since")
    if isinstance(born, PartialDate) and isinstance(joined, PartialDate):
        of_age = add_years(born.first_day(), AGE_TO_JOIN)
        if joined.last_day() < of_age:
            yield Finding("joined_on", Severity.DOUBT, "joined_before_18", importing.joined_before_18())
    if isinstance(full, PartialDate) and isinstance(joined, PartialDate):
        if full.last_day() < joined.first_day():
            yield Finding("full_since", Severity.DOUBT, "full_before_joined", importing.full_before_joined())
        elif _certainly_short(joined, full):
            yield Finding("full_since", Severity.DOUBT, "full_before_one_year", importing.full_before_one_year())


WAY_IN = ("applied_on", "activist_since", "target_since", "joined_on")
# What can only follow once the members' meeting has admitted.
AFTER = (("joined_on", "approved_on"), ("joined_on", "oath_on"), ("joined_on", "probation_until"))


def _way_in(row: Row) -> Iterator[Finding]:
    """Say where a step of joining is dated before the one that comes first (RULES.md 2.1)."""
    known = [(key, day) for key in WAY_IN if isinstance(day := row.get(key), PartialDate)]
    for (earlier, before), (later, after) in pairwise(known):
        if after.last_day() < before.first_day():
            said = importing.way_in_out_of_order(DATES[later], DATES[earlier])
            yield Finding(later, Severity.DOUBT, "way_in_out_of_order", said)
    for earlier, later in AFTER:
        start, end = row.get(earlier), row.get(later)
        if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.last_day() < start.first_day():
            said = importing.way_in_out_of_order(DATES[later], DATES[earlier])
            yield Finding(later, Severity.DOUBT, "way_in_out_of_order", said)
    activist, target = row.get("activist_since"), row.get("target_since")
    if isinstance(activist, PartialDate) and isinstance(target, PartialDate):
        first = add_years(activist.first_day(), 1)
        if activist.last_day() <= target.last_day() < first:
            yield Finding("target_since", Severity.DOUBT, "target_before_one_year", importing.target_before_one_year())
    born, applied = row.get("birth_date"), row.get("applied_on")
    if not (isinstance(born, PartialDate) and isinstance(applied, PartialDate)):
        return
    if applied.last_day() < add_years(born.first_day(), AGE_TO_JOIN):
        yield Finding("applied_on", Severity.DOUBT, "applied_before_18", importing.applied_before_18())


def _certainly_short(joined: PartialDate, full: PartialDate) -> bool:
    if full.last_day() >= add_years(joined.first_day(), 1):
        return False
    return joined.first_day() >= PROBATION_SINCE


def _stage(row: Row) -> Iterator[Finding]:
    if "stage" not in row:
        return
    stage = row["stage"]
    if stage is None:
        yield Finding("stage", Severity.DOUBT, "stage_missing", importing.stage_missing())
        return
    if stage == "full_member" and "full_since" in row and row["full_since"] is None:
        yield Finding("full_since", Severity.NOTE, "full_member_without_date", importing.full_member_without_date())
    if stage == "probationary_member" and row.get("full_since") is not None:
        said = importing.probationary_with_full_date()
        yield Finding("stage", Severity.DOUBT, "probationary_with_full_date", said)
    if stage in MEMBER_STAGES and "joined_on" in row and row["joined_on"] is None:
        yield Finding("joined_on", Severity.NOTE, "joined_on_missing", importing.joined_on_missing())
    if stage not in MEMBER_STAGES and row.get("joined_on") is not None:
        said = importing.joined_without_membership(STAGE.shown(stage))
        yield Finding("stage", Severity.DOUBT, "joined_without_membership", said)


def _id_number(row: Row) -> Iterator[Finding]:
    number = row.get("id_number")
    if not isinstance(number, str):
        return
    born, stated = identity.birth_date(number), row.get("birth_date")
    if born and isinstance(stated, PartialDate) and not stated.first_day() <= born <= stated.last_day():
        said = importing.id_number_birth_differs(born.isoformat())
        yield Finding("id_number", Severity.DOUBT, "id_number_birth_differs", said)
    sex, stated_sex = identity.sex(number), row.get("sex")
    if sex and stated_sex is not None and sex != stated_sex:
        said = importing.id_number_sex_differs(SEX.shown(sex))
        yield Finding("id_number", Severity.DOUBT, "id_number_sex_differs", said)


SEX = Field("sex", "性别", FieldKind.CHOICE, choices=SEXES, width=3)
STAGE = Field(
    "stage",
    "党员类别",
    FieldKind.CHOICE,
    ("人员类别", "类别", "党员类型", "党籍类别", "党员性质", "发展阶段", "当前发展阶段", "所处阶段", "政治面貌"),
    choices=STAGES,
    width=7,
    wanted=True,
    in_place=False,
)

# Kept on the form, the card and the sheet; shown in the list where somebody wants them there.
MORE = (
    Field("former_name", "曾用名", aliases=("又名", "原名"), width=6),
    Field(
        "school",
        "毕业院校及专业",
        aliases=("毕业院校", "毕业学校", "院校专业", "院校及专业", "毕业院校系及专业", "毕业院校和专业"),
        width=12,
    ),
    Field("work_since", "参加工作时间", FieldKind.DATE, ("参加工作日期", "工作时间", "参加工作年月"), width=7),
    Field(
        "department",
        "所在部门",
        aliases=("部门", "工作部门", "科室", "处室", "所在处室", "内设机构", "所在单位", "工作单位", "单位"),
        width=9,
    ),
    Field("job_rank", "职级", aliases=("现职级", "职务级别", "等级", "检察官等级", "级别"), width=7),
    Field(
        "address",
        "家庭住址",
        FieldKind.LONG_TEXT,
        ("现居住地", "住址", "居住地", "家庭地址", "现住址", "居住地址", "通讯地址"),
        width=12,
    ),
    Field(
        "here_since",
        "组织关系转入时间",
        FieldKind.DATE,
        ("转入时间", "转入日期", "组织关系转入日期", "转入本支部时间", "进入本支部时间", "组织关系转接时间"),
        width=8,
        in_place=False,
    ),
    Field(
        "applied_on",
        "申请入党时间",
        FieldKind.DATE,
        (
            *("申请入党日期", "提交书面申请书时间", "递交入党申请书时间", "递交申请书时间", "提交入党申请书时间"),
            *("入党申请时间", "入党申请书时间", "递交入党申请书日期", "申请时间"),
        ),
        width=7,
        in_place=False,
    ),
    Field(
        "activist_since",
        "确定为入党积极分子时间",
        FieldKind.DATE,
        (
            *("列为积极分子日期", "列为积极分子时间", "确定积极分子时间", "确定为积极分子时间", "确定积极分子日期"),
            *("确定入党积极分子时间", "列为入党积极分子时间", "积极分子时间", "成为入党积极分子时间"),
        ),
        width=8,
        in_place=False,
    ),
    Field(
        "target_since",
        "确定为发展对象时间",
        FieldKind.DATE,
        (
            *("列为发展对象日期", "列为发展对象时间", "确定发展对象时间", "确定发展对象日期", "发展对象时间"),
            "成为发展对象时间",
        ),
        width=8,
        in_place=False,
    ),
    Field("joining_kind", "入党类型", aliases=("加入中共组织类型", "加入党组织类型", "入党方式"), width=6),
    Field(
        "joining_branch",
        "入党时所在支部",
        aliases=("入党时所在党支部", "入党支部", "入党所在支部", "加入党组织时所在支部"),
        width=10,
    ),
    Field("sponsors", "入党介绍人", aliases=("介绍人", "入党介绍人姓名"), width=8),
    Field(
        "approved_on",
        "批准接收为预备党员时间",
        FieldKind.DATE,
        (
            *("批准接收为预备党员日期", "批准为预备党员时间", "批准为预备党员日期", "批准入党时间", "批准入党日期"),
            *("党委批准时间", "党委批准日期", "党委审批时间", "上级批准时间", "上级批准日期", "上级党委批准时间"),
            *("接收预备党员批准时间", "预备党员批准时间", "预备党员审批时间"),
        ),
        width=8,
    ),
    Field("oath_on", "入党宣誓时间", FieldKind.DATE, ("入党宣誓日期", "宣誓时间", "宣誓日期"), width=7),
    Field(
        "probation_until",
        "延长预备期至",
        FieldKind.DATE,
        ("预备期延长至", "预备期延长到", "延长预备期到", "延长预备期截止时间", "延长后预备期满时间"),
        width=7,
    ),
    Field("full_branch", "转正时所在支部", aliases=("转正时所在党支部", "转正支部", "转正所在支部"), width=10),
    Field(
        "seniority_correction",
        "党龄校正值",
        FieldKind.INTEGER,
        ("党龄校正", "党龄调整", "党龄校正月数"),
        width=5,
    ),
    Field(
        "dues_to",
        "党费交至",
        FieldKind.DATE,
        (
            *("党费已交至", "党费交纳至", "党费缴至", "党费缴纳至", "党费已缴至", "党费交到", "党费交至年月"),
            *("党费交至月份", "党费已交纳至", "党费缴纳至年月"),
        ),
        width=6,
    ),
    Field(
        "away",
        "流动党员",
        FieldKind.FLAG,
        ("是否流动党员", "是否流动", "流动", "是否为流动党员"),
        width=5,
        in_place=False,
    ),
    Field(
        "lost",
        "失联党员",
        FieldKind.FLAG,
        ("是否失联党员", "是否失联", "失联", "是否为失联党员"),
        width=5,
        in_place=False,
    ),
    Field(
        "hardship",
        "困难党员",
        FieldKind.FLAG,
        ("是否困难党员", "是否困难", "困难", "是否生活困难党员"),
        width=5,
        in_place=False,
    ),
    Field(
        "age",
        "年龄",
        FieldKind.INTEGER,
        ("周岁", "实足年龄"),
        derived=True,
        editable=False,
        in_place=False,
        ordinal=True,
        width=3,
    ),
    Field(
        "party_age",
        "党龄",
        FieldKind.INTEGER,
        ("党龄年", "党龄年限"),
        derived=True,
        editable=False,
        in_place=False,
        ordinal=True,
        width=3,
    ),
    Field("condition", "情况", FieldKind.LONG_TEXT, derived=True, editable=False, in_place=False, width=4),
)

FIELDS = (
    Field("roster_order", "序号", FieldKind.INTEGER, ("编号", "序", "排序", "顺序", "排序号"), width=3, ordinal=True),
    Field(
        "name",
        "姓名",
        FieldKind.NAME,
        ("党员姓名", "名字", "姓名全称", "人员姓名", "同志姓名"),
        required=True,
        width=6,
    ),
    SEX,
    Field("ethnicity", "民族", read=reading.ethnicity, familiar=reading.ETHNICITIES, width=5),
    Field("birth_date", "出生日期", FieldKind.DATE, ("出生年月", "出生年月日", "出生时间", "生日", "出生"), width=7),
    Field(
        "id_number",
        "公民身份号码",
        FieldKind.ID_NUMBER,
        (
            "身份证号",
            "身份证号码",
            "身份证",
            "身份号码",
            "公民身份证号",
            "公民身份证号码",
            "居民身份证号码",
            "证件号码",
        ),
        private=True,
        width=12,
        in_place=False,
    ),
    Field(
        "education",
        "学历",
        aliases=("文化程度", "最高学历", "现学历", "教育程度", "学历层次", "学历学位", "全日制学历"),
        read=reading.education,
        width=7,
    ),
    Field("degree", "学位", aliases=("最高学位", "学位名称"), read=reading.degree, width=5),
    Field(
        "joined_on",
        "入党时间",
        FieldKind.DATE,
        (
            *("入党日期", "加入党组织日期", "加入党组织时间", "加入中共组织日期", "加入中共组织时间", "入党年月"),
            *("加入中国共产党时间", "加入中国共产党日期", "入党年月日", "加入时间", "何时入党", "吸收入党时间"),
            *("成为预备党员时间", "成为预备党员日期", "接收为预备党员时间", "接收为预备党员日期"),
        ),
        width=7,
        in_place=False,
    ),
    Field(
        "full_since",
        "转正时间",
        FieldKind.DATE,
        (
            *("转正日期", "转为正式党员日期", "转为正式党员时间", "成为正式党员日期", "成为正式党员时间"),
            *("转正年月", "转正年月日", "按期转正时间", "正式党员时间", "何时转正"),
        ),
        width=7,
        in_place=False,
    ),
    STAGE,
    Field(
        "group",
        "所在党小组",
        aliases=("党小组", "所属党小组", "所在小组", "小组", "党小组名称", "所在党小组名称", "所属小组", "组别"),
        read=reading.group,
        width=7,
        in_place=False,
    ),
    Field(
        "office",
        "党内职务",
        aliases=("支部职务", "支部内职务", "党支部职务", "现任党内职务", "党务职务", "党内任职", "支委职务"),
        read=reading.office,
        familiar=(),
        width=8,
        in_place=False,
    ),
    Field(
        "post",
        "工作岗位",
        aliases=(
            *("行政职务", "职务", "岗位", "现任职务", "职务职级", "工作职务", "现任行政职务", "职位", "职称"),
            *("单位职务", "单位及职务", "工作单位及职务", "部门及职务"),
        ),
        width=9,
    ),
    Field(
        "phone",
        "联系电话",
        FieldKind.PHONE,
        ("手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "移动电话", "联系手机", "本人电话"),
        width=8,
    ),
    Field("native_place", "籍贯", aliases=("籍贯地", "祖籍"), width=8),
    *MORE,
    Field(
        "remark",
        "备注",
        FieldKind.LONG_TEXT,
        ("说明", "备注1", "备注说明", "其他", "备注信息", "其他说明"),
        width=10,
    ),
)

DATES = {field.key: field.label for field in FIELDS if field.kind is FieldKind.DATE}

MEMBERS = Ledger(
    key="members",
    label="党员花名册",
    one="名",
    source="members",
    fields=FIELDS,
    screen=(
        *("roster_order", "name", "sex", "birth_date", "education", "joined_on", "full_since", "stage", "group"),
        *("office", "post", "phone", "condition"),
    ),
    sheet=tuple(field.key for field in FIELDS if not field.derived),
    paper=(
        *("name", "sex", "ethnicity", "birth_date", "education", "joined_on", "full_since", "stage", "group"),
        *("office", "phone"),
    ),
    search=("name", "office", "post", "group", "phone", "native_place", "remark"),
    order=("rank", "roster_order"),
    checks=(_age_and_probation, _way_in, _stage, _id_number),
    unique=("id_number",),
    alike=("name",),
    tells_apart=("id_number", "birth_date", "sex"),
    filters=("stage", "group", "sex", "education"),
    sections=(
        (
            "基本情况",
            (
                *("name", "sex", "birth_date", "id_number", "ethnicity", "native_place", "former_name"),
                *("phone", "address"),
            ),
        ),
        ("党内", ("stage", "office", "group", "roster_order", "joined_on", "full_since", "here_since", "dues_to")),
        ("学习和工作", ("education", "degree", "school", "department", "post", "job_rank", "work_since")),
        (
            "入党经过",
            (
                *("applied_on", "activist_since", "target_since", "joining_kind", "joining_branch", "sponsors"),
                *("approved_on", "oath_on", "probation_until", "full_branch", "seniority_correction"),
            ),
        ),
        ("其他", ("away", "lost", "hardship", "remark")),
    ),
)
