"""Read a printed paper back, as a reader program would."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from ctypes import c_double

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFText_GetCharOrigin, FPDFText_GetUnicode

from branchdesk.papers.blocks import Paper

HIGH_SURROGATES = range(0xD800, 0xDC00)


def pages(paper: Paper) -> list[str]:
    """Give the text of each page."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Give the text without blanks and line ends, which a reader program guesses."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cc")


def body(paper: Paper) -> str:
    """Give the whole text without page numbers, blanks and line ends."""
    return "".join(squeezed(page).removesuffix(f"—{number}—") for number, page in enumerate(pages(paper), start=1))


def letters(paper: Paper) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Give page, character and box (left, bottom, right, top, in points) of everything drawn."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                # A character beyond U+FFFF counts as two, of one box.
                high = FPDFText_GetUnicode(text.raw, at) in HIGH_SURROGATES
                char = text.get_text_range(at, 2 if high else 1)
                if char.strip():
                    yield number, char, text.get_charbox(at)


def faces(paper: Paper) -> dict[str, bool]:
    """Give the faces that draw the text, and whether the file carries them."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        objects = [thing for page in document for thing in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])]
        fonts = [thing.get_font() for thing in objects]
        return {font.get_base_name(): font.is_embedded for font in fonts}


def without_ink(paper: Paper, among: str = "") -> list[tuple[int, str]]:
    """Give page and character of every letter in whose place nothing dark is to be seen; strokes of blanks aside.

    Where characters are named, only they are looked at.
    """
    scale, dark = 2.0, 160
    with pypdfium2.PdfDocument(paper.pdf) as document:
        for page in document:
            page.set_rotation(0)  # places of letters are told as if the page stood
        bitmaps = [page.render(scale=scale, grayscale=True) for page in document]
        rasters = [(bytes(bitmap.buffer), bitmap.height, bitmap.stride) for bitmap in bitmaps]
    faint = []
    for number, char, (left, bottom, right, top) in letters(paper):
        if among and char not in among:
            continue
        pixels, height, stride = rasters[number - 1]
        columns = slice(int(left * scale) - 1, int(right * scale) + 2)
        rows = range(int(height - top * scale) - 1, int(height - bottom * scale) + 2)
        lines = (pixels[row * stride : (row + 1) * stride][columns] for row in rows)
        if char != "_" and min(map(min, lines)) > dark:
            faint.append((number, char))
    return faint


def places(paper: Paper) -> Iterator[tuple[int, str, float, float]]:
    """Give page, character and the place of its origin on the baseline (from the left and from below, in points)."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            x, y = c_double(), c_double()
            for at in range(text.count_chars()):
                char = chr(FPDFText_GetUnicode(text, at))
                if char.strip() and FPDFText_GetCharOrigin(text, at, x, y):
                    yield number, char, x.value, y.value
