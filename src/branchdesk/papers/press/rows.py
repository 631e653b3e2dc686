"""What a set paper is made of: rows, which bear pieces of text and marks at their places, and know where to part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from branchdesk.papers.blocks import Colour, Role
from branchdesk.papers.press.grid import Frame

RULE_WIDTH = 0.6
# So much less room than a row is high, in lines, and it parts as near its end as it may.
A_LITTLE = 0.01
# The middle of a Han character lies so far above its baseline, in ems.
MIDDLE = 0.38


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one role on one row: where the first stands and how far each carries, in points.

    The baseline is so that the characters stand in the row's middle, or `drop` points below its top. They are black
    unless they have a colour. Where they stand `apart` for the eye, readers still find one word.
    """

    x: float
    text: str
    role: Role
    size: float
    advances: tuple[float, ...]
    spread: bool = False
    drop: float | None = None
    colour: Colour | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from one point to another, counted from the row's top left, downwards."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box, its corner counted from the row's top left, downwards; the colour in parts of red, green, blue."""

    x: float
    y: float
    width: float
    height: float
    colour: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's file put into a box, its corner counted from the row's top left, downwards."""

    x: float
    y: float
    width: float
    height: float
    data: bytes = field(repr=False)


Mark = Rule | Box | Photo


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a page, so many grid lines high; `keep` forbids a page end after it.

    One that is `free` begins where the row above it ends; any other after such a one begins on the next line of the
    grid. Where a row begins a page, its `heads` are repeated above it. `part` gives, for so many lines of room, the
    part that fits and the rest, or nothing where it should not be parted there; asked with True it parts all the same.
    A `link` leads the reader to the place of that key. A row with a `turn` bears nothing: what follows begins a page
    of that frame.
    """

    pieces: tuple[Piece, ...] = ()
    height: float = 1
    keep: bool = False
    bookmark: str | None = None
    level: int = 0
    marks: tuple[Mark, ...] = ()
    free: bool = False
    heads: tuple[Row, ...] = ()
    part: Callable[[float, bool], tuple[Row, Row] | None] | None = field(default=None, compare=False)
    turn: Frame | None = None
    link: str | None = None
    stays: bool = False

    def parted(self, room: float, *, forced: bool = False) -> tuple[Row, Row] | None:
        """Give the part that fits into so many lines and the rest, or nothing where it is not to be parted there."""
        return self.part(room, forced) if self.part is not None else None

    @property
    def empty(self) -> bool:
        """Say whether nothing of the row is seen."""
        return not self.pieces and not self.marks

    @property
    def vanishes(self) -> bool:
        """Say whether the row is left out at the head of a page: an empty one does, unless it `stays`."""
        return self.empty and not self.stays
