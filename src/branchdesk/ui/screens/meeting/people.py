"""到会情况: who was expected, who came, who did not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain import kinds
from branchdesk.domain.checks import PEOPLE
from branchdesk.domain.conditions import effect
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    Ballot,
    Check,
    FirstTopic,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    MeetingState,
    PersonRef,
    Presence,
    count,
)
from branchdesk.domain.names import matches
from branchdesk.domain.roster import RosterPerson, left_out
from branchdesk.ledgers.member_life import CONDITIONS
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.counted import CountedHeads
from branchdesk.ui.screens.meeting.people_table import AWAY, Noted, PeopleTable, marks_of, row_of
from branchdesk.ui.screens.meeting.section import Section
from branchdesk.ui.screens.meeting.work import Sight

HINT = "空格 到会 · L 请假 · Q 缺席 · A 其余全部到会 · 首字母找人"
FINAL_HINT = "请假、缺席的同志补学后，在“补学”一栏登记日期（B）"


def _parts(meeting: Meeting) -> dict[str, list[str]]:
    """Say what people do at the meeting: 主持, 记录, 领学."""
    found: dict[str, list[str]] = {}
    topics: Sequence[FirstTopic] = [item for item in meeting.agenda if isinstance(item, FirstTopic)]
    for person, part in (
        (meeting.chair, "主持"),
        (meeting.recorder, "记录"),
        *((topic.lead_reader, "领学") for topic in topics),
    ):
        if person is not None and person.id:
            found.setdefault(person.id, []).append(part)
    return found


def _left_out(people: Sequence[RosterPerson]) -> str:
    """Name who is not counted, and why."""
    if not people:
        return ""
    labels = {choice.value: choice.label for choice in CONDITIONS}
    named = [
        f"{person.name}（{'、'.join(labels[kind] for kind in person.conditions if not effect((kind,)).expected)}）"
        for person in people
    ]
    return f"不计入应到：{'、'.join(named)}"


class Head(QWidget):
    """A big number with what it counts below."""

    def __init__(self) -> None:
        super().__init__()
        self.number = theme.mark(QLabel(""), role="figure")
        self.name = theme.mark(QLabel(""), role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.name)

    def show_count(self, number: int | None, name: str) -> None:
        """Show another number; None is not known."""
        self.number.setText("—" if number is None else str(number))
        self.name.setText(name)


class FindField(QLineEdit):
    """Finds somebody among the expected. `taken` says that the one in front is meant, `stepped` moves that by one."""

    taken = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("找人：姓名或首字母，回车选定")
        self.setAccessibleName("找人")
        self.setMinimumWidth(theme.em(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, the arrows step, Esc clears."""
        keys = Qt.Key
        if event.key() in {keys.Key_Return, keys.Key_Enter}:
            self.taken.emit()
        elif event.key() in {keys.Key_Up, keys.Key_Down}:
            self.stepped.emit(-1 if event.key() == keys.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class PeopleSection(Section):
    """The second page of the form. `made_up` carries a make-up day noted on a closed record."""

    key, title, hint, closed_hint = PEOPLE, "到会情况", HINT, FINAL_HINT
    works_closed = True
    made_up = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._noted: dict[str, Noted] = {}
        self._expected: tuple[Attendee, ...] = ()
        self._parts: dict[str, list[str]] = {}
        self._standing: dict[str, list[str]] = {}
        self._kind = MeetingKind.MEMBERS_MEETING
        self._votes = True
        self._open = True
        self._finding = False
        self.heads = {key: Head() for key in ("expected", "present", "on_leave", "absent", "unknown")}
        self.counted = CountedHeads()
        self.finder = FindField()
        self.everybody = QPushButton("其余全部到会")
        self.everybody.setToolTip("没有登记的人都记为到会（在名单中按 A）")
        self.table = PeopleTable(context)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(theme.em(1.6))
        for head in self.heads.values():
            figures.addWidget(head)
        figures.addStretch(1)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(theme.em(0.7))
        tools.addWidget(self.finder, 1)
        tools.addWidget(self.everybody)
        self.left_out = theme.mark(QLabel(""), role="small")
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        self.body.addLayout(figures)
        self.body.addWidget(self.counted)
        self.body.addWidget(self.left_out)
        self.body.addWidget(self._tools)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.counted.edited.connect(self._recounted)
        self.finder.textEdited.connect(self._narrow)
        self.finder.taken.connect(self._take_found)
        self.finder.stepped.connect(self._step)
        self.everybody.clicked.connect(self._mark_rest)
        self.table.marked.connect(self._mark)
        self.table.reasoned.connect(self._reason)
        self.table.made_up.connect(self._make_up)
        self.table.letters.connect(self._begin_finding)
        self.table.all_wanted.connect(self._mark_rest)
        self.table.done.connect(self._go_on)
        self.table.taken_back.connect(self._take_back)

    def fill(self, meeting: Meeting) -> None:
        """Take the marks; who is expected follows with what is worked out."""
        self.table.stop_editing()
        self._kind = meeting.kind
        self._noted = {
            mark.person.id: Noted(mark.presence, mark.reason, mark.made_up_on)
            for mark in meeting.attendance.marks
            if mark.person.id
        }
        self.counted.fill(meeting.counted)
        self._finding = False
        self.finder.clear()
        self.table.filter_to(None)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the marks of everybody, also of those who are not expected on the day that stands now."""
        marks = tuple(
            Mark(PersonRef("", member_id), noted.presence, noted.reason, noted.made_up_on)
            for member_id, noted in self._noted.items()
        )
        return replace(meeting, attendance=Attendance(Presence.UNKNOWN, marks), counted=self.counted.value())

    def show_sight(self, sight: Sight) -> None:
        """Show who is expected, and what each of them does at this meeting."""
        self._expected = sight.expected
        self._standing = {}
        self.left_out.setText("")
        if sight.record is not None:
            meeting = sight.record.meeting
            if sight.record.state is MeetingState.DRAFT:  # of a closed record what is frozen is all that is said
                self._standing = {person.id: marks_of(person) for person in sight.roster}
                self.left_out.setText(_left_out(left_out(meeting.body, sight.roster, meeting.group)))
            self._kind = meeting.kind
            self._parts = _parts(meeting)
            self._votes = kinds.of(meeting.kind).votes or any(isinstance(item, Ballot) for item in meeting.agenda)
            day = meeting.starts
            roster = f"应到按 {day.year}年{day.month}月{day.day}日 的名册算出"
            self.note.setText(roster if sight.record.by_name else "旧记录，只有人数")
        self.left_out.setVisible(bool(self.left_out.text()))
        self._show()

    def set_open(self, *, is_open: bool) -> None:
        """Let people mark, or only note make-up days."""
        self._open = is_open
        self.table.set_open(is_open=is_open)
        self.counted.set_open(is_open=is_open)
        self.everybody.setVisible(is_open)

    def begin(self) -> None:
        """Begin in the list."""
        self.reach(self.table)
        if not self.table.key() and self._expected:
            self.table.choose(self._expected[0].member_id)

    def step_back(self) -> bool:
        """Go from finding somebody back to the list."""
        if not self.finder.hasFocus():
            return False
        self._finding = False
        self.finder.clear()
        self.table.filter_to(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def cure(self, check: Check, turn: int) -> None:
        """Go to the person that is meant."""
        if (field := self.counted.place_of(check)) is not None:
            self.reach(field)
            return
        people = self._people()
        if check.code == "reason_missing":
            found = [person for person in people if person.presence in AWAY and not person.reason.strip()]
        else:
            found = [person for person in people if person.presence is Presence.UNKNOWN]
        self.begin()
        if turn < len(found):
            self.table.choose(found[turn].member_id)
            if check.code == "reason_missing":
                self.table.edit_reason(found[turn].member_id)

    def _people(self) -> tuple[Attendee, ...]:
        """Give the expected with what is noted of them."""
        return tuple(
            replace(person, presence=noted.presence, reason=noted.reason, made_up_on=noted.made_up_on)
            if (noted := self._noted.get(person.member_id))
            else replace(person, presence=Presence.UNKNOWN)
            for person in self._expected
        )

    def _show(self) -> None:
        people = self._people()
        labels = self._context.labels
        rows = [
            row_of(
                person,
                labels.get(person.member_id, person.name),
                self._parts.get(person.member_id, ()),
                self._standing.get(person.member_id, ()),
            )
            for person in people
        ]
        self.table.show_people(people, rows)
        self._show_heads(people)

    def _show_heads(self, people: tuple[Attendee, ...]) -> None:
        """Show the numbers: of those marked by name, or, until somebody is marked present, those an old record has."""
        counts, counted = count(people), self.counted.value()
        by_name = counted is None or counts.present > 0
        told = HeadCounts(counts.expected, counts.present, counts.on_leave, counts.absent)
        if counted is not None and not by_name:
            told = counted

        def votes(number: int) -> str:
            return f"（有表决权{number}）" if self._votes and by_name else ""

        heads = self.heads
        heads["expected"].show_count(told.expected, f"应到{votes(counts.entitled)}")
        heads["present"].show_count(told.present, f"实到{votes(counts.present_entitled)}")
        heads["on_leave"].show_count(told.on_leave, "请假")
        heads["absent"].show_count(told.absent, "缺席")
        heads["unknown"].show_count(counts.unknown, "未登记")
        heads["unknown"].setVisible(by_name and bool(counts.unknown))
        self.everybody.setEnabled(bool(counts.unknown))
        self.counted.show_use(by_name=by_name)

    @Slot()
    def _recounted(self) -> None:
        self._show_heads(self._people())
        self.edited.emit()

    def _note(self, member_id: str, **facts: object) -> None:
        standing = self._noted.get(member_id, Noted())
        noted = replace(standing, **facts)  # type: ignore[arg-type] # named by its callers below
        if noted != standing:
            self._noted[member_id] = noted
            self._show()
            self.edited.emit()

    @Slot(str, str)
    def _mark(self, member_id: str, presence: str) -> None:
        marked = Presence(presence)
        if marked in AWAY:
            self._note(member_id, presence=marked)
        else:
            self._note(member_id, presence=marked, reason="", made_up_on=None)

    @Slot(str, str)
    def _reason(self, member_id: str, reason: str) -> None:
        self._note(member_id, reason=reason)

    @Slot(str, object)
    def _make_up(self, member_id: str, day: date | None) -> None:
        if self._open:
            self._note(member_id, made_up_on=day)
        elif day is not None:
            self.made_up.emit(member_id, day)

    @Slot(object)
    def _take_back(self, before: Attendee) -> None:
        if self._open:
            facts = {"presence": before.presence, "reason": before.reason, "made_up_on": before.made_up_on}
            self._note(before.member_id, **facts)

    @Slot()
    def _mark_rest(self) -> None:
        """Mark everybody who is not marked yet as present, and go on with those who are not."""
        for person in self._people():
            if person.presence is Presence.UNKNOWN:
                self._noted[person.member_id] = Noted(Presence.PRESENT)
        self._show()
        self.edited.emit()
        self._begin_finding("")

    # -- finding somebody

    @Slot(str)
    def _begin_finding(self, letters: str) -> None:
        self._finding = True
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.setText(letters)
        self._narrow(letters)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        if not text.strip():
            self.table.filter_to(None)
            return
        found = {
            person.id for person in self._context.roster if matches(text, person.name, person.initials, person.pinyin)
        }
        seen = self.table.filter_to(found)
        if seen and self.table.key() not in seen:
            self.table.choose(seen[0])

    @Slot(int)
    def _step(self, by: int) -> None:
        seen = [row.key for number, row in enumerate(self.table.rows_model.rows) if not self.table.isRowHidden(number)]
        if seen:
            at = seen.index(self.table.key()) if self.table.key() in seen else 0
            self.table.choose(seen[min(max(at + by, 0), len(seen) - 1)])

    @Slot()
    def _take_found(self) -> None:
        self._finding = bool(self.finder.text().strip())
        self.finder.clear()
        self.table.filter_to(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.scrollTo(self.table.currentIndex())

    @Slot(str)
    def _go_on(self, _member_id: str) -> None:
        """Be ready for the next name, where this one was found by its letters."""
        if self._finding:
            self._begin_finding("")
