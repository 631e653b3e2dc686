"""What is said about clues and their figures."""

from datetime import date

UNKNOWN = "未填"
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
