"""更多: the button in the bar with what can be done with a meeting beside recording it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the menu; where it cannot be done now, `why_not` says so beside it."""

    word: str
    do: Callable[[], object]
    why_not: str = ""


Actions = Callable[["MeetingScreen"], Sequence[Action]]


class MoreButton(QPushButton):
    """Offers what each of its groups offers for the meeting as it stands when the menu is opened."""

    def __init__(self, screen: MeetingScreen, groups: Sequence[Actions]) -> None:
        """Take the screen and the groups; each is asked anew whenever the menu comes up, and a line parts them."""
        super().__init__("更多 ▾")
        self._screen, self._groups = screen, groups
        self.setAccessibleName("更多操作")
        self.setToolTip("更多操作（Alt+M）")
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)

    @Slot()
    def _fill(self) -> None:
        self.choices.clear()
        for group in self._groups:
            self.choices.addSeparator()
            for action in group(self._screen):
                word = f"{action.word}　{action.why_not}" if action.why_not else action.word
                line = self.choices.addAction(word)
                line.setEnabled(not action.why_not)
                line.triggered.connect(action.do)
