"""Writing set text on a PDF canvas: every character at its place, in its face, and what a reader finds when it copies.

The library's own text objects look up, measure and escape every string anew. Here each character's code in the file
is found once, and only what changes between two characters is written between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import sub

from reportlab.pdfbase.pdfmetrics import getFont

from branchdesk.papers.blocks import BLANK_CELL, Colour, Role
from branchdesk.papers.faces.fonts import EM, Faces
from branchdesk.papers.press.packed import PackedCanvas
from branchdesk.papers.press.rows import Piece
from branchdesk.papers.press.text_setting import BLANK

RULE_BELOW = 0.14  # ems below the baseline
BLACK = "0 g"
SEEN, UNSEEN = "0 Tr", "3 Tr"  # ways of drawing text; what is not seen can still be copied
_LOW = "[^\u3000\U00010000-\U0010ffff]"
BLANK_BESIDE = re.compile(f"{_LOW}\u3000+|\u3000+{_LOW}")

Glyph = tuple[str, float, str]  # what chooses its face and size, how far it carries by itself, its code


class Pen(PackedCanvas):
    """A canvas that writes pieces of set text."""

    def __init__(self, faces: Faces) -> None:
        """Begin a file that is written in these faces."""
        self._faces = faces
        self._glyphs: dict[tuple[Role, float], _Glyphs] = {}
        super().__init__(faces.name(BLANK_CELL, Role.FANG))

    def write(self, piece: Piece, x: float, y: float) -> None:
        """Write a piece on the baseline y, and tell readers what it reads where it is spread with blanks."""
        x += piece.x
        written = [*([_coloured(piece.colour)] if piece.colour else ()), "BT", f"1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for start, end, reads in readings(piece):
            if reads is not None:
                written.append(f"/Span <</ActualText <FEFF{reads.encode('utf-16-be').hex().upper()}>>> BDC")
            for at, to, ruled in _blanks(piece.text, start, end):
                if ruled:
                    left, below = x + sum(piece.advances[:at]), y - RULE_BELOW * piece.size
                    self.line(left, below, left + sum(piece.advances[at:to]), below)
                    written.append(UNSEEN)
                self._spell(piece, at, to, written)
                if ruled:
                    written.append(SEEN)
            if reads is not None:
                written.append("EMC")
        written += ["ET", *([BLACK] if piece.colour else ())]
        self._code.append("\n".join(written))

    def _spell(self, piece: Piece, start: int, end: int, written: list[str]) -> None:
        """Write some characters of a piece, each string as long as its face and the room after each stay the same."""
        key = piece.role, piece.size
        glyphs = self._glyphs.get(key)
        if glyphs is None:
            glyphs = self._glyphs[key] = _Glyphs(self, *key)
        faces, naturals, codes = zip(*[glyphs[char] for char in piece.text[start:end]], strict=True)
        rooms = [*map(sub, piece.advances[start:end], naturals)]
        face, room, begun = "", None, 0
        for at, (of, after) in enumerate(zip(faces, rooms, strict=True)):
            if of is face and after == room:
                continue
            if at:
                written.append(f"<{''.join(codes[begun:at])}> Tj")
            if of is not face:
                written.append(of)
            if after != room:
                written.append(f"{after:.4f} Tc")
            face, room, begun = of, after, at
        written.append(f"<{''.join(codes[begun:])}> Tj")

    def find(self, char: str, role: Role, size: float) -> Glyph:
        """Find a character in its face, and give it its place in the file."""
        face = getFont(self._faces.name(char, role))
        ((subset, code),) = face.splitString(char, self._doc)
        natural = self._faces.width(char, role) * size / EM
        return f"{face.getSubsetInternalName(subset, self._doc)} {size:g} Tf", natural, code.hex()


class _Glyphs(dict[str, Glyph]):
    """The glyphs of one role and size in one file, each found when it is first met."""

    def __init__(self, pen: Pen, role: Role, size: float) -> None:
        super().__init__()
        self._pen, self._role, self._size = pen, role, size
        self._chosen: dict[str, str] = {}

    def __missing__(self, char: str) -> Glyph:
        chosen, natural, code = self._pen.find(char, self._role, self._size)
        # One string for one face, so that a change is seen by identity.
        glyph = self[char] = self._chosen.setdefault(chosen, chosen), natural, code
        return glyph


def _coloured(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3f}" for part in colour) + " rg"


def readings(piece: Piece) -> Iterator[tuple[int, int, str | None]]:
    """Cut a spread piece so that each blank lies with a neighbour: start, end and what that part reads.

    The blank goes to a character below U+10000, for some readers lose others that are given in this way. One whose
    characters stand apart is one part, unless it has such a character.
    """
    if piece.apart and max(piece.text) < "\U00010000":
        yield 0, len(piece.text), piece.text
        return
    at = 0
    for blank in BLANK_BESIDE.finditer(piece.text) if piece.spread else ():
        if at < blank.start():
            yield at, blank.start(), None
        yield blank.start(), blank.end(), blank[0].strip(BLANK_CELL)
        at = blank.end()
    if at < len(piece.text):
        yield at, len(piece.text), None


def _blanks(text: str, start: int, end: int) -> Sequence[tuple[int, int, bool]]:
    """Cut a part of a text where blanks to fill in begin and end: start, end and whether it is one."""
    if "__" not in text:
        return ((start, end, False),)
    found = [blank.span() for blank in BLANK.finditer(text, start, end)]
    edges = sorted({start, end, *(edge for span in found for edge in span)})
    return [(at, to, (at, to) in found) for at, to in pairwise(edges)]
