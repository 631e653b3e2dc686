"""Make the faces in resources/fonts from Debian's font packages, or verify those that are there.

The paper engine embeds TrueType outlines only, while the free Chinese faces with the shapes an office
expects are published with PostScript outlines. So the outlines are converted, cut to the characters
a Chinese office writes, and stored under names of our own. From Debian 12 (bookworm), `main`:

  fonts-noto-cjk        1:20220127+repack1-1  NotoSansCJK-Regular.ttc  -> BranchDeskSans-Regular.ttf
                                              NotoSansCJK-Bold.ttc     -> BranchDeskSans-Bold.ttf
                                              NotoSerifCJK-Bold.ttc    -> BranchDeskTitle-Regular.ttf
                                              NotoSerifCJK-Regular.ttc -> BranchDeskSong-Regular.ttf
  texlive-lang-chinese  2022.20230122-1       FandolFang-Regular.otf   -> BranchDeskFang-Regular.ttf
  fonts-lxgw-wenkai     1.250+repack-1        LXGWWenKai-Regular.ttf   -> the same, byte for byte
                                              LXGWWenKai-Light.ttf     -> BranchDeskFangRare-Regular.ttf
  unicode-data          15.0.0-1              Unihan: kTGH, the characters of 通用规范汉字表

To make them anew, unpack the four packages into one directory and name it:

  for deb in *.deb; do dpkg-deb -x "$deb" unpacked; done
  python packaging/make_fonts.py unpacked

The same packages and the same fontTools give the same bytes: no time of day goes in. Without a directory,
or with --verify, nothing is written: the faces are checked against resources/fonts/fonts.toml (SHA-256,
names, outlines, coverage, licence text, total size), and the exit status says whether all of it holds.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
TOML = "fonts.toml"
LIMIT_BYTES = 55 * 1000 * 1000

# How far a converted curve may stray, in thousandths of the em: a 2nd-size title is off by 0.02 pt at most.
MAX_ERROR = 1.0

# One set of line metrics for every converted face, so that a line does not jump when a run falls back.
# 1.35 em high; its middle lies at 375, where the middles of a Han character (380) and of a figure (366) are.
ASCENT = 1050
DESCENT = -300
CODE_PAGES = 1 << 0 | 1 << 18  # Latin 1 and simplified Chinese

# 通用规范汉字表 (2013): its characters that GBK lacks, from the kTGH field of Unicode 15's Unihan database.
STANDARD_BEYOND_GBK = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃"
    "䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭"
    "𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈"
    "𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍"
    "𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
# Seen in people's names, in neither list.
NAMES_BEYOND_BOTH = "𠮷"

# Blocks of signs that a text pasted from another program may bring; a face gives what it has of them.
# The radicals at 2E80 look like characters and are what some PDF readers copy in their place.
SIGN_BLOCKS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x01CD, 0x01DC),
    (0x2000, 0x205E),
    (0x20AC, 0x20AC),
    (0x2100, 0x22FF),
    (0x2460, 0x27BF),
    (0x2E3A, 0x2FD5),
    (0x3000, 0x3029),
    (0x3036, 0x30FF),
    (0x3200, 0x32FF),
    (0xFE10, 0xFE6F),
    (0xFF01, 0xFFEE),
)
EM_DASH = 0x2014
GB_DASH = 0x2015  # what some decoders make of GB 2312's dash; here it is the same dash
ELLIPSIS = 0x2026
MIDDLE_DOT = 0x00B7
CONTROLS = range(0x7F, 0xA0)
SURROGATES_AND_PRIVATE_USE = range(0xD800, 0xF900)
# Python's gbk has this sign; the simplified Chinese Noto faces have not, and no paper wants it.
NOT_DRAWN = frozenset({0x2252})

EM = 1000
# Neighbouring dashes lap over each other by this much on each side: no seam in a drawn "——".
DASH_LAP = 4
# A dash thicker than this looks bold beside 仿宋; it keeps its middle and gives up the rest.
DASH_THICKNESS = 44
# The dots of an ellipsis stand where two of them make six at one pitch.
DOTS_AT = (167, 500, 833)


def encodable(codec: str, longest: int) -> frozenset[int]:
    """Give the printing characters that the codec writes in no more than so many bytes."""
    found: set[int] = set()
    for code in range(0x20, 0x10000):
        if code in CONTROLS or code in SURROGATES_AND_PRIVATE_USE or code in NOT_DRAWN:
            continue
        try:
            if len(chr(code).encode(codec)) <= longest:
                found.add(code)
        except UnicodeEncodeError:
            continue
    return frozenset(found)


def coverage_sets() -> dict[str, frozenset[int]]:
    """Give the named sets of characters by which fonts.toml says what a face covers."""
    gbk = encodable("gbk", 2)
    return {
        "ascii": frozenset(range(0x20, 0x7F)),
        "gb2312": encodable("gb2312", 2),
        "gbk": gbk,
        "standard": frozenset(map(ord, STANDARD_BEYOND_GBK)) | frozenset(c for c in gbk if is_han(c)),
        "names": frozenset(map(ord, "䶮𬭎㛃𬱖𠮷堃翀彧")),
        "signs": frozenset(map(ord, "·—…〔〕℃№✓“”‘’《》〇①⑩￥％（）：，。；！？")),
    }


def is_han(code: int) -> bool:
    """Say whether the character is a Han ideograph of the basic block."""
    return 0x4E00 <= code <= 0x9FFF  # noqa: PLR2004 - the block's own bounds


def office_characters() -> frozenset[int]:
    """Give what a full face is cut to: GBK, GB 18030's double bytes, the basic block, the standard table."""
    wanted = set(encodable("gb18030", 2) | encodable("gbk", 2))
    wanted.update(range(0x4E00, 0xA000))
    wanted.update(map(ord, STANDARD_BEYOND_GBK + NAMES_BEYOND_BOTH))
    for first, last in SIGN_BLOCKS:
        wanted.update(range(first, last + 1))
    return frozenset(wanted)


