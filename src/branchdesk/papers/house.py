"""How a branch wants its papers: what stands on them by custom of the house, not by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from branchdesk.papers.blocks import Layout, Role


class MinutesStyle(StrEnum):
    """Minutes as running text in the manner of an official document, or as a record form with ruled fields."""

    TEXT = "text"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class House:
    """What a branch has set for its papers; an empty text means what the program would write by itself.

    `heading` stands above every title; `unit` is the unit's name on papers; `signature` is who signs notices and
    letters; `signers` are who signs minutes, besides the secretary where a rule asks for that. `seal` keeps room for
    one. `faces` names, by role, the face to print with, where not the best that the machine has.
    """

    unit: str = ""
    heading: str = ""
    signature: str = ""
    signers: tuple[str, ...] = ("主持人", "记录人")
    seal: bool = False
    style: MinutesStyle = MinutesStyle.TEXT
    duplex: bool = True
    hang: bool = True
    whole_names: bool = True
    faces: Mapping[Role, str] = field(default_factory=lambda: MappingProxyType({}))

    def layout(self, *, landscape: bool = False, names: Iterable[str] = ()) -> Layout:
        """Give how a paper of the house lies; `names` are those of people whom its text may speak of."""
        return Layout(self.duplex, landscape, self.hang, self.whole_names, names=frozenset(names))


USUAL = House()
