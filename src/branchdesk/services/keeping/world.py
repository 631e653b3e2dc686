"""The machine around a file: whether it lies where a data file may lie, and whether the clock can be right."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PureWindowsPath

from sqlalchemy import func, select

from branchdesk import clock
from branchdesk.domain import whereabouts
from branchdesk.errors import Refusal
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.store.tables import operation
from branchdesk.words import world as say

FIRST_YEAR = 2025  # before it there was no such program; a clock without its battery says 1980 or 2000
SLACK = timedelta(days=1)
_MOUNTS = Path("/proc/self/mountinfo")
_KEPT = "world."
_LATEST = 200  # how many steps of the history are asked for the latest time; what lies behind them was seen already


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to know about the machine; `key` and `mark` are what accepting it keeps."""

    key: str
    mark: str
    sentence: str


def is_on_network(path: Path) -> bool:
    """Say whether a path is surely on a network drive; what cannot be found out is not."""
    try:
        if sys.platform == "win32":
            text = str(path.absolute())
            return whereabouts.is_of_another_machine(text, _drive_type(PureWindowsPath(text).anchor))
        return bool(whereabouts.network_type(str(path.resolve()), _MOUNTS.read_text("utf-8", "surrogateescape")))
    except (OSError, ValueError):
        return False


def refuse_network(path: Path, *, making: bool = False) -> None:
    """Refuse a file on a network drive."""
    if is_on_network(path):
        raise Refusal(say.network_new(path) if making else say.network(path), code="network_drive")


def synchronised_by(path: Path) -> str:
    """Name the program that synchronises the folder of a file, or nothing."""
    folder = path.absolute().parent
    roots = [(name, Path(root).parts) for key, name in whereabouts.VARIABLES.items() if (root := os.environ.get(key))]
    markers = {name for place in (folder, *folder.parents) for name in whereabouts.MARKERS if _is_there(place / name)}
    return whereabouts.synchroniser(folder.parts, roots, markers)


def warnings(store: Store, now: Callable[[], datetime] = clock.now) -> tuple[Warned, ...]:
    """Give what is to be known about the machine and was not yet accepted."""
    found = [warned for warned in (_of_clock(store, now()), _of_folder(store.path)) if warned is not None]
    kept = preferences.under(store, _KEPT) if found else {}
    return tuple(warned for warned in found if kept.get(warned.key) != warned.mark)


def accept(store: Store, warned: Warned) -> None:
    """Say it no more, as long as it is the same."""
    preferences.put(store, _KEPT + warned.key, warned.mark)


def _of_folder(path: Path) -> Warned | None:
    program = synchronised_by(path)
    if not program:
        return None
    return Warned("folder", str(path.parent), say.synchronised(path.parent, program))


def _of_clock(store: Store, now: datetime) -> Warned | None:
    shown = f"{now:%Y-%m-%d %H:%M}"
    if now.year < FIRST_YEAR:
        return Warned("clock", f"{now:%Y}", say.absurd(shown))
    with store.reading() as connection:
        latest = select(operation.c.at).order_by(operation.c.sequence.desc()).limit(_LATEST).subquery()
        newest = connection.scalar(select(func.max(latest.c.at)))
    try:
        ahead = datetime.fromisoformat(newest or "")
        if ahead - now <= SLACK:
            return None
    except (ValueError, TypeError):
        return None
    return Warned("clock", str(newest), say.set_back(shown, f"{ahead:%Y-%m-%d %H:%M}"))


def _drive_type(root: str) -> int | None:
    """Ask Windows what kind of drive a root is; None where nobody can be asked."""
    import ctypes  # noqa: PLC0415 - only Windows is asked

    library = getattr(ctypes, "windll", None)
    return None if library is None else int(library.kernel32.GetDriveTypeW(root))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
