"""A face whose text can be copied from the PDF, characters beyond U+FFFF included.

ReportLab writes its table from glyphs back to text (ToUnicode) with the bare number of each character: `<2CB4E>` for
𬭎. The format wants UTF-16, `<D872DF4E>`. A reader that takes the five digits as they are copies another character,
and whoever searches the archive for the name does not find it. So the table is written anew here, in blocks of at most
a hundred entries, as the specification of such tables asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

BLOCK = 100


class Face(TTFont):  # type: ignore[misc]  # the library has no types
    """A TrueType face whose ToUnicode tables are right."""

    def addObjects(self, doc: object) -> None:  # noqa: N802 - ReportLab calls it by this name
        """Add the face's subsets to the document, then put right the tables that were made for them."""
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + name].content = table(name, subset)  # type: ignore[attr-defined]


def table(name: str, subset: Sequence[int]) -> str:
    """Write the ToUnicode table of a subset, whose codes are the positions of the characters in it."""
    entries = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
