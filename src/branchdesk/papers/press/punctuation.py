"""The marks of Chinese typesetting: which may not begin or end a line, and where those as wide as a character have air.

A comma does not begin a line and an opening bracket does not end one (GB/T 15834). The ink of a full-width mark fills
one half of its cell at most; the other half is air, after it or before it, and a typist who needs room takes it there.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

OPENING = "（《〈「『【〖〔［｛“‘"
CLOSING = "，。、；：．》〉」』】〗〕）］｝”’"

AIR_BEFORE = frozenset(OPENING)
AIR_AFTER = frozenset(CLOSING)
HANGING = AIR_AFTER
NO_BEGIN = frozenset(CLOSING + "？！…—～·‧・％‰℃°々〻,.;:?!)]}%")
NO_END = frozenset(OPENING + "([{￥＄¥$£")
BLANKS = frozenset(" \u3000")

AIR = 0.5  # of the mark's own width
FULL = 0.9  # of the widest; a mark narrower than that has no air to give


def air_after(char: str, width: float, full: float) -> float:
    """Give the air that a mark has on its right, where it is as wide as a character."""
    return width * AIR if char in AIR_AFTER and width >= full * FULL else 0.0


def airs(
    text: str, widths: Sequence[float], start: int, end: int, full: float, stiff: Container[int] = ()
) -> dict[int, float]:
    """Give the air between the characters of a line: after which position, and how much; `stiff` ones give none."""
    found: dict[int, float] = {}
    for at in range(start, end):
        if widths[at] < full * FULL or at in stiff:
            continue
        if text[at] in AIR_AFTER and at < end - 1:
            found[at] = found.get(at, 0.0) + widths[at] * AIR
        elif text[at] in AIR_BEFORE and at > start:
            found[at - 1] = found.get(at - 1, 0.0) + widths[at] * AIR
    return found
