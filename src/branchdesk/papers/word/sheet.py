"""The sheet of GB/T 9704 in Word's measures: margins, the grid of 22 lines by 28 characters, sections."""

from __future__ import annotations

from branchdesk.papers.press.grid import COLUMNS, LINES
from branchdesk.papers.word.xml import Element, make, ordered, twips

A4 = (11906, 16838)  # twips, standing
TOP, BOTTOM, INNER, OUTER = 2098, 1984, 1587, 1474
MEASURE = A4[0] - INNER - OUTER
LYING = 40 * MEASURE // COLUMNS  # so many whole cells has a line of a sheet that is turned
# 22 lines of 579 twips are what the text area holds; 580, the rounded figure, would leave room for 21.
LINE = (A4[1] - TOP - BOTTOM) // LINES
# A cell of the grid is a character of 16 points and this many 4096ths of a point, chosen so that 28 of them fit.
CHAR_SPACE = -848
CELL = MEASURE / COLUMNS
# The letters of the text stand so many twips closer than their face has them: 28 of 16 points then fit a line in any
# reader, and full lines are spread to the edge. Nothing is snapped to the grid itself, for LibreOffice gives a letter
# that is larger than its cell two of them.
CLOSER = -6
MM = 1440 / 25.4
# The number stands with its middle 7 mm below the text area; the mark of a draft 12 mm above it.
NUMBER, NUMBER_BELOW, MARK_ABOVE = 14, 7 * MM, 12 * MM


def section(*, landscape: bool, number: int | None = None, kind: str | None = None) -> Element:
    """Give a section's properties: the sheet standing, or turned so that its binding is above (GB/T 9704)."""
    width, height = A4
    if landscape:
        size = make("pgSz", w=height, h=width, orient="landscape")
        edges = {"top": INNER, "right": TOP, "bottom": OUTER, "left": BOTTOM}
    else:
        size = make("pgSz", w=width, h=height)
        edges = {"top": TOP, "right": OUTER, "bottom": BOTTOM, "left": INNER}
    header = round(edges["top"] - MARK_ABOVE - twips(NUMBER))
    footer = round(edges["bottom"] - NUMBER_BELOW - twips(NUMBER) / 2)
    numbering = [make("pgNumType", start=number)] if number is not None else []
    return ordered(
        "sectPr",
        [
            *([make("type", val=kind)] if kind else []),
            size,
            make("pgMar", **edges, header=header, footer=footer, gutter=0),
            *numbering,
            make("docGrid", type="linesAndChars", linePitch=LINE, charSpace=CHAR_SPACE),
        ],
    )


def exact(line: int, before: int = 0, after: int = 0) -> Element:
    """Give the spacing of lines that are so many twips high whatever their letters."""
    return make("spacing", before=before, after=after, line=line, lineRule="exact")
