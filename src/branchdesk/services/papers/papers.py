"""Every paper there is.

The window offers papers from this list where their subject is worked on, and the command line prints any of them.
A paper is written as a manuscript; from that come the PDF and the Word file alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from branchdesk.errors import Refusal
from branchdesk.files.progress import Report, untold
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.services.pace import undisturbed
from branchdesk.services.papers.birthday_papers import BIRTHDAY_PAPERS
from branchdesk.services.papers.book_papers import BOOK_PAPERS
from branchdesk.services.papers.clue_papers import CLUE_PAPERS
from branchdesk.services.papers.clue_report_papers import CLUE_REPORT_PAPERS
from branchdesk.services.papers.five_ones_papers import FIVE_ONES_PAPERS
from branchdesk.services.papers.guide_papers import GUIDE_PAPERS
from branchdesk.services.papers.hand_over_papers import HAND_OVER_PAPERS
from branchdesk.services.papers.inspection_papers import INSPECTION_PAPERS
from branchdesk.services.papers.life_meeting_papers import LIFE_MEETING_PAPERS
from branchdesk.services.papers.life_papers import LIFE_PAPERS
from branchdesk.services.papers.list_papers import LIST_PAPERS
from branchdesk.services.papers.meeting_papers import MEETING_PAPERS
from branchdesk.services.papers.member_papers import MEMBER_PAPERS
from branchdesk.services.papers.paper_kinds import About, Option, Options, Order, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.papers.study_papers import STUDY_PAPERS
from branchdesk.services.papers.talk_papers import TALK_PAPERS
from branchdesk.services.papers.volunteer_papers import VOLUNTEER_PAPERS
from branchdesk.services.papers.vote_papers import VOTE_PAPERS
from branchdesk.store.engine import Store
from branchdesk.words import papers as say

__all__ = ["PAPERS", "About", "Option", "Options", "Order", "PaperKind", "make", "word", "write"]

PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            *MEETING_PAPERS,
            *VOTE_PAPERS,
            *STUDY_PAPERS,
            *LIFE_MEETING_PAPERS,
            *MEMBER_PAPERS,
            *TALK_PAPERS,
            *BIRTHDAY_PAPERS,
            *FIVE_ONES_PAPERS,
            *LIFE_PAPERS,
            *LIST_PAPERS,
            *CLUE_PAPERS,
            *CLUE_REPORT_PAPERS,
            *VOLUNTEER_PAPERS,
            *BOOK_PAPERS,
            *INSPECTION_PAPERS,
            *HAND_OVER_PAPERS,
            *GUIDE_PAPERS,
        )
    }
)


def write(store: Store, order: Order) -> Manuscript:
    """Write a paper as a manuscript. Refusal (no_such_paper) where there is none of that name."""
    kind = _kind(order)
    return kind.write(store, order.about, kind.varied(order.about, order.options))


def make(store: Store, order: Order, report: Report = untold) -> Paper:
    """Make a paper as PDF; of a long one `report` is told how far it is, and may raise to end it.

    Refusal (missing_glyph) where a character has no face, Trouble where a face is damaged.
    """
    from branchdesk.papers.press.printing import press, press_book  # noqa: PLC0415 - ReportLab is loaded when it is wanted

    kind = _kind(order)
    with undisturbed():
        if kind.book is not None:
            return press_book(
                kind.book(store, order.about, kind.varied(order.about, order.options)), house(store), report
            )
        return press(write(store, order), house(store), report)


def word(store: Store, order: Order) -> bytes:
    """Make a paper as a Word file (.docx) to go on with: the same words in the same order as on the printed one.

    Refusal (no_word) where there is none of its kind, for the reason that its kind gives.
    """
    from branchdesk.papers.word.bound import word_book  # noqa: PLC0415 - loaded when one is wanted
    from branchdesk.papers.word.document import word as write_word  # noqa: PLC0415 - as above

    kind = _kind(order)
    if kind.no_word:
        raise Refusal(kind.no_word, code="no_word")
    with undisturbed():
        if kind.book is not None:
            return word_book(kind.book(store, order.about, kind.varied(order.about, order.options)), house(store))
        return write_word(write(store, order), house(store))


def _kind(order: Order) -> PaperKind:
    kind = PAPERS.get(order.paper)
    if kind is None:
        raise Refusal(say.no_such_paper(order.paper, PAPERS), code="no_such_paper")
    return kind
