"""A picture in a cell is as large as the cell allows, keeps its shape, and makes no cell larger."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from branchdesk.papers.blocks import Cell, Column, Manuscript, Table, TableRow, cell
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.house import USUAL
from branchdesk.papers.press.grid import CELL, PITCH
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.word.document import word


def picture(width: int, height: int) -> bytes:
    data = BytesIO()
    Image.new("RGB", (width, height), (120, 140, 160)).save(data, "JPEG")
    return data.getvalue()


def beside(data: bytes) -> Table:
    """Give a table with the picture beside two rows."""
    rows = (
        TableRow((cell("上"), Cell(down=2, picture=data)), 2, whole=True),
        TableRow((cell("下"),), 2, whole=True),
    )
    return Table((Column(20), Column(8)), rows, "表")


def boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    """Print a table with the picture beside two rows, and give where it stands."""
    paper = print_manuscript(Manuscript("题", "支部", (beside(data),)), bundled())
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return [thing.get_bounds() for thing in document[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2)]


@pytest.mark.parametrize(("width", "height"), [(295, 413), (413, 295), (40, 400), (400, 40)])
def test_a_picture_fills_its_cell_one_way_and_keeps_its_shape(width: int, height: int) -> None:
    [(left, bottom, right, top)] = boxes(picture(width, height))
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.02)
    assert right - left <= 8 * CELL
    assert top - bottom <= 4 * PITCH
    assert right - left > 8 * CELL - 9 or top - bottom > 4 * PITCH - 9


def test_what_is_no_picture_leaves_its_cell_empty() -> None:
    assert boxes(b"nothing to see") == []


def test_a_word_file_has_it_in_its_cell_too() -> None:
    file = Document(BytesIO(word(Manuscript("题", "支部", (beside(picture(295, 413)),)), USUAL)))
    [shown] = file.inline_shapes
    assert shown.width / shown.height == pytest.approx(295 / 413, rel=0.02)
    assert Emu(shown.width).pt <= 8 * CELL
    assert Emu(shown.height).pt <= 4 * PITCH
    [found] = file.tables[0].cell(0, 1)._tc.iter(qn("w:drawing"))
    assert found is not None
    assert not Document(BytesIO(word(Manuscript("题", "支部", (beside(b"damaged"),)), USUAL))).inline_shapes
