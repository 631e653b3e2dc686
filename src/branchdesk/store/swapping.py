"""Putting a rewritten file in the place of the old one, so that a power cut at any moment leaves one of the two.

The new one is whole and verified before anything moves; then the old one steps aside, the new one takes its name, and
the old one is overwritten before it is deleted. What a cut left half done is finished by whoever next holds the file.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from branchdesk.store import driver, troubles
from branchdesk.store.vault import half_written, keys_file

_BLOCK = 1 << 20
JOURNALS = ("-wal", "-shm", "-journal", ".mark")


def being_made(path: Path) -> Path:
    """Name the file that is written before it is known to be whole; one that a cut left there is worth nothing."""
    return path.with_name(f"{path.name}.swap-making")


def made(path: Path) -> Path:
    """Name the file that is whole, and waits for the old one's place."""
    return path.with_name(f"{path.name}.swap-new")


def former(path: Path) -> Path:
    """Name the old file while it is not yet overwritten."""
    return path.with_name(f"{path.name}.swap-old")


def looked_into(path: Path) -> Path:
    """Name the folder where a copy of a backup lies while it is looked into."""
    return path.with_name(f"{path.name}.restoring")


def is_there(path: Path) -> bool:
    """Say whether there is a data file, also where a cut left it between two names."""
    return path.exists() or made(path).exists() or former(path).exists()


def put_in_place(path: Path) -> None:
    """Give the verified file that `being_made` names, and its keys, the old one's place, and overwrite the old one.

    Nobody has the file open. A file made without keys leaves those there are. Trouble where another program has the
    file still, and then the old one stays.
    """
    making = being_made(path)
    try:
        remove_journals(path)
        if keys_file(making).exists():
            keys_file(making).replace(keys_file(made(path)))
        making.replace(made(path))  # from here on the new one is the file, whatever happens
        finish(path)
    except OSError as error:
        raise troubles.of_disk(path, error) from error


def see_whole(making: Path) -> None:
    """See, once it is closed, that a new file stands without its journal; Trouble where a full disk kept it there."""
    if making.with_name(f"{making.name}-wal").exists():
        raise troubles.disk_full(making)
    remove_journals(making)


def drop(path: Path) -> None:
    """Take away what was being made for a file and will not be whole."""
    making = being_made(path)
    with suppress(OSError):
        remove_journals(making)
        for rest in (making, keys_file(making)):
            rest.unlink(missing_ok=True)


def finish(path: Path) -> None:
    """Finish what was begun, if anything was; what was not yet whole is dropped."""
    fresh, old = made(path), former(path)
    if fresh.exists():
        if path.exists():
            path.replace(old)
        if keys_file(fresh).exists():
            keys_file(fresh).replace(keys_file(path))
        remove_journals(path)
        fresh.replace(path)
        sync_folder(path.parent)
    elif old.exists() and not path.exists():
        old.replace(path)
    if old.exists():
        overwrite(old)
    clear(looked_into(path))
    remove_journals(being_made(path))
    making = being_made(path)
    for rest in (making, keys_file(making), keys_file(fresh), half_written(making), half_written(path)):
        rest.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Take a folder of copies away, if it is there; what anybody could read in it is overwritten first."""
    if not folder.exists():
        return
    for file in folder.rglob("*"):
        if file.is_file() and driver.is_plain(file):
            overwrite(file)
    shutil.rmtree(folder)


def remove_journals(path: Path) -> None:
    """Take away the journals beside a file that is about to be replaced: they are the old one's."""
    for ending in JOURNALS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def overwrite(path: Path) -> None:
    """Overwrite a file and delete it. On a solid-state disk copies may outlive this; the words to people say so."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            file.write(bytes(min(_BLOCK, left)))
            left -= _BLOCK
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
