"""Make resources/names: how many strokes each character has and in which order, and which faces print it.

From Debian 12 (bookworm), `main`:

  unicode-data                 15.0.0-1   Unihan: kTotalStrokes, and kTGH, the order of 通用规范汉字表
  fcitx5-module-pinyinhelper   5.0.16-1   py_stroke.mb: the strokes of 70,196 characters, written as on the mainland

To make the files anew, unpack both packages into one directory and name it:

  for deb in *.deb; do dpkg-deb -x "$deb" unpacked; done
  python packaging/make_names.py unpacked

The same packages and the same faces give the same bytes. docs/decisions/0010-names.md says why these sources, and what
a key means. What the faces print is read from resources/fonts: make the faces first.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import shutil
import sys
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from string import ascii_lowercase

from fontTools.ttLib import TTFont  # a library without types

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TOTALS = ("usr/share/unicode/Unihan_IRGSources.txt.bz2", "kTotalStrokes")
STANDARD = ("usr/share/unicode/Unihan_OtherMappings.txt.bz2", "kTGH")
STROKES = "usr/share/fcitx5/pinyinhelper/py_stroke.mb"
LICENCES = {
    "Unicode.txt": "usr/share/doc/unicode-data/copyright",
    "LGPL-2.1-fcitx5-chinese-addons.txt": "usr/share/doc/fcitx5-module-pinyinhelper/copyright",
}
LGPL = Path("/usr/share/common-licenses/LGPL-2.1")  # of Debian's base-files; the package's own notice refers to it

# GB 18030-2022 has the Han of these blocks: up to Extension F, and twelve that only look like compatibility ones.
HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFA0E, 0xFA29), (0x20000, 0x2EBE0))
ZERO = "\u3007"  # Unihan counts no strokes of 〇; it is drawn in one, which bends
# The last index of each of the three parts of 通用规范汉字表; each part is in the order of strokes.
PARTS = (0, 3500, 6500, 8105)


def main() -> int:
    """Make everything; the exit status is that of a program."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("unpacked", type=Path, help="where the two packages are unpacked")
    root = parser.parse_args().unpacked
    out = RESOURCES / "names"
    write_strokes(root, out / "strokes.txt.gz")
    write_printed(RESOURCES / "fonts", out / "printed.txt")
    write_licences(root, out / "licences")
    return 0


def write_strokes(root: Path, path: Path) -> None:
    """Write a line for each run of characters: the first one's code, then a key for each."""
    keys = stroke_keys(root)
    lines = []
    for _, run in groupby(enumerate(sorted(keys, key=ord)), lambda pair: ord(pair[1]) - pair[0]):
        characters = [character for _, character in run]
        lines.append(f"{ord(characters[0]):X} " + " ".join(keys[character] for character in characters))
    text = "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode("ascii"), compresslevel=9, mtime=0))
    say(f"{path.name}: {len(keys)} characters, {sum('?' in key for key in keys.values())} with their number alone")


def stroke_keys(root: Path) -> dict[str, str]:
    """Give each character's key: its strokes as digits (横 1, 竖 2, 撇 3, 点 4, 折 5) and a letter that breaks ties.

    The letter is the place among the characters of 通用规范汉字表 with the same strokes; others have none. Where only
    their number is known, the key is that number and a question mark.
    """
    totals = {char: int(value.split()[0]) for char, value in unihan(root / TOTALS[0], TOTALS[1]) if is_han(char)}
    written = {char: strokes for strokes, char in pairs(root / STROKES)}
    found = {char: written[char] for char, total in totals.items() if len(written.get(char, "")) == total}
    keys = {ZERO: "5", **{char: found.get(char, f"{total}?") for char, total in totals.items()}}
    standard = sorted((int(value.partition(":")[2]), char) for char, value in unihan(root / STANDARD[0], STANDARD[1]))
    ordered: dict[str, str] = {}
    for first, last in pairwise(PARTS):
        ordered |= in_place([char for index, char in standard if first < index <= last], written, totals)
    alike: dict[str, list[str]] = {}
    for _, char in standard:
        alike.setdefault(ordered[char], []).append(char)
    for strokes, chars in alike.items():
        keys |= {char: strokes + letter for char, letter in zip(chars, ascii_lowercase, strict=False)}
        if len(chars) > len(ascii_lowercase):
            raise SystemExit(f"more than 26 characters have the strokes {strokes}")
    return keys


