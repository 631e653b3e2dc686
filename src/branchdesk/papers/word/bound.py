"""A book as one Word file: cover, contents that lead to their places, and its papers, each on a new page.

The page numbers of the contents are fields: they show what the printed book has until the reader program works them out
from where the papers have come to stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import BLANK_CELL, Gap, Layout, Manuscript, NewPage, Title
from branchdesk.papers.book import Book
from branchdesk.papers.faces.fonts import Faces, chosen
from branchdesk.papers.house import House
from branchdesk.papers.press.binding import CONTENTS
from branchdesk.papers.press.grid import LYING, STANDING
from branchdesk.papers.press.pages import paginate
from branchdesk.papers.press.setting import set_blocks
from branchdesk.papers.word import styles
from branchdesk.papers.word.document import Begun, Writer
from branchdesk.papers.word.faces import of_house
from branchdesk.papers.word.margins import field, furnish
from branchdesk.papers.word.package import begin, finish
from branchdesk.papers.word.text import Setting, written
from branchdesk.papers.word.xml import Element, make


def word_book(book: Book, house: House) -> bytes:
    """Write a book as a .docx file; the same book gives the same bytes."""
    papers = [chapter.write() for chapter in book.chapters]
    lies = bool(papers) and papers[0].layout.landscape
    front = bool(book.cover) or book.contents
    layout = Layout(duplex=book.duplex, hang=house.hang, landscape=lies and not front)
    whole = Manuscript(book.title, book.author, (), layout=layout)
    faces = of_house(house)
    document = begin(whole, faces)
    writer = Writer(Setting(document, faces), layout)
    parts = 0
    for block in book.cover:
        writer.write(block)
    if book.cover and book.contents:
        writer.begin_part(Begun("oddPage" if book.duplex else "nextPage"))
        parts += 1
    if book.contents:
        _write_contents(writer, book, _numbers(papers, book, chosen(frozenset(house.faces.items()))))
    if front:
        writer.begin_part(Begun("oddPage" if book.duplex else "nextPage", 1), landscape=lies)
        parts += 1
    for at, paper in enumerate(papers):
        lying = paper.layout.landscape
        if at and book.odd and book.duplex:
            writer.begin_part(Begun("oddPage"), landscape=lying)
        elif at:
            writer.write(NewPage(lying))
        writer.mark(_place(at), paper.blocks)
    document.element.body.extend(writer.done())
    furnish(document, whole, since=parts)
    return finish(document)


def _place(at: int) -> str:
    return f"chapter_{at + 1}"


def _write_contents(writer: Writer, book: Book, numbers: Sequence[int]) -> None:
    writer.write(Title((BLANK_CELL.join(CONTENTS),), CONTENTS))
    writer.write(Gap())
    for at, (chapter, number) in enumerate(zip(book.chapters, numbers, strict=True)):
        writer.add(_line(chapter.title, _place(at), number))


def _line(title: str, place: str, number: int) -> Element:
    """Write a line of the contents, which leads to its place."""
    shown = str(number) if number else ""
    content = [make("r", make("rPr", make("rFonts", hint="eastAsia")), written(title)), make("r", make("tab"))]
    link = make("hyperlink", *content, *field(f"PAGEREF {place} \\h", shown), anchor=place, history=1)
    return make("p", make("pPr", make("pStyle", val=styles.CONTENTS)), link)


def _numbers(papers: Sequence[Manuscript], book: Book, faces: Faces) -> list[int]:
    """Give the page that each paper begins on in the printed book, or 0 where it cannot be printed."""
    numbers: list[int] = []
    number = 1
    for paper in papers:
        if book.odd and book.duplex and number % 2 == 0:
            number += 1
        numbers.append(number)
        try:
            rows = set_blocks(paper.blocks, faces, paper.layout)
        except Refusal:  # a character that no face here has; Word may have one
            return [0] * len(papers)
        number += sum(1 for _ in paginate(rows, LYING if paper.layout.landscape else STANDING))
    return numbers
