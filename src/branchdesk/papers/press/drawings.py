"""From pictures and charts to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from branchdesk.papers.blocks import FIVE, SMALL_FOUR, Bars, Picture, Role
from branchdesk.papers.faces.fonts import EM, Faces
from branchdesk.papers.press import lines
from branchdesk.papers.press.grid import CELL, PITCH, Frame
from branchdesk.papers.press.photos import size_of
from branchdesk.papers.press.rows import MIDDLE, Box, Photo, Piece, Row, Rule

AIR = 4.0  # points above and below a picture
COARSEST = 1.0  # points that a picture's pixel is wide at most
CAPTION = SMALL_FOUR
LEAST = 2  # lines of a picture, however long its caption is
NOTE = "图片已损坏，无法显示"
NOTE_WIDTH, NOTE_HEIGHT = 14 * CELL, 2 * PITCH
RED, PALE = (0.65, 0.11, 0.11), (0.95, 0.89, 0.88)
BAR, BAR_ROW = 12.0, 24.0  # heights in points
LABELS = 0.45  # of the measure, which the labels of a chart take at most
ASIDE = 6.0  # points between a label, its bar and its number
LEADING = 1.35
HIGHEST = 5 * PITCH  # of an upright bar
BROAD = 0.5  # of its share of the line, which an upright bar takes
FILLED = 0.95  # of the same, which its number takes at most
# Bars that have less of the line, or labels of more lines, lie down after all.
NARROWEST, MOST_BELOW = 2 * CELL, 3
STAYS_WHOLE = 16  # bars of a chart that is not parted


def set_picture(block: Picture, faces: Faces, frame: Frame) -> list[Row]:
    """Set a picture in the middle, as large as its block and the page allow, its caption below it on the same page.

    A damaged one leaves a frame that says so.
    """
    under = _wrapped(block.caption, Role.KAI, CAPTION, frame.measure, faces) if block.caption else []
    most = max(LEAST, min(block.height, int(frame.lines) - len(under))) * PITCH - 2 * AIR
    broad = min(block.width * CELL, frame.measure)
    pixels = size_of(block.data)
    if pixels is None:
        width, height = min(NOTE_WIDTH, broad), min(NOTE_HEIGHT, most)
        note = _piece(NOTE, Role.FANG, CAPTION, faces)
        x = (frame.measure - width) / 2
        note = replace(note, x=x + (width - sum(note.advances)) / 2, drop=AIR + height / 2 + MIDDLE * CAPTION)
        first = Row((note,), marks=tuple(_framed(x, AIR, width, height)))
    else:
        scale = min(broad / pixels[0], most / pixels[1], COARSEST)
        width, height = pixels[0] * scale, pixels[1] * scale
        first = Row(marks=(Photo((frame.measure - width) / 2, AIR, width, height, block.data),))
    captions = (Row((replace(line, x=(frame.measure - _width(line)) / 2),)) for line in under)
    rows = [replace(first, height=(height + 2 * AIR) / PITCH, free=True), *captions]
    return [*(replace(row, keep=True) for row in rows[:-1]), rows[-1]]


def set_bars(block: Bars, faces: Faces, frame: Frame) -> list[Row]:
    """Set a chart of bars, lying or upright.

    A bar is as long as its number says; one below nothing has no length, but its number.
    """
    if block.upright and block.bars:
        step = frame.measure / len(block.bars)
        labels = [_wrapped(label, Role.FANG, FIVE, max(step - ASIDE, FIVE), faces) for label, _ in block.bars]
        if step >= NARROWEST and max(map(len, labels)) <= MOST_BELOW:
            return _upright(block, labels, faces, frame)
    return _lying(block, faces, frame)


def _lying(block: Bars, faces: Faces, frame: Frame) -> list[Row]:
    """Set labels at the left, and the bars from one upright line, each with its number at its end."""
    size = SMALL_FOUR
    labels = [_wrapped(label, Role.FANG, size, frame.measure * LABELS, faces) for label, _ in block.bars]
    numbers = [_piece(text, Role.FANG, size, faces) for text in figures(block)]
    left = max((_width(line) for label in labels for line in label), default=0.0) + ASIDE
    room = frame.measure - left - ASIDE - max(map(_width, numbers), default=0.0)
    longest = max((number for _, number in block.bars), default=0) or 1
    rows = []
    for label, number, (_, value), filled in zip(labels, numbers, block.bars, _filled(block), strict=True):
        height = max(BAR_ROW, LEADING * size * len(label) + ASIDE)
        length = max(0.0, room * value / longest)
        at_end = replace(number, x=left + length + ASIDE, drop=height / 2 + MIDDLE * size)
        rows.append(
            Row(
                (*_label(label, left - ASIDE, height), at_end),
                height / PITCH,
                marks=(
                    *_bar((left, (height - BAR) / 2, length, BAR), room * filled / longest),
                    Rule(left, 0, left, height),
                ),
                free=True,
            )
        )
    last = len(rows) - 1
    return [
        replace(row, keep=at != last and (len(rows) <= STAYS_WHOLE or at in {0, last - 1}))
        for at, row in enumerate(rows)
    ]


def _upright(block: Bars, labels: Sequence[Sequence[Piece]], faces: Faces, frame: Frame) -> list[Row]:
    """Set bars side by side on one level line, their numbers above them and their labels below."""
    size, step = FIVE, frame.measure / len(block.bars)
    numbers = _narrowed(list(figures(block)), size, step * FILLED, faces)
    longest = max(number for _, number in block.bars) or 1
    line = LEADING * size
    ground = line + HIGHEST
    height = ground + line * max(map(len, labels)) + ASIDE
    pieces: list[Piece] = []
    marks: list[Box | Rule] = [Rule(0, ground, frame.measure, ground)]
    told = zip(labels, numbers, block.bars, _filled(block), strict=True)
    for at, (label, number, (_, value), filled) in enumerate(told):
        middle, length = (at + 0.5) * step, max(0.0, HIGHEST * value / longest)
        bar = middle - step * BROAD / 2, ground - length, step * BROAD, length
        marks += _bar(bar, HIGHEST * filled / longest, upright=True)
        for place, one in enumerate((number, *label)):
            below = ground + (place - 0.5) * line if place else ground - length - line / 2
            pieces.append(replace(one, x=middle - _width(one) / 2, drop=below + MIDDLE * one.size))
    return [Row(tuple(pieces), height / PITCH, marks=tuple(marks), free=True)]


def _label(lines_: Sequence[Piece], right: float, height: float) -> Iterable[Piece]:
    for at, line in enumerate(lines_):
        middle = height / 2 + (at - (len(lines_) - 1) / 2) * LEADING * line.size
        yield replace(line, x=right - _width(line), drop=middle + MIDDLE * line.size)


def _filled(block: Bars) -> Sequence[float]:
    """Give how much of each bar is filled."""
    return block.filled or tuple(number for _, number in block.bars)


def _bar(bar: tuple[float, float, float, float], filled: float, *, upright: bool = False) -> Iterator[Box | Rule]:
    """Draw a bar within its box, filled from where it begins, the rest of it pale within a frame."""
    x, y, width, height = bar
    if not width or not height:
        return
    whole = height if upright else width
    filled = max(0.0, min(filled, whole))
    if filled < whole:
        yield Box(x, y, width, height, PALE)
        yield from _framed(x, y, width, height)
    if filled:
        yield Box(x, y + height - filled, width, filled, RED) if upright else Box(x, y, filled, height, RED)


def figures(block: Bars) -> Iterator[str]:
    """Write the number of each bar, with what is filled of it before it."""
    for at, (_, number) in enumerate(block.bars):
        before = f"{figure(block.filled[at])}/" if block.filled else ""
        yield f"{before}{figure(number)}{block.unit}"


def figure(number: float) -> str:
    """Write a bar's number, with two decimals at most."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _wrapped(text: str, role: Role, size: float, measure: float, faces: Faces) -> list[Piece]:
    widths = [faces.width(char, role) * size / EM for char in text]
    broken = lines.break_lines(text, widths, measure)
    return [_piece(text[line.start : line.ink], role, size, faces) for line in broken]


def _piece(text: str, role: Role, size: float, faces: Faces) -> Piece:
    return Piece(0, text, role, size, tuple(faces.width(char, role) * size / EM for char in text))


def _narrowed(texts: Sequence[str], size: float, room: float, faces: Faces) -> list[Piece]:
    """Give texts in letters so small that each has room."""
    widest = max(_width(_piece(text, Role.FANG, size, faces)) for text in texts)
    return [_piece(text, Role.FANG, size * min(1.0, room / widest), faces) for text in texts]


def _width(piece: Piece) -> float:
    return sum(piece.advances)


def _framed(x: float, y: float, width: float, height: float) -> Iterable[Rule]:
    yield Rule(x, y, x + width, y)
    yield Rule(x, y + height, x + width, y + height)
    yield Rule(x, y, x, y + height)
    yield Rule(x + width, y, x + width, y + height)
