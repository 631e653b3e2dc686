"""The list of expected people: marked by one key each, reasons and make-up days written in place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from branchdesk.domain.conditions import ConditionKind
from branchdesk.domain.meetings import Attendee, Presence
from branchdesk.domain.roster import RosterPerson, Stage
from branchdesk.ledgers.member_life import LEAVING
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.table import KEY, Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

COLUMNS = (
    Column("name", "姓名", 4.2, sortable=False),
    Column("group", "党小组", 3, sortable=False),
    Column("role", "身份", 6, stretch=True, sortable=False, most=14),
    Column("presence", "状态", 3, sortable=False),
    Column("reason", "原因", 5, stretch=True, sortable=False, most=5),
    Column("made_up", "补学", 4.2, sortable=False),
)
PRESENCE, REASON, MADE_UP = 3, 4, 5
TONES = {
    Presence.PRESENT: Tone.GOOD,
    Presence.ON_LEAVE: Tone.WARN,
    Presence.ABSENT: Tone.BAD,
    Presence.UNKNOWN: Tone.QUIET,
}
SHORT_STAGES = {Stage.FULL: "正式", Stage.PROBATIONARY: "预备"}
MARKS = {
    ConditionKind.EXEMPT: "不作硬性要求",
    ConditionKind.ELSEWHERE: "同时参加其他支部",
    ConditionKind.AWAY: "流动",
    ConditionKind.PARTY_PROBATION: "留党察看",
}
AWAY = {Presence.ON_LEAVE, Presence.ABSENT}
KEYS = {
    Qt.Key.Key_Space: Presence.PRESENT,
    Qt.Key.Key_L: Presence.ON_LEAVE,
    Qt.Key.Key_Q: Presence.ABSENT,
    Qt.Key.Key_Delete: Presence.UNKNOWN,
    Qt.Key.Key_Backspace: Presence.UNKNOWN,
}
_TWO_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2}")
BLANK = "\u3000"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one person."""

    presence: Presence = Presence.UNKNOWN
    reason: str = ""
    made_up_on: date | None = None


def spread(name: str) -> str:
    """Give a name of two characters the width of three."""
    return BLANK.join(name) if _TWO_HAN.fullmatch(name) else name


def marks_of(person: RosterPerson) -> list[str]:
    """Give what holds of a person that matters at a meeting, in few words."""
    found = [MARKS[ConditionKind(kind)] for kind in dict.fromkeys(person.conditions) if kind in MARKS]
    return [*found, LEAVING] if person.leaving else found


def row_of(person: Attendee, label: str, parts: Sequence[str], marks: Sequence[str] = ()) -> Row:
    """Show one person; `label` tells them apart, `parts` is what they do here, `marks` what holds of them.

    The marks come first: they are rare, and what is long gives way at its end.
    """
    name = spread(person.name) + label.removeprefix(person.name).replace("党小组）", "）")
    stage = SHORT_STAGES.get(Stage(person.stage), say.STAGES[person.stage]) if person.stage else ""
    role = " · ".join(part for part in (stage, *marks, *person.offices, *parts) if part)
    away = person.presence in AWAY
    reason = Cell(person.reason)
    if away and not person.reason:
        reason = Cell("请填写", Tone.BAD)
    elif not away and not person.entitled:
        reason = Cell("无表决权", Tone.QUIET)
    made_up = Cell("")
    if person.made_up_on:
        made_up = Cell(f"{person.made_up_on.month}月{person.made_up_on.day}日", Tone.QUIET)
    elif away:
        made_up = Cell("待补学", Tone.QUIET)
    shown = say.PRESENCES[person.presence]
    return Row(
        person.member_id,
        (
            name,
            Cell(person.group.removesuffix("党小组"), tip=person.group),
            role,
            Cell(shown, TONES[person.presence], bold=person.presence is Presence.ABSENT),
            reason,
            made_up,
        ),
    )


