"""Editing in the cell: the form's editors and the form's eyes; what is refused stays as typed, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services import Changes
from branchdesk.services.ledgers import entering
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.ledger import cells
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import ChoiceEditor, Editor, editor_for
from branchdesk.ui.ledger.grid import LedgerTable
from branchdesk.ui.table import Index, Row, RowPainter

MOVES = {Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
LEAST = {FieldKind.LONG_TEXT: 22.0, FieldKind.DATE: 9.0, FieldKind.CHOICE: 8.0, FieldKind.FLAG: 6.0}
PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


def fields(ledger: Ledger) -> frozenset[str]:
    """Give the fields whose cells may be edited."""
    return frozenset(field.key for field in ledger.fields if field.editable and field.in_place and not field.private)


class FlagEditor(ChoiceEditor):
    """是, 否 or nothing, in one line."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        for label, value in (("是", True), ("否", False)):
            self.addItem(label, value)


def cell_editor(field: Field) -> Editor:
    """Make the editor of a field as it fits in a cell: choices in a list that opens."""
    if field.kind is FieldKind.FLAG:
        return FlagEditor(field)
    return ChoiceEditor(field) if field.kind is FieldKind.CHOICE else editor_for(field)


class InPlace(RowPainter):
    """The table's painter, which also edits: it draws the cursor, opens an editor in its cell, judges and saves.

    `values_of` gives a record's values as stored. `settled` is sent when no editor is open any more, `noted` carries
    what was doubted of a value that was saved all the same, and the title of its step.
    """

    settled = Signal()
    noted = Signal(str, str)
    failed = Signal()

    def __init__(
        self, table: LedgerTable, desk: Desk, actions: LedgerActions, values_of: Callable[[str], Mapping[str, Any]]
    ) -> None:
        super().__init__(table)
        self._table, self._desk, self._verbs, self._values_of = table, desk, actions, values_of
        self._editor: Editor | None = None
        self._record, self._key = "", ""
        self._typed: object = None
        self._sentence = ""
        self._draft: Draft | None = None  # offered in the form of the record: the cell is gone with the list
        self.bubble = theme.mark(QLabel("", table.viewport()), role="bubble")
        self.bubble.setWordWrap(True)
        self.bubble.hide()

    @property
    def editor(self) -> QWidget | None:
        """Give the editor that is open."""
        return self._editor.widget if self._editor else None

    def leave(self) -> bool:
        """Settle what is being edited, as going elsewhere asks; say whether one may go."""
        return self._editor is None or self.commit()

    def commit(self, rows: int = 0, columns: int = 0) -> bool:
        """Save what stands in the editor and move on; where it is refused say why, and stay."""
        editor = self._editor
        if editor is None:
            return True
        editor.settle()
        field = self._verbs.field(self._key)
        before = self._values_of(self._record)
        entry = entering.read(self._verbs.ledger, {**_typed(self._verbs.ledger, before), field.key: editor.value()})
        mine = [finding for finding in entry.findings if finding.field == field.key]
        errors = [finding.message for finding in mine if finding.severity is Severity.ERROR]
        if problem := editor.problem() or next(iter(errors), ""):
            self._refuse(problem)
            return False
        record, value, typed = self._record, entry.values[field.key], editor.value()
        self._close()
        if value != before.get(field.key):
            doubts = [finding.message for finding in mine if finding.severity is Severity.DOUBT]
            self._save(record, field, value, typed, next(iter(doubts), ""))
        if rows or columns:
            self._table.step(rows, columns)
        return True

    def give_up(self) -> None:
        """Put the editor away; the cell is as it was."""
        self._close()

    # -- as Qt asks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the place, and a ring where the cursor is."""
        super().paint(painter, option, index)
        if index != self._table.currentIndex() or not self._table.hasFocus():
            return
        area = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -2.5)  # type: ignore[attr-defined] # Qt's stubs leave it out
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
        painter.drawRoundedRect(area, theme.em(0.25), theme.em(0.25))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the editor of a cell."""
        self._record = self._table.rows_model.rows[index.row()].key
        self._key = self._table.rows_model.columns[index.column()].key
        field = self._verbs.field(self._key)
        self._editor = editor = cell_editor(field)
        widget = theme.mark(editor.widget, role="inplace")
        widget.setParent(parent)
        widget.setAccessibleName(field.label)
        editor.edited.connect(self._calm)
        if isinstance(widget, QLineEdit) and field.kind in {FieldKind.TEXT, FieldKind.NAME} and not field.familiar:
            key = field.key
            self._desk.read(lambda store: (key, self._verbs.offered(store, key)), self._offer)
        return widget

    def setEditorData(self, _widget: QWidget, _index: Index) -> None:
        """Show the stored value, or what was typed before it was refused."""
        if self._editor is None:
            return
        typed, self._typed = self._typed, None
        self._editor.show_value(self._values_of(self._record).get(self._key) if typed is None else typed)
        if isinstance(self._editor.widget, QPlainTextEdit):
            self._editor.widget.selectAll()
        self._draft = Draft(self._desk, self._editor.widget)
        self._draft.begin(
            self._verbs.ledger.key,
            self._record,
            f"修改{self._verbs.thing}",
            straight=True,
            target={"target": self._record, "form": True},
        )

    def setModelData(self, _widget: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """Have nothing to do: what is committed is saved in the file, and the rows are read from there."""

    def updateEditorGeometry(self, widget: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the editor over its cell, as wide and high as it needs, inside the table."""
        room = self._table.viewport()
        area = option.rect  # type: ignore[attr-defined]
        kind = self._verbs.field(self._key).kind
        width = min(max(area.width(), theme.em(LEAST.get(kind, 8.0))), room.width())
        height = max(area.height(), widget.minimumHeight() if kind is FieldKind.LONG_TEXT else 0)
        left = max(min(area.left(), room.width() - width), 0)
        top = max(min(area.top(), room.height() - height), 0)
        widget.setMinimumWidth(0)
        widget.setGeometry(left, top, width, height)
        if self._sentence:
            self._refuse(self._sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves and goes down, Tab saves and goes on, Esc gives up, going elsewhere saves."""
        if self._editor is None or watched is not self._editor.widget:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in PASSING and self._table.isVisible():
                self.commit()
            return False
        return False

    # -- inside

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key, widget = Qt.Key(event.key()), self.editor
        if isinstance(widget, QLineEdit) and (completer := widget.completer()) and completer.popup().isVisible():
            if key in ENTERS and completer.popup().currentIndex().isValid():
                return False  # what is offered is taken first
            completer.popup().hide()
        if key == Qt.Key.Key_Escape:
            self.give_up()
            return True
        new_line = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
        if key in ENTERS and new_line and isinstance(widget, QPlainTextEdit):
            widget.insertPlainText("\n")
            return True
        if key in MOVES:
            self.commit(*MOVES[key])
            return True
        return False

    def _close(self) -> None:
        editor, self._editor, self._sentence = self._editor, None, ""
        self.bubble.hide()
        if self._draft is not None and isValid(self._draft):
            self._draft.end()
        self._draft = None
        if editor is not None:
            self.closeEditor.emit(editor.widget, RowPainter.EndEditHint.NoHint)
            self._table.setFocus()
            self.settled.emit()

    def _save(self, record: str, field: Field, value: object, typed: object, doubt: str) -> None:
        self._show_new(record, field, value)
        save = self._verbs.save

        def done(result: tuple[str, Changes]) -> None:
            if doubt and result[1]:
                self.noted.emit(f"已保存。{field.label}：{doubt}", result[1].title)

        def failed(error: Exception) -> None:
            self.failed.emit()
            if isinstance(error, Refusal):
                self._reopen(record, field, typed, error.sentence)

        self._desk.write(lambda store: save(store, record, {field.key: value}), done, failed=failed, owner=self)

    def _show_new(self, record: str, field: Field, value: object) -> None:
        """Show the new value at once; the rows are read anew when it is in the file."""
        model, place = self._table.rows_model, self._table.place_of(field.key)
        for number, row in enumerate(model.rows):
            if row.key == record and place >= 0:
                shown = [*row.cells]
                shown[place] = cells.cell(self._verbs, field, value)
                model.rows[number] = Row(row.key, tuple(shown), row.faded)
                model.dataChanged.emit(model.index(number, place), model.index(number, place))

    def _reopen(self, record: str, field: Field, typed: object, sentence: str) -> None:
        """Open the cell again with what was typed there, and say why it was not taken."""
        place = self._table.place_of(field.key)
        if self._editor is None and place >= 0 and self._table.choose(record):
            self._typed, self._sentence = typed, sentence
            index = self._table.rows_model.index(self._table.currentIndex().row(), place)
            self._table.setCurrentIndex(index)
            self._table.edit(index)
        else:
            self.noted.emit(sentence, "")

    def _refuse(self, sentence: str) -> None:
        self._sentence = sentence
        editor, room = self.editor, self._table.viewport()
        if editor is None:
            return
        theme.mark(editor, tone="bad")
        self.bubble.setText(sentence)
        needed = self.bubble.fontMetrics().horizontalAdvance(sentence) + theme.em(1.6)
        width = min(needed, theme.em(24), room.width())
        self.bubble.setFixedWidth(width)
        height = self.bubble.heightForWidth(width)
        self.bubble.setFixedHeight(height)
        below = editor.geometry().bottom() + theme.em(0.2)
        top = below if below + height <= room.height() else editor.y() - height - theme.em(0.2)
        self.bubble.move(max(min(editor.x(), room.width() - width), 0), max(top, 0))
        self.bubble.show()
        self.bubble.raise_()
        editor.setFocus()

    def _calm(self) -> None:
        if self._sentence and self._editor is not None:
            self._sentence = ""
            self.bubble.hide()
            theme.mark(self._editor.widget, tone="")

    def _offer(self, found: tuple[str, list[str]]) -> None:
        key, values = found
        if self._editor is not None and key == self._key:
            self._editor.offer(values)


def _typed(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, object]:
    """Give stored values as a form would hand them over, so that a row's facts are judged together."""
    return {
        key: PartialDate.parse(value) if ledger.field(key).kind is FieldKind.DATE and value else value
        for key, value in values.items()
    }
