"""第一议题: the library of documents as a ledger, and beside it sessions, measures, leading the reading, hours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot

from branchdesk.services import Changes
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.viewed_screen import LIST, ViewedScreen, ViewPage
from branchdesk.ui.screens.study.document import DocumentPage
from branchdesk.ui.screens.study.hours import HoursView
from branchdesk.ui.screens.study.led import LedView
from branchdesk.ui.screens.study.measures import MeasuresView
from branchdesk.ui.screens.study.merging import MergeDialog
from branchdesk.ui.screens.study.sessions import SessionsView

VIEWS = ((LIST, "篇目"), ("sessions", "会议"), ("measures", "措施回看"), ("led", "领学"), ("hours", "学时"))


class StudyScreen(ViewedScreen):
    """The library as a ledger, and the four other views."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        self.merging: MergeDialog | None = None
        makers: dict[str, Callable[[], ViewPage]] = {
            "sessions": partial(SessionsView, desk),
            "measures": partial(MeasuresView, desk),
            "led": partial(LedView, desk),
            "hours": partial(HoursView, desk),
        }
        super().__init__(desk, actions, makers, VIEWS, "第一议题的各页")

    def take_view(self, key: str, view: ViewPage) -> None:
        """Hear of measures that were brought to their end."""
        super().take_view(key, view)
        if isinstance(view, MeasuresView):
            view.written.connect(self._written)

    # -- inside

    def _wire(self) -> None:
        super()._wire()
        if isinstance(self.record_card, DocumentPage):
            self.record_card.meeting_asked.connect(self._to_meeting)
            self.record_card.member_asked.connect(self._to_member)
            self.record_card.written.connect(self._written)
            self.record_card.merge_asked.connect(self._ask_merge)

    @Slot(str)
    def _to_meeting(self, meeting_id: str) -> None:
        self.navigate("meeting", target=meeting_id, behind="study")

    @Slot(str)
    def _to_member(self, member_id: str) -> None:
        self.navigate("members", target=member_id, behind="study")

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        if changes:
            self.notice.tell_done(f"已{changes.title}。", changes.title)

    @Slot(str)
    def _ask_merge(self, document_id: str) -> None:
        self.merging = MergeDialog(self, self.desk, document_id)
        self.merging.merged.connect(self._merged)
        self.merging.finished.connect(self.merging.deleteLater)
        self.merging.begin()

    @Slot(str, object)
    def _merged(self, into: str, changes: Changes) -> None:
        self.open_record(into)
        self._written(changes)
