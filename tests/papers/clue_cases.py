"""Clues to print: one whose whole way is known, one of which nothing is, one that went to a department for cases."""

from __future__ import annotations

from branchdesk.domain.clue_states import ClueState, ClueStep, StepKind
from branchdesk.papers.clue_told import ClueTold

CONTENT = "案件里的事"
WHOLE = ClueTold(
    "XS20260012",
    ClueState.FED_BACK,
    "已反馈",
    reported_on="2026-11-05",
    reported_at="14:30",
    reporters=("李𬭎", "买买提·艾山"),
    category="消防安全",
    subcategory="电动车充电",
    grid="花苑社区一网格",
    place="花苑新村12幢",
    text="傍晚路过花苑新村12幢,看见从5楼拉下来的飞线挂在雨棚上充电。",
    unit="消防救援大队",
    sent_on="2026-11-06",
    due="2026-11-26",
    handled_on="2026-11-10",
    closed_on="2026-11-12",
    fed_back_on="2026-11-13",
    outcome="检察建议",
    outcome_number="某检建〔2026〕12号",
    steps=(
        ClueStep(StepKind.REPORTED, ClueState.REPORTED, "2026-11-05", "14:30", "李𬭎、买买提·艾山"),
        ClueStep(StepKind.VERIFIED, ClueState.VERIFIED, "2026-11-05", "16:00", "翟堃", "经现场核实，情况属实。"),
        ClueStep(StepKind.ASSIGNED, ClueState.ASSIGNED, "2026-11-06", None, "消防救援大队", None, "〔2026〕12号"),
        ClueStep(StepKind.HANDLED, ClueState.HANDLED, "2026-11-10", None, "张𠮷", "已拆除飞线3处。"),
        ClueStep(StepKind.CLOSED, ClueState.CLOSED, "2026-11-12", None, "翟堃"),
        ClueStep(StepKind.FED_BACK, ClueState.FED_BACK, "2026-11-13", None, "翟堃", "电话告知。"),
    ),
)
UNKNOWN = ClueTold("XS20260013", ClueState.REPORTED, "已提报")
CONFIDED = ClueTold(
    "XS20260014",
    ClueState.PASSED_ON,
    "已移送办案",
    reported_on="2026-10-30",
    reporters=("赵㛃",),
    category=CONTENT,
    grid=CONTENT,
    place=CONTENT,
    text=CONTENT,
    unit=CONTENT,
    reason=CONTENT,
    remark=CONTENT,
    case_sent_on="2026-11-02",
    case_receiver="第六检察部",
    case_receipt="收字第3号",
    steps=(ClueStep(StepKind.VERIFIED, ClueState.VERIFIED, "2026-11-01", None, "翟堃", CONTENT),),
    photos=((CONTENT, b""),),
)
