"""Photos and charts of bars."""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.papers.blocks import PAD, SMALL_FOUR, Align, Bars, Picture, Role, Span
from branchdesk.papers.press.drawings import AIR, BAR, BAR_ROW, LABELS, NOTE, STAYS_WHOLE, figures
from branchdesk.papers.press.table_setting import LEADING
from branchdesk.papers.word import styles
from branchdesk.papers.word.photos import photo
from branchdesk.papers.word.sheet import CELL, LINE
from branchdesk.papers.word.tables import SLACK
from branchdesk.papers.word.text import Setting, runs
from branchdesk.papers.word.widths import ems
from branchdesk.papers.word.xml import Element, make, ordered, switch, twips

RED, PALE = "A61C1C", "E9C9C7"


def picture(block: Picture, setting: Setting, measure: int) -> Iterator[Element]:
    """Write a photo in the middle of its line and its caption below it; a damaged one leaves a note instead."""
    most = block.height * LINE - twips(2 * AIR)
    shown = photo(block.data, setting.document, min(block.width * CELL, measure), most, block.caption)
    if shown is None:
        yield _caption(NOTE, Role.FANG, setting)
    else:
        spacing = make("spacing", before=twips(AIR), after=twips(AIR), line=240, lineRule="auto")
        keep = [switch("keepNext")] if block.caption else []
        own = [make("pStyle", val=styles.CAPTION), spacing, *keep]
        yield make("p", ordered("pPr", own), shown)
    if block.caption:
        yield _caption(block.caption, Role.KAI, setting)


def _caption(text: str, role: Role, setting: Setting) -> Element:
    content = runs((Span(text, role),), styles.CAPTION, SMALL_FOUR, setting)
    return make("p", make("pPr", make("pStyle", val=styles.CAPTION)), *content)


def bars(block: Bars, setting: Setting, measure: int) -> Element:
    """Write a chart as a table: a label, a bar and a number in each row; the bar is a shaded paragraph."""
    padding = 2 * twips(PAD)
    last = len(block.bars) - 1
    texts = list(figures(block))
    labels = twips(max((ems(label) for label, _ in block.bars), default=0) * SMALL_FOUR + 2 * SLACK) + padding
    labels = min(labels, round(measure * LABELS))
    numbers = twips(max(map(ems, texts), default=0) * SMALL_FOUR + 2 * SLACK) + padding
    room = measure - labels - numbers
    most = max((number for _, number in block.bars), default=0) or 1
    rows = []
    filled = block.filled or tuple(number for _, number in block.bars)
    for at, ((label, number), text, part) in enumerate(zip(block.bars, texts, filled, strict=True)):
        keep = at != last and (last < STAYS_WHOLE or at in {0, last - 1})
        shades = ((part, RED), (number, PALE)) if part < number else ((number, RED),)
        lines = [
            _bar(round((room - padding) * (1 - max(0, one) / most)), one, shade, len(shades)) for one, shade in shades
        ]
        cells = (
            _cell(labels, _line(label, Align.RIGHT, setting, keep=keep)),
            _cell(room, *lines),
            _cell(numbers, _line(text, Align.LEFT, setting, keep=keep)),
        )
        own = make("trPr", make("cantSplit"), make("trHeight", val=twips(BAR_ROW), hRule="atLeast"))
        rows.append(make("tr", own, *cells))
    properties = make(
        "tblPr",
        make("tblW", w=measure, type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *(make(side, w=twips(PAD), type="dxa") for side in ("left", "right"))),
    )
    grid = make("tblGrid", *(make("gridCol", w=width) for width in (labels, room, numbers)))
    return make("tbl", properties, grid, *rows)


def _cell(width: int, *content: Element) -> Element:
    return make("tc", make("tcPr", make("tcW", w=width, type="dxa"), make("vAlign", val="center")), *content)


def _line(text: str, align: Align, setting: Setting, *, keep: bool) -> Element:
    spacing = make("spacing", line=twips(SMALL_FOUR * LEADING), lineRule="exact")
    own = [make("pStyle", val=styles.IN_TABLE), spacing, make("jc", val=align), *([switch("keepNext")] if keep else [])]
    return make("p", ordered("pPr", own), *runs((Span(text, Role.FANG),), styles.IN_TABLE, SMALL_FOUR, setting))


def _bar(short: int, number: float, colour: str, beside: int) -> Element:
    """Write a bar, so much shorter than its cell; what is filled of it and its whole lie one below the other."""
    shade = [make("shd", val="clear", color="auto", fill=colour)] if number > 0 else []
    spacing = make("spacing", line=twips(BAR / beside), lineRule="exact")
    own = [make("pStyle", val=styles.IN_TABLE), *shade, spacing, make("ind", right=short)]
    return make("p", ordered("pPr", own))
