"""What a paper is to those who offer it: its name, what it is about, how it may be varied, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.book import Book
from branchdesk.store.engine import Store


class About(StrEnum):
    """What a paper is about: what its order's `about` identifies."""

    MEETING = "meeting"  # by identifier
    MEMBER = "member"  # by identifier
    LEDGER = "ledger"  # by key
    CLUE = "clue"  # by identifier, one or `several`
    VOLUNTEER = "volunteer"  # as clues
    BRANCH = "branch"  # nothing


Options = Mapping[str, object]
BETWEEN = ","


def several(ids: Iterable[str]) -> str:
    """Name several things of one kind that a paper is about."""
    return BETWEEN.join(ids)


def each_of(about: str) -> tuple[str, ...]:
    """Give the several things that a paper is about, each once, in their order."""
    return tuple(dict.fromkeys(one.strip() for one in about.split(BETWEEN) if one.strip()))


@dataclass(frozen=True, slots=True)
class Order:
    """One paper that is wanted: which, about what, and how it is to be varied."""

    paper: str
    about: str = ""
    options: Options = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Option:
    """One way to vary a paper. With `choices` (a value and its word each) one of them, else of the default's type.

    One without a label is set by who orders the paper, and not offered in the window.
    """

    key: str
    label: str
    default: object
    choices: tuple[tuple[str, str], ...] = ()


Write = Callable[[Store, str, Options], Manuscript]
Compose = Callable[[Store, str, Options], Book]


def _no_more(_about: str) -> tuple[Option, ...]:
    return ()


def _always(_record: MeetingRecord) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper: its key, the word for it, what it is about, who writes it, and how it may be varied.

    `holds` says in a line what stands on it. `fits` says of a meeting whether the paper is offered for it; `ways_of`
    gives what only this one of what it is about may be varied by. One that binds several papers has a `book`, whose
    papers are written one by one; its `write` gives all of them as one manuscript, for Word. One that may be `also`
    about something is offered there too: a card for everybody, or for one. `no_word` says why there is no Word file.
    """

    key: str
    label: str
    about: About
    write: Write
    options: tuple[Option, ...] = ()
    fits: Callable[[MeetingRecord], bool] = _always
    ways_of: Callable[[str], tuple[Option, ...]] = _no_more
    book: Compose | None = None
    holds: str = ""
    also: About | None = None
    no_word: str = ""

    def fits_place(self, about: About) -> bool:
        """Say whether the paper is offered where such a thing is worked on."""
        return about in {self.about, self.also}

    def ways(self, about: str) -> tuple[Option, ...]:
        """Give all options that the paper has about this one. Refusal where there is no such thing."""
        return (*self.ways_of(about), *self.options)

    def varied(self, about: str, chosen: Options) -> Options:
        """Give every option as it is chosen, or as it usually is."""
        return {**{option.key: option.default for option in self.ways(about)}, **chosen}


def branch_of(store: Store) -> str:
    """Give the branch's name without the unit's before it, as the lists of a branch are headed."""
    return store.branch.name.removeprefix(store.branch.unit) or store.branch.name
