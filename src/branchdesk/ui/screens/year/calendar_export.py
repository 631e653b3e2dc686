"""导出日历: the coming days as an .ics file for a phone or another calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.errors import Refusal, Spoken
from branchdesk.services import Store
from branchdesk.services.duties import calendars
from branchdesk.services.duties.calendars import Parts
from branchdesk.services.papers import printing
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.papers.place import ask_place
from branchdesk.ui.screens.committee.dialog import FormDialog
from branchdesk.words import calendars as say

KIND = (".ics", "日历文件 (*.ics)")
HINT = (
    "文件里有姓名和会议时间地点，没有身份证号、电话。同一件事每次导出编号不变，日历会更新而不会重复。"
    "手机或邮箱日历属于单位以外的设备时，请先确认是否允许。"
)


class CalendarDialog(FormDialog):
    """Asks for the days and the parts, then for the place; `done_as` carries what is said once the file is there."""

    folder: ClassVar[Path | None] = None  # where the last file went, until the program ends

    def __init__(self, parent: QWidget, desk: Desk, first: date, last: date) -> None:
        super().__init__(parent, desk, "导出日历", "导出…")
        self.since, self.until = DateEdit(day_needed=True), DateEdit(day_needed=True)
        self.since.set_value(first)
        self.until.set_value(last)
        self.add_row(("since", "从", self.since, ""), ("until", "到", self.until, ""))
        self.meetings, self.deadlines, self.birthdays = (
            QCheckBox("计划中的会议"),
            QCheckBox("各项要求的期限"),
            QCheckBox("政治生日（提前一周提醒）"),
        )
        boxes = QVBoxLayout()
        boxes.setSpacing(theme.em(0.4))
        for box in (self.meetings, self.deadlines, self.birthdays):
            box.setChecked(True)
            boxes.addWidget(box)
        self.column.addLayout(boxes)
        hint = theme.mark(QLabel(HINT), role="small")
        hint.setWordWrap(True)
        self.column.addWidget(hint)

    @Slot()
    def save(self) -> None:
        """Ask for a place and write there; what is in the way is said in the dialog."""
        checked = [field.check() for field in (self.since, self.until)]
        since, until = self.since.day(), self.until.day()
        if not all(checked) or since is None or until is None:
            return
        name = f"{self.desk.store.branch.name}日程{since.isoformat()}至{until.isoformat()}"
        try:
            path = ask_place(self, "导出日历", self.folder, name, KIND)
        except Refusal as refusal:
            self._refused(refusal)
            return
        if path is not None:
            type(self).folder = path.parent
            self.write(path, since, until)

    def write(self, path: Path, since: date, until: date) -> None:
        """Write the calendar of some days on the reading lane."""
        parts = Parts(self.meetings.isChecked(), self.deadlines.isChecked(), self.birthdays.isChecked())
        today = clock.today()

        def work(store: Store) -> str | Spoken:
            try:
                made = calendars.calendar(store, since, until, parts, today)
                printing.save_bytes(made.content, path)
            except Spoken as error:
                return error
            return say.written(made.entries, path)

        self.save_button.setEnabled(False)
        self.desk.read(work, self._written, owner=self)

    def _written(self, said: str | Spoken) -> None:
        self.save_button.setEnabled(True)
        if isinstance(said, str):
            self.done_as.emit(said)
            self.accept()
        elif isinstance(said, Refusal):
            self._refused(said)
        else:
            self.banner.say(said.sentence, theme.Tone.BAD)
