"""The recovery key as a person writes and types it: eight groups of eight characters, each of which checks itself.

Of the alphabet of Douglas Crockford's base 32 (no I, L, O, U): what is mistaken for another character reads the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_BYTES, GROUPS, GROUP = 32, 8, 8
_PART = KEY_BYTES // GROUPS
_ALIKE = str.maketrans("OIL", "011")
_BITS = 5


class NotAKey(ValueError):
    """What was typed is no recovery key; `groups` are the numbers, from 1, of those that do not hold."""

    def __init__(self, groups: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.groups = groups


def write(key: bytes | bytearray) -> tuple[str, ...]:
    """Write a key of 32 bytes as its groups."""
    parts = (bytes(key[start : start + _PART]) for start in range(0, KEY_BYTES, _PART))
    return tuple(_group(number, part) for number, part in enumerate(parts, 1))


def read(text: str) -> bytearray:
    """Read a key however it is parted, in capitals or not; NotAKey where it is none, with the groups to look at."""
    plain = re.sub(r"[\s\-—–_·]", "", text).upper().translate(_ALIKE)
    if len(plain) != GROUPS * GROUP or set(plain) - set(ALPHABET):
        raise NotAKey(tuple(_odd(text)))
    groups = [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]
    parts = [_part(group) for group in groups]
    wrong = tuple(
        number
        for number, (group, part) in enumerate(zip(groups, parts, strict=True), 1)
        if _group(number, part) != group
    )
    if wrong:
        raise NotAKey(wrong)
    return bytearray(b"".join(parts))


def same_group(typed: str, group: str) -> bool:
    """Say whether a group was typed as it stands on the paper."""
    return typed.strip().upper().translate(_ALIKE) == group


def holds(number: int, text: str) -> bool:
    """Say whether what was typed as one group, numbered from 1, is one that the paper can show there."""
    group = text.strip().upper().translate(_ALIKE)
    fits = len(group) == GROUP and not set(group) - set(ALPHABET)
    return fits and _group(number, _part(group)) == group


def _odd(text: str) -> Iterable[int]:
    """Name the groups that have too few characters, too many, or one that no key has."""
    for number, group in enumerate(text.upper().translate(_ALIKE).replace("-", " ").split(), 1):
        if len(group) != GROUP or set(group) - set(ALPHABET):
            yield number


def _group(number: int, part: bytes) -> str:
    checked = int.from_bytes(part + hashlib.sha256(bytes([number]) + part).digest()[:1])
    return "".join(ALPHABET[checked >> _BITS * place & 31] for place in reversed(range(GROUP)))


def _part(group: str) -> bytes:
    value = 0
    for character in group:
        value = value << _BITS | ALPHABET.index(character)
    return (value >> 8).to_bytes(_PART)
