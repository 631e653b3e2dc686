"""到会情况: who was expected, who came, who did not and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk.domain import kinds, roster
from branchdesk.domain.agenda import Ballot, FirstTopic, PersonRef
from branchdesk.domain.conditions import effect
from branchdesk.domain.meetings import (
    Attendance,
    Attendee,
    Check,
    Meeting,
    MeetingState,
    Presence,
)
from branchdesk.domain.names import matches
from branchdesk.domain.roster import RosterPerson
from branchdesk.domain.sections import PEOPLE
from branchdesk.ledgers.member_life import CONDITIONS
from branchdesk.services.meetings.make_ups import Owed
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.counted import CountedHeads
from branchdesk.ui.screens.meeting.finder import FindField
from branchdesk.ui.screens.meeting.heads import Heads
from branchdesk.ui.screens.meeting.overrides import Overrides
from branchdesk.ui.screens.meeting.owed import OwedStrip
from branchdesk.ui.screens.meeting.people_rows import (
    AWAY,
    Noted,
    Stroke,
    as_mark,
    as_noted,
    marks_of,
    noted,
    row_of,
    stricken,
)
from branchdesk.ui.screens.meeting.people_table import PeopleTable
from branchdesk.ui.screens.meeting.section import Section, settle
from branchdesk.ui.screens.meeting.work import Sight
from branchdesk.words import people as say

HINT = "空格 到会 · 1 迟到 · 2 线上 · L 请假 · Q 缺席 · A 其余全部到会 · - 不计入应到 · 首字母找人"
ACTIVITY_HINT = "空格 参加 · 1 迟到 · 2 线上 · A 其余全部参加 · 首字母找人"
FINAL_HINT = "请假、缺席的同志补学后，选中按 B 登记日期；按住 Shift 或 Ctrl 可以选几位一起登记"


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


class PeopleSection(Section):
    """The second page of the form. `made_up` carries people and a make-up day noted on a closed record."""

    key, title, hint, closed_hint = PEOPLE, "到会情况", HINT, FINAL_HINT
    works_closed = True
    made_up = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._noted: dict[str, Noted] = {}
        self._expected: tuple[Attendee, ...] = ()
        self._parts: dict[str, list[str]] = {}
        self._standing: dict[str, list[str]] = {}
        self._votes = True
        self._due = True
        self._open = True
        self._finding = False
        self.heads = Heads()
        self.counted = CountedHeads()
        self.overrides = Overrides(context)
        self.finder = FindField()
        self.everybody = QPushButton("")
        self.everybody.setToolTip("没有登记的人都记为到会（在名单中按 A）")
        self.add = QPushButton("加应到人员…")
        self.add.setToolTip("当天名册上本来不在应到名单中的同志，要写理由")
        self.table = PeopleTable(context)
        self.owed = OwedStrip(context)
        self._lay_out()
        self._listen()
        self._show_due(due=True)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(theme.em(0.7))
        tools.addWidget(self.finder, 1)
        tools.addWidget(self.everybody)
        tools.addWidget(self.add)
        self.left_out = theme.mark(QLabel(""), role="small")
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        self.body.addWidget(self.heads)
        self.body.addWidget(self.counted)
        self.body.addWidget(self.left_out)
        self.body.addWidget(self.overrides)
        self.body.addWidget(self.owed)  # above the list: whoever marks it goes on from its end
        self.body.addWidget(self._tools)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.counted.edited.connect(self._recounted)
        self.finder.textEdited.connect(self._narrow)
        self.finder.taken.connect(self._take_found)
        self.finder.stepped.connect(self._step)
        self.everybody.clicked.connect(self._mark_rest)
        self.add.clicked.connect(self._add_expected)
        self.overrides.edited.connect(self.edited)
        self.overrides.finished.connect(self._to_list)
        self.table.marked.connect(self._mark)
        self.table.reasoned.connect(self._reason)
        self.table.made_up.connect(self._make_up)
        self.table.letters.connect(self._begin_finding)
        self.table.all_wanted.connect(self._mark_rest)
        self.table.done.connect(self._go_on)
        self.table.taken_back.connect(self._take_back)
        self.table.not_due.connect(self._leave_out)

    def fill(self, meeting: Meeting) -> None:
        """Take the marks; who is expected follows with what is worked out."""
        self.table.stop_editing()
        self._noted = {mark.person.id: noted(mark) for mark in meeting.attendance.marks if mark.person.id}
        self.overrides.fill(meeting.overrides)
        self.counted.fill(meeting.counted)
        self._finding = False
        self.finder.clear()
        self.table.filter_to(None)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the marks of everybody, also of those who are not expected on the day that stands now."""
        marks = tuple(as_mark(member_id, note) for member_id, note in self._noted.items())
        return replace(
            meeting,
            attendance=Attendance(Presence.UNKNOWN, marks),
            counted=self.counted.value(),
            overrides=self.overrides.values(),
        )

    def typed(self, meeting: Meeting) -> Meeting:
        """Give the marks, and changes of the expected people that lack a person or a reason too."""
        return replace(self.take(meeting), overrides=self.overrides.typed())

    def show_sight(self, sight: Sight) -> None:
        """Show who is expected, what each of them does at this meeting, and who missed the last one."""
        self._expected = sight.expected
        self.owed.show_owed(sight.company.owed if self._open else Owed())
        self._standing = {}
        self.left_out.setText("")
        if sight.record is not None:
            meeting = sight.record.meeting
            draft = sight.record.state is MeetingState.DRAFT
            if draft:  # of a closed record what is frozen is all that is said
                self._standing = {person.id: marks_of(person) for person in sight.roster}
                self._show_not_counted(meeting, sight.roster)
            self._parts = _parts(meeting)
            self._votes = kinds.of(meeting.kind).votes or any(isinstance(item, Ballot) for item in meeting.agenda)
            self._show_due(due=kinds.of(meeting.kind).due)
            day = meeting.starts
            told = f"应到按 {day.year}年{day.month}月{day.day}日 的名册算出" if self._due else say.NOT_DUE
            self.note.setText(told if sight.record.by_name else "旧记录，只有人数")
        self.left_out.setVisible(bool(self.left_out.text()))
        self._show()

    def _show_not_counted(self, meeting: Meeting, people: tuple[RosterPerson, ...]) -> None:
        """Name who is suspended and was not added all the same, and learn whom the roster alone expects."""
        usual = roster.expected(meeting.body, people, meeting.group)
        self.overrides.set_usual(frozenset(person.id for person in usual))
        added = {one.person.id for one in meeting.overrides if one.expected}
        suspended = roster.left_out(meeting.body, people, meeting.group)
        self.left_out.setText(_left_out([person for person in suspended if person.id not in added]))

    def _show_due(self, *, due: bool) -> None:
        """Say what the keys do where people are expected, or where whoever likes takes part."""
        self._due = due
        self.table.set_due(due=due)
        self.hint = HINT if due else ACTIVITY_HINT
        self.everybody.setText("其余全部到会" if due else "其余全部参加")
        self.add.setVisible(self._open and due)

    def set_open(self, *, is_open: bool) -> None:
        """Let people mark, or only note make-up days."""
        self._open = is_open
        self.table.set_open(is_open=is_open)
        self.counted.set_open(is_open=is_open)
        self.overrides.set_open(is_open=is_open)
        self.everybody.setVisible(is_open)
        self.add.setVisible(is_open and self._due)

    def begin(self) -> None:
        """Begin in the list."""
        self.reach(self.table)
        if not self.table.key() and self._expected:
            self.table.choose(self._expected[0].member_id)

    def step_back(self) -> bool:
        """Go from finding somebody back to the list."""
        if not self.overrides.step_back() and not self.finder.hasFocus():
            return False
        self._finding = False
        self.finder.clear()
        self.table.filter_to(None)
        self._to_list()
        return True

    def problem(self) -> str:
        """Say which change of the expected people is not whole."""
        return self.overrides.problem()

    def cure(self, check: Check, turn: int) -> None:
        """Go to the person that is meant."""
        if (field := self.counted.place_of(check)) is not None:
            self.reach(field)
            return
        if check.code == "unreadable" and (place := self.overrides.cure()) is not None:
            self.reach(place)
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
        nothing = Noted()
        return tuple(as_noted(person, self._noted.get(person.member_id, nothing)) for person in self._expected)

    def _show(self) -> None:
        people = self._people()
        labels = self._context.labels
        rows = [
            row_of(
                person,
                labels.get(person.member_id, person.name),
                self._parts.get(person.member_id, ()),
                self._standing.get(person.member_id, ()),
                due=self._due,
            )
            for person in people
        ]
        self.table.show_people(people, rows)
        self._show_heads(people)

    def _show_heads(self, people: tuple[Attendee, ...]) -> None:
        unmarked, by_name = self.heads.show_people(people, self.counted.value(), votes=self._votes, due=self._due)
        self.everybody.setEnabled(bool(unmarked))
        self.counted.show_use(by_name=by_name)

    @Slot()
    def _recounted(self) -> None:
        self._show_heads(self._people())
        self.edited.emit()

    def _note(self, notes: Mapping[str, Noted]) -> None:
        """Take what is noted of people now, and show it where it is something else."""
        if any(note != self._noted.get(member_id, Noted()) for member_id, note in notes.items()):
            self._noted.update(notes)
            self._show()
            self.edited.emit()

    def _changed(self, keys: Iterable[str], **facts: object) -> dict[str, Noted]:
        return {key: replace(self._noted.get(key, Noted()), **facts) for key in keys}  # type: ignore[arg-type] # by name

    @Slot(object, str)
    def _mark(self, keys: tuple[str, ...], stroke: str) -> None:
        self._note({key: stricken(self._noted.get(key, Noted()), Stroke(stroke)) for key in keys})

    @Slot(object, str)
    def _reason(self, keys: tuple[str, ...], reason: str) -> None:
        self._note(self._changed(keys, reason=reason))

    @Slot(object, object)
    def _make_up(self, keys: tuple[str, ...], day: date | None) -> None:
        if self._open:
            self._note(self._changed(keys, made_up_on=day))
        elif day is not None:
            self.made_up.emit(keys, day)

    @Slot(object)
    def _take_back(self, before: tuple[Attendee, ...]) -> None:
        if self._open:
            self._note({person.member_id: noted(person) for person in before})

    @Slot(str)
    def _leave_out(self, member_id: str) -> None:
        """Ask why somebody is not due; who was added by hand is simply taken off again."""
        if (line := self.overrides.added(member_id)) is not None:
            self.overrides.remove(line)
            return
        person = self.table.people[member_id]
        field = self.overrides.ask(PersonRef(person.name, member_id), expected=False)
        settle(self)
        self.reach(field)

    @Slot()
    def _add_expected(self) -> None:
        field = self.overrides.ask(None, expected=True)
        settle(self)
        self.reach(field)

    @Slot()
    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
