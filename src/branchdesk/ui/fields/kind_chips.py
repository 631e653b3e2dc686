"""The kinds of meeting to choose from, several at once, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk.domain.meetings import MeetingKind
from branchdesk.ui import theme
from branchdesk.ui.flow import FlowRow
from branchdesk.words.meetings import KINDS

EVERY = "全部"


class KindChips(FlowRow):
    """A button for every kind and one for all of them; `chosen` is sent when the choice became another."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, gap=0.45)
        self.every = self._chip(EVERY)
        self.every.setChecked(True)
        self.every.clicked.connect(self._every)
        self.buttons = {kind.value: self._chip(KINDS[kind.value]) for kind in MeetingKind}
        for button in (self.every, *self.buttons.values()):
            self.flow.addWidget(button)
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.setFocusProxy(self.every)

    def values(self) -> tuple[str, ...]:
        """Give the kinds chosen, in their order; none where all are."""
        return tuple(kind for kind, button in self.buttons.items() if button.isChecked())

    def set_values(self, kinds: Iterable[str]) -> None:
        """Choose kinds, or with none of them all, without a word to anybody."""
        wanted = set(kinds)
        for kind, button in self.buttons.items():
            button.setChecked(kind in wanted)
        self.every.setChecked(not self.values())

    def _chip(self, label: str) -> QPushButton:
        button = theme.mark(QPushButton(label), role="chip")
        button.setCheckable(True)
        button.setAccessibleName(label)
        return button

    @Slot()
    def _every(self) -> None:
        self.set_values(())
        self.chosen.emit()

    @Slot()
    def _pressed(self) -> None:
        self.every.setChecked(not self.values())
        self.chosen.emit()
