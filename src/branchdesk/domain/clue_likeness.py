"""When two reports are likely of one and the same thing: the same place or grid, and words that agree.

Reports are short: a sentence or two. What is compared is their pairs of neighbouring characters, without blanks and
punctuation; what counts is the share of the shorter text's that stand in the other one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from branchdesk.domain.likeness import same_words

SAME_PLACE, SAME_GRID, NO_PLACE = 40, 55, 85  # per cent of agreeing pairs from which two are likely the same
LEAST_PAIRS = 3  # agreeing pairs: 堵了 alone says nothing
LEAST_CHARACTERS = 2  # of a place that may be named in another's longer place
_ASIDE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a clue; whatever is not known yet is empty."""

    grid: str = ""
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """Which of several reports a new one is likely the same as: by how many per cent, and the words that agree."""

    number: int
    percent: int
    same: str


def likely(new: Report, others: Sequence[Report], most: int) -> tuple[Likely, ...]:
    """Give those of other reports that a new one may repeat, the likeliest first, at most so many."""
    pairs = _pairs(new.text)
    if len(pairs) < LEAST_PAIRS:
        return ()
    place = _plain(new.place)
    found: list[tuple[int, float, int]] = []
    for number, other in enumerate(others):
        theirs = _pairs(other.text)
        agreeing = len(pairs & theirs)
        if agreeing < LEAST_PAIRS:
            continue
        percent = agreeing * 100 // min(len(pairs), len(theirs))
        if percent >= _needed(new.grid, place, other):
            found.append((-percent, -2 * agreeing / (len(pairs) + len(theirs)), number))
    found.sort()
    return tuple(
        Likely(number, -percent, same_words(new.text, others[number].text)) for percent, _, number in found[:most]
    )


def _needed(grid: str, place: str, other: Report) -> int:
    """Give how much must agree: the less, the better it is known that the place is the same."""
    theirs = _plain(other.place)
    if place and theirs:
        shorter, longer = sorted((place, theirs), key=len)
        if len(shorter) >= LEAST_CHARACTERS and shorter in longer:
            return SAME_PLACE
    if grid and other.grid:
        return SAME_GRID if grid == other.grid else 100 + 1
    return NO_PLACE


def _plain(text: str) -> str:
    return _ASIDE.sub("", text)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(_plain(text))))
