"""What is said on and about printed lists: ledgers, the roster, attendance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

LIST, ROSTER, ATTENDANCE, MISSED = "台账清单", "党员花名册", "出勤情况表", "未补学情况表"
ROSTER_HOLDS = "在册党员一览，栏目可选，纸张可横可竖，也可按过去某一天。"
ATTENDANCE_HOLDS = "一段时间内每人每次会议的到会情况和出勤率。"
MISSED_HOLDS = "一段时间内缺席、请假后还没有补学的人和会议。"
NUMBER = "序号"
SEPARATOR = "；"

COLUMNS = "栏目"
TURN = "纸张方向"
BY_WIDTH, UPRIGHT, LYING = "自动", "纵向", "横向"
SIZE = "字号"
SIZES = (("", "自动"), ("12", "小四"), ("10.5", "五号"), ("9", "小五"), ("7.5", "六号"))
FULL = "打印完整号码"
ABOVE_BELOW = "表头和表尾"
TITLE = "标题（空着为台账名称）"
ORDER, BY_ROSTER, BY_GROUP = "人员次序", "按花名册", "按党小组"
LEAVES, WITHOUT_LEAVES = "包括请假", "不包括请假"
ON = "截至日期（空着为今天）"
SINCE, UNTIL = "开始日期", "结束日期"
KINDS = "会议种类"
GROUP = "党小组（空着为全部）"
WHOLE = "含发展对象、积极分子等"


def counted(number: int, one: str) -> str:
    """Say how many records a list has: 共46名."""
    return f"共{number:,}{one}"


def of_these(parts: Iterable[tuple[str, int]], one: str) -> str:
    """Say what they are: 其中正式党员43名、预备党员3名."""
    return "其中" + "、".join(f"{label}{number}{one}" for label, number in parts)


def narrowed(conditions: Iterable[str], search: str) -> str:
    """Say what a list was narrowed by, or nothing where it is the whole."""
    told = [*conditions, *([f"搜索“{search}”"] if search else [])]
    return f"筛选条件：{SEPARATOR.join(told)}" if told else ""


def chosen(number: int, one: str) -> str:
    """Say that only some records were chosen."""
    return f"选定的{number:,}{one}"


def people_and_meetings(people: int, meetings: int) -> str:
    """Say how many people and meetings a register of attendance has."""
    return f"共{people}人，{meetings}次会议"


def missed(number: int) -> str:
    """Say how often somebody missed a meeting and has not made it up."""
    return f"共{number:,}人次"


def printed(day: str) -> str:
    """Say when a list was printed."""
    return f"打印日期：{day}"


def as_of(day: str) -> str:
    """Say as of which day a list is."""
    return f"截至{day}"


def unit(name: str) -> str:
    """Say whose list it is."""
    return f"单位：{name}"


def place(row: int, column: str) -> str:
    """Name a cell of a list for a message."""
    return f"第{row}行“{column}”" if row else f"表头“{column}”"


def masked(labels: Iterable[str]) -> str:
    """Say which numbers are hidden in part."""
    return f"{'、'.join(labels)}已部分隐去"


def too_many(total: int, most: int, one: str) -> str:
    """Say that a list is too long for paper, and what to do."""
    return (
        f"共{total:,}{one}，一次最多打印{most:,}{one}。请先用筛选缩小范围（如按日期、类别分批），"
        "或只选其中几行打印；要全部数据，请导出为表格文件。"
    )


def nothing_held(group: str) -> str:
    """Say that no meeting of a period can be shown, or none that this group was expected at."""
    if group:
        return f"这段时间没有“{group}”应到并按姓名登记的会议，没有可打印的内容。请核对党小组的名称，或换一段时间。"
    return "这段时间没有按姓名登记到会情况的会议，没有可打印的内容。请换一段时间或会议种类。"


def ends_before(since: date, until: date) -> str:
    """Say that a period ends before it begins."""
    return f"结束日期{until.isoformat()}早于开始日期{since.isoformat()}，请改正其中一个。"


def no_such_view(name: str, known: Sequence[str]) -> str:
    """Say that a list has no such view."""
    there = f"已有视图：{'、'.join(known)}" if known else "还没有保存过视图"
    return f"没有“{name}”这个视图，{there}。"


def no_day(text: str) -> str:
    """Say that something is no day."""
    return f"“{text}”不是日期，请写成 2026-11-23 的样子。"


def both_days(since: str, until: str) -> str:
    """Say of which period something is."""
    return f"{since}至{until}"


def joined(names: Iterable[str]) -> str:
    """Name several one after another."""
    return "、".join(names)
