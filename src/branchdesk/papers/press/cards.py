"""From cards to rows: each card's texts in their boxes, one card on a page of its size or several on a sheet of A4.

A sheet is shared out evenly: two of A5 stand one above the other, four of A6 lie in two rows. The marks to cut along
begin at the sheet's edges, where a printer leaves some millimetres white, and stand on no card once it is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Card, Cards, CardText, Colour
from branchdesk.papers.faces.fonts import Faces
from branchdesk.papers.press.grid import HEIGHT, MM, PITCH, WIDTH, Frame
from branchdesk.papers.press.progress import Report
from branchdesk.papers.press.rows import MIDDLE, Box, Piece, Row
from branchdesk.papers.press.text_setting import set_lines
from branchdesk.words import birthday_cards as say

STEP = 0.25  # points by which letters grow smaller
MARK, ARM, THIN = 9 * MM, 3 * MM, 0.3  # of a mark to cut along: at the edge, where two meet, and how thick
GREY = (0.45, 0.45, 0.45)
HAIR = 1e-6

Corner = tuple[float, float]  # from the left and from above, in points


def set_cards(block: Cards, faces: Faces, report: Report) -> list[Row]:
    """Set cards on pages without margins, one row a page. Refusal (card_too_full) where a text has no room."""
    rows: list[Row] = []
    sheets = list(_sheets(block)) if block.on_sheets else [_alone(card) for card in block.cards]
    for done, (frame, cards, marks) in enumerate(sheets):
        report(done, len(sheets))
        pieces = [piece for corner, card in cards for piece in _written(card, corner, faces)]
        boxes = [box for corner, card in cards for box in _filled(card, corner)]
        rows += [
            Row(turn=frame),
            Row(tuple(pieces), frame.depth / PITCH, marks=(*boxes, *marks), free=True),
        ]
    return rows


def _alone(card: Card) -> tuple[Frame, list[tuple[Corner, Card]], list[Box]]:
    return Frame(card.width * MM, card.height * MM, bare=True), [((0.0, 0.0), card)], []


def _sheets(block: Cards) -> Iterator[tuple[Frame, list[tuple[Corner, Card]], list[Box]]]:
    """Lay cards of one size on sheets that stand or lie, whichever holds more of them."""
    if not block.cards:
        return
    wide, high = block.cards[0].width * MM, block.cards[0].height * MM
    sizes = ((WIDTH, HEIGHT), (HEIGHT, WIDTH))
    width, height = max(sizes, key=lambda size: (size[0] // wide) * (size[1] // high))
    columns, lines = max(1, int(width // wide)), max(1, int(height // high))
    share, depth = width / columns, height / lines
    corners = [
        (column * share + (share - wide) / 2, line * depth + (depth - high) / 2)
        for line, column in product(range(lines), range(columns))
    ]
    marks = _marks([n * share for n in range(1, columns)], [n * depth for n in range(1, lines)], width, height)
    for first in range(0, len(block.cards), len(corners)):
        here = block.cards[first : first + len(corners)]
        yield Frame(width, height, bare=True), list(zip(corners, here, strict=False)), marks


def _marks(across: Sequence[float], down: Sequence[float], width: float, height: float) -> list[Box]:
    """Give the marks of cuts that go down the sheet at `across` and over it at `down`."""
    found = []
    for x in across:
        found += [_box(x - THIN / 2, y, THIN, MARK) for y in (0.0, height - MARK)]
        found += [_box(x - THIN / 2, y - ARM, THIN, 2 * ARM) for y in down]
    for y in down:
        found += [_box(x, y - THIN / 2, MARK, THIN) for x in (0.0, width - MARK)]
        found += [_box(x - ARM, y - THIN / 2, 2 * ARM, THIN) for x in across]
    return found


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x, y, width, height, GREY)


def _filled(card: Card, corner: Corner) -> Iterator[Box]:
    for one in card.fills:
        yield Box(corner[0] + one.x * MM, corner[1] + one.y * MM, one.width * MM, one.height * MM, _parts(one.colour))


def _parts(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in colour)
    return red, green, blue


def _written(card: Card, corner: Corner, faces: Faces) -> Iterator[Piece]:
    for text in card.texts:
        left, top = corner[0] + text.x * MM, corner[1] + text.y * MM
        size, lines = _fitted(text, faces)
        high = _line(text, size)
        above = (text.height * MM - high * len(lines)) * text.down
        for number, pieces in enumerate(lines):
            drop = top + above + (number + 0.5) * high + MIDDLE * size
            for piece in pieces:
                yield replace(piece, x=left + piece.x, drop=drop, colour=text.colour)


def _fitted(text: CardText, faces: Faces) -> tuple[float, list[tuple[Piece, ...]]]:
    """Give the largest size in which a text has room in its box, and its lines in that size."""
    size = text.size
    while size >= text.least - HAIR:
        lines = [line for one in text.paragraphs for line in set_lines(one, faces, text.width * MM, size=size)]
        if len(lines) * _line(text, size) <= text.height * MM + HAIR:
            return size, _tracked(text, size, lines) if len(lines) == 1 else lines
        size -= STEP
    raise Refusal(say.too_full(text.where), code="card_too_full")


def _line(text: CardText, size: float) -> float:
    return text.leading * size if text.pitch is None else text.pitch * MM


def _tracked(text: CardText, size: float, lines: list[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """Spread a single line about its middle, as far as the box has room."""
    letters = sum(len(piece.text) for piece in lines[0])
    width = sum(sum(piece.advances) for piece in lines[0])
    if not text.tracking or letters < 2:  # noqa: PLR2004 - between two there is room to put
        return lines
    room = min(text.tracking * size, (text.width * MM - width) / (letters - 1))
    spread, begun = [], 0
    middle = lines[0][0].x > HAIR  # else it stands at the left, and stays there
    shift = room * (letters - 1) / 2 if middle else 0.0
    for piece in lines[0]:
        x = piece.x + begun * room - shift
        spread.append(replace(piece, x=x, advances=tuple(one + room for one in piece.advances), apart=True))
        begun += len(piece.text)
    return [tuple(spread)]
