"""Which faces papers are printed with, and which there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.machine import machine
from branchdesk.papers.house import House
from branchdesk.papers.press.pictures import Picture
from branchdesk.services.pace import undisturbed
from branchdesk.services.papers.printing import pictures
from branchdesk.words import faces as say

__all__ = ["Choice", "Picture", "RoleFaces", "by_role", "sample"]


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
    """The faces of a role, official ones first and the program's own last; `used` is the one that prints now.

    `automatic` prints where none is chosen. `chosen` is the key that the branch set, empty where it set none; `absent`
    says that this machine has no such face.
    """

    role: Role
    label: str
    use: str
    choices: tuple[Choice, ...]
    used: Choice
    automatic: Choice
    chosen: str = ""
    absent: bool = False


def by_role(house: House) -> tuple[RoleFaces, ...]:
    """Give the faces of each role and which of them print the house's papers. Trouble where ours are damaged.

    The machine's fonts are looked through anew, and faces read to see whether they are sound: not for the window's own
    thread.
    """
    from branchdesk.papers.faces import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted

    with undisturbed():
        fonts.look_again()
        there, usual, own = machine(), fonts.chosen(frozenset()), fonts.chosen(frozenset(house.faces.items()))
        found = []
        for role in Role:
            shipped = usual.shipped(role)
            files = (*there.official.get(role, ()), *there.other.get(role, ()), shipped)
            choices = {
                file: Choice(
                    key=file.family,
                    label=say.shipped(role) if file == shipped else file.family,
                    origin=say.SHIPPED if file == shipped else say.MACHINE,
                    family=file.family,
                    file=file.path.name,
                )
                for file in files
            }
            chosen = house.faces.get(role, "")
            found.append(
                RoleFaces(
                    role,
                    say.ROLES[role],
                    say.USES[role],
                    tuple(choices.values()),
                    choices[own.first(role)],
                    choices[usual.first(role)],
                    chosen,
                    bool(chosen) and all(choice.key != chosen for choice in choices.values()),
                )
            )
        return tuple(found)


def sample(role: Role, key: str, dpi: float) -> Picture:
    """Draw a line as it would be printed in a role with the face of this key; with none, as it is without a choice."""
    from branchdesk.papers.faces import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted
    from branchdesk.papers.faces.sample import set_sample  # noqa: PLC0415 - and so here

    with undisturbed():
        faces = fonts.chosen(frozenset({(role, key)} if key else ()))
        return pictures(set_sample(say.SAMPLE, role, faces), dpi)[0]
