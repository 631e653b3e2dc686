"""What an import did, above the list: with the way to its rows and to those that stayed out, beside 撤销."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.theme import Tone

if TYPE_CHECKING:
    from branchdesk.ui.ledger.import_wizard import Done


class ImportNotice(Notice):
    """A notice that may offer more than one thing; what is offered besides leaves the notice standing."""

    more: tuple[QPushButton, ...] = ()

    def tell_import(self, done: Done, show_batch: Callable[[str], object]) -> None:
        """Tell what an import did, and offer to take it back, to see its rows, and to keep those that stayed out."""
        self.tell_done(done.sentence, done.step)
        if done.batch:
            self._add("查看这一批", partial(show_batch, done.batch))
        if done.save_refused:
            self._add("另存未导入的行…", partial(done.save_refused, self.tell))

    def _add(self, label: str, action: Callable[[], object]) -> None:
        button = QPushButton(label)
        button.setAutoDefault(True)
        button.clicked.connect(partial(_do, action))
        self.more += (button,)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(len(self.more), button)

    def _offer(self, sentence: str, tone: Tone, label: str, action: Callable[[], object] | None, step: str) -> None:
        for button in self.more:
            button.hide()
            button.deleteLater()
        self.more = ()
        super()._offer(sentence, tone, label, action, step)


def _do(action: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's own form
    action()
