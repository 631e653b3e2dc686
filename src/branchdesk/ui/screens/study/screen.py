"""第一议题: the library of documents as a ledger, and beside it sessions, measures, leading the reading, hours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from branchdesk.services import Changes
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.study.document import DocumentPage
from branchdesk.ui.screens.study.hours import HoursView
from branchdesk.ui.screens.study.led import LedView
from branchdesk.ui.screens.study.measures import MeasuresView
from branchdesk.ui.screens.study.merging import MergeDialog
from branchdesk.ui.screens.study.pages import View, ViewBar
from branchdesk.ui.screens.study.sessions import SessionsView

LIBRARY = "library"


class StudyScreen(LedgerScreen):
    """The ledger's pages and the four other views, chosen above them; Esc goes back to the library."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        self.views: dict[str, View] = {
            "sessions": SessionsView(desk),
            "measures": MeasuresView(desk),
            "led": LedView(desk),
            "hours": HoursView(desk),
        }
        self._stale = set(self.views)
        self.bar = ViewBar()
        self.bar_row = QWidget()
        self.merging: MergeDialog | None = None
        super().__init__(desk, actions)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the shown page's buttons."""
        return self.page.buttons()

    def reload(self, changes: Changes | None) -> None:
        """Ask anew what is shown; the other views ask once they are looked at."""
        super().reload(changes)
        for key, view in self.views.items():
            if changes is None or changes.kinds & view.parts:
                self._stale.add(key)
        self._freshen()

    def activated(self, *, target: object = None, behind: object = None, **more: object) -> None:
        """Show the library, a document, or a view by its key."""
        if isinstance(target, str) and target in self.views:
            self.turn_to(target)
            return
        if target is None and self._view_shown():
            self._freshen()
            return
        super().activated(target=target, behind=behind, **more)

    def turn_to(self, key: str) -> None:
        """Show a view by its key, or the library."""
        self._show(self.views.get(key, self.list))

    # -- inside

    def _pages(self) -> list[LedgerPage]:
        return [*super()._pages(), *self.views.values()]

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.bar_row)
        row.setContentsMargins(theme.em(1.5), theme.em(1), theme.em(1.5), 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        super()._lay_out()
        self.body.insertWidget(1, self.bar_row)

    def _wire(self) -> None:
        super()._wire()
        self.bar.chosen.connect(self.turn_to)
        for view in self.views.values():
            view.wants.connect(self.wants)
        measures = self.views["measures"]
        if isinstance(measures, MeasuresView):
            measures.written.connect(self._written)
        if isinstance(self.record_card, DocumentPage):
            self.record_card.meeting_asked.connect(self._to_meeting)
            self.record_card.member_asked.connect(self._to_member)
            self.record_card.written.connect(self._written)
            self.record_card.merge_asked.connect(self._ask_merge)

    def _view_shown(self) -> str:
        return next((key for key, view in self.views.items() if view is self.page), "")

    def _show(self, page: LedgerPage) -> None:
        super()._show(page)
        shown = self._view_shown()
        self.bar_row.setVisible(bool(shown) or page is self.list)
        self.bar.set_value(shown or LIBRARY)
        self._freshen()

    def _freshen(self) -> None:
        shown = self._view_shown()
        if shown in self._stale:
            self._stale.discard(shown)
            self.views[shown].ask()

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
