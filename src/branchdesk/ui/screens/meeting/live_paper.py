"""The minutes of what is typed, as they would be printed now, beside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent

from branchdesk.domain.meetings import MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers.pane import DrawnPane
from branchdesk.ui.screens.meeting import work

if TYPE_CHECKING:
    from branchdesk.services.papers.printing import Opened

WAIT = 500  # milliseconds of quiet before the paper is drawn anew
ROOMY = 80  # ems of the screen's width from which the minutes have a place beside the form
SHAPE = 0.78  # width of the page by its height, its margins cut
LEAST, MOST = 23.6, 46  # ems
SHARE, FORM_FIRST = 0.45, 16  # of the width, less so many ems, which the form has before


class LivePaper(DrawnPane):
    """The minutes of what is typed, drawn anew a moment after each change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cropped=True)
        self._record: MeetingRecord | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._waiting.timeout.connect(self._make)

    def fit_beside(self, width: int, height: int) -> None:
        """Take a place beside the form where a screen of this size has room for one."""
        roomy = width >= theme.em(ROOMY)
        if roomy != (not self.isHidden()):
            self.setVisible(roomy)
        if roomy:
            most = round((height - theme.em(2.7)) * SHAPE)
            share = round(width * SHARE) - theme.em(FORM_FIRST)
            self.setFixedWidth(max(theme.em(LEAST), min(share, theme.em(MOST), most)))

    def show_record(self, record: MeetingRecord | None) -> None:
        """Show another record soon; where there is none, leave what is shown."""
        if record is not None:
            self._record = record
            self._waiting.start()

    def again(self) -> None:
        """Make the paper anew soon: the branch may want its papers otherwise now."""
        self._waiting.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was typed while there was no room."""
        super().showEvent(event)
        self._waiting.start()

    @Slot()
    def _make(self) -> None:
        record = self._record
        if record is None or not self.isVisible() or not self._desk.is_open:
            return
        fineness = self.fineness()

        def shown(opened: Opened) -> None:
            if self._record is record:
                self.show_paper(opened)

        self._desk.read(
            lambda store: work.open_minutes(store, record, fineness),
            shown,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.tell(error.sentence)
