"""操作记录: every step, who took it and when; a step opened shows what it made of which record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.history_list import HistoryList
from branchdesk.ui.screens.history_step import StepPage

if TYPE_CHECKING:
    from branchdesk.services import Changes


class HistoryScreen(Screen):
    """The list of steps and, one step further in, one of them whole."""

    title = "操作记录"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = HistoryList(desk)
        self.step = StepPage(desk)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack)
        for page in (self.list, self.step):
            self.stack.addWidget(page)
            page.heading_changed.connect(self._name)
        self.list.opened.connect(self.open_step)
        self.step.closed.connect(self._close)
        self.step.record_wanted.connect(self._to_record)
        self.step.told.connect(self._tell)
        self._show(self.list)

    @property
    def page(self) -> LedgerPage:
        """Give the page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, LedgerPage) else self.list

    def buttons(self) -> Sequence[QWidget]:
        """Lend the shown page's buttons."""
        return self.page.buttons()

    def reload(self, _changes: Changes | None) -> None:
        """Ask for the steps anew."""
        if not self.desk.is_open:
            return
        self.list.reload()
        if self.page is self.step:
            self.step.reload()

    def activated(self, *, batch: object = None, **_more: object) -> None:
        """Show the list, or the step that `batch` names by one of its operations."""
        if isinstance(batch, str) and batch:
            self.open_step(batch)
        else:
            self._show(self.list)

    def back(self) -> bool:
        """Go from a step to the list, from a narrowed list to the whole."""
        if self.page is self.step:
            if not self.step.step_back():
                self._close()
            return True
        return self.list.step_back()

    @Slot(str)
    def open_step(self, operation_id: str) -> None:
        """Show one step whole."""
        self.list.choose(operation_id)
        self.step.open_step(operation_id)
        self._show(self.step)

    # -- inside

    def _show(self, page: LedgerPage) -> None:
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self._name()
        if self.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _close(self) -> None:
        self._show(self.list)

    @Slot()
    def _name(self) -> None:
        self.title, self.subtitle = self.page.title, self.page.subtitle
        self.heading_changed.emit()

    @Slot(str, str)
    def _to_record(self, ledger: str, record: str) -> None:
        self.navigate(ledger, target=record)

    @Slot(str, str)
    def _tell(self, sentence: str, tone: str) -> None:
        self.said.emit(sentence, tone)
