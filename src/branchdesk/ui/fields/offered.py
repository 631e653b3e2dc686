"""A line of free text that offers what was written there before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from branchdesk.ui import theme
from branchdesk.ui.fields.offer import dressed


class Offered(QLineEdit):
    """Plain text; the Down key offers earlier texts, and those that fit are offered while typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[str, ...] = ()
        self._offer = QStringListModel(self)
        completer = QCompleter(self._offer, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(dressed(completer))
        self.textEdited.connect(self._fit)

    def offer(self, texts: Sequence[str]) -> None:
        """Say what may be offered, the likeliest first."""
        self._all = tuple(texts)
        self._fit(self.text())

    def open(self) -> None:
        """Offer everything that fits what stands here."""
        self._fit(self.text())
        if self._offer.rowCount():
            self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the offer with Down, also in an empty line."""
        if event.key() == Qt.Key.Key_Down and not self.completer().popup().isVisible():
            self.open()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Put the list away before one goes on: an open list swallows the word that the keyboard has gone."""
        self.completer().popup().hide()
        return super().focusNextPrevChild(forward)

    def _fit(self, text: str) -> None:
        typed = text.strip()
        fitting = [each for each in self._all if typed in each and each != typed]
        self._offer.setStringList(fitting)
        longest = max(map(QFontMetrics(theme.font()).horizontalAdvance, fitting), default=0)
        self.completer().popup().setMinimumWidth(longest + theme.em(2.4))
