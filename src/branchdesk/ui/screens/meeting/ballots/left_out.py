"""不计入应到: who is left out of a ballot's count, why, and who approved it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from branchdesk.domain.agenda import NotCounted, PersonRef
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import Entry, Rows


def left_out(context: Context) -> Rows:
    """Make the rows of people who are not counted."""
    return Rows("不计入应到", "添不计入应到的人", lambda: LeftOutEntry(context))


class LeftOutEntry(Entry):
    """One who is not counted, the reason, and the approval."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.who = context.person_field("不计入应到的人")
        self.who.setPlaceholderText("姓名")
        self.who.setFixedWidth(theme.em(8.5))
        self.reason, self.approved = QLineEdit(), QLineEdit()
        for field, name in ((self.reason, "不计入的理由"), (self.approved, "批准依据")):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.textEdited.connect(self.edited)
        self.row.addWidget(self.who)
        self.row.addWidget(self.reason, 1)
        self.row.addWidget(self.approved, 1)
        self.row.addWidget(self.remove)
        self.setFocusProxy(self.who)
        self.who.edited.connect(self.edited)

    def value(self) -> NotCounted | None:
        """Give who it is and why, or None where nothing is written."""
        who, reason, approved = self.who.value(), self.reason.text().strip(), self.approved.text().strip()
        return NotCounted(who or PersonRef(""), reason, approved) if who or reason or approved else None

    def fill(self, value: NotCounted | None) -> None:
        """Show somebody."""
        self.who.set_value(value.person if value and value.person.name else None)
        self.reason.setText(value.reason if value else "")
        self.approved.setText(value.approved_by if value else "")
