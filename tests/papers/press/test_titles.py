"""Titles break at sense and have the shape that the standard asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.press.titles import WORDS, break_title

ROOM = 20  # characters of 二号 on a line of 156 mm

WORD = st.sampled_from([word for word in WORDS if len(word) > 1])


def broken(*parts: str, room: int = ROOM) -> list[str]:
    text = "".join(parts)
    widths = [0.5 if char.isascii() else 1.0 for char in text]
    return [text[start:end] for start, end in break_title(parts, widths, room)]


@pytest.mark.parametrize(
    "lines",
    [
        ["第四党支部党员大会记录"],
        ["某某市人民检察院第四党支部委员会会议记录"],
        ["某某市人民检察院机关党委", "2026年度民主评议党员工作方案"],
        ["关于同意何霞同志", "按期转为中共正式党员的决议"],
        ["某某市人民检察院第四党支部", "关于召开2026年度组织生活会和", "开展民主评议党员工作的通知"],
        ["关于认真学习贯彻", "《中国共产党支部工作条例（试行）》进一步", "加强新时代机关基层党组织建设的意见"],
    ],
)
def test_titles_one_would_break_by_hand(lines: list[str]) -> None:
    assert broken("".join(lines)) == lines


def test_the_writers_parts_are_seams() -> None:
    assert broken("某某市第四联合党支部", "党员大会", "记录", room=12) == ["某某市第四联合党支部", "党员大会记录"]


@given(st.lists(WORD, min_size=6, max_size=12))
def test_no_title_has_a_waist_a_stray_line_or_a_torn_word(words: list[str]) -> None:
    found = broken("".join(words))
    assert "".join(found) == "".join(words)
    lengths = [len(line) for line in found]
    assert max(lengths) <= ROOM
    assert len(found) == 1 or min(lengths) > 2
    if len(found) in {2, 3}:
        assert not any(
            left > middle < right for left, middle, right in zip(lengths, lengths[1:], lengths[2:], strict=False)
        )


# Words of 15 characters may leave no other way than a tear or a waist, and a waist is worse.
@given(st.lists(WORD.filter(lambda word: len(word) <= ROOM // 2), min_size=6, max_size=9))
def test_a_word_that_a_part_ends_with_is_not_torn(words: list[str]) -> None:
    found = broken(*words)
    if len(found) in {2, 3}:
        seams = {sum(map(len, words[:count])) for count in range(len(words) + 1)}
        ends = {sum(map(len, found[:count])) for count in range(len(found) + 1)}
        assert ends <= seams
