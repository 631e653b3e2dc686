"""Which faces papers are printed with, and which there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.papers.blocks import Role
from branchdesk.papers.font_files import FaceFile
from branchdesk.papers.house import House
from branchdesk.papers.machine_faces import machine
from branchdesk.papers.pictures import Picture
from branchdesk.services.pace import undisturbed
from branchdesk.services.printing import pictures
from branchdesk.words import faces as say

__all__ = ["Choice", "Picture", "RoleFaces", "by_role", "look_again", "sample"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A face to choose: what `House.faces` keeps of it, its name for people, whence it is, its family and its file."""

    key: str
    label: str
    origin: str
    family: str
    file: str


@dataclass(frozen=True, slots=True)
class RoleFaces:
    """The faces of a role, the best first and the program's own last; `used` is the one that prints now.

    `chosen` is the key that the branch set, empty where it set none; `absent` says that this machine has no such face.
    """

    role: Role
    label: str
    use: str
    choices: tuple[Choice, ...]
    used: Choice
    chosen: str = ""
    absent: bool = False


def by_role(house: House) -> tuple[RoleFaces, ...]:
    """Give the faces of each role and which of them print the house's papers. Trouble where ours are damaged.

    Faces are read to see whether they are sound, so this takes a moment: not for the window's own thread.
    """
    from branchdesk.papers import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted

    with undisturbed():
        faces, ours = fonts.chosen(frozenset(house.faces.items())), machine()
        found = []
        for role in Role:
            there = (*ours.official.get(role, ()), *ours.other.get(role, ()))
            own = _choice(faces.shipped(role), say.shipped(role), say.SHIPPED)
            choices = (*(_choice(face, face.family, say.MACHINE) for face in there), own)
            first = faces.first(role)
            used = own if first == faces.shipped(role) else _choice(first, first.family, say.MACHINE)
            chosen = house.faces.get(role, "")
            absent = bool(chosen) and chosen not in {choice.key for choice in choices}
            found.append(RoleFaces(role, say.ROLES[role], say.USES[role], choices, used, chosen, absent))
        return tuple(found)


def sample(role: Role, key: str, dpi: float) -> Picture:
    """Draw a line as it would be printed in a role with the face of this key; with none, as it is without a choice."""
    from branchdesk.papers import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted
    from branchdesk.papers.face_sample import set_sample  # noqa: PLC0415 - and so here

    with undisturbed():
        faces = fonts.chosen(frozenset({(role, key)} if key else ()))
        return pictures(set_sample(say.SAMPLE, role, faces), dpi)[0]


def look_again() -> None:
    """Have fonts found that were installed meanwhile."""
    from branchdesk.papers import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted

    fonts.look_again()


def _choice(face: FaceFile, label: str, origin: str) -> Choice:
    return Choice(face.family, label, origin, face.family, face.path.name)
