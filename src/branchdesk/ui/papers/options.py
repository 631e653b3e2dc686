"""The ways to vary a paper, each with the editor that its kind of value asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from branchdesk.services.papers.paper_kinds import Option, Options
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.editors import DropDown

SIDE_BY_SIDE = 9  # characters of all choices together that have room beside each other


@dataclass(frozen=True, slots=True)
class Editor:
    """How one option is edited: the widget, what it says now, and what there is to hear when that changes.

    A value of None is none that can be taken: what was there before stays.
    """

    widget: QWidget
    value: Callable[[], object]
    hear: Callable[[Callable[..., None]], object]
    named: bool = False  # whether the widget bears the option's word itself


class OptionsPanel(QWidget):
    """One below the other, what a paper may be varied by; `changed` says that a value is another.

    An option without a word is for those who order the paper, and not shown.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option], values: Options) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        self._values: dict[str, object] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.8))
        for option in options:
            if option.label:
                self._values[option.key] = values.get(option.key, option.default)
                editor = editor_of(option, self._values[option.key])
                editor.hear(self._changed)
                self.editors[option.key] = editor
                column.addWidget(editor.widget if editor.named else Labelled(option.label, editor.widget))
        column.addStretch(1)

    def values(self) -> dict[str, object]:
        """Give what is chosen now, by key."""
        for key, editor in self.editors.items():
            value = editor.value()
            if value is not None:
                self._values[key] = value
        return dict(self._values)

    def _changed(self, *_: object) -> None:
        before = dict(self._values)
        if self.values() != before:
            self.changed.emit()


def editor_of(option: Option, value: object) -> Editor:
    """Make the editor of an option by its choices, else by the type of what it is usually."""
    if option.choices:
        return _several(option, value) if isinstance(option.default, tuple) else _one(option, value)
    if isinstance(option.default, bool):
        box = QCheckBox(option.label)
        box.setChecked(bool(value))
        return Editor(box, box.isChecked, box.toggled.connect, named=True)
    if isinstance(option.default, int):
        count = CountField()
        count.set_value(value if isinstance(value, int) else None)
        return Editor(count, count.value, count.edited.connect)
    if isinstance(option.default, date):
        day = DateEdit(day_needed=True)
        day.set_value(value if isinstance(value, date) else None)
        return Editor(day, day.day, day.edited.connect)
    line = QLineEdit(str(value))
    return Editor(line, line.text, line.textEdited.connect)


def _one(option: Option, value: object) -> Editor:
    if sum(len(word) for _, word in option.choices) <= SIDE_BY_SIDE:
        segments = Segments(option.choices)
        segments.set_value(str(value))
        return Editor(segments, segments.value, segments.chosen.connect)
    down = DropDown()
    for key, word in option.choices:
        down.addItem(word, key)
    down.setCurrentIndex(max(0, down.findData(str(value))))
    return Editor(down, down.currentData, down.currentIndexChanged.connect)


def _several(option: Option, value: object) -> Editor:
    ticks = CheckList()
    ticks.set_lines(option.choices, value if isinstance(value, tuple) else ())
    return Editor(ticks, lambda: tuple(ticks.ticked()) or None, ticks.itemChanged.connect)
