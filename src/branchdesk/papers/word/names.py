"""Titles and lists of names: what Word would break otherwise than a typist does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from branchdesk.papers.blocks import BODY, Names, Role, Span, Title
from branchdesk.papers.press.grid import lines_high
from branchdesk.papers.press.lines import trimmed
from branchdesk.papers.press.titles import break_title
from branchdesk.papers.word import styles
from branchdesk.papers.word.sheet import CELL, LINE, exact
from branchdesk.papers.word.text import Setting, bookmarked, runs
from branchdesk.papers.word.widths import cells, ems
from branchdesk.papers.word.xml import TWIPS, Element, make, ordered

NAME_GAP, AIR = 0.5, 0.4  # cells
EPS = 0.05


def title(block: Title, setting: Setting, columns: int, *, before: int = 0, extra: Sequence[Element] = ()) -> Element:
    """Write a title, broken where its sense allows and into lines that are as even as that lets them be."""
    text = "".join(block.parts)
    points = [ems(char) * block.size for char in text]
    measure = columns * CELL / TWIPS
    content: list[Element] = []
    slices = break_title(block.parts, points, measure)
    for number, (start, end) in enumerate(slices):
        if number:
            content.append(make("r", make("br")))
        piece = Span(text[start : trimmed(text, start, end)], Role.TITLE)
        content += runs((piece,), styles.HEADLINE, block.size, setting, red=block.red)
    spacing = exact(LINE * lines_high(block.size), before)
    if block.bookmark:
        content = bookmarked(block.bookmark, content, setting)
    outline = [make("outlineLvl", val=0)] if block.bookmark else []
    return make("p", ordered("pPr", [make("pStyle", val=styles.HEADLINE), spacing, *outline, *extra]), *content)


def names(block: Names, setting: Setting, columns: int, *, before: int = 0, extra: Sequence[Element] = ()) -> Element:
    """Write a label and names at tab stops beside it; a long name takes the room of several."""
    label = cells(block.label)
    room = columns - label
    count = max(1, int(room + 1e-6) // block.column)
    column = room / count
    stops = [make("tab", val="left", pos=round((label + at * column) * CELL)) for at in range(1, count)]
    content: list[Element] = list(runs((block.label,), styles.NORMAL, BODY, setting))
    for step, span in _placed([one for one in block.names if one.text], room, column):
        content += [make("r", make("br" if step is None else "tab")) for _ in range(1 if step is None else step)]
        # One that ends where a column does stands closer, so that the next tab leads to the same place everywhere.
        full = cells(span) % column < EPS
        content += runs((span,), styles.NORMAL, BODY, setting, closer=round(AIR * CELL / len(span.text)) if full else 0)
    own = [
        make("pStyle", val=styles.NORMAL),
        *extra,
        *([make("tabs", *stops)] if stops else []),
        exact(LINE, before),
        styles.indents(0, label),
        make("jc", val="left"),
    ]
    return make("p", ordered("pPr", own), *content)


def _placed(spans: Sequence[Span], room: float, column: float) -> Iterator[tuple[int | None, Span]]:
    """Give each name with the tabs that lead to it, or None where it begins a line."""
    used = reached = 0
    for number, span in enumerate(spans):
        width = cells(span)
        if used and used * column + width > room + 1e-6:
            used = reached = 0
            yield None, span
        else:
            yield used - reached if number else 0, span
        # A tab leads to the next stop beyond the text, so those that a long name covers want none.
        reached = used + max(0, ceil(width / column - 1e-6) - 1)
        used += ceil((width + NAME_GAP) / column)
