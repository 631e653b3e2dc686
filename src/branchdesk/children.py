"""What the programs that we start find in their environment."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

LIBRARIES, BEFORE_US = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
BUNDLED = bool(getattr(sys, "frozen", False))


@contextmanager
def as_before_us(environment: MutableMapping[str, str], *, bundled: bool = BUNDLED) -> Iterator[None]:
    """Give what is started meanwhile the libraries of the system: a bundle puts its own first for itself alone."""
    ours = environment.get(LIBRARIES)
    if not bundled or ours is None:
        yield
        return
    if BEFORE_US in environment:
        environment[LIBRARIES] = environment[BEFORE_US]
    else:
        del environment[LIBRARIES]
    try:
        yield
    finally:
        environment[LIBRARIES] = ours
