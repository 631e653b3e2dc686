"""From a manuscript to the finished PDF, with the faces of the house."""

from __future__ import annotations

from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.papers.book import Book
from branchdesk.papers.faces.fonts import bundled, chosen
from branchdesk.papers.house import House
from branchdesk.papers.press.binding import bind
from branchdesk.papers.press.page import print_manuscript
from branchdesk.papers.press.progress import Report, untold


def press(manuscript: Manuscript, house: House, report: Report = untold) -> Paper:
    """Set and draw a manuscript in the faces that the house chose, else in the best that this machine has.

    `report` is told how far it is, and may raise to end it.

    Raises Refusal (missing_glyph) before anything is drawn where a character has no face, and Trouble where a face
    cannot be read.
    """
    return print_manuscript(manuscript, chosen(frozenset(house.faces.items())), report)


def press_book(book: Book, house: House, report: Report) -> Paper:
    """Set and draw a book; `report` is told how many of its papers are done. Raises as `press`."""
    return bind(book, chosen(frozenset(house.faces.items())), report)


def press_as_shipped(book: Book) -> Paper:
    """Set and draw a book in the program's own faces, so that it is the same wherever it is made. Raises as `press`."""
    return bind(book, bundled(), untold)
