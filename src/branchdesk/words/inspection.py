"""What 迎检自查 says: of what is missing or thin, by which article, and what may honestly be done about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from branchdesk.words.meetings import day_text
from branchdesk.words.person_duties import day_in

TITLE = "迎检自查"
GAPS = {"missing": "缺", "thin": "薄弱", "doubt": "存疑"}
AREAS = {
    "life": "组织生活次数",
    "minutes": "会议记录",
    "attendance": "出勤补学",
    "appraisal": "组织生活会和民主评议",
    "study": "理论学习",
    "measures": "措施整改",
    "joining": "发展党员",
    "five_ones": "五个一",
    "members": "党员信息",
    "branch": "班子和机构",
    "clues": "志愿者线索",
}
LIST, LIFE, TURNOUT, DOCUMENTS = "自查问题清单", "组织生活情况表", "出勤情况汇总表", "学习篇目清单"
MINUTES, ROSTER = "会议记录", "党员花名册（期末）"
FILE, ODD = "迎检材料", "每份材料从单页起"
FILE_HOLDS = "一段时间的自查清单、组织生活、出勤、会议记录、花名册、学习篇目、五个一装成一本，有封面和目录。"
KIND, TOTAL, OUTSIDE = "种类", "合计", "—"
MENDED, EXPLAINED = "已整改", "已说明"
NAMED = 3  # people who are named before the rest is counted

_BASIS = re.compile(r"（《[^》]*》第[^）]*条）$")
_BRANCH_RULES, _EDUCATION = "《中国共产党支部工作条例（试行）》", "《中国共产党党员教育管理工作条例》"
_ROSTER = "全国党员管理信息系统采集项目"
_CUSTOM, _LOCAL = "会议记录通用要素", "第一议题制度（各地自定）"
_ADMISSION = "《中国共产党发展党员工作细则》"
_ARTICLES = {
    "first_topic_missing": _LOCAL,
    "first_topic_not_first": _LOCAL,
    "document_missing": _LOCAL,
    "lead_reader_missing": _LOCAL,
    "measure_without_owner": _LOCAL,
    "measure_without_due": _LOCAL,
    "few_came": f"{_BRANCH_RULES}第十一条",
    "resolution_missing": f"{_BRANCH_RULES}第十一条",
    "matter_not_brought_up": f"{_BRANCH_RULES}第十二条",
    "lecture_missing": f"{_BRANCH_RULES}第十六条",
    "lecture_untitled": f"{_BRANCH_RULES}第十六条",
    "lecturer_missing": f"{_BRANCH_RULES}第十六条",
    "self_check_missing": f"{_BRANCH_RULES}第十七条",
    "criticism_missing": f"{_BRANCH_RULES}第十七条",
    "rectification_missing": f"{_BRANCH_RULES}第十七条",
    "rectification_open": f"{_BRANCH_RULES}第十七条",
    "part_empty": f"{_BRANCH_RULES}第十七条",
    "appraisal_missing": f"{_BRANCH_RULES}第十八条",
    "feedback_missing": f"{_BRANCH_RULES}第十八条",
    "written_from_present": f"{_ADMISSION}（2026年修订）第十九条",
    "joined_missing": f"{_EDUCATION}第二十四条",
    "full_missing": f"{_ADMISSION}（2026年修订）第三十三条",
}
_WHAT_WAS_LEFT_OUT = "当时有而漏记的，按签到表、笔记等原始材料补记；当时没有的，写明情况，不补造记录。"
_REMEDIES = {
    "left_open": "核对内容后定稿；已有纸质记录的，以纸质记录为准。",
    "not_signed": "打印后请主持人、记录人签字，再登记签字日期。",
    "minutes_thin": "有原始笔记、录音的，据实补充要点；没有的，写明情况，不补造记录。",
    "few_came": "核对签到表；确属到会不足的，写明原因，未到会的同志补学。",
    "text_copied": "按本次会议的原始记录改正；没有原始记录的，写明情况。",
    "overlap": "核对两次会议的起止时间和签到表，改正有误的一份。",
    "feedback_missing": "已经反馈的，登记反馈时间和方式；没有反馈的，补做反馈，按实际日期登记。",
    "reason_missing": "按请假条或向本人核实后补记原因；核实不了的，写明情况。",
    "ends_before_start": "核对原始记录，改正起止时间。",
    "matter_not_brought_up": "提交下一次党员大会；不再提交的，写明原因。",
    "not_declared": "按当时宣布的结果登记；没有宣布的，写明情况。",
    "votes_do_not_add_up": "核对票数原始记录，改正有误的数字。",
    "measure_without_owner": "按会议原定分工补记责任人。",
    "measure_without_due": "按会议原定时限补记；原来没有定的，可以不改。",
}


def told(message: str) -> str:
    """Say what a record's form says of it as a line of a list does: its article stands beside it."""
    return _BASIS.sub("", message.removeprefix("提醒：").removesuffix("。"))


def article(code: str) -> str:
    """Name what a finding about a record or a member rests on."""
    return _ARTICLES.get(code, _CUSTOM)


def article_of_roster(code: str) -> str:
    """Name what a finding about a line of the roster rests on."""
    return _ARTICLES.get(code, _ROSTER)


