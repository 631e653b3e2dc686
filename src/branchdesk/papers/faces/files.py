"""What a font file says of itself, read without loading it: names, permission to embed, which characters it maps.

Only the tables that are asked for are read, so that some hundred files take no time. A file that breaks off, or says
nonsense, has no faces: fonts come from anywhere, and a bad one must not keep anybody from printing.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

# What the paper engine needs of a TrueType face to embed it.
NEEDED = frozenset({"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"})
MOST_FACES, MOST_TABLES, MOST_NAMES = 64, 512, 4096
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16
MICROSOFT, MACINTOSH, UNICODE = 3, 1, 0
CHINESE = frozenset({0x0804, 0x1004, 0x0404, 0x0C04, 0x1404})
PRC = 3
# OS/2: bits of fsType and of fsSelection.
RESTRICTED, USAGE, NO_SUBSET_OR_BITMAPS_ONLY = 0x0002, 0x000F, 0x0300
ITALIC, BOLD = 0x01, 0x20
TABLE, SEGMENTS, GROUPS = struct.Struct(">4sLLL"), 4, 12
EVERY = 53  # of the Han of GB 2312 one in so many is looked for

Tables = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FaceFile:
    """Where a face lies: its file, and its place there where the file holds several.

    `family` is how people know it, `latin` how programs do.
    """

    family: str
    path: Path
    index: int = 0
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """One face of a file, with TrueType outlines: its family's names, the Chinese ones first, and what its maker says.

    `embeddable` says that a part of it may be embedded; `plain`, that it is upright and not bold.
    """

    index: int
    families: tuple[str, ...]
    embeddable: bool
    plain: bool


def describe(path: Path) -> tuple[Described, ...]:
    """Describe the faces of a file that the paper engine can draw; none where it is no font or damaged."""
    try:
        with path.open("rb") as file:
            end = file.seek(0, 2)
            found = [_describe(file, index, at, end) for index, at in enumerate(_faces_at(file))]
            return tuple(face for face in found if face is not None)
    except (OSError, ValueError, struct.error):
        return ()


def covers(face: FaceFile) -> float:
    """Give how much of GB 2312's Han the face maps to glyphs, from 0 to 1, judged by a sample."""
    return _count(face, sample()) / len(sample())


def maps(face: FaceFile, char: str) -> bool:
    """Say whether the face maps a character to a glyph, which may be a blank one."""
    return _count(face, (ord(char),)) == 1


def _count(face: FaceFile, codes: Sequence[int]) -> int:
    """Count the characters that the face maps to glyphs; none where its file is damaged."""
    try:
        with face.path.open("rb") as file:
            tables = _tables(file, _faces_at(file)[face.index])
            return _mapped(_read(file, *tables["cmap"]), codes)
    except (OSError, ValueError, KeyError, IndexError, struct.error):
        return 0


