"""What is said of 政治生日 and 五个一."""

from collections.abc import Sequence

from branchdesk.words.meetings import KINDS

# Two sets of five that are in use: names and what shows each done. A branch edits them as it likes.
TEMPLATES = (
    (
        ("重温一次入党誓词", "meeting"),
        ("一次谈心谈话", "talk"),
        ("一次集中学习", "meeting"),
        ("一张政治生日纪念卡", "card"),
        ("一次关爱行动", "visit"),
    ),
    (
        ("发送一次祝福", "free"),
        ("赠送一张贺卡", "card"),
        ("重温一次入党誓词", "meeting"),
        ("开展一次谈话", "talk"),
        ("领办一件实事", "visit"),
    ),
)
EVIDENCES = {"talk": "谈话记录", "meeting": "会议或活动", "card": "纪念卡", "visit": "走访关爱", "free": "其他方式"}
STATES = {
    "done": "已办",
    "exempt": "不适用",
    "planned": "已安排",
    "open": "待办",
    "late": "逾期",
    "ahead": "未到时间",
    "before_start": "启用前",
}
SHEET_COLUMNS = ("姓名", "党小组", "入党时间", "政治生日", "周年")
TOLD_COLUMN, DONE_COLUMN = "告知本人", "已办"
LEAP_DAYS = {"02-28": "2月28日", "03-01": "3月1日"}


def day_said(day: str) -> str:
    """Say a stored day as far as it is known: 2026年11月20日, 2026年11月, 2026年."""
    return "".join(f"{int(part)}{word}" for part, word in zip(day[:10].split("-"), "年月日", strict=False))


def on_text(on: str) -> str:
    """Say a birthday within its year: 12月2日, or 12月（日不详）."""
    _, month, *day = (int(part) for part in on.split("-"))
    return f"{month}月{day[0]}日" if day else f"{month}月（日不详）"


def years_text(years: int) -> str:
    """Say how many years somebody has been in the Party, as a card does: it is no 党龄."""
    return f"入党{years}周年"


def birthday(on: str, years: int) -> str:
    """Say a birthday with its years."""
    return f"{on_text(on)} · {years_text(years)}"


def names(people: Sequence[str]) -> str:
    """Name one, or the first of several with their number."""
    return people[0] if len(people) == 1 else f"{people[0]}等{len(people)}人"


def marked(name: str, year: int, item: str, state: str) -> str:
    """Name the operation that notes one of the five."""
    return f"{name}{year}年“{item}”登记为{STATES[state]}"


def marked_together(people: Sequence[str], items: int, year: int) -> str:
    """Name the operation that notes several."""
    return f"{names(people)}{year}年五个一登记{items}项"


def unmarked(name: str, year: int, item: str) -> str:
    """Name the operation that takes a note back."""
    return f"撤去{name}{year}年“{item}”的登记"


def template_set(year: int) -> str:
    """Name the operation that changes the five from a year on."""
    return f"{year}年起的五个一事项"


def told(people: Sequence[str]) -> str:
    """Name the operation that notes who was told of their birthday."""
    return f"已告知{names(people)}政治生日"


def untold(people: Sequence[str]) -> str:
    """Name the operation that takes that back."""
    return f"撤去告知{names(people)}政治生日的登记"


def no_birthday(name: str, year: int) -> str:
    """Refuse a mark for somebody who has no birthday in a year."""
    return f"{name}{year}年没有政治生日：请核对入党时间，或其当时是否在本支部。"


def no_such_item(year: int) -> str:
    """Refuse a mark of an item that is none of the five of a year."""
    return f"{year}年的五个一里没有这一项，请刷新后重选。"


def not_a_state() -> str:
    """Refuse a state that nobody can note."""
    return "只能登记为“已办”或“不适用”。"


def talk_of_another(name: str) -> str:
    """Refuse a link to a talk that was with somebody else."""
    return f"这条谈话记录不是{name}的，请另选。"


def too_far(day: str, span: int) -> str:
    """Refuse a link to a record that lies too far from the birthday."""
    return f"{day_said(day)}离政治生日超过{span}天，不能作为依据。期限可在“五个一设置”中调整。"


def without_day() -> str:
    """Refuse a link to a record without a day."""
    return "这条记录没有写日期，请先补填日期再关联。"


def wrong_record(evidence: str) -> str:
    """Refuse a link that does not suit the item."""
    return f"这一项按“{EVIDENCES[evidence]}”认定，不能关联这条记录。"


def not_held() -> str:
    """Refuse a link to a meeting that is still to come, was cancelled or is no more."""
    return "那次会议还没有召开或已不在，召开后再关联。"


def was_away(name: str) -> str:
    """Refuse a link to a meeting at which somebody was not."""
    return f"{name}没有参加那次会议，不能作为依据。"


def no_items() -> str:
    """Refuse a template without items."""
    return "至少要有一项。"


def name_missing() -> str:
    """Refuse an item without a name."""
    return "每一项都要写名称。"


def name_twice(name: str) -> str:
    """Refuse two items of one name."""
    return f"“{name}”写了两次。"


def not_days() -> str:
    """Refuse a number of days that is none."""
    return "天数要在 0 到 366 之间。"


def talk_shown(day: str | None, who: str | None) -> str:
    """Name a talk that shows an item done."""
    return "".join((day_said(day) if day else "", "谈话", f"（{who}）" if who else ""))


def meeting_shown(day: str, kind: str, title: str | None) -> str:
    """Name a meeting that shows an item done."""
    return f"{day_said(day)}{KINDS[kind]}" + (f"“{title}”" if title else "")


def did_not_come() -> str:
    """Say that a linked meeting does not count, for they were not there."""
    return "未参加所关联的会议"


def was_cancelled() -> str:
    """Say that a linked meeting was cancelled."""
    return "所关联的会议已取消"


def not_recorded() -> str:
    """Say that a linked meeting should have been held and has no record."""
    return "所关联的会议还没有登记"


def sheet_title(year: int, month: int = 0) -> str:
    """Name the sheet of a year or a month."""
    return f"{year}年{f'{month}月' if month else ''}政治生日五个一"


def coverage(done: int, asked: int, people_done: int, people_asked: int) -> str:
    """Say how much was done, and of what."""
    if not people_asked:
        return "政治生日都还没有到。"
    return f"政治生日已到的{people_asked}人中，{people_done}人各项齐全；应办{asked}项，已办{done}项。"


def unknown(people: Sequence[str]) -> str:
    """Say of whom not even the month of joining is known."""
    return f"{names(people)}的入党时间没有写到月，请补填。"


def nobody(year: int, month: int) -> str:
    """Say that nobody has a birthday."""
    return f"{year}年{f'{month}月' if month else ''}没有政治生日。"
