"""One calm line on 今日 after the program became newer, with the way to what is new."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from branchdesk import __version__
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.offer_bar import OfferBar
from branchdesk.ui.theme import Tone
from branchdesk.words import guide as say


class NewsBar(OfferBar):
    """Offers what is new until it is read or put away; `wanted` asks for it. It asks nothing of the store."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(say.NEWS)
        for part in (self, self.label):
            theme.mark(part, tone=Tone.QUIET)
        self.take_button.clicked.connect(self._take)
        self.drop_button.clicked.connect(self._drop)

    def look(self) -> None:
        """Show the line while this start has news."""
        self.offer(say.is_new(__version__) if self._desk.news_since else "", take=say.READ_NEWS, drop=say.PUT_AWAY)

    @Slot()
    def _take(self) -> None:
        self._drop()
        self.wanted.emit()

    @Slot()
    def _drop(self) -> None:
        self._desk.news_since = ""
        self.look()
