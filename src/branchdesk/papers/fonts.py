"""The faces a paper is printed with: by role, and for each character a face that really has it.

A paper never shows an empty box. A character that the role's face lacks is drawn by the wide face (楷体); what no
face has is found by `Faces.missing` before anything is drawn. The files and their roles stand in
resources/fonts/fonts.toml; a face is read when its first character is asked for, and kept.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont

from branchdesk.errors import Trouble
from branchdesk.papers.blocks import Role
from branchdesk.papers.tounicode import Face
from branchdesk.places import resources
from branchdesk.words import papers as say

EM = 1000
WIDE = "wide"


@cache
def bundled() -> Faces:
    """Give the faces that the program ships; they are read as they are needed and stay read."""
    return Faces(resources() / "fonts")


class Faces:
    """The faces of one folder, which has a fonts.toml. Raises Trouble where a file is missing or unreadable."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing but its fonts.toml is read yet."""
        self._folder = folder
        try:
            described = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["face"]
            self._files: dict[str, str] = {role: face["file"] for face in described for role in face["roles"]}
        except (OSError, ValueError, KeyError) as error:
            raise _broken("fonts.toml") from error
        self._faces: dict[str, Face] = {}
        self._chosen: dict[tuple[Role, str], Face | None] = {}

    def missing(self, text: str, role: Role) -> str:
        """Give the characters of the text that neither the role's face nor the wide one has, each once."""
        return "".join(dict.fromkeys(char for char in text if self._choose(char, role) is None))

    def width(self, char: str, role: Role) -> float:
        """Give a character's width in thousandths of the size, in the face that draws it."""
        face = self._choose(char, role) or self._load(WIDE)
        return float(face.face.getCharWidth(ord(char)))

    def name(self, char: str, role: Role) -> str:
        """Give the registered name of the face that draws the character."""
        face = self._choose(char, role) or self._load(WIDE)
        return str(face.fontName)

    def _choose(self, char: str, role: Role) -> Face | None:
        try:
            return self._chosen[role, char]
        except KeyError:
            chosen = next((face for name in (role, WIDE) if _has(face := self._load(name), char)), None)
            self._chosen[role, char] = chosen
            return chosen

    def _load(self, role: str) -> Face:
        if role not in self._faces:
            file = self._files.get(role)
            if file is None:
                raise _broken(role)
            known = next((face for name, face in self._faces.items() if self._files[name] == file), None)
            self._faces[role] = known or _read(self._folder / file)
        return self._faces[role]


def _has(face: Face, char: str) -> bool:
    # Some faces list characters that they give the empty box (glyph 0).
    return bool(face.face.charToGlyph.get(ord(char)))


def _read(path: Path) -> Face:
    try:
        face = Face(path.stem, str(path), shapable=False)
    except Exception as error:  # the library raises its own kinds for a damaged file, and OSError for a missing one
        raise _broken(path.name) from error
    registerFont(face)
    return face


def _broken(what: str) -> Trouble:
    return Trouble(say.font_unreadable(what), code="font_unreadable")
