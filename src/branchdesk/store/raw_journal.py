"""The journal (`FILE-wal`) read as SQLite would take it, without opening the file.

A frame is a page behind 24 bytes that say its number, how many pages the file has once the frame is committed (0: it is
not the last of its transaction), the journal's two salts, and a sum over everything before it. SQLite-only.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_HEADER, _HEAD = 32, 24
_ORDERS = {b"\x37\x7f\x06\x82": "<", b"\x37\x7f\x06\x83": ">"}


@dataclass(frozen=True, slots=True)
class Journal:
    """The newest committed version of each page, and how many frames of the same journal stand behind a break in it."""

    pages: dict[int, bytes]
    lost: int


def read(path: Path) -> Journal:
    """Read the journal beside a data file; an empty one where there is none."""
    try:
        raw = path.with_name(f"{path.name}-wal").read_bytes()
    except FileNotFoundError:
        return Journal({}, 0)
    size = int.from_bytes(raw[8:12], "big")
    frame = size + _HEAD
    frames = (len(raw) - _HEADER) // frame if 512 <= size <= 65536 else 0  # noqa: PLR2004 - what SQLite's pages may be
    heads = [raw[_HEADER + at * frame :][:_HEAD] for at in range(frames)]
    pages, taken = _committed(raw, heads, size) if frames else ({}, 0)
    lost = sum(head[8:16] == raw[16:24] for head in heads[taken:])
    return Journal(pages, lost)


def _committed(raw: bytes, heads: list[bytes], size: int) -> tuple[dict[int, bytes], int]:
    """Give the pages of all transactions before the first frame that does not hold, and how many frames these take."""
    order = _ORDERS.get(raw[:4], "<")
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    taken = 0
    sums = _sum(raw[:24], (0, 0), order)
    if sums != struct.unpack(">2I", raw[24:_HEADER]):
        return {}, 0
    for at, head in enumerate(heads):
        start = _HEADER + at * (size + _HEAD) + _HEAD
        page = raw[start : start + size]
        number, committing = struct.unpack(">2I", head[:8])
        sums = _sum(head[:8] + page, sums, order)
        if head[8:16] != raw[16:24] or sums != struct.unpack(">2I", head[16:24]):
            break
        waiting[number] = page
        if committing:
            committed |= waiting
            waiting, taken = {}, at + 1
    return committed, taken


def _sum(raw: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    words = iter(struct.unpack(f"{order}{len(raw) // 4}I", raw))
    first, second = sums
    for even, odd in zip(words, words, strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
