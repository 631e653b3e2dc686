"""Half-width marks in Chinese are printed full-width, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.full_width import full_width


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("共126件,审结118件(含积案).", "共126件，审结118件（含积案）。"),
        ("会议认为,要抓好落实;会议强调:不走过场!", "会议认为，要抓好落实；会议强调：不走过场！"),
        ("是否同意?请表态", "是否同意？请表态"),
        ("处置率97.9%,同比上升", "处置率97.9%，同比上升"),
        ("于2026年,118件", "于2026年，118件"),
        ("大家发言, 一致同意. 会议结束.", "大家发言，一致同意。会议结束。"),
        ('"三会一课"按期召开', "“三会一课”按期召开"),
        ('学习"两个确立"和"两个维护".', "学习“两个确立”和“两个维护”。"),
        ("(一)研讨发言", "（一）研讨发言"),
        ("(1)抓学习", "（1）抓学习"),
        ("感受很深...", "感受很深……"),
        ("时间:14:30", "时间：14:30"),
        ("说完。。。", "说完……"),
        ("他说:“好.”", "他说：“好。”"),
        ("由买买提.艾山牵头,月底办结.下次会议听取情况.", "由买买提.艾山牵头，月底办结。下次会议听取情况。"),
    ],
)
def test_marks_between_han_become_full_width(typed: str, printed: str) -> None:
    assert full_width(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "支出1,234.56元，比例3:1，时间14:30—16:05",
        "见http://www.example.cn/a?b=c;d，邮箱a.b@c.cn",
        "1. 提案一",
        "使用WPS Office (R2) 打开",
        "The meeting, as planned, is over.",
        "负责人买买提.艾山同志，已到会。",
        '引号只有一个"的时候',
        "版本V2.0",
        "C:\\资料",
        "全角，。；：？！（）“”不变",
    ],
)
def test_what_is_not_sure_stays(typed: str) -> None:
    assert full_width(typed) == typed


@given(st.text('学习年，。,.;:?!()"12aB ·“', max_size=40))
def test_no_word_is_lost(text: str) -> None:
    once = full_width(text)
    words = re.compile("[^学习年12aB·]")
    assert words.sub("", once) == words.sub("", text)


@given(st.text("12aB,.:;?!()", max_size=30))
def test_figures_and_latin_are_never_touched(text: str) -> None:
    assert full_width(f"中文A{text}1") == f"中文A{text}1"
