"""Bad input, made from real files and from nothing, the same for the same seed: each says what is bad about it.

A door is a way into the program: a sheet to import, a table to paste, a meeting as JSON, a template, a file to keep.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trials import bad_texts, bombs

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES, STORES = FIXTURES / "samples", FIXTURES / "stores"
LEDGER_OF = {"党员花名册": "members", "志愿者名单": "volunteers", "志愿者线索登记": "clues"}
LEDGERS = ("members", "volunteers", "clues", "meetings", "documents")

Chance = random.Random
Damage = Callable[[bytes, Chance], bytes]


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad input: by which door it comes, what is bad about it, its name, its bytes, and what it is meant for."""

    door: str
    kind: str
    name: str
    content: bytes
    meant: str = ""


def flipped(data: bytes, chance: Chance) -> bytes:
    """Turn some bits over."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut(data: bytes, chance: Chance) -> bytes:
    """Break off somewhere."""
    return data[: chance.randrange(1, len(data))]


def doubled(data: bytes, chance: Chance) -> bytes:
    """Write a part twice."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 4096))
    return data[:end] + data[start:]


def blanked(data: bytes, chance: Chance) -> bytes:
    """Lose a stretch of bytes to zeros."""
    start = chance.randrange(len(data))
    length = min(chance.choice((4, 64, 512, 4096)), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def lost(data: bytes, chance: Chance) -> bytes:
    """Lose a stretch of bytes altogether."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 2, 64, 512)) :]


def stuffed(data: bytes, chance: Chance) -> bytes:
    """Find bytes in the middle that belong to nothing."""
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 3, 64, 700))) + data[at:]


def numbered(data: bytes, chance: Chance) -> bytes:
    """Make some numbers the greatest there are, or the least."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(max(1, len(broken) - 4))
        broken[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4), b"\0\0\0\x80"))
    return bytes(broken)


DAMAGES: dict[str, Damage] = {
    "flipped": flipped,
    "cut": cut,
    "doubled": doubled,
    "blanked": blanked,
    "lost": lost,
    "stuffed": stuffed,
    "numbered": numbered,
}


def damaged(data: bytes, chance: Chance) -> tuple[str, bytes]:
    """Damage bytes in one way, and name it."""
    kind = chance.choice(list(DAMAGES))
    return kind, DAMAGES[kind](data, chance)


_WORDS = (b"A1", b"XFD1048576", b"-1", b"99999999999999999999", b"1e9999", b"NaN", b"", b"0", b"&bogus;", b"\xff\xfe")
_QUOTED, _BETWEEN = b'"', b">"


def in_parts(data: bytes, chance: Chance) -> tuple[str, bytes]:
    """Damage what stands within an archive, and pack it again properly: the XML is wrong, not the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    kind = chance.choice(("part damaged", "part missing", "part twice", "value wrong", "value wrong", "parts swapped"))
    at = chance.randrange(len(parts))
    name, content = parts[at]
    if kind == "part missing":
        del parts[at]
    elif kind == "part twice":
        parts.append((name, content))
    elif kind == "parts swapped":
        other = chance.randrange(len(parts))
        parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif content:
        parts[at] = (name, damaged(content, chance)[1] if kind == "part damaged" else _revalued(content, chance))
    return kind, bombs.packed(parts)


def _revalued(xml: bytes, chance: Chance) -> bytes:
    """Put some nonsense where attributes and texts have their values."""
    for _ in range(chance.choice((1, 3, 10))):
        pieces = xml.split(_QUOTED)
        if len(pieces) > 2 and chance.random() < 0.7:
            pieces[chance.randrange(1, len(pieces), 2)] = chance.choice(_WORDS)
            xml = _QUOTED.join(pieces)
            continue
        pieces = xml.split(_BETWEEN)
        at = chance.randrange(len(pieces))
        pieces[at] = chance.choice(_WORDS) + b"<" + pieces[at].rpartition(b"<")[2]
        xml = _BETWEEN.join(pieces)
    return xml


def sheets(chance: Chance, number: int) -> Iterator[Bad]:
    """Give real sheets, damaged, under right and wrong endings."""
    samples = sorted(SAMPLES.iterdir())
    for _ in range(number):
        sample = chance.choice(samples)
        data = sample.read_bytes()
        if data.startswith(b"PK") and chance.random() < 0.6:
            kind, content = in_parts(data, chance)
        elif sample.suffix == ".csv" and chance.random() < 0.7:
            kind, content = bad_texts.table(data, chance)
        else:
            kind, content = damaged(data, chance)
        ending = sample.suffix if chance.random() < 0.8 else chance.choice((".xlsx", ".xls", ".ods", ".csv", ".et", ""))
        own = LEDGER_OF[sample.stem]
        yield Bad("sheet", f"{sample.suffix[1:]} {kind}", f"名册{ending}", content, _ledger(own, chance))


def _ledger(own: str, chance: Chance) -> str:
    return own if chance.random() < 0.85 else chance.choice(LEDGERS)


def crafted(chance: Chance) -> Iterator[Bad]:
    """Give bombs and lies, which no damage would make."""
    for kind, name, content in bombs.sheets(SAMPLES):
        yield Bad("sheet", kind, name, content, "members")
    for kind, name, content in bad_texts.sheets():
        yield Bad("sheet", kind, name, content, chance.choice(LEDGERS[:3]))


def pastes(chance: Chance, number: int) -> Iterator[Bad]:
    """Give what may lie in the clipboard: a page or a text, one in two for clues in a chat."""
    for _ in range(number):
        kind, text = bad_texts.clipboard(chance)
        yield Bad(
            "paste", kind, "剪贴板", text.encode("utf-8", "surrogatepass"), chance.choice((*LEDGERS, *["chat"] * 5))
        )


def meetings(chance: Chance, number: int) -> Iterator[Bad]:
    """Give meetings as JSON that nobody should have written."""
    for kind, content in bad_texts.odd_json():
        yield Bad("record", kind, "会议.json", content)
    for _ in range(number):
        kind, content = bad_texts.meeting(chance)
        if chance.random() < 0.3:
            kind, content = damaged(content, chance)
        yield Bad("record", kind, "会议.json", content)


def templates(chance: Chance, sample: bytes, number: int) -> Iterator[Bad]:
    """Give Word templates: the program's own sample damaged, and others that try to do what a template may not."""
    for kind, content in bombs.templates(sample):
        yield Bad("template", kind, "模板.docx", content)
    for _ in range(number):
        kind, content = in_parts(sample, chance) if chance.random() < 0.7 else damaged(sample, chance)
        yield Bad("template", kind, "模板.docx", content)


