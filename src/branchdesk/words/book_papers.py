"""What bound papers are called, how each may be varied, and what is said where there is nothing to bind."""

from __future__ import annotations

import re
from datetime import date

from branchdesk.words.meetings import KINDS as KINDS_OF_MEETING

MEETING_FILE, YEAR_BOOK = "全套会议材料", "年度会议记录汇编"
YEAR_BOOK_HOLDS = "一年的会议记录装成一本，有封面、目录和连续页码。"

PARTS, COVER = "包括", "加封面和目录"
YEAR, KINDS, STYLE = "年度（不填为今年）", "会议种类", "样式"
DRAFTS, ODD = "含未定稿的（注明草稿）", "每次会议从单页起"
PHOTOS = "会议照片"
ON_A_PAGE, TWO, SIX = "每页照片", "2", "6"
PHOTOS_ON_A_PAGE = ((TWO, "2张"), (SIX, "6张"))
RECORDS = "会议记录"


def no_such_year(typed: str) -> str:
    """Say that a year cannot be read."""
    return f"年度“{typed}”看不懂，请写成2026这样的四位数字。"


def no_meetings(year: int, *, chosen: bool) -> str:
    """Say that a year has no minutes to bind: none at all, or none of those that are `chosen`."""
    if not chosen:
        return f"{year}年没有会议记录，无法汇编。请换一个年度。"
    return f"{year}年没有符合条件的会议记录，无法汇编。请换一个年度，或者把未定稿的记录、其他会议种类也选上。"


def nothing_in_file() -> str:
    """Say that none of the chosen parts is there to be put into a meeting's file."""
    return "选中的材料这次会议都没有，请至少选一样有的材料，例如会议记录。"


def year(number: int) -> str:
    """Name a year's papers."""
    return f"{number}年度"


def bound(meetings: int, first: str, last: str) -> str:
    """Say on a cover what is bound: how many meetings, from which day to which."""
    return f"共{meetings}次会议（{first}—{last}）" if first != last else f"共{meetings}次会议（{first}）"


def called(kind: str, group: str) -> str:
    """Name a meeting by its kind, one of a group by the group: 第一党小组会."""
    if kind != "group_meeting" or not group:
        return KINDS_OF_MEETING[kind]
    return f"{group}会" if group.endswith("党小组") else f"{group}{KINDS_OF_MEETING[kind]}"


def entry(day: date, name: str, number: int | None, theme: str) -> str:
    """Name a meeting in a list of contents: its day, what it is called, which of the year it is, and its theme."""
    count = f"（第{number}次）" if number else ""
    return f"{day.month}月{day.day}日\u3000{name}{count}" + (f"：{theme}" if theme else "")


def year_in(text: str) -> int | None:
    """Read a year: 2026 or 2026年."""
    found = re.fullmatch(r"(\d{4})年?", text, re.ASCII)
    return int(found[1]) if found and found[1] != "0000" else None
