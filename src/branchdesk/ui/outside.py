"""What the desktop has for us: the folder of documents, and a program for a file or a folder that is handed over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

LIBRARIES, BEFORE_US = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"


def documents() -> Path:
    """Give the folder that people keep their documents in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def show(path: Path) -> bool:
    """Open a file or a folder as a double click would; say whether anything took it."""
    with as_before_us(os.environ, bundled=bool(getattr(sys, "frozen", False))):
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def as_before_us(environment: MutableMapping[str, str], *, bundled: bool) -> Iterator[None]:
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
