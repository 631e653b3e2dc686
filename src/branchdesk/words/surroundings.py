"""What is said of a record beside other records."""

from collections.abc import Sequence

from branchdesk.words.meetings import KINDS, day_text

ARTICLE = "《中国共产党支部工作条例（试行）》第12条"
NAMED = 3  # people who are named before the rest is counted


def _called(kind: str, group: str | None) -> str:
    """Name a kind of meeting, of a group by the group: 第一党小组会."""
    return f"{group}{KINDS[kind].removeprefix('党小组')}" if group else KINDS[kind]


def other(kind: str, day: str, group: str | None) -> str:
    """Name another meeting: 2026年11月20日党员大会."""
    return f"{day_text(day)}{_called(kind, group)}"


def overlap(names: Sequence[str], kind: str, group: str | None, begins: str) -> str:
    """Say that people were at another meeting at the same time; `begins` is its day and hour."""
    shown = "、".join(names[:NAMED]) + (f"等{len(names)}人" if len(names) > NAMED else "")
    return f"{shown}同一时间也在{_called(kind, group)}（{begins}起），请核对时间和到会人员。"


def moment(month: int, day: int, hour: str) -> str:
    """Say when, within the year: 11月20日15:30."""
    return f"{month}月{day}日{hour}"


def nearly_the_same(meeting: str, percent: int, words: str) -> str:
    """Say that a text is nearly that of an earlier record."""
    return f"内容与{meeting}记录有{percent}%相同，如“{words}”，请按本次会议改写。"


def not_brought_up(title: str, assembly: str | None, days: int) -> str:
    """Say that a matter for the members' meeting has not come to it."""
    passed = f"其后{assembly}没有列入" if assembly else f"已过{days}天还没有提交"
    return f"提醒：“{title}”要提交党员大会，{passed}（{ARTICLE}）。"


def waiting(title: str, meeting: str) -> str:
    """Say that a matter of the committee waits, and that it can be put on the agenda."""
    return f"{meeting}要提交党员大会的“{title}”还没有列入，可添为议题（{ARTICLE}）。"
