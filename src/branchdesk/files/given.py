"""The bytes of a file that somebody named: an ordinary file, and no more of it than is asked for."""

import errno
import os
import stat
from pathlib import Path

# Not to wait for a pipe's other end when it is opened; what is no file is found out by what was opened.
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(Exception):
    """A file has more bytes than are read."""


def bytes_of(path: Path, most: int) -> bytes:
    """Read a file of at most so many bytes.

    Raises TooLargeError where it has more, OSError where it cannot be read or is no ordinary file: a pipe gives nothing
    for ever, a device something without end; ValueError where no file can bear the name.
    """
    with os.fdopen(os.open(path, _HOW), "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        if facts.st_size > most:
            raise TooLargeError(facts.st_size)
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLargeError(len(content))
    return content
