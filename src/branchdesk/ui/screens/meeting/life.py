"""批评与整改: what an 组织生活会 has of its own, in its order: collected before, spoken there, put right after."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from branchdesk.domain import kinds
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Check, Meeting, MeetingKind, Presence
from branchdesk.domain.organisational_life import Criticism, Silent, silent
from branchdesk.domain.sections import LIFE
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting import life_parts
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.life_parts import CriticismEntry, RectificationEntry
from branchdesk.ui.screens.meeting.section import Entry, Section, line
from branchdesk.ui.screens.meeting.work import Sight
from branchdesk.words import organisational_life as say
from branchdesk.words import talks as say_talks


class LifeSection(Section):
    """The page of criticism and rectification, shown for an 组织生活会.

    `closing` carries a line that came to its end, its day and result; `talks_wanted` asks for the talks.
    """

    key, title = LIFE, "批评与整改"
    hint = "Enter 到下一格，在“态度”中按 Enter 接着添一条 · Ctrl+Enter 下一步"
    works_closed = True
    closing = Signal(str, object, str)
    talks_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._present: tuple[PersonRef, ...] = ()
        self._open = True
        self.held = theme.mark(QLabel(""), tone="quiet")
        self.held.setWordWrap(True)
        self.talks_button = theme.mark(QPushButton("查看谈心谈话"), role="link")
        self.talks_button.clicked.connect(self.talks_wanted)
        self.opinions = life_parts.opinions(context)
        self.criticisms = life_parts.criticisms(context)
        self.silent = theme.mark(QLabel(""), role="small")
        self.silent.setWordWrap(True)
        self.rectifications = life_parts.rectifications(context)
        self._parts = (self.opinions, self.criticisms, self.rectifications)
        self.body.addLayout(line(self.held, self.talks_button, 1))
        self.body.addWidget(self.opinions)
        self.body.addWidget(self.criticisms)
        self.body.addWidget(self.silent)
        self.body.addWidget(self.rectifications)
        self.body.addStretch(1)
        self.setFocusProxy(self.opinions.add_button)
        for part in self._parts:
            part.edited.connect(self._typed)
        self.rectifications.closing.connect(self.closing)

    def fits(self, kind: MeetingKind) -> bool:
        """Say whether meetings of a kind have this page; what was written here once is shown for any."""
        return kinds.examines(kind) or any(part.values() for part in self._parts)

    def fill(self, meeting: Meeting) -> None:
        """Show what a meeting collected, said and resolved."""
        self.opinions.fill(meeting.opinions)
        self.criticisms.fill(meeting.criticisms)
        self.rectifications.fill(meeting.rectifications)
        self._present = tuple(
            mark.person for mark in meeting.attendance.marks if mark.presence is Presence.PRESENT and mark.person.id
        )
        self._tell_silent()

    def take(self, meeting: Meeting) -> Meeting:
        """Give the meeting with what stands here."""
        return replace(
            meeting,
            opinions=self.opinions.values(),
            criticisms=self.criticisms.values(),
            rectifications=self.rectifications.values(),
        )

    def show_sight(self, sight: Sight) -> None:
        """Say which talks were held before, and who of those present has said nothing yet."""
        self.held.setText(say_talks.held(*sight.company.talks) if sight.company.talks else "")
        self.held.setVisible(bool(sight.company.talks))
        self.talks_button.setVisible(bool(sight.company.talks))
        if sight.record is not None:
            self._present = tuple(
                PersonRef(person.name, person.member_id)
                for person in sight.record.attendees
                if person.presence is Presence.PRESENT
            )
        self._tell_silent()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only bring lines to their end."""
        self._open = is_open
        for part in self._parts:
            part.set_open(is_open=is_open)
        self._tell_silent()

    def begin(self) -> None:
        """Begin with the first row, or with adding criticism."""
        first = next((part.entries[0] for part in self._parts if part.entries), None)
        self.reach(first or self.criticisms.add_button)

    def cure(self, check: Check, turn: int) -> None:
        """Go to the row that is meant, or add the first of its part."""
        if check.code.startswith("line_without"):
            self.reach(self._lacking(check.code, turn) or self.rectifications.add_button)
        elif check.code == "criticism_unnamed":
            self.reach(self._unnamed(turn) or self.criticisms.add_button)
        else:
            self.begin()

    def _lacking(self, code: str, turn: int) -> QWidget | None:
        found: list[QWidget] = []
        for entry in self.rectifications.filled():
            if isinstance(entry, RectificationEntry):
                if code == "line_without_owner" and entry.owner.value() is None:
                    found.append(entry.owner)
                if code == "line_without_due" and entry.due.day() is None:
                    found.append(entry.due)
        return found[turn] if turn < len(found) else None

    def _unnamed(self, turn: int) -> QWidget | None:
        found = [_nameless(entry) for entry in self.criticisms.filled() if _nameless(entry) is not None]
        return found[turn] if turn < len(found) else None

    @Slot()
    def _typed(self) -> None:
        self._tell_silent()
        self.edited.emit()

    def _tell_silent(self) -> None:
        said: tuple[Criticism, ...] = self.criticisms.values()
        found = silent(said, self._present) if said and self._open else Silent()
        names = [[self._context.called(one) for one in part] for part in (found.critics, found.criticised)]
        self.silent.setText(say.silent(*names))
        self.silent.setVisible(bool(self.silent.text()))


def _nameless(entry: Entry) -> QWidget | None:
    """Give the field in which a name is missing."""
    if not isinstance(entry, CriticismEntry):
        return None
    if entry.critic.value() is None:
        return entry.critic
    return entry.criticised if entry.criticised.value() is None else None
