"""A face of the machine made ready for the PDF: under a name of its own, and trusted character by character.

The PDF library takes a face by its PostScript name: two faces of one name would become one, and a Chinese name, or
none, is refused. So each is given a table of names with one name in it, that of its family and of its very bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from reportlab.pdfbase.ttfonts import TTFontFace

from branchdesk.papers.faces.files import FaceFile
from branchdesk.papers.faces.tounicode import Face

POSTSCRIPT_NAME, MICROSOFT, UTF_16, ENGLISH = 6, 3, 1, 0x0409
COMPOSED_AT, MOST_NESTED = 10, 8  # bytes before the first part of a composed glyph; parts within parts
# Flags of a part: two-byte arguments, a scale, more parts follow, two scales, four.
WORDS, SCALE, MORE, TWO_SCALES, FOUR_SCALES = 0x01, 0x08, 0x20, 0x40, 0x80


def embed(file: FaceFile) -> Face | None:
    """Read a face of the machine, ready to be registered; None where it is damaged."""
    try:
        data = file.path.read_bytes()
        letters = "".join(char for char in file.latin if char.isalnum() or char in "_-")
        name = f"{letters or 'Face'}-{zlib.crc32(data, file.index):08X}"
        stream = BytesIO(renamed(data, file.index, name))
        face = Face(name, stream, subfontIndex=file.index, shapable=False)
        return face if _is_whole(face.face, 0) else None
    except Exception:  # noqa: BLE001 - the library raises whatever a damaged table leads to
        return None


def renamed(data: bytes, index: int, name: str) -> bytes:
    """Give a font file whose face at `index` bears this name and no other."""
    at = struct.unpack_from(">L", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, at + 4)
    records = range(at + 12, at + 12 + 16 * count, 16)
    record = next(record for record in records if data[record : record + 4] == b"name")
    text = name.encode("utf-16-be")
    table = struct.pack(">9H", 0, 1, 18, MICROSOFT, UTF_16, ENGLISH, POSTSCRIPT_NAME, len(text), 0) + text
    whole = memoryview(data)  # of some megabytes, which are copied once
    return b"".join((whole[: record + 8], struct.pack(">LL", len(data), len(table)), whole[record + 16 :], table))


def draws(face: Face, char: str) -> bool:
    """Say whether a face of the machine has an outline for the character: some map what they lack to a blank."""
    glyph = face.face.charToGlyph.get(ord(char), 0)
    return bool(glyph) and _is_whole(face.face, glyph, may_be_blank=char.isspace())


def _is_whole(face: TTFontFace, glyph: int, *, may_be_blank: bool = True, nested: int = 0) -> bool:
    """Follow a glyph into its parts and see that each lies within its table."""
    table, length = face.get_table_pos("glyf")
    if glyph >= face.numGlyphs or nested > MOST_NESTED:
        return False
    start, end = face.glyphPos[glyph : glyph + 2]
    if start == end:
        return may_be_blank
    if not 0 <= start < end <= length or end - start < COMPOSED_AT:
        return False
    outline = face.get_chunk(table + start, end - start)
    try:
        return all(_is_whole(face, part, nested=nested + 1) for part in _parts(outline))
    except struct.error:  # it breaks off within a part
        return False


def _parts(outline: bytes) -> Iterator[int]:
    """Give the glyphs that a composed one is made of; a simple one has none."""
    if struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = COMPOSED_AT, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        yield part
        at += 8 if flags & WORDS else 6
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & FOUR_SCALES else 0
