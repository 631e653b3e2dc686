"""The plain form of a ledger's record: one editor a field, what is refused or doubtful said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QMessageBox, QPushButton, QWidget

from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind, Finding
from branchdesk.services import Changes, Store, entering
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import Editor, editor_for
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.record_history import RecordHistoryDialog
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.theme import Tone

STEPS = (40, 64)  # ems from which there are two columns, and three
WIDEST = 92
OFFERED = 60
TONES = {Severity.ERROR: Tone.BAD, Severity.DOUBT: Tone.WARN, Severity.NOTE: Tone.QUIET}


class FormField(Labelled):
    """A field of the form: it can be refused, or doubted without being refused."""

    def __init__(self, field: Field, hint: str) -> None:
        self.field = field
        self.input: Editor = editor_for(field)
        super().__init__(field.label, self.input.widget, hint=hint, required=field.required)
        self.touched = False

    def judge(self, finding: Finding | None) -> None:
        """Say what was noticed, in its tone; without a finding, the hint."""
        if finding is None or finding.severity is Severity.ERROR:
            self.refuse(finding.message if finding else "")
            return
        self.refuse("")
        self.sentence.setText(finding.message)
        self.sentence.setVisible(True)
        theme.mark(self.sentence, tone=TONES[finding.severity])


class FormPage(LedgerPage):
    """The form of one record, new or standing; `saved` carries its identifier."""

    saved = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.record: str | None = None
        self._before: dict[str, Any] = {}
        self._saving = False
        fields = [field for field in actions.ledger.fields if field.editable]
        self.fields = {field.key: FormField(field, actions.hints.get(field.key, "")) for field in fields}
        self.banner = Banner()
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        self.save_button.setToolTip("Ctrl+S，或在单行栏目中按 Enter")
        self.cancel_button = QPushButton("取消")
        self.history_button = theme.mark(QPushButton("修改历史"), role="quiet")
        self.history = RecordHistoryDialog(desk, self)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self._cancel)
        self.history_button.clicked.connect(self._show_history)
        self._lay_out()
        for one in self.fields.values():
            one.input.edited.connect(self._edited)
            if isinstance(one.input.widget, QLineEdit):
                one.input.widget.installEventFilter(self)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)
        self.setFocusProxy(next(iter(self.fields.values())).editor)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the record's past where it has one, cancel and save."""
        both = (self.cancel_button, self.save_button)
        return both if self.record is None else (self.history_button, *both)

    def begin(self, record: str | None) -> None:
        """Show an empty form, or a record to be changed; a form with unsaved text of the same record stays."""
        if record == self.record and self.changed():
            return
        self.record = record
        self._show({})
        self.name(f"新增{self.verbs.thing}" if record is None else f"修改{self.verbs.thing}")
        self.desk.read(self._offers, self._offer)
        if record is not None:
            self.desk.read(lambda store: (record, self.verbs.record(store, record)), self._fill)
        first = next((one for one in self.fields.values() if one.field.required), None)
        self.setFocusProxy((first or next(iter(self.fields.values()))).editor)

    def values(self) -> dict[str, object]:
        """Give what stands in the form."""
        return {key: one.input.value() for key, one in self.fields.items()}

    def changed(self) -> bool:
        """Say whether anything would be lost by going away."""
        for one in self.fields.values():
            one.input.settle()
        return any(
            _plain(one.input.value()) != _plain(self._before.get(key)) or one.input.problem()
            for key, one in self.fields.items()
        )

    def leaving(self) -> bool:
        """Ask what becomes of unsaved text."""
        if not self.changed():
            return True
        box = QMessageBox(QMessageBox.Icon.NoIcon, "尚未保存", f"“{self.title}”有内容还没有保存。", parent=self)
        keep = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("继续填写", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is drop:
            self._show(self._before)
            return True
        if box.clickedButton() is keep:
            self.save()
        return False

    @Slot()
    def save(self) -> None:
        """Save what was changed; whatever is refused stays as typed, with the reason beside it."""
        if self._saving:
            return
        self.banner.say("")
        for one in self.fields.values():
            one.input.settle()
        entry = entering.read(self.verbs.ledger, self.values())
        wrong = [one for one in self.fields.values() if one.input.problem()]
        for one in self.fields.values():
            one.touched = True
        self._judge(entry)
        wrong += [self.fields[finding.field] for finding in entry.errors]
        if wrong:
            wrong[0].editor.setFocus()
            return
        values = {key: value for key, value in entry.values.items() if value != self._before.get(key)}
        if not values and self.record is not None:
            self.closed.emit()
            return
        self._saving = True
        record, save = self.record, self.verbs.save
        self.desk.write(lambda store: save(store, record, values), self._done, failed=self._refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save with Enter in a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            completer = watched.completer()
            choosing = completer is not None and completer.popup().isVisible()
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not choosing:
                self.save()
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _lay_out(self) -> None:
        self._grid = Grid(list(self.fields.values()))
        card = Card()
        card.body.addWidget(self.banner)
        card.body.addWidget(self._grid)
        card.setMaximumWidth(theme.em(WIDEST))
        page = Page()
        page.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(card, 1)
        row.addStretch(0)
        page.body.addLayout(row)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def _offers(self, store: Store) -> dict[str, list[str]]:
        """Ask for the values that others have; this runs on the reading lane."""
        keys = [key for key, one in self.fields.items() if one.field.kind is FieldKind.TEXT and not one.field.familiar]
        return {key: [str(value) for value, _ in self.verbs.counts(store, key)[:OFFERED] if value] for key in keys}

    def _offer(self, offers: dict[str, list[str]]) -> None:
        for key, values in offers.items():
            self.fields[key].input.offer(values)

    def _fill(self, found: tuple[str, dict[str, Any]]) -> None:
        record, values = found
        if record == self.record:
            self._show(values)
            named = self.verbs.ledger.search[0]
            self.name(f"修改{self.verbs.thing}", str(values.get(named) or ""))
            for one in self.fields.values():
                one.touched = True
            self._judge(entering.read(self.verbs.ledger, self.values()))

    def _show(self, values: dict[str, Any]) -> None:
        self._before = dict(values)
        self._saving = False
        self.banner.say("")
        for key, one in self.fields.items():
            one.input.show_value(values.get(key))
            one.touched = False
            one.judge(None)

    @Slot()
    def _edited(self) -> None:
        sender = self.sender()
        for one in self.fields.values():
            if one.editor is sender:
                one.touched = True
        self._judge(entering.read(self.verbs.ledger, self.values()))

    def _judge(self, entry: entering.Entry) -> None:
        """Say beside each field the gravest thing noticed of it."""
        order = list(Severity)
        gravest: dict[str, Finding] = {}
        for finding in sorted(entry.findings, key=lambda finding: order.index(finding.severity)):
            gravest.setdefault(finding.field, finding)
        for key, one in self.fields.items():
            if not one.input.problem():
                one.judge(gravest.get(key) if one.touched else None)

    def _done(self, done: tuple[str, Changes]) -> None:
        record, changes = done
        self._saving = False
        self._before = {}
        self._show({})
        if changes:
            self.told.emit(f"已保存：{changes.title}。", changes.title)
        self.record = None
        self.saved.emit(record)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, Refusal):
            return
        one = self.fields.get(error.field or "")
        if one is None:
            self.banner.say(error.sentence, Tone.BAD)
            return
        one.refuse(error.sentence)
        one.editor.setFocus()

    @Slot()
    def _show_history(self) -> None:
        if self.record is not None:
            self.history.show_record(self.verbs.ledger.key, self.record, self.subtitle)

    @Slot()
    def _cancel(self) -> None:
        if self.leaving():
            self.closed.emit()


class Grid(QWidget):
    """Fields in as many columns as there is room for; long text takes a line of its own."""

    def __init__(self, fields: Sequence[FormField]) -> None:
        super().__init__()
        self._fields = fields
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(1.6))
        self._grid.setVerticalSpacing(theme.em(0.8))
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the number of columns."""
        super().resizeEvent(event)
        columns = 1 + sum(self.width() >= theme.em(step) for step in STEPS)
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for one in self._fields:
            self._grid.removeWidget(one)
        row = column = 0
        for one in self._fields:
            whole = one.field.kind is FieldKind.LONG_TEXT
            if column and (whole or column == columns):
                row, column = row + 1, 0
            self._grid.addWidget(one, row, column, 1, columns if whole else 1, Qt.AlignmentFlag.AlignTop)
            column = columns if whole else column + 1
        for number in range(len(STEPS) + 1):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def _plain(value: object) -> object:
    """Make values comparable: an empty text is nothing, a date its stored form."""
    if value is None or value == "":
        return None
    return value if isinstance(value, bool) else str(value)
