"""A paper as a Word file is made of styles, sections, tables and fields, and says what the paper says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.papers.blocks import (
    BLANK_CELL,
    Align,
    Block,
    Cell,
    Column,
    Gap,
    Layout,
    Manuscript,
    Names,
    NewPage,
    Paragraph,
    Role,
    Signatures,
    Span,
    Table,
    TableRow,
    Title,
    cell,
)
from branchdesk.papers.house import USUAL
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.word.document import word
from papers import everything
from papers.press import test_any_paper as any_paper
from papers.reading import squeezed
from papers.samples import record

FANG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"


ON_BOTH_SIDES = Layout()


def made(*blocks: Block, layout: Layout = ON_BOTH_SIDES, draft: str | None = None) -> WordDocument:
    return opened(word(Manuscript("标题", "单位", blocks, draft, layout), USUAL))


def opened(data: bytes) -> WordDocument:
    return Document(BytesIO(data))


def text(words: str, **how: Any) -> Paragraph:  # noqa: ANN401 - whatever a paragraph can be
    return Paragraph((Span(words),), "正文", **how)


def own(element: Any, tag: str, attribute: str = "val") -> str | None:  # noqa: ANN401 - lxml describes no types
    """Give what a property below an element says, or None where there is none."""
    found = element.find(f".//{qn(f'w:{tag}')}")
    return None if found is None else str(found.get(qn(f"w:{attribute}")))


def size(section: Section) -> tuple[int, int]:
    """Give a sheet's width and height in twips."""
    page = section._sectPr.find(qn("w:pgSz"))
    return int(page.get(qn("w:w"))), int(page.get(qn("w:h")))


def said(document: WordDocument) -> str:
    """Give the text of the body as it runs."""
    return squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


