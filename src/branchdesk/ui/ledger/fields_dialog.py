"""A small dialog of a few fields: what is typed is judged, saved on the writing lane, and refused in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Field
from branchdesk.services import Changes, Store
from branchdesk.services.ledgers import entering
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme, unsaved
from branchdesk.ui.desk import Desk, changes_in
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.ledger.form_fields import FormField, Grid, is_entered, judge
from branchdesk.ui.screen import Page
from branchdesk.ui.theme import Tone
from branchdesk.ui.unsaved import Unsaved

Verb = Callable[[Store, Values], object]
WIDTH = 46  # ems; two columns of fields
ROOM = 0.92  # of the window's height at most


class FieldsDialog(QDialog):
    """Fields with 取消 and 保存; `saved` carries the Changes once they are written.

    The verb gets the values as stored, by field key. A Refusal is shown beside the field it names, else above them all.
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        verb: Verb,
        *,
        hints: Mapping[str, str] | None = None,
        record: str | None = None,
    ) -> None:
        """Take what is asked and the verb; `record` tells what is changed from its like where title and lead do not."""
        super().__init__(parent)
        self.desk = desk
        self._verb, self._window = verb, parent.window()
        self._record = record or ""
        self._saving = False
        self._before: dict[str, str] = {}
        self.setWindowTitle(title)
        self.setModal(True)
        self.fields = {field.key: FormField(field, (hints or {}).get(field.key, "")) for field in fields}
        self.grid = Grid(list(self.fields.values()), (36,))
        self.lead = theme.mark(QLabel(""), tone="quiet")
        self.lead.setWordWrap(True)
        self.lead.hide()
        self.banner = Banner()
        self.draft = Draft(desk, self)
        self.draft.taken_up.connect(self.fit)
        self.save_button = theme.mark(QPushButton("保存"), role="primary")
        self.save_button.setToolTip("Ctrl+S，或在单行栏目中按 Enter")
        self.cancel_button = QPushButton("取消")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        for one in self.fields.values():
            one.input.edited.connect(self._edited)
            if isinstance(one.input.widget, QLineEdit):
                one.input.widget.installEventFilter(self)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.activated.connect(self.save)

    def explain(self, sentence: str) -> None:
        """Say above the fields what the dialog is about."""
        self.lead.setText(sentence)
        self.lead.setVisible(bool(sentence))

    def begin(self, values: Values) -> None:
        """Show stored values, and open with the keyboard in the first field that is in sight."""
        for key, one in self.fields.items():
            one.input.show_value(values.get(key))
        self._before = self._plain()
        self.fit()
        self.open()
        self.draft.begin_in(self, self._record or self.lead.text())
        first = next((one for one in self.fields.values() if not one.isHidden()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Be as large as the fields need, and no larger than the window."""
        room = self._window.size() * ROOM
        width = min(theme.em(WIDTH), room.width())
        self.setFixedWidth(width)
        margins = self._column.contentsMargins()
        inner = width - margins.left() - margins.right() - theme.em(0.2)
        wanted = self.grid.height_at(inner) + theme.em(1)
        self.setFixedHeight(min(wanted + self._others(inner), room.height()))

    def changed(self) -> bool:
        """Say whether anything that was typed would be lost."""
        return self._plain() != self._before

    @Slot()
    def reject(self) -> None:
        """Go away; what was typed is asked about first."""
        if not self.changed():
            self.draft.end()
            super().reject()
            return
        answer = unsaved.ask(self, "填写的内容还没有保存。")
        if answer is Unsaved.DROP:
            self.draft.end()
            super().reject()
        elif answer is Unsaved.SAVE:
            self.save()

    def values(self) -> dict[str, object]:
        """Give what stands in the fields that are in sight."""
        return {key: one.input.value() for key, one in self.fields.items() if not one.isHidden()}

    @Slot()
    def save(self) -> None:
        """Save what stands there; whatever is refused stays as typed, with the reason beside it."""
        if self._saving:
            return
        self.banner.say("")
        shown = {key: one for key, one in self.fields.items() if not one.isHidden()}
        for one in shown.values():
            one.input.settle()
            one.touched = True
        entry = entering.read_fields((one.field for one in shown.values()), self.values())
        judge(shown, entry.findings)
        wrong = [one for one in shown.values() if one.input.problem()]
        wrong += [shown[finding.field] for finding in entry.errors]
        if wrong:
            self.fit()
            wrong[0].editor.setFocus()
            return
        self.write(lambda store: self._verb(store, entry.values))

    def write(self, work: Callable[[Store], object]) -> None:
        """Do something on the writing lane that ends the dialog, or is refused in it."""
        self._saving = True
        self.desk.write(work, self._done, failed=self._refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save with Enter in a line."""
        if is_entered(watched, event):
            self.save()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _plain(self) -> dict[str, str]:
        """Give what stands in every field as text, to see whether it became another."""
        for one in self.fields.values():
            one.input.settle()
        found = {key: one.input.value() for key, one in self.fields.items()}
        return {
            key: self.fields[key].input.problem() or ("" if value is None else str(value))
            for key, value in found.items()
        }

    def _lay_out(self) -> None:
        self.page = Page()
        theme.mark(self.page, role="surface")
        theme.mark(self.page.widget(), role="surface")
        self.page.body.setContentsMargins(0, 0, theme.em(0.2), 0)
        self.page.body.addWidget(self.grid)
        self.page.body.addStretch(1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.em(0.7))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.save_button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.8))
        column.addWidget(self.banner)
        column.addWidget(self.draft.bar)
        column.addWidget(self.lead)
        column.addWidget(self.page, 1)
        column.addLayout(self.foot)

    def _others(self, inner: int) -> int:
        """Give the height of everything but the fields."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        height = margins.top() + margins.bottom() + self.foot.sizeHint().height() + spacing
        for part in (self.banner, self.draft.bar, self.lead):
            if not part.isHidden():
                needed = part.heightForWidth(inner) if part.hasHeightForWidth() else part.sizeHint().height()
                height += needed + spacing
        return height

    @Slot()
    def _edited(self) -> None:
        sender = self.sender()
        for one in self.fields.values():
            if one.editor is sender:
                one.touched = True
                one.judge(None)

    def _done(self, result: object) -> None:
        self._saving = False
        self.draft.end()
        changes = changes_in(result)
        self.accept()
        self.saved.emit(changes if changes is not None else Changes())

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, Refusal):
            return
        one = self.fields.get(error.field or "")
        if one is None or one.isHidden():
            self.banner.say(error.sentence, Tone.BAD)
            self.fit()
            return
        one.refuse(error.sentence)
        self.fit()
        one.editor.setFocus()
