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


def asked(kind: str, name: str) -> str:
    """Head the dialog that asks."""
    return f"清除线索“{name}”的原内容" if kind == "clues" else f"彻底删除“{name}”的信息"


def button(kind: str) -> str:
    """Name the button."""
    return "清除原内容" if kind == "clues" else "彻底删除"


def counted(numbers: tuple[tuple[str, int], ...]) -> str:
    """Tell numbers of records by their kind."""
    return "、".join(f"{word}{number}条" for word, number in numbers)


def goes(
    emptied: tuple[tuple[str, int], ...], removed: tuple[tuple[str, int], ...], notes: int, operations: int
) -> str:
    """Say what goes."""
    parts = [
        f"抹去其中的个人信息：{counted(emptied)}" if emptied else "",
        f"整条删除：{counted(removed)}" if removed else "",
    ]
    parts.append(f"操作记录中{operations}步操作的{notes}处改动内容")
    return "；".join(part for part in parts if part) + "。"


GOES, STAYS, BEYOND = "删除", "保留", "管不到"
CANNOT_COME_BACK = "删除后不能撤销，也不能从回收站还原。"
STAYING = {
    "members": "会议的应到、实到、请假、缺席人数和表决票数，任职、类别的起止时间，姓名处写“已删除人员”。",
    "volunteers": "线索及其办理情况、各项统计数字，提报人处写“已删除人员”。",
    "clues": "编号、提报日期、提报人、类别、移送时间和接收部门，各项统计数字。",
}
OUT_OF_REACH = "已经打印的纸张、已经导出的表格和文件、交接包、别处的拷贝。以前的备份在删除后列出，由您决定。"
MENTIONED = "以下内容也提到这个名字，勾选的替换为“已删除人员”，不勾选的保留原文："
SHARED = "还有人叫这个名字，下面不能确定指谁的，请逐条核对："
DAY, REASON, CONFIRM = "申请日期", "申请人和理由", "确认"
WORKING = "正在删除并重写数据文件，请稍候……"
BACKUPS_HINT = "这些备份是删除之前做的，里面还有原来的信息。不再需要的，请一并删除。"
DONE = "彻底删除"
OUT_OF_REACH_STILL = "没有较早的备份。已经打印的纸张、导出的文件和别处的拷贝不在其内，请自行处理。"
LATER, DELETE_BACKUPS = "暂不删除", "删除所选备份"


def type_to_confirm(name: str) -> str:
    """Ask for the name to be typed."""
    return f"请输入“{name}”"


def done(notes: int, operations: int) -> str:
    """Say that it was done."""
    return f"已彻底删除，同时清除了操作记录中{operations}步操作的{notes}处内容。"


def backups_removed(number: int) -> str:
    """Name the event of deleting older backups."""
    return f"彻底删除后，删去较早的备份{number}份"


def older_backups(number: int) -> str:
    """Say how many backups are from before."""
    return f"还有{number}份较早的备份："


def backup_line(at: str, place: str, size: str) -> str:
    """Name one backup."""
    return f"{at}  {place}  {size}"
