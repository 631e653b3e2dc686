"""A line of several names parted by commas: each is offered by its letters while it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from branchdesk.ui.fields.offer import dressed
from branchdesk.ui.fields.person_field import OFFERED, Candidate, fits

_LAST = re.compile(r"^(.*[,，、;；\s])?([^,，、;；\s]*)$", re.DOTALL)
COMMA = "，"


class _PartCompleter(QCompleter):
    """Completes the last name and leaves those before it as they are."""

    before = ""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Give the whole line that a choice makes."""
        return f"{self.before}{index.data()}{COMMA}"


class NamesField(QLineEdit):
    """Free text; `set_candidates` says whose names are offered, and a number may stand in their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates: tuple[Candidate, ...] = ()
        self._offer = QStringListModel(self)
        self._parts = _PartCompleter(self._offer, self)
        self._parts.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(dressed(self._parts))
        self.textEdited.connect(self._fit)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Say whose names may be meant, in the order they shall be offered."""
        self._candidates = tuple(candidates)
        self._fit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter the first whom letters may mean; only then go on."""
        popup = self._parts.popup()
        typed = self._typed(self.text())[1]
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.isReadOnly()
        if entered and typed.isalpha() and typed.isascii() and self._offer.rowCount():
            popup.hide()
            self.setText(self._parts.pathFromIndex(self._offer.index(0, 0)))
            self.textEdited.emit(self.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Put the list away before one goes on: an open list swallows the word that the keyboard has gone."""
        self._parts.popup().hide()
        return super().focusNextPrevChild(forward)

    def _typed(self, text: str) -> tuple[str, str]:
        """Part a line into what stands and the name being typed."""
        match = _LAST.match(text)
        return (match.group(1) or "", match.group(2)) if match else ("", text)

    @Slot(str)
    def _fit(self, text: str) -> None:
        standing, typed = self._typed(text)
        self._parts.before = standing
        written = set(re.split(r"[,，、;；\s]+", standing))
        fitting = [each.name for each in self._candidates if typed and fits(each, typed) and each.name not in written]
        self._offer.setStringList(fitting[:OFFERED])
