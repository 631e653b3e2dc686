"""诊断与关于: which versions run, where the records lie, whether Chinese can be typed and drawn."""

from __future__ import annotations

from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Screen


class AboutScreen(Screen):
    """What a maintainer would ask for."""

    title = "诊断与关于"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
