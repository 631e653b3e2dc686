"""What is said about clues."""

UNKNOWN = "未填"
ANONYMOUS, NAMES_JOINED = "匿名", "、"
STEPS = {
    "reported": "提报",
    "verified": "核实",
    "assigned": "分办",
    "handled": "处置",
    "closed": "办结",
    "fed_back": "反馈",
    "out_of_scope": "不属受理范围",
    "duplicate": "重复提报",
    "passed_on": "移送办案部门",
    "returned": "退回",
}


def month(text: str | None) -> str:
    """Say a month as tables head it."""
    if not text:
        return UNKNOWN
    parts = text.split("-")
    return f"{parts[0]}年{int(parts[1])}月" if len(parts) > 1 else f"{parts[0]}年（月份不详）"


def clue_has_duplicates(number: str) -> str:
    """Say why a clue cannot be taken out that another is noted as a duplicate of."""
    return f"线索“{number}”已登记为重复于要删除的线索。请先改那条线索的办理状态，再删除。"
