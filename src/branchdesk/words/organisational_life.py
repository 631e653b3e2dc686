"""What is said about an 组织生活会, an appraisal of members, and what follows from either."""

from collections.abc import Sequence

PARTING = "："  # between a problem and what is done about it
MANY = 8  # the same of those who are only hinted at
FEW = 3  # names told before the number stands for all


def line_done(problem: str) -> str:
    """Name the operation that brings a line of a rectification list to its end."""
    return f"整改完成“{problem[:12]}”"


def line_opened(problem: str) -> str:
    """Name the operation that makes a line of a rectification list open again."""
    return f"撤销整改完成“{problem[:12]}”"


def fed_back(names: Sequence[str], day: str) -> str:
    """Name the operation that notes who was told of their appraisal."""
    return f"登记{_few(names)}评议结果反馈（{day}）"


def has_feedback(names: Sequence[str]) -> str:
    """Say who was told of their appraisal after the record was closed."""
    return f"定稿后登记了{_few(names)}的评议结果反馈"


def nobody_chosen() -> str:
    """Say that nobody was chosen to be told."""
    return "还没有选人，请先选要登记反馈的党员。"


def not_appraised(name: str) -> str:
    """Say that somebody was not appraised at a meeting."""
    return f"“{name}”不在这次民主评议的名单中，请核对。"


def done_before_meeting(day: str) -> str:
    """Say that a line cannot be done before the list was made."""
    return f"完成日期早于会议日期（{day}），请改正。"


def criticism_unnamed(text: str) -> str:
    """Say that an entry of criticism lacks who spoke or of whom."""
    return f"批评意见“{text[:12]}”没有写明批评人或被批评人。" if text else "有一条批评意见没有写明批评人或被批评人。"


def line_without_owner(problem: str) -> str:
    """Say that nobody answers for a line of the list."""
    return f"整改清单“{problem[:12]}”没有责任人。"


def line_without_due(problem: str) -> str:
    """Say that a line of the list has no date."""
    return f"整改清单“{problem[:12]}”没有完成时限。"


def silent(critics: Sequence[str], criticised: Sequence[str]) -> str:
    """Say who of those present has spoken of nobody yet, and of whom nobody has."""
    parts = [("还没有批评他人", critics), ("还没有被批评", criticised)]
    return "　".join(f"{word}：{_some(names)}" for word, names in parts if names)


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[:MANY])
    return shown if len(names) <= MANY else f"{shown}等{len(names)}人"


def _few(names: Sequence[str]) -> str:
    shown = "、".join(names[:FEW])
    return shown if len(names) <= FEW else f"{shown}等{len(names)}人"
