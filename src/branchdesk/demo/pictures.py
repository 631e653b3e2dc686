"""Small pictures that stand for photos: a street with houses, drawn with a few colours. No picture of anybody."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 320, 240
SKY, ROAD, HOUSES, WINDOW, MARK = 0, 1, (2, 3, 4), 5, 6
PALETTE = bytes.fromhex("c9d8e68a8a86b9a48ca0897a8f97a0e9e2c8b4463c")
GROUND = 165  # lines from above where the road begins


def street(rng: Random) -> bytes:
    """Draw a street as a PNG file: no two from one generator are alike."""
    rows = [bytearray([SKY if line < GROUND else ROAD]) * WIDTH for line in range(HEIGHT)]
    left = -rng.randrange(30)
    while left < WIDTH:
        width, top = rng.randrange(45, 95), rng.randrange(30, 110)
        _fill(rows, (left, top, left + width, GROUND), rng.choice(HOUSES))
        for x in range(left + 8, left + width - 12, 18):
            for y in range(top + 10, GROUND - 14, 22):
                _fill(rows, (x, y, x + 9, y + 12), WINDOW)
        left += width + rng.randrange(12)
    x = rng.randrange(30, WIDTH - 60)
    _fill(rows, (x, GROUND + 18, x + rng.randrange(18, 46), GROUND + 40), MARK)
    return _png(rows)


def _fill(rows: list[bytearray], box: tuple[int, int, int, int], colour: int) -> None:
    left, top, right, bottom = box
    left = min(max(left, 0), WIDTH)
    right = min(max(right, left), WIDTH)
    for row in rows[top:bottom]:
        row[left:right] = bytes([colour]) * (right - left)


def _png(rows: list[bytearray]) -> bytes:
    """Write rows of places in the palette as PNG (ISO/IEC 15948): eight bits a pixel, no filter."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", head), (b"PLTE", PALETTE), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
