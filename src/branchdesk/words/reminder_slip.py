"""What stands on a month's slip of reminders."""

import re
from collections.abc import Sequence

from branchdesk.words.year import short_article

NAME = "提醒单"
LABEL = "月度提醒单"
HOLDS = "一个月要办的事和期限、会议、政治生日、待补学、到期措施，可分发或张贴。"
MONTH, YEAR = "月份", "年份（0 为今年）"
MONTHS = (("this", "本月"), ("next", "下月"), *((str(month), f"{month}月") for month in range(1, 13)))

TO_DO = "要办的事", "期限", "依据"
MEETINGS = "已安排的会议", "时间", "地点"
BIRTHDAYS = "政治生日", "日期", "入党周年"
MISSED = "待补学", "会议日期", "补学日期"
MEASURES = "待落实的措施", "期限", "责任人"
NOTHING = "本月没有需要提醒的事项。"
PRIVATE = "涉及个人情况的事项不列入本单。"


def no_such_month(month: str) -> str:
    """Say what a month may be."""
    return f"月份要写1到12，或 this（本月）、next（下月），不能是“{month}”。"


def years(number: int) -> str:
    """Say how many years somebody has been in the Party."""
    return f"入党{number}周年"


def late(day: str) -> str:
    """Say until when something was to be done that is not."""
    return f"已过{day}"


def no_day() -> str:
    """Say that something has no day."""
    return "尽快"


def planned(what: str, day: str) -> str:
    """Say for which day something is set that is to be done."""
    return f"{what}（已定{day}）"


def basis(article: str) -> str:
    """Name an article in a narrow column, without what the rule book says of how sure it is."""
    return re.sub("（[^）]*核对）", "", short_article(article))


def of_people(label: str, names: Sequence[str]) -> str:
    """Say of whom something is asked."""
    return f"{label}：{'、'.join(names)}"


def of_number(label: str, number: int) -> str:
    """Say of how many people something is asked."""
    return f"{label}（{number}人）"


def missed(name: str, meeting: str) -> str:
    """Say who has what to make up."""
    return f"{name}：{meeting}"
