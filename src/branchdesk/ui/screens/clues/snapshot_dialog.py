"""存照…: the name and the note under which figures are kept as they are quoted."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.draft import Draft
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.words.clue_snapshots import name_missing

LEAD = "把现在的数字、口径、筛选条件和线索清单一并固定下来。以后线索有改动，存照不变，并可随时对照。"


class SnapshotDialog(QDialog):
    """Asks for a name and a note; `wanted` carries both."""

    wanted = Signal(str, str)

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, what: str, button: str, *, name: str, note: str = ""
    ) -> None:
        """Take the window's title, what the snapshot is of, what the button says, and what is offered."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.name, self.note = QLineEdit(name), PlainText()
        self.note.setPlainText(note)
        self.draft = Draft(desk, self)
        self.name.setAccessibleName("存照名称")
        self.note.setAccessibleName("备注")
        self.note.setFixedHeight(theme.em(5))
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText("用在哪份材料、报给谁")
        self.problem = theme.mark(QLabel(""), tone="bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        lead, of = (theme.mark(QLabel(text), role="small") for text in (LEAD, what))
        for label in (lead, of):
            label.setWordWrap(True)
        self.keep = theme.mark(QPushButton(button), role="primary")
        cancel = QPushButton("取消")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.6))
        for widget in (self.draft.bar, lead, of, QLabel("名称"), self.name, self.problem, QLabel("备注"), self.note):
            column.addWidget(widget)
        column.addSpacing(theme.em(0.4))
        column.addLayout(buttons)
        self.setMinimumWidth(theme.em(34))
        self.keep.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.name.selectAll()
        self.name.setFocus()
        self.draft.begin_in(self, what)

    def done(self, result: int) -> None:
        """Close: what was typed is wanted, or given up."""
        self.draft.end()
        super().done(result)

    @Slot()
    def _keep(self) -> None:
        if not self.name.text().strip():
            self.problem.setText(name_missing())
            self.problem.show()
            self.name.setFocus()
            return
        self.accept()
        self.wanted.emit(self.name.text(), self.note.toPlainText())
