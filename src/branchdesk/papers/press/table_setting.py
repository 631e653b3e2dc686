"""From a table to rows: columns as wide as they need be, text broken in its cells, rules around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from branchdesk.papers.blocks import Align, Cell, Paragraph, Span, Table, TableRow
from branchdesk.papers.faces.fonts import Faces
from branchdesk.papers.press import lines
from branchdesk.papers.press.bands import Band, Field, Line, grown
from branchdesk.papers.press.columns import Need, share_out
from branchdesk.papers.press.drawings import NOTE
from branchdesk.papers.press.grid import CELL, PITCH, Frame
from branchdesk.papers.press.photos import size_of
from branchdesk.papers.press.progress import OFTEN, Report, untold
from branchdesk.papers.press.rows import Piece, Row
from branchdesk.papers.press.text_setting import set_lines, span_advances

LEADING = 1.35
MOST_EVENED = 3  # lines
BRACKET = re.compile("(（[^（）]+）)")
_SIDES = (Align.LEFT, Align.RIGHT)
NUMBER = re.compile(r"[-+−]?[\d,]+(?P<rest>\.\d+)?\s?[%％]?")


_Look = tuple[object, int, int, Align]  # all that decides how a cell's text is set in its table


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell and where it stands in its table."""

    cell: Cell
    row: int
    column: int
    across: int
    down: int


def set_table(table: Table, faces: Faces, frame: Frame, report: Report = untold) -> list[Row]:
    """Set a table in rows, one for every row of it or for several that a cell joins; `report` is told how many are."""
    heads, body = _places(table.head, len(table.columns)), _places(table.rows, len(table.columns))
    told = all(column.width for column in table.columns)  # then nobody need measure what they ask for
    needs = [] if told else _needs(table, [*heads, *body], faces)
    widths = share_out(table.columns, needs, frame.measure)
    left = (frame.measure - sum(widths)) / 2
    edges = [*accumulate(widths, initial=left)]
    figures = _figures(table, body, faces)
    known: dict[_Look, tuple[Line, ...]] = {}  # a list says the same in very many of its cells

    def text_of(place: _Place, align: Align, width: float) -> tuple[Line, ...]:
        words = tuple(
            (one.spans, one.align, one.size, one.first, one.hang, one.right, one.keep_next)
            for one in place.cell.paragraphs
        )
        look = words, place.column, place.across, align
        if look not in known:
            column = figures.get(place.column)
            known[look] = tuple(_text(place.cell, width - 2 * table.pad, align, table.size, column, faces))
        return known[look]

    def bands(rows: Sequence[TableRow], places: list[_Place], above: tuple[Row, ...] | None) -> Iterator[Band]:
        begins = [bisect_left(places, row, key=_row_of) for row in range(len(rows) + 1)]
        for start, end in _groups(len(rows), places):
            fields = []
            for place in places[begins[start] : begins[end]]:
                x, width = edges[place.column], edges[place.column + place.across] - edges[place.column]
                align = place.cell.align or (Align.CENTRE if above is None else table.columns[place.column].align)
                text = text_of(place, align, width)
                at, cell = place.row - start, place.cell
                fields.append(Field(at, place.down, x, width, text, cell.top, table.pad, cell.picture))
            mine = rows[start:end]
            least = tuple(row.least * PITCH for row in mine)
            heights = tuple(grown(list(least), fields))
            whole = tuple(row.whole for row in mine)
            yield Band(heights, least, whole, tuple(fields), table.ruled, mine[-1].keep_next, above or ())
            if start and start % OFTEN == 0:
                report(start, len(rows))

    head = tuple(replace(band, keep=True).row() for band in bands(table.head, heads, None))
    return [*head, *(band.row() for band in bands(table.rows, body, head))]


def _row_of(place: _Place) -> int:
    return place.row


def _places(rows: Sequence[TableRow], columns: int) -> list[_Place]:
    """Give every cell its place; what a row leaves open is an empty cell."""
    taken: set[tuple[int, int]] = set()
    places: list[_Place] = []
    for number, row in enumerate(rows):
        simple = len(row.cells) == columns and all(cell.across == cell.down == 1 for cell in row.cells)
        if simple and not any((number, at) in taken for at in range(columns)):  # most rows of most tables
            places += [_Place(cell, number, column, 1, 1) for column, cell in enumerate(map(_whole, row.cells))]
            continue
        cells = map(_whole, row.cells)
        for column in range(columns):
            if (number, column) in taken:
                continue
            cell = next(cells, Cell())
            free = next((at for at in range(column, columns) if (number, at) in taken), columns) - column
            across, down = min(cell.across, free), min(cell.down, len(rows) - number)
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            places.append(_Place(cell, number, column, across, down))
    return places


def _whole(cell: Cell) -> Cell:
    """Give the cell, or what is said in it where its picture is damaged."""
    if cell.picture is None or size_of(cell.picture) is not None:
        return cell
    return replace(cell, picture=None, paragraphs=(Paragraph((Span(NOTE),), NOTE, first=0),))


def _groups(rows: int, places: list[_Place]) -> Iterator[tuple[int, int]]:
    """Give the stretches of rows that no cell reaches out of."""
    joined = {row for place in places for row in range(place.row + 1, place.row + place.down)}
    starts = [row for row in range(rows) if row not in joined]
    return pairwise([*starts, rows])


