"""What a list says where it has nothing to show, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.ledger.actions import LedgerActions


class EmptyState(QWidget):
    """What to do where there is nothing: begin with a sheet or one record, or lift what hides the records."""

    def __init__(self, actions: LedgerActions) -> None:
        super().__init__()
        self._none = (
            f"还没有{actions.thing}",
            f"导入{actions.ledger.label}，或新增一{actions.ledger.one}。现有的 Excel、WPS 表格可以直接导入。"
            if actions.enters
            else "",
        )
        self._enters = actions.enters
        self._thing = actions.thing
        self.heading = theme.mark(QLabel(""), role="heading")
        self.text = theme.mark(QLabel(""), tone="quiet")
        self.text.setWordWrap(True)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.import_button = theme.mark(QPushButton(f"导入{actions.ledger.label}…"), role="primary")
        self.new_button = QPushButton(f"新增一{actions.ledger.one}")
        self.clear_button = QPushButton("清除条件")
        self.guide_button = theme.mark(QPushButton("怎样导入"), role="link")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.8))
        row.addStretch(1)
        for button in (self.import_button, self.new_button, self.clear_button, self.guide_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.8))
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addSpacing(theme.em(0.4))
        column.addLayout(row)
        column.addStretch(3)

    def show_state(self, *, narrowed: bool, search: str = "", view: str = "") -> None:
        """Speak of nothing at all, or of nothing that fits the search, the conditions or the view."""
        heading, text = self._hidden(search, view) if narrowed else self._none
        self.heading.setText(heading)
        self.text.setText(text)
        for button in (self.import_button, self.new_button, self.guide_button):
            button.setVisible(self._enters and not narrowed)
        self.clear_button.setVisible(narrowed)
        self.setFocusProxy(self.clear_button if narrowed else self.import_button)

    def _hidden(self, search: str, view: str) -> tuple[str, str]:
        if search:
            return f"没有找到含“{search}”的{self._thing}", "换一个词再搜，或清除条件看全部。"
        where = f"视图“{view}”中" if view else ""
        return f"{where}没有符合条件的{self._thing}", "点开上面的条件改一改，或清除条件看全部。"
