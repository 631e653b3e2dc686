"""What is said about meetings."""

from collections.abc import Iterable

KINDS = {
    "members_meeting": "党员大会",
    "committee_meeting": "支委会",
    "group_meeting": "党小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日",
    "organisational_life_meeting": "组织生活会",
    "democratic_appraisal": "民主评议党员",
    "activity": "共建等活动",
}
BODIES = {"members": "党员大会", "committee": "支委会", "group": "党小组会"}
PHASES = {"planned": "已计划", "notified": "已通知", "held": "已召开", "cancelled": "已取消"}
STATES = {"planned": "已计划", "notified": "已通知", "draft": "草稿", "final": "已定稿", "cancelled": "已取消"}
PRESENCES = {"present": "到会", "on_leave": "请假", "absent": "缺席", "unknown": "未登记"}
STAGES = {
    "applicant": "入党申请人",
    "activist": "入党积极分子",
    "development_target": "发展对象",
    "probationary_member": "预备党员",
    "full_member": "正式党员",
}
RULES = {
    "resolution": "一般决议",
    "admission": "发展党员",
    "election": "选举",
    "committee": "支委会表决",
    "appraisal": "民主测评",
}
DECLARED = {"passed": "通过", "not_passed": "不通过", "elected": "当选", "not_elected": "未当选"}
GRADES = {"excellent": "优秀", "qualified": "合格", "basically_qualified": "基本合格", "unqualified": "不合格"}
HEADS = ("应到", "实到", "请假", "缺席")
CHAIR, RECORDER, LEAD_READER, SPEAKER, OWNER = "主持人", "记录人", "领学人", "发言人", "责任人"


def name(kind: str, number: int | None) -> str:
    """Name a meeting: 党员大会 · 第4次."""
    label = KINDS[kind]
    return f"{label} · 第{number}次" if number else label


def day_text(day: str) -> str:
    """Say a stored day: 2026年11月20日."""
    year, month, number = day[:10].split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def saved(kind: str, day: str) -> str:
    """Name the operation that records a meeting."""
    return f"记录{day_text(day)}{KINDS[kind]}"


def revised(kind: str, day: str) -> str:
    """Name the operation that revises a meeting."""
    return f"修改{day_text(day)}{KINDS[kind]}"


def finalised(kind: str, day: str) -> str:
    """Name the operation that closes a meeting's record."""
    return f"{day_text(day)}{KINDS[kind]}定稿"


def deleted(kind: str, day: str) -> str:
    """Name the operation that takes a draft out."""
    return f"删除{day_text(day)}{KINDS[kind]}草稿"


def closed_together(number: int) -> str:
    """Name the operation that closes several old records."""
    return f"{number}次旧会议记录定稿"


def made_up(name: str, day: str) -> str:
    """Name the operation that notes a make-up study."""
    return f"登记{name}补学（{day_text(day)}）"


def measure_done(text: str) -> str:
    """Name the operation that closes a measure."""
    return f"办结措施“{text[:12]}”"


def already_final() -> str:
    """Say that a final record cannot be changed."""
    return "这次会议已定稿，内容不能再改。如需修改，请先撤销定稿；不能撤销的，请用“补充更正”。"


def not_held_yet() -> str:
    """Say that a meeting to come cannot be closed."""
    return "会议时间还没有到，不能定稿。请核对开始时间。"


def cancelled_stays_open() -> str:
    """Say that a cancelled meeting has no record to close."""
    return "这次会议已取消，没有记录可以定稿。如果实际召开了，请先改为已召开。"


def errors_stand(messages: Iterable[str]) -> str:
    """Say what stands in the way of closing a record."""
    return "还不能定稿：" + "；".join(message.rstrip("。") for message in messages) + "。"


def not_expected(person: str, day: str) -> str:
    """Say that somebody is marked who is not expected."""
    return f"“{person}”不在{day_text(day)}的应到名单中，请核对姓名或名册。"


