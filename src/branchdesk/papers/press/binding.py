"""From a book to the finished PDF: its papers one after the other, cover and contents in front.

Papers are written, set and drawn one at a time, and nothing is kept of one that is drawn but its packed pages. Cover
and contents are drawn last, when the page numbers are known, and put in front; they bear no numbers, so that the first
paper begins with page 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import BLANK_CELL, BODY, Gap, Layout, Paper, Paragraph, Role, Span, Title
from branchdesk.papers.book import Book, Chapter
from branchdesk.papers.faces.fonts import Faces
from branchdesk.papers.press.grid import CELL, MEASURE
from branchdesk.papers.press.page import Volume
from branchdesk.papers.press.progress import Report
from branchdesk.papers.press.rows import Piece, Row
from branchdesk.papers.press.setting import set_blocks
from branchdesk.papers.press.text_setting import set_lines, span_advances

CONTENTS = "目录"
DOTS = "…"
# A contents line leaves so many cells for its page number, and begins again so far in where it is long.
FOR_NUMBER, HANG = 4, 2
DOTS_FREE = 0.6  # cells before and after the dots


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents: what it says, the page's number, and the key of the place it leads to."""

    title: str
    number: int
    key: str


def bind(book: Book, faces: Faces, report: Report) -> Paper:
    """Set and draw a book; `report` is told how many chapters of all are drawn, and may raise to end it.

    Raises Refusal (missing_glyph) where a character has no face, naming the chapter too.
    """
    volume = Volume(book.title, book.author, faces)
    entries: list[_Entry] = []
    if book.contents:
        volume.announce(CONTENTS, CONTENTS)
    number = 1
    for done, chapter in enumerate(book.chapters):
        report(done, len(book.chapters))
        if book.odd and book.duplex and number % 2 == 0:
            volume.add_blank()
            number += 1
        entry = _Entry(chapter.title, number, f"chapter-{done}")
        volume.announce(entry.title, entry.key)
        number += _add(volume, chapter, entry, book)
        entries.append(entry)
    body = volume.pages
    _add_front(volume, book, entries, faces)
    volume.put_in_front(volume.pages - body)
    report(len(book.chapters), len(book.chapters))
    return volume.finish()


def _add(volume: Volume, chapter: Chapter, entry: _Entry, book: Book) -> int:
    manuscript = chapter.write()
    layout = replace(manuscript.layout, duplex=book.duplex, number=entry.number, numbered=True)
    try:
        return volume.add(replace(manuscript, layout=layout), entry.key)
    except Refusal as refusal:
        raise Refusal(f"{chapter.title}：{refusal.sentence}", code=refusal.code) from refusal


def _add_front(volume: Volume, book: Book, entries: Sequence[_Entry], faces: Faces) -> None:
    """Draw cover and contents; printed on both sides, each begins on a sheet of its own."""
    layout = Layout(duplex=book.duplex, numbered=False)
    parts = [(set_blocks(book.cover, faces), ""), (_contents(entries, faces) if book.contents else [], CONTENTS)]
    for rows, anchor in parts:
        if volume.add_rows(rows, layout, anchor=anchor) % 2 and book.duplex:
            volume.add_blank()


def _contents(entries: Sequence[_Entry], faces: Faces) -> list[Row]:
    title = set_blocks((Title((BLANK_CELL.join(CONTENTS),), CONTENTS), Gap()), faces)
    return [*title, *(row for entry in entries for row in _line(entry, faces))]


def _line(entry: _Entry, faces: Faces) -> Iterator[Row]:
    """Set an entry: its words, dots up to its page number, and the number at the right edge."""
    words = Paragraph((Span(entry.title),), CONTENTS, first=0, hang=HANG, right=FOR_NUMBER)
    *above, last = set_lines(words, faces, MEASURE)
    yield from (Row(pieces, keep=True, link=entry.key) for pieces in above)
    number = Span(str(entry.number), Role.SONG)
    widths = tuple(span_advances(number, faces))
    right, left = MEASURE - sum(widths), max(piece.x + sum(piece.advances) for piece in last)
    count = int((right - left) / CELL - DOTS_FREE)
    dots = Piece(right - (count + DOTS_FREE / 2) * CELL, DOTS * count, Role.SONG, BODY, (CELL,) * count)
    yield Row((*last, dots, Piece(right, number.text, number.role, BODY, widths)), link=entry.key)