def page_characters() -> frozenset[int]:
    """Give what the small face for page numbers is cut to: GB 2312 and the signs."""
    wanted = set(encodable("gb2312", 2))
    for first, last in SIGN_BLOCKS:
        wanted.update(range(first, last + 1))
    return frozenset(wanted)


@dataclass(frozen=True, slots=True)
class Licence:
    """The text that goes with a face: its name, where the packages keep it, the words that go before it."""

    file: str
    title: str
    source: str
    preface: str


NOTO_LICENCE = Licence(
    file="OFL-Noto-CJK.txt",
    title="SIL Open Font License, Version 1.1",
    source="usr/share/doc/fonts-noto-cjk/copyright",
    preface="""\
BranchDesk Sans, BranchDesk Title, BranchDesk Song

Modified versions of Noto Sans CJK SC 2.004 (Copyright 2014-2021 Adobe) and Noto Serif CJK SC 2.001
(Copyright 2017-2022 Adobe). Noto is a trademark of Google Inc. No Reserved Font Name is stated for them.
Changed in 2026: outlines converted to TrueType, characters cut, em dash redrawn, hinting and layout tables taken
out, line metrics and names replaced. Licensed, as their originals are, under the SIL Open Font License 1.1.
The Debian package's copyright file follows in full; the licence stands in it under "License: SIL-1.1".
""",
)
FANDOL_LICENCE = Licence(
    file="GPL-3-Fandol.txt",
    title="GNU General Public License, version 3, with font exception",
    source="usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
    preface="""\
BranchDesk Fang

A modified version of FandolFang 1.300, Copyright 2012-2013 the Fandol team (Clerk Ma, Jie Su).
Changed in 2026: outlines converted to TrueType, em dash and ellipsis redrawn, layout tables taken out, line
metrics and names replaced. Licensed, as the original is, under the GNU General Public License version 3 with the font
exception that stands at the end of this file; the exception extends to this version. The source is
FandolFang-Regular.otf, as published at CTAN (fonts/fandol) and in Debian's texlive-lang-chinese, together
with packaging/make_fonts.py, which makes this face from it. The font's own COPYING file follows in full.
""",
)
WENKAI_LICENCE = Licence(
    file="OFL-LXGW-WenKai.txt",
    title="SIL Open Font License, Version 1.1",
    source="usr/share/doc/fonts-lxgw-wenkai/copyright",
    preface="""\
LXGW WenKai

LXGW WenKai 1.250, Copyright 2021-2023 LXGW, Copyright 2020 The Klee Project Authors, with Reserved Font Names
"LXGW" and its Chinese form. Unmodified: the file is the one in Debian's fonts-lxgw-wenkai, byte for byte.
Licensed under the SIL Open Font License 1.1.

BranchDesk Fang Rare

A modified version of LXGW WenKai Light 1.250 of the same makers, under the same licence. Changed in 2026: characters
cut, layout tables taken out, line metrics and names replaced.

The Debian package's copyright file follows in full.
""",
)


