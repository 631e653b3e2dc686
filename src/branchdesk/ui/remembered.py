"""What the program remembers of its last start outside every data file: which file it opened, and its version.

It stands with the window's settings. A program that carries its records with it remembers a file by its place beside
the marker, for a stick has another letter on another PC.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from branchdesk import __version__, places

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

FILE, VERSION = "file/last", "program/version"
UNKNOWN = "0"  # a version of before versions were noted


def usual_file(settings: QSettings) -> Path:
    """Give the file that a start opens: the one chosen last, else the one in the user's data folder."""
    return chosen_file(settings) or places.default_file()


def chosen_file(settings: QSettings) -> Path | None:
    """Give the file that was opened last; None where none was yet."""
    kept = settings.value(FILE)
    if not isinstance(kept, str) or not kept:
        return None
    carried = places.portable()
    return Path(kept) if carried is None else carried / kept  # one that lay elsewhere is whole, and stays so


def choose_file(settings: QSettings, file: Path) -> None:
    """Remember the file that the next start opens."""
    carried = places.portable()
    if carried is not None and file.is_relative_to(carried.resolve()):
        file = file.relative_to(carried.resolve())
    settings.setValue(FILE, file.as_posix())
    settings.sync()


def note_version(settings: QSettings, *, used_before: bool) -> str:
    """Note which version is started, and give the one of before where that was another; empty at a first start."""
    before = settings.value(VERSION)
    if before == __version__:
        return ""
    settings.setValue(VERSION, __version__)
    if isinstance(before, str) and before:
        return before
    return UNKNOWN if used_before else ""
