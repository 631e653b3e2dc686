"""A sentence above a list with one thing to do about it: 撤销 after a step, another name for a file that is held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.theme import Tone


class Notice(Banner):
    """A banner with a button; the offer to undo goes away when its step is no longer the last."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._action: Callable[[], object] | None = None
        self._step = ""
        self.button = QPushButton("")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._act)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(1, self.button)
        desk.titles.connect(self._steps_moved)

    def tell(self, sentence: str, tone: Tone = Tone.GOOD) -> None:
        """Show a sentence with nothing to be done about it."""
        self._offer(sentence, tone, "", None, "")

    def tell_done(self, sentence: str, step: str) -> None:
        """Say what was done, and offer to take the step of that title back."""
        self._offer(sentence, Tone.GOOD, "撤销", self._desk.undo, step)

    def offer(self, sentence: str, label: str, action: Callable[[], object], tone: Tone = Tone.WARN) -> None:
        """Show a sentence and a button that does something about it."""
        self._offer(sentence, tone, label, action, "")

    def _offer(self, sentence: str, tone: Tone, label: str, action: Callable[[], object] | None, step: str) -> None:
        self._action, self._step = action, step
        self.button.setText(label)
        self.button.setVisible(bool(label))
        theme.mark(self.button, role="")
        self.say(sentence, tone, stays=bool(label))

    @Slot()
    def _act(self) -> None:
        action, self._action = self._action, None
        self.setVisible(False)
        if action is not None:
            action()

    @Slot()
    def _steps_moved(self) -> None:
        if self._step and self._desk.undo_title != self._step:
            self._step = ""
            self.setVisible(False)
