"""How wide a text will be in Word, without a face at hand: a Han character is one em, a Latin one about half."""

from __future__ import annotations

import unicodedata

from branchdesk.papers.blocks import BLANK_CELL, Span

NARROW = 0.5
FULL_WIDTH = "“”‘’—…·×÷"  # signs of either width, which a Chinese face draws full


def ems(text: str) -> float:
    """Give a text's width in ems."""
    return sum(_em(char) for char in text)


def cells(span: Span) -> float:
    """Give a span's width in cells, with the blanks that spread it."""
    return ems(span.text)


def _em(char: str) -> float:
    if char in FULL_WIDTH or char == BLANK_CELL:
        return 1
    if unicodedata.combining(char):
        return 0
    return 1 if unicodedata.east_asian_width(char) in "WF" else NARROW
