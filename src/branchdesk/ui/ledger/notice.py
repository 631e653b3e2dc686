"""A sentence above a list with something to do about it: 撤销 after a step, another name for a file that is held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
        self._other: Callable[[], object] | None = None
        self.button, self.second = QPushButton(""), QPushButton("")
        self.button.clicked.connect(self._act)
        self.second.clicked.connect(self._act_otherwise)
        row = self.layout()
        for place, button in enumerate((self.button, self.second), start=1):
            button.setAutoDefault(True)
            if isinstance(row, QHBoxLayout):
                row.insertWidget(place, button)
        desk.titles.connect(self._steps_moved)

    def above_pages(self) -> QWidget:
        """Give a strip that holds the notice above a screen's pages; it takes no room while nothing is said."""
        strip = QWidget()
        column = QVBoxLayout(strip)
        column.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), 0)
        column.addWidget(self)
        strip.hide()
        self.visibility.connect(strip.setVisible)
        return strip

    def tell(self, sentence: str, tone: Tone = Tone.GOOD) -> None:
        """Show a sentence with nothing to be done about it."""
        self._offer(sentence, tone, "", None, "")

    def tell_done(self, sentence: str, step: str, *, second: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say what was done, and offer to take the step of that title back; `second` does something beside."""
        self._offer(sentence, Tone.GOOD, "撤销", self._desk.undo, step)
        self._offer_second(second)

    def offer(
        self,
        sentence: str,
        label: str,
        action: Callable[[], object],
        tone: Tone = Tone.WARN,
        *,
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a sentence and a button that does something about it, or two; a second one leaves the sentence there."""
        self._offer(sentence, tone, label, action, "")
        self._offer_second(second)

    def _offer_second(self, second: tuple[str, Callable[[], object]] | None) -> None:
        if second is not None:
            label, self._other = second
            self.second.setText(label)
            self.second.show()

    def _offer(self, sentence: str, tone: Tone, label: str, action: Callable[[], object] | None, step: str) -> None:
        self._action, self._step, self._other = action, step, None
        self.second.hide()
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
    def _act_otherwise(self) -> None:
        if self._other is not None:
            self._other()

    @Slot()
    def _steps_moved(self) -> None:
        if self._step and self._desk.undo_title != self._step:
            self._step = ""
            self.setVisible(False)
