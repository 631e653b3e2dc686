"""What the disk or another program did, told from the driver's error: one place for opening, reading, and writing.

PostgreSQL: the classes 53 (no room), 55 (locked) and 58 (I/O) of SQLSTATE say the same.
"""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from branchdesk.errors import Trouble
from branchdesk.words import store as say_store
from branchdesk.words import troubles as say

NO_ROOM = 64 * 1024  # bytes: with fewer on the disk, what could not be written had no room
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}


def of_database(path: Path, error: BaseException, *, making: bool = False) -> Trouble | None:
    """Say what is in the way of a data file, or of one in the `making`; None where the error is a bug of ours."""
    match _name(error):
        case "SQLITE_FULL":
            return disk_full(path)
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return Trouble(say_store.damaged(path), code="damaged")
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "SQLITE_PROTOCOL":
            return Trouble(say.held(path), code="in_use")
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM" | "SQLITE_AUTH":
            return (
                gone(path) if not making and not _is_there(path) else Trouble(say.read_only(path), code="not_writable")
            )
        case "SQLITE_IOERR" | "SQLITE_NOLFS":
            return _at_the_disk(path, making=making)
        case _:
            return None


def is_damage(error: BaseException) -> bool:
    """Say whether an error is a page that does not hold."""
    return _name(error) in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


def is_foreign(error: BaseException) -> bool:
    """Say whether a file's very first page told nothing: it is none of ours, damaged there, or under another key."""
    return _name(error) == "SQLITE_NOTADB"


def of_disk(path: Path, error: OSError) -> Trouble:
    """Say what is in the way of a file that the program writes or reads beside its data file."""
    if error.errno in _FULL:
        return disk_full(path)
    if error.errno in _NO_RIGHTS:
        return Trouble(say.read_only(path), code="not_writable")
    if error.errno in _GONE and not _is_there(path.parent):
        return gone(path)
    if error.errno == errno.EIO:
        return _at_the_disk(path, making=True)
    return Trouble(say_store.not_writable(path), code="not_writable")


def of_either(path: Path, error: BaseException) -> Trouble:
    """Say what is in the way of a file in the making, whoever noticed; what nobody can tell is the disk's."""
    if isinstance(error, OSError):
        return of_disk(path, error)
    return of_database(path, error, making=True) or Trouble(say_store.not_writable(path), code="not_writable")


def gone(path: Path) -> Trouble:
    """Say that a file was moved, replaced or deleted while it was open, or that its disk was taken away."""
    return Trouble(say.gone(path), code="file_gone")


def disk_full(path: Path) -> Trouble:
    """Say that there is no room."""
    return Trouble(say.disk_full(path), code="disk_full")


def _at_the_disk(path: Path, *, making: bool) -> Trouble:
    """Tell apart a disk that is full, one that was taken away, and one that fails."""
    if not _is_there(path.parent if making else path):
        return gone(path)
    try:
        if shutil.disk_usage(path.parent).free < NO_ROOM:
            return disk_full(path)
    except OSError:
        return gone(path)
    return Trouble(say.disk_fails(path), code="disk_error")


def _name(error: BaseException) -> str:
    """Give SQLite's name of an error, also of one inside SQLAlchemy's; empty where it is none of SQLite's."""
    raw = error.orig if isinstance(error, DBAPIError) else error
    return getattr(raw, "sqlite_errorname", "") if isinstance(raw, sqlcipher.Error) else ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
