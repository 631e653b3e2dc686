"""The list of expected people: marked by one key each, reasons and make-up days written in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QWidget

from branchdesk.domain.meetings import Attendee, Presence
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.people_rows import AWAY, COLUMNS, MADE_UP, PRESENCE, REASON, Stroke, noted
from branchdesk.ui.table import KEY, Row, Table
from branchdesk.words import meetings as say
from branchdesk.words import people as say_people

KEYS = {
    Qt.Key.Key_Space: Stroke.PRESENT,
    Qt.Key.Key_1: Stroke.LATE,
    Qt.Key.Key_2: Stroke.ONLINE,
    Qt.Key.Key_L: Stroke.ON_LEAVE,
    Qt.Key.Key_Q: Stroke.ABSENT,
    Qt.Key.Key_Delete: Stroke.UNKNOWN,
    Qt.Key.Key_Backspace: Stroke.UNKNOWN,
}
WORDS = {
    Stroke.PRESENT: say.PRESENCES[Presence.PRESENT],
    Stroke.LATE: say_people.LATE,
    Stroke.ONLINE: say_people.ONLINE,
    Stroke.ON_LEAVE: say.PRESENCES[Presence.ON_LEAVE],
    Stroke.ABSENT: say.PRESENCES[Presence.ABSENT],
    Stroke.UNKNOWN: say.PRESENCES[Presence.UNKNOWN],
}
TAKING_PART = {
    Stroke.PRESENT: say_people.TOOK_PART,
    Stroke.LATE: say_people.LATE,
    Stroke.ONLINE: say_people.ONLINE,
    Stroke.UNKNOWN: say.PRESENCES[Presence.UNKNOWN],
}
BEING_AWAY = {Stroke.ON_LEAVE, Stroke.ABSENT}


class PeopleTable(Table):
    """The table. `marked`, `reasoned` and `made_up` carry the members that are chosen and what was noted of them.

    `letters` carries what was typed that is no mark: the beginning of a name; `all_wanted` asks for everybody
    unmarked to be present; `done` says that a reason was written and the keyboard is free; `taken_back` carries the
    people as they were before Esc gave an entry up; `not_due` asks for one not to be counted as expected.
    """

    marked = Signal(object, str)
    reasoned = Signal(object, str)
    made_up = Signal(object, object)
    letters = Signal(str)
    all_wanted = Signal()
    done = Signal(str)
    taken_back = Signal(object)
    not_due = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._context = context
        self._writable = True
        self._due = True
        self._editor: QLineEdit | None = None
        self._editing: tuple[str, ...] = ()
        self._before: tuple[Attendee, ...] = ()
        self.people: Mapping[str, Attendee] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("应到人员")
        self.opened.connect(self._enter)
        self.clicked.connect(self._clicked)

    def show_people(self, people: Sequence[Attendee], rows: Sequence[Row]) -> None:
        """Show people; where they are the same ones, only what changed is drawn anew."""
        self.people = {person.member_id: person for person in people}
        if [row.key for row in rows] != [row.key for row in self.rows_model.rows]:
            self.stop_editing()
            at = max(self.currentIndex().row(), 0)
            self.set_rows(rows)
            if rows and not self.currentIndex().isValid():
                self.choose(rows[min(at, len(rows) - 1)].key)
            return
        last = self.rows_model.columnCount() - 1
        wider = False
        for number, row in enumerate(rows):
            shown = self.rows_model.rows[number]
            if row != shown:
                wider |= row.cells[:PRESENCE] != shown.cells[:PRESENCE]
                wider |= len(row.cell(PRESENCE).text) > len(shown.cell(PRESENCE).text)
                self.rows_model.rows[number] = row
                self.rows_model.dataChanged.emit(self.rows_model.index(number, 0), self.rows_model.index(number, last))
        if wider:
            self._measure()

    def set_open(self, *, is_open: bool) -> None:
        """Let people mark, or only note make-up days."""
        self._writable = is_open

    def set_due(self, *, due: bool) -> None:
        """Say whether anybody is expected: where nobody is, nobody is on leave or absent either."""
        self._due = due

    def filter_to(self, keys: set[str] | None) -> list[str]:
        """Show only some people, or all with None; gives those in sight, in order."""
        seen = []
        for number, row in enumerate(self.rows_model.rows):
            hidden = keys is not None and row.key not in keys
            self.setRowHidden(number, hidden)
            if not hidden:
                seen.append(row.key)
        return seen

    def chosen(self) -> tuple[str, ...]:
        """Give everybody chosen who is in sight, or whom the keyboard is on."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        seen = tuple(self.rows_model.rows[row].key for row in rows if not self.isRowHidden(row))
        return seen or ((self.key(),) if self.key() else ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with one key; other letters begin a name."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        text = event.text()
        if not plain or not self.key():
            super().keyPressEvent(event)
        elif key in KEYS and self._writable and (self._due or KEYS[key] not in BEING_AWAY):
            self._strike(KEYS[key])
        elif key == Qt.Key.Key_A and self._writable:
            self.all_wanted.emit()
        elif key == Qt.Key.Key_Minus and self._writable and self._due:
            self.not_due.emit(self.key())
        elif key == Qt.Key.Key_B and self._due:
            self.edit_made_up()
        elif key == Qt.Key.Key_Slash:
            self.letters.emit("")
        elif text and text.isprintable() and not text.isspace():
            self.letters.emit(text)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be noted of whoever is under the mouse, or of those chosen, with the menu key."""
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            if not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.setCurrentIndex(index)
        here = self.visualRect(self.currentIndex()).bottomLeft()
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        self._offer_marks(self.viewport().mapToGlobal(here) if keyboard else event.globalPos())

    def edit_reason(self, member_id: str) -> None:
        """Write a reason in its place; Esc makes all be as it was."""
        self._write_reason((member_id,), member_id)

    def _write_reason(self, keys: tuple[str, ...], at: str, before: tuple[Attendee, ...] = ()) -> None:
        """Write one reason for several people at the place of one; Esc makes them be as they were `before`."""
        person = self.people.get(at)
        if person is None or not self._writable or not noted(person).takes_reason:
            return
        reasons = self._context.late_reasons if person.late else partial(self._context.reasons, at)
        editor = self._context.offered(f"{person.name}的原因", reasons)
        editor.setPlaceholderText("原因（可以不填）" if person.late else "原因")
        editor.setText(person.reason)
        editor.textEdited.connect(self._reason_typed)
        editor.editingFinished.connect(self._reason_typed)
        self._edit(keys, at, REASON, editor, before)
        editor.selectAll()

    def edit_made_up(self) -> None:
        """Write a make-up day for everybody chosen who was away, in place; a closed record takes it too."""
        away = tuple(key for key in self.chosen() if self.people[key].presence in AWAY)
        if not away:
            return
        at = self.key() if self.key() in away else away[0]
        person = self.people[at]
        editor = DateEdit(day_needed=True)
        editor.setAccessibleName(f"{person.name}的补学日期" if len(away) == 1 else f"{len(away)}人的补学日期")
        editor.setPlaceholderText("补学日期")
        editor.set_value(person.made_up_on)
        editor.edited.connect(self._day_typed)
        self._edit(away, at, MADE_UP, editor)
        editor.selectAll()

    def stop_editing(self) -> None:
        """Put an editor away."""
        editor, self._editor = self._editor, None
        if editor is not None:
            for number in range(self.rows_model.rowCount()):
                for column in (REASON, MADE_UP):
                    place = self.rows_model.index(number, column)
                    if self.indexWidget(place) is editor:
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
        completer = self._editor.completer() if self._editor is not None else None
        return completer is not None and completer.popup().isVisible()

    def _edit(
        self,
        keys: tuple[str, ...],
        at: str,
        column: int,
        editor: QLineEdit,
        before: tuple[Attendee, ...] = (),
    ) -> None:
        self.stop_editing()
        self.choose(at)
        index = self._index(at, column)
        theme.mark(editor, role="cell")
        self._editor, self._editing = editor, keys
        self._before = before or tuple(self.people[key] for key in keys)
        self.setIndexWidget(index, editor)
        self.scrollTo(index)
        editor.returnPressed.connect(self._finish)  # comes from an open list, past the filter
        editor.installEventFilter(self)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        wanted = QItemSelectionModel.SelectionFlag
        for key in keys:  # everybody whom the entry is about is seen to be
            self.selectionModel().select(self._index(key, 0), wanted.Select | wanted.Rows)

    @Slot()
    def _finish(self, *, keep: bool = True) -> None:
        """Take what was written, or put the mark back, and go on."""
        member_id = self._editing[0]
        if keep:
            if not self._settle():
                return
            if not isinstance(self._editor, DateEdit):
                self._reason_typed()  # what was chosen in the list of offers was not typed
        before = self._before
        self.stop_editing()
        if not keep:
            self.taken_back.emit(before)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep:
            self.done.emit(member_id)

    def _settle(self) -> bool:
        """Read the day being written, and say whether it can be kept."""
        return not isinstance(self._editor, DateEdit) or self._editor.check()

    def _strike(self, stroke: Stroke) -> None:
        """Mark everybody chosen; what may be taken off by the same key is, where all of them have it."""
        keys, at = self.chosen(), self.key()
        if stroke in {Stroke.LATE, Stroke.ONLINE}:
            lacking = tuple(key for key in keys if not getattr(self.people[key], stroke.value))
            keys = lacking or keys
        at = at if at in keys else keys[0]
        before = tuple(self.people[key] for key in keys)
        self.marked.emit(keys, stroke.value)
        if stroke in BEING_AWAY or (stroke is Stroke.LATE and self.people[at].late):
            self._write_reason(keys, at, before)
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
        if self._editor is not None:
            self.reasoned.emit(self._editing, self._editor.text().strip())

    @Slot()
    def _day_typed(self) -> None:
        if isinstance(self._editor, DateEdit) and not self._editor.problem():
            self.made_up.emit(self._editing, self._editor.day())

    @Slot(str)
    def _enter(self, member_id: str) -> None:
        """Enter writes the reason of who is away or late, and marks everybody else present."""
        person = self.people[member_id]
        if self._writable and noted(person).takes_reason:
            self.edit_reason(member_id)
        elif self._writable:
            self._strike(Stroke.PRESENT)
        elif person.presence in AWAY:
            self.edit_made_up()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        member_id = str(index.data(KEY))
        if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            return  # several are being chosen
        if index.column() == REASON:
            self.edit_reason(member_id)
        elif index.column() == MADE_UP:
            self.edit_made_up()
        elif index.column() == PRESENCE and self._writable:
            self._offer_marks(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _offer_marks(self, where: QPoint) -> None:
        menu = QMenu(self)

        def add(word: str, slot: Callable[[], object]) -> None:
            action = QAction(word, menu)
            action.triggered.connect(lambda *_: slot())
            menu.addAction(action)

        if self._writable:
            for stroke, word in WORDS.items() if self._due else TAKING_PART.items():
                add(word, partial(self._strike, stroke))
            menu.addSeparator()
        if any(self.people[key].presence in AWAY for key in self.chosen()):
            add("登记补学…", self.edit_made_up)
        if self._writable and self._due and len(self.chosen()) == 1:
            add(f"{say_people.LEFT_OUT}…", partial(self.not_due.emit, self.key()))
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.actions():
            menu.popup(where)
