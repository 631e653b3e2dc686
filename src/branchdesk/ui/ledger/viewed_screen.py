"""A ledger's screen with other views of its subject beside the list: a bar above the pages chooses one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from branchdesk.services import Changes
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.screen import LedgerScreen

LIST = "list"


class ViewPage(LedgerPage):
    """A view beside the list. `wants` asks for another screen, as a screen does.

    It asks nothing of the store before `ask`, which comes when it is first looked at, and again after a change of one
    of its `parts`, which are tables.
    """

    wants = Signal(str, object)
    parts: frozenset[str] = frozenset()

    def ask(self) -> None:
        """Read what is shown."""
        raise NotImplementedError


class Views(Mapping[str, ViewPage]):
    """A screen's views by key, each made when it is first asked for, and then shown to `take`."""

    def __init__(self, makers: Mapping[str, Callable[[], ViewPage]], take: Callable[[str, ViewPage], None]) -> None:
        self._makers, self._take = makers, take
        self.made: dict[str, ViewPage] = {}

    def __getitem__(self, key: str) -> ViewPage:
        """Give a view; KeyError where there is none."""
        if key not in self.made:
            self.made[key] = view = self._makers[key]()
            self._take(key, view)
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        """Say whether there is such a view; none is made for that."""
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        """Give the keys."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Count the views there are, made or not."""
        return len(self._makers)


class ViewedScreen(LedgerScreen):
    """The ledger's pages and the other views, chosen above them; Esc goes back to the list."""

    def __init__(
        self,
        desk: Desk,
        actions: LedgerActions,
        makers: Mapping[str, Callable[[], ViewPage]],
        names: Sequence[tuple[str, str]],
        called: str,
    ) -> None:
        """Take what makes each view, by key, and what the bar calls them and the list (LIST), in its order."""
        self.views = Views(makers, self.take_view)
        self._stale = set(self.views)
        self.bar = Segments(names)
        self.bar.setAccessibleName(called)
        self.bar_row = QWidget()
        super().__init__(desk, actions)

    def reload(self, changes: Changes | None) -> None:
        """Ask anew what is shown; the other views ask once they are looked at."""
        super().reload(changes)
        for key, view in self.views.made.items():
            if changes is None or changes.kinds & view.parts:
                self._stale.add(key)
        self._freshen()

    def activated(self, *, target: object = None, behind: object = None, **more: object) -> None:
        """Show the list, a record, or a view by its key."""
        if isinstance(target, str) and target in self.views:
            self.turn_to(target)
            return
        if target is None and self._view_shown():
            self._freshen()
            return
        super().activated(target=target, behind=behind, **more)

    def turn_to(self, key: str) -> None:
        """Show a view by its key, or the list; a view with unsaved text asks first."""
        wanted = self.views.get(key, self.list)
        if wanted is not self.page and not self.page.leaving():
            self.bar.set_value(self._view_shown() or LIST)
            return
        self._show(wanted)

    def take_view(self, _key: str, view: ViewPage) -> None:
        """Take a view that was just made among the pages; a subclass connects here what it wants to hear of it."""
        self.take_page(view)
        view.wants.connect(self.wants)

    # -- inside

    def _lay_out(self) -> None:
        row = self.bar_layout = QHBoxLayout(self.bar_row)
        row.setContentsMargins(theme.em(1.5), theme.em(1), theme.em(1.5), 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        super()._lay_out()
        self.body.insertWidget(1, self.bar_row)

    def _wire(self) -> None:
        super()._wire()
        self.bar.chosen.connect(self.turn_to)

    def _view_shown(self) -> str:
        return next((key for key, view in self.views.made.items() if view is self.page), "")

    def _show(self, page: LedgerPage) -> None:
        super()._show(page)
        shown = self._view_shown()
        self.bar_row.setVisible(bool(shown) or page is self.list)
        self.bar.set_value(shown or LIST)
        self._freshen()

    def _freshen(self) -> None:
        shown = self._view_shown()
        if shown in self._stale:
            self._stale.discard(shown)
            self.views[shown].ask()
