"""What is said about the strokes of the tally board."""

from datetime import date

BY = {"volunteer": "志愿者", "grid": "网格", "unit": "单位"}
PARTS = {"reported": "提报", "handled": "处置"}
NO_CATEGORY = "未填类别"
TOTAL = "合计"
REPORTED_TOTAL, HANDLED_TOTAL = "提报合计", "处置合计"


def board_title(day: date, by: str) -> str:
    """Name the strokes that were put on one board within a minute or so."""
    return f"{day.month}月{day.day}日按{BY[by]}正字计数"


def turned_title(day: date, number: int) -> str:
    """Name the turning of strokes into clues."""
    return f"{day.month}月{day.day}日正字计数{number}条转为线索"


def handled_above_reported(reported: int, handled: int) -> str:
    """Say why a number cannot stand."""
    return f"处置数（{handled}）不能多于提报数（{reported}）。请先补提报数，或减少处置数。"


def nothing_to_take_off() -> str:
    """Say why no stroke can be taken off."""
    return "这一格没有可减的笔画。"


def too_many_strokes(most: int) -> str:
    """Say that one place holds no more strokes."""
    return f"一格最多记{most}条，请核对数字。"


def nobody_there() -> str:
    """Say that a volunteer of the board is none any more."""
    return "这名志愿者已不在名册中，请刷新后再记。"


def nothing_to_turn() -> str:
    """Say that nothing was chosen to become a clue."""
    return "没有选定要转为线索的条数。"


def more_than_counted(name: str, category: str, counted: int) -> str:
    """Say that more shall become clues than there are strokes."""
    return f"“{name}”的“{category}”只记了{counted}条，不能多转。"


def handled_of_turned(name: str, category: str, least: int, most: int) -> str:
    """Say how many of the strokes that become clues are handled ones."""
    return f"“{name}”的“{category}”转出的线索中，已处置的应为{least}至{most}条，否则余下的处置数会多于提报数。"


def name_needed() -> str:
    """Say that a row or a column of the board needs a name."""
    return "名称没有填。"


def both(reported: int, handled: int) -> str:
    """Tell a place in numbers: 7, or 7（处置5）, or nothing."""
    if not reported:
        return ""
    return f"{reported}（处置{handled}）" if handled else str(reported)


def handled(number: int) -> str:
    """Tell how many of a place are handled, in as little room as can be."""
    return f"处{number}"


def sums(reported: int, handled: int) -> str:
    """Tell what a row or a column adds up to, in as little room as can be."""
    return f"提{reported} 处{handled}" if reported else "—"


def told(name: str, category: str, reported: int, handled: int) -> str:
    """Tell a place in a sentence."""
    return f"{name}　{category}：提报{reported}，处置{handled}"


def go_on_with(day: date) -> str:
    """Offer the rows and categories that an earlier board had besides."""
    return f"沿用{day.month}月{day.day}日的行和类别"


def day_total(day: date, reported: int, handled: int) -> str:
    """Tell what a day adds up to."""
    return f"{day.month}月{day.day}日　提报{reported}　处置{handled}"


def team_total(team: str, reported: int, handled: int) -> str:
    """Tell what a team adds up to on that day."""
    return f"其中{team}：提报{reported}　处置{handled}"


def day_name(day: date) -> str:
    """Name a day."""
    return f"{day.month}月{day.day}日"


def turning_title(day: date) -> str:
    """Head the dialog that turns strokes into clues."""
    return f"{day_name(day)}正字计数转为线索"


def places(name: str, number: int, reported: int, handled: int) -> str:
    """Tell the places of a row or a day in a sentence."""
    return f"{name}：{number}格，提报{reported}，处置{handled}"


def what_turning_does(number: int, handled: int) -> str:
    """Say what turning so many strokes into clues does."""
    done = f"（其中{handled}条按已处置登记）" if handled else ""
    return f"登记{number}条线索{done}，正字计数减去同样多，各项合计不变。日期、类别和对象已填好，内容在列表中补填。"
