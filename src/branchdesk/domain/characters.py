"""Characters that a name should not have, and which of them the faces print.

Office machines have their own characters at private code points, sheets bring radicals and compatibility forms that
look like the character and are not found when it is typed, and chat brings signs that nobody sees.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Oddity(StrEnum):
    """What is wrong with a character of a name."""

    PRIVATE = "private"  # an office machine's own: other machines show something else, or a box
    OLD_CODE = "old_code"  # where GBK had a character before Unicode did
    COMPATIBILITY = "compatibility"  # looks like a character and is another code
    RADICAL = "radical"  # a part of characters
    RING = "ring"  # a circle or a letter in the place of the number zero
    LETTER = "letter"  # a letter amid Han
    UNSEEN = "unseen"  # nobody sees it
    BROKEN = "broken"  # what was here was lost
    BEYOND_STANDARD = "beyond_standard"  # GB 18030-2022 does not have it


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd character, and what should stand in its place where that is known."""

    character: str
    oddity: Oddity
    instead: str = ""


ZERO = "\u3007"
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2EBE0))  # of GB 18030-2022
_UNIFIED = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
_BY_PLACE = (
    (Oddity.PRIVATE, ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))),
    (Oddity.COMPATIBILITY, ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))),
    (Oddity.RADICAL, ((0x2E80, 0x2FDF), (0x31C0, 0x31EF))),
    (Oddity.UNSEEN, ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))),  # they ask for another drawing of the one before
    (Oddity.BEYOND_STANDARD, ((0x2EBE1, 0x2F7FF), (0x2FA20, 0x3FFFF))),
)
_RINGS = frozenset("\u25cb\u25ef\u25cc\u2b55\u26aaOo\uff2f\uff4f")
_LOST = "\ufffd"
# Chinese Windows kept these places, in this order, for what GBK wrote as FE50 to FEA0 and Unicode did not have yet.
_OLD_FIRST, _OLD_LAST, _OLD_LEAD, _OLD_TRAIL, _NO_TRAIL = 0xE815, 0xE864, 0xFE, 0x50, 0x7F


def odd_in(name: str) -> tuple[Odd, ...]:
    """Give the odd characters of a name, each once, in their order; a name without Han may have any letters."""
    has_han = any(is_han(character) for character in name)
    found = (_judge(character, has_han=has_han) for character in dict.fromkeys(name))
    return tuple(odd for odd in found if odd is not None)


@lru_cache(maxsize=8192)  # a roster has some hundred characters, again and again
def _judge(character: str, *, has_han: bool) -> Odd | None:
    if is_han(character):
        return None
    if known := _of_old_code(character):
        return Odd(character, Oddity.OLD_CODE, known)
    oddity = next((oddity for oddity, ranges in _BY_PLACE if _within(character, ranges)), None)
    oddity = oddity or _by_kind(character, has_han=has_han)
    if oddity is None:
        return None
    plain = ZERO if oddity is Oddity.RING else unicodedata.normalize("NFKC", character)
    return Odd(character, oddity, plain if len(plain) == 1 and is_han(plain) else "")


def _by_kind(character: str, *, has_han: bool) -> Oddity | None:
    if character == _LOST:
        return Oddity.BROKEN
    if not character.isprintable() and not character.isspace():
        return Oddity.UNSEEN
    if has_han and character in _RINGS:
        return Oddity.RING
    return Oddity.LETTER if has_han and character.isalpha() else None


def _of_old_code(character: str) -> str:
    """Give the character that Chinese Windows kept at a private code point, or nothing."""
    code = ord(character)
    if not _OLD_FIRST <= code <= _OLD_LAST:
        return ""
    trail = _OLD_TRAIL + code - _OLD_FIRST
    found = bytes((_OLD_LEAD, trail + (trail >= _NO_TRAIL))).decode("gb18030")
    return found if _within(found, _HAN) else ""


def _within(character: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


class Drawn:
    """Which Han a face draws."""

    def __init__(self, runs: str) -> None:
        """Take the codes of the Han that it has, in rising order, as runs: 4E00-9FA5 9FB4."""
        pairs = [run.partition("-") for run in runs.split()]
        self._first = [int(first, 16) for first, _, _ in pairs]
        self._last = [int(last or first, 16) for first, _, last in pairs]

    def __contains__(self, character: object) -> bool:
        """Say whether the face has a Han character; nothing is said of what is no Han."""
        if not isinstance(character, str):
            return False
        place = bisect_right(self._first, ord(character)) - 1
        return place >= 0 and ord(character) <= self._last[place]


@lru_cache(maxsize=8192)
def is_han(character: str) -> bool:
    """Say whether a character is a Han one that GB 18030 has, wherever else it may be drawn."""
    return _within(character, _HAN) or character in _UNIFIED or character == ZERO
