"""How a list of offers looks under the line one types in."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

from branchdesk.ui import theme


def dressed(completer: QCompleter) -> QCompleter:
    """Give a completer's list the program's colours and row height, and give the completer back."""
    popup = completer.popup()
    theme.mark(popup, role="offer")
    popup.setItemDelegate(QStyledItemDelegate(popup))
    return completer
