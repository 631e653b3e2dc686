"""What is said about the papers of clues and of volunteers: their options, and why one is not to be had."""

from __future__ import annotations

from collections.abc import Sequence

FORM, TRANSFER, FEEDBACK = "线索登记表", "线索移送单", "线索反馈单"
THANKS, CERTIFICATE = "感谢信", "志愿服务证书"
PHOTOS = "附照片"
LETTER_NUMBER, DUE, DAY = "文号（空着为登记的文号）", "办理期限（空着为登记的期限）", "落款日期（空着待填）"
DAY_SENT, DAY_TOLD = "落款日期（空着为分办日期）", "落款日期（空着为反馈日期）"
NAMED, REPLY = "写明提报人", "附回执"
TO, TO_EACH, TO_TEAM = "写给", "每人一封", "全队一封"
TEXT = "补充的话"
PERIOD_SINCE, PERIOD_UNTIL = "开始日期（空着为加入时间）", "结束日期（空着为今天）"
FIRST_NUMBER = "第一份证书的编号（空着不写）"
NO_WORD = "志愿服务证书没有Word文件：证书按版面排好，改动会错位。请保存为PDF。"
SHOWN = 5


def too_many(number: int, most: int, one: str) -> str:
    """Say that too many were chosen for one file, and what to do."""
    return f"选了{number:,}{one}，一个文件最多{most}{one}。请分几次打印。"


def not_to_hand_on(numbers: Sequence[str]) -> str:
    """Say which clues are handed to no unit by letter, and why."""
    return (
        f"线索{_named(numbers)}是重复提报、不属受理范围或已移送办案的，不用移送单。"
        "请去掉这些线索再打印；办案线索按规定另行移送。"
    )


def nobody_to_tell(numbers: Sequence[str]) -> str:
    """Say that all clues were reported without a name."""
    return f"线索{_named(numbers)}是匿名提报的，没有可反馈的志愿者。请选有提报人的线索。"


def no_such_clue(text: str) -> str:
    """Say that no clue bears a number or an identifier."""
    return f"没有编号是“{text}”的线索。请核对编号（branchdesk list FILE clues 可查到）。"


def no_such_volunteer(text: str) -> str:
    """Say that no volunteer and no team is called so."""
    return f"没有叫“{text}”的志愿者或队伍。请核对姓名，或改用编号（branchdesk list FILE volunteers 可查到）。"


def several_volunteers(text: str, ids: Sequence[str]) -> str:
    """Say that several volunteers bear a name."""
    return f"叫“{text}”的志愿者不止一名，请改用编号：{'、'.join(ids)}。"


def nobody_named() -> str:
    """Say that a paper about volunteers was asked for without any."""
    return "没有选志愿者。请先选定要打印的志愿者。"


def no_team(names: Sequence[str]) -> str:
    """Say that a letter to a team was asked for where somebody is of none."""
    return f"{_named(names)}没有登记所属队伍，不能写给全队。请先登记队伍，或改为每人一封。"


def since(day: str) -> str:
    """Say since when: 2026年1月以来."""
    return f"{day}以来"


def span(first: str, last: str) -> str:
    """Say from when to when."""
    return f"{first}至{last}"


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN]) + (f"等{len(names)}条" if len(names) > SHOWN else "")
