"""The faces that offices have by name: a Word file names its faces and carries none."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.papers.blocks import Role
from branchdesk.papers.house import House


@dataclass(frozen=True, slots=True)
class Face:
    """A face by name, and the one that is to stand in where a machine lacks it."""

    name: str
    other: str = ""


# Named as office machines have them; Windows has the second ones, and 黑体 and 宋体, of its own.
OFFICIAL = {
    Role.TITLE: Face("方正小标宋简体", "方正小标宋_GBK"),
    Role.FANG: Face("仿宋_GB2312", "仿宋"),
    Role.KAI: Face("楷体_GB2312", "楷体"),
    Role.HEI: Face("黑体", "方正黑体_GBK"),
    Role.SONG: Face("宋体", "方正书宋_GBK"),
}


def of_house(house: House) -> dict[Role, Face]:
    """Give the face of each role: the branch's choice, else the one that offices know it by."""
    return {role: Face(house.faces[role]) if house.faces.get(role) else face for role, face in OFFICIAL.items()}
