"""Photos and charts on paper: bytes as they were, once each, nothing beyond the page, and no error over a bad file."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from branchdesk.papers.blocks import (
    Bars,
    Block,
    Cell,
    Column,
    Layout,
    Manuscript,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    TableRow,
)
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.drawings import NOTE
from branchdesk.papers.press.grid import CELL, LYING, MEASURE, PITCH, STANDING, Frame
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.rows import Box, Photo
from branchdesk.papers.press.setting import set_blocks
from papers import reading


def picture(mode: str = "RGB", size: tuple[int, int] = (640, 480), kind: str = "JPEG", *, shade: int = 90) -> bytes:
    image = Image.linear_gradient("L").resize(size).point(lambda grey: (grey + shade) % 256)
    stream = BytesIO()
    (Image.merge("LA", (image, image)) if mode == "LA" else image.convert(mode)).save(stream, kind)
    return stream.getvalue()


def printed(*blocks: Block) -> Paper:
    return print_manuscript(Manuscript("题", "支部", blocks), bundled())


def images(paper: Paper) -> list[tuple[int, tuple[float, float, float, float], bytes]]:
    """Give page, place and bytes of every picture."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return [
            (number, thing.get_bounds(), bytes(thing.get_data(decode_simple=True)))
            for number, page in enumerate(document, start=1)
            for thing in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
        ]


def test_a_jpeg_is_in_the_file_byte_by_byte_and_once_however_often_it_is_shown() -> None:
    data = picture()
    paper = printed(Picture(data, "照片"), Picture(data, "照片"), Picture(picture(shade=9), "照片"))
    assert paper.pdf.count(data) == 1
    assert [found for _, _, found in images(paper)].count(data) == 2


def test_the_same_pictures_give_the_same_bytes() -> None:
    blocks = [Picture(picture(), "照片", "图一"), Picture(picture("LA", kind="PNG"), "照片")]
    assert printed(*blocks).pdf == printed(*blocks).pdf


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("L", "GIF"),
        ("I;16", "PNG"),
    ],
)
def test_pictures_of_all_kinds_are_drawn(mode: str, kind: str) -> None:
    paper = printed(Picture(picture(mode, kind=kind), "照片"))
    assert len(images(paper)) == 1
    assert NOTE not in reading.body(paper)


