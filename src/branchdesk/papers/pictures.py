"""Pages of a finished paper as pictures, to be looked at before they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels from the top left, `stride` bytes a line: blue, green and red, or one grey."""

    width: int
    height: int
    stride: int
    data: bytes
    grey: bool = False


def pictures(pdf: bytes, dpi: float, *, pages: Sequence[int] | None = None, grey: bool = False) -> Iterator[Picture]:
    """Draw pages of a PDF (numbered from 0; all where `pages` is None) at so many dots an inch."""
    import pypdfium2  # noqa: PLC0415 - only looking at a paper needs it

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)) if pages is None else pages:
            page = document[number]
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=grey)
            try:
                yield Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), grey)
            finally:
                bitmap.close()
                page.close()
    finally:
        document.close()