@dataclass(frozen=True, slots=True)
class Face:
    """One file to ship: what it is for, what it is made of, and what it promises to cover."""

    file: str
    roles: tuple[str, ...]
    family: str
    source: str
    based_on: str
    covers: tuple[str, ...]
    licence: Licence
    style: str = "Regular"
    member: str = ""  # the family's name inside a collection
    cut: str = "all"  # office, page, rare, all: which characters are taken
    convert: bool = True
    narrow: str = ""  # signs that are narrower in this face than Chinese typesetting wants
    panose: tuple[int, ...] = ()

    @property
    def bold(self) -> bool:
        """Say whether this is the bold of its family."""
        return self.style == "Bold"


TABLE_OF_STANDARD = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
NOTO = "usr/share/fonts/opentype/noto/"
FULL = ("ascii", "gb2312", "gbk", "standard", "names", "signs")
FACES: tuple[Face, ...] = (
    Face(
        file="BranchDeskSans-Regular.ttf",
        roles=("screen", "hei"),
        family="BranchDesk Sans",
        source=NOTO + "NotoSansCJK-Regular.ttc",
        member="Noto Sans CJK SC",
        based_on="Noto Sans CJK SC Regular 2.004",
        cut="office",
        covers=FULL,
        licence=NOTO_LICENCE,
        panose=(2, 11, 5, 0, 0, 0, 0, 0, 0, 0),
    ),
    Face(
        file="BranchDeskSans-Bold.ttf",
        roles=("screen-bold",),
        family="BranchDesk Sans",
        style="Bold",
        source=NOTO + "NotoSansCJK-Bold.ttc",
        member="Noto Sans CJK SC",
        based_on="Noto Sans CJK SC Bold 2.004",
        cut="office",
        covers=FULL,
        licence=NOTO_LICENCE,
        panose=(2, 11, 8, 0, 0, 0, 0, 0, 0, 0),
    ),
    Face(
        file="BranchDeskFang-Regular.ttf",
        roles=("fang",),
        family="BranchDesk Fang",
        source="usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        based_on="FandolFang Regular 1.300",
        covers=("ascii", "gb2312"),
        licence=FANDOL_LICENCE,
        panose=(2, 2, 4, 0, 0, 0, 0, 0, 0, 0),
    ),
    Face(
        file="BranchDeskFangRare-Regular.ttf",
        roles=("fang-rare",),
        family="BranchDesk Fang Rare",
        source="usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
        based_on="LXGW WenKai Light 1.250",
        cut="rare",
        covers=("names",),
        licence=WENKAI_LICENCE,
    ),
    Face(
        file="LXGWWenKai-Regular.ttf",
        roles=("kai", "wide"),
        family="LXGW WenKai",
        source="usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        based_on="LXGW WenKai Regular 1.250",
        covers=("ascii", "gb2312", "standard", "names", "signs"),
        licence=WENKAI_LICENCE,
        convert=False,
        narrow="·“”‘’×÷",
    ),
    Face(
        file="BranchDeskTitle-Regular.ttf",
        roles=("title",),
        family="BranchDesk Title",
        source=NOTO + "NotoSerifCJK-Bold.ttc",
        member="Noto Serif CJK SC",
        based_on="Noto Serif CJK SC Bold 2.001",
        cut="office",
        covers=FULL,
        licence=NOTO_LICENCE,
        panose=(2, 2, 8, 0, 0, 0, 0, 0, 0, 0),
    ),
    Face(
        file="BranchDeskSong-Regular.ttf",
        roles=("song",),
        family="BranchDesk Song",
        source=NOTO + "NotoSerifCJK-Regular.ttc",
        member="Noto Serif CJK SC",
        based_on="Noto Serif CJK SC Regular 2.001",
        cut="page",
        covers=("ascii", "gb2312", "signs"),
        licence=NOTO_LICENCE,
        panose=(2, 2, 4, 0, 0, 0, 0, 0, 0, 0),
    ),
)


