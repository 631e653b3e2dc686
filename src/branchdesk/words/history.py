"""What is said about the past: what tables, columns and stored words are called, and why a record cannot come back.

A ledger's own fields name most columns of its records; here stands what no ledger names.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from branchdesk.words.clues import STEPS
from branchdesk.words.meetings import BODIES, DECLARED, GRADES, KINDS, PHASES, PRESENCES, RULES, STAGES, day_text

ADDED, CHANGED, REMOVED = "新增", "修改", "删除"
TABLES = {
    "branch": "支部",
    "party_group": "党小组",
    "committee": "支部委员会",
    "member": "党员",
    "volunteer": "志愿者",
    "clue": "志愿者线索",
    "meeting": "会议",
    "study_document": "学习篇目",
    "five_ones_item": "五个一事项",
    "rule_change": "规则设置",
    "duty_mark": "应办事项登记",
    "holiday": "节假日安排",
    "finding_note": "迎检问题说明",
    "clue_category": "线索类别",
    "clue_stroke": "正字计数",
    "clue_snapshot": "统计存照",
}
# What belongs to a record: what a row of it is called.
PARTS = {
    "member_period": "在册情况",
    "member_stage": "党员类别",
    "member_office": "党内职务",
    "member_group": "所在党小组",
    "member_condition": "组织生活与权利",
    "member_entry": "个人事项",
    "member_photo": "照片",
    "attendance": "到会",
    "agenda_item": "议程",
    "studied_document": "学习篇目",
    "speech": "发言",
    "measure": "措施",
    "ballot_subject": "表决",
    "not_counted": "不计入应到",
    "expected_override": "应到调整",
    "measure_review": "措施回看",
    "amendment": "补充更正",
    "attachment": "附件",
    "opinion": "征求意见",
    "criticism": "批评意见",
    "rectification": "整改清单",
    "document_study": "补学",
    "five_ones_mark": "五个一",
    "clue_step": "办理过程",
    "clue_photo": "照片",
    "joint_reporter": "共同提报人",
}
# Which columns of such a row are said, in this order, and with which word before; an empty word where none is needed.
PART_COLUMNS: dict[str, dict[str, str]] = {
    "member_period": {
        "entry": "",
        "origin": "来自",
        "entry_letter_on": "转入介绍信",
        "entry_letter_number": "编号",
        "entry_dues_to": "党费交至",
        "exit": "",
        "destination": "去向",
        "exit_letter_on": "转出介绍信",
        "exit_letter_number": "编号",
        "exit_letter_days": "有效天数",
        "exit_dues_to": "党费交至",
        "receipt_on": "回执",
        "reason": "",
    },
    "member_stage": {"stage": ""},
    "member_office": {"office": "", "how": ""},
    "member_group": {"group_id": ""},
    "member_condition": {"kind": "", "reason": "原因", "place": "地点", "basis": "依据"},
    "member_entry": {"day": "", "until": "至", "title": "", "level": "", "who": "", "place": "", "detail": ""},
    "member_photo": {},
    "attendance": {
        "member_id": "",
        "presence": "",
        "late": "",
        "online": "",
        "reason": "",
        "made_up_on": "补学",
        "made_up_how": "",
    },
    "expected_override": {"member_id": "", "expected": "", "reason": ""},
    "agenda_item": {
        "kind": "",
        "title": "",
        "rule": "",
        "reader_name": "领学、报告或主讲",
        "seats": "应选",
        "invalid": "无效票",
        "to_members_meeting": "",
        "text": "",
    },
    "studied_document": {"title": "", "source": "", "issued": ""},
    "speech": {"speaker_name": "", "text": ""},
    "measure": {"text": "", "owner_name": "责任人", "due": "时限", "done_on": "办结"},
    "ballot_subject": {
        "name": "",
        "yes": "赞成",
        "no": "反对",
        "abstain": "弃权",
        "written_yes": "书面同意",
        "written_from": "书面意见来自",
        "write_in": "",
        "excellent": GRADES["excellent"],
        "qualified": GRADES["qualified"],
        "basically_qualified": GRADES["basically_qualified"],
        "unqualified": GRADES["unqualified"],
        "grade": "评定",
        "self_grade": "自评",
        "mutual_excellent": f"互评{GRADES['excellent']}",
        "mutual_qualified": f"互评{GRADES['qualified']}",
        "mutual_basically_qualified": f"互评{GRADES['basically_qualified']}",
        "mutual_unqualified": f"互评{GRADES['unqualified']}",
        "feedback_on": "反馈",
        "feedback": "",
        "declared": "宣布",
    },
    "not_counted": {"name": "", "reason": "", "approved_by": "批准"},
    "measure_review": {"note": ""},
    "amendment": {"day": "", "text": ""},
    "attachment": {"name": ""},
    "opinion": {"about": "", "text": "", "source": "来自"},
    "criticism": {"critic_name": "", "criticised_name": "对", "text": "", "answer": "态度"},
    "rectification": {
        "problem": "",
        "text": "措施",
        "owner_name": "责任人",
        "due": "时限",
        "done_on": "完成",
        "result": "",
    },
    "document_study": {"member_id": "", "day": "", "how": ""},
    "five_ones_mark": {"item_id": "", "year": "", "state": "", "day": "", "who": "", "note": ""},
    "clue_step": {"kind": "", "day": "", "at": "", "who": "", "what": "", "document": ""},
    "clue_photo": {"name": ""},
    "joint_reporter": {"name": ""},
}
COLUMNS: dict[str, dict[str, str]] = {
    "meeting": {
        "ends": "结束时间",
        "group_id": "党小组",
        "chair_name": "主持人",
        "recorder_name": "记录人",
        "observers": "列席",
        "counted_expected": "应到人数",
        "counted_present": "实到人数",
        "counted_on_leave": "请假人数",
        "counted_absent": "缺席人数",
        "text": "会议内容",
        "resolutions": "会议决议",
        "signed_on": "签字日期",
        "phase": "进度",
        "form": "召开形式",
        "for_year": "所属年度",
        "partners": "共建单位",
        "volunteers": "志愿者",
        "moves": "改期",
        "cancelled_for": "取消原因",
        "study_minutes": "计入学时（分钟）",
    },
    "study_document": {
        "title": "题名",
        "source": "来源",
        "issued": "日期",
        "kind": "类别",
        "wanted_by": "要求学完",
        "note": "备注",
    },
    "five_ones_item": {
        "position": "次序",
        "name": "名称",
        "evidence": "认定方式",
        "since_year": "起始年度",
        "until_year": "停用年度",
    },
    "rule_change": {
        "rule": "规则",
        "since": "起始时间",
        "on": "启用",
        "settings": "设置",
        "note": "依据",
        "who": "设置人",
    },
    "duty_mark": {
        "rule": "规则",
        "subject": "对象",
        "period": "时段",
        "state": "办理情况",
        "day": "日期",
        "note": "说明",
    },
    "holiday": {"day": "日期", "off": "放假", "name": "名称"},
    "finding_note": {"finding": "问题", "note": "说明", "settled_on": "处理日期"},
    "clue_category": {"name": "名称", "parent": "上级类别"},
    "clue_stroke": {
        "day": "日期",
        "by": "计数对象",
        "name": "名称",
        "category": "线索类别",
        "reported": "提报数",
        "handled": "处置数",
    },
    "clue_snapshot": {
        "name": "名称",
        "taken_at": "存照时间",
        "since": "起始日期",
        "until": "截止日期",
        "definition": "口径",
        "note": "说明",
    },
    "branch": {"name": "名称", "unit": "所在单位", "duties_from": "启用年月"},
    "party_group": {"name": "名称"},
    "committee": {
        "number": "届次",
        "since": "起始时间",
        "until": "结束时间",
        "years": "任期（年）",
        "how": "产生方式",
        "basis": "依据",
        "remark": "备注",
    },
}
# Names of the program's own making, which say nothing to anybody.
HIDDEN = {
    "id",
    "branch_id",
    "initials",
    "pinyin",
    "strokes",
    "position",
    "chair_id",
    "recorder_id",
    "reader_id",
    "speaker_id",
    "owner_id",
    "person_id",
    "volunteer_id",
    "sitting",
    "about_id",
    "critic_id",
    "criticised_id",
    "other_id",
    "document_id",
    "same_as",
    "meeting_id",
    "entry_id",
    "key",
    "duplicate_of",
    "deadline",
    "serial",
    "asked",
    "figures",
    "records",
}
# Fields that a record's name says already, or that say little of it.
IN_NAMES = {"name", "number", "roster_order", "starts", "kind", "state"}
VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("member_stage", "stage"): STAGES,
    ("attendance", "presence"): PRESENCES,
    ("attendance", "late"): {"True": "迟到"},
    ("attendance", "online"): {"True": "线上"},
    ("expected_override", "expected"): {"True": "另加应到", "False": "不计入应到"},
    ("agenda_item", "kind"): {"first_topic": "第一议题", "topic": "议题", "lecture": "党课", "ballot": "表决"},
    ("agenda_item", "rule"): RULES,
    ("agenda_item", "to_members_meeting"): {"True": "提请党员大会"},
    ("ballot_subject", "declared"): DECLARED,
    ("ballot_subject", "write_in"): {"True": "另选人"},
    ("ballot_subject", "grade"): GRADES,
    ("ballot_subject", "self_grade"): GRADES,
    ("clue_step", "kind"): STEPS,
    ("clue_stroke", "by"): {"volunteer": "志愿者", "grid": "网格", "unit": "单位"},
    ("five_ones_mark", "state"): {"done": "已办", "exempt": "不适用"},
    ("duty_mark", "state"): {"done": "已办", "exempt": "本次不要求"},
    ("meeting", "phase"): PHASES,
    ("meeting", "form"): BODIES,
}
NOT_SHOWN = "（内容不在此显示）"
BEFORE_THEN, ERASED = "此前的内容", "已彻底删除"
# Why what is no change of a record is not taken back.
NO_STEPS = {
    "event": "这里记的是一件事，不是对记录的改动，不能撤销。",
    "erase": "按申请彻底删除的内容不能恢复，这一步不能撤销。",
}
EMPTY_PARTS = {"member_period": "在册"}  # what a row says in which nothing is filled in
LISTED, NONE = "；", "无"
NOT_ANY_MORE = "（已不在）"


def table(name: str) -> str:
    """Call a table's rows what people call them; the table's own name where nothing is known of it."""
    return TABLES.get(name) or PARTS.get(name) or name


def called(name: str, values: Mapping[str, Any]) -> str:
    """Name a record by its row: a person by name, a clue by number, a meeting by day and kind."""
    if name == "meeting":
        return day_text(values["starts"]) + KINDS.get(values["kind"], str(values["kind"]))
    if name == "committee":
        return f"第{values['number']}届" if values.get("number") else str(values.get("since") or "")
    return str(next((values[key] for key in ("name", "number", "title") if values.get(key)), ""))


def flag(value: object) -> str:
    """Say yes or no."""
    return "是" if value else "否"


def held(words: Iterable[str], when: str) -> str:
    """Say what holds, and from when until when."""
    said = "，".join(words)
    return f"{said}（{when}）" if when and said else said or when


def span(since: str | None, until: str | None) -> str:
    """Say from when until when something holds; nothing where neither is known."""
    if until is None:
        return f"{since}起" if since else ""
    return f"{since or '此前'}至{until}"


def moment(at: str) -> str:
    """Say a stamp of time as lists show it."""
    return at[:16].replace("T", " ")


def restored(ledger: str, name: str) -> str:
    """Name the operation that puts one record back."""
    return f"{ledger}还原“{name}”"


def restored_together(ledger: str, name: str, number: int, one: str) -> str:
    """Name the operation that puts several records back."""
    return f"{ledger}还原“{name}”等{number}{one}"


def not_in_trash() -> str:
    """Say that a record cannot be put back, for it was not taken out."""
    return "这条记录不在回收站中，可能已经还原。请刷新后再看。"


def id_number_taken(name: str, other: str) -> str:
    """Say that somebody on the roster has the same ID number."""
    return f"“{name}”没有还原：名册中“{other}”的公民身份号码与其相同。请先核对名册，改正或删去重复的一条。"


def person_there(ledger: str, name: str, same: str) -> str:
    """Say that the same person was entered again; `same` names what agrees besides the name."""
    return f"“{name}”没有还原：{ledger}中已有姓名和{same}都相同的一条。如需还原，请先删去现有的一条。"


def number_taken(name: str) -> str:
    """Say that another clue has the number now."""
    return f"线索“{name}”没有还原：这个编号已用于另一条线索。请先改另一条的编号。"


def meeting_number_taken(name: str, number: int) -> str:
    """Say that another meeting has the number now."""
    return f"“{name}”没有还原：同年同类会议已另有第{number}次。请先删去那次会议的草稿，或把内容补记到那次会议。"


def group_gone(name: str, group: str) -> str:
    """Say that a record belongs to a group that is no more."""
    return f"“{name}”没有还原：所属的“{group}”已不存在。请先重新设立同名的党小组。"


def other_gone(name: str, kind: str, other: str) -> str:
    """Say that a record cannot stand without another that was taken out too."""
    return f"“{name}”没有还原：其中涉及的{kind}“{other}”已被删除。请先还原{kind}“{other}”。"


def later_steps(number: int) -> str:
    """Say why an older step is not taken back alone, and what can be done."""
    return (
        f"此后还有{number}步操作，后面的内容可能以这一步为前提，所以不能单独撤销这一步。"
        "可以从最近一步起逐步撤销到这里，也可以打开有关记录直接改正；误删的记录可在回收站还原。"
    )


def undone_already() -> str:
    """Say that a step is taken back."""
    return "这一步已经撤销，没有生效。"


def never_undone() -> str:
    """Say that the first step stays."""
    return "这是数据文件建立时的第一步，不能撤销。"


def turned_back() -> str:
    """Say what is to be done about an undo or a redo."""
    return "这是一次撤销或重做，由它前面的步骤决定，不能再单独撤销。"
