"""检查: whether the file, its records and its history hold, told in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Job
from branchdesk.ui.ledger.progress_line import ProgressLine
from branchdesk.ui.screen import Card
from branchdesk.ui.theme import Tone
from branchdesk.words import checking as say

if TYPE_CHECKING:
    from branchdesk.services.branch import Soundness


class CheckCard(Card):
    """Looks through everything when asked, beside all other work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say.TITLE)
        self._desk = desk
        self._job: Job | None = None
        self.result = theme.mark(QLabel(say.ABOUT), role="small")
        self.result.setWordWrap(True)
        self.button = QPushButton(say.GO)
        self.button.clicked.connect(self._ask)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self._give_up)
        row = QHBoxLayout()
        row.setSpacing(theme.em(1))
        row.addWidget(self.result, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.body.addWidget(self.progress)

    @Slot()
    def _ask(self) -> None:
        from branchdesk.services import branch  # noqa: PLC0415 - nothing of the store before the first paint

        self.button.setEnabled(False)
        self.progress.begin(say.UNDER_WAY)
        self._job = self._desk.read(
            branch.check, self._tell, failed=self._rest, progress=self.progress.move_to, owner=self
        )

    def _tell(self, found: Soundness) -> None:
        self._rest()
        told = say.sound(found.counts) if found.ok else "\n".join(_problems(found))
        self.result.setText(told)
        theme.mark(self.result, tone=Tone.GOOD if found.ok else Tone.WARN)

    def _rest(self, _error: Exception | None = None) -> None:
        self.progress.end()
        self.button.setEnabled(True)

    @Slot()
    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest()


def _problems(found: Soundness) -> list[str]:
    """Say what was found, a line a kind, and what to do."""
    told = (
        (found.pages, say.pages),
        (found.references, say.references),
        (found.history, say.history),
        (found.records, say.records),
    )
    return [*(sentence(len(many)) for many, sentence in told if many), say.WHAT_TO_DO]