def test_what_is_transparent_is_white() -> None:
    stream = BytesIO()
    Image.new("RGBA", (60, 60), (255, 0, 0, 0)).save(stream, "PNG")
    with pypdfium2.PdfDocument(printed(Picture(stream.getvalue(), "照片")).pdf) as document:
        pixels = bytes(document[0].render(scale=0.5, grayscale=True).buffer)
    assert min(pixels[: len(pixels) // 2]) == 255


@pytest.mark.parametrize("data", [b"", b"not a picture", picture()[:3000], picture(kind="PNG")[:900]])
def test_a_damaged_picture_leaves_a_frame_that_says_so(data: bytes) -> None:
    paper = printed(Picture(data, "照片", "图一"), Paragraph((Span("完"),), "正文"))
    assert images(paper) == []
    assert reading.body(paper) == f"{NOTE}图一完"
    in_cell = printed(Table((Column(),), (TableRow((Cell(picture=data),), 4),), "表"))
    assert reading.body(in_cell) == NOTE


@pytest.mark.parametrize("size", [(4000, 300), (300, 4000), (10, 10), (1600, 1200)])
@pytest.mark.parametrize("frame", [STANDING, LYING])
def test_a_picture_keeps_its_shape_and_its_bounds(size: tuple[int, int], frame: Frame) -> None:
    layout = Layout(landscape=frame.lying)
    rows = set_blocks([Picture(picture(size=size), "照片", "图一" * 40, height=40, width=50)], bundled(), layout)
    photo = next(mark for mark in rows[0].marks if isinstance(mark, Photo))
    assert photo.width / photo.height == pytest.approx(size[0] / size[1])
    assert 0 <= photo.x == pytest.approx((frame.measure - photo.width) / 2)
    assert len([*paginate(rows, frame)]) == 1


def test_a_caption_stays_with_its_picture() -> None:
    for lines in range(22):
        blocks: list[Block] = [
            *[Paragraph((Span("学"),), "正文")] * lines,
            Picture(picture(), "照片", "图一", height=6),
        ]
        page = [*paginate(set_blocks(blocks, bundled()))][-1]
        assert [bool(row.marks) for _, row in page.rows[-2:]] == [True, False]


def test_twelve_photos_stand_two_a_page() -> None:
    photos = [Picture(picture(shade=number), "照片", f"图{number}", height=9) for number in range(12)]
    assert printed(*photos).pages == 6


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = set_blocks([Bars((("甲", 10), ("乙", 40), ("丙", 0), ("丁", -3)), "图", "次")], bundled())
    boxes = [next((mark for mark in row.marks if isinstance(mark, Box)), None) for row in rows]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1].width == pytest.approx(4 * boxes[0].width)
    assert boxes[2:] == [None, None]
    texts = ["".join(piece.text for piece in row.pieces) for row in rows]
    assert texts == ["甲10次", "乙40次", "丙0次", "丁-3次"]
    assert all(piece.x + sum(piece.advances) <= MEASURE + 0.01 for row in rows for piece in row.pieces)


def test_a_long_label_of_a_bar_is_on_several_lines_and_whole() -> None:
    label = "与某某社区党组织联合开展的主题党日活动及志愿服务活动" * 3
    row = set_blocks([Bars(((label, 1234567.5),), "图")], bundled())[0]
    assert "".join(piece.text for piece in row.pieces) == f"{label}1,234,567.5"
    assert max(piece.x + sum(piece.advances) for piece in row.pieces[:-1]) <= MEASURE / 2
    assert row.height * PITCH > 4 * CELL


def test_a_chart_of_a_usual_size_is_not_parted_and_a_long_one_goes_on() -> None:
    for lines in range(10, 22):
        blocks: list[Block] = [*[Paragraph((Span("学"),), "正文")] * lines, Bars((("甲", 1),) * 12, "图")]
        assert len([row for _, row in [*paginate(set_blocks(blocks, bundled()))][-1].rows if row.marks]) == 12
    pages = [*paginate(set_blocks([Bars((("甲", 1),) * 100, "图")], bundled()))]
    assert sum(len(page.rows) for page in pages) == 100
    assert set_blocks([Bars((), "图")], bundled()) == []


@pytest.mark.parametrize("upright", [False, True])
def test_a_bar_that_is_filled_in_part_has_a_frame_around_the_whole(*, upright: bool) -> None:
    chart = Bars((("甲", 40), ("乙", 40), ("丙", 40)), "图", upright=upright, filled=(10, 40, 0))
    rows = set_blocks([chart], bundled())
    boxes = [mark for row in rows for mark in row.marks if isinstance(mark, Box)]
    long = [round(box.height if upright else box.width, 3) for box in boxes]
    whole = long[0]
    assert long == [whole, round(whole / 4, 3), whole, whole]
    assert len({box.colour for box in boxes}) == 2
    assert boxes[0].colour == boxes[-1].colour != boxes[2].colour
    texts = [piece.text for row in rows for piece in row.pieces]
    assert {"10/40", "40/40", "0/40"} <= set(texts)


def test_upright_bars_stand_side_by_side_on_one_line() -> None:
    months = tuple((f"{month}月", float(month % 5)) for month in range(1, 13))
    (row,) = set_blocks([Bars(months, "图", "次", upright=True)], bundled())
    boxes = [mark for mark in row.marks if isinstance(mark, Box)]
    assert len(boxes) == 10  # those of two months are nothing
    assert {round(box.y + box.height, 6) for box in boxes} == {round(boxes[0].y + boxes[0].height, 6)}
    assert boxes[3].height == pytest.approx(4 * boxes[0].height)
    assert all(left.x + left.width < right.x for left, right in pairwise(boxes))
    assert sorted(piece.text for piece in row.pieces) == sorted(
        text for label, number in months for text in (label, f"{number:g}次")
    )
    assert all(0 <= (piece.drop or 0) <= row.height * PITCH for piece in row.pieces)
