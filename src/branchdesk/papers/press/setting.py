"""From blocks to rows: what stands on one line of the grid, and what it must not be parted from.

The grid is that of GB/T 9704: 28 characters to a line of 156 mm, 22 lines to a page. `text_setting` sets the lines of a
paragraph, `titles` breaks a title, `table_setting` sets tables; where pages end is for `pages` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import (
    BODY,
    RED,
    Bars,
    Block,
    Cards,
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
from branchdesk.papers.faces.fonts import EM, Faces
from branchdesk.papers.press import lines
from branchdesk.papers.press.cards import set_cards
from branchdesk.papers.press.drawings import set_bars, set_picture
from branchdesk.papers.press.grid import CELL, LYING, PITCH, STANDING, Frame, lines_high
from branchdesk.papers.press.progress import Report, one_of, untold
from branchdesk.papers.press.rows import A_LITTLE, MIDDLE, Piece, Row
from branchdesk.papers.press.table_setting import set_table
from branchdesk.papers.press.text_setting import set_lines, span_advances
from branchdesk.papers.press.titles import break_title
from branchdesk.words import papers as say

NAME_GAP = 0.5
USUAL = Layout()
TEXT_ABOVE_SIGNATURES = 2


def set_blocks(blocks: Sequence[Block], faces: Faces, layout: Layout = USUAL, report: Report = untold) -> list[Row]:
    """Set the blocks in rows; of a table `report` is told how far it is.

    Raises Refusal (missing_glyph) before anything is set where a character has no face, naming it and its section.
    """
    _refuse_missing(blocks, faces)
    rows: list[Row] = []
    frame = LYING if layout.landscape else STANDING
    for number, block in enumerate(blocks):
        match block:
            case Title():
                rows += _title(block, faces, frame)
            case Paragraph():
                rows += _together(_paragraph(block, faces, frame, layout), keep_next=block.keep_next)
            case Names():
                rows += _together(_names(block, faces, frame), keep_next=False)
            case Gap():
                rows += [Row(stays=block.stays)] * block.lines
            case NewPage():
                frame = LYING if block.landscape else STANDING
                rows.append(Row(turn=frame))
            case Signatures():
                *above, last = (_paragraph(line, faces, frame, layout) for line in block.lines)
                signed = _chained([*chain.from_iterable(above), *[Row()] * block.seal, *last])
                _keep_text_above(rows, frame.lines - sum(row.height for row in signed))
                rows += signed
            case Table() | Picture() | Bars():
                rows += _figure(block, faces, frame, one_of(report, number, len(blocks)))
            case Cards():
                rows += [*set_cards(block, faces, one_of(report, number, len(blocks))), Row(turn=frame)]
    return rows


def _figure(block: Table | Picture | Bars, faces: Faces, frame: Frame, report: Report) -> list[Row]:
    match block:
        case Table():
            return set_table(block, faces, frame, report)
        case Picture():
            return set_picture(block, faces, frame)
        case Bars():
            return set_bars(block, faces, frame)


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
        case Cards():
            texts = (text for card in block.cards for text in card.texts)
            yield from ((text.where, span) for text in texts for line in text.paragraphs for span in line.spans)
        case Gap() | NewPage():
            return


def _refuse_missing(blocks: Sequence[Block], faces: Faces) -> None:
    """Refuse to print what would lack a character, and say which and where."""
    used: dict[Role, set[str]] = {}
    for block in blocks:
        for _, span in _spans(block):
            used.setdefault(span.role, set()).update(span.text)
    if not any(faces.missing("".join(chars), role) for role, chars in used.items()):
        return
    found: dict[str, list[str]] = {}
    for block in blocks:
        for where, span in _spans(block):
            for char in faces.missing(span.text, span.role):
                places = found.setdefault(char, [])
                if where not in places:
                    places.append(where)
    raise Refusal(say.missing_glyphs(found), code="missing_glyph")


def _title(block: Title, faces: Faces, frame: Frame) -> list[Row]:
    text, size = "".join(block.parts), block.size
    widths = [faces.width(char, Role.TITLE) * size / EM for char in text]
    rows: list[Row] = []
    for start, end in break_title(block.parts, widths, frame.measure):
        ink = lines.trimmed(text, start, end)
        advances = tuple(widths[start:ink])
        piece = Piece(
            (frame.measure - sum(advances)) / 2,
            text[start:ink],
            Role.TITLE,
            size,
            advances,
            colour=RED if block.red else None,
        )
        bookmark = None if rows else block.bookmark
        rows.append(Row(_on_the_grid((piece,), size), lines_high(size), keep=True, bookmark=bookmark))
    return rows


def _on_the_grid(pieces: tuple[Piece, ...], size: float) -> tuple[Piece, ...]:
    """Put letters of another size on the baselines of the text, those of the last grid line that they take."""
    if size == BODY:
        return pieces
    drop = (lines_high(size) - 0.5) * PITCH + MIDDLE * BODY
    return tuple(replace(piece, drop=drop) for piece in pieces)


def _paragraph(block: Paragraph, faces: Faces, frame: Frame, layout: Layout) -> list[Row]:
    size = block.size or BODY
    broken = set_lines(
        block, faces, frame.columns * CELL, hang=layout.hang, whole_names=layout.whole_names, names=layout.names
    )
    return [
        Row(
            _on_the_grid(pieces, size),
            height=lines_high(size),
            bookmark=None if number else block.bookmark,
            level=block.level,
        )
        for number, pieces in enumerate(broken)
    ]


def _names(block: Names, faces: Faces, frame: Frame) -> list[Row]:
    beside = tuple(span_advances(block.label, faces))
    label = sum(beside)
    count = max(1, int((frame.measure - label) / CELL + 1e-6) // block.column)
    column = (frame.measure - label) / count
    rows = [[Piece(0, block.label.text, block.label.role, BODY, beside, block.label.spread)]]
    used = 0
    for span in block.names:
        for part in _fitting(span, frame.measure - label, faces):
            advances = tuple(span_advances(part, faces))
            width = sum(advances)
            if used and used * column + width > frame.measure - label + 1e-6:
                rows.append([])
                used = 0
            rows[-1].append(Piece(label + used * column, part.text, part.role, BODY, advances, part.spread))
            used += ceil((width + NAME_GAP * CELL) / column)
    return [Row(tuple(row)) for row in rows]


def _fitting(span: Span, room: float, faces: Faces) -> list[Span]:
    """Give the name, or its parts where it is longer than a whole row."""
    parts = lines.break_lines(span.text, span_advances(span, faces), room)
    return [span] if len(parts) == 1 else [replace(span, text=span.text[part.start : part.end]) for part in parts]


def _together(rows: list[Row], *, keep_next: bool) -> list[Row]:
    """Forbid a page end after a paragraph's first line and before its last."""
    last = len(rows) - 1
    kept = {0, last - 1, last} if keep_next else {0, last - 1} - {last}
    return [replace(row, keep=True) if number in kept else row for number, row in enumerate(rows)]


def _chained(rows: Iterable[Row]) -> list[Row]:
    chained = [replace(row, keep=True) for row in rows]
    chained[-1] = replace(chained[-1], keep=False)
    return chained


def _keep_text_above(rows: list[Row], room: float) -> None:
    """Bind the last lines of text to what follows them, in place, as far as one page has room for all of it.

    A row that may be parted needs no more room than the lines that it leaves there.
    """
    text = 0
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        parts = row.parted(row.height - A_LITTLE) is not None
        room -= TEXT_ABOVE_SIGNATURES if parts else row.height
        if room < sum(head.height for head in row.heads) or row.turn is not None:
            return
        rows[at] = replace(row, keep=True)
        text += len({piece.drop for piece in row.pieces}) or not row.empty
        if text >= TEXT_ABOVE_SIGNATURES:
            return
