"""上次没有保存的内容, on 今日: every form whose text was never saved, one after another."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication

from branchdesk.services import drafts
from branchdesk.services.drafts import Draft
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import sentence, standing
from branchdesk.ui.offer_bar import OfferBar
from branchdesk.words import drafts as say


class DraftsBar(OfferBar):
    """Offers one draft after another; `wanted` carries the one to go to, `said` what else was done. Hidden without any.

    The text of a record that is gone can only be copied.
    """

    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Draft, ...] = ()
        self.take_button.clicked.connect(self._take)
        self.drop_button.clicked.connect(self._drop)

    @Slot()
    def look(self) -> None:
        """Ask what waits, behind everything that is being written."""
        self._desk.write(drafts.waiting, self._show, owner=self)

    def _show(self, found: tuple[Draft, ...]) -> None:
        here = standing()
        self._found = tuple(one for one in found if one.key not in here)
        if not self._found:
            self.offer("")
            return
        first = self._found[0]
        take = say.TAKE_UP if first.screen and not first.gone else say.COPY
        self.offer(sentence(first, others=len(self._found) - 1), take=take)

    @Slot()
    def _take(self) -> None:
        first = self._found[0]
        if first.screen and not first.gone:
            self.wanted.emit(first)
            return
        QApplication.clipboard().setText("\n".join(f"{name}：{text}" for name, text in first.texts.items()))
        self.said.emit(say.copied(first.what))

    @Slot()
    def _drop(self) -> None:
        key = self._found[0].key
        self._desk.write(lambda store: drafts.forget(store, key), owner=self)
        self._show(self._found[1:])
