"""What stands in any form, read out as plain values by the names its fields are read out by, and written back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSpinBox,
    QWidget,
)

from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.editors import PrivateEditor

Plain = str | int | bool | None
Values = dict[str, Plain]

READ: dict[type[QWidget], Callable[[Any], Plain]] = {
    PrivateEditor: lambda line: str(line.value()),  # what it shows is masked
    QLineEdit: QLineEdit.text,
    QPlainTextEdit: QPlainTextEdit.toPlainText,
    Segments: Segments.value,
    QComboBox: QComboBox.currentText,
    QSpinBox: QSpinBox.value,
}


def read(form: QWidget) -> Values:
    """Give what stands in every field of a form as it was typed, readable or not."""
    return {name: _value(field) for name, field in _named(form).items()}


def write(form: QWidget, values: Mapping[str, Plain]) -> None:
    """Write values into the fields of those names, as if they had been typed; names that are not there are passed by.

    A choice may bring other fields into the form: it is read anew after each.
    """
    left = dict(values)
    while fitting := [(name, field) for name, field in _named(form).items() if name in left]:
        name, field = fitting[0]
        value = left.pop(name)
        if _value(field) != value:
            _put(field, value)


def _named(form: QWidget) -> dict[str, QWidget]:
    """Give the fields of a form by name; the second of a name is called 姓名#2."""
    seen: Counter[str] = Counter()
    found = {}
    fields = [(form.accessibleName(), form)] if _is_field(form) else _fields(form, "")
    for name, field in fields:
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}#{seen[name]}"] = field
    return found


def _fields(within: QWidget, around: str) -> Iterator[tuple[str, QWidget]]:
    """Walk the fields in the order they were made; a part without a name is called after what it is part of."""
    for child in within.children():
        if not isinstance(child, QWidget) or child.isWindow() or isinstance(child, QScrollBar):
            continue
        own = child.accessibleName() or around
        if _is_field(child):
            yield own or type(child).__name__, child
        elif not isinstance(child, QAbstractButton | QAbstractSpinBox):
            yield from _fields(child, own)


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QPushButton):  # a chip that stays down
        return widget.isCheckable()
    return isinstance(widget, Segments | QComboBox | QSpinBox | QCheckBox | QRadioButton)


def _value(field: QWidget) -> Plain:
    for kind, value in READ.items():
        if isinstance(field, kind):
            return value(field)
    return isinstance(field, QAbstractButton) and field.isChecked()


def _put(field: QWidget, value: Plain) -> None:
    if isinstance(field, PrivateEditor):
        field.show_value(value)
        field.textEdited.emit(field.text())
    elif isinstance(field, QLineEdit):
        _write_line(field, str(value or ""))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(str(value or ""))
    elif isinstance(field, Segments):
        field.set_value(value if isinstance(value, str) else None)
        field.chosen.emit(Segments.value(field) or "")
    elif isinstance(field, QComboBox):
        if (place := field.findText(str(value))) >= 0:
            field.setCurrentIndex(place)
            field.activated.emit(place)
    elif isinstance(field, QSpinBox):
        field.setValue(int(value or 0))
    elif isinstance(field, QAbstractButton):
        field.click()


def _write_line(line: Any, text: str) -> None:  # noqa: ANN401 - a line of any kind
    """Write into a line, and let one that holds a person or a day read it."""
    getattr(line, "set_value", lambda _: None)(None)
    line.setText(text)
    line.textEdited.emit(text)
    getattr(line, "check", lambda: None)()
