"""From rows to pages: A4 as GB/T 9704 lays it out, drawn on a PDF canvas.

The text area is 156 by 225 mm, 37 mm below the upper edge and 28 mm from the binding, which is at the left of odd
pages and at the right of even ones. The same input gives the same bytes: no clock, no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from branchdesk.papers.blocks import BLANK_CELL, Manuscript, Paper, Role
from branchdesk.papers.fonts import EM, Faces
from branchdesk.papers.lines import Slice
from branchdesk.papers.setting import BLANK, LINES, MEASURE, MM, Piece, Row, natural_width, set_blocks

WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, INNER, DEPTH = 37 * MM, 28 * MM, 225 * MM
PITCH = DEPTH / LINES
# The middle of a Han character lies so far above its baseline, in ems.
MIDDLE = 0.38
NUMBER = 14.0  # 四号
NUMBER_BELOW = 7 * MM
MARK_ABOVE = 12 * MM
GREY = 0.55
RULE_BELOW = 0.14  # ems below the baseline
RULE_WIDTH = 0.6
SEEN, UNSEEN = 0, 3  # ways of drawing text; what is not seen can still be copied
_LOW = "[^\u3000\U00010000-\U0010ffff]"
BLANK_BESIDE = re.compile(f"{_LOW}\u3000+|\u3000+{_LOW}")


def print_manuscript(manuscript: Manuscript, faces: Faces) -> Paper:
    """Set and draw a manuscript. Raises Refusal (missing_glyph), and Trouble where a face cannot be read."""
    pages = paginate(set_blocks(manuscript.blocks, faces))
    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="zh-CN",
        initialFontName=faces.name(BLANK_CELL, Role.FANG),  # else each page asks for Helvetica, which is not embedded
    )
    canvas.setTitle(manuscript.title)
    canvas.setAuthor(manuscript.author)
    canvas.setSubject(manuscript.title)
    canvas.setCreator("branchdesk")
    for number, rows in enumerate(pages, start=1):
        _draw_page(canvas, rows, number, faces)
        if manuscript.draft:
            _draw_mark(canvas, manuscript.draft, number, faces)
        canvas.showPage()
    canvas.save()
    return Paper(stream.getvalue(), len(pages))


def paginate(rows: Sequence[Row]) -> list[list[Row]]:
    """Part the rows into pages of the grid's height; no page begins with an empty line or parts what keeps together.

    Rows that keep together over more than a page are parted where the page is full.
    """
    pages: list[list[Row]] = []
    start = 0
    while start < len(rows):
        if not rows[start].pieces:
            start += 1
            continue
        full, height = start, 0.0
        while full < len(rows) and height + rows[full].height <= LINES + 1e-6:
            height += rows[full].height
            full += 1
        end = full
        while start < end < len(rows) and rows[end - 1].keep:
            end -= 1
        end = end if end > start else max(full, start + 1)
        pages.append(list(rows[start:end]))
        start = end
    return pages


def _left(number: int) -> float:
    return INNER if number % 2 else WIDTH - INNER - MEASURE


def _draw_page(canvas: Canvas, rows: Sequence[Row], number: int, faces: Faces) -> None:
    left, above = _left(number), 0.0
    canvas.setLineWidth(RULE_WIDTH)
    for row in rows:
        top = HEIGHT - TOP - above * PITCH
        if row.bookmark:
            key = f"p{number}-{above:g}"
            canvas.bookmarkHorizontal(key, 0, top)
            canvas.addOutlineEntry(row.bookmark, key, level=0)
        for piece in row.pieces:
            _draw(canvas, piece, left, top - row.height * PITCH / 2 - MIDDLE * piece.size, faces)
        above += row.height
    _draw_number(canvas, number, faces)


def _draw_number(canvas: Canvas, number: int, faces: Faces) -> None:
    """Draw the page number between two dashes, one character in from the outer edge."""
    text = f"— {number} —"
    piece = _off_grid(text, Role.SONG, NUMBER, faces)
    width = sum(piece.advances)
    x = _left(number) + (MEASURE - NUMBER - width if number % 2 else NUMBER)
    _draw(canvas, piece, x, HEIGHT - TOP - DEPTH - NUMBER_BELOW - MIDDLE * NUMBER, faces)


def _draw_mark(canvas: Canvas, mark: str, number: int, faces: Faces) -> None:
    """Write the draft's mark in grey over the text area's outer corner, where no text stands."""
    piece = _off_grid(mark, Role.HEI, NUMBER, faces)
    x = _left(number) + (MEASURE - natural_width(mark, Role.HEI, NUMBER, faces) if number % 2 else 0)
    canvas.setFillGray(GREY)
    _draw(canvas, piece, x, HEIGHT - TOP + MARK_ABOVE, faces)
    canvas.setFillGray(0)


def _off_grid(text: str, role: Role, size: float, faces: Faces) -> Piece:
    return Piece(0, text, role, size, tuple(faces.width(char, role) * size / EM for char in text))


def _draw(canvas: Canvas, piece: Piece, x: float, y: float, faces: Faces) -> None:
    """Draw a piece, and tell readers what it reads where it is spread with blanks."""
    at = x + piece.x
    for start, end, reads in _readings(piece):
        if reads is not None:
            canvas.addLiteral(f"/Span <</ActualText <FEFF{reads.encode('utf-16-be').hex().upper()}>>> BDC")
        at = _draw_part(canvas, piece, (start, end), (at, y), faces)
        if reads is not None:
            canvas.addLiteral("EMC")


def _readings(piece: Piece) -> Iterator[tuple[int, int, str | None]]:
    """Cut a spread piece so that each blank lies with a neighbour: start, end and what that part reads.

    The blank goes to a character below U+10000, for some readers lose others that are given in this way.
    """
    at = 0
    for blank in BLANK_BESIDE.finditer(piece.text) if piece.spread else ():
        if at < blank.start():
            yield at, blank.start(), None
        yield blank.start(), blank.end(), blank[0].strip(BLANK_CELL)
        at = blank.end()
    if at < len(piece.text):
        yield at, len(piece.text), None


def _draw_part(canvas: Canvas, piece: Piece, part: Slice, origin: tuple[float, float], faces: Faces) -> float:
    """Draw a part of a piece in its faces, blanks to fill in as rules, and give where the next one begins."""
    at, y = origin
    text = canvas.beginText()
    for stretch in _stretches(piece, part, faces):
        text.setTextOrigin(at, y)
        text.setFont(stretch.face, piece.size)
        text.setCharSpace(stretch.tracking)
        if stretch.rule:
            text.setTextRenderMode(UNSEEN)
        text.textOut(stretch.text)
        if stretch.rule:
            text.setTextRenderMode(SEEN)
            canvas.line(at, y - RULE_BELOW * piece.size, at + stretch.width, y - RULE_BELOW * piece.size)
        at += stretch.width
    canvas.drawText(text)
    return at


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring characters that one face draws with the same room after each."""

    face: str
    tracking: float
    rule: bool
    text: str
    width: float


def _stretches(piece: Piece, part: Slice, faces: Faces) -> Iterator[_Stretch]:
    ruled = {at for blank in BLANK.finditer(piece.text) for at in range(*blank.span())}

    def drawn(at: int) -> tuple[str, float, bool]:
        char = piece.text[at]
        natural = faces.width(char, piece.role) * piece.size / EM
        return faces.name(char, piece.role), round(piece.advances[at] - natural, 4), at in ruled

    for key, group in groupby(range(*part), key=drawn):
        places = list(group)
        text = "".join(piece.text[at] for at in places)
        yield _Stretch(*key, text, sum(piece.advances[at] for at in places))
