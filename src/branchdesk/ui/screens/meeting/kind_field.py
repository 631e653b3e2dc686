"""会议类型: the kinds on two lines, all in sight: 三会一课 and 主题党日 first, below them what is held once a year."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.meetings import MeetingKind
from branchdesk.ui import theme
from branchdesk.words import kinds as say
from branchdesk.words.meetings import KINDS

LINES = (
    (
        MeetingKind.MEMBERS_MEETING,
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.GROUP_MEETING,
        MeetingKind.PARTY_LECTURE,
        MeetingKind.THEME_DAY,
    ),
    (MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.DEMOCRATIC_APPRAISAL, MeetingKind.ACTIVITY),
)


class KindField(QWidget):
    """One choice of eight, one stop of the keyboard; `chosen` carries the kind that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[MeetingKind, QPushButton] = {}
        self.no_committee = theme.mark(QLabel(say.no_committee()), role="small")
        self.no_committee.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.35))
        for kinds in LINES:
            line = QHBoxLayout()
            line.setSpacing(0)
            for kind in kinds:
                place = {kinds[0]: "first", kinds[-1]: "last"}.get(kind, "middle")
                button = theme.mark(QPushButton(KINDS[kind]), role="segment", place=place)
                button.setCheckable(True)
                button.setAccessibleName(KINDS[kind])
                button.clicked.connect(self._pressed)
                self.buttons[kind] = button
                self._group.addButton(button)
                line.addWidget(button)
            line.addStretch(1)
            if kinds is LINES[-1]:
                line.addWidget(self.no_committee)
            column.addLayout(line)
        self.setFocusProxy(self.buttons[MeetingKind.MEMBERS_MEETING])

    def value(self) -> str | None:
        """Give the kind that is chosen, or None."""
        return next((kind.value for kind, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose a kind, without a word to anybody."""
        if value in set(MeetingKind):
            button = self.buttons[MeetingKind(value)]
            button.setChecked(True)
            self.setFocusProxy(button)

    def offer_committee(self, *, there_is: bool) -> None:
        """Offer the committee's meeting where there is a committee; a record that is one stays what it is."""
        button = self.buttons[MeetingKind.COMMITTEE_MEETING]
        button.setEnabled(there_is or button.isChecked())
        self.no_committee.setVisible(not there_is)

    @Slot()
    def _pressed(self) -> None:
        kind = self.value()
        if kind is not None:
            self.setFocusProxy(self.buttons[MeetingKind(kind)])
            self.chosen.emit(kind)