def open_source(path: Path, member: str) -> TTFont:
    """Open a font file, or the named member of a collection."""
    if not member:
        return TTFont(path, lazy=True)
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(1) == member:
            return font
    raise LookupError(f"{path.name} has no member named {member}")


def full_width_forms(font: TTFont) -> dict[str, str]:
    """Give the glyphs that the source's fwid feature would put in others' places."""
    forms: dict[str, str] = {}
    if "GSUB" not in font:
        return forms
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "fwid":
            continue
        for index in record.Feature.LookupListIndex:
            for outer in table.LookupList.Lookup[index].SubTable:
                forms.update(getattr(getattr(outer, "ExtSubTable", outer), "mapping", {}))
    return forms


def height_of(font: TTFont, character: str) -> tuple[float, float]:
    """Give the lower and the upper edge of a character's outline."""
    glyphs = font.getGlyphSet()
    bounds = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(bounds)
    _, bottom, _, top = bounds.bounds
    return bottom, top


def long_dash(font: TTFont) -> Any:  # noqa: ANN401 - fontTools has no types for glyphs
    """Draw an em dash at the source's height that fills the em, so that two make one line."""
    bottom, top = height_of(font, chr(EM_DASH))
    half = min(top - bottom, DASH_THICKNESS) / 2
    low, high = round((bottom + top) / 2 - half), round((bottom + top) / 2 + half)
    pen = TTGlyphPen(None)
    pen.moveTo((-DASH_LAP, low))
    for corner in ((-DASH_LAP, high), (EM + DASH_LAP, high), (EM + DASH_LAP, low)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def space_dots(glyph: Any) -> None:  # noqa: ANN401 - fontTools has no types for glyphs
    """Move the three dots of an ellipsis to where they make one row with the next three."""
    starts = [0, *(end + 1 for end in glyph.endPtsOfContours)]
    dots = [range(first, after) for first, after in pairwise(starts)]
    dots.sort(key=lambda dot: min(glyph.coordinates[point][0] for point in dot))
    for dot, middle in zip(dots, DOTS_AT, strict=True):
        across = [glyph.coordinates[point][0] for point in dot]
        shift = middle - round((min(across) + max(across)) / 2)
        for point in dot:
            x, y = glyph.coordinates[point]
            glyph.coordinates[point] = (x + shift, y)


def names_of(face: Face, font: TTFont) -> dict[str, str]:
    """Give the converted face's names: ours for the font, the makers' for the copyright."""
    compact = face.family.replace(" ", "")
    full = face.family if not face.bold else f"{face.family} {face.style}"
    return {
        "copyright": str(font["name"].getDebugName(0)),
        "familyName": face.family,
        "styleName": face.style,
        "uniqueFontIdentifier": f"{compact}-{face.style};1.000",
        "fullName": full,
        "version": "Version 1.000",
        "psName": f"{compact}-{face.style}",
        "description": f"Modified version of {face.based_on} with TrueType outlines.",
        "licenseDescription": f"Licensed under the {face.licence.title}: see {face.licence.file}.",
    }


def convert(face: Face, root: Path, target: Path) -> None:
    """Build the face anew with TrueType outlines from the glyphs its source has for the wanted characters."""
    font = open_source(root / face.source, face.member)
    if font["head"].unitsPerEm != EM:
        raise ValueError(f"{face.source}: expected {EM} units to the em")
    available: dict[int, str] = font.getBestCmap()
    wanted = {"office": office_characters, "page": page_characters}.get(face.cut)
    taken = sorted(available if wanted is None else wanted() & available.keys())
    characters = {code: available[code] for code in taken}
    wide = full_width_forms(font)
    for code in (EM_DASH, MIDDLE_DOT):
        characters[code] = wide.get(characters[code], characters[code])
    characters[GB_DASH] = characters[EM_DASH]
    order = [".notdef", *dict.fromkeys(name for name in characters.values() if name != ".notdef")]

    glyph_set = font.getGlyphSet()
    outlines: dict[str, Any] = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph(dropImpliedOnCurves=True)
    dash = characters[EM_DASH]
    outlines[dash] = long_dash(font)
    space_dots(outlines[characters[ELLIPSIS]])
    widths = {name: font["hmtx"][name][0] for name in order} | {dash: EM}

    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    builder.setupGlyf(outlines)
    glyf = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (widths[name], getattr(glyf[name], "xMin", 0) or 0) for name in order})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT, lineGap=0)
    builder.setupNameTable(names_of(face, font), mac=False)
    builder.setupOS2(
        version=4,
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        sTypoLineGap=0,
        usWinAscent=ASCENT,
        usWinDescent=-DESCENT,
        usWeightClass=700 if face.bold else 400,
        fsSelection=1 << 7 | (1 << 5 if face.bold else 1 << 6),
        fsType=0,
        achVendID="    ",
        sxHeight=round(height_of(font, "x")[1]),
        sCapHeight=round(height_of(font, "H")[1]),
        yStrikeoutPosition=font["OS/2"].yStrikeoutPosition,
        yStrikeoutSize=font["OS/2"].yStrikeoutSize,
        usFirstCharIndex=min(taken),
        usLastCharIndex=min(max(taken), 0xFFFF),
        ulCodePageRange1=CODE_PAGES,
    )
    os2 = builder.font["OS/2"]
    os2.recalcUnicodeRanges(builder.font)
    for part, value in zip(PANOSE, face.panose, strict=True):
        setattr(os2.panose, part, value)
    builder.setupPost(
        keepGlyphNames=False,
        underlinePosition=font["post"].underlinePosition,
        underlineThickness=font["post"].underlineThickness,
    )
    gasp = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = {0xFFFF: 0x000A}  # smooth at every size, never fit to a grid
    builder.font["gasp"] = gasp
    builder.updateHead(
        created=font["head"].created,
        modified=font["head"].created,
        fontRevision=1.0,
        macStyle=1 if face.bold else 0,
        flags=0b1011,
        lowestRecPPEM=8,
    )
    builder.font.recalcTimestamp = False
    builder.save(target)


