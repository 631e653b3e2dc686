"""打印材料: the papers of the whole branch, where all others are found, and how they are set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from branchdesk import clock
from branchdesk.services.papers.papers import PAPERS, About, Order, PaperKind
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.papers import preview
from branchdesk.ui.papers.settings import show_settings
from branchdesk.ui.screen import Card, Page, Screen

if TYPE_CHECKING:
    from branchdesk.services import Changes

VERB = 8  # ems of the buttons' column, so that the lines of both cards stand below each other
# Where the papers are that are about one thing: the place, what is done there, and the word of its button.
ELSEWHERE = {
    About.MEETING: ("meetings", "打开一次会议，点右上角“预览”“打印”，或“更多”里的“打印其他材料”。", "会议与活动"),
    About.MEMBER: ("members", "打开一名党员，点右上角“打印”。", "党员"),
    About.LEDGER: ("clues", "任何台账都可按当时的筛选、排序和栏目打印成清单。", "志愿者线索"),
    About.CLUE: ("clues", "打开一条线索，点右上角“打印”。", "志愿者线索"),
    About.VOLUNTEER: ("volunteers", "打开一名志愿者，点右上角“打印”。", "志愿者名册"),
}


class PapersScreen(Screen):
    """A line for each paper of the branch, and a line for each place where others are printed."""

    title = "打印材料"
    subtitle = "先预览，再打印或保存"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.settings_button = QPushButton("打印设置…")
        self.settings_button.clicked.connect(self._set)
        self.buttons_of: dict[str, QPushButton] = {}
        page = Page()
        branch = _Lines("支部材料", "整个支部一份")
        for kind in (kind for kind in PAPERS.values() if kind.about is About.BRANCH):
            self.buttons_of[kind.key] = branch.add(kind.label, kind.holds, "预览…", partial(self._show, kind))
        others = _Lines("其他材料", "在各自的地方打印")
        for about, (place, how, word) in ELSEWHERE.items():
            named = "、".join(kind.label for kind in PAPERS.values() if kind.about is about)
            if named:
                self.buttons_of[about.value] = others.add(named, how, word, partial(self.navigate, place))
        for card in (branch, others):
            card.setVisible(card.lines > 0)
            page.body.addWidget(card)
        page.body.addStretch(1)
        self.body.addWidget(page)
        first = next(iter(self.buttons_of.values()), self.settings_button)
        self.setFocusProxy(first)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way to the settings."""
        return (self.settings_button,)

    def reload(self, _changes: Changes | None) -> None:
        """Show nothing anew: papers are made when they are looked at."""

    def _show(self, kind: PaperKind) -> None:
        name = f"{self.desk.store.branch.name}{kind.label}-{clock.today():%Y%m%d}"
        preview.show(self.desk, self, Order(kind.key), name)

    @Slot()
    def _set(self) -> None:
        show_settings(self.desk, self)


class _Lines(Card):
    """A card of lines: a word, what it means, and a button."""

    def __init__(self, heading: str, note: str) -> None:
        super().__init__(heading, note)
        self.lines = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(1.4))
        self._grid.setVerticalSpacing(theme.em(0.7))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnMinimumWidth(2, theme.em(VERB))
        self.body.addLayout(self._grid)

    def add(self, word: str, note: str, verb: str, do: Callable[[], object]) -> QPushButton:
        name, what = QLabel(word), theme.mark(QLabel(note), tone="quiet")
        for label in (name, what):
            label.setWordWrap(True)
        button = QPushButton(verb)
        button.setAccessibleName(f"{verb} {word}")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda *_: do())
        for column, widget in enumerate((name, what, button)):
            self._grid.addWidget(widget, self.lines, column)
        self.lines += 1
        return button
