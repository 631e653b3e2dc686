"""Rows of a table that belong together: where their text and rules stand, and where a page end may part them.

A band is one row of a table, or several that a cell reaching down joins. Its lines of text are broken once; where the
page ends inside, they are shared out between the two parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from branchdesk.papers.blocks import PAD
from branchdesk.papers.press.grid import PITCH
from branchdesk.papers.press.photos import size_of
from branchdesk.papers.press.rows import MIDDLE, Photo, Piece, Row, Rule

PAD_Y = 3.0
# Up to so many points a row stays on one page, and so do several rows that a cell joins; higher ones may be parted.
ROW_STAYS, ROWS_STAY = 4 * PITCH, 8 * PITCH
# So many lines of a cell stand at least on either side of a page end.
LINES_EACH_SIDE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a cell: its pieces, counted from the text's left, and its height, in points.

    `keep` forbids a page end after it.
    """

    pieces: tuple[Piece, ...]
    height: float
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A cell as it stands in a band: its first row, how many it reaches down, its place across, its lines and edges."""

    row: int
    down: int
    x: float
    width: float
    lines: tuple[Line, ...]
    top: bool = False
    pad: float = PAD
    picture: bytes | None = None

    @property
    def text(self) -> float:
        """Give the height of its text and the room around it, in points."""
        return sum(line.height for line in self.lines) + 2 * PAD_Y

    def fitting(self, room: float) -> int:
        """Count the lines that fit into so many points."""
        heights = accumulate((line.height for line in self.lines), initial=2 * PAD_Y)
        return max(0, sum(height <= room + 1e-6 for height in heights) - 1)


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a table, each with its height, the height it has at least, and whether it may be parted."""

    heights: tuple[float, ...]
    least: tuple[float, ...]
    whole: tuple[bool, ...]
    fields: tuple[Field, ...]
    ruled: bool = True
    keep: bool = False
    heads: tuple[Row, ...] = ()

    def row(self) -> Row:
        """Give the band as a row of the page."""
        tops = [*accumulate(self.heights, initial=0.0)]
        rules = _ruled(self.fields, tops) if self.ruled else []
        return Row(
            tuple(piece for field in self.fields for piece in _placed(field, tops)),
            tops[-1] / PITCH,
            self.keep,
            marks=(*rules, *_photos(self.fields, tops)),
            free=True,
            heads=self.heads,
            part=self._part,
        )

    def _part(self, lines: float, forced: bool) -> tuple[Row, Row] | None:  # noqa: FBT001 - as rows are asked
        room = lines * PITCH
        if not forced and sum(self.heights) <= (ROW_STAYS if len(self.heights) == 1 else ROWS_STAY):
            return None
        tops = [*accumulate(self.heights, initial=0.0)]
        fits = sum(top <= room + 1e-6 for top in tops) - 1
        if fits == len(self.heights):
            return None
        inside = self._inside(fits, room - tops[fits], forced=forced and not fits)
        if inside is None and not fits:
            return None
        upper, lower = self._cut(fits, inside or 0.0)
        return upper.row(), lower.row()

    def _inside(self, at: int, room: float, *, forced: bool) -> float | None:
        """Give how much of a row stands above the page end, or nothing where the row is not to be parted."""
        shares = [(field, _share(field, room, forced=forced)) for field in self.fields if field.row == at]
        divided = any(count < len(field.lines) for field, count in shares)
        held_back = [field for field, count in shares if field.lines and not count]
        if forced:
            if not divided:
                return room
            return None if len(held_back) == len(shares) else max(_height(*share) for share in shares)
        if self.whole[at] or held_back or not divided:
            return None
        return max(_height(*share) for share in shares)

    def _cut(self, at: int, inside: float) -> tuple[Band, Band]:
        """Cut above a row, or so many points below its upper edge."""
        tops = [*accumulate(self.heights, initial=0.0)]
        end = tops[at] + inside
        last = at + bool(inside)  # rows of the upper part
        above: list[Field] = []
        below: list[Field] = []
        for field in self.fields:
            if field.row + field.down <= at:
                above.append(field)
            elif field.row >= last:
                below.append(replace(field, row=field.row - at))
            else:
                count = _share(field, end - tops[field.row], forced=True)
                above.append(replace(field, down=last - field.row, lines=field.lines[:count]))
                lower = field.row + field.down - at
                below.append(replace(field, row=0, down=lower, lines=field.lines[count:], picture=None))
        upper = replace(
            self,
            heights=(*self.heights[:at], *([inside] if inside else [])),
            least=self.least[:last],
            whole=self.whole[:last],
            fields=tuple(above),
            keep=False,
        )
        rest = max(0.0, self.least[at] - inside)
        lower_heights = grown([rest, *self.heights[at + 1 :]] if inside else [*self.heights[at:]], below)
        least = (rest, *self.least[at + 1 :])
        return upper, replace(
            self, heights=tuple(lower_heights), least=least, whole=self.whole[at:], fields=tuple(below)
        )