PANOSE = (
    "bFamilyType",
    "bSerifStyle",
    "bWeight",
    "bProportion",
    "bContrast",
    "bStrokeVariation",
    "bArmStyle",
    "bLetterForm",
    "bMidline",
    "bXHeight",
)


def rare_characters(root: Path, out: Path) -> set[int]:
    """Give those of 通用规范汉字表, and of people's names, that the face of the text lacks: it is made already."""
    with bz2.open(root / TABLE_OF_STANDARD, "rt", encoding="utf-8") as lines:
        fields = (line.split("\t") for line in lines if not line.startswith("#"))
        standard = {int(row[0].removeprefix("U+"), 16) for row in fields if row[1:2] == ["kTGH"]}
    with TTFont(out / next(face.file for face in FACES if "fang" in face.roles), lazy=True) as text:
        has: dict[int, str] = text.getBestCmap()
    return (standard | coverage_sets()["names"]) - has.keys()


def cut_rare(face: Face, root: Path, out: Path) -> None:
    """Cut a face that has TrueType outlines to what the face of the text lacks; no outline is changed."""
    font = TTFont(root / face.source, recalcTimestamp=False)
    options = Options(notdef_outline=True, hinting=False, layout_features=[], glyph_names=False)
    options.drop_tables += ["BASE", "GDEF", "GSUB", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=rare_characters(root, out))
    subsetter.subset(font)
    names = names_of(face, font) | {"description": f"Modified version of {face.based_on}: characters cut."}
    font["name"].names = []
    FontBuilder(font=font).setupNameTable(names, mac=False)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, DESCENT, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, DESCENT, 0
    os2.usWinAscent, os2.usWinDescent, os2.achVendID = ASCENT, -DESCENT, "    "
    os2.ulCodePageRange1 = CODE_PAGES  # cut so far it would count as Latin, and Word may not take it for Chinese
    font["head"].modified = font["head"].created
    font.save(out / face.file)


