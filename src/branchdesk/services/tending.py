"""What the program keeps for itself so that a large branch is as quick as a small one: done beside all other work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from branchdesk.errors import Trouble
from branchdesk.store import clue_keeping
from branchdesk.store.engine import Store

log = logging.getLogger(__name__)


def tend(store: Store, report: Callable[[int, int], None]) -> None:
    """Bring up to date what is behind; what cannot be written now is left for later.

    `report` is told (done, total) now and then, and may end the work by raising; nothing is kept then.
    """
    began = time.monotonic()
    try:
        if clue_keeping.freshen(store, report):
            log.info("kept the index of clues after %d ms", (time.monotonic() - began) * 1000)
    except Trouble as trouble:
        log.info("the index of clues is kept later: %s", trouble.code)
