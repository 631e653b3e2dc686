"""The recovery key as it is typed from its paper: eight groups, each of which tells a slip of the pen by itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.recovery_key import GROUP, GROUPS, holds
from branchdesk.ui import theme
from branchdesk.ui.screens.safety.new_password import key_line

IN_A_ROW = 4
WRONG = "第{}组有误，请对照纸面核对。"
MISSING = "还有没填完的组。"


class RecoveryGroups(QWidget):
    """Eight short fields; a full one hands on to the next, and what is pasted is spread over all."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = [self._line(number) for number in range(1, GROUPS + 1)]
        self.sentence = theme.mark(QLabel(""), tone="bad")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        grid = QGridLayout()
        grid.setSpacing(theme.em(0.5))
        for place, line in enumerate(self.lines):
            grid.addWidget(line, place // IN_A_ROW, place % IN_A_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addLayout(grid)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.lines[0])

    def text(self) -> str:
        """Give the whole as it was typed."""
        return " ".join(line.text() for line in self.lines)

    def clear(self) -> None:
        """Forget what was typed."""
        for line in self.lines:
            line.clear()
        self.refuse("")

    def check(self) -> bool:
        """Say whether every group holds; those that do not are marked, and the first has the keyboard."""
        wrong = [number for number, line in enumerate(self.lines, 1) if not holds(number, line.text())]
        empty = all(not self.lines[number - 1].text() for number in wrong)
        self.refuse("" if not wrong else MISSING if empty else WRONG.format("、".join(map(str, wrong))), wrong)
        return not wrong

    def refuse(self, sentence: str, wrong: Collection[int] = ()) -> None:
        """Say what is wrong, and with which groups, numbered from 1."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        for number, line in enumerate(self.lines, 1):
            theme.mark(line, tone="bad" if number in wrong else "")
        if wrong:
            first = self.lines[min(wrong) - 1]
            first.setFocus()
            first.selectAll()

    def _line(self, number: int) -> QLineEdit:
        line = key_line()
        line.setAccessibleName(f"恢复密钥第 {number} 组")
        line.setPlaceholderText(f"第 {number} 组")
        line.textEdited.connect(partial(self._typed, number))
        line.returnPressed.connect(self.entered)
        line.installEventFilter(self)
        return line

    def _typed(self, number: int, text: str) -> None:
        line = self.lines[number - 1]
        plain = _plain(text)
        if len(plain) > GROUP:
            self._spread(number, plain)
            return
        if plain != text:
            place = line.cursorPosition() - (len(text) - len(plain))
            line.setText(plain)
            line.setCursorPosition(place)
        full = len(plain) == GROUP
        theme.mark(line, tone="bad" if full and not holds(number, plain) else "")
        if full and holds(number, plain) and number < GROUPS and line.cursorPosition() == GROUP:
            self.lines[number].setFocus()
            self.lines[number].selectAll()

    def _spread(self, number: int, plain: str) -> None:
        """Lay a longer text over this group and those after it; the whole begins at the first."""
        if len(plain) >= GROUP * GROUPS:
            number = 1
        parts = [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]
        for place, part in enumerate(parts[: GROUPS - number + 1], number):
            line = self.lines[place - 1]
            line.setText(part)
            theme.mark(line, tone="" if len(part) < GROUP or holds(place, part) else "bad")
        last = min(number + len(parts) - 1, GROUPS)
        self.lines[last - 1].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paste the whole into any field: a line of its own would keep what fits, and lose lines."""
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste):
                plain = _plain(QApplication.clipboard().text())
                if len(plain) > GROUP:
                    self._spread(self.lines.index(watched) + 1, plain)
                    return True
            if event.key() == Qt.Key.Key_Backspace and not watched.text():
                place = self.lines.index(watched)
                if place:
                    self.lines[place - 1].setFocus()
                    return True
        return super().eventFilter(watched, event)


def _plain(text: str) -> str:
    """Give a text without what parts its groups, in capitals."""
    return re.sub(r"[\s\-—–_·]", "", text).upper()
