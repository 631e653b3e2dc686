"""What the start page says."""

WEEKDAYS = "一二三四五六日"


def month_day(text: str) -> str:
    """Say a stored date within the year: 11月3日, or 11月 where the day is not known."""
    parts = [int(part) for part in text[:10].split("-")]
    if len(parts) > 2:  # noqa: PLR2004 - year, month, day
        return f"{parts[1]}月{parts[2]}日"
    return f"{parts[1]}月（日不详）" if len(parts) > 1 else f"{parts[0]}年（月日不详）"


def names(people: list[str]) -> str:
    """Name one, or the first of several with their number."""
    return people[0] if len(people) == 1 else f"{people[0]}等{len(people)}人"


def late_by(days: int) -> str:
    """Say how long something is late."""
    return f"逾期 {days} 天"


def days_left(days: int) -> str:
    """Say how long something still has."""
    return "今天到期" if days == 0 else f"剩 {days} 天"


def days_old(days: int) -> str:
    """Say how long something has been waiting."""
    return f"{days} 天"


def meeting_on(day: str, kind: str) -> str:
    """Name a meeting by its day."""
    return f"{month_day(day)}{kind}"


def clues_open(number: int, first: str | None) -> str:
    """Say how many clues are not handled."""
    return f"线索 {number} 条未处置" + (f"，最早一条{month_day(first)}提报" if first else "")


def clues_late(number: int) -> str:
    """Say how many clues are past their deadline and not handled."""
    return f"线索 {number} 条超过办理期限未处置"


def deadline_of(day: str) -> str:
    """Say when the first of several deadlines was."""
    return f"最早应于{month_day(day)}前处置"


def drafts_open(number: int) -> str:
    """Say how many drafts are not closed."""
    return f"会议草稿 {number} 份未定稿"


def birthday(day: str, years: int) -> str:
    """Describe a political birthday."""
    return f"{month_day(day)} · 入党{years}周年"


def groups(parts: list[tuple[str, int]]) -> str:
    """List groups with their numbers, the first four of them."""
    return " · ".join(f"{name} {number}" for name, number in parts[:4])
