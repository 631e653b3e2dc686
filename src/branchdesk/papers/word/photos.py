"""A photo as a run of a Word file."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document
from docx.image.exceptions import UnrecognizedImageError

from branchdesk.papers.press.photos import as_jpeg, size_of
from branchdesk.papers.word.xml import Element, make

EMU = 635  # to a twip


def photo(data: bytes, document: Document, width: float, height: float, described: str = "") -> Element | None:
    """Write a photo as large as so many twips across and down allow; nothing where it is damaged."""
    pixels = size_of(data)
    if pixels is None:
        return None
    scale = min(width / pixels[0], height / pixels[1])
    size = [round(scale * length) * EMU for length in pixels]
    try:
        inline = document.part.new_pic_inline(BytesIO(data), *size)
    except UnrecognizedImageError:  # a JPEG of four inks, or without the usual words at its beginning
        inline = document.part.new_pic_inline(BytesIO(as_jpeg(data)), *size)
    inline.docPr.set("descr", described)
    return make("r", make("drawing", inline))
