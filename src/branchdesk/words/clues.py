"""What is said about clues and their figures."""

from datetime import date

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
BY = {"category": "线索类别", "volunteer": "提报人", "grid": "所属网格", "unit": "承办单位", "month": "提报月份"}


def definition(states: str, since: date | None, until: date | None) -> str:
    """Say what the figures mean, as it stands beside them."""
    period = f"{since or '最早'}至{until or '今日'}提报的线索" if since or until else "登记的全部线索"
    return f"提报数＝{period}；已处置数＝其中状态为{states}的线索；处置率＝已处置数÷提报数，四舍五入到一位小数。"


def month(text: str | None) -> str:
    """Say a month as tables head it."""
    if not text:
        return UNKNOWN
    parts = text.split("-")
    return f"{parts[0]}年{int(parts[1])}月" if len(parts) > 1 else f"{parts[0]}年（月份不详）"


def volunteer_has_clues() -> str:
    """Say why a volunteer cannot be taken out."""
    return "这名志愿者名下有线索，不能删除。"


def clue_has_duplicates(number: str) -> str:
    """Say why a clue cannot be taken out that another is noted as a duplicate of."""
    return f"线索“{number}”已登记为重复于要删除的线索。请先改那条线索的办理状态，再删除。"
