"""A talk in one line: who, with whom (one or several), on which day; the relation is worked out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain import talks as rules
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.roster import RosterPerson, labels
from branchdesk.services.people.talks import Spoken, Talk
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.names_field import NamesField
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.words import talks as say

SEPARATORS = re.compile(r"[,，、;；]+")
PLACES = ("谈话室", "办公室", "家中", "电话")
WORKED_OUT = "自动判断"


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the line: the talker, with whom, and where."""

    talker: PersonRef
    spoken: tuple[Spoken, ...]
    place: str


class TalkEntry(QWidget):
    """The line. `entered` carries what shall be noted; `given_up` that a talk is not to be changed after all."""

    entered = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.changing = ""
        self._roster: tuple[RosterPerson, ...] = ()
        self._labels: dict[str, str] = {}
        self.talker, self.listeners = PersonField(), NamesField()
        self.talker.setPlaceholderText("姓名或首字母")
        self.listeners.setPlaceholderText("可填几位，用逗号分开")
        self.day = DateEdit(day_needed=True)
        self.day.set_value(clock.today())
        self.relation = DropDown()
        self.relation.addItem(WORKED_OUT, "")
        for name in say.RELATIONS:
            self.relation.addItem(name, name)
        self.place = Offered()
        self.place.offer(PLACES)
        self.save_button = theme.mark(QPushButton("登记"), role="primary")
        self.cancel_button = QPushButton("取消")
        self.cancel_button.hide()
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self._lay_out()
        self.save_button.clicked.connect(self.send)
        self.cancel_button.clicked.connect(self._give_up)
        self.talker.edited.connect(self._tell)
        self.listeners.textChanged.connect(self._tell)
        self.day.edited.connect(self._tell)
        self.setFocusProxy(self.talker)

    def show_roster(self, roster: Sequence[RosterPerson]) -> None:
        """Learn who can be named."""
        self._roster, self._labels = tuple(roster), labels(roster)
        self.talker.set_candidates(
            [
                Candidate(
                    one.id,
                    one.name,
                    self._labels[one.id].removeprefix(one.name).strip("（）"),
                    one.initials,
                    one.pinyin,
                )
                for one in roster
            ]
        )
        self.listeners.set_candidates(
            [Candidate(one.id, self._labels[one.id], "", one.initials, one.pinyin) for one in roster]
        )
        self._tell()

    def show_talk(self, talk: Talk) -> None:
        """Take a talk up again, to say it otherwise."""
        self.changing = talk.id
        name = next((one.name for one in self._roster if one.id == talk.talker_id), talk.talker)
        self.talker.set_value(PersonRef(name, talk.talker_id))
        self.listeners.setText(talk.listener)
        self.day.set_value(date.fromisoformat(talk.day) if len(talk.day) == len("2026-11-20") else None)
        self.relation.setCurrentIndex(max(self.relation.findData(talk.relation), 0))
        self.place.setText(talk.place)
        self._show_mode()
        self.talker.setFocus()

    def done(self) -> None:
        """Be ready for the next: the talker, the day and the place stay."""
        self.changing = ""
        self.listeners.clear()
        self.relation.setCurrentIndex(0)
        self._show_mode()
        self.listeners.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it was not noted."""
        self.told.setText(sentence)
        theme.mark(self.told, tone="bad")

    def heard(self) -> tuple[PersonRef, ...]:
        """Give with whom, each as the branch knows them where it does."""
        by_label = {label: PersonRef(one.name, one.id) for one in self._roster if (label := self._labels[one.id])}
        names = [part.strip() for part in SEPARATORS.split(self.listeners.text())]
        return tuple(by_label.get(name, PersonRef(name)) for name in dict.fromkeys(names) if name)

    @Slot()
    def send(self) -> None:
        """Give what stands there, or go to what is missing."""
        self.talker.check()
        talker, day, heard = self.talker.value(), self.day.day(), self.heard()
        missing = [
            field
            for field, there in (
                (self.talker, talker and not self.talker.problem()),
                (self.listeners, heard),
                (self.day, day),
            )
            if not there
        ]
        if missing or talker is None or day is None:
            self.refuse(self.talker.problem() or say.nobody() if not (talker and heard) else "日期要填到日。")
            missing[0].setFocus()
            return
        relation = self.relation.currentData() or None
        self.entered.emit(
            Entered(talker, tuple(Spoken(one, day, relation) for one in heard), self.place.text().strip())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note with Enter, wherever one is; give a change up with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send()
        elif event.key() == Qt.Key.Key_Escape and self.changing:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(theme.em(0.7))
        for name, field, width in (
            ("谈话人", self.talker, 9.0),
            ("谈话对象", self.listeners, 0.0),
            ("日期", self.day, 9.2),
            ("关系", self.relation, 9.4),
            ("地点", self.place, 7.0),
        ):
            if width:
                field.setFixedWidth(theme.em(width))
            fields.addWidget(Labelled(name, field), 0 if width else 1)
        buttons = QVBoxLayout()
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.cancel_button)
        buttons.addLayout(row)
        fields.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(0.6), theme.em(0.2), theme.em(0.6), theme.em(0.4))
        column.setSpacing(theme.em(0.2))
        column.addLayout(fields)
        column.addWidget(self.told)

    def _show_mode(self) -> None:
        self.save_button.setText("保存修改" if self.changing else "登记")
        self.cancel_button.setVisible(bool(self.changing))
        self._tell()

    @Slot()
    def _give_up(self) -> None:
        self.done()
        self.given_up.emit()

    @Slot()
    def _tell(self) -> None:
        """Say by which relation each would be noted."""
        theme.mark(self.told, tone="")
        people = {one.id: one for one in self._roster}
        talker = self.talker.value()
        if talker is None:
            self.told.setText("一位谈话人可以一次登记几位谈话对象；内容在各自的卡片上填写")
            return
        found = Counter(
            rules.relation(people.get(talker.id or ""), people[one.id]) for one in self.heard() if one.id in people
        )
        parts = "，".join(
            name if len(found) == 1 and count == 1 else f"{name}{count}人" for name, count in found.items()
        )
        self.told.setText(f"关系：{parts}" if parts else "接着填谈话对象，Enter 登记")
