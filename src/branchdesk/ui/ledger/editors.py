"""One editor for each kind of field, all spoken to in the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.identity import mask
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.fields.segments import Segments

IN_SIGHT = 3  # so many choices stand side by side, more in a list
SHOWN_FOR = 60_000  # milliseconds that what is private is seen in full by somebody who does not type
NOT_FILLED = "未填"
YES, NO = "yes", "no"


class Editor(Protocol):
    """What a form needs of an editor; values are None, text, a number or True and False, dates as stored."""

    edited: Any

    @property
    def widget(self) -> QWidget:
        """Give what stands in the form."""

    def value(self) -> object:
        """Give what stands there."""

    def show_value(self, value: object) -> None:
        """Show a stored value, without a word to anybody."""

    def settle(self) -> None:
        """Read what stands there as it will be kept."""

    def problem(self) -> str:
        """Say why what stands there cannot be read, or nothing."""

    def offer(self, values: Sequence[str]) -> None:
        """Offer values that others have, while one types."""


class LineEditor(QLineEdit):
    """A line of text."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.widget = self
        self.offer(field.familiar)
        self.textEdited.connect(self.edited)

    def value(self) -> object:
        """Give the text."""
        return self.text()

    def show_value(self, value: object) -> None:
        """Show a text."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def settle(self) -> None:
        """Have nothing to do: what stands there is what is kept."""

    def problem(self) -> str:
        """Find nothing wrong: the ledger judges texts."""
        return ""

    def offer(self, values: Sequence[str]) -> None:
        """Complete what is typed from these."""
        if values:
            completer = QCompleter(list(values), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self.edited)
            self.setCompleter(completer)


class PrivateEditor(LineEditor):
    """A line whose text is masked while nobody is in it, and where nothing was typed for a minute.

    `revealed` says that a text that was kept is to be seen in full.
    """

    revealed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._text = ""
        self._open = False
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(SHOWN_FOR)
        self.patience.timeout.connect(self.clearFocus)
        self.textEdited.connect(self.patience.start)

    def value(self) -> object:
        """Give the text, unmasked."""
        return self.text() if self._open else self._text

    def show_value(self, value: object) -> None:
        """Show a text, masked unless somebody is in the line."""
        self._text = "" if value is None else str(value)
        self.setText(self._text if self._open else mask(self._text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Lift the mask."""
        if not self._open:
            self._open = True
            self.setText(self._text)
            self.patience.start()
            if self._text:
                self.revealed.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the mask on again; a menu of the line itself leaves it off."""
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._open:
            self._text, self._open = self.text(), False
            self.patience.stop()
            self.setText(mask(self._text))
        super().focusOutEvent(event)


class LongEditor(PlainText):
    """Several lines of plain text."""

    edited = Signal()

    def __init__(self, _field: Field) -> None:
        super().__init__(lines=3, most=10)
        self.widget = self
        self._quiet = False
        self.textChanged.connect(self._changed)

    def value(self) -> object:
        """Give the text."""
        return self.toPlainText()

    def show_value(self, value: object) -> None:
        """Show a text."""
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        self._quiet = False

    def settle(self) -> None:
        """Have nothing to do: what stands there is what is kept."""

    def problem(self) -> str:
        """Find nothing wrong."""
        return ""

    def offer(self, values: Sequence[str]) -> None:
        """Offer nothing: long texts are nobody else's."""

    @Slot()
    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class DateEditor(DateEdit):
    """A date with its precision."""

    def __init__(self, _field: Field) -> None:
        super().__init__()
        self.setPlaceholderText("如 2026-11-20 或 2026-11")
        self.widget = self

    def settle(self) -> None:
        """Read the text as a date."""
        self.check()

    def show_value(self, value: object) -> None:
        """Show a stored date."""
        self.set_value(PartialDate.parse(str(value)) if value else None)

    def offer(self, values: Sequence[str]) -> None:
        """Offer nothing: the calendar is on Alt+Down."""


class DropDown(QComboBox):
    """A list to choose from; a passing wheel changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class ChoiceEditor(DropDown):
    """One of many choices, or none."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.widget = self
        self.addItem(NOT_FILLED, None)
        for choice in field.choices:
            self.addItem(choice.label, choice.value)
        self.setMaxVisibleItems(len(field.choices) + 1)
        self.activated.connect(self._activated)

    def value(self) -> object:
        """Give the value chosen."""
        return self.currentData()

    def show_value(self, value: object) -> None:
        """Choose."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def settle(self) -> None:
        """Have nothing to do: what stands there is what is kept."""

    def problem(self) -> str:
        """Find nothing wrong."""
        return ""

    def offer(self, values: Sequence[str]) -> None:
        """Offer nothing: all choices are in the list."""

    @Slot(int)
    def _activated(self, _index: int) -> None:
        self.edited.emit()


class SegmentEditor(Segments):
    """One of few choices, all in sight, or none."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], stored: dict[str, object]) -> None:
        super().__init__(options, may_be_empty=True)
        self.widget = self
        self._stored = stored
        self.chosen.connect(self._moved)

    def value(self) -> object:  # type: ignore[override]
        """Give what is stored for the choice."""
        return self._stored.get(super().value() or "")

    def show_value(self, value: object) -> None:
        """Choose."""
        keys = [key for key, stored in self._stored.items() if value is not None and stored == value]
        self.set_value(keys[0] if keys else None)

    def settle(self) -> None:
        """Have nothing to do: what stands there is what is kept."""

    def problem(self) -> str:
        """Find nothing wrong."""
        return ""

    def offer(self, values: Sequence[str]) -> None:
        """Offer nothing: all choices are in sight."""

    @Slot(str)
    def _moved(self, _value: str) -> None:
        self.edited.emit()


def _flag(_field: Field) -> SegmentEditor:
    return SegmentEditor(((YES, "是"), (NO, "否")), {YES: True, NO: False})


def _choice(field: Field) -> Editor:
    if len(field.choices) > IN_SIGHT:
        return ChoiceEditor(field)
    options = [(choice.value, choice.label) for choice in field.choices]
    return SegmentEditor(options, {value: value for value, _ in options})


def _line(field: Field) -> Editor:
    editor = PrivateEditor(field) if field.private else LineEditor(field)
    editor.setMinimumWidth(theme.em(8))
    return editor


EDITORS: dict[FieldKind, Callable[[Field], Editor]] = {
    FieldKind.TEXT: _line,
    FieldKind.LONG_TEXT: LongEditor,
    FieldKind.NAME: _line,
    FieldKind.DATE: DateEditor,
    FieldKind.INTEGER: _line,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.ID_NUMBER: _line,
    FieldKind.PHONE: _line,
}


def editor_for(field: Field) -> Editor:
    """Make the editor of a field."""
    return EDITORS[field.kind](field)
