"""发展党员的表决: about whom, what is moved, the votes and the opinions sent before; one person at a time."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    PersonRef,
    Subject,
)
from branchdesk.domain.meetings import Check
from branchdesk.domain.motions import MOTIONS, Motion, motion_of
from branchdesk.ui import theme
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.ballots.motion import MotionPanel
from branchdesk.ui.screens.meeting.ballots.panel import WHO
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import line, lock


class AdmissionPanel(MotionPanel):
    """The members' meeting on somebody's way into the Party (细则26第19、20条: 两名以上逐个讨论表决)."""

    written = True

    def __init__(self, context: Context, title: QLineEdit) -> None:
        super().__init__(context, title)
        self._composed = ""
        self.who = context.person_field("表决对象")
        self.who.setPlaceholderText("姓名或拼音首字母")
        self.who.setFixedWidth(theme.em(12))
        self.motion = Segments([(motion.name, motion.short) for motion in MOTIONS])
        self.motion.set_value(MOTIONS[0].name)
        self.about = QWidget()
        about = QHBoxLayout(self.about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(theme.em(0.6))
        about.addWidget(self.who)
        about.addWidget(self.motion, 1)
        self.more = theme.mark(QPushButton("再加一人"), role="link")
        self.more.setToolTip("发展党员逐个讨论、逐个表决：再加一人另列一项")
        self.more.clicked.connect(self._one_more)
        self.column.addLayout(line(self.more, 1))
        self.who.edited.connect(self._compose)
        self.motion.chosen.connect(self._compose)
        self.who.prefer(MOTIONS[0].stages)

    def fill(self, ballot: Ballot) -> None:
        """Show whom it is about, what is moved, and the figures."""
        first = ballot.subjects[0] if ballot.subjects else None
        self.who.set_value(PersonRef(first.name, first.person) if first is not None and first.name else None)
        motion = motion_of(ballot.title, first.name) if first is not None else None
        if motion is not None:
            self.motion.set_value(motion.name)
            self._composed = ballot.title
        self.who.prefer(self._motion().stages)
        super().fill(ballot)

    def take(self, ballot: Ballot) -> Ballot:
        """Give the ballot on whom it is about; of one of which nothing is written, without a subject."""
        whole, who = super().take(ballot), self.who.value()
        first = self.subjects[0].value(who.name if who else ballot.title, who.id if who else None)
        subjects = (first, *whole.subjects[1:])
        if who is None and not ballot.title and all(one == Subject(one.name, person=one.person) for one in subjects):
            subjects = ()
        return Ballot(ballot.title, ballot.rule, subjects, ballot.text, not_counted=ballot.not_counted)

    def begin(self) -> QWidget:
        """Begin with whom it is about."""
        return self.who

    def cure(self, check: Check, subject: int) -> QWidget | None:
        """Give the field in which a finding about a subject is mended."""
        return self.who if check.code in WHO else super().cure(check, subject)

    def problem(self) -> str:
        """Say what cannot be read in the names."""
        return self.who.problem()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        lock(self.who, is_open=is_open)
        self.motion.setEnabled(is_open)
        self.more.setVisible(is_open)

    def _motion(self) -> Motion:
        return next(motion for motion in MOTIONS if motion.name == self.motion.value())

    @Slot()
    def _compose(self) -> None:
        """Word the title from who and what, as long as nobody has worded it otherwise."""
        motion = self._motion()
        self.who.prefer(motion.stages)
        who = self.who.value()
        if who is not None and self.title.text().strip() in {"", self._composed}:
            self._composed = motion.about(who.name)
            self.title.setText(self._composed)
        self.edited.emit()

    @Slot()
    def _one_more(self) -> None:
        self.wanted.emit(Ballot("", BallotRule.ADMISSION))
