"""What the program keeps for itself so that a large branch is as quick as a small one: done beside all other work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from branchdesk.errors import Trouble
from branchdesk.services.clues import clue_deadlines
from branchdesk.services.people import disclosures
from branchdesk.store import clue_keeping, clue_search_making, sweeping
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes

OTHER_DEADLINES = Changes("", "", frozenset({"clue"}))  # it is no step, but lists and figures show others

log = logging.getLogger(__name__)


def tend(store: Store, report: Callable[[int, int], None]) -> Changes:
    """Bring up to date what is behind, and tell what of it can be seen; what cannot be written now is left for later.

    Deadlines come first: the index of clues knows them. `report` is told (done, total) now and then, and may end the
    work by raising; the next time goes on with it.
    """
    seen = Changes()
    with suppress(Trouble):  # the next who writes takes it in
        disclosures.take_in(store)
    for kept in (sweeping, clue_deadlines, clue_keeping, clue_search_making):
        began = time.monotonic()
        try:
            if kept.freshen(store, report):
                log.info("%s took %d ms", kept.__name__, (time.monotonic() - began) * 1000)
                seen = OTHER_DEADLINES if kept is clue_deadlines else seen
        except Trouble as trouble:
            log.info("%s is left for later: %s", kept.__name__, trouble.code)
    return seen
