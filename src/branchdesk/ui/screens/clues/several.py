"""One step of the way for several clues of the list at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton

from branchdesk.domain.clue_states import WAY, StepKind
from branchdesk.services import Changes
from branchdesk.services.clues import clue_steps
from branchdesk.ui import theme
from branchdesk.ui.ledger.list_page import ListPage
from branchdesk.ui.screens.clues.step_dialog import StepDialog, fresh
from branchdesk.words.clues import STEPS

KINDS = tuple(StepKind(state.value) for state in WAY[1:])


class SeveralButton(QPushButton):
    """Offers the steps of the way for the chosen clues; those that are past a step stay as they are."""

    def __init__(self, page: ListPage) -> None:
        super().__init__("登记办理 ▾")
        theme.mark(self, role="quiet")
        self._page = page
        self.dialog: StepDialog | None = None
        self.setShortcut("Ctrl+Return")
        self.setToolTip("为所选线索登记同一步（Ctrl+Enter）")
        self.choices = QMenu(self)
        for kind in KINDS:
            self.choices.addAction(f"{STEPS[kind]}…").triggered.connect(partial(self._asked, kind))
        self.setMenu(self.choices)

    def _asked(self, kind: StepKind, *_: object) -> None:
        records = self._page.chosen.records()
        if records:
            self._page.desk.read(
                lambda store: (kind, records, clue_steps.open_to(store, records, kind)), self._counted, owner=self
            )

    def _counted(self, found: tuple[StepKind, list[str], int]) -> None:
        kind, records, able = found
        if not able:
            self._page.told.emit(f"所选 {len(records)} 条线索都已过“{STEPS[kind]}”这一步，没有可登记的。", "")
            return
        dialog = StepDialog(
            self._page,
            self._page.desk,
            f"{STEPS[kind]} · {able} 条线索",
            kind,
            lambda store, step: clue_steps.take(store, records, step),
            own_unit=True,
        )
        beyond = len(records) - able
        dialog.explain(f"所选 {len(records)} 条中有 {beyond} 条已过这一步，保持不变。" if beyond else "")
        dialog.saved.connect(self._saved)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.begin(fresh(kind))

    @Slot(object)
    def _saved(self, changes: Changes) -> None:
        if changes:
            self._page.told.emit(f"已办：{changes.title}。", changes.title)
