"""Pages of a finished paper as pictures, to be looked at before they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

POINTS_PER_INCH = 72
WHITE = b"\xff"
LONGEST_SHAPE = 3  # a page's height by its width, beyond which it is drawn smaller
GLANCE = 36  # dots an inch at which colour shows
COLOURS = 3  # bytes of a dot that is not grey
ALIGNED = 4  # a line of a picture takes a multiple of so many bytes
HIGHEST = 200  # lines of a band: a line of print at 600 dots an inch is lower

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels from the top left, `stride` bytes a line: blue, green and red, or one grey."""

    width: int
    height: int
    stride: int
    data: bytes
    grey: bool = False


def pictures(
    pdf: bytes, dpi: float, *, pages: Sequence[int] | None = None, grey: bool = False, bound: bool = False
) -> Iterator[Picture]:
    """Draw pages of a PDF (numbered from 0; all where `pages` is None) at so many dots an inch.

    A page that lies is drawn lying, to be read, or as the sheet stands that will be `bound` with others.
    """
    import pypdfium2  # noqa: PLC0415 - only looking at a paper needs it

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)) if pages is None else pages:
            page = document[number]
            if bound:
                page.set_rotation(0)
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=grey)
            try:
                yield Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), grey)
            finally:
                bitmap.close()
                page.close()
    finally:
        document.close()


def sizes(pdf: bytes) -> tuple[Size, ...]:
    """Give how wide and high each page of a PDF is, in points, without drawing any."""
    import pypdfium2  # noqa: PLC0415 - only looking at a paper needs it

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(document.get_page_size(number) for number in range(len(document)))
    finally:
        document.close()


def print_picture(pdf: bytes, page: int, dpi: float, *, coloured: bool) -> Picture:
    """Draw a sheet for a printer: grey, unless it has colour and shall keep it; grey takes a third of the room."""
    shown = coloured and _has_colour(next(pictures(pdf, GLANCE, pages=[page])))
    return next(pictures(pdf, dpi, pages=[page], grey=not shown, bound=True))


def _has_colour(picture: Picture) -> bool:
    for at in range(0, picture.height * picture.stride, picture.stride):
        line = picture.data[at : at + picture.width * COLOURS]
        blue, green, red = (line[colour::COLOURS] for colour in range(COLOURS))
        if not blue == green == red:
            return True
    return False


def excerpt(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Give some pages of a PDF (numbered from 0) as a PDF of their own."""
    import pypdfium2  # noqa: PLC0415 - only looking at a paper needs it

    whole, part = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    try:
        part.import_pages(whole, list(pages))
        written = BytesIO()
        part.save(written)
        return written.getvalue()
    finally:
        part.close()
        whole.close()


def glimpse(pdf: bytes, width: int, most: int) -> tuple[list[Picture], int]:
    """Draw the first `most` pages of anybody's PDF so many pixels wide, and say how many it has.

    Nothing where it cannot be read or wants a password.
    """
    import pypdfium2  # noqa: PLC0415 - only looking at a paper needs it

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return [], 0
    try:
        total = len(document)
        return [_glimpse_of(document[number], width) for number in range(min(total, most))], total
    except pypdfium2.PdfiumError:
        return [], 0
    finally:
        document.close()


def _glimpse_of(page: pypdfium2.PdfPage, width: int) -> Picture:
    across, down = page.get_size()
    bitmap = page.render(scale=min(width / max(across, 1), LONGEST_SHAPE * width / max(down, 1)))
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()


def bands(picture: Picture, highest: int = HIGHEST) -> Iterator[tuple[int, int, Picture]]:
    """Give what is not white of a page, from the top: bands of lines, each with the dot and the line it begins at.

    A band reaches from white to white, so that no seam can show where bands meet; what is higher than `highest` (a
    frame around a table) is cut there all the same. The white at its sides is left out: a printer need not pack it.
    """
    dot = 1 if picture.grey else COLOURS
    wide = picture.width * dot
    white = WHITE * wide
    lines = [picture.data[at : at + wide] for at in range(0, picture.height * picture.stride, picture.stride)]
    top = 0
    while top < len(lines):
        if lines[top] == white:
            top += 1
            continue
        end = top + 1
        while end < len(lines) and end - top < highest and lines[end] != white:
            end += 1
        part = lines[top:end]
        left = min(wide - len(line.lstrip(WHITE)) for line in part) // dot
        right = -(-max(len(line.rstrip(WHITE)) for line in part) // dot)
        stride = -(-(right - left) * dot // ALIGNED) * ALIGNED
        data = b"".join(line[left * dot : right * dot].ljust(stride, WHITE) for line in part)
        yield left, top, Picture(right - left, len(part), stride, data, picture.grey)
        top = end
