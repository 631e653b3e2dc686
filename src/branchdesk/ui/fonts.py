"""The faces the program ships, given to Qt: the one of the first paint at once, the others when there is time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from branchdesk import places

# Named here too, so that the first paint does not wait for a file to be parsed; a test compares it with fonts.toml.
FIRST = ("BranchDeskSans-Regular.ttf", "BranchDeskSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Face:
    """One shipped face: what it is for, its family and style, where it comes from."""

    roles: tuple[str, ...]
    file: str
    family: str
    style: str
    based_on: str


def folder() -> Path:
    """Give the folder of shipped faces."""
    return places.resources() / "fonts"


def load_first() -> None:
    """Give Qt the screen face, regular and bold."""
    for name in FIRST:
        _load(folder() / name)


def load_wide() -> None:
    """Give Qt the face that has the rare characters of names."""
    for face in faces():
        if "wide" in face.roles:
            _load(folder() / face.file)


def faces() -> tuple[Face, ...]:
    """Read what is shipped; nothing where the folder is missing, as in an unfinished checkout."""
    import tomllib  # noqa: PLC0415 - the first paint does not need it

    table = folder() / "fonts.toml"
    if not table.is_file():
        return ()
    entries = tomllib.loads(table.read_text("utf-8")).get("face", [])
    return tuple(
        Face(tuple(entry["roles"]), entry["file"], entry["family"], entry["style"], entry["based_on"])
        for entry in entries
    )


def _load(path: Path) -> None:
    """Load a face where its file is there; without it the system's Chinese faces are next in line."""
    if path.is_file():
        QFontDatabase.addApplicationFont(str(path))
