"""What is said below a list of clues: what it comes to, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

CONFIDED = "已移送办案的线索只列编号、状态、移送日期、接收部门和回执。"


def came_to(reported: int, handled: int, rate: str, fraction: str, waiting: int) -> str:
    """Say how many of the listed clues were handled."""
    return f"合计：提报{reported:,}条，已处置{handled:,}条，处置率{rate}（{fraction}），待处置{waiting:,}条"


def meaning(handled: Sequence[str], *, aside: bool) -> str:
    """Say what counts as handled, and what the rate is taken of."""
    base = "提报数减去重复、不属管辖和移送办案的" if aside else "提报数"
    return f"已处置：状态为{'、'.join(handled)}；处置率＝已处置数÷{base}"
