"""A small form in a dialog: a few fields, a verb that saves them, each refusal beside the field it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.errors import Refusal
from branchdesk.services import Changes, Store
from branchdesk.ui import theme, unsaved
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.theme import Tone
from branchdesk.ui.unsaved import Unsaved

Verb = Callable[[Store], Changes]


class FormDialog(QDialog):
    """Asks for a few facts and saves them; `done_as` carries the step's title. Esc asks about what was typed.

    `verb` is asked for when 保存 is pressed: it reads the fields and gives the verb to run, or None where a field holds
    what cannot be read (which the field says itself).
    """

    done_as = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, title: str, save_label: str = "保存") -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.fields: dict[str, Labelled] = {}
        self.verb: Callable[[], Verb | None] = lambda: None
        self._before: tuple[str, ...] | None = None
        self.banner = Banner()
        self.draft = Draft(desk, self)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.em(0.8))
        self.save_button = theme.mark(QPushButton(save_label), role="primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(0.7))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        around = QVBoxLayout(self)
        margin = theme.em(1.5)
        around.setContentsMargins(margin, margin, margin, margin)
        around.setSpacing(theme.em(1))
        around.addWidget(self.banner)
        around.addWidget(self.draft.bar)
        around.addLayout(self.column)
        around.addStretch(1)
        around.addLayout(buttons)
        self.setMinimumWidth(theme.em(30))

    def add(self, key: str, name: str, editor: QWidget, hint: str = "", *, required: bool = False) -> Labelled:
        """Add a field below the others; a Refusal about `key` is shown beside it."""
        one = Labelled(name, editor, hint=hint, required=required)
        self.fields[key] = one
        self.column.addWidget(one)
        return one

    def add_row(self, *parts: tuple[str, str, QWidget, str]) -> None:
        """Add fields side by side, each (key, name, editor, hint)."""
        row = QHBoxLayout()
        row.setSpacing(theme.em(1.2))
        for key, name, editor, hint in parts:
            one = Labelled(name, editor, hint=hint)
            self.fields[key] = one
            row.addWidget(one, 1)
        self.column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter save from every field: no other button takes it."""
        for button in list[QPushButton](self.findChildren(QPushButton)):
            button.setAutoDefault(button is self.save_button)
        if self._before is None:
            self._before = self._filled_in()
            self.draft.begin_in(self)
        super().showEvent(event)

    @Slot()
    def reject(self) -> None:
        """Go away; what was typed is asked about first."""
        answer = Unsaved.DROP
        if self._before is not None and self._filled_in() != self._before:
            answer = unsaved.ask(self, "填写的内容还没有保存。")
        if answer is Unsaved.DROP:
            self.draft.end()
            super().reject()
        elif answer is Unsaved.SAVE:
            self.save()

    def _filled_in(self) -> tuple[str, ...]:
        """Give what stands in the editors, empty ones left out, to see whether it became another."""
        texts = [one.text() for one in list[QLineEdit](self.findChildren(QLineEdit))]
        texts += [one.currentText() for one in list[QComboBox](self.findChildren(QComboBox))]
        texts += [one.value() or "" for one in list[Segments](self.findChildren(Segments))]
        return tuple(text for text in texts if text)

    @Slot()
    def save(self) -> None:
        """Run the verb; what is refused stays as typed."""
        self.banner.say("")
        for one in self.fields.values():
            if not getattr(one.editor, "problem", str)():
                one.refuse("")
        verb = self.verb()
        if verb is None:
            return
        self.save_button.setEnabled(False)
        self.desk.write(verb, self._saved, failed=self._refused)

    def _saved(self, changes: Changes) -> None:
        self.save_button.setEnabled(True)
        self.done_as.emit(changes.title)
        self.draft.end()
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, Refusal):
            return
        one = self.fields.get(error.field or "")
        if one is None:
            self.banner.say(error.sentence, Tone.BAD)
        else:
            one.refuse(error.sentence)
            one.editor.setFocus()


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Make empty texts None."""
    return {key: value if value != "" else None for key, value in values.items()}
