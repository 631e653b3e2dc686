"""上次未补学: who missed the last meeting of the same people, and one click to note when and how they made it up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.services.meetings.make_ups import Absence, Owed
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import line
from branchdesk.words.attendance import WAYS
from branchdesk.words.meetings import KINDS, PRESENCES, day_text

SHOWN = 9  # people named; where a whole office was away, the list of its own meeting is the place


class OwedRow(QWidget):
    """One of them, with the button that closes the absence; `made_up` carries whose."""

    made_up = Signal(str)

    def __init__(self, absence: Absence) -> None:
        super().__init__()
        self._member = absence.member_id
        why = PRESENCES[absence.presence] + (f"，{absence.reason}" if absence.reason else "")
        name = QLabel(absence.label)
        reason = theme.mark(QLabel(why), role="small")
        self.button = theme.mark(QPushButton("已补学"), role="link")
        self.button.setAutoDefault(True)
        self.button.setAccessibleName(f"{absence.label}已补学")
        row = line(name, reason, self.button)
        row.setContentsMargins(0, 0, theme.em(0.8), 0)
        row.setSpacing(theme.em(0.4))
        self.setLayout(row)
        self.button.clicked.connect(self._send)

    @Slot()
    def _send(self) -> None:
        self.made_up.emit(self._member)


class OwedStrip(QFrame):
    """All of them, one day and one way for those that are closed now; hidden where nothing is owed.

    `made_up` carries absences as (meeting, member), the day and the way; `meeting_wanted` the meeting they missed.
    """

    made_up = Signal(object, object, str)
    meeting_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.owed = Owed()
        self.told = theme.mark(QPushButton(""), role="link")
        self.told.setToolTip("打开那次会议")
        self.day = DateEdit(day_needed=True)
        self.day.setAccessibleName("补学日期")
        self.day.setFixedWidth(theme.em(9.2))
        self.how = context.offered("补学方式", lambda: WAYS)
        self.how.setPlaceholderText("补学方式")
        self.how.setFixedWidth(theme.em(11))
        self.all_button = QPushButton("全部已补学")
        self.all_button.setAutoDefault(True)
        self.rows: list[OwedRow] = []
        self._people = QWidget()
        self._flow = Flow(self._people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.em(0.3))
        column.setSpacing(theme.em(0.3))
        column.addWidget(self.told, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._people)
        column.addLayout(line(self.day, self.how, self.all_button, 1))
        self.told.clicked.connect(self._open)
        self.all_button.clicked.connect(self._close_all)
        self.hide()

    def show_owed(self, owed: Owed) -> None:
        """Show who owes what; the day and the way that are typed stay."""
        if owed == self.owed and owed.absences:
            return
        if owed.meeting_id != self.owed.meeting_id or self.day.day() is None:
            self.day.set_value(clock.today())
        self.owed = owed
        for row in self.rows:
            self._flow.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [OwedRow(one) for one in owed.absences[:SHOWN]]
        for row in self.rows:
            row.made_up.connect(self._close_one)
            self._flow.addWidget(row)
        if owed.absences:
            number = len(owed.absences)
            more = f"，另有{number - SHOWN}人在那次会议中" if number > SHOWN else ""
            self.told.setText(f"上次会议（{day_text(owed.starts)}{KINDS[owed.kind]}）还有{number}人未补学{more}")
        self.all_button.setVisible(len(owed.absences) > 1)
        self.setVisible(bool(owed.absences))

    @Slot(str)
    def _close_one(self, member_id: str) -> None:
        self._close([member_id])

    @Slot()
    def _close_all(self) -> None:
        self._close([one.member_id for one in self.owed.absences])

    def _close(self, members: list[str]) -> None:
        day = self.day.day()
        if day is None:
            self.day.setFocus()
            return
        self.made_up.emit(tuple((self.owed.meeting_id, one) for one in members), day, self.how.text().strip())

    @Slot()
    def _open(self) -> None:
        self.meeting_wanted.emit(self.owed.meeting_id)
