"""The roster with its comings and goings, and the list of those who left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.services import Changes, Store
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.member.leaving import LeavingDialog
from branchdesk.ui.screens.member.page import MemberCardPage

FORMER = "former_members"


class PeopleScreen(LedgerScreen):
    """What the roster and the list of those who left have in common: the card, and what it asks for."""

    def _wire(self) -> None:
        super()._wire()
        if isinstance(self.record_card, MemberCardPage):
            self.record_card.meeting_asked.connect(self._open_meeting)
            self.record_card.five_ones.asked.connect(self._open_five_ones)
            self.record_card.study.document_asked.connect(self._open_document)

    @Slot(str)
    def _open_meeting(self, meeting_id: str) -> None:
        self.navigate("meeting", target=meeting_id)

    @Slot(str, int, int)
    def _open_five_ones(self, member_id: str, year: int, month: int) -> None:
        self.navigate("five_ones", member=member_id, year=year, month=month)

    @Slot(str)
    def _open_document(self, document_id: str) -> None:
        self.navigate("study", target=document_id)


class MembersScreen(PeopleScreen):
    """The roster: nobody is merely deleted from it, they leave in some way."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk, actions)
        self.former_button = theme.mark(QPushButton(FORMER_MEMBERS.label), role="quiet")
        self.former_button.setToolTip("转出、去世等已不在册的人：查看、导出、恢复")
        self.former_button.clicked.connect(self._show_former)
        self.former_button.hide()
        self.list.add_tool(self.former_button)

    def reload(self, changes: Changes | None) -> None:
        """Count those who left, too."""
        super().reload(changes)
        if changes is None or changes.kinds & self.verbs.kinds:
            self.desk.read(_count_former, self._former_counted)

    def _former_counted(self, number: int) -> None:
        self.former_button.setText(f"{FORMER_MEMBERS.label} {number}")
        self.former_button.setVisible(number > 0)

    @Slot()
    def _show_former(self) -> None:
        self.navigate(FORMER)

    @Slot(str)
    def _remove_from_card(self, record: str) -> None:
        self._ask_leaving([record], self.record_card.title if self.record_card else "")

    @Slot(list)
    def _remove(self, records: list[str]) -> None:
        self._ask_leaving(records, self.list.called(records[0]) if len(records) == 1 else "")

    def _ask_leaving(self, records: Sequence[str], name: str) -> None:
        self.notice.tell("")
        dialog = LeavingDialog(self, self.desk, records, name)
        dialog.saved.connect(self._left)
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask()

    @Slot(object)
    def _left(self, changes: Changes) -> None:
        """Tell what was done, with the way back."""
        if changes:
            self._told(f"已办：{changes.title}。", changes.title)


class FormerScreen(PeopleScreen):
    """Those who left: read, exported, put on the roster again; nobody is entered here."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk, actions)
        self.back_button = QPushButton("返回党员", self)
        self.back_button.hide()
        self.back_button.clicked.connect(self._to_roster)
        if isinstance(self.record_card, MemberCardPage):
            self.record_card.card_shown.connect(self._card_shown)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back to the roster."""
        lent = super().buttons()
        return (self.back_button, *lent) if self.page is self.list else lent

    def back(self) -> bool:
        """Go from the list back to the roster."""
        if super().back():
            return True
        self._to_roster()
        return True

    @Slot(list)
    def _remove(self, _records: list[str]) -> None:
        """Leave them: who left is not deleted from here."""

    @Slot(str)
    def _card_shown(self, _record: str) -> None:
        """Go back to the list from the card of somebody who is on the roster again."""
        card = self.record_card
        if isinstance(card, MemberCardPage) and card.card is not None and card.card.here and self.page is card:
            self._show(self.list)

    @Slot()
    def _to_roster(self) -> None:
        self.navigate("members")


def _count_former(store: Store) -> int:
    """Count those who left; this runs on the reading lane."""
    return lists.page(store, FORMER_MEMBERS, Query(limit=1)).total
