"""上次没有保存完的内容: what was kept aside, to be taken up or let go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal, Slot

from branchdesk.services.meetings import unfinished
from branchdesk.services.meetings.unfinished import Unfinished
from branchdesk.ui.desk import Desk
from branchdesk.ui.offer_bar import OfferBar
from branchdesk.words import unfinished as say


class UnfinishedBar(OfferBar):
    """Offers one piece of unfinished typing after another; `wanted` carries the one to take up. Hidden without any."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Unfinished, ...] = ()
        self._turn = 0
        self.take_button.clicked.connect(self._take)
        self.drop_button.clicked.connect(self._drop)

    def look(self, of: Callable[[Unfinished], bool] | None = None, *, take: object = None) -> None:
        """Ask what was kept aside, all or what is `of` something; the one whose key is `take` is taken up at once.

        It is asked behind everything that is being written: what was let go of a moment ago is not offered again.
        """
        self._turn += 1
        turn = self._turn

        def seen(waiting: tuple[Unfinished, ...]) -> None:
            if turn == self._turn:
                found = tuple(one for one in waiting if of is None or of(one))
                self.show_found(found)
                for one in found:
                    if one.key == take:
                        self.wanted.emit(one)

        self._desk.write(unfinished.waiting, seen, owner=self)

    def put_away(self) -> None:
        """Offer nothing."""
        self._turn += 1
        self.show_found(())

    def show_found(self, found: tuple[Unfinished, ...]) -> None:
        """Offer these, the first of them first."""
        self._found = found
        if not found:
            self.offer("")
            return
        first = found[0]
        self.offer(say.unfinished(first.typed.meeting.kind, datetime.fromisoformat(first.at)))

    @Slot()
    def _take(self) -> None:
        if self._found:
            self.wanted.emit(self._found[0])

    @Slot()
    def _drop(self) -> None:
        if self._found:
            key = self._found[0].key
            self._desk.write(lambda store: unfinished.forget(store, key), owner=self)
            self.show_found(self._found[1:])
