"""The first minute: what the branch is called, and from which month its duties count."""

from __future__ import annotations

from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Screen


class FirstRun(Screen):
    """Asks for a branch and makes its file."""

    title = "开始"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
