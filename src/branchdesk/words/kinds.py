"""What is said about the kinds of meeting: the items they begin with, what each of them must hold, how they sit."""

from __future__ import annotations

FORMS = {"members": "党员大会", "committee": "支委会", "group": "党小组会"}

# Titles of the items that a meeting of a kind begins with.
LAST_YEARS_MEASURES = "通报上次组织生活会整改落实情况"
SELF_CHECK = "对照检查"
CRITICISM = "批评与自我批评"
RECTIFICATION = "明确整改措施"
OWN_APPRAISAL = "党员个人自评"
MUTUAL_APPRAISAL = "党员互评"
APPRAISAL = "民主测评"
DISCUSSION = "学习讨论"
COURSE = "活动内容"

# Words of which one names such an item, however a branch words its titles.
SELF_CHECK_WORDS = ("对照检查", "查摆", "检视", "剖析")
CRITICISM_WORDS = ("批评",)
RECTIFICATION_WORDS = ("整改",)
EARLIER_WORDS = ("上次", "上年", "上一年", "落实情况")  # of an item that looks back on what was resolved before


def part_missing(kind: str, part: str) -> str:
    """Say that a meeting of a kind lacks one of its parts."""
    return f"{kind}还没有“{part}”这一项。"


def part_empty(title: str) -> str:
    """Say that nothing is written of a part."""
    return f"“{title}”还没有写内容。"


def no_lecture() -> str:
    """Say that a Party lecture has no lecture."""
    return "党课还没有写讲课内容，请添“党课”一项。"


def lecture_untitled() -> str:
    """Say that a lecture has no title."""
    return "党课还没有写题目。"


def no_lecturer() -> str:
    """Say that nobody is named who gave the lecture."""
    return "党课还没有写主讲人。"


def no_appraisal() -> str:
    """Say that an appraisal has no ballot."""
    return "民主评议还没有测评，请添“民主测评”一项。"


def no_year(kind: str) -> str:
    """Say that the year is missing to which a meeting belongs."""
    return f"{kind}还没有写所属年度。"


def odd_year(kind: str, year: int, held: int) -> str:
    """Say that a meeting belongs to a year in which, and after which, it was not held."""
    return f"{kind}写的是{year}年度，会议在{held}年召开，请核对所属年度。"


def no_form() -> str:
    """Say that nobody knows as which body an 组织生活会 sat."""
    return "还没有写组织生活会的形式，先按党员大会计算应到。"


def no_committee() -> str:
    """Say why a committee meeting is not offered."""
    return "当天名册中没有支部委员，不设支委会。"


def agenda_written() -> str:
    """Say why last time's frame cannot be taken."""
    return "议程已有内容"


def no_last_time(kind: str) -> str:
    """Say that there is no earlier meeting to follow."""
    return f"以前没有已召开的{kind}，没有框架可以照用。"


def template_kept(kind: str) -> str:
    """Say that meetings of a kind begin otherwise from now on."""
    return f"以后新记{kind}，先列出这次的各项。"
