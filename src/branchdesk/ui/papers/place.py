"""Where a file shall go: asked with a name that every system takes, and with the ending that the file has."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk.errors import Refusal
from branchdesk.ui import outside
from branchdesk.words import printing as say

IN_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # Windows takes none of these in a file's name


def folder(last: Path | None) -> Path:
    """Give the folder to begin in: the last one while it is there, else that of documents."""
    return next((each for each in (last, outside.documents()) if each and each.is_dir()), Path.home())


def ask_place(window: QWidget, title: str, last: Path | None, name: str, kind: tuple[str, str]) -> Path | None:
    """Ask where a file of a `kind` (its ending, and what the dialog calls it) shall go; None where nobody wants it.

    The dialog begins in the folder of the `last` file while that is there. Refusal (already_there) where the ending
    that was left out makes it a file that is there: the dialog has asked about another one.
    """
    ending, called = kind
    proposed = folder(last) / f"{IN_NO_NAME.sub('-', name)}{ending}"
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(proposed), called)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == ending:
        return path
    path = path.with_name(path.name + ending)
    if path.exists():
        raise Refusal(say.already_there(path.name), code="already_there")
    return path