def faces(document: WordDocument) -> Iterator[tuple[str, str]]:
    """Give each run's text and the face that it or its paragraph's style names."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            style: Any = paragraph.style
            places = [run._element]
            while style is not None:
                places.append(style.element)
                style = style.base_style
            named = (own(place, "rFonts", "eastAsia") for place in places)
            yield run.text, next(face for face in named if face not in {None, "None"}) or ""


def test_every_word_of_a_paper_stands_in_the_file_in_its_order() -> None:
    for manuscript in (write_minutes(record()), everything.manuscript(30)):
        assert said(opened(word(manuscript, USUAL))) == everything.words(manuscript)


def test_the_same_paper_gives_the_same_bytes_without_a_date() -> None:
    manuscript = everything.manuscript(5)
    data = word(manuscript, USUAL)
    assert word(manuscript, USUAL) == data
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
    told = opened(data).core_properties
    assert (told.title, told.author, told.created, told.last_modified_by) == (
        manuscript.title,
        manuscript.author,
        None,
        "",
    )


def test_the_sheet_has_the_margins_and_the_grid_of_the_standard() -> None:
    section = made(text("正文")).sections[0]
    assert size(section) == (11906, 16838)
    margins = section._sectPr.find(qn("w:pgMar"))
    edges = [int(margins.get(qn(f"w:{edge}"))) for edge in ("top", "bottom", "left", "right")]
    assert edges == [2098, 1984, 1587, 1474]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch, wide = int(grid.get(qn("w:linePitch"))), 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert (16838 - 2098 - 1984) // pitch == 22
    assert (11906 - 1587 - 1474) / 20 // wide == 28
    normal = made(text("正文")).styles["Normal"].element
    assert (own(normal, "sz"), own(normal.pPr, "spacing", "line"), own(normal.pPr, "spacing", "lineRule")) == (
        "32",
        str(pitch),
        "exact",
    )


@pytest.mark.parametrize("duplex", [True, False])
def test_both_sides_are_mirrored_and_one_side_is_not(*, duplex: bool) -> None:
    document = made(text("正文"), layout=Layout(duplex=duplex), draft="草稿")
    settings_ = document.settings.element
    assert (settings_.find(qn("w:mirrorMargins")) is not None) is duplex
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is duplex
    assert own(section.footer._element, "jc") == "right"
    assert own(section.header._element, "jc") == "right"
    assert section.header.paragraphs[0].text == "草稿"
    if duplex:
        assert own(section.even_page_footer._element, "jc") == "left"
        assert section.even_page_header.paragraphs[0].text == "草稿"
    else:
        assert section.even_page_footer.is_linked_to_previous


def test_a_page_number_is_a_field_between_dashes_in_song() -> None:
    document = made(text("正文"), layout=Layout(number=17))
    footer = document.sections[0].footer
    assert footer.paragraphs[0].text == "— 1 —"
    assert footer._element.find(f".//{qn('w:instrText')}").text == "PAGE"
    assert own(document.styles["Footer"].element, "rFonts", "eastAsia") == "宋体"
    assert own(document.styles["Footer"].element, "sz") == "28"
    assert own(document.sections[0]._sectPr, "pgNumType", "start") == "17"
    unnumbered = made(text("正文"), layout=Layout(numbered=False))
    assert unnumbered.sections[0].footer.is_linked_to_previous


def test_headings_are_headings_in_the_faces_of_the_standard_and_not_bold() -> None:
    roles = {1: Role.HEI, 2: Role.KAI, 3: Role.FANG, 4: Role.FANG}
    document = made(*(Paragraph((Span(f"第{level}级", role),), "", level=level) for level, role in roles.items()))
    for level, paragraph in enumerate(document.paragraphs, start=1):
        assert paragraph.style is not None
        assert paragraph.style.name == f"Heading {level}"
        assert own(paragraph.style.element, "outlineLvl") == str(level - 1)
        assert own(paragraph.style.element, "ind", "firstLineChars") == "200"
    assert [face for _, face in faces(document)] == [HEI, KAI, FANG, FANG]
    assert document.element.find(f".//{qn('w:b')}") is None


def test_a_run_names_a_face_only_where_its_style_has_another() -> None:
    document = made(Paragraph((Span("司马彧：", Role.KAI), Span("意见")), ""))
    assert list(faces(document)) == [("司马彧：", KAI), ("意见", FANG)]
    assert own(document.paragraphs[0].runs[1]._element, "rFonts", "eastAsia") == "None"


def test_a_face_that_a_branch_chose_is_named_and_one_that_may_lack_has_a_stand_in() -> None:
    manuscript = Manuscript("标题", "单位", (text("正文"),))
    data = word(manuscript, replace(USUAL, faces={Role.FANG: "方正仿宋_GBK"}))
    assert [face for _, face in faces(opened(data))] == ["方正仿宋_GBK"]
    with ZipFile(BytesIO(word(manuscript, USUAL))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table


def test_indents_are_in_characters() -> None:
    document = made(
        text("正文"),
        text("悬挂", first=0, hang=4),
        text("右空四字", first=0, right=4, align=Align.RIGHT),
        text("居中", first=0, align=Align.CENTRE),
    )
    body, hanging, right, centred = document.paragraphs
    assert body.style is not None
    assert own(body.style.element, "ind", "firstLineChars") == "200"
    assert own(body._element, "ind") is None
    assert (own(hanging._element, "ind", "leftChars"), own(hanging._element, "ind", "hangingChars")) == ("400", "400")
    assert (own(right._element, "ind", "rightChars"), own(right._element, "jc")) == ("400", "right")
    assert own(centred._element, "jc") == "center"


def test_a_name_is_spread_by_room_between_its_letters_so_that_it_can_be_found() -> None:
    document = made(Names(Span(f"出{BLANK_CELL}席：", Role.HEI, spread=True), (everything.spread("于敏"),), "出席"))
    assert document.paragraphs[0].text == "出席：于敏"
    first = document.paragraphs[0].runs[0]._element
    assert 300 <= int(own(first, "spacing") or 0) <= 320


def test_a_long_list_of_names_keeps_to_its_columns() -> None:
    names = tuple(map(Span, ("张三四", "买买提·艾山江", "李四五", "王五六", "赵六七", "钱七八", "孙八九")))
    (paragraph,) = made(Names(Span("出席人：", Role.HEI), names, "出席")).paragraphs
    # Six columns of four characters: the long name takes two, so five names fill the line.
    assert paragraph.text == "出席人：张三四\t买买提·艾山江\t李四五\t王五六\t赵六七\n钱七八\t孙八九"
    stops = [stop.position.twips for stop in paragraph.paragraph_format.tab_stops]
    assert stops == pytest.approx([(4 + 4 * at) * 8845 / 28 for at in range(1, 6)], abs=1)


def test_a_title_is_broken_between_its_parts() -> None:
    parts = ("中共某某市人民检察院第四党支部", "二〇二六年度组织生活会", "记录")
    (paragraph,) = made(Title(parts, "标题")).paragraphs
    assert paragraph.style is not None
    assert paragraph.style.name == "Title"
    assert paragraph.text == f"{parts[0]}\n{parts[1]}{parts[2]}"


def test_large_letters_have_lines_that_hold_them() -> None:
    large, usual = made(text("会议记录", first=0, size=36), text("正文")).paragraphs
    assert int(own(large._element, "spacing", "line") or 0) >= 36 * 20
    assert own(usual._element, "spacing") is None


def test_empty_lines_are_room_above_what_follows_and_none_begins_a_page() -> None:
    document = made(Gap(3), text("一"), Gap(2), text("二"), NewPage(), Gap(), text("三"))
    room = [own(one._element, "spacing", "before") for one in document.paragraphs]
    assert room == [None, str(2 * 579), None]
    (cover,) = made(Gap(3, stays=True), text("封面")).paragraphs
    assert own(cover._element, "spacing", "before") == str(3 * 579)
    assert own(document.paragraphs[2]._element, "pageBreakBefore") is not None


def test_a_table_has_rules_a_repeated_head_and_cells_that_reach() -> None:
    (table,) = made(everything.ledger(12)).tables
    head = [row._tr for row in table.rows][:2]
    assert all(own(row, "tblHeader") is not None and own(row, "cantSplit") is not None for row in head)
    assert own(table.rows[5]._tr, "tblHeader") is None
    assert [one.text for one in table.rows[0].cells] == ["序号", "姓名", "情况", "情况"]
    assert [one.text for one in table.rows[1].cells] == ["序号", "姓名", "说明", "分数"]
    assert own(table._tbl.tblPr, "tblBorders") is not None
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx(8845, abs=2)
    assert widths[1] == pytest.approx(5 * 8845 / 28, abs=1)
    assert own(table.rows[4]._tr, "tab") == "decimal"


def test_a_table_that_only_aligns_has_no_rules() -> None:
    table = Table(everything.form().columns, (TableRow((cell("左"), cell("右"))),), "", ruled=False)
    document = made(table, table)
    assert own(document.tables[0]._tbl.tblPr, "tblBorders") is None
    assert [len(one.rows) for one in document.tables] == [1, 1]
    assert len(document.tables[0].rows[0].cells) == 4


def test_pages_lie_down_and_stand_up_again() -> None:
    document = made(text("一"), NewPage(landscape=True), everything.ledger(2), NewPage(), text("二"))
    sizes = [size(section) for section in document.sections]
    assert sizes == [(11906, 16838), (16838, 11906), (11906, 16838)]
    assert all(section.footer.is_linked_to_previous for section in list(document.sections)[1:])
    assert made(text("一"), layout=Layout(landscape=True)).sections[0].orientation is WD_ORIENT.LANDSCAPE


def test_signatures_stay_together_below_two_lines_of_text() -> None:
    lines = tuple(text(word_, first=0) for word_ in ("主持人", "记录人", "日期"))
    document = made(text("一"), text("二"), text("三"), Signatures(lines, seal=3))
    kept = [own(one._element, "keepNext") is not None for one in document.paragraphs]
    assert kept == [False, True, True, True, True, False]
    assert own(document.paragraphs[-1]._element, "spacing", "before") == str(3 * 579)


def test_a_photo_is_a_picture_and_a_damaged_one_a_note() -> None:
    document = made(*(block for block in everything.blocks(1) if type(block).__name__ == "Picture"))
    assert len(document.inline_shapes) == 1
    shape = document.inline_shapes[0]
    assert shape.width / shape.height == pytest.approx(640 / 480, rel=0.01)
    assert shape.height.twips <= 9 * 579
    assert [one.text for one in document.paragraphs] == ["", "会场", "图片已损坏，无法显示"]


def test_a_photo_in_a_cell_is_as_large_as_the_cell_allows() -> None:
    rows = (
        TableRow((Cell(down=2, picture=everything.photo(300, 400)), cell("姓名")), least=2),
        TableRow((cell("何霞"),), least=2),
    )
    document = made(Table((Column(width=5), Column(grow=1)), rows, ""))
    (shape,) = document.inline_shapes
    assert shape.height.twips <= 4 * 579
    assert shape.width.twips <= 5 * 8845 / 28
    assert shape.width.twips > 4.4 * 8845 / 28
    damaged = made(Table((Column(width=9),), (TableRow((Cell(picture=b"no picture"),)),), ""))
    assert damaged.tables[0].cell(0, 0).text == "图片已损坏，无法显示"


def test_the_mark_of_a_summary_is_red() -> None:
    red = made(Title(("会议纪要",), "标题", red=True)).paragraphs[0].runs[0]._element
    assert own(red, "color") == "E60012"


def test_bookmarks_lead_to_their_places() -> None:
    document = made(text("一、到会情况", bookmark="一、到会情况", level=1), text("人数：", bookmark="到会情况"))
    names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == 2
    assert all(len(name) <= 40 and name[0] == "书" for name in names)
    assert own(document.paragraphs[1]._element, "outlineLvl") == "0"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40), max_size=6
    )
)
def test_any_text_is_kept(texts: list[str]) -> None:
    blocks = [Paragraph((Span(one, spread=True), Span(one, Role.HEI)), "") for one in texts]
    found = "".join(paragraph.text for paragraph in made(*blocks).paragraphs)
    assert squeezed(found) == squeezed("".join(one * 2 for one in texts))


def test_a_title_of_any_length_and_what_no_file_can_hold_are_no_fault() -> None:
    manuscript = Manuscript("题" * 400, "单位\x00", (Title(("题" * 400,), "标题"), text("甲\x07\ufffe乙")))
    read = opened(word(manuscript, USUAL))
    assert read.core_properties.title == "题" * 255
    assert read.core_properties.author == "单位"
    assert read.paragraphs[-1].text == "甲乙"


def spanned(cell_: Any) -> int:  # noqa: ANN401 - lxml describes no types
    return int(own(cell_, "gridSpan") or 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(any_paper.blocks, max_size=6), st.booleans())
def test_any_mix_of_blocks_is_a_file_without_fault(mixed: list[Block], lying: bool) -> None:  # noqa: FBT001 - drawn
    manuscript = Manuscript("标题", "单位", tuple(mixed), layout=Layout(landscape=lying))
    body = opened(word(manuscript, USUAL)).element.body
    for table in body.iter(qn("w:tbl")):
        columns, rows = table.find(qn("w:tblGrid")), table.findall(qn("w:tr"))
        assert rows
        assert all(sum(map(spanned, row.findall(qn("w:tc")))) == len(columns) for row in rows)
    assert body[-1].tag == qn("w:sectPr")
    assert all({one.tag, other.tag} != {qn("w:tbl")} for one, other in pairwise(body))
    if not any(isinstance(block, Table) for block in mixed):  # a row may have more cells than its table has columns
        found = squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))
        assert found == everything.words(manuscript)


def test_nothing_of_word_is_loaded_with_the_list_of_papers() -> None:
    code = "import sys; from branchdesk.services.papers import papers; print({'docx', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "set()"
