"""How many writes a file has seen, kept in the file and once more beside it: so a lost tail of the journal is told.

SQLite drops what follows a damaged frame of its journal without a word: saves that were acknowledged would be gone.
Each write counts `user_version` up inside its transaction; once it is kept, FILE.mark says the count, too, and which
main file that was (its size and time). Whoever opens that main file and finds a smaller count in it has lost writes.
A mark that is older than the file, of another main file, cut or unreadable says nothing. PostgreSQL: not needed.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FORM = "branchdesk {count} {size} {time} {accepted} "
_LENGTH = 96  # always the same, and overwritten in place: a full disk cannot refuse what needs no room
_MOST = 0x7FFFFFFF  # what user_version can hold; then it begins anew


@dataclass(frozen=True, slots=True)
class Noted:
    """What a mark says: the count, the main file it was of, and whether somebody accepted what is missing."""

    count: int
    size: int
    time: int
    accepted: bool = False


def mark_file(path: Path) -> Path:
    """Name the mark of a data file."""
    return path.with_name(f"{path.name}.mark")


class Mark:
    """The mark of one open file; also tells when the file is no longer where it was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number: int | None = None
        self._identity = _identity(path)

    def is_there(self) -> bool:
        """Say whether the file that was opened still stands in its place."""
        return _identity(self._path) == self._identity

    def note(self, count: int) -> None:
        """Write down, after a write was kept, how many there are; a disk that will not leaves the mark as it was."""
        with suppress(OSError):
            if self._number is None:
                self._number = os.open(
                    mark_file(self._path), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
                )
            main = self._path.stat()
            os.lseek(self._number, 0, os.SEEK_SET)
            os.write(self._number, _written(Noted(count, main.st_size, main.st_mtime_ns)))

    def close(self) -> None:
        """Take the mark away once the journal is folded into the file, after its last connection was closed."""
        if self._number is not None:
            with suppress(OSError):
                os.close(self._number)
            self._number = None
        with suppress(OSError):
            if not self._path.with_name(f"{self._path.name}-wal").exists():
                mark_file(self._path).unlink(missing_ok=True)


def count_up(connection: Any) -> int:  # noqa: ANN401 - the driver ships no types
    """Count one write more inside its transaction, and give the count."""
    count = (count_of(connection) + 1) & _MOST
    connection.execute(f"PRAGMA user_version = {count}")
    return count


def count_of(connection: Any) -> int:  # noqa: ANN401 - the driver ships no types
    """Give how many writes a file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def read(path: Path) -> Noted | None:
    """Read the mark of a file before it is opened; None where there is none, or it is of another main file."""
    try:
        noted = _read(mark_file(path).read_bytes())
        main = path.stat()
    except (OSError, ValueError):
        return None
    return noted if (noted.size, noted.time) == (main.st_size, main.st_mtime_ns) else None


def renew(path: Path, noted: Noted, *, accepted: bool = False) -> None:
    """Keep what a mark says for the file as it is now: looking at it folded the rest of its journal into it."""
    with suppress(OSError):
        main = path.stat()
        mark_file(path).write_bytes(_written(Noted(noted.count, main.st_size, main.st_mtime_ns, accepted)))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _written(noted: Noted) -> bytes:
    said = _FORM.format(count=noted.count, size=noted.size, time=noted.time, accepted=int(noted.accepted)).encode()
    return (said + b"%08x" % zlib.crc32(said)).ljust(_LENGTH - 1) + b"\n"


def _read(content: bytes) -> Noted:
    said, check = content.rstrip().rsplit(b" ", 1)
    said += b" "
    if int(check, 16) != zlib.crc32(said):
        raise ValueError(check)
    _, count, size, time, accepted = said.split()
    return Noted(int(count), int(size), int(time), accepted == b"1")
