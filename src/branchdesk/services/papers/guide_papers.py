"""使用说明 on paper, with a branch's file or without one: it is also made when a release is."""

from __future__ import annotations

from branchdesk import __version__
from branchdesk.papers.blocks import Paper
from branchdesk.papers.book import Book, joined
from branchdesk.papers.guide import write_guide
from branchdesk.services import guide
from branchdesk.services.papers.paper_kinds import About, PaperKind
from branchdesk.words import guide as say


def book() -> Book:
    """Give the guide as a book: cover, contents with page numbers, a paper a chapter."""
    return write_guide(guide.chapters(), __version__, lambda name: guide.picture(name).read_bytes())


def make() -> Paper:
    """Make the guide as PDF in the program's own faces, the same on every machine, without a file of a branch."""
    from branchdesk.papers.press.printing import press_as_shipped  # noqa: PLC0415 - ReportLab is loaded when wanted

    return press_as_shipped(book())


GUIDE_PAPERS = (
    PaperKind(
        "guide",
        say.GUIDE,
        About.BRANCH,
        lambda _store, _about, _options: joined(book()),
        book=lambda _store, _about, _options: book(),
        holds=say.HOLDS,
    ),
)
