"""How much of a text stands in another, and which words are the same.

Both are read without blanks and punctuation. A text is then the set of its 8-character shingles, and what counts is the
share of the draft's that stand in the earlier text too: longer minutes that hold a copied page are like it, and a page
is not like a year's worth of minutes that say the same here and there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

SHINGLE = 8  # characters
NEARLY = 70  # per cent of the draft's shingles: nearly the same
LEAST = 60  # characters, two lines: a shorter text may be all formula
KEPT = 1024  # texts that are kept at hand as they are read, some 10 kB each
SAMPLE, MISSING = 24, 16  # of so many shingles from all over a draft, so many are missing in what is not like it
SHOWN = 28  # characters of what is the same
TITLE_SHARE = 50  # per cent

_ASIDE = re.compile(r"[\W_]+")
_COUNTED = re.compile(r"[^\W_]")
_FRAMING = re.compile(
    r"^(?:关于|研究|讨论|审议|审查|听取|通报|商定|提交)+|(?:的?(?:决议|决定|议案|事项|报告|意见|方案))$"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which of several texts a draft is like, by how many per cent, and the longest words that are the same."""

    number: int
    percent: int
    same: str


def nearest(draft: str, others: Sequence[str]) -> Likeness | None:
    """Give the text that a draft is most like, where that is nearly the same; None where none is, or it is short.

    Most texts are nothing like the draft, which a few of its shingles tell; only the others are counted in full.
    """
    plain = _plain(draft)
    if len(plain) < LEAST:
        return None
    shingles = frozenset(_shingles(plain))
    sample = [plain[place : place + SHINGLE] for place in range(0, len(plain) - SHINGLE, len(plain) // SAMPLE)]
    best, found = 0, None
    for number, other in enumerate(others):
        standing = _plain(other)
        if not _may_be(sample, standing):
            continue
        same = len(shingles.intersection(_shingles(standing)))
        if same * 100 >= NEARLY * len(shingles) and same > best:
            best, found = same, number
    if found is None:
        return None
    return Likeness(found, best * 100 // len(shingles), same_words(draft, others[found]))


def same_words(draft: str, other: str) -> str:
    """Give the longest words that stand in both texts, as the draft writes them, cut to what is read at a glance."""
    plain, standing = _plain(draft), _plain(other)
    start, length = 0, 0
    for place in range(len(plain)):
        while place + length < len(plain) and plain[place : place + length + 1] in standing:
            start, length = place, length + 1
    if not length:
        return ""
    places = [found.start() for found in _COUNTED.finditer(draft)]
    words = " ".join(draft[places[start] : places[start + length - 1] + 1].split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def alike_titles(one: str, other: str) -> bool:
    """Say whether two titles name one matter: half of the shorter one's pairs of characters stand in the longer."""
    first, second = (frozenset(map("".join, pairwise(_bare(title)))) for title in (one, other))
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return _bare(one) == _bare(other)
    return len(shorter & longer) * 100 >= TITLE_SHARE * len(shorter)


def _bare(title: str) -> str:
    """Give a title without the words that only say what was done with the matter; all of it where nothing is left."""
    plain = _ASIDE.sub("", title)
    return _FRAMING.sub("", plain) or plain


@lru_cache(maxsize=KEPT)
def _plain(text: str) -> str:
    return _ASIDE.sub("", text)


def _shingles(plain: str) -> Iterator[str]:
    return (plain[place : place + SHINGLE] for place in range(len(plain) - SHINGLE + 1))


def _may_be(sample: Sequence[str], standing: str) -> bool:
    """Say whether counting is worth while: two thirds of the sample are not missing, where seven tenths are there."""
    missing = 0
    for shingle in sample:
        missing += shingle not in standing
        if missing >= MISSING:
            return False
    return True
