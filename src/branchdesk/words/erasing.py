"""What is said about erasing somebody's data, or a case clue's former text, for good."""

from collections.abc import Mapping
from typing import Any

from branchdesk.words import history

NOBODY = "已删除人员"  # in the place of a name
GONE = "（已删除）"  # in the place of what was said of them
KINDS = {"members": "一名党员的信息", "volunteers": "一名志愿者的信息", "clues": "一条办案线索的原内容"}
WHERE = {
    "preference": "使用习惯和草稿",
    "clue": "线索",
    "operation": "操作记录",
}


def title(kind: str, day: str, reason: str) -> str:
    """Name the operation, without anybody's name; `day` is when it was asked for."""
    why = "，".join(part for part in (f"{day}申请" if day else "", reason.strip()) if part)
    return f"按申请彻底删除{KINDS[kind]}{f'（{why}）' if why else ''}"


def nobody(number: int) -> str:
    """Call the number-th person whose name was erased, so that two of them are not one in the figures."""
    return NOBODY if number == 1 else f"{NOBODY}{number}"


def column(table: str, name: str) -> str:
    """Call a column of a table, the table's own word where nobody described it."""
    known: Mapping[str, Any] = history.COLUMNS.get(table, {}) | history.PART_COLUMNS.get(table, {})
    return str(known.get(name) or "")


def place(record: str, part: str, field: str) -> str:
    """Say where a name stands: in which record, which part of it, which field."""
    return " · ".join(word for word in dict.fromkeys((record, part, field)) if word)


def still_a_member(name: str) -> str:
    """Say that a member must have left."""
    return f"“{name}”还在支部名册上。请先办理“离开支部”，再彻底删除其信息。"


def still_of_the_team(name: str) -> str:
    """Say that a volunteer must have left."""
    return f"“{name}”还在志愿者队伍中。请先办理离队，再彻底删除其信息。"


def no_case_clue(number: str) -> str:
    """Say that only what a 办案线索 was before is erased."""
    return f"线索“{number}”不是已移送的办案线索。请先登记移送，再清除原内容。"


def erased_already() -> str:
    """Say that nothing is left to erase."""
    return "没有可以清除的内容，可能已经清除过。"


def reason_missing() -> str:
    """Say that the reason is missing."""
    return "请填写申请日期或理由。"


def not_swept() -> str:
    """Say that the file could not be written anew."""
    return (
        "信息已删除，但磁盘空间不足，数据文件没能重新写成，旧页面可能留有残余。请腾出空间后重新打开程序，会自动再清理。"
    )
