"""What is said of who came and who did not."""

from __future__ import annotations

from branchdesk.words.meetings import PRESENCES, day_text

SIGNS = {
    "present": "到",
    "late": "迟",
    "online": "线",
    "on_leave": "假",
    "absent": "缺",
    "made_up": "补",
    "spared": "免",
    "unmarked": "未",
}
MEANINGS = {
    "present": "到会",
    "late": "迟到",
    "online": "线上参加",
    "on_leave": "请假",
    "absent": "缺席",
    "made_up": "请假或缺席，已补学",
    "spared": "不作硬性要求，未到会",
    "unmarked": "未登记",
}
NOT_REQUIRED = "不作硬性要求，不计入"
TITLE = "出勤情况"
MISSED_TITLE = "未补学情况"
PERSON_COLUMNS = ("姓名", "党小组", "应到", "实到", "请假", "缺席", "已补学", "到会率")
MISSED_COLUMNS = ("姓名", "党小组", "会议", "日期", "情况", "原因", "补学")
WAYS = ("自学会议材料", "参加其他场次", "党小组组织补学", "送学上门", "线上补学")  # of making up, to be offered
SHORT_KINDS = {
    "members_meeting": "大会",
    "committee_meeting": "支委",
    "group_meeting": "小组",
    "party_lecture": "党课",
    "theme_day": "党日",
    "organisational_life_meeting": "生活会",
    "democratic_appraisal": "评议",
    "activity": "共建",
}
DEFINITION = "到会率＝实到÷应到；未登记、不作硬性要求和只有人数的不计入"


CLOSED = "包括已补学"


def made_up(number: int) -> str:
    """Say how many absences are made up."""
    return f"已补学{number}人次"


def make_up(day: str | None, how: str) -> str:
    """Say when and how an absence was made up: 2026-11-25 自学会议材料."""
    return " ".join(filter(None, (day, how)))


def meaning(sign: str, reason: str, made_up_on: str | None, *, spared: bool, how: str = "") -> str:
    """Say what one cell means, with everything that was noted."""
    parts = [MEANINGS[sign]]
    if reason:
        parts.append(reason)
    if made_up_on:
        parts.append(f"{day_text(made_up_on)}补学{f'（{how}）' if how else ''}")
    if spared:
        parts.append(NOT_REQUIRED)
    return "；".join(parts)


def heads_only(number: int) -> str:
    """Say how many records are left out because they only count heads."""
    return f"只有人数的{number}次不计入"


def made_up_together(number: int, day: str) -> str:
    """Name the operation that notes several make-up studies."""
    return f"登记{number}人次补学（{day_text(day)}）"


def presence(word: str) -> str:
    """Name a presence."""
    return PRESENCES[word]


def nothing_chosen() -> str:
    """Say that nothing is chosen that could be made up."""
    return "没有选中要登记补学的记录，请先选一行或几行。"
