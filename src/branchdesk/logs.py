"""What is logged, and what never is: places in the code and the names of errors, no record of anybody's."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "branchdesk.log"
BYTES, KEPT = 512_000, 3


def start(folder: Path) -> Path | None:
    """Write warnings and errors to a file that never grows large; None where the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / FILE, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = logging.getLogger("branchdesk")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    return folder / FILE


def trace(error: BaseException) -> str:
    """Write down where an error came from, its causes first; never its message, which may quote what was typed."""
    lines: list[str] = []
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        frames = traceback.extract_tb(found.__traceback__)
        lines[:0] = [*(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames), type(found).__name__]
        found = found.__cause__ or found.__context__
    return "\n".join(lines)
