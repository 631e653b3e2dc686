"""A quiet sentence across the page, which can be put away."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk.ui import theme
from branchdesk.ui.theme import Tone

SHORT_STAY = 8_000  # milliseconds; good news goes by itself, what was refused stays until it is put away


class Banner(QFrame):
    """Hidden until it has something to say; `visibility` tells whoever makes room for it."""

    visibility = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="banner")
        self.label = QLabel("")
        self.label.setWordWrap(True)
        self.close_button = theme.mark(QPushButton("知道了"), role="quiet")
        self.close_button.clicked.connect(self._put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.em(0.9), theme.em(0.3), theme.em(0.4), theme.em(0.3))
        layout.addWidget(self.label, 1)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._put_away)
        self._put_away()

    @Slot()
    def _put_away(self) -> None:
        self.setVisible(False)

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Show or hide, and tell."""
        super().setVisible(visible)
        self.visibility.emit(visible)

    @Slot(str, str)
    def say(self, sentence: str, tone: str = Tone.GOOD, *, stays: bool = False) -> None:
        """Show a sentence; without one, hide."""
        self._timer.stop()
        self.label.setText(sentence)
        self.setVisible(bool(sentence))
        theme.mark(self, tone=tone)
        theme.mark(self.label, tone=tone)
        if sentence and tone == Tone.GOOD and not stays:
            self._timer.start(SHORT_STAY)
