"""Pages that lie, single-sided papers, page numbers and bookmarks: what a reader program and a binder are told."""

from __future__ import annotations

import pypdfium2
import pytest

from branchdesk.papers.blocks import (
    Block,
    Column,
    Gap,
    Layout,
    Manuscript,
    NewPage,
    Paper,
    Paragraph,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    Title,
    cell,
)
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.grid import CELL, DEPTH, HEIGHT, INNER, MEASURE, TOP, WIDTH
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.pictures import pictures, print_picture
from branchdesk.papers.press.setting import set_blocks
from papers import reading

LONG = Table(
    tuple(Column(grow=1) for _ in range(12)),
    tuple(TableRow(tuple(cell("何霞") for _ in range(12))) for _ in range(40)),
    "表",
    (TableRow(tuple(cell(f"{month}月") for month in range(1, 13))),),
)


def printed(*blocks: Block, layout: Layout | None = None) -> Paper:
    return print_manuscript(Manuscript("题", "支部", blocks, layout=layout or Layout()), bundled())


def prose(text: str, **how: object) -> Paragraph:
    return Paragraph((Span(text),), "正文", **how)  # type: ignore[arg-type]  # as the block has them


def sheets(paper: Paper) -> list[tuple[int, tuple[float, ...]]]:
    """Give how each page is turned, and its sheet."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return [(page.get_rotation(), tuple(page.get_mediabox())) for page in document]


def marks(paper: Paper) -> list[tuple[int, str]]:
    """Give the bookmarks, each with its level."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]


def test_a_lying_page_is_a_sheet_of_a4_that_readers_turn() -> None:
    paper = printed(prose("学" * 700), NewPage(landscape=True), LONG, NewPage(), prose("完"))
    turned, boxes = zip(*sheets(paper), strict=True)
    assert turned[:2] == (0, 0)
    assert set(turned[2:-1]) == {90}
    assert turned[-1] == 0
    assert all(box == pytest.approx((0, 0, WIDTH, HEIGHT), abs=0.1) for box in boxes)


def test_the_head_of_a_lying_table_is_at_the_binding_of_odd_pages_and_the_outer_edge_of_even_ones() -> None:
    paper = printed(LONG, layout=Layout(landscape=True))
    assert paper.pages > 2
    heads: dict[int, list[tuple[float, float, float, float]]] = {}
    for page, char, box in reading.letters(paper):
        if char == "月":
            heads.setdefault(page, []).append(box)
    assert sorted(heads) == list(range(1, paper.pages + 1))
    for page, boxes in heads.items():
        left = INNER if page % 2 else WIDTH - INNER - MEASURE
        assert all(left < box[0] < left + 40 for box in boxes)
        assert boxes[0][1] < boxes[-1][1]  # January is below December: the page is to be turned clockwise


def test_the_number_of_a_lying_page_is_where_that_of_a_standing_one_is() -> None:
    def dashes(paper: Paper) -> list[float]:
        return [
            round(edge, 1) for page, char, box in reading.letters(paper) if char == "—" and page == 2 for edge in box
        ]

    assert dashes(printed(LONG, layout=Layout(landscape=True))) == dashes(printed(prose("学" * 1500)))


def test_a_printer_gets_the_sheet_as_it_is_bound_and_a_reader_the_page_as_it_is_read() -> None:
    pdf = printed(LONG, layout=Layout(landscape=True)).pdf
    sheet, seen = print_picture(pdf, 0, 36, coloured=False), next(pictures(pdf, 36, pages=[0]))
    assert sheet.width < sheet.height
    assert (seen.width, seen.height) == (sheet.height, sheet.width)


def test_what_lies_stays_in_the_text_area() -> None:
    paper = printed(LONG, layout=Layout(landscape=True))
    for page, char, (left, bottom, right, top) in reading.letters(paper):
        if char not in "—0123456789":
            begin = INNER if page % 2 else WIDTH - INNER - MEASURE
            assert begin <= left
            assert right <= begin + MEASURE
            assert bottom >= HEIGHT - TOP - DEPTH
            assert top <= HEIGHT - TOP


def test_a_new_page_at_the_beginning_or_twice_makes_no_empty_one() -> None:
    paper = printed(NewPage(), prose("甲"), NewPage(), NewPage(landscape=True), prose("乙"), NewPage())
    assert [turn for turn, _ in sheets(paper)] == [0, 90]


def test_printed_on_one_side_every_page_is_bound_at_the_left() -> None:
    paper = printed(prose("学" * 28 * 50), layout=Layout(duplex=False, number=7))
    firsts = {page: box[0] for page, char, box in reversed([*reading.letters(paper)]) if char == "学"}
    assert firsts[1] - 2 * CELL == pytest.approx(firsts[2], abs=0.5)
    numbers = {page: box[2] for page, char, box in reading.letters(paper) if char == "—"}
    assert numbers[1] == pytest.approx(numbers[2], abs=0.5)
    assert [page.splitlines()[-1] for page in reading.pages(paper)] == ["— 7 —", "— 8 —", "— 9 —"]


def test_bookmarks_lie_below_those_of_a_lower_level() -> None:
    def heading(text: str, level: int) -> Paragraph:
        return prose(text, bookmark=text, level=level)

    paper = printed(
        Title(("会议记录",), "标题", bookmark="会议记录"),
        heading("一、甲", 1),
        heading("（一）乙", 2),
        heading("二、丙", 1),
        NewPage(landscape=True),
        heading("1. 丁", 3),
    )
    assert marks(paper) == [(0, "会议记录"), (1, "一、甲"), (2, "（一）乙"), (1, "二、丙"), (2, "1. 丁")]
    without = printed(heading("一、甲", 1), heading("二、丙", 1), heading("（一）乙", 2))
    assert marks(without) == [(0, "一、甲"), (0, "二、丙"), (1, "（一）乙")]


def test_the_room_for_a_seal_is_above_the_last_line_and_stays_with_it() -> None:
    lines = tuple(prose(text, first=0) for text in ("支部", "日"))
    for above in range(1, 30):
        pages = [*paginate(set_blocks([*[prose("学" * 40)] * above, Gap(), Signatures(lines, seal=3)], bundled()))]
        found = {piece.text: top for top, row in pages[-1].rows for piece in row.pieces if piece.role is Role.FANG}
        assert found["日"] - found["支部"] == 4
        assert (
            sum("学" in text for text in found)
            + sum("学" in piece.text for _, row in pages[-1].rows for piece in row.pieces)
            >= 2
        )
