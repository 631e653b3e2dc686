"""What a paper is made of, before anybody thinks of pages: titles, paragraphs, lists of names, signatures.

The blocks know words, their order and the kind of letter; they know no coordinates. All lengths are in cells: one cell
is the pitch of the grid, one character of the body.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

BLANK_CELL = "\u3000"


class Role(StrEnum):
    """What a face is for; the values are those of fonts.toml."""

    TITLE = "title"
    FANG = "fang"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"


class Align(StrEnum):
    """Where a short line stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one role.

    `whole` keeps it on one line where it fits one. `spread` says so too, and that its wide blanks are for the eye:
    who copies or searches the paper finds 李𬭎, not 李　𬭎.
    """

    text: str
    role: Role = Role.FANG
    whole: bool = False
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's title; a break falls between its parts rather than inside one."""

    parts: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `first` and `hang` indent the first and the other lines, `right` keeps cells free at the end.

    A paragraph with a `bookmark` stands under that name in the reader's table of contents. `where` names the section
    for a message.
    """

    spans: tuple[Span, ...]
    where: str
    first: float = 2
    hang: float = 0
    right: float = 0
    align: Align = Align.LEFT
    keep_next: bool = False
    bookmark: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """A label, and names in columns beside it; a long name takes the room of several columns."""

    label: Span
    names: tuple[Span, ...]
    where: str
    column: int = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines; they vanish at the head of a page."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign: they stay together, and never stand on a page without two lines of text above them."""

    lines: tuple[Paragraph, ...]


Block = Title | Paragraph | Names | Gap | Signatures


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A paper before it is set: its blocks, what the file says of itself, and the mark a draft bears."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper: the bytes of the PDF and how many pages it has."""

    pdf: bytes
    pages: int


_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def plain(text: str) -> str:
    """Give the text on one line, without what has no shape: controls, joiners, selectors of variants."""
    return " ".join(paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs that were typed, without the blanks around them and without empty ones."""
    return [part for line in _LINE_ENDS.split(text) if (part := _shapes(line).strip())]


def _shapes(text: str) -> str:
    text = _SELECTORS.sub("", _BLANKS.sub(" ", text))
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
