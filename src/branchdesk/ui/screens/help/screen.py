"""帮助: pages side by side under tabs, each a screen of its own, made when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.help.pages import HELP_PAGES

if TYPE_CHECKING:
    from branchdesk.services import Changes


class HelpScreen(Screen):
    """The tabs, and the page that is shown below them."""

    title = "帮助"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.here = HELP_PAGES[0].key
        self._pages: dict[str, Screen] = {}
        self.tabs = Segments([(page.key, page.label) for page in HELP_PAGES])
        self.tabs.setAccessibleName("帮助")
        self.tabs.chosen.connect(self.turn_to)
        row = QHBoxLayout()
        row.setContentsMargins(theme.em(1.5), theme.em(1), theme.em(1.5), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.stack = QStackedWidget()
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)

    def page(self, key: str) -> Screen:
        """Give a page by its key, making it where it was not shown before; KeyError where there is none."""
        if key not in self._pages:
            made = {page.key: page for page in HELP_PAGES}[key].make(self.desk)
            made.wants.connect(self.wants)
            made.said.connect(self.said)
            made.heading_changed.connect(self._name)
            self._pages[key] = made
            self.stack.addWidget(made)
            made.reload(None)
        return self._pages[key]

    @Slot(str)
    def turn_to(self, key: str, **target: object) -> None:
        """Show a page; `target` says what of it is meant."""
        page = self.page(key)
        self.here = key
        self.tabs.set_value(key)
        self.stack.setCurrentWidget(page)
        page.activated(**target)
        self._name()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the shown page's buttons."""
        return self.page(self.here).buttons()

    def reload(self, changes: Changes | None) -> None:
        """Let each page that was made show what changed."""
        for page in self._pages.values():
            page.reload(changes)

    def activated(self, *, page: object = None, **target: object) -> None:
        """Show the page that is named by its key, else the one that was shown last."""
        self.turn_to(page if isinstance(page, str) else self.here, **target)
        shown = self.page(self.here)
        self.setFocusProxy(shown if shown.focusProxy() else self.tabs)

    def back(self) -> bool:
        """Take one step back inside the page."""
        return self.page(self.here).back()

    def leaving(self) -> bool:
        """Ask the page."""
        return self.page(self.here).leaving()

    @Slot()
    def _name(self) -> None:
        page = self.page(self.here)
        self.subtitle, self.state = page.subtitle, page.state
        self.heading_changed.emit()
