"""What stands on pages of SQLite's trees: rows, entries of indexes, and which page lies under which.

It follows the file format as SQLite's own documentation describes it. SQLite-only.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from branchdesk.store.driver import PLAIN_HEADER
from branchdesk.store.raw_pages import Pages

_FIRST = 100  # bytes of the file's own header on page 1
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _CONTENT = 7, 8, 9, 12


class Kind(IntEnum):
    """What a page of a tree is, as its first byte says."""

    INDEX_INNER = 2
    TABLE_INNER = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13


_INNER = (Kind.INDEX_INNER, Kind.TABLE_INNER)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of a leaf of a table: number and values, None where these go on over a page that is lost."""

    rows: tuple[tuple[int, tuple[Any, ...] | None], ...]


class Lost(Exception):
    """What was asked for stands, in part, on a page that is no more, or makes no sense."""


def kind_of(pages: Pages, number: int) -> Kind | None:
    """Give what a page is, or None where it is lost or belongs to no tree."""
    page = pages.sound.get(number)
    if page is None:
        return None
    try:
        return Kind(page[_start(page)])
    except ValueError:
        return None


def children(pages: Pages, number: int) -> tuple[int, ...]:
    """Give the pages under an inner page."""
    page = pages.sound[number]
    start = _start(page)
    below = [int.from_bytes(page[at : at + 4], "big") for at in _cells(page, inner=True)]
    return (*below, int.from_bytes(page[start + 8 : start + 12], "big"))


def leaf(pages: Pages, number: int) -> Leaf:
    """Read a leaf of a table."""
    page = pages.sound[number]
    rows = []
    for at in _cells(page, inner=False):
        try:
            size, after = _varint(page, at)
            row_number, after = _varint(page, after)
        except Lost:
            continue
        values: tuple[Any, ...] | None
        try:
            values = _values(_payload(pages, page, after, size, pages.usable - 35))
        except Lost:
            values = None
        rows.append((_signed(row_number), values))
    return Leaf(tuple(rows))


def entries(pages: Pages, number: int) -> list[tuple[Any, ...]]:
    """Read the entries of a page of an index, leaf or inner: the columns and, last, the row's number."""
    page = pages.sound[number]
    inner = page[_start(page)] == Kind.INDEX_INNER
    found = []
    for at in _cells(page, inner=inner):
        try:
            size, after = _varint(page, at + (4 if inner else 0))
            most = (pages.usable - 12) * 64 // 255 - 23
            found.append(_values(_payload(pages, page, after, size, most)))
        except Lost:
            continue
    return found


def under(pages: Pages, root: int) -> tuple[set[int], bool]:
    """Give the pages of a tree that its root leads to, and whether none was missing on the way."""
    reached: set[int] = set()
    whole, waiting = True, [root]
    while waiting:
        number = waiting.pop()
        if number in reached:
            continue
        kind = kind_of(pages, number)
        if kind is None:
            whole = False
            continue
        reached.add(number)
        if kind in _INNER:
            waiting.extend(children(pages, number))
    return reached, whole


def _start(page: bytes) -> int:
    return _FIRST if page.startswith(PLAIN_HEADER) else 0


def _cells(page: bytes, *, inner: bool) -> list[int]:
    """Give where the cells of a page begin."""
    start = _start(page)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if inner else 8)
    places = page[first : first + 2 * count]
    if len(places) < 2 * count:
        return []
    return [at for at in struct.unpack(f">{count}H", places) if at < len(page)]


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(9):
        if at >= len(raw):
            raise Lost
        byte = raw[at]
        at += 1
        if length == 8:  # noqa: PLR2004 - the ninth byte is whole
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte has its top bit free
            break
    return value, at


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number


def _payload(pages: Pages, page: bytes, at: int, size: int, most: int) -> bytes:
    """Put a row's bytes together, those on overflow pages too."""
    if size > pages.usable * pages.count:
        raise Lost
    local = size
    if size > most:
        least = (pages.usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (pages.usable - 4)
        local = local if local <= most else least
    parts, left = [page[at : at + local]], size - local
    following = page[at + local : at + local + 4]
    while left > 0:
        beyond = pages.sound.get(int.from_bytes(following, "big"))
        if beyond is None:
            raise Lost
        parts.append(beyond[4 : min(4 + left, pages.usable)])
        following, left = beyond[:4], left - (pages.usable - 4)
    whole = b"".join(parts)
    if len(whole) != size:
        raise Lost
    return whole


def _values(payload: bytes) -> tuple[Any, ...]:
    """Read the values of a record."""
    length, at = _varint(payload, 0)
    kinds = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values, at = [], length
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in {0, _ZERO, _ONE}:
        return (None if kind == 0 else kind - _ZERO), at
    size = _INTEGERS.get(kind) or (8 if kind == _FLOAT else (kind - _CONTENT) // 2)
    raw = payload[at : at + size]
    if len(raw) != size or kind in {10, 11}:
        raise Lost
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True), at + size
    if kind == _FLOAT:
        return struct.unpack(">d", raw)[0], at + size
    if kind % 2 == 0:
        return raw, at + size
    try:
        return raw.decode(), at + size
    except UnicodeDecodeError as error:
        raise Lost from error
