"""One item of the agenda: its number, its kind, and the ways to move or remove it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.agenda import FirstTopic
from branchdesk.domain.meetings import Check, MeetingKind
from branchdesk.ui import theme
from branchdesk.ui.screen import rule
from branchdesk.ui.screens.meeting.order import Handle
from branchdesk.ui.screens.meeting.study import StudySection


class Item(QWidget):
    """An item. `edited` says that something was typed, `renamed` that its kind has another name.

    `moved` asks for another place (-1 up, 1 down), `gone` for its removal; `dragged` carries where on the screen it is
    taken by the mouse, `dropped` that it was let go.
    """

    edited = Signal()
    renamed = Signal()
    moved = Signal(int)
    gone = Signal()
    dragged = Signal(QPoint)
    dropped = Signal()

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
        self.handle = Handle()
        self.handle.dragged.connect(self.dragged)
        self.handle.dropped.connect(self.dropped)
        head.addWidget(self.handle)
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

    def value(self) -> Any:  # noqa: ANN401 - an item of the agenda
        """Give the item, or None where nothing stands here."""
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

    def follow(self, kind: MeetingKind) -> None:
        """Ask for what only meetings of this kind have."""
        del kind

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
        for button in (self.up, self.down, self.away, self.handle):
            button.setVisible(is_open)

    def _up(self) -> None:
        self.moved.emit(-1)

    def _down(self) -> None:
        self.moved.emit(1)


class StudyLine(Item):
    """The first topic's place on the agenda: one line; it is written on a page of its own, which `wanted` asks for."""

    wanted = Signal()

    def __init__(self, study: StudySection) -> None:
        super().__init__()
        self._study = study
        self.turn = theme.mark(QPushButton("去填写"), role="link")
        self.turn.setAutoDefault(True)
        self.turn.setAccessibleName("去填写第一议题")
        self.turn.clicked.connect(self.wanted)
        self._told = theme.mark(QLabel(""), tone="quiet")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout()
        line.addWidget(self._told, 1)
        line.addWidget(self.turn)
        self.body.addLayout(line)

    def value(self) -> FirstTopic | None:
        """Give the first topic, or None where there is none."""
        return self._study.topic()

    def tell(self) -> None:
        """Say in one line what is written on the page of the first topic."""
        topic = self._study.topic()
        titles = [document.title for document in topic.documents if document.title] if topic else []
        reader = f" · 领学 {topic.lead_reader.name}" if topic and topic.lead_reader else ""
        more = f" 等{len(titles)}篇" if len(titles) > 1 else ""
        self._told.setText(f"{titles[0]}{more}{reader}" if titles else f"还没有写学习篇目{reader}")

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "第一议题"

    def begin(self) -> QWidget:
        """Give the way to its page."""
        return self.turn

    def set_open(self, *, is_open: bool) -> None:
        """Let people put it elsewhere, or only read; it is taken out by emptying its page."""
        super().set_open(is_open=is_open)
        self.away.hide()
        self.turn.setText("去填写" if is_open else "查看")


class KeptItem(Item):
    """What this form has no editor for, as a second first topic from an import: shown by name, kept as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._value = FirstTopic()
        self._told = theme.mark(QLabel(""), tone="quiet")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self._told)

    def fill(self, value: FirstTopic) -> None:
        """Show what was studied."""
        self._value = value
        self._told.setText("、".join(document.title for document in value.documents))

    def value(self) -> FirstTopic:
        """Give it as it was."""
        return self._value

    def caption(self) -> str:
        """Say what kind of item this is."""
        return "又一个第一议题（按导入的内容保留）"
