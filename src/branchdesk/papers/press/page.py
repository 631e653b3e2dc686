"""From rows to pages: A4 as GB/T 9704 lays it out, drawn on a PDF canvas.

The text area is 156 by 225 mm, 37 mm below the upper edge and 28 mm from the binding, which is at the left of odd
pages and at the right of even ones. The same input gives the same bytes: no clock, no chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from branchdesk.papers.blocks import Layout, Manuscript, Paper, Role
from branchdesk.papers.faces.fonts import EM, Faces
from branchdesk.papers.press.grid import DEPTH, HEIGHT, INNER, LYING, MEASURE, MM, PITCH, STANDING, TOP, WIDTH
from branchdesk.papers.press.marks import draw_marks
from branchdesk.papers.press.pages import Page, paginate
from branchdesk.papers.press.pen import Pen
from branchdesk.papers.press.progress import PAGES, Report, one_of, untold
from branchdesk.papers.press.rows import MIDDLE, RULE_WIDTH, Piece, Row
from branchdesk.papers.press.setting import set_blocks
from branchdesk.papers.press.text_setting import text_width

NUMBER = 14.0  # 四号
NUMBER_BELOW = 7 * MM
MARK_ABOVE = 12 * MM
GREY = 0.55
AT_ONCE = 500  # rows
CHAPTER = -1  # the level of a chapter's bookmark, above that of a paper's title


def print_manuscript(manuscript: Manuscript, faces: Faces, report: Report = untold) -> Paper:
    """Set and draw a manuscript, and tell `report` how far it is, which may raise to end it.

    Raises Refusal (missing_glyph), and Trouble where a face cannot be read.
    """
    volume = Volume(manuscript.title, manuscript.author, faces)
    rows = set_blocks(manuscript.blocks, faces, manuscript.layout, one_of(report, 0, 2))
    volume.add_rows(rows, manuscript.layout, draft=manuscript.draft, report=one_of(report, 1, 2))
    while rows:  # let go of at once, those of a long list would hold every thread up
        del rows[-AT_ONCE:]
    return volume.finish()


class Volume:
    """A PDF that grows by one manuscript after the other; of what is drawn only the packed pages are kept."""

    def __init__(self, title: str, author: str, faces: Faces) -> None:
        """Begin an empty one, and say what the file says of itself."""
        self._canvas = Pen(faces)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(title)
        self._canvas.setCreator("branchdesk")
        self._outline = Outline()
        self._faces = faces

    @property
    def pages(self) -> int:
        """Count the pages that are drawn."""
        return len(self._canvas.laid)

    def announce(self, text: str, key: str) -> None:
        """Enter a chapter into the reader's table of contents, above all that follows; its place is anchored later."""
        self._outline.add(self._canvas, text, key, CHAPTER)
        self._canvas.showOutline()

    def add(self, manuscript: Manuscript, anchor: str = "") -> int:
        """Set and draw a manuscript and give how many pages it has; its first page is anchored under a key."""
        rows = set_blocks(manuscript.blocks, self._faces, manuscript.layout)
        return self.add_rows(rows, manuscript.layout, anchor=anchor, draft=manuscript.draft)

    def add_rows(
        self,
        rows: Sequence[Row],
        layout: Layout,
        *,
        anchor: str = "",
        draft: str | None = None,
        report: Report = untold,
    ) -> int:
        """Draw rows that are set; as `add`. `report` is told how many are drawn."""
        before, drawn = self.pages, 0
        frame = LYING if layout.landscape else STANDING
        for number, page in enumerate(paginate(rows, frame), start=layout.number):
            side = Side(number, odd=not layout.duplex or number % 2 == 1)
            if anchor and self.pages == before:
                self._canvas.bookmarkPage(anchor)
            _draw_page(self._canvas, page, side, self._outline)
            if layout.numbered and not page.frame.bare:
                _draw_number(self._canvas, side, self._faces)
            if draft:
                _draw_mark(self._canvas, draft, side, self._faces)
            self._canvas.showPage()
            drawn = min(drawn + len(page.rows), len(rows))
            if self.pages % PAGES == 0:
                report(drawn, len(rows))
        return self.pages - before

    def add_blank(self) -> None:
        """Add a page with nothing on it, not even its number."""
        self._canvas.setPageRotation(0)
        self._canvas.setPageSize((WIDTH, HEIGHT))
        self._canvas.showPage()

    def put_in_front(self, count: int) -> None:
        """Put the last so many pages in front of all others, and count them apart from these (i, ii …)."""
        laid = self._canvas.laid
        laid[:] = laid[len(laid) - count :] + laid[: len(laid) - count]
        if count:
            self._canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        self._canvas.addPageLabel(count, style="ARABIC", start=1)

    def finish(self) -> Paper:
        """Finish the file."""
        pages, first = self.pages, next(iter(self._canvas.laid), None)
        sides = (first.pagewidth, first.pageheight) if first else (WIDTH, HEIGHT)
        return Paper(self._canvas.finished(), pages, (round(min(sides) / MM), round(max(sides) / MM)))


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a sheet: its number, and whether it is bound at the left as odd ones are."""

    number: int
    odd: bool

    @property
    def left(self) -> float:
        """Give where the text area begins."""
        return INNER if self.odd else WIDTH - INNER - MEASURE


class Outline:
    """The reader's table of contents: each entry goes below the last one of a lower level."""

    def __init__(self) -> None:
        """Begin an empty one."""
        self._open: list[int] = []

    def add(self, canvas: Pen, text: str, key: str, level: int) -> None:
        """Add an entry that leads to a place that is named by its key."""
        while self._open and self._open[-1] >= level:
            del self._open[-1]
        canvas.addOutlineEntry(text, key, level=len(self._open), closed=level == CHAPTER)
        self._open.append(level)


