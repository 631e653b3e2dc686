"""Moving the data file to another folder, with its keys, its backups and everything else that lies beside it.

All of it is copied and compared first, and the copy is opened; only then does it become the file. What lies at the old
place stays until somebody says that it may go.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from branchdesk.errors import Refusal, Trouble
from branchdesk.services.keeping import placing, world
from branchdesk.store import driver, swapping, troubles
from branchdesk.store.backups import folder_of
from branchdesk.store.engine import Store, hold, open_store
from branchdesk.words import places as say
from branchdesk.words import store as say_store
from branchdesk.words import troubles as say_troubles

_BLOCK = 1 << 20
_OF_THE_HOLDER = (".lock", ".mark")  # what belongs to whoever has the file open, and is made anew


@dataclass(frozen=True, slots=True)
class Moved:
    """A file that was moved: open at its new place, what holds it there, where it was, and how many backups came."""

    store: Store
    held: ExitStack
    old: Path
    backups: int


def move(store: Store, folder: Path) -> Moved:
    """Close an open file, copy it and what belongs to it into another folder, compare, and open it there.

    Nobody else has it open. Refusal where the folder is not there, is the same, or has such a file; Trouble where the
    disk is in the way. Nothing is then left of the copy, the file is closed, and stands where it stood.
    """
    path, operator = store.path, store.operator
    target = folder.resolve() / path.name
    _refuse(path, target)
    key = None if store.key is None else bytearray(store.key)
    written: list[Path] = []
    with ExitStack() as held:
        try:
            held.enter_context(hold(target))
            store.close()
            _see_closed(path)
            _copy_all(path, target, key, written)
            opened = open_store(target, key=key, operator=operator)
        except BaseException as error:
            _take_back(written, folder_of(target))
            if isinstance(error, OSError):
                raise troubles.of_disk(target, error) from error
            raise
        finally:
            if key is not None:
                key[:] = bytes(len(key))
        return Moved(opened, held.pop_all(), path, sum(1 for one in written if one.parent != target.parent))


def remove_old(path: Path) -> None:
    """Delete what was moved away: the file is overwritten first. Trouble where the disk will not."""
    try:
        with hold(path):
            for one in _backups_of(path):
                (swapping.overwrite if driver.is_plain(one) else Path.unlink)(one)
            with suppress(OSError):
                folder_of(path).rmdir()  # unless somebody keeps something of their own there
            for one in _beside(path):
                one.unlink()
            swapping.remove_journals(path)
            swapping.overwrite(path)
        path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
    except OSError as error:
        raise troubles.of_disk(path, error) from error


def _refuse(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise Refusal(say_store.folder_missing(target.parent), code="folder_missing")
    if target.parent == path.resolve().parent:
        raise Refusal(say.same_folder(target.parent), code="same_folder")
    if swapping.is_there(target):
        raise Refusal(say_store.file_exists(target), code="file_exists")
    world.refuse_network(target, making=True)
    placing.refuse_too_long(target)
    if not placing.may_write(target.parent):
        raise Trouble(say.folder_not_written(target.parent), code="not_writable")
    wanted = sum(one.stat().st_size for one in (path, *_beside(path), *_backups_of(path)))
    if shutil.disk_usage(target.parent).free < wanted + _BLOCK:
        raise Trouble(say.no_room(target.parent, wanted), code="disk_full")


def _see_closed(path: Path) -> None:
    """See that the journal went with the last connection; Trouble while somebody reads the file yet."""
    if path.with_name(f"{path.name}-wal").exists():
        raise Trouble(say_troubles.held(path), code="in_use")


def _beside(path: Path) -> list[Path]:
    """Give what lies beside a file and belongs to it: its keys, how it is backed up, copies of before upgrades."""
    return [
        one
        for one in path.parent.iterdir()
        if one.is_file()
        and one.name.startswith(f"{path.name}.")
        and not one.name.endswith(_OF_THE_HOLDER)
        and not one.name.startswith(f"{path.name}.swap-")
    ]


def _backups_of(path: Path) -> list[Path]:
    try:
        return sorted(one for one in folder_of(path).iterdir() if one.is_file())
    except FileNotFoundError:
        return []


def _copy_all(path: Path, target: Path, key: driver.Key | None, written: list[Path]) -> None:
    """Copy everything, the file itself last, and note what was written."""
    home = folder_of(target)
    if kept := _backups_of(path):
        home.mkdir(exist_ok=True)
    for one in kept:
        _copy(one, home / one.name, written)
    for one in _beside(path):
        _copy(one, target.with_name(one.name), written)
    _copy(path, target, written)
    with closing(driver.connect(target, key, still=True)) as opened:
        if driver.page_problems(opened):
            raise Trouble(say_troubles.disk_fails(target), code="disk_error")
    swapping.sync_folder(target.parent)


def _copy(source: Path, target: Path, written: list[Path]) -> None:
    """Copy one file and compare what lies there with it; OSError where something of that name is there already."""
    sent = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as made:
        written.append(target)
        while block := read.read(_BLOCK):
            sent.update(block)
            made.write(block)
        made.flush()
        os.fsync(made.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(made.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    shutil.copystat(source, target)
    with target.open("rb") as lying:
        if hashlib.file_digest(lying, hashlib.sha256).digest() != sent.digest():
            raise OSError(errno.EIO, "what was written reads back otherwise")


def _take_back(written: list[Path], home: Path) -> None:
    for one in reversed(written):
        with suppress(OSError):
            one.unlink(missing_ok=True)
    with suppress(OSError):
        home.rmdir()
