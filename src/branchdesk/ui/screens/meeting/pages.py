"""The card in which the sections of the form lie one upon another, with what its keys do and the way on below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget

from branchdesk.ui import theme
from branchdesk.ui.screen import Card, rule
from branchdesk.ui.screens.meeting.section import Section


class Pages(Card):
    """Shows one section; `keys` and `next_button` say what can be done from there."""

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections
        self.stack = QStackedWidget()
        for section in sections:
            self.stack.addWidget(section)
        self.next_button = QPushButton("")
        self.next_button.setAutoDefault(True)
        self.keys = theme.mark(QLabel(""), role="small")
        self.keys.setWordWrap(True)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(1.25), theme.em(0.6), theme.em(1), theme.em(0.6))
        foot.addWidget(self.keys, 1)
        foot.addWidget(self.next_button)
        self.body.addLayout(foot)

    def show_section(self, number: int, following: int | None, *, closed: bool) -> None:
        """Show a section, its keys, and where one goes on from it; after the last comes the paper."""
        section = self._sections[number]
        self.stack.setCurrentIndex(number)
        self.keys.setText(section.closed_hint if closed else section.hint)
        self.next_button.setText("预览" if following is None else f"下一步：{self._sections[following].title}")
