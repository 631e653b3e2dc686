"""What the papers of a meeting are called, and how each may be varied."""

from __future__ import annotations

NOTICE, AGENDA, SIGN_IN_SHEET = "会议通知", "会议议程", "签到表"
SUMMARY, LECTURE = "会议纪要", "党课记录"

DAY, NOTE = "落款日期（会前不填为今天）", "其他事项"
GUESTS, SIDE_BY_SIDE = "留给列席人员的空行", "两人并排一行"
STYLE, VOTES = "样式", "写明表决票数"
STYLES = (("", "按支部设置"), ("text", "公文式"), ("form", "表格式"))


def no_such_day(typed: str) -> str:
    """Say that a day cannot be read."""
    return f"落款日期“{typed}”看不懂，请写成2026-11-05或2026年11月5日。"


def no_such_style(typed: str) -> str:
    """Say that the minutes have no such style."""
    return f"会议记录没有“{typed}”这种样式，可以用text（公文式）或form（表格式）。"


def no_such_number(typed: str) -> str:
    """Say that a number of blank lines cannot be meant."""
    return f"空行数“{typed}”不对，请填0至{MOST_GUESTS}的整数。"


MOST_GUESTS = 200
