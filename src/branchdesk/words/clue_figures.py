"""How figures of clues are named and defined, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MEASURES = {
    "reported": "提报",
    "handled": "已处置",
    "aside": "不计办理",
    "open": "待处置",
    "judged": "可判定按期与否",
    "in_time": "按期处置",
    "overdue": "已超期",
    "fed_back": "已反馈",
    "cases": "成案",
    "proposals": "检察建议",
    "strokes": "正字计数",
    "strokes_handled": "正字计数中已处置",
}
GROUPS = {
    "category": "线索类别",
    "subcategory": "细类",
    "grid": "所属网格",
    "unit": "承办单位",
    "month": "提报月份",
    "team": "所属队伍",
    "volunteer": "提报人",
    "state": "办理状态",
    "platform": "所在平台",
}
AGES = ("7天内", "8—30天", "31—90天", "90天以上")
RATE, RATE_IN_TIME, RATE_FED_BACK = "处置率", "按期率", "反馈率"
TOTAL, TOTAL_ONCE = "合计", "合计（每条只计一次）"
DEFINITION = "口径"
WITHOUT_DETAIL = "只有数量没有明细"
DIGITS = "零一两三四"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the definition of some figures has to tell.

    `handled` and `aside` are names of states, `filters` conditions in words; `aside` is empty where nothing is left
    out of the rate. `days` are the working days that a clue may take. `strokes_left_out` says that a filter kept
    strokes out, which know nothing of its field.
    """

    since: date | None
    until: date | None
    filters: Sequence[str]
    handled: Sequence[str]
    aside: Sequence[str]
    days: int | None
    digits: int
    strokes: int
    strokes_handled: int
    strokes_left_out: bool
    undated: int


def definition(meaning: Meaning) -> str:
    """Say in one sentence what the figures mean, as it stands beside them."""
    parts = _handling(meaning)
    parts.append(f"按期率＝按期处置数÷（按期处置、超期处置和已超期的线索数），{_deadline(meaning.days)}")
    parts.append("反馈率＝“是否反馈”为是的线索数÷有明细的提报数")
    return f"{'；'.join([*parts, _rounding(meaning.digits)])}。"


def brief(meaning: Meaning) -> str:
    """Say the same where nothing but the handling is shown."""
    return f"{'；'.join([*_handling(meaning), _rounding(meaning.digits)])}。"


def _handling(meaning: Meaning) -> list[str]:
    return [
        f"提报数＝{_whole(meaning)}{_with_strokes(meaning)}",
        f"已处置数＝其中状态为{'、'.join(meaning.handled)}的线索{_with_handled_strokes(meaning)}",
        f"处置率＝已处置数÷{_base(meaning)}",
    ]


def _deadline(days: int | None) -> str:
    if days is None:
        return "没有办理期限的不计"
    return f"办理期限为提报后{days}个工作日，另定期限的从其期限，没有期限的不计"


def _whole(meaning: Meaning) -> str:
    dated = meaning.since or meaning.until
    period = _period(meaning.since, meaning.until) if dated else "登记的全部"
    narrowed = f"（{'；'.join(meaning.filters)}）" if meaning.filters else ""
    without = f"（未填提报日期的{meaning.undated}条不在其内）" if dated and meaning.undated else ""
    return f"{period}{'的' if dated else ''}线索{narrowed}{without}"


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{since}至{until}提报"
    return f"{since}起提报" if since else f"{until}及以前提报"


def _with_strokes(meaning: Meaning) -> str:
    if meaning.strokes:
        return f"，含正字计数{meaning.strokes}条（{WITHOUT_DETAIL}）"
    return "，正字计数只有数量没有明细，按此条件筛不出，不计" if meaning.strokes_left_out else ""


def _with_handled_strokes(meaning: Meaning) -> str:
    return f"，含正字计数{meaning.strokes_handled}条" if meaning.strokes else ""


def _base(meaning: Meaning) -> str:
    return f"（提报数－状态为{'、'.join(meaning.aside)}的线索数）" if meaning.aside else "提报数"


def _rounding(digits: int) -> str:
    return f"比率由准确分数四舍五入一次，{f'保留{DIGITS[digits]}位小数' if digits else '取整数'}"


def subcategory(category: str, name: str) -> str:
    """Name a sub-category beside others of the same name."""
    return f"{category}·{name}"


def counted_twice(number: int) -> str:
    """Say why a table of people adds up to more than the whole."""
    return f"几人共同提报的线索对每人各计一次，各行合计比总数多{number}条。"


def counted_from_first_day(number: int) -> str:
    """Say how clues are counted whose day is known only to the month or year."""
    return f"{number}条线索的提报日期只到年或月，从该年、该月第一天算起。"


def without_day(number: int) -> str:
    """Say how many clues no period can hold."""
    return f"{number}条线索未填提报日期，不在任何时段内。"


def strokes_open_days(number: int) -> str:
    """Say why a number of strokes opens no records."""
    return f"正字计数{number}条只有数量没有明细，请在“正字计数”中按日查看。"


def table(by: str) -> str:
    """Head a table of figures."""
    return f"按{GROUPS[by]}统计"


def rate(text: str, fraction: str) -> str:
    """Say a rate with the fraction that it is."""
    return f"{text}（{fraction}）"
