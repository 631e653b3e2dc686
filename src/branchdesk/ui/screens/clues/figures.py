"""统计: the figures as they stand, and those that were kept as they were quoted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.viewed_screen import ViewPage
from branchdesk.ui.screens.clues.figures_page import FiguresPage


class FiguresView(ViewPage):
    """The view of figures; `records_asked` carries conditions of the list, `clue_asked` a record."""

    records_asked = Signal(object)
    clue_asked = Signal(str)
    parts = frozenset({"clue", "clue_stroke", "clue_category", "volunteer", "joint_reporter"})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.now = FiguresPage(desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.now)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.stack)
        self.name("志愿者线索")
        self.setFocusProxy(self.now)
        self.now.records_asked.connect(self.records_asked)
        self.now.clue_asked.connect(self.clue_asked)

    def ask(self) -> None:
        """Read what is shown."""
        self.now.ask()

    def step_back(self) -> bool:
        """Ask of the whole period again where something narrows it."""
        return self.now.reset()
