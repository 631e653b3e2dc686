"""What is said of duties and of the rules they rest on."""

from branchdesk.words.schedule import named

STATES = {
    "done": "已完成",
    "coming": "未到期",
    "due": "待办",
    "late": "逾期",
    "exempt": "不要求",
    "before_start": "启用前",
}
STRENGTHS = {"usual": "一般", "should": "应当", "must": "必须", "custom": "惯例"}
CERTAINTIES = {
    "read": "已核对原文",
    "seen": "据摘录，请核对原文",
    "remembered": "未核到原文，请核对",
    "local": "各地自定",
}


def period(name: str) -> str:
    """Say a span of the calendar by its name: 2026年, 2026年下半年, 2026年第四季度, 2026年11月."""
    year, rest = name[:4], name[4:]
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    if rest.startswith("H"):
        return f"{year}年{'上下'[int(rest[1]) - 1]}半年"
    if rest.startswith("-") and len(name) == 7:  # noqa: PLR2004 - a year and a month
        return f"{year}年{int(rest[1:])}月"
    return f"{year}年" if not rest else f"{year}年{int(name[5:7])}月{int(name[8:])}日"


def meeting(kind: str, span: str, group: str | None) -> str:
    """Name a meeting that is to be held in a span of time."""
    return f"{period(span)}{named(kind, *([group] if group else []))}"


def no_committee() -> str:
    """Say why no committee meeting is asked for."""
    return "未设支部委员会"


def nobody_here() -> str:
    """Say why a branch without members owes nothing."""
    return "名册中没有党员"


def not_asked() -> str:
    """Say that somebody noted a duty as not asked for this time."""
    return "已登记为本次不要求"
