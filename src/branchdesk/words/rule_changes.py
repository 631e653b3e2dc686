"""What is said where a branch changes a rule from a day on, or notes a duty by hand."""

from branchdesk.words.duties import period as period_text
from branchdesk.words.meetings import day_text

EVERY = {"month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
# What the settings of rules are called.
SETTINGS = {
    "every": "多久一次",
    "times": "每期次数",
    "ahead": "到期前几天提醒",
    "grace": "期满后几个月内不算逾期",
    "delay": "经上级同意延期几个月",
    "people": "人数",
    "days": "天数",
    "months": "月数",
    "hours": "学时",
    "everyone": "每人都要谈到",
}


def setting(key: str) -> str:
    """Name a setting of a rule."""
    return SETTINGS.get(key, key)


def no_such_rule(rule: str) -> str:
    """Say that the rule book has no such rule."""
    return f"规则库中没有编号为“{rule}”的规则。"


def no_such_change(change: str) -> str:
    """Say that a change of a rule is not there."""
    return f"找不到编号为“{change}”的规则改动，可能已经撤销。"


def not_known(label: str, key: str, known: str) -> str:
    """Say that a rule has no such setting."""
    return f"“{label}”没有“{setting(key)}”这一项，可设：{known or '只有开或关'}。"


def no_span(label: str) -> str:
    """Say which spans of time a rule may have."""
    return f"“{label}”的{setting('every')}，请选每月、每季度、每半年或每年。"


def no_word(label: str, key: str) -> str:
    """Say that a setting wants a word."""
    return f"“{label}”的{setting(key)}没有填。"


def no_choice(label: str, key: str) -> str:
    """Say that a setting is yes or no."""
    return f"“{label}”的{setting(key)}，请选是或否。"


def out_of_range(label: str, key: str, least: int, most: int) -> str:
    """Say which numbers a setting may have."""
    return f"“{label}”的{setting(key)}，请填{least}至{most}的整数。"


def nothing_changed(label: str) -> str:
    """Say that a change would change nothing."""
    return f"“{label}”从那天起本来就是这样，没有改动。"


def day_taken(label: str, since: str) -> str:
    """Say that another change of the rule begins on that day."""
    return f"“{label}”自{day_text(since)}起已有一次改动，请在那次改动上修改，或换一个日期。"


def reason_needed(label: str, strength: str) -> str:
    """Say that what a document asks for firmly is switched off for a reason only."""
    return f"“{label}”在文件中的要求是“{strength}”，停用请写明依据或原因。"


def changed(label: str, since: str) -> str:
    """Name the changing of a rule."""
    return f"规则“{label}”自{day_text(since)}起改动"


def taken_back(label: str, since: str) -> str:
    """Name the taking back of a rule's change."""
    return f"取消规则“{label}”自{day_text(since)}起的改动"


def no_such_period(name: str) -> str:
    """Say that a duty's period cannot be read."""
    return f"“{name}”不是可以登记的时间，应为年、半年、季度、月或日，如2026、2026H2、2026Q4、2026-11。"


def other_period(label: str, name: str, every: str) -> str:
    """Say that a rule is not asked for by spans of that length."""
    return f"“{label}”按{EVERY[every].removeprefix('每')}计，不能登记{period_text(name)}的情况。"


def no_such_group(name: str) -> str:
    """Say that there is no such group."""
    return f"没有叫“{name}”的党小组。"


def whose(label: str) -> str:
    """Say that a duty cannot be a person's and a group's at once."""
    return f"“{label}”要么登记到人，要么登记到党小组，不能两样都填。"


def ended_at_the_meeting(label: str) -> str:
    """Say where a measure is brought to its end."""
    return f"“{label}”不能在此登记。请在会议记录或“第一议题”的“措施回看”中办结。"


def day_unreadable(text: str) -> str:
    """Say that a day cannot be read."""
    return f"“{text}”不是日期，请按2026-11-20的样子填，只知道月份的填2026-11。"


def day_to_come(day: str) -> str:
    """Say that nothing is done on a day to come."""
    return f"完成日期{day_text(day)}在今天之后，请核对。"


def exemption_needs_reason(label: str, strength: str) -> str:
    """Say that what a document asks for firmly is left out for a reason only."""
    return f"“{label}”在文件中的要求是“{strength}”，登记本次不要求请写明原因。"


def no_such_mark(mark: str) -> str:
    """Say that a mark is not there."""
    return f"找不到编号为“{mark}”的登记，可能已经取消。"


def marked(label: str, whose_it_is: str, period: str, *, done: bool) -> str:
    """Name the marking of a duty by hand."""
    what = "已完成" if done else "本次不要求"
    return f"登记{whose_it_is}“{label}”（{period_text(period)}）{what}"


def unmarked(label: str, whose_it_is: str, period: str) -> str:
    """Name the taking back of a mark."""
    return f"取消{whose_it_is}“{label}”（{period_text(period)}）的登记"