def marked_twice(person: str) -> str:
    """Say that somebody is marked twice."""
    return f"“{person}”的到会情况填了两次，请只留一处。"


def nobody_called(person: str) -> str:
    """Say that the roster has nobody of that name."""
    return f"名册中没有“{person}”，请核对姓名。"


def several_called(person: str, candidates: Iterable[str]) -> str:
    """Say that a name is not enough, and who is meant perhaps."""
    return f"名册中有多人叫“{person}”，请改填编号：" + "；".join(candidates) + "。"


def candidate(person_id: str, label: str, note: str) -> str:
    """Describe one of several people of a name."""
    return f"{person_id}（{label}，{note}）" if note else f"{person_id}（{label}）"


def no_such_group(group: str) -> str:
    """Say that the branch has no such group."""
    return f"没有名为“{group}”的党小组，请核对名称。"


def group_needed() -> str:
    """Say that a group meeting names its group."""
    return "党小组会要写明是哪个党小组。"


def ends_before_start() -> str:
    """Say that a meeting ends before it starts."""
    return "结束时间早于开始时间，请改正。"


def start_time_missing() -> str:
    """Say that the hour of the beginning is missing."""
    return "开始时间还没有填。"


def person_missing(role: str) -> str:
    """Say that the chair or the recorder is missing."""
    return f"{role}还没有填。"


def reason_missing(name: str, presence: str) -> str:
    """Say that the reason of a leave or an absence is missing."""
    return f"{name}{presence}，原因还没有填。"


def people_unmarked(number: int) -> str:
    """Say how many are not marked."""
    return f"还有{number}人没有登记到会情况。"


def more_than_expected(expected: int, together: int) -> str:
    """Say that more heads are counted than were expected."""
    return f"实到、请假、缺席合计{together}人，多于应到{expected}人，请核对。"


def heads_short(expected: int, together: int) -> str:
    """Say that some of the expected are not accounted for."""
    return f"实到、请假、缺席合计{together}人，比应到少{expected - together}人，请核对。"


def heads_missing(names: Iterable[str]) -> str:
    """Say which counts an old record lacks."""
    return f"旧记录没有{'、'.join(names)}人数。"


def more_named_than_counted(presence: str, named: int, number: int) -> str:
    """Say that more people are named than counted."""
    return f"写有姓名的{presence}人员{named}人，多于{presence}人数{number}，请核对。"


def heads_differ(name: str, told: int, number: int) -> str:
    """Say that people marked by name are not as many as the old record counts."""
    return f"按姓名登记{name}{told}人，旧记录写{number}人，请核对。"


def no_first_topic() -> str:
    """Say that there is no first topic."""
    return "没有第一议题。"


def first_topic_late() -> str:
    """Say that the first topic is not the first."""
    return "第一议题没有排在首位。"


def no_document() -> str:
    """Say that the first topic names no document."""
    return "第一议题还没有写学习篇目。"


def no_lead_reader() -> str:
    """Say that the first topic has no lead reader."""
    return "第一议题还没有写领学人。"


def speaker_missing() -> str:
    """Say that nobody is named who spoke."""
    return "有一段发言没有写发言人。"


def measure_without_owner(text: str) -> str:
    """Say that a measure has no owner."""
    return f"措施“{text[:12]}”没有责任人。"


def measure_without_due(text: str) -> str:
    """Say that a measure has no date."""
    return f"措施“{text[:12]}”没有完成时限。"


def not_on_roster(role: str, name: str) -> str:
    """Say that somebody named is not on the roster."""
    return f"{role}“{name}”不在名册中，按所填姓名保留。"


def no_resolution() -> str:
    """Say that no resolution is entered."""
    return "会议决议还没有填。"


def roster_undated(number: int) -> str:
    """Say how many people are counted on the strength of a partial or missing date."""
    return f"有{number}人的身份日期不完整，应到和表决权按所知最早的一天计算。"
