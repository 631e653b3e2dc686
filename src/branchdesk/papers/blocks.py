"""What a paper is made of, before anybody thinks of pages: titles, paragraphs, tables, pictures, signatures.

The blocks know words, their order and the kind of letter; they know no coordinates. Widths are in cells: one cell is
the pitch of the grid, one character of the body. Heights are in lines of the grid. Sizes of letters are in points.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

BLANK_CELL = "\u3000"
PAD = 4.0  # points on either side of a cell's text
Colour = tuple[int, int, int]  # parts of red, green and blue, each up to 255
RED: Colour = (230, 0, 18)  # of the mark of a 纪要: full magenta and yellow
# 二号, 三号, 四号, 小四号, 五号 in points (GB/T 9704 and the sizes that offices know by name).
TITLE, BODY, FOUR, SMALL_FOUR, FIVE = 22.0, 16.0, 14.0, 12.0, 10.5


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
    FIGURES = "figures"  # of a table's column: figures one below the other by their point, in the column's middle


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
    """The paper's title; a break falls between its parts rather than inside one. That of a 纪要 is red."""

    parts: tuple[str, ...]
    where: str
    size: float = TITLE
    bookmark: str | None = None
    red: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `first` and `hang` indent the first and the other lines, `right` keeps cells free at the end.

    A paragraph with a `bookmark` stands under that name in the reader's table of contents. `level` is that of a
    heading: 1 for 一、, 2 for （一）, 3 for 1. and 4 for (1); 0 for what is none. `size` is that of the place where
    none is named: 三号 in the text, the table's in a table. `where` names the section for a message.
    """

    spans: tuple[Span, ...]
    where: str
    first: float = 2
    hang: float = 0
    right: float = 0
    align: Align = Align.LEFT
    keep_next: bool = False
    bookmark: str | None = None
    level: int = 0
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """A label, and names in columns beside it; a long name takes the room of several columns."""

    label: Span
    names: tuple[Span, ...]
    where: str
    column: int = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines; they vanish at the head of a page, unless they are to stay."""

    lines: int = 1
    stays: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, lying or standing as it says."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign: they stay together, and never stand on a page without two lines of text above them.

    `seal` keeps so many lines of room above the last line, where a seal is put over name and day.
    """

    lines: tuple[Paragraph, ...]
    seal: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: so many cells wide, or as its content asks where that is None.

    What is left of the measure goes to the columns that `grow`, by their shares.
    """

    width: float | None = None
    align: Align = Align.CENTRE
    grow: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: paragraphs of its own size, set in its column's way unless it has one itself.

    It may reach `across` several columns and `down` several rows; the rows below leave out what it covers. A `picture`
    (JPEG or PNG as bytes) stands in the place of text, as large as the cell allows; it makes no cell larger.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    across: int = 1
    down: int = 1
    align: Align | None = None
    top: bool = False  # its text begins at the upper edge, else it stands in the middle
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, at least so many lines high. One that is not `whole` is parted where the page ends."""

    cells: tuple[Cell, ...]
    least: float = 1
    whole: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its `head` is repeated on every page that it goes on to. `size` is that of its letters.

    Where it is not `ruled` it only aligns. `pad` is the room on either side of a cell's text, in points. `where` names
    it for a message.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    where: str
    head: tuple[TableRow, ...] = ()
    size: float = SMALL_FOUR
    ruled: bool = True
    pad: float = PAD


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo (JPEG or PNG as bytes), at most so many lines high and so many cells wide, in the middle of its line."""

    data: bytes
    where: str
    caption: str = ""
    height: float = 9
    width: float = 28


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars: a label and a number each, drawn as lines, not as a picture.

    They lie one below the other, or stand `upright` side by side, as the months of a year do. With `filled`, a number
    for each bar, only so much of it is filled and the rest is framed, and its number stands as 189/193.
    """

    bars: tuple[tuple[str, float], ...]
    where: str
    unit: str = ""
    upright: bool = False
    filled: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class CardText:
    """Text in a box of its own on a card, whose corner is so many millimetres from the card's upper left.

    It is set in `size`, or as much smaller as the box asks for, down to `least`. Lines follow each other by `leading`
    times their size, or by `pitch` millimetres where they stand on ruled lines. `down` says where short text stands: 0
    at the upper edge, 1 at the lower. What stays on one line is spread by `tracking` ems between its characters.
    """

    paragraphs: tuple[Paragraph, ...]
    where: str
    x: float
    y: float
    width: float
    height: float
    size: float
    least: float = FIVE / 2
    leading: float = 1.5
    pitch: float | None = None
    down: float = 0
    tracking: float = 0
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box on a card, from its upper left, in millimetres: a line where it is thin."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Card:
    """A card, so many millimetres wide and high, with what stands on it."""

    width: float
    height: float
    texts: tuple[CardText, ...]
    fills: tuple[Fill, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, each on a page of its own size, or as many on a sheet of A4 as fit, with marks to cut along."""

    cards: tuple[Card, ...]
    on_sheets: bool = False


Block = Title | Paragraph | Names | Gap | NewPage | Signatures | Table | Picture | Bars | Cards


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper's pages lie: printed on both sides with mirrored margins or on one, lying down or standing.

    With `hang` a mark that would begin a line may stand beyond its end; with `whole_names` a name is not parted, which
    is what stands in a span of its own or is one of `names`, wherever these are met with in the text. `number` is that
    of the first page; pages that are not `numbered` bear none, for what is marked in secret bears no number at all.
    """

    duplex: bool = True
    landscape: bool = False
    hang: bool = True
    whole_names: bool = True
    number: int = 1
    numbered: bool = True
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A paper before it is set: its blocks, what the file says of itself, and the mark a draft bears."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    draft: str | None = None
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper: the bytes of the PDF, how many pages it has, and the size of its sheets in millimetres.

    Of the size, that of its first page, the shorter side comes first.
    """

    pdf: bytes
    pages: int
    sheet: tuple[float, float] = (210, 297)


def cell(
    text: str | Span,
    role: Role = Role.FANG,
    *,
    across: int = 1,
    down: int = 1,
    align: Align | None = None,
    size: float | None = None,
    where: str = "",
) -> Cell:
    """Give a cell of one paragraph."""
    span = text if isinstance(text, Span) else Span(text, role)
    paragraph = Paragraph((span,), where, first=0, size=size)
    return Cell((paragraph,) if span.text else (), across, down, align)


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
    if text.replace(BLANK_CELL, "").isprintable() and not _SELECTORS.search(text):
        return text  # as nearly all is
    text = _SELECTORS.sub("", _BLANKS.sub(" ", text))
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
