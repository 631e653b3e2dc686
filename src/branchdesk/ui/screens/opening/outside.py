"""What every screen has in common that stands where no file is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Screen


class Outside(Screen):
    """A screen that needs no open file.

    `wants_file` asks for a file to be opened; `has_opened` gives one that the screen opened itself, as a pair of the
    `Store` and the `ExitStack` that holds it; `not_opened` tells of a file and an error that another screen shall say.
    It is activated with the `file` that is meant and, where one did not open, the `error` that says why.
    """

    wants_file = Signal(object)
    has_opened = Signal(object)
    not_opened = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._target: dict[str, object] = {}
        self.diagnosis_button = theme.mark(QPushButton("诊断"), role="quiet")
        self.diagnosis_button.clicked.connect(self._to_diagnosis)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to 诊断, the only part of 帮助 that needs no file."""
        return () if self.desk.is_open else (self.diagnosis_button,)

    @Slot()
    def _to_diagnosis(self) -> None:
        self.navigate("diagnosis", **self._target, back=self.key)

    def activated(self, **target: object) -> None:
        """Be shown for a file that did not open, or for none."""
        self._target = {name: target[name] for name in ("file", "error") if name in target}
        file, error = target.get("file"), target.get("error")
        self.meant(file if isinstance(file, Path) else None, error if isinstance(error, Exception) else None)

    def meant(self, file: Path | None, error: Exception | None) -> None:
        """Be told which file is meant, and why it did not open."""
