"""What is said of typing that was kept aside."""

from datetime import datetime

from branchdesk.words.meetings import KINDS


def unfinished(kind: str, at: datetime) -> str:
    """Say what was not saved to its end, and when it was typed."""
    return f"上次没有保存完的内容：{KINDS[kind]}，{at.year}年{at.month}月{at.day}日 {at:%H:%M} 填写。"
