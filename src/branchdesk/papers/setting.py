"""From blocks to rows: every character gets its face's width, its place in the line and its line.

The grid is that of GB/T 9704: 28 characters to a line of 156 mm, 22 lines to a page. A Han character takes one cell;
figures and Latin letters take the room they have in their face; what is left of a full line is shared out between its
characters, so that the right edge stands straight. Rows know what they must not be parted from; where pages end is
for `page` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise
from math import ceil

from branchdesk.errors import Refusal
from branchdesk.papers import lines
from branchdesk.papers.blocks import (
    BODY,
    TITLE,
    Align,
    Bars,
    Block,
    Gap,
    Layout,
    Names,
    NewPage,
    Paragraph,
    Picture,
    Role,
    Signatures,
    Span,
    Table,
    Title,
)
from branchdesk.papers.drawings import set_bars, set_picture
from branchdesk.papers.fonts import EM, Faces
from branchdesk.papers.grid import CELL, LYING, STANDING, Frame
from branchdesk.papers.rows import Piece, Row
from branchdesk.papers.table_setting import set_table
from branchdesk.words import papers as say

# A character of nine tenths of the em or more is a full one and takes a cell.
FULL = 0.9 * EM
# A line that would have to be spread by more than this between two characters stays short instead.
MOST_SPREAD = 0.15 * BODY
NAME_GAP = 0.5
TITLE_LINE = 1.25
USUAL = Layout()
TEXT_ABOVE_SIGNATURES = 2
# Strokes side by side are a blank to fill in by hand; it is drawn as one rule.
BLANK = re.compile("__+")


def set_blocks(blocks: Sequence[Block], faces: Faces, layout: Layout = USUAL) -> list[Row]:
    """Set the blocks in rows.

    Raises Refusal (missing_glyph) before anything is set where a character has no face, naming it and its section.
    """
    _refuse_missing(blocks, faces)
    rows: list[Row] = []
    frame = LYING if layout.landscape else STANDING
    for block in blocks:
        match block:
            case Title():
                rows += _title(block, faces, frame)
            case Paragraph():
                rows += _together(_paragraph(block, faces, frame), keep_next=block.keep_next)
            case Names():
                rows += _together(_names(block, faces, frame), keep_next=False)
            case Gap():
                rows += [Row()] * block.lines
            case NewPage():
                frame = LYING if block.landscape else STANDING
                rows.append(Row(turn=frame))
            case Signatures():
                _keep_text_above(rows)
                *above, last = (_paragraph(line, faces, frame) for line in block.lines)
                rows += _chained([*chain.from_iterable(above), *[Row()] * block.seal, *last])
            case Table() | Picture() | Bars():
                rows += _figure(block, faces, frame)
    return rows


def _figure(block: Table | Picture | Bars, faces: Faces, frame: Frame) -> list[Row]:
    match block:
        case Table():
            return set_table(block, faces, frame)
        case Picture():
            return set_picture(block, faces, frame)
        case Bars():
            return set_bars(block, faces, frame)


def natural_width(text: str, role: Role, size: float, faces: Faces) -> float:
    """Give the width of a text off the grid, in points."""
    return sum(faces.width(char, role) for char in text) * size / EM


def _spans(block: Block) -> Iterator[tuple[str, Span]]:
    match block:
        case Title():
            yield from ((block.where, Span(part, Role.TITLE)) for part in block.parts)
        case Paragraph():
            yield from ((block.where, span) for span in block.spans)
        case Names():
            yield from ((block.where, span) for span in (block.label, *block.names))
        case Signatures():
            yield from ((line.where, span) for line in block.lines for span in line.spans)
        case Table():
            cells = (cell for row in (*block.head, *block.rows) for cell in row.cells)
            yield from (
                (line.where or block.where, span) for cell in cells for line in cell.paragraphs for span in line.spans
            )
        case Picture():
            yield block.where, Span(block.caption)
        case Bars():
            yield from ((block.where, Span(label + block.unit)) for label, _ in block.bars)
        case Gap() | NewPage():
            return


def _refuse_missing(blocks: Iterable[Block], faces: Faces) -> None:
    """Refuse to print what would lack a character, and say which and where."""
    found: dict[str, list[str]] = {}
    for block in blocks:
        for where, span in _spans(block):
            for char in faces.missing(span.text, span.role):
                places = found.setdefault(char, [])
                if where not in places:
                    places.append(where)
    if found:
        raise Refusal(say.missing_glyphs(found), code="missing_glyph")


def _advances(span: Span, faces: Faces) -> list[float]:
    """Give how far each character of a span carries on the grid; in a blank to fill in, two strokes make a cell."""
    widths = (faces.width(char, span.role) for char in span.text)
    advances = [width * BODY / EM + (CELL - BODY if width >= FULL else 0) for width in widths]
    for blank in BLANK.finditer(span.text):
        advances[slice(*blank.span())] = [CELL / 2] * len(blank[0])
    return advances


def _title(block: Title, faces: Faces, frame: Frame) -> list[Row]:
    text = "".join(block.parts)
    widths = [faces.width(char, Role.TITLE) * TITLE / EM for char in text]
    rows: list[Row] = []
    for start, end in lines.break_title(block.parts, widths, frame.measure):
        ink = lines.trimmed(text, start, end)
        advances = tuple(widths[start:ink])
        piece = Piece((frame.measure - sum(advances)) / 2, text[start:ink], Role.TITLE, TITLE, advances)
        rows.append(Row((piece,), height=TITLE_LINE, keep=True, bookmark=None if rows else block.bookmark))
    used = TITLE_LINE * len(rows)
    rows[-1] = replace(rows[-1], height=TITLE_LINE + ceil(used) - used)
    return rows


def _paragraph(block: Paragraph, faces: Faces, frame: Frame) -> list[Row]:
    text = "".join(span.text for span in block.spans)
    edges = list(pairwise(accumulate((len(span.text) for span in block.spans), initial=0)))
    advances = [advance for span in block.spans for advance in _advances(span, faces)]
    whole = [edge for span, edge in zip(block.spans, edges, strict=True) if span.whole or span.spread]
    room = frame.columns - block.right
    slices = lines.break_lines(
        text, advances, (room - block.hang) * CELL, first=(room - block.first) * CELL, whole=whole
    )
    tight = _tight_gaps(text, block.spans, edges)
    rows: list[Row] = []
    for number, (start, end) in enumerate(slices):
        indent = block.hang if number else block.first
        ink = lines.trimmed(text, start, end)
        slack = (room - indent) * CELL - sum(advances[start:ink])
        last = number == len(slices) - 1
        if block.align is Align.LEFT and not last:
            _spread(advances, [gap for gap in range(start, ink - 1) if gap not in tight], slack)
        shift = {Align.LEFT: 0.0, Align.CENTRE: slack / 2, Align.RIGHT: slack}[block.align]
        pieces = _cut(block.spans, edges, (start, ink), advances, indent * CELL + shift)
        rows.append(Row(pieces, bookmark=None if number else block.bookmark, level=block.level))
    return rows


def _tight_gaps(text: str, spans: Sequence[Span], edges: Sequence[lines.Slice]) -> set[int]:
    """Give the positions after which no room is put in: inside words and inside forms that are spread."""
    stretches = [
        *lines.word_spans(text),
        *(edge for span, edge in zip(spans, edges, strict=True) if span.spread),
    ]
    tight = {at for start, end in stretches for at in range(start, end - 1)}
    dashes = {at for at, pair in enumerate(pairwise(text)) if pair in {("—", "—"), ("…", "…")}}
    return tight | dashes


def _spread(advances: list[float], gaps: Sequence[int], slack: float) -> None:
    """Share the slack of a line out between its characters, in place, unless that would tear it apart."""
    if not gaps or not 0 < slack / len(gaps) <= MOST_SPREAD:
        return
    for gap in gaps:
        advances[gap] += slack / len(gaps)


def _cut(
    spans: Sequence[Span], edges: Sequence[lines.Slice], line: lines.Slice, advances: Sequence[float], x: float
) -> tuple[Piece, ...]:
    """Cut a line into pieces of one role each, the first of them at x."""
    pieces: list[Piece] = []
    for span, (from_, to) in zip(spans, edges, strict=True):
        start, end = max(from_, line[0]), min(to, line[1])
        if start >= end:
            continue
        carried = tuple(advances[start:end])
        pieces.append(Piece(x, span.text[start - from_ : end - from_], span.role, BODY, carried, span.spread))
        x += sum(carried)
    return tuple(pieces)


def _names(block: Names, faces: Faces, frame: Frame) -> list[Row]:
    beside = tuple(_advances(block.label, faces))
    label = sum(beside)
    count = max(1, int((frame.measure - label) / CELL + 1e-6) // block.column)
    column = (frame.measure - label) / count
    rows = [[Piece(0, block.label.text, block.label.role, BODY, beside, block.label.spread)]]
    used = 0
    for span in block.names:
        for part in _fitting(span, frame.measure - label, faces):
            advances = tuple(_advances(part, faces))
            width = sum(advances)
            if used and used * column + width > frame.measure - label + 1e-6:
                rows.append([])
                used = 0
            rows[-1].append(Piece(label + used * column, part.text, part.role, BODY, advances, part.spread))
            used += ceil((width + NAME_GAP * CELL) / column)
    return [Row(tuple(row)) for row in rows]


def _fitting(span: Span, room: float, faces: Faces) -> list[Span]:
    """Give the name, or its parts where it is longer than a whole row."""
    slices = lines.break_lines(span.text, _advances(span, faces), room)
    if len(slices) == 1:
        return [span]
    return [replace(span, text=span.text[start:end]) for start, end in slices]


def _together(rows: list[Row], *, keep_next: bool) -> list[Row]:
    """Forbid a page end after a paragraph's first line and before its last."""
    last = len(rows) - 1
    return [
        replace(row, keep=(number in {0, last - 1} and number != last) or (keep_next and number == last))
        for number, row in enumerate(rows)
    ]


def _chained(rows: Iterable[Row]) -> list[Row]:
    chained = [replace(row, keep=True) for row in rows]
    chained[-1] = replace(chained[-1], keep=False)
    return chained


def _keep_text_above(rows: list[Row]) -> None:
    """Bind the last lines of text to what follows them, in place."""
    text = 0
    for at in range(len(rows) - 1, -1, -1):
        rows[at] = replace(rows[at], keep=True)
        text += not rows[at].empty
        if text == TEXT_ABOVE_SIGNATURES:
            return
