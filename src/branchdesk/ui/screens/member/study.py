"""学习: on a member's card, this year's hours and what was studied without them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel

from branchdesk.services.people import member_study
from branchdesk.services.people.member_study import MemberStudy, MissedText
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone
from branchdesk.words import study as say

SHOWN = 5


class StudyCard(Card):
    """Hours in one line, below it the documents; `document_asked` carries the one that was chosen."""

    document_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("学习")
        self._desk = desk
        self._wanted = ""
        self._shown: tuple[MissedText, ...] = ()
        self.line = QLabel("")
        self.line.setWordWrap(True)
        self.missed = Entries()
        self.more = theme.mark(QLabel(""), role="small")
        for widget in (self.line, self.missed, self.more):
            self.body.addWidget(widget)
        self.missed.chosen.connect(self._open)
        self.hide()

    def ask(self, member_id: str) -> None:
        """Read somebody's study; the newest question alone is answered."""
        self._wanted = member_id
        self._desk.read(lambda store: (member_id, member_study.of(store, member_id)), self._show, owner=self)

    def _show(self, found: tuple[str, MemberStudy]) -> None:
        member_id, study = found
        if member_id != self._wanted:
            return
        self.setVisible(study.hours is not None)
        if study.hours is None:
            return
        hours = study.hours
        asked = f"，应达{say.hours(hours.target)}学时" if hours.target else ""
        note = f"（{hours.note}）" if hours.note else ""
        self.line.setText(f"今年{say.hours(hours.minutes)}学时{asked}{note}")
        missed = () if hours.exempt else study.missed
        self._shown = missed[:SHOWN]
        self.missed.set_entries([Entry(one.title, one.day, "未学", Tone.WARN) for one in self._shown])
        self.missed.setVisible(bool(self._shown))
        left = len(missed) - len(self._shown)
        self.more.setText(f"另有{left}篇" if left else "")
        self.more.setVisible(bool(left))

    @Slot(int)
    def _open(self, place: int) -> None:
        self.document_asked.emit(self._shown[place].id)
