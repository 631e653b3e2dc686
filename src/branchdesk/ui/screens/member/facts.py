"""What is known of a member, by the headings of the form; what is not filled in is named in one quiet line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.identity import mask
from branchdesk.ledgers.spec import Field, Ledger
from branchdesk.ui import theme
from branchdesk.ui.ledger.editors import SHOWN_FOR

ELSEWHERE = {"name", "stage", "group", "office", "roster_order", "away", "lost", "hardship"}  # said on the card already


class Facts(QWidget):
    """Names and values in two columns; a private value is shown while its button is down, for a minute at most.

    `revealed` says that a private value is to be seen in full.
    """

    revealed = Signal()

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._fields: list[Field] = []
        self._names: dict[str, QLabel] = {}
        self._places: dict[str, QWidget] = {}
        self._headings: dict[str, QLabel] = {}
        self._private: dict[str, str] = {}
        self._sections: dict[str, list[str]] = {}
        self.values: dict[str, QLabel] = {}
        self.reveal_buttons: dict[str, QPushButton] = {}
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(SHOWN_FOR)
        self.patience.timeout.connect(self.hide_private)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.7))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(1.2))
        self._grid.setVerticalSpacing(theme.em(0.5))
        self._grid.setColumnStretch(1, 1)
        for heading, keys in ledger.sections:
            self._add_section(heading, [ledger.field(key) for key in keys if key not in ELSEWHERE])
        self.missing = theme.mark(QLabel(""), role="small")
        self.missing.setWordWrap(True)
        column.addLayout(self._grid)
        column.addWidget(self.missing)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record's values, the private ones masked, and name what is not filled in."""
        texts = {field.key: field.shown(values.get(field.key)) for field in self._fields}
        for key, text in texts.items():
            if key in self.reveal_buttons:
                self._private[key] = text
            self.values[key].setText(text)
            self._names[key].setVisible(bool(text))
            self._places[key].setVisible(bool(text))
        first = True
        for heading, keys in self._sections.items():
            label, filled = self._headings[heading], any(texts[key] for key in keys)
            label.setVisible(filled)
            label.setContentsMargins(0, 0 if first else theme.em(0.5), 0, 0)
            first = first and not filled
        lacking = [field.label for field in self._fields if not texts[field.key]]
        self.missing.setText(f"未填：{'、'.join(lacking)}" if lacking else "")
        self.missing.setVisible(bool(lacking))
        self._reveal()

    @Slot()
    def hide_private(self) -> None:
        """Mask what is private."""
        for button in self.reveal_buttons.values():
            button.setChecked(False)

    def _add_section(self, heading: str, fields: list[Field]) -> None:
        if not fields:
            return
        row = self._grid.rowCount()
        label = theme.mark(QLabel(heading), role="heading")
        self._headings[heading] = label
        self._sections[heading] = [field.key for field in fields]
        self._grid.addWidget(label, row, 0, 1, 2)
        for line, field in enumerate(fields, start=row + 1):
            self._fields.append(field)
            self._add_line(line, field)

    def _add_line(self, line: int, field: Field) -> None:
        value = QLabel("")
        value.setWordWrap(not field.private)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(field.label)
        name = theme.mark(QLabel(field.label), role="key")
        self._names[field.key], self.values[field.key] = name, value
        side = Qt.AlignmentFlag.AlignVCenter if field.private else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, line, 0, side)
        self._places[field.key] = self._revealed(field, value) if field.private else value
        self._grid.addWidget(self._places[field.key], line, 1)

    def _revealed(self, field: Field, value: QLabel) -> QWidget:
        """Put a button beside a private value."""
        button = theme.mark(QPushButton("显示"), role="link")
        button.setCheckable(True)
        button.setAccessibleName(f"显示{field.label}")
        button.toggled.connect(self._reveal)
        button.toggled.connect(self._tell)
        self.reveal_buttons[field.key] = button
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.8))
        row.addWidget(value)
        row.addWidget(button)
        row.addStretch(1)
        return both

    @Slot()
    def _reveal(self) -> None:
        for key, button in self.reveal_buttons.items():
            text = self._private.get(key, "")
            button.setText("隐藏" if button.isChecked() else "显示")
            self.values[key].setText(text if button.isChecked() else mask(text))

    @Slot(bool)
    def _tell(self, shown: bool) -> None:  # noqa: FBT001 - as the signal sends it
        if shown:
            self.patience.start()
            if any(self._private.get(key) for key, button in self.reveal_buttons.items() if button.isChecked()):
                self.revealed.emit()
