"""The faces a paper is printed with: by role, and for each character a face that really has it.

A paper never shows an empty box. The machine's official faces come first (`machine_faces`), then the role's face that
the program ships and the one that goes with it, then the wide one (楷体), last the machine's faces of the rarest Han.
What no face has is found by `Faces.missing` before anything is drawn. The program's files and their roles stand in
resources/fonts/fonts.toml. A face is read when it is first asked for a character, and kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from reportlab.pdfbase.pdfmetrics import registerFont

from branchdesk.errors import Trouble
from branchdesk.papers.blocks import Role
from branchdesk.papers.faces import embedding
from branchdesk.papers.faces import files as font_files
from branchdesk.papers.faces.files import FaceFile
from branchdesk.papers.faces.machine import machine
from branchdesk.papers.faces.tounicode import Face
from branchdesk.places import resources
from branchdesk.words import papers as say

EM = 1000
# A mark of nine tenths of the em or more is a full one, as text_setting has it.
FULL = 0.9 * EM
WIDE = "wide"
RARE = "-rare"  # after a role: the face that holds what the role's own lacks, in as light a hand
# Marks that a Chinese text wants as wide as a character, and that Latin text shares: some faces draw them narrower.
FULL_MARKS = frozenset("·“”‘’—…×÷")
NONE: Mapping[Role, Sequence[FaceFile]] = MappingProxyType({})
_READ: dict[FaceFile, Face | None] = {}  # the machine's faces that were read, and which of them are damaged


@cache
def bundled() -> Faces:
    """Give the faces that the program ships and no others: papers that must be the same everywhere."""
    return Faces(resources() / "fonts")


@cache
def chosen(choices: frozenset[tuple[Role, str]]) -> Faces:
    """Give the faces of this machine: by role the one that was chosen by its family, then the official ones.

    A family that is not here counts as not chosen.
    """
    shipped, there = bundled(), machine()
    own: dict[Role, Sequence[FaceFile]] = dict(there.official)
    for role, family in choices:
        if family == shipped.shipped(role).family:
            own[role] = ()
        else:
            candidates = (*there.official.get(role, ()), *there.other.get(role, ()))
            first = tuple(face for face in candidates if face.family == family)
            own[role] = (*first, *(face for face in there.official.get(role, ()) if face not in first))
    return Faces(resources() / "fonts", own, there.rarest)


def look_again() -> None:
    """Find fonts that were installed meanwhile, or taken away."""
    before = machine()
    machine.cache_clear()
    if machine() != before:
        chosen.cache_clear()


class Faces:
    """The faces of one folder, which has a fonts.toml, behind those of the machine that are named by role.

    `rarest` are asked last. Raises Trouble where a file of the folder is missing or unreadable; one of the machine's is
    passed over.
    """

    def __init__(
        self, folder: Path, own: Mapping[Role, Sequence[FaceFile]] = NONE, rarest: Sequence[FaceFile] = ()
    ) -> None:
        """Take the folder and the machine's faces; nothing but the folder's fonts.toml is read yet."""
        try:
            described = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["face"]
            self._shipped: dict[str, FaceFile] = {
                role: FaceFile(face["family"], folder / face["file"]) for face in described for role in face["roles"]
            }
        except (OSError, ValueError, KeyError) as error:
            raise _broken("fonts.toml") from error
        self._own = own
        self._rarest = rarest
        self._chosen: dict[tuple[Role, str], Face | None] = {}

    def missing(self, text: str, role: Role) -> str:
        """Give the characters of the text that no face has, each once."""
        return "".join(dict.fromkeys(char for char in text if self._choose(char, role) is None))

    def width(self, char: str, role: Role) -> float:
        """Give a character's width in thousandths of the size, in the face that draws it."""
        return _width(self._choose(char, role) or self._load(WIDE), char)

    def name(self, char: str, role: Role) -> str:
        """Give the registered name of the face that draws the character."""
        face = self._choose(char, role) or self._load(WIDE)
        return str(face.fontName)

    def shipped(self, role: str) -> FaceFile:
        """Give the program's own face of a role."""
        try:
            return self._shipped[role]
        except KeyError as error:
            raise _broken(role) from error

    def first(self, role: Role) -> FaceFile:
        """Give the face that draws what it has of a role's text."""
        return next((file for file in self._own.get(role, ()) if _own(file)), None) or self.shipped(role)

    def _choose(self, char: str, role: Role) -> Face | None:
        try:
            return self._chosen[role, char]
        except KeyError:
            chosen = self._wide_enough(char, role) if char in FULL_MARKS else None
            self._chosen[role, char] = chosen or next(self._having(char, role), None)
            return self._chosen[role, char]

    def _wide_enough(self, char: str, role: Role) -> Face | None:
        """Give the first face that draws a mark as wide as a character; 仿宋 has them where the role has not."""
        having = (face for asked in (role, Role.FANG) for face in self._having(char, asked))
        return next((face for face in having if _width(face, char) >= FULL), None)

    def _having(self, char: str, role: Role) -> Iterator[Face]:
        """Give the faces that have a character, in the order in which they are asked."""
        yield from _drawing(self._own.get(role, ()), char)
        ours = (role, WIDE) if f"{role}{RARE}" not in self._shipped else (role, f"{role}{RARE}", WIDE)
        yield from (face for name in ours if _has(face := self._load(name), char))
        yield from _drawing(self._rarest, char)

    def _load(self, role: str) -> Face:
        return _read(self.shipped(role).path)


def _width(face: Face, char: str) -> float:
    return float(face.face.getCharWidth(ord(char)))


def _has(face: Face, char: str) -> bool:
    # Some faces list characters that they give the empty box (glyph 0).
    return bool(face.face.charToGlyph.get(ord(char)))


def _drawing(files: Iterable[FaceFile], char: str) -> Iterator[Face]:
    """Give those faces of the machine that draw a character; one is not read for what it does not even map."""
    for file in files:
        if file in _READ or font_files.maps(file, char):
            face = _own(file)
            if face is not None and embedding.draws(face, char):
                yield face


def _own(file: FaceFile) -> Face | None:
    """Read a face of the machine, once; None where it is damaged."""
    if file not in _READ:
        face = embedding.embed(file)
        if face is not None:
            registerFont(face)
        _READ[file] = face
    return _READ[file]


@cache
def _read(path: Path) -> Face:
    try:
        face = Face(path.stem, str(path), shapable=False)
    except Exception as error:  # the library raises its own kinds for a damaged file, and OSError for a missing one
        raise _broken(path.name) from error
    registerFont(face)
    return face


def _broken(what: str) -> Trouble:
    return Trouble(say.font_unreadable(what), code="font_unreadable")
