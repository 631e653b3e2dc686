"""What an import did, above the list: with the way to its rows and to those that stayed out, beside 撤销."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.theme import Tone

More = Sequence[tuple[str, Callable[[], object]]]


class ImportNotice(Notice):
    """A notice that may offer more than one thing; what is offered besides leaves the notice standing."""

    more: tuple[QPushButton, ...] = ()

    def tell_import(self, sentence: str, step: str, more: More) -> None:
        """Say what was done, and offer to take the step of that title back, and more besides."""
        self.tell_done(sentence, step)
        row = self.layout()
        for place, (label, action) in enumerate(more, start=1):
            button = QPushButton(label)
            button.setAutoDefault(True)
            button.clicked.connect(partial(_do, action))
            self.more += (button,)
            if isinstance(row, QHBoxLayout):
                row.insertWidget(place, button)

    def _offer(self, sentence: str, tone: Tone, label: str, action: Callable[[], object] | None, step: str) -> None:
        for button in self.more:
            button.hide()
            button.deleteLater()
        self.more = ()
        super()._offer(sentence, tone, label, action, step)


def _do(action: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's own form
    action()
