"""Fonts as an office computer might have them, made from the program's own under other names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from branchdesk.papers.faces.files import sample
from branchdesk.places import resources

CHINESE, ENGLISH = 0x0804, 0x0409
HAN = frozenset(sample())
TEXT = frozenset(map(ord, "中共某某支部委员会年学习，。“”—…·0123456789李陈"))


def cut(
    chinese: str,
    english: str = "",
    *,
    characters: Iterable[int] = HAN | TEXT,
    source: str = "BranchDeskFang-Regular",
    usage: int = 0,
    style: int = 0x40,
    post_script: str = "",
) -> TTFont:
    """Cut one of our faces to some characters and give it these names, in Chinese and in English."""
    font = TTFont(BytesIO(_part(source, frozenset(characters))))
    table = font["name"]
    for language, family in ((CHINESE, chinese), (ENGLISH, english)):
        if family:
            table.setName(family, 1, 3, 1, language)
    if post_script:
        table.setName(post_script, 6, 3, 1, ENGLISH)
    font["OS/2"].fsType, font["OS/2"].fsSelection = usage, style
    return font


@cache
def _part(source: str, characters: frozenset[int]) -> bytes:
    font = TTFont(resources() / "fonts" / f"{source}.ttf")
    subsetter = Subsetter(Options(notdef_outline=True, name_IDs=[], layout_features=[]))
    subsetter.populate(unicodes=sorted(characters))
    subsetter.subset(font)
    font["name"].names = []
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def save(font: TTFont, path: Path) -> Path:
    """Write a font as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def collect(path: Path, *fonts: TTFont) -> Path:
    """Write fonts as one file."""
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(str(path))
    return path


def with_postscript_outlines(family: str, path: Path) -> Path:
    """Write a font whose outlines the paper engine cannot embed."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    pen.lineTo((800, 0))
    pen.lineTo((800, 800))
    pen.closePath()
    shape = pen.getCharString()
    glyphs = [".notdef", *(f"u{code:04X}" for code in sorted(HAN))]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({code: f"u{code:04X}" for code in HAN})
    builder.setupCFF("Cff", {}, dict.fromkeys(glyphs, shape), {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    builder.save(path)
    return path
