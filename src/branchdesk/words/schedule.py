"""What is said about meetings that are planned, put off, cancelled."""

from collections.abc import Iterable

from branchdesk.words.meetings import KINDS, PHASES, day_text

WEEKDAYS = "一二三四五六日"


def planned(kind: str, day: str) -> str:
    """Name the operation that plans a meeting."""
    return f"安排{day_text(day)}{KINDS[kind]}"


def planned_together(kind: str, number: int) -> str:
    """Name the operation that plans several meetings."""
    return f"安排{number}次{KINDS[kind]}"


def notified(kind: str, day: str, told_on: str) -> str:
    """Name the operation that notes on which day people were told of a meeting."""
    return f"{day_text(day)}{KINDS[kind]}已于{day_text(told_on)}通知"


def put_off(kind: str, day: str, to: str) -> str:
    """Name the operation that moves a meeting to another time."""
    if day[:10] == to[:10]:
        return f"{day_text(day)}{KINDS[kind]}改到{to[11:16]}"
    return f"{day_text(day)}{KINDS[kind]}改期到{day_text(to)}"


def cancelled(kind: str, day: str) -> str:
    """Name the operation that cancels a meeting."""
    return f"取消{day_text(day)}{KINDS[kind]}"


def taken_up(kind: str, day: str) -> str:
    """Name the operation that takes a cancellation back."""
    return f"恢复{day_text(day)}{KINDS[kind]}"


def day_is_past() -> str:
    """Say that a meeting of a day gone by is not planned but recorded."""
    return "计划的日期已经过去。已经开过的会议，请用“记会议”或“补录旧会议”登记。"


def no_days() -> str:
    """Say that a series has no meeting in it."""
    return "没有选中的日期，请至少选一次。"


def no_groups() -> str:
    """Say that a series of group meetings names no group."""
    return "党小组会要选明是哪个党小组。"


def was_held() -> str:
    """Say that a meeting that was held is no plan any more."""
    return "这次会议已经登记为召开，不能再改期、通知或取消。记错了的草稿可以删除。"


def is_cancelled() -> str:
    """Say that a cancelled meeting must be taken up first."""
    return "这次会议已取消，请先恢复。"


def is_not_cancelled() -> str:
    """Say that there is no cancellation to take back."""
    return "这次会议没有取消，不用恢复。"


def told_later() -> str:
    """Say that nobody is told tomorrow already."""
    return "通知日期在今天之后，请核对。"


def told_after() -> str:
    """Say that people are told of a meeting before it begins."""
    return "通知日期晚于会议日期，请核对。"


def same_time() -> str:
    """Say that a meeting is put off to when it is anyway."""
    return "时间没有变化，请填新的日期或时间。"


def reason_needed() -> str:
    """Say that a cancellation has a reason."""
    return "请写明取消的原因，以后查起来有据可依。"


def there_that_day(kind: str, phase: str) -> str:
    """Say that the same kind of meeting is there on that day."""
    return f"当天已有一次{KINDS[kind]}（{phase}）"


def there_that_month(kind: str, days: Iterable[int]) -> str:
    """Say that the same kind of meeting is there in that month."""
    return f"本月{'、'.join(f'{day}日' for day in days)}已有{KINDS[kind]}"


def months_left_out(months: Iterable[tuple[int, int]]) -> str:
    """Say which months have no such day."""
    return f"{'、'.join(f'{year}年{month}月' for year, month in months)}没有这一天，没有排。"


def named(kind: str, *groups: str) -> str:
    """Call a meeting by its kind, one of groups by the groups too: 第一党小组会, 第一、第二党小组会."""
    return "、".join(group.removesuffix("党小组") for group in groups) + KINDS[kind]


def detail(place: str, *, notified: bool) -> str:
    """Say where a meeting will be, and whether people were told."""
    return " · ".join(part for part in (place, PHASES["notified"] if notified else "还没有通知") if part)


def day_and_hour(day: str) -> str:
    """Say a stored moment within the year: 12月4日 15:00, or 12月4日 where the hour is not known."""
    hour = day[11:16]
    date = f"{int(day[5:7])}月{int(day[8:10])}日"
    return date if hour in {"", "00:00"} else f"{date} {hour}"


def coming(name: str, day: str) -> str:
    """Say that a meeting is near."""
    return f"{day_and_hour(day)} {name}"


def in_days(days: int) -> str:
    """Say how far off a meeting is."""
    return ("今天", "明天")[days] if days in {0, 1} else f"{days} 天后"


def not_recorded(name: str, day: str) -> str:
    """Say that a planned meeting's day is past and nothing was recorded of it."""
    return f"{name}原定{int(day[5:7])}月{int(day[8:10])}日，还没有记录"


def how_to_go_on() -> str:
    """Say what to do about a planned meeting of which nothing is recorded."""
    return "点开登记到会，或改期、取消"


def days_past(days: int) -> str:
    """Say how long ago a meeting was to be."""
    return f"过了 {days} 天"


def planned_for(day: str) -> str:
    """Say for which day the meeting that is due is planned."""
    return f"已排在{day_and_hour(day)}"


def cancelled_for(reason: str) -> str:
    """Say why a meeting was cancelled."""
    return f"这次会议已取消，原因：{reason}。" if reason else "这次会议已取消。"


def to_come(*, notified: bool) -> str:
    """Say of a meeting to come what makes it a record."""
    told = "已经通知" if notified else "还没有登记通知"
    return f"会议还没有召开，{told}。登记到会后转为会议记录。"


def went_by() -> str:
    """Say of a planned meeting whose day is past what can be done."""
    return "计划的日期已过，还没有记录。开过的请登记到会，没有开的请改期或取消。"


def nobody_recorded() -> str:
    """Say that a planned meeting has no record to close yet."""
    return "这次会议还是计划，没有登记到会。开过的请先登记到会情况，再定稿；没有开的请改期或取消。"


def moved_from(moves: Iterable[tuple[str, str]]) -> str:
    """Say when a meeting was to be before it was put off, and why it was."""
    told = "；".join(f"原定{day_and_hour(starts)}" + (f"（{reason}）" if reason else "") for starts, reason in moves)
    return f"{told}。" if told else ""