class PeopleTable(Table):
    """The table. `marked`, `reasoned` and `made_up` carry a member and what was noted of them.

    `letters` carries what was typed that is no mark: the beginning of a name; `all_wanted` asks for everybody
    unmarked to be present; `done` says that a reason was written and the keyboard is free; `taken_back` carries the
    person as they were before Esc gave an entry up.
    """

    marked = Signal(str, str)
    reasoned = Signal(str, str)
    made_up = Signal(str, object)
    letters = Signal(str)
    all_wanted = Signal()
    done = Signal(str)
    taken_back = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._context = context
        self._writable = True
        self._editor: QWidget | None = None
        self._editing = ""
        self._before: Attendee | None = None
        self.people: Mapping[str, Attendee] = {}
        self.setAccessibleName("应到人员")
        self.opened.connect(self._enter)
        self.clicked.connect(self._clicked)

    def show_people(self, people: Sequence[Attendee], rows: Sequence[Row]) -> None:
        """Show people; where they are the same ones, only what changed is drawn anew."""
        self.people = {person.member_id: person for person in people}
        if [row.key for row in rows] != [row.key for row in self.rows_model.rows]:
            self.stop_editing()
            self.set_rows(rows)
            if rows and not self.currentIndex().isValid():
                self.choose(rows[0].key)
            return
        last = self.rows_model.columnCount() - 1
        wider = False
        for number, row in enumerate(rows):
            if row != self.rows_model.rows[number]:
                wider |= row.cells[:PRESENCE] != self.rows_model.rows[number].cells[:PRESENCE]
                self.rows_model.rows[number] = row
                self.rows_model.dataChanged.emit(self.rows_model.index(number, 0), self.rows_model.index(number, last))
        if wider:
            self._measure()

    def set_open(self, *, is_open: bool) -> None:
        """Let people mark, or only note make-up days."""
        self._writable = is_open

    def filter_to(self, keys: set[str] | None) -> list[str]:
        """Show only some people, or all with None; gives those in sight, in order."""
        seen = []
        for number, row in enumerate(self.rows_model.rows):
            hidden = keys is not None and row.key not in keys
            self.setRowHidden(number, hidden)
            if not hidden:
                seen.append(row.key)
        return seen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with one key; other letters begin a name."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        text = event.text()
        if not plain or not self.key():
            super().keyPressEvent(event)
        elif key in KEYS and self._writable:
            self._mark(KEYS[key])
        elif key == Qt.Key.Key_A and self._writable:
            self.all_wanted.emit()
        elif key == Qt.Key.Key_B:
            self.edit_made_up(self.key())
        elif key == Qt.Key.Key_Slash:
            self.letters.emit("")
        elif text and text.isprintable() and not text.isspace():
            self.letters.emit(text)
        else:
            super().keyPressEvent(event)

    def edit_reason(self, member_id: str, before: Attendee | None = None) -> None:
        """Write a reason in its place; Esc makes all be as it was `before`, or when writing began."""
        person = self.people.get(member_id)
        if person is None or not self._writable or person.presence not in AWAY:
            return
        editor = self._context.offered(f"{person.name}的原因", self._context.reasons)
        editor.setPlaceholderText("原因")
        editor.setText(person.reason)
        editor.textEdited.connect(self._reason_typed)
        editor.editingFinished.connect(self._reason_typed)
        self._edit(member_id, REASON, editor, before)
        editor.selectAll()

    def edit_made_up(self, member_id: str) -> None:
        """Write a make-up day in its place; a closed record takes it too."""
        person = self.people.get(member_id)
        if person is None or person.presence not in AWAY:
            return
        editor = DateEdit(day_needed=True)
        editor.setAccessibleName(f"{person.name}的补学日期")
        editor.setPlaceholderText("补学日期")
        editor.set_value(person.made_up_on)
        editor.edited.connect(self._day_typed)
        self._edit(member_id, MADE_UP, editor)
        editor.selectAll()

    def stop_editing(self) -> None:
        """Put an editor away."""
        editor, self._editor = self._editor, None
        if editor is not None:
            index = self._index(self._editing, 0)
            for column in (REASON, MADE_UP):
                place = index.siblingAtColumn(column)
                if place.isValid() and self.indexWidget(place) is editor:
                    self.setIndexWidget(place, None)  # type: ignore[arg-type] # Qt takes none, its stubs do not
            editor.hide()
            editor.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close an editor with Enter or Esc, or when the keyboard goes elsewhere."""
        if watched is not self._editor:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.type() == QEvent.Type.ShortcutOverride:
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif enter or event.key() == Qt.Key.Key_Escape:
                self._finish(keep=enter)
                return True
        elif event.type() == QEvent.Type.FocusOut and not self._offering():
            self._settle()
            self.stop_editing()
        return super().eventFilter(watched, event)

    def _offering(self) -> bool:
        editor = self._editor
        completer = editor.completer() if isinstance(editor, QLineEdit) else None
        return completer is not None and completer.popup().isVisible()

    def _edit(self, member_id: str, column: int, editor: QLineEdit, before: Attendee | None = None) -> None:
        self.stop_editing()
        self.choose(member_id)
        index = self._index(member_id, column)
        theme.mark(editor, role="cell")
        self._editor, self._editing = editor, member_id
        self._before = before or self.people[member_id]
        self.setIndexWidget(index, editor)
        self.scrollTo(index)
        editor.returnPressed.connect(self._finish)  # comes from an open list, past the filter
        editor.installEventFilter(self)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _finish(self, *, keep: bool = True) -> None:
        """Take what was written, or put the mark back, and go on."""
        member_id = self._editing
        if keep:
            if not self._settle():
                return
            if not isinstance(self._editor, DateEdit):
                self._reason_typed()  # what was chosen in the list of offers was not typed
        before = self._before
        self.stop_editing()
        if not keep and before is not None:
            self.taken_back.emit(before)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep:
            self.done.emit(member_id)

    def _settle(self) -> bool:
        """Read the day being written, and say whether it can be kept."""
        return not isinstance(self._editor, DateEdit) or self._editor.check()

    def _mark(self, presence: Presence) -> None:
        member_id = self.key()
        before = self.people[member_id]
        self.marked.emit(member_id, presence.value)
        if presence in AWAY:
            self.edit_reason(member_id, before)
        else:
            self._go_down()

    def _go_down(self) -> None:
        row = self.currentIndex().row() + 1
        while row < self.rows_model.rowCount() and self.isRowHidden(row):
            row += 1
        if row < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(row, 0))

    def _index(self, member_id: str, column: int) -> QModelIndex:
        for number, row in enumerate(self.rows_model.rows):
            if row.key == member_id:
                return self.rows_model.index(number, column)
        return QModelIndex()

    @Slot()
    def _reason_typed(self) -> None:
        if isinstance(self._editor, QLineEdit):
            self.reasoned.emit(self._editing, self._editor.text().strip())

    @Slot()
    def _day_typed(self) -> None:
        if isinstance(self._editor, DateEdit) and not self._editor.problem():
            self.made_up.emit(self._editing, self._editor.day())

    @Slot(str)
    def _enter(self, member_id: str) -> None:
        """Enter writes the reason of who is away, and marks everybody else present."""
        person = self.people[member_id]
        if person.presence in AWAY:
            self.edit_reason(member_id) if self._writable else self.edit_made_up(member_id)
        elif self._writable:
            self._mark(Presence.PRESENT)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        member_id = str(index.data(KEY))
        if index.column() == REASON:
            self.edit_reason(member_id)
        elif index.column() == MADE_UP:
            self.edit_made_up(member_id)
        elif index.column() == PRESENCE and self._writable:
            self._offer_marks(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _offer_marks(self, where: QPoint) -> None:
        menu = QMenu(self)
        for presence in (Presence.PRESENT, Presence.ON_LEAVE, Presence.ABSENT, Presence.UNKNOWN):
            action = QAction(say.PRESENCES[presence], menu)
            action.setData(presence.value)
            menu.addAction(action)
        menu.triggered.connect(self._mark_chosen)
        menu.popup(where)

    @Slot(QAction)
    def _mark_chosen(self, action: QAction) -> None:
        self._mark(Presence(action.data()))
