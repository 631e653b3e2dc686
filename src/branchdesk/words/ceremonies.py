"""What is said of a ceremony (集体过政治生日), and the text with which its record is prepared."""

import re
from collections.abc import Mapping, Sequence

from branchdesk.words.five_ones import names, years_text

INTRODUCTION = "介绍过政治生日的同志"
MONTH, LIST, NUMBER, LEADER = "{月}", "{名单}", "{人数}", "{主持人}"
# By the name of an item: what its part of the record begins with. A branch edits them, and adds those of its own items.
TEXTS: Mapping[str, str] = {
    INTRODUCTION: "{月}过政治生日的有{名单}，共{人数}人。",
    "重温一次入党誓词": "由{主持人}领誓，{名单}面向党旗重温入党誓词。",
    "一次集中学习": "",
    "一张政治生日纪念卡": "{主持人}代表支部为{名单}送上政治生日纪念卡。",
    "赠送一张贺卡": "{主持人}代表支部为{名单}送上贺卡。",
    "一次关爱行动": "",
}
# As what two people talk: choices of `ledgers.member_life.TALK_RELATIONS`.
BETWEEN_OFFICERS, OFFICER_AND_MEMBER, BETWEEN_MEMBERS, WITH_SECRETARY = (
    "支委之间",
    "支委与党员",
    "党员之间",
    "书记与党员",
)
TALK_TITLE = "政治生日谈心谈话"
ABOVE = "书记本人的谈心谈话由上级党组织的同志进行，谈话人请填写；不填则这一项留待补办。"


def title(month: int) -> str:
    """Name the meeting."""
    return f"{month}月集体过政治生日"


def topic(item: str) -> str:
    """Name an item as a topic of the agenda: without 一次, 一张."""
    return re.sub("一[次张件个份场封]", "", item, count=1)


def filled(text: str, month: int, people: Sequence[tuple[str, int]], leader: str) -> str:
    """Fill a text with who celebrates (with their years) and who leads; what nobody knows yet stays a blank."""
    listed = "、".join(f"{name}（{years_text(years)}）" for name, years in people)
    values = {MONTH: f"{month}月", LIST: listed, NUMBER: str(len(people)), LEADER: leader or "＿＿＿"}
    for key, value in values.items():
        text = text.replace(key, value)
    return text


def held(people: Sequence[str], year: int, month: int) -> str:
    """Name the operation."""
    return f"{names(people)}{year}年{month}月集体过政治生日"


def nobody() -> str:
    """Refuse a ceremony for nobody."""
    return "没有选人，请至少选一位过政治生日的同志。"


def nothing() -> str:
    """Refuse a ceremony without any item."""
    return "没有选事项，请至少选一项。"


def nothing_left() -> str:
    """Refuse a ceremony that would note nothing."""
    return "所选各项都已登记，没有要办的了。"


def another_day() -> str:
    """Refuse an existing meeting that is of another day than the ceremony."""
    return "所选的会议不在这一天，请改日期或另选会议。"
