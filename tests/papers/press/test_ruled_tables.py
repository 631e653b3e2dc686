"""Tables on paper: nothing is lost, nothing stands outside the text area, heads come again on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from branchdesk.papers.blocks import (
    BODY,
    FIVE,
    Align,
    Cell,
    Column,
    Layout,
    Manuscript,
    Paragraph,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    cell,
)
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.columns import Need, share_out
from branchdesk.papers.press.grid import LYING, MEASURE, PITCH, STANDING, Frame
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.pages import Page, paginate
from branchdesk.papers.press.rows import Row, Rule
from branchdesk.papers.press.setting import set_blocks
from papers import reading

NAMES = (
    "陈䶮",
    "李𬭎",
    "赵㛃",
    "买买提·艾山",
    "𬱖",
    "𠮷",
    "阿卜杜热合曼·买买提依明·阿卜杜克热木·图尔荪·麦麦提依力·亚森江·玉山江",
)
HEAD = TableRow((cell("序号", Role.HEI), cell("姓名", Role.HEI), cell("发言", Role.HEI)))
COLUMNS = (Column(), Column(), Column(align=Align.LEFT, grow=1))
SPEECH = "会议强调，要把思想和行动统一到党中央决策部署上来，2026年11月20日以前完成126件。"


def laid(*blocks: Table | Paragraph | Signatures, frame: Frame = STANDING) -> list[Page]:
    layout = Layout(landscape=frame.lying)
    return [*paginate(set_blocks(blocks, bundled(), layout), frame)]


def text(rows: Sequence[Row]) -> str:
    return "".join(piece.text for row in rows for piece in row.pieces)


def typed(rows: Sequence[TableRow]) -> str:
    return "".join(span.text for row in rows for one in row.cells for line in one.paragraphs for span in line.spans)


def long_table(rows: int, head: tuple[TableRow, ...] = (HEAD,)) -> Table:
    lines = (TableRow((cell(str(at)), cell(NAMES[at % len(NAMES)]), cell(SPEECH * (at % 4)))) for at in range(rows))
    return Table(COLUMNS, tuple(lines), "名册", head)


def holds_inside(page: Page) -> bool:
    pieces = [(row, piece) for _, row in page.rows for piece in row.pieces]
    below = [(above, row.height) for above, row in page.rows]
    return (
        all(piece.x >= -0.01 and piece.x + sum(piece.advances) <= page.frame.measure + 0.01 for _, piece in pieces)
        and all(above + height <= page.frame.lines + 1e-3 for above, height in below)
        and all(end <= begin + 1e-6 for (at, height), (begin, _) in pairwise(below) if (end := at + height))
        and all(0 < (piece.drop or 1) <= row.height * PITCH + 0.01 for row, piece in pieces)
    )


cells = st.builds(
    lambda words, down, across: (words, down, across),
    st.sampled_from(["", "何霞", "38", "-1,204.50%", SPEECH, SPEECH * 9, SPEECH * 60, NAMES[-1], "abcdefghij" * 9]),
    st.sampled_from([1, 1, 1, 1, 2, 5, 40]),
    st.sampled_from([1, 1, 1, 2, 3]),
)
rows_of_cells = st.lists(
    st.tuples(st.lists(cells, min_size=1, max_size=3), st.sampled_from([0.5, 1, 3, 30]), st.booleans()),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(
    rows_of_cells,
    st.lists(
        st.sampled_from([Column(), Column(4), Column(grow=1, align=Align.LEFT), Column(align=Align.FIGURES)]),
        min_size=3,
        max_size=3,
    ),
    st.sampled_from([(), (HEAD,)]),
    st.sampled_from([STANDING, LYING]),
)
def test_nothing_is_lost_and_no_row_stands_outside(
    drawn: list[tuple[list[tuple[str, int, int]], float, bool]],
    columns: list[Column],
    head: tuple[TableRow, ...],
    frame: Frame,
) -> None:
    made = tuple(
        TableRow(tuple(cell(words, down=down, across=across) for words, down, across in row), least, whole)
        for row, least, whole in drawn
    )
    table = Table(tuple(columns), made, "表", head)
    pages = laid(table, frame=frame)
    heads = len(pages) * len(head)
    kept = Counter(text([row for page in pages for _, row in page.rows]))
    kept.subtract(Counter("序号姓名发言" * heads))
    wanted = Counter(placed_text(table))
    assert +kept == wanted
    assert all(holds_inside(page) for page in pages)


def placed_text(table: Table) -> str:
    """Give the text of the cells that have a place in the table: what covers it leaves later cells of a row none."""
    taken: set[tuple[int, int]] = set()
    found = ""
    for number, row in enumerate(table.rows):
        waiting = list(row.cells)
        for column in range(len(table.columns)):
            if (number, column) in taken or not waiting:
                continue
            one = waiting.pop(0)
            across = 1
            while (
                across < one.across and column + across < len(table.columns) and (number, column + across) not in taken
            ):
                across += 1
            taken |= {(number + y, column + x) for y in range(one.down) for x in range(across)}
            found += "".join(span.text for line in one.paragraphs for span in line.spans)
    return found


def test_three_hundred_rows_have_their_head_on_every_page_and_all_their_text() -> None:
    table = long_table(300)
    pages = laid(table)
    assert len(pages) > 10
    assert all(text([page.rows[0][1]]) == "序号姓名发言" for page in pages)
    assert text([row for page in pages for _, row in page.rows[1:]]) == typed(table.rows)
    assert all(len(page.rows) > 1 for page in pages)


def test_a_head_of_two_levels_is_repeated_whole() -> None:
    two = (
        TableRow((cell("序号", down=2), cell("人员", across=2))),
        TableRow((cell("姓名"), cell("发言"))),
    )
    for page in laid(long_table(80, two)):
        assert Counter(text([page.rows[0][1]])) == Counter("序号人员姓名发言")


def test_a_head_is_never_the_last_on_a_page() -> None:
    for lines in range(15, 24):
        filler = [Paragraph((Span("学"),), "正文")] * lines
        for page in laid(*filler, long_table(3)):
            assert text([page.rows[-1][1]]) != "序号姓名发言"


def test_a_cell_of_six_thousand_characters_goes_on_over_pages_two_lines_at_least_on_each() -> None:
    words = (SPEECH * 200)[:6000]
    form = Table((Column(5), Column(grow=1)), (TableRow((cell("会议内容"), cell(words, align=Align.LEFT))),), "记录")
    pages = laid(Paragraph((Span("学" * 28 * 20),), "正文", first=0), form)
    assert text([row for page in pages for _, row in page.rows]).replace("会议内容", "") == "学" * 560 + words
    for page in pages:
        lines = [piece for piece in page.rows[-1][1].pieces if piece.text != "会议内容" and "学" not in piece.text]
        assert len(lines) != 1


def test_a_row_that_is_whole_goes_to_the_next_page() -> None:
    row = TableRow((cell("甲"), cell("乙"), cell(SPEECH * 12)), whole=True)
    filler = [Paragraph((Span("学"),), "正文")] * 18
    pages = laid(*filler, Table(COLUMNS, (row,), "表"))
    assert [len(page.rows) for page in pages] == [18, 1]


def test_rows_that_one_cell_joins_stay_on_one_page() -> None:
    group = (
        TableRow((cell("表决", down=3), cell("赞成"), cell("38"))),
        TableRow((cell("反对"), cell("1"))),
        TableRow((cell("弃权"), cell("1"))),
    )
    for lines in range(17, 23):
        pages = laid(*[Paragraph((Span("学"),), "正文")] * lines, Table(COLUMNS, group, "表"))
        assert Counter(text([pages[-1].rows[-1][1]])) == Counter("表决赞成38反对1弃权1")


def test_figures_stand_one_below_the_other_by_their_point() -> None:
    numbers = ("1.5", "1,204.25", "-3", "97.9%", "待核")
    table = Table(
        (Column(), Column(10, Align.FIGURES)), tuple(TableRow((cell("数"), cell(one))) for one in numbers), "表"
    )
    points = []
    for _, row in laid(table)[0].rows:
        piece = row.pieces[-1]
        whole = len(piece.text.split(".")[0].rstrip("%"))
        points.append(piece.x + sum(piece.advances[:whole]))
    assert points[:4] == pytest.approx([points[0]] * 4, abs=0.01)


def test_a_table_is_as_wide_as_its_content_unless_a_column_grows() -> None:
    row = TableRow((cell("甲乙"), cell("丙丁")))
    narrow, wide = (
        laid(Table((Column(), column), (row,), "表"))[0].rows[0][1] for column in (Column(), Column(grow=1))
    )
    reach = [max(mark.to_x for mark in one.marks if isinstance(mark, Rule)) for one in (narrow, wide)]
    begin = min(mark.x for mark in narrow.marks if isinstance(mark, Rule))
    assert reach[0] < MEASURE / 2 + 50
    assert begin == pytest.approx(MEASURE - reach[0])
    assert reach[1] == pytest.approx(MEASURE)


def test_twelve_columns_lie_on_a_lying_page_whole() -> None:
    rows = tuple(TableRow(tuple(cell(NAMES[(at + row) % 6]) for at in range(12))) for row in range(40))
    table = Table(
        tuple(Column() for _ in range(12)), rows, "表", (TableRow(tuple(cell(f"{at}月") for at in range(1, 13))),)
    )
    pages = laid(table, frame=LYING)
    assert len(pages) > 1
    assert all(holds_inside(page) for page in pages)


def test_signatures_take_two_lines_of_a_long_cell_with_them() -> None:
    sign = Signatures((Paragraph((Span("签"),), "签字", first=0),))
    for length in range(20, 40):
        form = Table((Column(grow=1, align=Align.LEFT),), (TableRow((cell(SPEECH * length),)),), "记录")
        last = laid(form, sign)[-1]
        assert text([last.rows[-1][1]]) == "签"
        assert len(last.rows[0][1].pieces) >= 2
        assert len(last.rows) == 2


def test_text_below_a_table_is_on_the_grid_again() -> None:
    table = Table((Column(grow=1),), (TableRow((cell("甲"),), 0.7),) * 3, "表", size=FIVE)
    page = laid(table, Paragraph((Span("学"),), "正文"))[0]
    assert [above for above, _ in page.rows] == pytest.approx([0, 0.7, 1.4, 3])


def test_text_of_every_cell_is_drawn_in_faces_that_the_file_carries() -> None:
    paper = print_manuscript(Manuscript("表", "支部", (long_table(30),)), bundled())
    assert all(reading.faces(paper).values())
    assert all(name in reading.body(paper) for name in NAMES[:6])


def test_a_cell_of_no_text_and_a_table_of_no_rows_do_no_harm() -> None:
    assert laid(Table(COLUMNS, (), "表")) == []
    assert text([laid(Table(COLUMNS, (TableRow((Cell(),)),), "表"))[0].rows[0][1]]) == ""


@given(
    st.lists(
        st.tuples(st.floats(1, 200), st.floats(0, 4000), st.sampled_from([None, 3, 10]), st.sampled_from([0, 0, 1, 2])),
        min_size=1,
        max_size=14,
    )
)
@example([(1, 0, None, 0), (1, 0, 3, 0), (1, 0, 10, 0), (1, 35, None, 0), (200, 0, None, 0)])
def test_columns_never_need_more_than_the_measure(made: list[tuple[float, float, float | None, float]]) -> None:
    columns = [Column(width, grow=grow) for _, _, width, grow in made]
    needs = [Need(least, least + more) for least, more, _, _ in made]
    widths = share_out(columns, needs, MEASURE)
    assert sum(widths) <= MEASURE + 0.01
    assert all(width > 0 for width in widths)
    if any(grow for *_, grow in made):
        assert sum(widths) == pytest.approx(MEASURE)


def test_signatures_that_have_no_room_beside_a_high_row_stay_together() -> None:
    sign = Signatures((Paragraph((Span("签"),), "签字", first=0), Paragraph((Span("日"),), "签字", first=0)), seal=3)
    for least in range(8, 22):
        high = Table(
            (Column(grow=1),), (TableRow((cell("以手填写"),), least, whole=True),), "表", (TableRow((cell("头"),), 2),)
        )
        pages = laid(high, sign)
        assert [page for page in pages if "签" in text([row for _, row in page.rows])] == [pages[-1]]
        assert "日" in text([row for _, row in pages[-1].rows])


def test_a_heading_in_a_cell_goes_with_what_it_heads_and_no_line_of_a_paragraph_stands_alone() -> None:
    def prose(words: str, *, keep: bool = False) -> Paragraph:
        return Paragraph((Span(words),), "记录", first=0, keep_next=keep)

    for above in range(30):
        lines = [
            *[prose("甲")] * above,
            *(one for _ in range(12) for one in (prose("题", keep=True), prose(SPEECH * 5))),
        ]
        form = Table((Column(24, Align.LEFT),), (TableRow((Cell(tuple(lines)),)),), "记录", size=BODY)
        for page in laid(form)[:-1]:
            texts = [piece.text for piece in page.rows[-1][1].pieces]
            assert texts[-1] != "题"
            assert not (texts[-1].startswith(SPEECH[:9]) and texts[-2] == "题")
