"""案例研讨: a case discussed together with what was studied, which only some sessions of first topic have."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.agenda import FirstTopic
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText

CASE_HINT = "结合案例开展学习研讨的填写，没有就不填"


class CaseFields(QWidget):
    """The case's title, and what was said of it; the text shows once there is a title or a text."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setPlaceholderText(CASE_HINT)
        self.text = PlainText(lines=2)
        self._text_row = Labelled("研讨要点", self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        column.addWidget(Labelled("案例研讨", self.title))
        column.addWidget(self._text_row)
        self.setFocusProxy(self.title)
        self.title.textChanged.connect(self._shape)
        self.title.textEdited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self._shape()

    def fill(self, topic: FirstTopic) -> None:
        """Show the case of a first topic, without a word to anybody."""
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(topic.case_text)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.title.setText(topic.case_title)
        self._shape()

    def values(self) -> tuple[str, str]:
        """Give title and text as typed."""
        return self.title.text().strip(), self.text.toPlainText().strip()

    @Slot()
    def _shape(self) -> None:
        self._text_row.setVisible(any(self.values()))
