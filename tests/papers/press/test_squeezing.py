"""A line takes its mark in, lets it hang or hands a character down, as a typist does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.blocks import Align, Layout, Paragraph, Role, Span
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.grid import CELL, MEASURE, lines_high
from branchdesk.papers.press.lines import break_lines
from branchdesk.papers.press.punctuation import HANGING, NO_BEGIN, NO_END, airs
from branchdesk.papers.press.rows import Piece
from branchdesk.papers.press.setting import set_blocks
from branchdesk.papers.press.text_setting import set_lines, text_width

prose = st.text("学习贯彻落实会议精神，。、；：？！）》”（《“1a—…", min_size=1, max_size=120)


def broken(text: str, measure: float, *, squeeze: bool = False, hang: bool = False) -> list[str]:
    widths = [0.5 if char.isascii() else 1.0 for char in text]
    return [text[line.start : line.end] for line in break_lines(text, widths, measure, squeeze=squeeze, hang=hang)]


def lines(text: str, *, hang: bool = False, measure: float = MEASURE, **more: float) -> list[tuple[Piece, ...]]:
    paragraph = Paragraph((Span(text),), "正文", first=0, size=more.get("size"))
    return set_lines(paragraph, bundled(), measure, hang=hang)


def end(pieces: tuple[Piece, ...]) -> float:
    return pieces[-1].x + sum(pieces[-1].advances)


@pytest.mark.parametrize(
    ("text", "squeeze", "hang", "expected"),
    [
        ("一二三四五六七八，九十", False, False, ["一二三四五六七", "八，九十"]),
        ("一二三四五六七八，九十", False, True, ["一二三四五六七八，", "九十"]),
        ("一，二三四五六七，九十", True, False, ["一，二三四五六七，", "九十"]),
        ("一二三四五六七八？九十", True, True, ["一二三四五六七", "八？九十"]),
        ("一二三四五六七八”。九十", True, True, ["一二三四五六七", "八”。九十"]),
        ("一“二”三四五（六七八", True, True, ["一“二”三四五（六", "七八"]),
        ("一二三四五六七1，九十二", True, False, ["一二三四五六七1，", "九十二"]),
    ],
)
def test_what_a_line_does_with_a_mark_too_many(text: str, squeeze: bool, hang: bool, expected: list[str]) -> None:  # noqa: FBT001 - given by the parameters
    assert broken(text, 8, squeeze=squeeze, hang=hang) == expected


def test_air_is_on_the_side_of_the_mark_that_has_no_ink() -> None:
    text = "学，（习）"
    assert airs(text, [1.0] * 5, 0, 5, 1.0) == {1: 1.0}
    assert airs(text, [1.0] * 5, 0, 5, 1.0, stiff={1}) == {1: 0.5}
    assert airs(text, [0.4] * 5, 0, 5, 1.0) == {}


def test_a_hung_mark_leaves_the_28_characters_on_the_grid() -> None:
    first, _ = lines("国" * 28 + "，" + "国" * 5, hang=True)
    assert first[0].text == "国" * 28 + "，"
    assert first[0].advances == pytest.approx((CELL,) * 29)
    assert end(first) == pytest.approx(MEASURE + CELL)


def test_without_hanging_the_marks_give_their_air_and_the_edge_is_straight() -> None:
    first, _ = lines("国" * 10 + "，" + "国" * 17 + "，" + "国" * 5)
    assert len(first[0].text) == 29
    assert end(first) == pytest.approx(MEASURE)
    assert min(first[0].advances) == pytest.approx(CELL / 2)


@given(prose, st.booleans(), st.sampled_from([10.5, 12.0, 14.0, 16.0, 22.0]), st.floats(60, 440))
def test_lines_of_any_size_fit_any_measure(text: str, hang: bool, size: float, measure: float) -> None:  # noqa: FBT001 - given by hypothesis
    found = set_lines(Paragraph((Span(text),), "正文", first=0, size=size), bundled(), measure, hang=hang)
    assert "".join(piece.text for pieces in found for piece in pieces) == text
    for pieces in found:
        for piece in pieces:
            assert piece.size == size
        beyond = pieces[-1].advances[-1] if hang and pieces[-1].text[-1] in HANGING else 0.0
        alone = all(char in NO_BEGIN | NO_END for char in pieces[0].text[1:])
        assert end(pieces) <= measure + beyond + 1e-3 or alone


def test_a_label_keeps_its_width_when_the_line_is_squeezed() -> None:
    label = Span("人　数：", Role.HEI, whole=True, spread=True)
    text = Span("应到四十六人（有表决权四三人），实到四三人（有表决权），请假二人")
    pieces = set_lines(Paragraph((label, text), "正文", first=0, hang=4), bundled(), MEASURE)[0]
    assert pieces[1].x == pytest.approx(4 * CELL)


def test_room_goes_between_han_and_figures_first() -> None:
    first, _ = lines("国" * 20 + "12345" + "国" * 12)
    assert first[0].advances[0] == pytest.approx(CELL, abs=0.2)
    assert first[0].advances[19] > CELL + 1
    assert end(first) == pytest.approx(MEASURE)


def test_other_sizes_take_whole_lines_and_stand_on_the_baselines_of_the_text() -> None:
    for size, high in ((10.5, 1), (14, 1), (22, 1), (26, 2)):
        rows = set_blocks([Paragraph((Span("国" * 60),), "正文", size=size)], bundled())
        assert {row.height for row in rows} == {high} == {lines_high(size)}
        assert len({piece.drop for row in rows for piece in row.pieces}) == 1


def test_names_are_parted_only_where_the_house_allows_it() -> None:
    block = Paragraph((Span("国" * 26), Span("买买提·艾山", whole=True), Span("到会")), "正文", first=0)
    whole = ["".join(piece.text for piece in row.pieces) for row in set_blocks([block], bundled())]
    free = [
        "".join(piece.text for piece in row.pieces) for row in set_blocks([block], bundled(), Layout(whole_names=False))
    ]
    assert whole == ["国" * 26, "买买提·艾山到会"]
    assert free == ["国" * 26 + "买买", "提·艾山到会"]


def test_short_lines_stand_where_they_are_asked_to() -> None:
    width = text_width("国国", Role.FANG, 12, bundled())
    for align, x in ((Align.LEFT, 0.0), (Align.CENTRE, 50 - width / 2), (Align.RIGHT, 100 - width)):
        ((piece,),) = set_lines(Paragraph((Span("国国"),), "", first=0, size=12, align=align), bundled(), 100)
        assert piece.x == pytest.approx(x)


def test_an_empty_paragraph_is_an_empty_line() -> None:
    assert set_lines(Paragraph((Span(""),), ""), bundled(), MEASURE) == [()]


def test_a_name_in_running_text_is_not_parted_either() -> None:
    block = Paragraph((Span("国" * 27 + "陈䶮牵头，" + "国" * 8),), "正文", first=0)
    named = Layout(names=frozenset({"陈䶮", "于敏"}))
    told = ["".join(piece.text for piece in row.pieces) for row in set_blocks([block], bundled(), named)]
    assert told == ["国" * 27, "陈䶮牵头，" + "国" * 8]
