"""Figures of clues: exact fractions, rounded once, half up."""

from __future__ import annotations


def rate_text(part: int, whole: int, digits: int = 1) -> str:
    """Give a percentage rounded half up to so many digits: 189 of 193 is 97.9%; an empty whole has no rate."""
    if not whole:
        return "—"
    scale = 100 * 10**digits
    rounded = (2 * part * scale + whole) // (2 * whole)
    if not digits:
        return f"{rounded}%"
    return f"{rounded // 10**digits}.{rounded % 10**digits:0{digits}}%"
