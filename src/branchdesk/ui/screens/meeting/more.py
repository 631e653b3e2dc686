"""更多: the button in the bar with what can be done with a meeting beside recording it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from branchdesk.ui.screens.meeting.editor import MeetingScreen


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the menu; where it cannot be done now, `why_not` says so beside it.

    A line with `choices` leads to a menu of these; `keys` are shown beside a line that also has keys of its own.
    """

    word: str
    do: Callable[[], object] = lambda: None
    why_not: str = ""
    choices: tuple[Action, ...] = ()
    keys: str = ""


def _do(action: Action, *_: object) -> None:
    """Do it, whatever the menu says of it beside."""
    action.do()


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
        self._below: list[QMenu] = []
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)

    @Slot()
    def _fill(self) -> None:
        self.choices.clear()
        for below in self._below:
            below.deleteLater()
        self._below.clear()
        for group in self._groups:
            self.choices.addSeparator()
            for action in group(self._screen):
                self._add(self.choices, action)

    def _add(self, menu: QMenu, action: Action) -> None:
        word = f"{action.word}　{action.why_not}" if action.why_not else action.word
        if action.choices and not action.why_not:
            below = QMenu(word, self)
            self._below.append(below)
            menu.addMenu(below)
            for choice in action.choices:
                self._add(below, choice)
            return
        line = menu.addAction(f"{word}\t{action.keys}" if action.keys else word)
        line.setEnabled(not action.why_not)
        line.triggered.connect(partial(_do, action))