def grown(heights: Sequence[float], fields: Iterable[Field]) -> list[float]:
    """Give the rows the height that their fields' text needs; one that reaches down asks it of its last row."""
    taller = list(heights)
    for field in sorted(fields, key=lambda field: field.down):
        last = field.row + field.down - 1
        have = sum(taller[field.row : last + 1])
        taller[last] += max(0.0, (field.text if field.lines else 0.0) - have)
    return taller


def _share(field: Field, room: float, *, forced: bool) -> int:
    """Give how many lines of a field go above a page end; none where too few would stand on either side."""
    count, total = field.fitting(room), len(field.lines)
    if count >= total:
        return total
    count = min(count, total - LINES_EACH_SIDE)
    while count > 0 and field.lines[count - 1].keep:
        count -= 1
    if count >= LINES_EACH_SIDE:
        return count
    return field.fitting(room) if forced else 0


def _height(field: Field, count: int) -> float:
    return replace(field, lines=field.lines[:count]).text


def _placed(field: Field, tops: list[float]) -> Iterator[Piece]:
    top, bottom = tops[field.row], tops[field.row + field.down]
    y = top + PAD_Y if field.top else top + PAD_Y + max(0.0, bottom - top - field.text) / 2
    for line in field.lines:
        for piece in line.pieces:
            drop = y + line.height / 2 + MIDDLE * piece.size
            x = field.x + field.pad + piece.x
            yield Piece(x, piece.text, piece.role, piece.size, piece.advances, piece.spread, drop, piece.colour)
        y += line.height


def _ruled(fields: Sequence[Field], tops: list[float]) -> list[Rule]:
    """Give the rules around fields; where they all stand in one row, those above and below run through."""
    if len(tops) > 2 or not fields:  # noqa: PLR2004 - the top and the bottom of one row
        return [rule for field in fields for rule in _frame(field, tops)]
    (top, bottom), left, right = tops, fields[0].x, fields[-1].x + fields[-1].width
    upright = [Rule(x, top, x, bottom) for x in (*(field.x for field in fields), right)]
    return [Rule(left, top, right, top), Rule(left, bottom, right, bottom), *upright]


def _frame(field: Field, tops: list[float]) -> Iterator[Rule]:
    top, bottom, right = tops[field.row], tops[field.row + field.down], field.x + field.width
    yield Rule(field.x, top, right, top)
    yield Rule(field.x, bottom, right, bottom)
    yield Rule(field.x, top, field.x, bottom)
    yield Rule(right, top, right, bottom)


def _photos(fields: Iterable[Field], tops: list[float]) -> Iterator[Photo]:
    """Put pictures into the middle of their cells; a damaged one leaves its cell empty."""
    for field in fields:
        pixels = size_of(field.picture) if field.picture else None
        if field.picture and pixels:
            top, bottom = tops[field.row], tops[field.row + field.down]
            scale = min((field.width - 2 * field.pad) / pixels[0], (bottom - top - 2 * PAD_Y) / pixels[1])
            width, height = pixels[0] * scale, pixels[1] * scale
            x, y = field.x + (field.width - width) / 2, (top + bottom - height) / 2
            yield Photo(x, y, width, height, field.picture)
