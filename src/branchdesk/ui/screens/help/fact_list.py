"""Names and values below each other, as 诊断 and 关于 show them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from branchdesk.ui import theme

BREAKS = ("/", "\\", "-", "_")


class FactList(QWidget):
    """One pair a line; values wrap and can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(theme.em(1.2))
        self._form.setVerticalSpacing(theme.em(0.45))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts:
            shown = QLabel(_breakable(value))
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(shown.textInteractionFlags().TextSelectableByMouse)
            key = theme.mark(QLabel(name), role="key")
            key.setMinimumWidth(theme.em(5.2))
            self._form.addRow(key, shown)


def _breakable(text: str) -> str:
    """Let a path wrap inside by invisible blanks: it has no others to break at."""
    for sign in BREAKS:
        text = text.replace(sign, sign + "\u200b")
    return text
