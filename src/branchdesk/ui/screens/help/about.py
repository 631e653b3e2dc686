"""关于: what the program is, and whose work is in it."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel

from branchdesk import __version__
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.theme import Tone
from branchdesk.words import about as say


class AboutScreen(Screen):
    """Sentences about the program and about Qt."""

    title = "关于"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = Page()
        page.body.addWidget(_told(say.program(__version__), (say.WHAT, say.OFFLINE), (say.SECRECY, Tone.BAD)))
        page.body.addWidget(_told(say.QT, (say.qt(qVersion()), say.REPLACING, say.SOURCES)))
        page.body.addStretch(1)
        self.body.addWidget(page)


def _told(heading: str, sentences: tuple[str, ...], last: tuple[str, Tone] | None = None) -> Card:
    card = Card(heading)
    for sentence, tone in (*((sentence, Tone.INK) for sentence in sentences), *([last] if last else [])):
        label = theme.mark(QLabel(sentence), tone=tone)
        label.setWordWrap(True)
        label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
        card.body.addWidget(label)
    return card