def make_face(face: Face, root: Path, out: Path) -> str:
    """Make one face in the directory and give its file's name."""
    target = out / face.file
    if face.cut == "rare":
        cut_rare(face, root, out)
    elif face.convert:
        convert(face, root, target)
    else:
        shutil.copyfile(root / face.source, target)
    return face.file


def make_licence(licence: Licence, root: Path, out: Path) -> None:
    """Write the licence's text, as its package has it, under a few words on what it is for."""
    raw = (root / licence.source).read_bytes()
    if licence.source.endswith(".gz"):
        raw = gzip.decompress(raw)
    text = "\n".join(line.rstrip() for line in raw.decode("utf-8").splitlines())
    out.mkdir(parents=True, exist_ok=True)
    (out / licence.file).write_text(f"{licence.preface}\n{'-' * 100}\n\n{text}\n", encoding="utf-8", newline="\n")


def quoted(items: Iterable[str]) -> str:
    """Write strings as a TOML array."""
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"


def describe(out: Path) -> str:
    """Write fonts.toml for the faces that lie in the directory."""
    sets = coverage_sets()
    lines = [
        "# The faces shipped with the program. Written by packaging/make_fonts.py; its --verify checks them.",
        "# roles: screen and screen-bold (one family: Qt's bold picks the second file), hei 黑体, fang 仿宋,",
        "#   kai 楷体, title 小标宋, song 宋体 for page numbers, wide: the face to fall back on, fang-rare: what 仿宋",
        "#   lacks of 通用规范汉字表 in as light a hand.",
        "# covers: the sets of characters it has in full: ascii, gb2312, gbk, standard (通用规范汉字表, and",
        "#   all Han in GBK), names (rare ones it was tried with), signs (an office paper's punctuation).",
        "# lacks: what it is without of names and signs. characters: how many it has in all.",
        "# narrow: signs that Chinese typesetting wants as wide as a Han character and it draws narrower.",
    ]
    for face in FACES:
        path = out / face.file
        with TTFont(path, lazy=True) as font:
            has = frozenset(font.getBestCmap())
        lacks = "".join(map(chr, sorted((sets["names"] | sets["signs"]) - has)))
        covers = [name for name, members in sets.items() if members <= has]
        lines += [
            "",
            "[[face]]",
            f"roles = {quoted(face.roles)}",
            f'file = "{face.file}"',
            f'family = "{face.family}"',
            f'style = "{face.style}"',
            f'based_on = "{face.based_on}"',
            f"covers = {quoted(covers)}",
            f'lacks = "{lacks}"',
            f'narrow = "{face.narrow}"',
            f"characters = {len(has)}",
            f'licence = "licences/{face.licence.file}"',
            f"bytes = {path.stat().st_size}",
            f'sha256 = "{digest(path)}"',
        ]
    return "\n".join(lines) + "\n"


