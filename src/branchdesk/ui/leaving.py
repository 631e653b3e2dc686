"""The exit: a last backup, a quiet sentence where it takes a while, and a word where it was not to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from branchdesk.ui import theme
from branchdesk.words import backups as say

if TYPE_CHECKING:
    from branchdesk.ui.backing_up import BackingUp


def leave(backing: BackingUp) -> None:
    """Back the file up once more; the window is out of sight already."""
    before = backing.trouble
    waiting = Farewell(say.LEAVING_WAITS, "不等备份，直接退出")
    waiting.button.clicked.connect(backing.hurry)
    backing.leave(waiting.show)
    waiting.hide()
    waiting.deleteLater()
    if backing.trouble is not None and before is None:  # what was told before is known
        told = Farewell(say.left_without(backing.trouble.sentence), "退出")
        told.button.clicked.connect(told.accept)
        told.exec()
        told.deleteLater()


class Farewell(QDialog):
    """A sentence and one button, when there is no window any more."""

    def __init__(self, sentence: str, word: str) -> None:
        super().__init__(None, Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self.setWindowTitle("支部工作台")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumWidth(theme.em(22))
        self.button = QPushButton(word)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.6), theme.em(1.3), theme.em(1.6), theme.em(1.1))
        column.setSpacing(theme.em(1.1))
        column.addWidget(self.sentence)
        column.addLayout(row)
