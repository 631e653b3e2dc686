"""人数（旧记录）: the heads that an old record counts, where nobody was marked by name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from branchdesk.domain.meetings import Check, HeadCounts
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.screens.meeting.section import lock
from branchdesk.words.meetings import HEADS

KEYS = ("expected", "present", "on_leave", "absent")
COUNTED = "这次会议只记了人数。在下面的名单中登记到会以后，改按姓名计算。"
BY_NAME = "已按姓名登记到会，人数按姓名计算；这里的数字只供核对。"


class CountedHeads(QFrame):
    """Four numbers under a heading, shown only for a record that has them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {key: CountField() for key in KEYS}
        self.heading = theme.mark(QLabel("人数（旧记录）"), role="key")
        self.note = theme.mark(QLabel(COUNTED), role="small")
        self.note.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.5))
        for key, name in zip(KEYS, HEADS, strict=True):
            field = self.fields[key]
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(f"旧记录{name}人数")
            field.edited.connect(self.edited)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(theme.em(0.6))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.35))
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self.note)
        self.hide()

    def value(self) -> HeadCounts | None:
        """Give the numbers, or None where there is none."""
        return HeadCounts(**{key: field.value() for key, field in self.fields.items()}) or None

    def fill(self, counted: HeadCounts | None) -> None:
        """Show the numbers of a record, or nothing for one that has none."""
        for key, field in self.fields.items():
            field.set_value(getattr(counted or HeadCounts(), key))
        self.setVisible(counted is not None)

    def show_use(self, *, by_name: bool) -> None:
        """Say whether these numbers count, or those of the people marked by name."""
        self.note.setText(BY_NAME if by_name else COUNTED)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        lock(self, is_open=is_open)
        self.note.setVisible(is_open)

    def place_of(self, check: Check) -> CountField | None:
        """Give the number that a finding is about, or None where it is about none of them."""
        if not check.code.startswith("heads_"):
            return None
        empty = (field for field in self.fields.values() if field.value() is None)
        return next(empty, self.fields["present"])