def digest(path: Path) -> str:
    """Give the file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make(root: Path, out: Path) -> None:
    """Make every face, its licence text and fonts.toml."""
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=2) as pool:
        made = [pool.submit(make_face, face, root, out).result for face in FACES if face.cut != "rare"]
        names = [result() for result in made]
    names += [make_face(face, root, out) for face in FACES if face.cut == "rare"]  # they look at those made before
    for name in names:
        say(f"made {name}, {(out / name).stat().st_size / 1e6:.1f} MB")
    for licence in dict.fromkeys(face.licence for face in FACES):
        make_licence(licence, root, out / "licences")
    (out / TOML).write_text(describe(out), encoding="utf-8", newline="\n")


def faults(out: Path) -> Iterator[str]:
    """Say what is wrong with the faces in the directory."""
    recorded = tomllib.loads((out / TOML).read_text(encoding="utf-8"))["face"]
    by_file = {face.file: face for face in FACES}
    if [entry["file"] for entry in recorded] != list(by_file):
        yield f"{TOML} lists other faces than this script makes"
        return
    if strays := {path.name for path in out.glob("*.[to]t[fc]")} - by_file.keys():
        yield f"not in {TOML}: {', '.join(sorted(strays))}"
    if sum(entry["bytes"] for entry in recorded) > LIMIT_BYTES:
        yield f"the faces are over {LIMIT_BYTES / 1e6:.0f} MB together"
    for entry in recorded:
        path = out / entry["file"]
        if not path.is_file():
            yield f"{path.name} is missing"
            continue
        yield from (f"{path.name}: {fault}" for fault in face_faults(path, by_file[path.name], entry))
        if not (out / entry["licence"]).is_file():
            yield f"{path.name}: {entry['licence']} is missing"


def face_faults(path: Path, face: Face, entry: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with one face: its bytes, names, outlines and coverage."""
    if digest(path) != entry["sha256"]:
        yield "not the file that was recorded (SHA-256)"
    sets = coverage_sets()
    with TTFont(path, lazy=True) as font:
        has = frozenset(font.getBestCmap())
        if "glyf" not in font:
            yield "no TrueType outlines"
        for name_id, expected in ((1, face.family), (2, face.style)):
            found = font["name"].getName(name_id, 3, 1, 0x409)
            if str(found) != expected:
                yield f"name {name_id} is {found}, not {expected}"
    if missing := set(face.covers) - set(entry["covers"]):
        yield f"no longer covers {', '.join(sorted(missing))}"
    for name in entry["covers"]:
        if lacking := sets[name] - has:
            yield f"lacks {len(lacking)} of {name}: {''.join(map(chr, sorted(lacking)))[:40]}"
    if len(has) != entry["characters"]:
        yield f"has {len(has)} characters, {entry['characters']} recorded"


def verify(out: Path) -> int:
    """Check the faces in the directory and give the exit status."""
    found = list(faults(out))
    for fault in found:
        say(fault)
    if not found:
        total = sum((out / face.file).stat().st_size for face in FACES)
        say(f"{len(FACES)} faces as recorded, {total / 1e6:.1f} MB")
    return 1 if found else 0


def say(line: str) -> None:
    """Tell the one who runs this."""
    sys.stdout.write(line + "\n")


def main() -> int:
    """Make the faces from the packages named, or verify those in place."""
    parser = argparse.ArgumentParser(description="Make or verify the faces in resources/fonts.")
    parser.add_argument("packages", nargs="?", type=Path, help="where the Debian packages are unpacked")
    parser.add_argument("--out", type=Path, default=FONTS, help="where the faces lie (resources/fonts)")
    parser.add_argument("--verify", action="store_true", help="write nothing, check what is there")
    arguments = parser.parse_args()
    if arguments.packages is not None and not arguments.verify:
        make(arguments.packages, arguments.out)
    return verify(arguments.out)


if __name__ == "__main__":
    raise SystemExit(main())
