"""Tables as Word has them: ruled or not, heads repeated, rows whole or parted, cells that reach across and down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from branchdesk.papers.blocks import SMALL_FOUR, Align, Cell, Paragraph, Span, Table, TableRow
from branchdesk.papers.press.bands import PAD_Y
from branchdesk.papers.press.columns import Need, share_out
from branchdesk.papers.press.drawings import NOTE
from branchdesk.papers.press.lines import word_spans
from branchdesk.papers.press.table_setting import LEADING
from branchdesk.papers.word import styles
from branchdesk.papers.word.photos import photo
from branchdesk.papers.word.sheet import LINE
from branchdesk.papers.word.text import Setting, paragraph
from branchdesk.papers.word.widths import ems
from branchdesk.papers.word.xml import TWIPS, Element, make, ordered, switch, twips

RULE = 4  # eighths of a point
RULE_TWIPS = 10  # which some readers count as height of a row, and others do not
SLACK = 0.5  # points more than a text asks for: readers count a cell's rules as they like
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in its place: its first column; `covered` marks what a cell above reaches down to."""

    column: int
    cell: Cell
    covered: bool = False


def table(block: Table, setting: Setting, measure: int) -> Element:
    """Write a table as wide as the measure, in twips."""
    widths = _widths(block, measure)
    edges = [make(edge, val="single", sz=RULE, space=0, color="000000") for edge in EDGES]
    rooms = {
        "top": twips(PAD_Y),
        "left": twips(block.pad),
        "bottom": twips(PAD_Y) - RULE_TWIPS,
        "right": twips(block.pad),
    }
    padding = [make(side, w=room, type="dxa") for side, room in rooms.items()]
    properties = make(
        "tblPr",
        make("tblW", w=sum(widths), type="dxa"),
        make("jc", val="center"),
        *([make("tblBorders", *edges)] if block.ruled else []),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *padding),
    )
    grid = make("tblGrid", *(make("gridCol", w=width) for width in widths))
    rows = [
        *_rows(block.head, block, widths, setting, head=True),
        *_rows(block.rows, block, widths, setting, head=False),
    ]
    return make("tbl", properties, grid, *rows)


def _rows(
    rows: Sequence[TableRow], block: Table, widths: Sequence[int], setting: Setting, *, head: bool
) -> Iterator[Element]:
    for number, (row, placed) in enumerate(zip(rows, _places(rows, len(widths)), strict=True)):
        own = [make("cantSplit")] if row.whole or head else []
        own.append(make("trHeight", val=max(RULE_TWIPS, round(row.least * LINE) - RULE_TWIPS), hRule="atLeast"))
        own += [make("tblHeader")] if head else []
        keep = row.keep_next or head
        heights = [row.least * LINE for row in rows[number:]]
        cells = [_cell(one, block, widths, heights, setting, keep=keep) for one in placed]
        yield make("tr", make("trPr", *own), *cells)


def _places(rows: Sequence[TableRow], columns: int) -> list[list[_Placed]]:
    """Say in which column each row's cells stand, with those that reach down to it from above."""
    reaching: dict[int, tuple[int, Cell]] = {}  # column: rows still to cover, and the cell
    placed: list[list[_Placed]] = []
    for row in rows:
        here: list[_Placed] = []
        waiting = list(row.cells)
        column = 0
        while column < columns:
            if column in reaching:
                left, cell = reaching[column]
                here.append(_Placed(column, cell, covered=True))
                if left > 1:
                    reaching[column] = left - 1, cell
                else:
                    del reaching[column]
            elif waiting:
                cell = waiting.pop(0)
                cell = replace(cell, across=min(cell.across, columns - column))
                here.append(_Placed(column, cell))
                if cell.down > 1:
                    reaching[column] = cell.down - 1, cell
            else:
                cell = Cell()
                here.append(_Placed(column, cell))
            column += cell.across
        placed.append(here)
    return placed


def _cell(
    placed: _Placed, block: Table, widths: Sequence[int], heights: Sequence[float], setting: Setting, *, keep: bool
) -> Element:
    cell, at = placed.cell, placed.column
    own = [make("tcW", w=sum(widths[at : at + cell.across]), type="dxa")]
    if cell.across > 1:
        own.append(make("gridSpan", val=cell.across))
    if placed.covered:
        own.append(make("vMerge"))
    elif cell.down > 1:
        own.append(make("vMerge", val="restart"))
    own.append(make("vAlign", val="top" if cell.top else "center"))
    align = cell.align or block.columns[at].align
    blocks = () if placed.covered else cell.paragraphs
    middle = sum(widths[at : at + cell.across]) - twips(2 * block.pad)
    content = [
        _paragraph(one, align, setting, size=one.size or block.size, keep=keep, middle=middle // 2) for one in blocks
    ]
    if cell.picture and not placed.covered:
        content.append(_picture(cell.picture, setting, middle, sum(heights[: cell.down]) - twips(2 * PAD_Y + SLACK)))
    return make("tc", make("tcPr", *own), *(content or [_empty(block.size)]))


def _picture(data: bytes, setting: Setting, width: float, height: float) -> Element:
    """Write a picture in a cell; a damaged one leaves a note there."""
    shown = photo(data, setting.document, width, height)
    if shown is None:
        note = Paragraph((Span(NOTE),), "", first=0)
        return _paragraph(note, Align.CENTRE, setting, size=SMALL_FOUR, keep=False, middle=0)
    whole = make("spacing", line=240, lineRule="auto")
    own = [make("pStyle", val=styles.IN_TABLE), whole, make("jc", val="center")]
    return make("p", ordered("pPr", own), shown)


def _paragraph(block: Paragraph, align: Align, setting: Setting, *, size: float, keep: bool, middle: int) -> Element:
    extra = [_leading(size)]
    if keep:
        extra.append(switch("keepNext"))
    if block.align is not Align.LEFT:
        align = block.align
    if align is Align.FIGURES and not block.first and not block.hang:
        extra.append(make("tabs", make("tab", val="decimal", pos=middle)))
    return paragraph(block, setting, style=styles.IN_TABLE, size=size, extra=extra, align=align)


def _empty(size: float) -> Element:
    return make("p", make("pPr", make("pStyle", val=styles.IN_TABLE), _leading(size)))


def _leading(size: float) -> Element:
    return make("spacing", line=twips(size * LEADING), lineRule="exact")


def _widths(block: Table, measure: int) -> list[int]:
    """Give the columns' widths in twips, shared out as on the printed paper."""
    places = [
        placed for rows in (block.head, block.rows) for row in _places(rows, len(block.columns)) for placed in row
    ]
    needs = [
        _need([one.cell for one in places if one.column == at and one.cell.across == 1], block)
        for at in range(len(block.columns))
    ]
    return [twips(width) for width in share_out(block.columns, needs, measure / TWIPS)]


def _need(cells: Sequence[Cell], block: Table) -> Need:
    least = most = 0.0
    for part in (part for cell in cells for part in cell.paragraphs):
        text, letter = "".join(span.text for span in part.spans), part.size or block.size
        words = [text[start:end] for start, end in word_spans(text)]
        words += [span.text for span in part.spans if span.whole or span.spread]
        least = max([least, letter, *(ems(word) * letter for word in words)])
        most = max(most, (ems(text) + part.first) * letter)
    beside = 2 * (block.pad + SLACK)
    return Need(least + beside, most + beside)
