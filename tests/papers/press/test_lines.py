"""Lines break where the trade allows it, whatever is typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.press.lines import break_lines, trimmed, word_spans
from branchdesk.papers.press.punctuation import NO_BEGIN, NO_END
from branchdesk.papers.press.titles import break_title

HAN = "学习贯彻落实会议精神䶮𬭎㛃𬱖𠮷"
MARKS = "，。、；：？！…—～·》”’）】（《“‘【"
LATIN = "ABCxyz019"

han = st.text(HAN, min_size=1, max_size=12)
latin = st.text(LATIN, min_size=1, max_size=18)
dates = st.dates().map(lambda day: f"{day.year:04}年{day.month}月{day.day}日")
marks = st.text(MARKS, min_size=1, max_size=3)
prose = st.lists(st.one_of(han, latin, dates, marks, st.just(" ")), max_size=40).map("".join)
anything = st.text(max_size=200)
measures = st.integers(12, 40)


def widths(text: str) -> list[float]:
    return [0.5 if char.isascii() else 1.0 for char in text]


def broken(text: str, measure: float, first: float | None = None) -> list[str]:
    return [text[start:end] for start, end, *_ in break_lines(text, widths(text), measure, first=first)]


def ink(line: str) -> str:
    return line[: trimmed(line, 0, len(line))]


def test_a_name_that_no_line_holds_is_parted_at_its_dot() -> None:
    text = "阿依古丽·买买提"
    ends = [end for _, end, *_ in break_lines(text, widths(text), 6, whole=[(0, len(text))])]
    assert ends == [5, 8]


@given(anything, measures, st.integers(1, 12))
def test_nothing_is_lost(text: str, measure: int, first: int) -> None:
    assert "".join(broken(text, measure, first=first)) == text


@given(anything, st.integers(1, 40))
def test_no_line_is_wider_than_the_measure(text: str, measure: int) -> None:
    assert all(sum(widths(ink(line))) <= measure for line in broken(text, measure))


@given(prose, measures)
def test_no_line_begins_or_ends_with_what_may_not(text: str, measure: int) -> None:
    for line, following in pairwise(broken(text, measure)):
        # Marks that fill a line by themselves cannot all be kept from its ends.
        if any(char not in NO_BEGIN | NO_END for char in line) and any(c not in NO_BEGIN | NO_END for c in following):
            lone = longest_run_of_marks(text) >= measure / 2
            assert lone or following[0] not in NO_BEGIN, (line, following)
            assert lone or ink(line)[-1] not in NO_END, (line, following)


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char in NO_BEGIN | NO_END | {" "} else 0
        longest = max(longest, run)
    return longest


@given(prose, measures)
def test_words_numbers_and_dates_stay_in_one_piece(text: str, measure: int) -> None:
    ends = {line.end for line in break_lines(text, widths(text), measure)}
    for start, end in word_spans(text):
        # With the marks that cling to it a word may be wider than a line; then it is cut.
        if sum(widths(text[start:end])) + 2 * longest_run_of_marks(text) <= measure:
            assert not any(start < cut < end for cut in ends), text[start:end]


@given(st.integers(2, 200), measures)
def test_no_paragraph_ends_in_a_line_of_one_character(length: int, measure: int) -> None:
    lines = broken("学" * length, measure)
    assert len(lines) == 1 or len(lines[-1]) > 1


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("应到四十六人，实到", 6, ["应到四十六", "人，实到"]),
        ("他说（不能）走", 3, ["他说", "（不", "能）走"]),
        ("编号是320583197107214688。", 10, ["编号是", "320583197107214688。"]),
        ("自2025年11月3日起", 7, ["自", "2025年11月3日", "起"]),
        ("请假二人缺席一人", 7, ["请假二人缺席", "一人"]),
        ("请假二人缺席一人。", 7, ["请假二人缺席", "一人。"]),
        ("一二 三四", 2, ["一二 ", "三四"]),
        ("时限：____年___月___日", 9, ["时限：", "____年___月___日"]),
        ("依照第12条", 3, ["依照", "第12条"]),
        ("气温为-5℃到3℃", 4, ["气温为", "-5℃到", "3℃"]),
        ("支出￥1,234.56元", 5, ["支出", "￥1,234.56", "元"]),
        ("某检〔2026〕5号", 6, ["某检", "〔2026〕5号"]),
        ("按GB/T 9704-2012办", 7, ["按", "GB/T 9704-2012", "办"]),
        ("电话138 0000 1234止", 8, ["电话", "138 0000 1234止"]),
        ("一二……三", 3, ["一", "二……", "三"]),
    ],
)
def test_lines_one_would_set_by_hand(text: str, measure: float, expected: list[str]) -> None:
    assert broken(text, measure) == expected


def test_named_stretches_stay_together() -> None:
    text = "请假的有买买提·艾山和于敏"
    lines = break_lines(text, widths(text), 7, whole=[(4, 10), (11, 13)])
    assert [text[line.start : line.end] for line in lines] == ["请假的有", "买买提·艾山和", "于敏"]


@given(st.lists(han, min_size=1, max_size=9), measures)
def test_a_title_loses_nothing_and_fits(parts: list[str], measure: int) -> None:
    text = "".join(parts)
    slices = break_title(parts, [1.0] * len(text), measure)
    assert "".join(text[start:end] for start, end in slices) == text
    assert all(end - start <= measure for start, end in slices)
