"""Where each character stands in many texts: finds the texts that hold a word, of any length, and no others.

The texts of many clues are laid one behind another, and for each character it is kept at which places it stands. A
word stands wherever its first character stands and, one place on, its second, and so forth: nothing is guessed, so
nothing has to be looked at again. Each text begins at a full grain of places and leaves at least one place empty
behind it, so that no word reaches over the end of one. A text that several clues have is laid down once.

Characters are compared as SQLite's LIKE does: the letters A to Z whatever their case, everything else as it is.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count

from pyroaring import BitMap

GRAIN_BITS = 5
GRAIN = 1 << GRAIN_BITS
SHARED = 1 << 30  # an owner from here on is no serial but says which of the `shared` sets

# LIKE reads U+FFFE and U+FFFF as the mark for what is no character, and nothing behind a NUL.
_FOLDED = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)} | {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_ODD = re.compile("[A-Z\ufffe\uffff\0]")

_INT = array("I").itemsize


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts that were laid down: the places of each character, whose text each grain is of, and sets of serials."""

    places: Mapping[str, BitMap]
    owners: array[int]
    shared: Sequence[BitMap]


def folded(text: str) -> str:
    """Give a text as it is compared."""
    return text.partition("\0")[0].translate(_FOLDED) if _ODD.search(text) else text


def lay(columns: Iterable[Iterable[tuple[int, str | None]]]) -> Laid:
    """Lay texts down, a field after another: (serial, text) of each clue."""
    stood: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    standing, add = stood.__getitem__, array.append
    owners, place = array("I"), 0
    shared: list[BitMap] = []
    for column in columns:
        whose: dict[str, list[int]] = {}
        for serial, text in column:
            if text:
                whose.setdefault(text, []).append(serial)
        for text, serials in whose.items():
            owner = serials[0]
            if len(serials) > 1:
                owner = SHARED + len(shared)
                shared.append(BitMap(serials))
            compared = folded(text)
            # One turn for each character there is: the loop is the driver's, not Python's.
            deque(map(add, map(standing, compared), count(place)), maxlen=0)
            grains = len(compared) // GRAIN + 1
            owners.extend([owner] * grains)
            place += grains * GRAIN
    return Laid({character: BitMap(places) for character, places in stood.items()}, owners, shared)


def beginnings(word: str, places: Mapping[str, BitMap]) -> BitMap:
    """Give the places where a word begins that was `folded`, by the places of its characters; none without one."""
    if not all(character in places for character in word):
        return BitMap()
    found: BitMap | None = None
    for number in sorted(range(len(word)), key=lambda number: len(places[word[number]])):
        here = places[word[number]].shift(-number)
        found = here if found is None else found & here
        if not found:
            break
    return BitMap() if found is None else found


def whose(places: BitMap, owners: Sequence[int], shared: Callable[[int], BitMap]) -> BitMap:
    """Give the serials of those whose text stands at places; `shared` gives one of the sets by its number."""
    found = BitMap([owners[place >> GRAIN_BITS] for place in places])
    sets = [shared(owner - SHARED) for owner in found.iter_equal_or_larger(SHARED)]
    found.remove_range(SHARED, 2 * SHARED)
    return BitMap.union(found, *sets)


def packed(sets: Sequence[BitMap]) -> bytes:
    """Pack sets into bytes, each to be read alone: how many there are, where each ends, and then the sets."""
    parts = [one.serialize() for one in sets]
    heads = array("I", (len(parts), *accumulate(map(len, parts))))
    return b"".join((heads.tobytes(), *parts))


def unpacked(packed: bytes, which: int) -> BitMap:
    """Read one of the sets that were packed."""
    heads = memoryview(packed)[: len(packed) // _INT * _INT].cast("I")
    first = _INT * (heads[0] + 1)
    begins = heads[which] if which else 0
    return BitMap.deserialize(packed[first + begins : first + heads[which + 1]])
