"""What was reported, in its own words; a long text shows its beginning until the whole is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk.ui import theme
from branchdesk.ui.screen import Card

LONG, SHOWN = 420, 360  # characters from which a text is folded, and of what is seen then


class TextCard(Card):
    """The card of the text."""

    def __init__(self) -> None:
        super().__init__("线索内容")
        self._text, self._nothing, self._open = "", "", False
        self.label = QLabel("")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setAccessibleName("线索内容")
        self.whole_button = theme.mark(QPushButton(""), role="link")
        self.whole_button.clicked.connect(self._turn)
        self.body.addWidget(self.label)
        self.body.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_text(self, text: str, nothing: str) -> None:
        """Show another text, or what is said where there is none."""
        self._text, self._nothing = text, nothing
        self._fill()

    def fold(self) -> None:
        """Show no more than the beginning of a long text."""
        self._open = False

    @Slot()
    def _turn(self) -> None:
        self._open = not self._open
        self._fill()

    def _fill(self) -> None:
        text, is_long = self._text, len(self._text) > LONG
        self.label.setText(f"{text[:SHOWN]}…" if is_long and not self._open else text or self._nothing)
        theme.mark(self.label, tone="" if text else "quiet")
        self.whole_button.setText("收起" if self._open else f"全文（共{len(text)}字）")
        self.whole_button.setVisible(is_long)