def in_place(part: Sequence[str], written: Mapping[str, str], totals: Mapping[str, int]) -> dict[str, str]:
    """Give the strokes of one part of the table, which is in their order.

    A character that is out of that order, or whose strokes nobody wrote down, takes those of its neighbour: the one
    before it, unless its number of strokes is the following one's.
    """
    ranks = {char: (len(written[char]), written[char]) for char in part if char in written}
    kept = longest_rising([char for char in part if char in ranks], ranks)
    found: dict[str, str] = {}
    for place, char in enumerate(part):
        if char in kept:
            found[char] = written[char]
            continue
        before = next((found[one] for one in reversed(part[:place])), "")
        after = next((written[one] for one in part[place:] if one in kept), "")
        found[char] = after if totals[char] == len(after) != len(before) or not before else before
        say(f"{char} stands by its neighbours, with {len(found[char])} strokes")
    return found


def longest_rising(part: Sequence[str], ranks: Mapping[str, tuple[int, str]]) -> frozenset[str]:
    """Give the most characters of a part that are in order."""
    tails: list[tuple[int, str]] = []
    last: list[str] = []
    before: dict[str, str | None] = {}
    for char in part:
        place = bisect_right(tails, ranks[char])
        before[char] = last[place - 1] if place else None
        tails[place : place + 1], last[place : place + 1] = [ranks[char]], [char]
    chain: list[str] = []
    here: str | None = last[-1] if last else None
    while here is not None:
        chain.append(here)
        here = before[here]
    return frozenset(chain)


def is_han(char: str) -> bool:
    """Say whether a character is of the blocks we order."""
    return any(first <= ord(char) <= last for first, last in HAN)


def unihan(path: Path, field: str) -> Iterator[tuple[str, str]]:
    """Give the characters of one field of Unihan with their values."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            match line.rstrip("\n").split("\t"):
                case [code, name, value] if name == field:
                    yield chr(int(code.removeprefix("U+"), 16)), value


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Give the lines of two words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split():
            case [first, second]:
                yield first, second


def write_printed(fonts: Path, path: Path) -> None:
    """Write which Han the paper's own face has and which the face has that stands in for it, as runs of codes."""
    described = tomllib.loads((fonts / "fonts.toml").read_text(encoding="utf-8"))["face"]
    lines = ["# Which Han each face prints. Written by packaging/make_names.py; a test compares it with the faces."]
    for role in ("fang", "wide"):
        file = next(face["file"] for face in described if role in face["roles"])
        codes = sorted(code for code in drawn(fonts / file) if is_han(chr(code)) or chr(code) == ZERO)
        lines.append(f"{role} {' '.join(runs(codes))}")
        say(f"{role}: {len(codes)} Han")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def drawn(path: Path) -> Iterator[int]:
    """Give the codes that a face has a drawing for, not just the empty box."""
    with TTFont(path, lazy=True) as font:
        yield from (code for code, glyph in font.getBestCmap().items() if font.getGlyphID(glyph))


def runs(codes: Iterable[int]) -> Iterator[str]:
    """Give codes in rising order as runs: 4E00-9FFF."""
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        together = [code for _, code in run]
        yield f"{together[0]:X}-{together[-1]:X}" if len(together) > 1 else f"{together[0]:X}"


def write_licences(root: Path, folder: Path) -> None:
    """Copy what the sources' packages say of their licences, and the licence that one of them names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in LICENCES.items():
        shutil.copyfile(root / source, folder / name)
    shutil.copyfile(LGPL, folder / "LGPL-2.1.txt")


def say(line: str) -> None:
    """Write a line for whoever runs this."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