def remedy(code: str) -> str:
    """Say what may be done about a finding of a meeting's record."""
    return _REMEDIES.get(code, _WHAT_WAS_LEFT_OUT if code.endswith("_missing") else "核对原始记录，改正有误之处。")


def enter_what_was_held() -> str:
    """Say what may be done where a meeting is missing."""
    return "确已召开的，按原始记录补录；没有召开的，写明原因，不补造记录。"


def do_or_explain() -> str:
    """Say what may be done where something else is missing."""
    return "已经办理的，按材料登记实际日期；还没有办理的，抓紧办理或写明情况。"


def check_the_file() -> str:
    """Say what may be done about a doubtful or empty field of the roster."""
    return "与档案、身份证件或入党志愿书核对后改正。"


def not_done(count: int, wanted: int) -> str:
    """Say that something was to be done and is not on record, or not often enough."""
    return f"只有{count}次记录，要求{wanted}次" if count else "没有记录"


def few_words(number: int) -> str:
    """Say that minutes tell next to nothing."""
    return f"记录内容只有{number}字，看不出会议过程" if number else "没有写会议内容"


def few_came(expected: int, present: int) -> str:
    """Say that fewer than half came."""
    return f"应到{expected}人，实到{present}人，不到半数"


def left_open(days: int) -> str:
    """Say that a record was never closed."""
    return f"会后{days}天还没有定稿"


def not_signed() -> str:
    """Say that a closed record is not marked as signed."""
    return "已定稿，没有登记签字"


def not_told(names: Sequence[str]) -> str:
    """Say that people were graded and not told."""
    return f"评议结果没有登记反馈：{_some(names)}"


def not_studied(names: Sequence[str]) -> str:
    """Say who has not studied a document that everybody was to have studied."""
    return f"要求的日期已过，还没有学习：{_some(names)}"


def catch_up() -> str:
    """Say what may be done about a document that some have not studied."""
    return "已经学过的，登记学习日期；没有学的，安排补学，按实际日期登记。"


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED]) + (f"等{len(names)}人" if len(names) > NAMED else "")


def branch() -> str:
    """Name what a finding is about that is of the whole branch."""
    return "支部"


def empty(field: str) -> str:
    """Say that a field of the roster is empty."""
    return f"{field}没有填写"


def note_needed() -> str:
    """Say that a finding is settled with a sentence only."""
    return "请写一句说明：怎样整改的，或者为什么是这样。"


def noted(about: str, number: int, *, mended: bool) -> str:
    """Name the operation that says something of findings."""
    return f"登记自查问题{MENDED if mended else EXPLAINED}：{_many(about, number)}"


def reopened(about: str, number: int) -> str:
    """Name the operation that takes back what was said of findings."""
    return f"重新列出自查问题：{_many(about, number)}"


def _many(about: str, number: int) -> str:
    return about if number == 1 else f"{about}等{number}项"


def nothing_found() -> str:
    """Say on paper that nothing was found."""
    return "按会议记录、花名册等现有资料逐件核对，没有发现缺漏。"


def counted(number: int, settled: int) -> str:
    """Say below the list how many findings there are, and of how many it is said what was done."""
    return f"共{number}项，其中已整改、已说明{settled}项，待处理{number - settled}项。"


def documents_counted(number: int) -> str:
    """Say below the list of documents how many there are."""
    return f"共{number}篇。"


def what_cells_say() -> str:
    """Say what stands in a table of the year."""
    return "格内为当月召开次数；党小组会为召开的小组数/小组总数；空格为没有召开的记录，“—”为不在这段时间内。"


def year(number: int) -> str:
    """Name a year above its table."""
    return f"{number}年"


def meeting_on(day: str, name: str) -> str:
    """Name a meeting in the list of documents: 2026-11-20党员大会."""
    return f"{day}{name}"


def nothing_to_bind() -> str:
    """Say that nothing of the file was chosen, or none of it is there."""
    return "选中的材料这段时间都没有，请至少选一样有的材料，例如自查问题清单。"


def appendix(name: str, day: str) -> str:
    """Name an appendix in the contents, with the day it is of."""
    return f"附：{name}（{day}）" if day else f"附：{name}"


def not_all_five(year: int, missing: Sequence[str]) -> str:
    """Say which of the five were not done for somebody in a year."""
    return f"{year}年政治生日没有登记：{'、'.join(missing)}"


def five_ones() -> str:
    """Name what the five rest on."""
    return "本支部“五个一”制度（各地自定）"


def not_finished(text: str, owner: str, due: str, *, reviewed: bool) -> str:
    """Say of a measure that nobody noted its end, who was to see to it, by when, and whether it was looked back on."""
    whose = f"（{owner}）" if owner else ""
    by = f"应在{day_in(due, 0)}前办结，" if due else "没有定时限，"
    return f"“{text}”{whose}{by}没有登记办结" + ("" if reviewed else "，也没有回看")


def resolved_on(day: str) -> str:
    """Name the meeting day on which a measure was resolved."""
    return f"{day_text(day)}会议的措施"


def clue_waits(days: int) -> str:
    """Say how long a clue has waited."""
    return f"提报后{days}天还没有办结"


def clues_rest_on() -> str:
    """Name what the handling of clues rests on."""
    return "线索办理制度（各地自定）"


def has_time(what: str) -> str:
    """Say that something is not done yet, and not late."""
    return f"{what}，还在期限内"
