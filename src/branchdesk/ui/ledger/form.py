"""The plain form of a ledger's record: one editor a field, what is refused or doubtful said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services import Changes, Store
from branchdesk.services.ledgers import entering
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.ui import theme, unsaved
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import PrivateEditor
from branchdesk.ui.ledger.form_fields import STEPS, FormField, Grid, is_entered, judge
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.record_history import RecordHistoryDialog
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.theme import Tone
from branchdesk.ui.unsaved import Unsaved

DENSE = (36, 56, 76)  # ems from which a long form has two columns, three, four
WIDEST = 92


class FormPage(LedgerPage):
    """The form of one record, new or standing; `saved` carries its identifier."""

    saved = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.record: str | None = None
        self._before: dict[str, Any] = {}
        self._saving = False
        self._sections = sections_of(actions.ledger)
        fields = [field for _, section in self._sections for field in section]
        self.fields = {field.key: FormField(field, actions.hints.get(field.key, "")) for field in fields}
        self.banner = Banner()
        self.draft = Draft(desk, self)
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
            if isinstance(one.input, PrivateEditor):
                one.input.revealed.connect(self._note_reveal)
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
        if record is None:
            self._begin_draft(self.title)
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
        answer = unsaved.ask(self, f"“{self.title}”有内容还没有保存。")
        if answer is Unsaved.DROP:
            self.draft.end()
            self._show(self._before)
            return True
        if answer is Unsaved.SAVE:
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
        if is_entered(watched, event):
            self.save()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.banner)
        card.body.addWidget(self.draft.bar)
        steps = DENSE if len(self._sections) > 1 else STEPS
        for number, (heading, fields) in enumerate(self._sections):
            if number:
                card.body.addSpacing(theme.em(0.7))
            if heading:
                card.body.addWidget(theme.mark(QLabel(heading), role="heading"))
            card.body.addWidget(Grid([self.fields[field.key] for field in fields], steps))
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
        return {key: self.verbs.offered(store, key) for key in keys}

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
            self._begin_draft(f"{self.title}（{self.subtitle}）")

    def _begin_draft(self, what: str) -> None:
        self.draft.begin(self.verbs.ledger.key, self.record, what, straight=True)

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
        judge(self.fields, entry.findings)

    def _done(self, done: tuple[str, Changes]) -> None:
        record, changes = done
        self._saving = False
        self._before = {}
        self.draft.end()
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
    def _note_reveal(self) -> None:
        if self.record is not None:
            who = self.subtitle
            self.desk.write(lambda store: disclosures.note(store, Way.SHOWN, who))

    @Slot()
    def _show_history(self) -> None:
        if self.record is not None:
            self.history.show_record(self.verbs.ledger.key, self.record, self.subtitle)

    @Slot()
    def _cancel(self) -> None:
        if self.leaving():
            self.draft.end()
            self.closed.emit()


def sections_of(ledger: Ledger) -> list[tuple[str, list[Field]]]:
    """Give the fields of a form under their headings, in reading order; all under none where a ledger has no sections.

    What no section names comes last.
    """
    fields = {field.key: field for field in ledger.fields if field.editable}
    found = [(heading, [fields.pop(key) for key in keys if key in fields]) for heading, keys in ledger.sections]
    return [*found, ("", [*fields.values()])] if fields else found


def _plain(value: object) -> object:
    """Make values comparable: an empty text is nothing, a date its stored form."""
    if value is None or value == "":
        return None
    return value if isinstance(value, bool) else str(value)
