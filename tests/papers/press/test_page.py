"""Pages are those of GB/T 9704, and end where they may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.papers.blocks import Gap, Layout, Manuscript, Paper, Paragraph, Role, Signatures, Span, Title
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.grid import CELL, HEIGHT, INNER, LINES, MEASURE, MM, PITCH, TOP, WIDTH
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.rows import Piece, Row
from branchdesk.papers.press.setting import set_blocks
from papers import reading

INK = (Piece(0, "学", Role.FANG, 16, (16,)),)
SIGNATURES = Signatures((Paragraph((Span("签"),), "签字", first=0), Paragraph((Span("日"),), "签字", first=0)))


def printed(*blocks: Paragraph | Title | Gap | Signatures, draft: str | None = None) -> Paper:
    return print_manuscript(Manuscript("题", "支部", blocks, draft), bundled())


def pages(rows: list[Row]) -> list[list[Row]]:
    return [[row for _, row in page.rows] for page in paginate(rows)]


def prose(length: int, *, keep_next: bool = False) -> Paragraph:
    return Paragraph((Span("学" * length),), "正文", keep_next=keep_next)


def test_a_full_page_has_22_lines_of_28_characters_in_the_text_area() -> None:
    paper = printed(Paragraph((Span("国" * 28 * 22),), "正文", first=0), prose(5))
    assert paper.pages == 2
    body = [box for page, char, box in reading.letters(paper) if page == 1 and char == "国"]
    assert len(body) == 28 * 22
    assert min(box[0] for box in body) == pytest.approx(INNER, abs=3)
    assert max(box[2] for box in body) == pytest.approx(INNER + MEASURE, abs=3)
    assert max(box[3] for box in body) == pytest.approx(HEIGHT - TOP - (PITCH - 16) / 2, abs=3)
    assert min(box[1] for box in body) == pytest.approx(HEIGHT - TOP - 225 * MM + (PITCH - 16) / 2, abs=3)


def test_page_numbers_stand_at_the_outer_edge_between_dashes() -> None:
    paper = printed(prose(28 * 22 * 3))
    assert paper.pages == 4
    pages = reading.pages(paper)
    assert [page.splitlines()[-1] for page in pages] == [f"— {number} —" for number in range(1, 5)]
    dashes = {page: box for page, char, box in reading.letters(paper) if char == "—"}
    right, left = INNER + MEASURE - 14, WIDTH - INNER - MEASURE + 14
    assert dashes[1][2] == pytest.approx(right, abs=1)
    firsts = [box[0] for page, char, box in reading.letters(paper) if page == 2 and char == "—"]
    assert min(firsts) == pytest.approx(left, abs=1)
    assert dashes[1][3] == pytest.approx(HEIGHT - TOP - 225 * MM - 7 * MM, abs=2)


def test_a_body_line_is_indented_by_two_cells_and_straight_at_the_right() -> None:
    boxes = [box for _, char, box in reading.letters(printed(prose(60))) if char == "学"]
    assert boxes[0][0] - boxes[26][0] == pytest.approx(2 * CELL, abs=0.1)
    assert boxes[25][2] == pytest.approx(boxes[53][2], abs=0.1)


def test_a_line_with_figures_is_straight_at_the_right_too() -> None:
    rows = set_blocks([Paragraph((Span("共受理126件，审结118件，和解率为26.3%，" * 4),), "正文")], bundled())
    ends = [row.pieces[-1].x + sum(row.pieces[-1].advances) for row in rows[:-1]]
    assert ends == pytest.approx([MEASURE] * len(ends))


def test_a_line_that_would_be_torn_apart_stays_short() -> None:
    rows = set_blocks([Paragraph((Span("学习" * 10 + "2026年11月20日" + "学习" * 20),), "正文")], bundled())
    gaps = {round(advance, 6) for advance in rows[0].pieces[0].advances}
    assert gaps == {round(CELL, 6)}


def test_the_marks_of_a_draft_are_on_every_page_and_hide_nothing() -> None:
    paper = printed(prose(28 * 22 * 2), draft="草稿")
    assert all("草稿" in page for page in reading.pages(paper))
    assert reading.body(paper).count("学") == 28 * 22 * 2
    marks = [box for _, char, box in reading.letters(paper) if char in "草稿"]
    assert min(box[1] for box in marks) > HEIGHT - TOP


@given(st.lists(st.integers(1, 90), min_size=1, max_size=30))
def test_no_first_or_last_line_of_a_paragraph_stands_alone_on_a_page(lengths: list[int]) -> None:
    rows = set_blocks([prose(length) for length in lengths], bundled())
    assert [row for page in pages(rows) for row in page] == rows
    for page in pages(rows):
        assert len(page) <= LINES
        assert not page[-1].keep


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for lines in range(15, 24):
        rows = set_blocks([*[prose(10)] * lines, prose(5, keep_next=True), prose(60)], bundled())
        assert not any(page[-1].keep for page in pages(rows))


def test_signatures_never_stand_on_a_page_without_text() -> None:
    for lines in range(1, 50):
        parted = pages(set_blocks([*[prose(10)] * lines, Gap(), SIGNATURES], bundled()))
        texts = ["".join(piece.text for row in page for piece in row.pieces) for page in parted]
        assert texts[-1].endswith("签日")
        assert texts[-1].count("学") >= min(20, lines * 10)


def test_a_page_does_not_begin_with_an_empty_line() -> None:
    parted = pages([Row(), *[Row(INK)] * LINES, Row(), Row(INK), Row()])
    assert [len(page) for page in parted] == [LINES, 2]


def test_what_keeps_together_over_more_than_a_page_is_parted_and_kept() -> None:
    rows = [Row(INK, keep=True)] * 50
    parted = pages(rows)
    assert [len(page) for page in parted] == [LINES, LINES, 6]


def test_a_title_takes_whole_lines_of_the_grid() -> None:
    for length in (5, 30, 50):
        rows = set_blocks([Title(("题" * length,), "标题")], bundled())
        assert sum(row.height for row in rows) == pytest.approx(round(sum(row.height for row in rows)))


def test_a_paper_that_wants_no_numbers_has_none() -> None:
    paper = print_manuscript(Manuscript("题", "支部", (prose(5),), layout=Layout(numbered=False)), bundled())
    assert reading.pages(paper)[0].split() == ["学" * 5]
