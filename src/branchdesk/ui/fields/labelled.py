"""A field with its name above and, when it is refused, the reason below."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.ui import theme


class Labelled(QWidget):
    """Name, editor, sentence. An editor that has a `problem_changed` signal speaks here by itself."""

    def __init__(self, name: str, editor: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self.name = theme.mark(QLabel(f"{name}（必填）" if required else name), role="key")
        self.name.setBuddy(editor)
        self._hint = hint
        self.sentence = theme.mark(QLabel(hint), role="small")
        self.sentence.setWordWrap(True)
        self.sentence.setVisible(bool(hint))
        editor.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.25))
        column.addWidget(self.name)
        column.addWidget(editor)
        column.addWidget(self.sentence)
        column.addStretch(1)
        self.setFocusProxy(editor)
        signal = getattr(editor, "problem_changed", None)
        if signal is not None:
            signal.connect(self.refuse)

    def set_hint(self, hint: str) -> None:
        """Say something else below the editor, where nothing is refused."""
        refused = self.sentence.text() not in {"", self._hint}
        self._hint = hint
        if not refused:
            self.refuse("")

    @Slot(str)
    def refuse(self, sentence: str) -> None:
        """Say why it cannot be so; nothing takes the sentence away again."""
        self.sentence.setText(sentence or self._hint)
        self.sentence.setVisible(bool(sentence or self._hint))
        theme.mark(self.sentence, tone="bad" if sentence else "quiet")
        theme.mark(self.editor, tone="bad" if sentence else "")
