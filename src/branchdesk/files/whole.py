"""A file that appears whole or not at all, and a sentence for whatever is in its way."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from branchdesk.errors import Trouble
from branchdesk.words import sheets as words

# LibreOffice and WPS on Linux; WPS on Linux too; Excel and WPS on Windows.
LOCKS = (".~lock.{}#", ".~{}", "~${}")
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_BAD_NAME = {errno.ENAMETOOLONG, errno.EINVAL}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Lend a file to write; it takes the path's place in one step once all of it is on the disk.

    Until then, and for good where anything goes wrong, what stood there before stays, and nothing is left beside it.
    Raises Trouble where the path is a folder, is open in another program, or cannot be written.
    """
    _look_at(path)
    beside = path.with_name(f".branchdesk-{os.getpid()}{path.suffix[:8]}")
    try:
        try:
            file = beside.open("wb")
        except OSError as error:
            raise _in_the_folder(path, error) from error
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _at_the_path(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _look_at(path: Path) -> None:
    """Refuse beforehand what would fail, or harm somebody, only when all rows are written."""
    if "\0" in path.name:
        raise Trouble(words.bad_name(path.name.replace("\0", "")), code="sheet_bad_name")
    try:
        if path.is_dir():
            raise Trouble(words.is_folder_to_write(path), code="sheet_is_folder")
        if not path.exists():
            return
        if any(path.with_name(lock.format(path.name)).exists() for lock in LOCKS):
            raise Trouble(words.being_used(path), code="sheet_being_used")
        with path.open("r+b"):  # fails where Windows knows of somebody who has it open, and where it is read-only
            pass
    except OSError as error:
        raise _at_the_path(path, error) from error


def _at_the_path(path: Path, error: OSError) -> Trouble:
    if error.errno in _FULL:
        return Trouble(words.disk_full(path), code="sheet_disk_full")
    if error.errno in _BAD_NAME:
        return Trouble(words.bad_name(path.name), code="sheet_bad_name")
    if error.errno in _NO_RIGHTS:
        return Trouble(words.being_used(path), code="sheet_being_used")
    return Trouble(words.cannot_write(path), code="sheet_cannot_write")


def _in_the_folder(path: Path, error: OSError) -> Trouble:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Trouble(words.folder_missing(path.parent), code="sheet_folder_missing")
    if error.errno in _NO_RIGHTS:
        return Trouble(words.folder_locked(path.parent), code="sheet_folder_locked")
    return _at_the_path(path, error)
