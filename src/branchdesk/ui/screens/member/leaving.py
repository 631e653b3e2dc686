"""离开支部: how, when, with which letter; the receipt that comes back; and coming back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from branchdesk import clock
from branchdesk.ledgers.member_life import LEAVING_FIELDS, PERIOD_FIELDS
from branchdesk.services import Store
from branchdesk.services.ledgers.intake import Values
from branchdesk.services.people import members, transfers
from branchdesk.services.people.transfers import TRANSFERRED, Leaving
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.fields_dialog import FieldsDialog

LETTER_DAYS = 90
WITH_LETTER = {"destination", "exit_letter_on", "exit_letter_number", "exit_letter_days", "exit_dues_to", "receipt_on"}
FIELDS = {field.key: field for field in LEAVING_FIELDS}
HINTS = {
    "exit_letter_days": "没有统一规定，以介绍信为准，常见不超过 90 天。",
    "receipt_on": "不填：回执收到前仍计入本支部。",
    "day": "自这一天起不再计入。",
}
WAITING = "转出以回执为准：填了回执日期，自那天起不再计入本支部；没有收到就先留空，名册上显示“转出中”。"
OTHERWISE = "自离开之日起不再计入应到；以前的会议、谈话等记录都保留，可在“离开支部的党员”中查看和恢复。"


class LeavingDialog(FieldsDialog):
    """Lets one member or several leave; or takes out who was entered by mistake."""

    def __init__(self, parent: QWidget, desk: Desk, members_: Sequence[str], name: str) -> None:
        """Take the members' identifiers, and a name where it is one."""
        self._members = tuple(members_)
        whom = f"“{name}”" if name else f" {len(self._members)} 名党员"
        fields = [FIELDS[key] for key in ("exit", "day", *[key for key in FIELDS if key not in {"exit", "day"}])]
        super().__init__(parent, desk, f"{whom.strip()}离开支部", fields, self._leave, hints=HINTS)
        self.save_button.setText("离开支部")
        self.mistake_button = theme.mark(QPushButton("录入有误，删除"), role="quiet")
        self.mistake_button.setToolTip("只用于不该录入的人；已出现在会议等记录中的，不能删除")
        self.mistake_button.clicked.connect(self._delete)
        self.foot.insertWidget(0, self.mistake_button)
        self.fields["exit"].input.edited.connect(self._chosen)

    def ask(self) -> None:
        """Open, for a transfer on this day."""
        today = clock.today().isoformat()
        self._arrange(TRANSFERRED)
        self.begin({"exit": TRANSFERRED, "day": today, "exit_letter_on": today, "exit_letter_days": LETTER_DAYS})

    def choose(self, exit_: str) -> None:
        """Choose how they leave."""
        box = self.fields["exit"].editor
        if isinstance(box, QComboBox):
            box.setCurrentIndex(box.findData(exit_))
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        self._arrange(str(self.fields["exit"].input.value() or ""))
        self.fit()

    def _arrange(self, exit_: str) -> None:
        """Show what this way of leaving needs."""
        transfer = exit_ == TRANSFERRED
        hidden = {"day"} if transfer else WITH_LETTER
        self.grid.show_only(key for key in self.fields if key not in hidden)
        self.explain(WAITING if transfer else OTHERWISE)

    def _leave(self, store: Store, values: Values) -> object:
        """Let them leave; this runs on the writing lane."""
        return transfers.leave(store, self._members, Leaving(**values))

    @Slot()
    def _delete(self) -> None:
        chosen = self._members
        self.write(lambda store: members.delete(store, *chosen))


def receipt_dialog(parent: QWidget, desk: Desk, member_id: str, name: str) -> FieldsDialog:
    """Make the dialog that notes the receipt of somebody's letter."""

    def verb(store: Store, values: Values) -> object:
        return transfers.receipt(store, member_id, values["receipt_on"] or clock.today().isoformat())

    dialog = FieldsDialog(parent, desk, f"“{name}”转出回执", [FIELDS["receipt_on"]], verb)
    dialog.explain("自收到回执之日起不再计入本支部。")
    return dialog


def coming_back_dialog(parent: QWidget, desk: Desk, member_id: str, name: str) -> FieldsDialog:
    """Make the dialog that puts a former member on the roster again."""

    def verb(store: Store, values: Values) -> object:
        return transfers.come_back(store, member_id, values)

    dialog = FieldsDialog(parent, desk, f"“{name}”转回本支部", PERIOD_FIELDS, verb)
    dialog.explain("自进入之日起重新计入本支部，以前的记录接续。如果当时的离开是误登，请用“恢复在册”。")
    return dialog


def coming_back_values() -> dict[str, Any]:
    """Give what the dialog for coming back begins with."""
    return {"entry": "returned", "since": clock.today().isoformat()}
