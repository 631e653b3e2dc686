"""How long work tells how far it is, and how Python is kept from stopping everybody meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from branchdesk.files.progress import Report

WHOLE = 1000


def share(report: Report | None, begin: float, end: float) -> Report:
    """Give the report of one part of some work, which lies between two shares (0 to 1) of the whole."""

    def tell(done: int, total: int) -> None:
        if report is not None:
            report(round(WHOLE * (begin + (end - begin) * done / max(total, 1))), WHOLE)

    return tell


_lock = Lock()
_resting = 0
_was_on = True  # whether Python looked by itself before; the window's own sweeper may have taken that over


def is_undisturbed() -> bool:
    """Say whether some work is under way that no look for cycles shall stop."""
    return _resting > 0


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Python not look for cycles while very many rows are made, nor later among what is kept of them.

    Each look through all of them stops every thread, the window's too, for a tenth of a second and more, and finds
    nothing: rows are in no cycles. May be entered again, and by several threads.
    """
    global _resting, _was_on  # noqa: PLW0603 - the collector is the process's, and so is the count of who holds it
    with _lock:
        if not _resting:
            _was_on = gc.isenabled()
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting:
                gc.freeze()  # what is in no cycle still goes as soon as nobody has it
                if _was_on:
                    gc.enable()
