"""Likeness counts shared shingles: all of a copy, none of another text, and the line is drawn at seventy per cent."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.likeness import LEAST, NEARLY, SHINGLE, SHOWN, alike_titles, nearest, same_words

SIGNS = [chr(0x4E00 + number) for number in range(2000)]
SEEDS = st.integers(0, 10_000)
LENGTHS = st.integers(LEAST + SHINGLE, 900)


def invented(seed: int | str, length: int) -> str:
    """Give a text that no other seed gives a part of, in sentences."""
    rng = Random(f"text {seed}")  # noqa: S311 - an invented text, not a secret
    signs = "".join(rng.choices(SIGNS, k=length))
    return "，".join(signs[at : at + 17] for at in range(0, length, 17)) + "。"


def counted(draft: str, other: str) -> int:
    """Count the shared shingles as the issue words it, without any short cut."""
    plain = ["".join(sign for sign in text if sign.isalnum()) for text in (draft, other)]
    mine, theirs = ({text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)} for text in plain)
    return len(mine & theirs) * 100 // len(mine)


@given(SEEDS, LENGTHS)
def test_a_copy_is_the_same_all_through(seed: int, length: int) -> None:
    text = invented(seed, length)
    found = nearest(text, [invented("another", 400), text])
    assert found is not None
    assert (found.number, found.percent) == (1, 100)


@given(SEEDS, LENGTHS)
def test_signs_and_blanks_make_no_other_text(seed: int, length: int) -> None:
    text = invented(seed, length)
    found = nearest(text.replace("，", " ；\n").replace("。", ""), [text])
    assert found is not None
    assert found.percent == 100


@given(SEEDS, SEEDS, LENGTHS)
def test_another_text_is_not_like_it(seed: int, other: int, length: int) -> None:
    assert nearest(invented(f"{seed} a", length), [invented(f"{other} b", length)]) is None


@given(seed=SEEDS, length=st.integers(300, 900), kept=st.integers(40, 100), scattered=st.booleans())
def test_the_line_is_drawn_where_counting_draws_it(seed: int, length: int, kept: int, *, scattered: bool) -> None:
    text, fresh = invented(seed, length), invented(f"{seed} new", length)
    rng = Random(seed)  # noqa: S311 - which sentences are new, not a secret
    if scattered:  # whole sentences written anew, here and there
        pairs = zip(text.split("，"), fresh.split("，"), strict=True)
        draft = "，".join(old if rng.randrange(100) < kept else new for old, new in pairs)
    else:
        draft = text[: len(text) * kept // 100] + fresh[len(text) * kept // 100 :]
    found, percent = nearest(draft, [text]), counted(draft, text)
    assert (found.percent if found else None) == (percent if percent >= NEARLY else None)


@pytest.mark.parametrize(("same", "found"), [(69, None), (70, 70), (71, 71)])
def test_seventy_in_a_hundred_are_nearly_the_same(same: int, found: int | None) -> None:
    text, fresh = (invented(seed, 500).replace("，", "") for seed in (1, 2))
    shared = same + SHINGLE - 1  # characters that make so many shingles
    draft = text[:shared] + fresh[shared : 100 + SHINGLE - 1]
    likeness = nearest(draft, [text])
    assert (likeness.percent if likeness else None) == found


def test_the_likest_of_several_is_given() -> None:
    text = invented(1, 600)
    found = nearest(text, [text[:500] + invented(2, 100), text[:560] + invented(3, 40), text[:450]])
    assert found is not None
    assert found.number == 1


def test_a_page_within_longer_minutes_counts_as_copied() -> None:
    page = invented(1, 300)
    found = nearest(page, [invented(2, 900) + page + invented(3, 900)])
    assert found is not None
    assert found.percent == 100


def test_longer_minutes_are_not_like_the_page_they_hold() -> None:
    page = invented(1, 300)
    assert nearest(invented(2, 900) + page, [page]) is None


def test_a_few_lines_of_formula_are_not_compared() -> None:
    formula = "会议传达学习了有关文件精神，与会同志围绕主题结合实际谈了体会，大家一致表示要抓好落实。"
    assert nearest(formula, [formula]) is None
    assert nearest(formula * 4, [formula * 4]) is not None


def test_the_longest_words_that_are_the_same_are_shown_as_they_were_written() -> None:
    draft = "先说别的。会上逐项核对了台账，发现三处缺漏；已当场补齐。再说其他。"
    other = "会上逐项核对了台账 发现三处缺漏 已当场补齐；散会。"
    assert same_words(draft, other) == "会上逐项核对了台账，发现三处缺漏；已当场补齐"


def test_words_that_are_the_same_are_cut_to_a_glance_and_stand_on_one_line() -> None:
    text = invented(4, 400).replace("，", "\n")
    shown = same_words(text, text)
    assert len(shown) == SHOWN + 1
    assert shown.endswith("…")
    assert "\n" not in shown


def test_nothing_is_shown_where_nothing_is_the_same() -> None:
    assert same_words("甲乙丙", "丁戊己") == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("研究支部年度培训计划", "关于2026年度支部培训计划的决议", True),
        ("研究支部年度培训计划", "支部年度培训计划", True),
        ("提交党员大会：支部年度培训计划", "支部年度培训计划", True),
        ("研究支部年度培训计划", "通报上月党费收缴情况", False),
        ("研究支部活动经费", "听取支委会3月以来的工作报告", False),
        ("研究", "研究", True),
        ("研究", "讨论", False),
    ],
)
def test_titles_of_one_matter_are_told_from_others(one: str, other: str, *, alike: bool) -> None:
    assert alike_titles(one, other) is alike
    assert alike_titles(other, one) is alike
