"""How a list is arranged while it is used, and the keeping of it: in the branch's file, a moment after each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from branchdesk.services.ledgers import views
from branchdesk.services.ledgers.views import Arrangement, Setup, View
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions

PAUSE = 700  # milliseconds after the last change before it is kept


class Arranging(QObject):
    """Columns, widths, totals and views of one list.

    Columns and widths belong to the view that is shown, or to the list itself where none is. `changed` says that
    something is arranged otherwise.
    """

    changed = Signal()

    def __init__(self, parent: QObject, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(parent)
        self._desk, self._ledger = desk, actions.ledger
        self.known = False
        self.setup = Setup(views.usual(actions.ledger))
        self.view = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)

    @property
    def arrangement(self) -> Arrangement:
        """Give the columns and widths of what is shown."""
        view = self.setup.view(self.view)
        return view.arrangement if view else self.setup.arrangement

    def adopt(self, setup: Setup, view: str) -> None:
        """Take what was kept, showing one of its views or none."""
        self.known, self.setup, self.view = True, setup, view

    def forget(self) -> None:
        """Be as at the beginning: another file is open."""
        self._timer.stop()
        self.adopt(Setup(views.usual(self._ledger)), "")
        self.known = False

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self._arrange(replace(self.arrangement, columns=tuple(keys)))

    def set_width(self, key: str, ems: float) -> None:
        """Keep a column's width; 0 for the width it needs."""
        widths = {one: width for one, width in self.arrangement.widths.items() if one != key}
        self._arrange(replace(self.arrangement, widths=widths | ({key: round(ems, 2)} if ems else {})))

    @Slot()
    def restore(self) -> None:
        """Take the columns and widths that the ledger begins with."""
        self._arrange(views.usual(self._ledger))

    def set_totals(self, *, shown: bool) -> None:
        """Show the totals or not."""
        self._keep(replace(self.setup, totals=shown))

    def choose(self, name: str) -> None:
        """Show a view, or the whole list where there is none of that name."""
        self.view = name if self.setup.view(name) else ""
        self.changed.emit()

    def save_view(self, view: View) -> None:
        """Keep a view under its name and show it."""
        self.view = view.name
        self._keep(self.setup.with_view(view))

    def rename(self, name: str) -> None:
        """Give the view that is shown another name."""
        setup = self.setup.renamed(self.view, name)
        self.view = name
        self._keep(setup)

    @Slot()
    def delete(self) -> None:
        """Forget the view that is shown."""
        setup = self.setup.without_view(self.view)
        self.view = ""
        self._keep(setup)

    def set_first(self, *, first: bool) -> None:
        """Show this view when the list is opened, or none."""
        self._keep(replace(self.setup, first=self.view if first else ""))

    @Slot()
    def flush(self) -> None:
        """Keep now what was arranged and is not kept yet."""
        if self._timer.isActive() or self.sender() is self._timer:
            self._timer.stop()
            ledger, setup = self._ledger, self.setup
            self._desk.write(lambda store: views.keep(store, ledger, setup))

    def _arrange(self, arrangement: Arrangement) -> None:
        view = self.setup.view(self.view)
        if view is None:
            self._keep(replace(self.setup, arrangement=arrangement))
        else:
            self._keep(self.setup.with_view(replace(view, arrangement=arrangement)))

    def _keep(self, setup: Setup) -> None:
        if setup != self.setup:
            self.setup = setup
            self._timer.start()
        self.changed.emit()
