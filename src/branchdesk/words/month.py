"""What stands on the days of a month."""

from collections.abc import Sequence

from branchdesk.words.schedule import named


def meeting(kind: str, group: str | None) -> str:
    """Name a meeting on its day."""
    return named(kind, *([group] if group else []))


def birthday(name: str) -> str:
    """Name whose 政治生日 it is."""
    return f"{name}政治生日"


def joined(years: int) -> str:
    """Say which anniversary of 入党 it is."""
    return f"入党{years}周年"


def deadline(label: str, names: Sequence[str]) -> str:
    """Say what is to be done by a day, and of whom."""
    whose = [name for name in names if name]
    if len(whose) > 1:
        return f"{label}到期（{len(whose)}项）"
    return f"{label}到期（{whose[0]}）" if whose else f"{label}到期"


def worked_instead() -> str:
    """Say that a weekend day is worked instead of a holiday."""
    return "上班"
