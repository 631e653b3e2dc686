"""Going on with what was kept aside: offered where its meeting is opened, and filled into the form as it stood."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from branchdesk.services.meetings.unfinished import Unfinished
from branchdesk.ui.desk import Desk
from branchdesk.ui.screens.meeting.as_typed import Watch
from branchdesk.ui.screens.meeting.form import Form
from branchdesk.ui.screens.meeting.saving import Saver
from branchdesk.ui.screens.meeting.unfinished_bar import UnfinishedBar
from branchdesk.ui.screens.meeting.work import Facts


class Resuming(QObject):
    """Joins a form, its saver and the bar; `taken_up` says that what was kept aside stands in the form.

    `wanted` is the key of what shall be taken up without a question, as the next meeting is opened.
    """

    taken_up = Signal()

    def __init__(self, desk: Desk, form: Form, saver: Saver, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._saver = form, saver
        self._facts: Facts | None = None
        self.wanted: object = None
        self.watch = Watch(form.sections, self)
        self.bar = UnfinishedBar(desk)
        self.watch.heard.connect(self._heard)
        self.bar.wanted.connect(self._take_up)

    def opened(self, facts: Facts, *, is_open: bool) -> None:
        """Hear that another meeting is at the form; of one that is closed nothing can be taken up."""
        self._facts = facts if is_open else None
        self.bar.put_away()
        if is_open:
            meeting_id, take = self._form.meeting_id(), self.wanted
            self.bar.look(lambda one: one.typed.meeting.id == meeting_id, take=take)

    @Slot()
    def _heard(self) -> None:
        if self._facts is not None:
            self._saver.stir()

    @Slot(object)
    def _take_up(self, aside: Unfinished) -> None:
        if self._facts is not None:
            self._saver.begin(aside.key)
            self._form.take_up(aside.typed, self._facts)
            self.bar.put_away()
            self.taken_up.emit()
