"""登记为已办, 本次不要求: what is noted of a duty by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from branchdesk import clock
from branchdesk.domain.duties.duty import Duty
from branchdesk.services.duties import duty_marks
from branchdesk.services.duties.duty_marks import Mark
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb

DONE, NOT_ASKED = "登记为已办", "本次不要求"


class MarkDialog(FormDialog):
    """Asks when a duty was done, or why it is not asked for this time."""

    def __init__(self, parent: QWidget, desk: Desk, duty: Duty, *, done: bool) -> None:
        super().__init__(parent, desk, DONE if done else NOT_ASKED, "登记")
        self._duty, self._done = duty, done
        self.day, self.note = DateEdit(), QLineEdit()
        if done:
            last = min(duty.by or clock.today(), clock.today())
            self.day.set_value(last)
            self.add("day", "办理日期", self.day, f"{duty.what}。有会议记录的，请直接补记录，不用在这里登记。")
        self.add("note", "说明" if done else "原因", self.note, "" if done else f"{duty.what}。以后查起来有据可依。")
        self.verb = self._verb

    def _verb(self) -> Verb | None:
        if self._done and not self.day.check():
            return None
        day = str(self.day.value()) if self._done and self.day.value() else None
        mark = Mark.of(self._duty, done=self._done, day=day, note=self.note.text().strip())
        return lambda store: duty_marks.mark(store, mark)