def _draw_page(canvas: Pen, page: Page, side: Side, outline: Outline) -> None:
    """Draw what stands on a page.

    A lying page is a standing one that is turned: what is its head there lies at the left, which is the binding of
    odd pages and the outer edge of even ones (GB/T 9704); readers turn it back, binding and number are as ever.
    """
    left, head = side.left, HEIGHT - TOP
    canvas.setLineWidth(RULE_WIDTH)
    canvas.setPageRotation(90 if page.frame.lying else 0)
    # The library wants the size as it is seen, and writes that of the sheet.
    canvas.setPageSize((HEIGHT, WIDTH) if page.frame.lying else (WIDTH, HEIGHT))
    if page.frame.bare:
        left, head = 0.0, page.frame.depth
        canvas.setPageSize((page.frame.measure, page.frame.depth))
    canvas.saveState()
    if page.frame.lying:
        canvas.translate(left, HEIGHT - TOP - (DEPTH + page.frame.measure) / 2)
        canvas.rotate(90)
        left, head = 0.0, 0.0
    for above, row in page.rows:
        top = head - above * PITCH
        if row.bookmark:
            key = f"p{canvas.getPageNumber()}-{above:g}"
            if page.frame.lying:
                canvas.bookmarkPage(key)
            else:
                canvas.bookmarkHorizontal(key, 0, top)
            outline.add(canvas, row.bookmark, key, row.level)
        if row.link:
            canvas.linkRect("", row.link, (left, top - row.height * PITCH, left + page.frame.measure, top))
        for piece in row.pieces:
            drop = row.height * PITCH / 2 + MIDDLE * piece.size if piece.drop is None else piece.drop
            canvas.write(piece, left, top - drop)
    draw_marks(canvas, [(left, head - above * PITCH, row.marks) for above, row in page.rows if row.marks])
    canvas.restoreState()


def _draw_number(canvas: Pen, side: Side, faces: Faces) -> None:
    """Draw the page number between two dashes, one character in from the outer edge."""
    text = f"— {side.number} —"
    piece = _off_grid(text, Role.SONG, NUMBER, faces)
    width = sum(piece.advances)
    x = side.left + (MEASURE - NUMBER - width if side.odd else NUMBER)
    canvas.write(piece, x, HEIGHT - TOP - DEPTH - NUMBER_BELOW - MIDDLE * NUMBER)


def _draw_mark(canvas: Pen, mark: str, side: Side, faces: Faces) -> None:
    """Write the draft's mark in grey over the text area's outer corner, where no text stands."""
    piece = _off_grid(mark, Role.HEI, NUMBER, faces)
    x = side.left + (MEASURE - text_width(mark, Role.HEI, NUMBER, faces) if side.odd else 0)
    canvas.setFillGray(GREY)
    canvas.write(piece, x, HEIGHT - TOP + MARK_ABOVE)
    canvas.setFillGray(0)


def _off_grid(text: str, role: Role, size: float, faces: Faces) -> Piece:
    return Piece(0, text, role, size, tuple(faces.width(char, role) * size / EM for char in text))
