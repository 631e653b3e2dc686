"""What is logged, and what never is: places in the code and the names of errors, no record of anybody's."""

import logging
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