@cache
def sample() -> tuple[int, ...]:
    """Give Han of GB 2312, evenly from the first to the last."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(ord(char) for pair in pairs if (char := pair.decode("gb2312", "ignore")))[::EVERY]


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    found = file.read(length)
    if len(found) < length:
        raise ValueError(at)
    return found


def _faces_at(file: BinaryIO) -> Sequence[int]:
    """Give where the directory of each face begins."""
    if _read(file, 0, 4) != b"ttcf":
        return (0,)
    (count,) = struct.unpack(">L", _read(file, 8, 4))
    return struct.unpack(f">{min(count, MOST_FACES)}L", _read(file, 12, 4 * min(count, MOST_FACES)))


def _tables(file: BinaryIO, at: int) -> Tables:
    (count,) = struct.unpack(">H", _read(file, at + 4, 2))
    if count > MOST_TABLES:
        return {}
    entries = TABLE.iter_unpack(_read(file, at + 12, TABLE.size * count))
    return {tag.decode("latin-1"): (offset, length) for tag, _checksum, offset, length in entries}


def _describe(file: BinaryIO, index: int, at: int, end: int) -> Described | None:
    tables = _tables(file, at)
    whole = all(offset + length <= end for offset, length in tables.values())
    if not whole or not tables.keys() >= NEEDED:
        return None
    usage, style = 0, 0
    if "OS/2" in tables:
        # Version, width, weight and width class come before fsType; fsSelection stands at 62.
        usage, style = struct.unpack(">8xH52xH", _read(file, tables["OS/2"][0], 64))
    embeddable = usage & USAGE != RESTRICTED and not usage & NO_SUBSET_OR_BITMAPS_ONLY
    families = _families(_read(file, *tables["name"]))
    return Described(index, families, embeddable, plain=not style & (ITALIC | BOLD))


def _families(names: bytes) -> tuple[str, ...]:
    """Give the names of the family, the Chinese ones first."""
    _, count, text_at = struct.unpack_from(">HHH", names)
    found: dict[str, bool] = {}
    for record in struct.iter_unpack(">6H", names[6 : 6 + 12 * min(count, MOST_NAMES)]):
        platform, encoding, language, kind, length, offset = record
        if kind in {FAMILY, TYPOGRAPHIC_FAMILY}:
            text = _text(names[text_at + offset : text_at + offset + length], platform, encoding)
            if text:
                chinese = (platform == MICROSOFT and language in CHINESE) or not text.isascii()
                found[text] = found.get(text, False) or chinese
    return tuple(sorted(found, key=lambda name: (not found[name], name.isascii())))


def _text(raw: bytes, platform: int, encoding: int) -> str:
    if platform == MICROSOFT and encoding == PRC:
        # Written two bytes a character, with a zero before those of one.
        decoded = raw.replace(b"\0", b"").decode("gb18030", "ignore")
    elif platform in {MICROSOFT, UNICODE}:
        decoded = raw.decode("utf-16-be", "ignore")
    else:
        # Old Chinese fonts write their own bytes under whatever encoding the table wants.
        decoded = raw.decode("gb18030", "ignore")
    return "".join(char for char in decoded if char.isprintable()).strip()


def _mapped(cmap: bytes, codes: Sequence[int]) -> int:
    """Count those codes that have a glyph in the map that the paper engine uses: Microsoft's, else Unicode's own."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    entries = list(struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * min(count, MOST_TABLES)]))
    chosen = [at for wanted in (UNICODE, MICROSOFT) for platform, _, at in entries if platform == wanted][-1]
    (form,) = struct.unpack_from(">H", cmap, chosen)
    if form == SEGMENTS:
        return _in_segments(cmap[chosen:], codes)
    return _in_groups(cmap[chosen:], codes) if form == GROUPS else 0


def _in_segments(table: bytes, codes: Sequence[int]) -> int:
    (twice,) = struct.unpack_from(">H", table, 6)
    ends = struct.unpack_from(f">{twice // 2}H", table, 14)
    starts = struct.unpack_from(f">{twice // 2}H", table, 16 + twice)
    shifts = struct.unpack_from(f">{twice // 2}H", table, 16 + 2 * twice)
    reaches = struct.unpack_from(f">{twice // 2}H", table, 16 + 3 * twice)
    found = 0
    for code in codes:
        at = bisect_left(ends, code)
        if at == len(ends) or starts[at] > code:
            continue
        glyph = code
        if reaches[at]:
            # The reach is counted in bytes from the place where it stands itself.
            (glyph,) = struct.unpack_from(">H", table, 16 + 3 * twice + 2 * at + reaches[at] + 2 * (code - starts[at]))
            if not glyph:
                continue
        found += bool((glyph + shifts[at]) & 0xFFFF)
    return found


def _in_groups(table: bytes, codes: Sequence[int]) -> int:
    (count,) = struct.unpack_from(">L", table, 12)
    groups = list(struct.iter_unpack(">LLL", table[16 : 16 + 12 * count]))
    starts = [start for start, _, _ in groups]
    places = ((code, bisect_right(starts, code) - 1) for code in codes)
    return sum(at >= 0 and code <= groups[at][1] and code - starts[at] + groups[at][2] > 0 for code, at in places)
