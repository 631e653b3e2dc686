"""The faces that a Word file names: those that office machines have, for it carries only that of rare characters."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.faces.machine import OFFICIAL
from branchdesk.papers.house import House


@dataclass(frozen=True, slots=True)
class Face:
    """A face by name, and the one that is to stand in where a machine lacks it."""

    name: str
    other: str = ""


def of_house(house: House) -> dict[Role, Face]:
    """Give the face of each role: the branch's choice, else the one that offices know best.

    Where the branch chose what the program ships, it is the latter too, for no other program has that face.
    """
    faces = {role: Face(*(names[0] for names in known[:2])) for role, known in OFFICIAL.items()}
    for role, family in house.faces.items():
        if family and family != bundled().shipped(role).family:
            faces[role] = Face(family, faces[role].name)
    return faces
