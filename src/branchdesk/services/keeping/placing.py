"""Where a data file may stand, and where one that is gone may be found again."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from branchdesk import places
from branchdesk.domain import path_lengths
from branchdesk.errors import Refusal, Trouble
from branchdesk.words import places as say

_MOST = 2000  # entries of a folder that are looked through
_MOUNTS = (Path("/media"), Path("/run/media"), Path("/mnt"))


def refuse_too_long(path: Path) -> None:
    """Refuse a place where the names of backups would be longer than the system takes."""
    whole = path.absolute()
    found = path_lengths.judge(str(whole), windows=sys.platform == "win32")
    if found is not None:
        raise Refusal(say.too_long(whole, found.length, found.most), code="path_too_long")


def refuse_read_only(path: Path) -> None:
    """Say of a program that carries its records with it that it stands where nothing can be written."""
    carried = places.portable()
    if carried is not None and path.is_relative_to(carried) and not may_write(places.data_folder()):
        raise Trouble(say.portable_read_only(places.data_folder()), code="portable_read_only")


def make_folder(folder: Path) -> None:
    """Make the folder of a new file; Trouble where the disk will not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(say.folder_not_made(folder), code="not_writable") from error


def may_write(folder: Path) -> bool:
    """Say whether a folder, or the one it would be made in, can be written, by writing there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    probe = folder / f".branchdesk-{os.getpid()}"
    try:
        probe.touch(exist_ok=True)
        probe.unlink()
    except OSError:
        return False
    return True


def find_again(path: Path) -> Path | None:
    """Find a file that is gone: at the same place of another drive, or in a folder that was renamed.

    A drive that does not answer may keep this waiting. None where it is nowhere, or in more places than one.
    """
    found = {one.resolve() for one in (*_elsewhere(path), *_renamed(path)) if _is_file(one)}
    return found.pop() if len(found) == 1 else None


def _elsewhere(path: Path) -> Iterator[Path]:
    """Name the places on other drives that a file may be at: below their tops as it was, or less deep."""
    parts = path.parts[1:]
    for top in _tops():
        for start in range(len(parts)):
            yield top.joinpath(*parts[start:])


def _renamed(path: Path) -> Iterator[Path]:
    """Name the places that a file is at if one folder above it was renamed, or moved beside where it was."""
    above = path.parent.parent
    if above == path.parent or not above.is_dir():
        return
    for number, folder in enumerate(_entries(above)):
        if number >= _MOST:
            return
        yield folder / path.name


def _tops() -> Iterator[Path]:
    if sys.platform == "win32":
        yield from (Path(f"{letter}:\\") for letter in string.ascii_uppercase)
        return
    for mounts in _MOUNTS:
        for one in _entries(mounts):
            yield one
            yield from _entries(one)


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from (one for one in folder.iterdir() if one.is_dir())
    except OSError:
        return


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
