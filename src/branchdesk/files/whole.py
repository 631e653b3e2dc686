"""A file that appears whole or not at all, and a sentence for whatever is in its way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from branchdesk.errors import Trouble
from branchdesk.words import sheets as words


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Lend a file to write; it takes the path's place in one step once all of it is on the disk.

    Raises Trouble where the path is open in another program, or cannot be written.
    """
    beside = path.with_name(f".branchdesk-{os.getpid()}{path.suffix[:8]}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if isinstance(error, PermissionError) and path.exists():
            raise Trouble(words.being_used(path), code="sheet_being_used") from error
        raise Trouble(words.cannot_write(path), code="sheet_cannot_write") from error
    finally:
        with suppress(OSError):
            beside.unlink()
