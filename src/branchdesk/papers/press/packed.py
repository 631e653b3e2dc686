"""A PDF canvas that keeps of a finished page nothing but its packed bytes.

The library keeps every page's commands as text until the file is saved, and packs them then into letters of 85 kinds.
A year's minutes have hundreds of pages; here each is packed when it is done, as the bytes it will be in the file.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from branchdesk.papers.press.grid import HEIGHT, WIDTH


class PackedCanvas(Canvas):  # type: ignore[misc]  # the library has no types
    """A canvas of A4 that packs its pages; the same drawing gives the same bytes."""

    def __init__(self, face: str) -> None:
        """Begin a file. `face` is one that is embedded: else each page asks for Helvetica, which is not."""
        self._stream = BytesIO()
        super().__init__(
            self._stream, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang="zh-CN", initialFontName=face
        )

    def showPage(self) -> None:  # noqa: N802 - the library calls it by this name
        """Finish the page and pack it."""
        super().showPage()
        page = self.laid[-1]
        packed = zlib.compress(page.stream.encode())
        page.stream = None
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed, [])

    @property
    def laid(self) -> list[Any]:
        """Give the finished pages, in the order in which they will be in the file."""
        pages: list[Any] = self._doc.Pages.pages
        return pages

    def finished(self) -> bytes:
        """Finish the file and give its bytes."""
        self.save()
        return self._stream.getvalue()
