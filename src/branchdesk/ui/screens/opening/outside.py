"""What every screen has in common that stands where no file is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from branchdesk.ui.screen import Screen


class Outside(Screen):
    """A screen that needs no open file.

    `wants_file` asks for a file to be opened; `has_opened` gives one that the screen opened itself, as a pair of the
    `Store` and the `ExitStack` that holds it; `not_opened` tells of a file and an error that another screen shall say.
    It is activated with the `file` that is meant and, where one did not
    open, the `error` that says why.
    """

    wants_file = Signal(object)
    has_opened = Signal(object)
    not_opened = Signal(object, object)

    def activated(self, **target: object) -> None:
        """Be shown for a file that did not open, or for none."""
        file, error = target.get("file"), target.get("error")
        self.meant(file if isinstance(file, Path) else None, error if isinstance(error, Exception) else None)

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Be told which file is meant, and why it did not open."""
