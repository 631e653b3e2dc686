"""The official faces that this machine has, by role; they may not be passed on, so the program brings others.

Office computers have faces of Founder, of Microsoft or of the standards institute (CESI). Which of them prints is
declared below, the best first. Faces that merely sound right (华文仿宋) print only where somebody chose them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from branchdesk import places
from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.files import FaceFile, covers, describe

# Papers that must look the same on every machine are printed with what the program ships: BRANCHDESK_FACES=bundled.
VARIABLE, BUNDLED = "BRANCHDESK_FACES", "bundled"
SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})
BULK = 0.9  # of GB 2312's Han; a face with less would leave every other name to others

# Each face by its names, the one that people know it by first (GB/T 9704 names the kinds, not the makers).
OFFICIAL: Mapping[Role, Sequence[Sequence[str]]] = {
    Role.TITLE: (
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        ("方正小标宋_GB18030",),
        ("CESI小标宋-GB2312", "CESI_XBS_GB2312"),
        ("CESI小标宋-GB13000", "CESI_XBS_GB13000"),
        ("CESI小标宋-GB18030", "CESI_XBS_GB18030"),
    ),
    Role.FANG: (
        ("仿宋_GB2312", "FangSong_GB2312"),
        ("仿宋", "FangSong"),
        ("方正仿宋_GBK", "FZFangSong-Z02"),
        ("方正仿宋简体", "FZFangSong-Z02S"),
        ("方正仿宋_GB18030",),
        ("CESI仿宋-GB2312", "CESI_FS_GB2312"),
        ("CESI仿宋-GB13000", "CESI_FS_GB13000"),
        ("CESI仿宋-GB18030", "CESI_FS_GB18030"),
    ),
    Role.KAI: (
        ("楷体_GB2312", "KaiTi_GB2312"),
        ("楷体", "KaiTi"),
        ("方正楷体_GBK", "FZKai-Z03"),
        ("方正楷体简体", "FZKai-Z03S"),
        ("方正楷体_GB18030",),
        ("CESI楷体-GB2312", "CESI_KT_GB2312"),
        ("CESI楷体-GB13000", "CESI_KT_GB13000"),
        ("CESI楷体-GB18030", "CESI_KT_GB18030"),
    ),
    Role.HEI: (
        ("黑体", "SimHei"),
        ("方正黑体_GBK", "FZHei-B01"),
        ("方正黑体简体", "FZHei-B01S"),
        ("方正黑体_GB18030",),
        ("CESI黑体-GB2312", "CESI_HT_GB2312"),
        ("CESI黑体-GB13000", "CESI_HT_GB13000"),
        ("CESI黑体-GB18030", "CESI_HT_GB18030"),
    ),
    Role.SONG: (
        ("宋体", "SimSun"),
        ("方正书宋_GBK", "FZShuSong-Z01"),
        ("方正书宋简体", "FZShuSong-Z01S"),
        ("方正书宋_GB18030",),
        ("CESI宋体-GB2312", "CESI_SS_GB2312"),
        ("CESI宋体-GB13000", "CESI_SS_GB13000"),
        ("CESI宋体-GB18030", "CESI_SS_GB18030"),
    ),
}
# Where all others lack a character: faces that hold the rarest Han and little else.
RAREST: Sequence[Sequence[str]] = (
    ("宋体-方正超大字符集", "Simsun (Founder Extended)"),
    ("SimSun-ExtB", "宋体-ExtB"),
    ("SimSun-ExtG", "宋体-ExtG"),
)
# What a family's name sounds like, asked in this order: 仿宋体 is no 宋体. A face of 繁体 draws 國 for 国.
SOUNDS: Mapping[Role, Sequence[str]] = {
    Role.TITLE: ("标宋", "中宋"),
    Role.FANG: ("仿宋",),
    Role.KAI: ("楷体",),
    Role.HEI: ("黑体",),
    Role.SONG: ("宋体", "书宋"),
}
OTHER_SHAPES = ("繁", "Ext")


@dataclass(frozen=True, slots=True)
class Machine:
    """What a machine has: official faces by role, others that somebody may choose, and those of the rarest Han."""

    official: Mapping[Role, tuple[FaceFile, ...]]
    other: Mapping[Role, tuple[FaceFile, ...]]
    rarest: tuple[FaceFile, ...] = ()


@cache
def machine() -> Machine:
    """Give what this machine has; it is looked for once."""
    return Machine({}, {}) if os.environ.get(VARIABLE) == BUNDLED else look(places.font_folders())


def look(folders: Iterable[Path]) -> Machine:
    """Look through folders of fonts, in this order; a damaged file is passed over."""
    families = _families(folders)
    official = {role: tuple(_known(families, faces)) for role, faces in OFFICIAL.items()}
    taken = {face.family for faces in official.values() for face in faces}
    other: dict[Role, list[FaceFile]] = {role: [] for role in Role}
    for family in sorted({faces[0].family for faces in families.values()} - taken):
        role = _sounds_like(family)
        if role is not None:
            other[role] += _known(families, [[family]])
    return Machine(official, {role: tuple(faces) for role, faces in other.items()}, tuple(_known(families, RAREST, 0)))


def _known(
    families: Mapping[str, Sequence[FaceFile]], wanted: Iterable[Sequence[str]], least: float = BULK
) -> Iterator[FaceFile]:
    """Give of each wanted face, known by any of its names, the first file that has enough characters."""
    for names in wanted:
        files = (file for name in names for file in families.get(_plain(name), ()))
        found = next((file for file in files if not least or covers(file) >= least), None)
        if found is not None:
            yield found


def _families(folders: Iterable[Path]) -> Mapping[str, Sequence[FaceFile]]:
    """Give the files by every name of the family that they hold, as far as they may be embedded."""
    found: dict[str, list[FaceFile]] = {}
    for path in _files(folders):
        for face in describe(path):
            if face.embeddable and face.plain and face.families:
                latin = next((name for name in face.families if name.isascii()), "")
                file = FaceFile(face.families[0], path, face.index, latin)
                for name in dict.fromkeys(map(_plain, face.families)):
                    found.setdefault(name, []).append(file)
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Give the font files of the folders and all below them, in the same order every time."""
    seen: set[str] = set()
    for folder in folders:
        for parent, inner, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(parent)
            if real in seen:
                inner.clear()
                continue
            seen.add(real)
            inner.sort()
            yield from (Path(parent, name) for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES)


def _plain(name: str) -> str:
    """Give a name as it is compared, for makers are not of one mind about blanks, dashes and capitals."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _sounds_like(family: str) -> Role | None:
    if any(word in family for word in OTHER_SHAPES):
        return None
    return next((role for role, words in SOUNDS.items() if any(word in family for word in words)), None)