def pictures(chance: Chance, number: int) -> Iterator[Bad]:
    """Give pictures and other files to be kept with a record."""
    whole = list(bombs.pictures())
    for kind, name, content in (*whole, *bombs.huge_pictures()):
        yield Bad("attach", kind, name, content)
    for _ in range(number):
        _, name, content = chance.choice(whole)
        kind, broken = damaged(content, chance)
        yield Bad("attach", f"{name.rpartition('.')[2]} {kind}", name, broken)


def stores(chance: Chance, number: int) -> Iterator[Bad]:
    """Give data files that are damaged, cut, or not ours at all."""
    real = sorted(STORES.glob("*.branchdesk"))
    for kind, content in bombs.stores():
        yield Bad("store", kind, "支部.branchdesk", content)
    for _ in range(number):
        data = chance.choice(real).read_bytes()
        kind, content = damaged(data, chance)
        yield Bad("store", kind, "支部.branchdesk", content)


def keys(chance: Chance, sample: bytes, number: int) -> Iterator[Bad]:
    """Give files of keys that somebody has been at."""
    for kind, content in (*bad_texts.odd_json(), *bad_texts.odd_keys(json.loads(sample))):
        yield Bad("keys", kind, "", content)
    for _ in range(number):
        kind, content = damaged(sample, chance)
        yield Bad("keys", kind, "", content)


def settings(chance: Chance, number: int) -> Iterator[Bad]:
    """Give what the window's own settings might hold."""
    for kind, content in bad_texts.odd_settings():
        yield Bad("settings", kind, "window.ini", content)
    whole = b"[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3)\n\n[text]\nsize=large\n"
    for _ in range(number):
        kind, content = damaged(whole, chance)
        yield Bad("settings", kind, "window.ini", content)


def layouts(chance: Chance, number: int) -> Iterator[Bad]:
    """Give what may be remembered of a sheet's columns by a program that was not this one."""
    for _ in range(number):
        yield Bad("layout", "remembered", "", json.dumps(bad_texts.any_json(chance, 3)).encode(), "members")


def fonts(chance: Chance, sample: bytes, number: int) -> Iterator[Bad]:
    """Give fonts that a machine may have."""
    for _ in range(number):
        kind, content = damaged(sample, chance)
        if chance.random() < 0.5:
            head = bytearray(sample)
            at = chance.randrange(12, 300)
            head[at : at + 4] = struct.pack(">I", chance.choice((0, 1, 0xFFFFFFFF, len(sample) - 1, 0x7FFFFFFF)))
            kind, content = "directory", bytes(head)
        yield Bad("font", kind, "宋体.ttf", content)


def notices(chance: Chance, number: int) -> Iterator[Bad]:
    """Give notices of holidays, as text and as sheets."""
    for _ in range(number):
        kind, text = bad_texts.notice(chance)
        yield Bad("notice", kind, "放假通知.csv", text.encode("utf-8", "surrogatepass"))


def crc(data: bytes) -> int:
    """Give the checksum by which two runs can be told to have had the same inputs."""
    return zlib.crc32(data)