def _needs(table: Table, places: list[_Place], faces: Faces) -> list[Need]:
    """Say what each column's content asks for; what cells across several columns lack is shared between these."""
    least, most = [2 * table.pad] * len(table.columns), [2 * table.pad] * len(table.columns)
    for place in sorted(places, key=lambda place: place.across):
        need = _need(place.cell, table, faces)
        mine = range(place.column, place.column + place.across)
        mine_free = [at for at in mine if table.columns[at].width is None] or list(mine)
        for have, asked in ((least, need.least), (most, need.most)):
            lack = asked - sum((table.columns[at].width or 0) * CELL or have[at] for at in mine)
            for at in mine_free:
                have[at] += max(0.0, lack) / len(mine_free)
    for column, figures in _figures(table, places, faces).items():
        most[column] = max(most[column], sum(figures) + 2 * table.pad)
        least[column] = max(least[column], sum(figures) + 2 * table.pad)
    return [Need(*pair) for pair in zip(least, most, strict=True)]


def _need(cell: Cell, table: Table, faces: Faces) -> Need:
    size, edges = table.size, 2 * table.pad
    least = most = edges
    for paragraph in cell.paragraphs:
        text, advances, whole = _measured(paragraph, size, faces)
        before = [0.0, *accumulate(advances)]
        indent = max(paragraph.first, paragraph.hang) * (paragraph.size or size) + edges
        words = [(at, at + 1) for at in range(len(text))] + lines.word_spans(text) + whole
        least = max([least, *(before[end] - before[start] + indent for start, end in words)])
        most = max(most, before[-1] + paragraph.first * (paragraph.size or size) + edges)
    return Need(least, most)


def _figures(table: Table, places: list[_Place], faces: Faces) -> dict[int, tuple[float, float]]:
    """Give for each column of figures how far they reach to the left and to the right of their point."""
    found: dict[int, tuple[float, float]] = {}
    for place in places:
        number = _number(place.cell)
        if number and place.across == 1 and table.columns[place.column].align is Align.FIGURES:
            before, after = _about_point(place.cell.paragraphs[0], table.size, faces)
            left, right = found.get(place.column, (0.0, 0.0))
            found[place.column] = max(left, before), max(right, after)
    return found


def _number(cell: Cell) -> bool:
    text = "".join(span.text for paragraph in cell.paragraphs for span in paragraph.spans)
    return len(cell.paragraphs) == 1 and NUMBER.fullmatch(text) is not None


def _about_point(paragraph: Paragraph, size: float, faces: Faces) -> tuple[float, float]:
    text, advances, _ = _measured(paragraph, size, faces)
    end = len(re.match(r"[-+−]?[\d,]*", text)[0])  # type: ignore[index]  # it matches the empty text too
    return sum(advances[:end]), sum(advances[end:])


def _measured(paragraph: Paragraph, size: float, faces: Faces) -> tuple[str, list[float], list[lines.Slice]]:
    """Give a paragraph's text, how far each character carries, and what stays together."""
    size = paragraph.size or size
    text = "".join(span.text for span in paragraph.spans)
    advances = [advance for span in paragraph.spans for advance in span_advances(span, faces, size)]
    edges = pairwise(accumulate((len(span.text) for span in paragraph.spans), initial=0))
    whole = [edge for span, edge in zip(paragraph.spans, edges, strict=True) if span.whole or span.spread]
    return text, advances, whole


def _text(
    cell: Cell, room: float, align: Align, size: float, figures: tuple[float, float] | None, faces: Faces
) -> Iterator[Line]:
    for paragraph in cell.paragraphs:
        letter = paragraph.size or size
        own = align if paragraph.align is Align.LEFT else paragraph.align
        placed = replace(paragraph, align=own if own in _SIDES else Align.CENTRE)
        if own is not Align.LEFT:
            placed = replace(placed, first=0, hang=0)
        broken = set_lines(placed, faces, max(room, letter * (1 + paragraph.right)), size=size)
        if placed.align is Align.CENTRE and 1 < len(broken) <= MOST_EVENED:
            broken = _evened(placed, broken, room, letter, faces)
        if own is Align.FIGURES and figures and _number(cell) and len(broken) == 1:
            shift = (room - sum(figures)) / 2 + figures[0] - _about_point(paragraph, size, faces)[0]
            broken = [tuple(replace(piece, x=piece.x - broken[0][0].x + shift) for piece in broken[0])]
        last = len(broken) - 1
        for number, pieces in enumerate(broken):
            keep = paragraph.keep_next if number == last else number in {0, last - 1}
            yield Line(pieces, LEADING * letter, keep)


def _evened(
    paragraph: Paragraph, broken: list[tuple[Piece, ...]], room: float, letter: float, faces: Faces
) -> list[tuple[Piece, ...]]:
    """Break a few centred lines anew: before a bracket, else as evenly as may be: 王伟｜（第三党小组）, 基本｜合格."""
    kept = set_lines(replace(paragraph, spans=tuple(_bracketed(paragraph.spans))), faces, room, size=letter)
    if len(kept) == len(broken) and kept != broken:
        return kept
    widths = [sum(sum(piece.advances) for piece in line) for line in broken]
    narrow = sum(widths) / len(widths)
    while narrow < max(widths):
        anew = set_lines(paragraph, faces, narrow, size=letter)
        if len(anew) == len(broken):
            aside = (room - narrow) / 2
            return [tuple(replace(piece, x=piece.x + aside) for piece in line) for line in anew]
        narrow += letter / 2
    return broken


def _bracketed(spans: Sequence[Span]) -> Iterator[Span]:
    """Cut spans so that what stands in brackets stays on one line where it fits one."""
    for span in spans:
        for part in BRACKET.split(span.text):
            yield replace(span, text=part, whole=span.whole or part.startswith("（"))
