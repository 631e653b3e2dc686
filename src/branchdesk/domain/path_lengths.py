"""How long a data file's path may be, so that its journal, its keys and its backups still have names of their own.

SQLite on Linux takes 512 bytes and no more, its journal's name included; a file's name may have 255. Windows takes 259
characters unless its administrator allowed more, and an office cannot be asked to.
"""

from __future__ import annotations

from dataclasses import dataclass

_BACKUP = len("/20261120-143005-00001-why.branchdesk-journal")  # in a folder whose name is as long as the file's
_CHINESE = 2 * len("why")  # bytes more that the reason of a backup takes in Chinese
_TOTAL_LINUX, _TOTAL_WINDOWS = 512, 259
_NAME, _NAME_BESIDE = 255, len(".swap-making-journal")


@dataclass(frozen=True, slots=True)
class TooLong:
    """A path that is too long: how long it and what lies beside it would be, and what may be."""

    length: int
    most: int


def judge(path: str, *, windows: bool) -> TooLong | None:
    """Say how much too long a data file's whole path is, or None where it fits."""
    if windows:
        total, most, name = _units(path) + _BACKUP, _TOTAL_WINDOWS, _units(path.replace("\\", "/").rpartition("/")[2])
    else:
        total, most, name = _bytes(path) + _BACKUP + _CHINESE, _TOTAL_LINUX, _bytes(path.rpartition("/")[2])
    if total > most:
        return TooLong(total, most)
    return TooLong(name + _NAME_BESIDE, _NAME) if name + _NAME_BESIDE > _NAME else None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))
