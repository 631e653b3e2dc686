"""A quiet bar on 今日 for what is wrong around the file: the clock, a synchronised folder."""

from __future__ import annotations

from functools import partial

from branchdesk.services import Store
from branchdesk.services.keeping import world
from branchdesk.ui.desk import Desk
from branchdesk.ui.offer_bar import OfferBar
from branchdesk.words import world as say


class WorldBar(OfferBar):
    """Shows one warning after another; each is put away for good by 知道了."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName(say.CLOCK_AND_FOLDER)
        self._desk = desk
        self._waiting: tuple[world.Warned, ...] = ()
        self.drop_button.clicked.connect(self._accept)

    def look(self) -> None:
        """Ask what there is to warn of."""
        self._desk.read(world.warnings, self.show_warnings)

    def show_warnings(self, found: tuple[world.Warned, ...]) -> None:
        """Show the first of them, or nothing."""
        self._waiting = found
        self.offer(found[0].sentence if found else "", take="", drop=say.ACCEPT)

    def _accept(self) -> None:
        first, *rest = self._waiting
        self._desk.write(partial(_accept, warned=first))
        self.show_warnings(tuple(rest))


def _accept(store: Store, *, warned: world.Warned) -> None:
    world.accept(store, warned)
