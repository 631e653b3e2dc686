"""One item of the agenda after the first topic: its number, its kind, and the way to move or remove it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Check, FirstTopic, Lecture, Topic
from branchdesk.ui import theme
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.screen import rule
from branchdesk.ui.screens.meeting import parts
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import lock


class Item(QWidget):
    """An item. `edited` says that something was typed, `renamed` that its kind has another name.

    `moved` asks for another place (-1 up, 1 down), `gone` for its removal.
    """

    edited = Signal()
    renamed = Signal()
    moved = Signal(int)
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = theme.mark(QLabel(""), role="heading")
        self.up, self.down, self.away = (
            theme.mark(QPushButton(word), role="quiet") for word in ("上移", "下移", "删去")
        )
        for button in (self.up, self.down, self.away):
            button.setAutoDefault(True)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.away.clicked.connect(self.gone)
        head = QHBoxLayout()
        head.setSpacing(theme.em(0.1))
        head.addWidget(self.heading)
        head.addStretch(1)
        for button in (self.up, self.down, self.away):
            head.addWidget(button)
        self.hairline = rule()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, theme.em(0.4))
        self.body.setSpacing(theme.em(0.6))
        self.body.addWidget(self.hairline)
        self.body.addLayout(head)

    def fill(self, value: Any) -> None:  # noqa: ANN401 - an item of the agenda
        """Show an item, without a word to anybody."""
        raise NotImplementedError

    def value(self) -> Any:  # noqa: ANN401 - an item of the agenda
        """Give the item."""
        raise NotImplementedError

    def caption(self) -> str:
        """Say what kind of item this is."""
        raise NotImplementedError

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        return self

    def problem(self) -> str:
        """Say what cannot be read here, or nothing."""
        return ""

    def cures(self, check: Check) -> list[QWidget]:
        """Give the fields that findings of this code are about, in order."""
        del check
        return []

    def show_place(self, number: str, *, first: bool, last: bool) -> None:
        """Give the item its number, and offer only the ways it can go."""
        self.heading.setText(f"{number}、{self.caption()}")
        for button, word in ((self.up, "上移"), (self.down, "下移"), (self.away, "删去")):
            button.setAccessibleName(f"{word}第{number}项")
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.hairline.setVisible(not first)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for button in (self.up, self.down, self.away):
            button.setVisible(is_open)

    def _up(self) -> None:
        self.moved.emit(-1)

    def _down(self) -> None:
        self.moved.emit(1)


class TopicItem(Item):
    """A free topic: its title, what was said of it, and what follows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setAccessibleName("议题")
        self.title.setPlaceholderText("议题名称")
        self.text = PlainText(lines=2)
        self.text.setAccessibleName("内容")
        self.text.setPlaceholderText("内容、报告要点")
        self.speeches = parts.speeches(context)
        self.measures = parts.measures(context)
        row = QHBoxLayout()
        row.addWidget(self.speeches.lend_button())
        row.addWidget(self.measures.lend_button())
        row.addStretch(1)
        for widget in (self.title, self.text, self.speeches, self.measures):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.title.textEdited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self.speeches.edited.connect(self.edited)
        self.measures.edited.connect(self.edited)

    def fill(self, value: Topic) -> None:
        """Show a topic."""
        self.title.setText(value.title)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(value.text)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.speeches.fill(value.speeches)
        self.measures.fill(value.measures)

    def value(self) -> Topic:
        """Give the topic."""
        text = self.text.toPlainText().strip()
        return Topic(self.title.text().strip(), text, self.speeches.values(), self.measures.values())

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "议题"

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        return self.title

    def cures(self, check: Check) -> list[QWidget]:
        """Give the measures' fields that findings of this code are about."""
        found: list[QWidget] = []
        speaker = check.code == "speaker_missing"
        while field := (
            parts.unnamed(self.speeches, len(found))
            if speaker
            else parts.lacking(self.measures, check.code, len(found))
        ):
            found.append(field)
        return found

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        for text in (self.title, self.text):
            lock(text, is_open=is_open)
        self.text.setVisible(is_open or bool(self.text.toPlainText()))
        for part in (self.speeches, self.measures):
            part.set_open(is_open=is_open)


class KeptItem(Item):
    """What this form has no editor for, as a second first topic from an import: shown by name, kept as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._value: FirstTopic | Lecture = FirstTopic()
        self._told = theme.mark(QLabel(""), tone="quiet")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self._told)

    def fill(self, value: FirstTopic | Lecture) -> None:
        """Show what was studied."""
        self._value = value
        titles = [value.title] if isinstance(value, Lecture) else [document.title for document in value.documents]
        self._told.setText("、".join(titles))

    def value(self) -> FirstTopic | Lecture:
        """Give it as it was."""
        return self._value

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "又一个第一议题（按导入的内容保留）"
