"""What a calendar to take along says."""

from branchdesk.words.schedule import named


def meeting(kind: str, group: str | None, title: str) -> str:
    """Name a planned meeting."""
    called = named(kind, *([group] if group else []))
    return f"{called}：{title}" if title else called


def birthday(name: str, years: int, *, day_known: bool) -> str:
    """Name whose 政治生日 it is, and that only its month is known where that is so."""
    return f"{name}政治生日（入党{years}周年{'' if day_known else '，日不详'}）"


def deadline(label: str) -> str:
    """Say that something is to be done by this day."""
    return f"{label}到期"


def no_span() -> str:
    """Say that the days end before they begin."""
    return "结束日期早于开始日期，请改正。"


def nothing() -> str:
    """Say that there is nothing to write."""
    return "这段时间没有可导出的日程，请换一段时间或多选几项。"


def written(number: int, path: object) -> str:
    """Say what was written, and where."""
    return f"已导出 {number} 条日程，存为“{path}”。"
