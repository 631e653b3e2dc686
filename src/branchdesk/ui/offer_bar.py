"""A quiet bar that offers what was typed and not saved: to be taken up or let go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from branchdesk.ui import theme
from branchdesk.ui.theme import Tone
from branchdesk.words import drafts as say


class OfferBar(QFrame):
    """A sentence with 接着填 and 不要了; hidden until there is something to offer."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, role="banner", tone=Tone.WARN)
        self.label = theme.mark(QLabel(""), tone=Tone.WARN)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take_button = QPushButton(say.TAKE_UP)
        self.drop_button = theme.mark(QPushButton(say.LET_GO), role="quiet")
        for button in (self.take_button, self.drop_button):
            button.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.9), theme.em(0.3), theme.em(0.4), theme.em(0.3))
        row.addWidget(self.label, 1)
        row.addWidget(self.take_button)
        row.addWidget(self.drop_button)
        self.hide()

    def offer(self, sentence: str, *, take: str = say.TAKE_UP, drop: str = say.LET_GO) -> None:
        """Offer something, by buttons of these names; without a name there is none, without a sentence no bar."""
        self.label.setText(sentence)
        for button, name in ((self.take_button, take), (self.drop_button, drop)):
            button.setText(name)
            button.setVisible(bool(name))
        self.setVisible(bool(sentence))
