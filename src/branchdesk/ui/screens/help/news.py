"""新增内容: what each version brought, the newest first."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from branchdesk import __version__
from branchdesk.services import guide
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card, Screen
from branchdesk.ui.screens.help.text import GuideText
from branchdesk.words import guide as say


class NewsScreen(Screen):
    """All versions on one page."""

    title = say.NEWS
    subtitle = say.this_version(__version__)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.text = GuideText(desk.jobs)
        self.text.setAccessibleName(say.NEWS)
        card = Card()
        card.body.addWidget(self.text)
        around = QVBoxLayout()
        around.setContentsMargins(theme.em(1.5), theme.em(1), theme.em(1.5), theme.em(1.35))
        around.addWidget(card)
        self.body.addLayout(around)
        self.setFocusProxy(self.text)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the text in the sizes of now."""
        super().showEvent(event)
        self.text.show_chapters(guide.news())
