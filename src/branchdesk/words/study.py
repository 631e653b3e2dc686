"""What is said of study: documents, who has studied them, hours of a year."""

from __future__ import annotations

from branchdesk.words.meetings import PRESENCES, day_text

LIBRARY, DOCUMENT = "学习篇目", "篇目"
REACHED = {
    "present": "已学",
    "made_up": "已补学",
    "own": "已自学",
    "missed": "未学",
    "never_expected": "未安排",
    "untold": "当时只记人数",
    "spared": "不作硬性要求",
    "left": "已离开支部",
}
SOURCES = {
    "meeting": "会议",
    "lecturer": "讲授党课",
    "made_up": "补学",
    "own": "自学",
    "training": "培训",
}
WAYS = {"whole": "按会议时长", "fixed": "按固定学时", "none": "不计"}
WAYS_TO_CATCH_UP = ("补学", "自学", "送学上门", "线上学习")


def hours(minutes: int) -> str:
    """Say minutes as hours with at most one place: 1.5, 32; what is less than a tenth over is left out."""
    tenths = minutes * 10 // 60
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def hours_of_year(year: int, minutes: int) -> str:
    """Name the hours that a year asks for."""
    return f"{year}年集中学习培训满{hours(minutes)}学时"


def study_of_year(year: int) -> str:
    """Name the study of a year where no number is asked for."""
    return f"{year}年集中学习培训"


def so_far(minutes: int, note: str) -> str:
    """Say how many hours there are."""
    return f"已有{hours(minutes)}学时{f'；{note}' if note else ''}"


def nothing_asked() -> str:
    """Say why nothing is asked of somebody."""
    return "不作硬性要求"


def by_months(member: int, leader: int) -> str:
    """Say that hours are asked for the months that somebody was there, or in office."""
    office = f"，其中任职{leader}个月" if leader else ""
    return f"按在册{member}个月{office}折算"


def without_hours(records: int) -> str:
    """Say how many records of somebody's training tell no hours."""
    return f"{records}条未填学时"


def caught_up(people: int, name: str, title: str, day: str) -> str:
    """Name the operation that notes who made a document up."""
    whom = name if people == 1 else f"{people}人"
    return f"登记{whom}补学“{title}”（{day}）"


def nobody_chosen() -> str:
    """Say that nobody was chosen to be noted."""
    return "没有选中人员。请先在名单中选中补学的人。"


def day_ahead() -> str:
    """Say that a day of study lies ahead."""
    return "补学日期晚于今天。请填写实际补学的日期。"


def title_missing() -> str:
    """Say that a document needs a title."""
    return "题名没有填写。请填写篇目的题名。"


def title_taken(title: str) -> str:
    """Say that the library has that text already."""
    return f"已有同名的篇目“{title}”。如是同一篇，请合并两条记录。"


def title_there(title: str) -> str:
    """Say that a document cannot come back, for the library has that text again."""
    return f"“{title}”没有还原：学习篇目中已有同名的一篇。如需还原，请先删去或改名现有的一篇。"


def still_studied(title: str, meetings: int) -> str:
    """Say why a document that meetings studied stays."""
    return f"“{title}”已在{meetings}次会议上学习，不能删除。如与另一篇重复，请合并两条记录。"


def has_studies(title: str) -> str:
    """Say why a document whose study was noted stays."""
    return f"“{title}”已登记有人自学或补学，不能删除。如与另一篇重复，请合并两条记录。"


def same_document() -> str:
    """Say that a document cannot be merged with itself."""
    return "两条是同一篇目。请另选一篇。"


def merged(title: str, into: str) -> str:
    """Name the operation that makes one document of two."""
    return f"学习篇目“{title}”并入“{into}”"


def missed(day: str, reason: str) -> str:
    """Say which meeting somebody missed, and why."""
    return f"{day_text(day)}{PRESENCES.get(reason, reason)}"


def told_how(state: str, how: str) -> str:
    """Say how a document reached somebody, or why they missed it."""
    if state == "present":
        return "线上" if how else ""
    return PRESENCES.get(how, how)


def settings_changed() -> str:
    """Say that the counting of hours is kept."""
    return "学时计算办法已保存。"
