"""What is said of duties that are the branch's own: its committee, its size, what it reports once a year."""

import re
from datetime import date

from branchdesk.words.duties import period

_DAY = "{0.year}年{0.month}月{0.day}日"
# What the title of a matter says where it is one of these reports: one word of each line.
_TELLING = {
    "secretary_report": (("述职",),),
    "dues_published": (("党费",), ("公布", "公示", "收缴", "收支", "使用情况")),
}
_YEAR = re.compile(r"(20\d\d)年")
TELLING = ("述职", "党费")  # titles that are looked at at all
_REPORTS = {
    "secretary_report": "书记述职",
    "dues_published": "公布党费收缴情况",
    "annual_statistics": "党内统计年报",
}


def speaks_of(rule: str, title: str) -> bool:
    """Say whether a matter's title says that it is the report that a rule asks for."""
    words = _TELLING.get(rule, ())
    return bool(words) and all(any(word in title for word in either) for either in words)


def year_named(title: str) -> int | None:
    """Give the year that a matter's title names, or None."""
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def report(rule: str, span: str) -> str:
    """Name a report of a span of time."""
    return f"{period(span)}{_REPORTS[rule]}"


def no_secretary() -> str:
    """Say why no report of a secretary is asked for."""
    return "没有书记"


def begun_within() -> str:
    """Say why a body that was set up lately is not late."""
    return "在这段时间内设立"


def ended_within() -> str:
    """Say why a body that is no more holds no meetings."""
    return "在这段时间内撤销"


def election(ends: date) -> str:
    """Name an election at the end of a term."""
    return f"换届选举（{_DAY.format(ends)}届满）"


def notice(ends: date) -> str:
    """Name the notice of an election."""
    return f"准备换届，向上级党组织报告（{_DAY.format(ends)}届满）"


def see_election() -> str:
    """Say why a notice has no more to say."""
    return "见换届选举"


def ended_without(over: date) -> str:
    """Say that a term ended and no other followed."""
    return f"本届班子到{_DAY.format(over)}为止，没有登记下一届"


def over(ends: date, days: int, delay: int) -> str:
    """Say how long a term is over, and whether that was agreed to."""
    agreed = f"已同意延期{delay}个月" if delay else "延期须报上级党组织批准，一般不超过1年"
    return f"{_DAY.format(ends)}届满，已过{days}天；{agreed}"


def far_over(ends: date, delay: int) -> str:
    """Say that a term is over for longer than any delay."""
    agreed = f"，已同意延期{delay}个月" if delay else ""
    return f"{_DAY.format(ends)}届满{agreed}，超期已过1年；延期一般不超过1年"


def by_election(office: str, name: str) -> str:
    """Name the filling of a seat."""
    return f"补选{office}（{name}不再担任）"


def nobody_leads() -> str:
    """Say that a branch has no secretary."""
    return "没有书记，补选或由上级党组织指派"


def elected_since() -> str:
    """Say why a seat of an earlier term is not filled any more."""
    return "已换届"


def no_committee_wanted(full: int) -> str:
    """Say why a small branch fills no seat of a committee."""
    return f"正式党员{full}名，不设支部委员会"


def training(name: str) -> str:
    """Name the training of a new secretary."""
    return f"新任书记{name}任职培训"


def no_longer_secretary() -> str:
    """Say why somebody is not trained any more."""
    return "已不再任书记"


def too_few(full: int, least: int) -> str:
    """Say that a branch has too few full members."""
    return f"正式党员{full}名，不足{least}名，应成立联合党支部"


def too_many(members: int, most: int) -> str:
    """Say that a branch has more members than usual."""
    return f"党员{members}名，超过{most}名，请研究是否分设"


def committee_needed(full: int, least: int) -> str:
    """Say that a branch is large enough to have a committee."""
    return f"正式党员{full}名，达到{least}名，应设支部委员会"


def years_between(first: int, last: int) -> str:
    """Say of which years duties can be told."""
    return f"日期请写在{first}年至{last}年之间。"
