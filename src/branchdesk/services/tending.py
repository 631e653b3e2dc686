"""What the program keeps for itself so that a large branch is as quick as a small one: done beside all other work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from branchdesk.errors import Trouble
from branchdesk.store import clue_keeping, clue_search_making
from branchdesk.store.engine import Store

log = logging.getLogger(__name__)


def tend(store: Store, report: Callable[[int, int], None]) -> None:
    """Bring up to date what is behind; what cannot be written now is left for later.

    `report` is told (done, total) now and then, and may end the work by raising; nothing is kept then.
    """
    for kept in (clue_keeping, clue_search_making):
        began = time.monotonic()
        try:
            if kept.freshen(store, report):
                log.info("%s took %d ms", kept.__name__, (time.monotonic() - began) * 1000)
        except Trouble as trouble:
            log.info("%s is left for later: %s", kept.__name__, trouble.code)
