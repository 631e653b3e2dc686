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


def next_time() -> str:
    """Say that something is for the next meeting."""
    return "下次会上"


def probation_over(people: list[str], day: str) -> str:
    """Say whose probation is over without a decision."""
    return f"{names(people)}预备期{month_day(day)}届满，未讨论转正"


def probation_ends(people: list[str], day: str) -> str:
    """Say whose probation ends soon."""
    return f"{names(people)}预备期{month_day(day)}届满"


def probation_article() -> str:
    """Name the articles on probation."""
    return "发展党员工作细则（2026）第31、32条"


def meeting_due(quarter: int) -> str:
    """Say that the quarter's members' meeting is to be held."""
    return f"第{'一二三四'[quarter - 1]}季度党员大会"


def meeting_missed(year: int, quarter: int) -> str:
    """Say that a quarter passed without a members' meeting."""
    return f"{year}年第{'一二三四'[quarter - 1]}季度没有党员大会记录"


def meeting_article() -> str:
    """Name the article on members' meetings."""
    return "支部工作条例第11条 一般每季度1次"


def measures_open(number: int, late: int) -> str:
    """Say how many measures are open."""
    return f"会议措施 {number} 项未办结" + (f"，其中 {late} 项逾期" if late else "")


def measure_detail(text: str, owner: str, due: str) -> str:
    """Describe one open measure."""
    parts = [text[:14] + ("…" if len(text) > 14 else ""), owner, f"{month_day(due)}前" if due else ""]  # noqa: PLR2004
    return " · ".join(part for part in parts if part)


def absences_open(people: list[str]) -> str:
    """Say whose absences were not made up."""
    return f"{names(people)}缺席未补学"


def meeting_on(day: str, kind: str) -> str:
    """Name a meeting by its day."""
    return f"{month_day(day)}{kind}"


def clues_open(number: int, first: str | None) -> str:
    """Say how many clues are not handled."""
    return f"线索 {number} 条未处置" + (f"，最早一条{month_day(first)}提报" if first else "")


def drafts_open(number: int) -> str:
    """Say how many drafts are not closed."""
    return f"会议草稿 {number} 份未定稿"


def birthday(day: str, years: int) -> str:
    """Describe a political birthday."""
    return f"{month_day(day)} · 入党{years}周年"


def groups(parts: list[tuple[str, int]]) -> str:
    """List groups with their numbers, the first four of them."""
    return " · ".join(f"{name} {number}" for name, number in parts[:4])
