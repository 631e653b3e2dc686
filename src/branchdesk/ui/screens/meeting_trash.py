"""The trash of the meetings, whose list is a screen made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.trash_page import TrashPage
from branchdesk.ui.screen import Screen

if TYPE_CHECKING:
    from branchdesk.services import Changes


class MeetingTrashScreen(Screen):
    """The drafts that were taken out, under the notice that offers 撤销."""

    title = "回收站"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.notice = Notice(desk)
        self.page = TrashPage(desk, MEETINGS, "会议")
        self.body.addWidget(self.notice.above_pages())
        self.body.addWidget(self.page, 1)
        self.page.told.connect(self.notice.tell_done)
        self.page.closed.connect(self._close)
        self.page.heading_changed.connect(self._name)
        self.setFocusProxy(self.page)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the page's buttons."""
        return self.page.buttons()

    def reload(self, changes: Changes | None) -> None:
        """Ask anew after a change that concerns the meetings."""
        if self.desk.is_open and (changes is None or "meeting" in changes.kinds):
            self.page.reload()

    def activated(self, **_target: object) -> None:
        """Be shown whole."""
        self.notice.tell("")
        self.page.begin()

    def back(self) -> bool:
        """Step back from a search."""
        return self.page.step_back()

    @Slot()
    def _close(self) -> None:
        self.navigate("meetings")

    @Slot()
    def _name(self) -> None:
        self.title, self.subtitle = self.page.title, self.page.subtitle
        self.heading_changed.emit()
