"""Any mix of blocks: all of it is on the pages, in its order, and none of it beyond them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.papers.blocks import (
    Align,
    Bars,
    Block,
    Column,
    Gap,
    Layout,
    NewPage,
    Paragraph,
    Picture,
    Signatures,
    Span,
    Table,
    TableRow,
    cell,
)
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.grid import CELL, LYING, STANDING
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.rows import Photo, Row
from branchdesk.papers.press.setting import set_blocks
from papers.press.test_drawings import picture

WORDS = "会议强调，要认真学习贯彻会议精神，2026年11月20日以前完成任务。"
PHOTO = picture(size=(80, 60))

texts = st.sampled_from(["", "何霞", "12.5", WORDS, WORDS * 4, WORDS * 40])
labels = st.sampled_from(["", "何霞", WORDS, WORDS * 4])
prose = st.builds(
    lambda times, keep: Paragraph((Span(WORDS * times),), "正文", keep_next=keep),
    st.sampled_from([1, 2, 6, 14]),
    st.booleans(),
)
rows = st.builds(
    TableRow,
    st.lists(
        st.builds(cell, texts, across=st.sampled_from([1, 1, 2]), down=st.sampled_from([1, 1, 3])), max_size=3
    ).map(tuple),
    st.sampled_from([0.5, 1, 4, 25]),
    st.booleans(),
)
columns = st.builds(Column, st.sampled_from([None, 4]), st.sampled_from([*Align]), st.sampled_from([0, 1]))
tables = st.builds(
    Table,
    st.tuples(columns, columns, columns),
    st.lists(rows, max_size=9).map(tuple),
    st.just("表"),
    st.sampled_from([(), (TableRow((cell("甲"), cell("乙"), cell("丙"))),)]),
)
blocks = st.one_of(
    prose,
    prose,
    tables,
    st.builds(Gap, st.integers(1, 4), st.booleans()),
    st.builds(NewPage, st.booleans()),
    st.builds(Picture, st.sampled_from([PHOTO, b"bad"]), st.just("照片"), texts, st.sampled_from([3, 9, 40])),
    st.builds(
        Bars,
        st.lists(st.tuples(labels, st.floats(-5, 99)), max_size=20).map(tuple),
        st.just("图"),
        upright=st.booleans(),
    ),
    st.builds(
        Signatures, st.just((Paragraph((Span("签字"),), "签字"), Paragraph((Span("日期"),), "签字"))), st.integers(0, 3)
    ),
)


def told(set_rows: list[Row]) -> str:
    """Give the text in its order, the rows of a table's head aside: these come again."""
    pieces = (piece.text for row in set_rows for piece in row.pieces)
    return "".join(piece for piece in pieces if piece not in {"甲", "乙", "丙"})


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=10), st.booleans())
def test_all_of_it_is_on_the_pages_and_none_of_it_beyond_them(made: list[Block], lying: bool) -> None:  # noqa: FBT001 - drawn
    set_rows = set_blocks(made, bundled(), Layout(landscape=lying))
    pages = [*paginate(set_rows, LYING if lying else STANDING)]
    laid = [row for page in pages for _, row in page.rows]
    assert sorted(told(laid)) == sorted(told(set_rows))
    photos = [sum(isinstance(mark, Photo) for row in some for mark in row.marks) for some in (laid, set_rows)]
    assert photos[0] == photos[1]
    for page in pages:
        assert page.rows
        assert all(above + row.height <= page.frame.lines + 1e-3 for above, row in page.rows)
        for _, row in page.rows:  # a mark may hang beyond a line's end
            assert all(piece.x + sum(piece.advances) <= page.frame.measure + 1.01 * CELL for piece in row.pieces)
