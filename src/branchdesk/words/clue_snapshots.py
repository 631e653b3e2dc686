"""What is said about figures that were frozen as they were quoted."""

from __future__ import annotations

CAME, WENT, DELETED, CHANGED = "新增", "不再符合条件", "已删除", "有变动"


def taken(name: str) -> str:
    """Name the operation that freezes figures."""
    return f"统计存照：{name}"


def renamed(name: str) -> str:
    """Name the operation that gives a snapshot another name or note."""
    return f"修改统计存照：{name}"


def removed(name: str) -> str:
    """Name the operation that takes a snapshot out."""
    return f"删除统计存照：{name}"


def name_missing() -> str:
    """Say that a snapshot wants a name."""
    return "请填写存照名称，例如“2026年11月月报”。"


def records_lost(name: str) -> str:
    """Say that the bytes of a snapshot's list are not what was kept."""
    return f"统计存照“{name}”的线索清单已损坏，无法对照。存照的数字不受影响；请用备份恢复后再对照。"
