"""What only some kinds of meeting have: the form and the year of an 组织生活会, who joined in an activity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain import jottings, kinds
from branchdesk.domain.jottings import NONE
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import Body, Meeting
from branchdesk.domain.volunteers import Volunteer
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.names_field import NamesField
from branchdesk.ui.fields.person_field import Candidate
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.section import line, lock
from branchdesk.words.kinds import FORMS


def read_names(text: str) -> tuple[str, ...] | None:
    """Read names parted by commas, or a number; nothing is "not yet known", 无 is "none"."""
    return jottings.names(text) if text.strip() else None


def shown_names(names: tuple[str, ...] | None) -> str:
    """Write names as they are typed."""
    return NONE if names == () else "，".join(names or ())


class ExtraFacts(QWidget):
    """Fields that are shown only where the kind of meeting has them. `edited` says that something was typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Segments([(body.value, FORMS[body.value]) for body in Body])
        self.year = CountField()
        self.partners, self.volunteers = QLineEdit(), NamesField()
        self.partners.setPlaceholderText(f"单位或支部名称，用逗号分开；没有写“{NONE}”")
        self.volunteers.setPlaceholderText(f"姓名或拼音首字母，或只写人数；没有写“{NONE}”")
        self.fields = {
            Extra.FORM: Labelled("召开形式", self.form),
            Extra.YEAR: Labelled("所属年度", self.year),
            Extra.PARTNERS: Labelled("共建单位", self.partners),
            Extra.VOLUNTEERS: Labelled("志愿者", self.volunteers),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.95))
        column.addLayout(line(self.fields[Extra.FORM], self.fields[Extra.YEAR], 1))
        column.addWidget(self.fields[Extra.PARTNERS])
        column.addWidget(self.fields[Extra.VOLUNTEERS])
        self._suggested: int | None = None
        self.form.chosen.connect(self.edited)
        self.year.edited.connect(self.edited)
        for text in (self.partners, self.volunteers):
            text.textEdited.connect(self.edited)

    def offer_volunteers(self, volunteers: Iterable[Volunteer]) -> None:
        """Say who of the volunteers may be named."""
        self.volunteers.set_candidates(
            [Candidate(each.id, each.name, "", each.initials, each.pinyin) for each in volunteers],
        )

    def fill(self, meeting: Meeting) -> None:
        """Show the facts of a meeting, without a word to anybody."""
        self.form.set_value(meeting.form)
        self.year.set_value(meeting.for_year)
        self.partners.setText(shown_names(meeting.partners))
        self.volunteers.setText(shown_names(meeting.volunteers))
        self._suggested = meeting.for_year if meeting.id is None else None
        self._show(meeting)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the meeting with those of these facts that its kind has."""
        form = self.form.value()
        return kinds.fitting(
            replace(
                meeting,
                form=Body(form) if form else None,
                for_year=self.year.value(),
                partners=read_names(self.partners.text()),
                volunteers=read_names(self.volunteers.text()),
            ),
        )

    def follow(self, meeting: Meeting) -> None:
        """Show what a kind just chosen has, and suggest its form and the year that it belongs to."""
        if kinds.has(meeting.kind, Extra.FORM) and self.form.value() is None:
            self.form.set_value(Body.MEMBERS)
        usual = kinds.usual_year(meeting)
        if usual is not None and self.year.value() in {None, self._suggested}:
            self.year.set_value(usual)
            self._suggested = usual
        self._show(meeting)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self.form.setEnabled(is_open)
        for text in (self.year, self.partners, self.volunteers):
            lock(text, is_open=is_open)

    def _show(self, meeting: Meeting) -> None:
        for extra, field in self.fields.items():
            field.setVisible(kinds.has(meeting.kind, extra))
        self.setVisible(bool(kinds.of(meeting.kind).extras))
