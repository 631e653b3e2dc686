"""What the desktop has for us: the folder of documents, and a program for a file or a folder that is handed over."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from branchdesk.children import as_before_us


def documents() -> Path:
    """Give the folder that people keep their documents in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def show(path: Path) -> bool:
    """Open a file or a folder as a double click would; say whether anything took it."""
    with as_before_us(os.environ):
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
