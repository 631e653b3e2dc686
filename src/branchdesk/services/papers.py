"""Every paper there is: what it is called, what it is about, how it may be varied, and who writes it.

The window offers papers from this list where their subject is worked on, and the command line prints any of them.
A paper is written as a manuscript; from that come the PDF and the Word file alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Manuscript, Paper
from branchdesk.services.meetings import load
from branchdesk.services.pace import undisturbed
from branchdesk.services.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import papers as say


class About(StrEnum):
    """What a paper is about: what its order's `about` identifies."""

    MEETING = "meeting"  # by identifier
    MEMBER = "member"  # by identifier
    LEDGER = "ledger"  # by key
    BRANCH = "branch"  # nothing


Options = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Order:
    """One paper that is wanted: which, about what, and how it is to be varied."""

    paper: str
    about: str = ""
    options: Options = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Option:
    """One way to vary a paper. With `choices` (a value and its word each) one of them, else of the default's type."""

    key: str
    label: str
    default: object
    choices: tuple[tuple[str, str], ...] = ()


Write = Callable[[Store, str, Options], Manuscript]


def _always(_record: MeetingRecord) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper: its key, the word for it, what it is about, who writes it, and how it may be varied.

    `fits` says of a meeting whether the paper is offered for it.
    """

    key: str
    label: str
    about: About
    write: Write
    options: tuple[Option, ...] = ()
    fits: Callable[[MeetingRecord], bool] = _always


def _minutes(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    from branchdesk.papers.minutes import write_minutes  # noqa: PLC0415 - a paper's module is loaded when it is wanted

    return write_minutes(load(store, meeting_id), house(store))


PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {paper.key: paper for paper in (PaperKind("minutes", say.MINUTES, About.MEETING, _minutes),)}
)


def write(store: Store, order: Order) -> Manuscript:
    """Write a paper as a manuscript. Refusal (no_such_paper) where there is none of that name."""
    kind = PAPERS.get(order.paper)
    if kind is None:
        raise Refusal(say.no_such_paper(order.paper, PAPERS), code="no_such_paper")
    usual = {option.key: option.default for option in kind.options}
    return kind.write(store, order.about, {**usual, **order.options})


def make(store: Store, order: Order) -> Paper:
    """Make a paper as PDF. Refusal (missing_glyph) where a character has no face, Trouble where a face is damaged."""
    from branchdesk.papers.press import press  # noqa: PLC0415 - ReportLab is loaded when something is printed

    with undisturbed():
        return press(write(store, order), house(store))
