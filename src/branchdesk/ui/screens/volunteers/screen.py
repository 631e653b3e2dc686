"""The volunteers' roster: those of the team now, those who left, and the way to a person's card and their clues."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from branchdesk.services import Changes
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.volunteers.leaving import leaving_dialog
from branchdesk.ui.screens.volunteers.page import VolunteerPage
from branchdesk.ui.screens.volunteers.teams import TeamsDialog
from branchdesk.ui.theme import Tone

OF_CARD = frozenset({"clue", "joint_reporter", "clue_stroke"})


class VolunteersScreen(LedgerScreen):
    """The roster, its teams, leaving, and the ways on from a card."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        self.teams_button = theme.mark(QPushButton("队伍…"), role="quiet")
        self.teams_button.setToolTip("各队人数、改名")
        self.leave_button = theme.mark(QPushButton("结束服务…"), role="quiet")
        self.leave_button.setToolTip("选中的志愿者自某日起不再参加，以前的记录保留")
        super().__init__(desk, actions)

    def reload(self, changes: Changes | None) -> None:
        """Ask anew, the card also after a change of clues or strokes."""
        super().reload(changes)
        if changes is not None and changes.kinds & OF_CARD and self.page is self.record_card and self.isVisible():
            self.record_card.reload()

    def _wire(self) -> None:
        super()._wire()
        self.list.add_tool(self.teams_button)
        self.list.add_tool(self.leave_button)
        self.leave_button.clicked.connect(self._leave)
        self.teams_button.clicked.connect(self._show_teams)
        if isinstance(card := self.record_card, VolunteerPage):
            card.clue_asked.connect(self._to_clue)
            card.records_asked.connect(self._to_records)
            card.board_asked.connect(self._to_board)

    @Slot()
    def _show_teams(self) -> None:
        dialog = TeamsDialog(self, self.desk)
        dialog.team_asked.connect(self._show_team)
        dialog.renamed.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask()

    @Slot(str)
    def _show_team(self, team: str) -> None:
        conditions = [Condition("standing", Test.ONE_OF, ("here",))]
        conditions.append(Condition("team", Test.ONE_OF, (team,)) if team else Condition("team", Test.EMPTY))
        self.list.show_conditions(conditions)

    @Slot()
    def _leave(self) -> None:
        records = self.list.table.keys()
        if not records:
            self.notice.tell("请先在列表中选中要结束服务的志愿者，可按 Shift 或 Ctrl 选多名。", Tone.WARN)
            return
        name = self.list.called(records[0]) if len(records) == 1 else ""
        leaving_dialog(self, self.desk, records, name).saved.connect(self._changed)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes:
            self.notice.tell_done(f"已办：{changes.title}。", changes.title)

    @Slot(str)
    def _to_clue(self, clue_id: str) -> None:
        self.navigate("clues", target=clue_id, behind="volunteers")

    @Slot(object)
    def _to_records(self, conditions: tuple[Condition, ...]) -> None:
        self.navigate("clues", conditions=conditions)

    @Slot(str)
    def _to_board(self, day: str) -> None:
        self.navigate("clues", target="strokes", day=day)
