"""What is in a backup beside what is there now, kind by kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from branchdesk.services.keeping.restoring import Found
from branchdesk.ui import theme
from branchdesk.words import restoring as say


class SideBySide(QWidget):
    """A small table of counts; a number that differs stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(2))
        self._grid.setVerticalSpacing(theme.em(0.3))
        self._grid.setColumnStretch(3, 1)

    def show_found(self, then: Found, now: Found | None = None) -> None:
        """Show what was found, with the present beside it where there is one."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._line(0, say.KIND, say.THEN, say.NOW if now else "", role="key")
        for row, (kind, label) in enumerate(say.COUNTED.items(), 1):
            there = str(now.counts.get(kind, 0)) if now else ""
            self._line(row, label, str(then.counts.get(kind, 0)), there)
        last = len(say.COUNTED) + 1
        self._line(last, say.UNTIL, say.moment(then.at), say.moment(now.at) if now else "")

    def _line(self, row: int, label: str, then: str, now: str, role: str = "") -> None:
        for column, text in enumerate((label, then, now)):
            cell = theme.mark(QLabel(text), role=role or ("key" if column == 0 else ""))
            if column:
                cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                theme.mark(cell, tone="warn" if not role and now and then != now else "")
            self._grid.addWidget(cell, row, column)
