"""Every paper there is.

The window offers papers from this list where their subject is worked on, and the command line prints any of them.
A paper is written as a manuscript; from that come the PDF and the Word file alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.services.list_papers import LIST_PAPERS
from branchdesk.services.meeting_papers import MEETING_PAPERS
from branchdesk.services.member_papers import MEMBER_PAPERS
from branchdesk.services.pace import undisturbed
from branchdesk.services.paper_kinds import About, Option, Options, Order, PaperKind
from branchdesk.services.paper_settings import house
from branchdesk.services.talk_papers import TALK_PAPERS
from branchdesk.services.vote_papers import VOTE_PAPERS
from branchdesk.store.engine import Store
from branchdesk.words import papers as say

__all__ = ["PAPERS", "About", "Option", "Options", "Order", "PaperKind", "make", "word", "write"]

PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {paper.key: paper for paper in (*MEETING_PAPERS, *VOTE_PAPERS, *MEMBER_PAPERS, *TALK_PAPERS, *LIST_PAPERS)}
)


def write(store: Store, order: Order) -> Manuscript:
    """Write a paper as a manuscript. Refusal (no_such_paper) where there is none of that name."""
    kind = PAPERS.get(order.paper)
    if kind is None:
        raise Refusal(say.no_such_paper(order.paper, PAPERS), code="no_such_paper")
    usual = {option.key: option.default for option in kind.ways(order.about)}
    return kind.write(store, order.about, {**usual, **order.options})


def make(store: Store, order: Order) -> Paper:
    """Make a paper as PDF. Refusal (missing_glyph) where a character has no face, Trouble where a face is damaged."""
    from branchdesk.papers.press import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    with undisturbed():
        return press(write(store, order), house(store))


def word(store: Store, order: Order) -> bytes:
    """Make a paper as a Word file (.docx) to go on with: the same words in the same order as on the printed one."""
    from branchdesk.papers.word.document import word as write_word  # noqa: PLC0415 - loaded when one is wanted

    with undisturbed():
        return write_word(write(store, order), house(store))
