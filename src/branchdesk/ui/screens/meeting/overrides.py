"""Who is expected otherwise than the roster says, a line each with its reason; without one it is not taken."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Override
from branchdesk.ui import theme
from branchdesk.ui.fields.person_field import Candidate
from branchdesk.ui.screens.meeting.context import Context, NamedField
from branchdesk.ui.screens.meeting.section import lock
from branchdesk.words import people as say

REASON = "理由（要写）"


class ReasonField(QLineEdit):
    """The reason of one line; `entered` says that Enter was pressed, `left` that the keyboard has gone."""

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(REASON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one goes on."""
        super().focusOutEvent(event)
        self.left.emit()


class AddedField(NamedField):
    """A field for somebody of that day's roster who is not expected."""

    def __init__(self, context: Context, usual: frozenset[str]) -> None:
        self._usual = usual
        super().__init__(context, "加入应到的同志")

    def set_usual(self, usual: frozenset[str]) -> None:
        """Learn who is expected anyway."""
        self._usual = usual
        self._follow()

    def set_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Offer those alone who are not expected anyway."""
        super().set_candidates([each for each in candidates if each.id not in self._usual])


class OverrideLine(QWidget):
    """One person added or left out. `edited` says that something was typed, `gone` asks for removal.

    `finished` says that the line is whole and the keyboard is free.
    """

    edited = Signal()
    gone = Signal()
    finished = Signal()

    def __init__(self, context: Context, usual: frozenset[str], override: Override) -> None:
        super().__init__()
        self._context, self._usual, self._expected = context, usual, override.expected
        self._person = override.person if override.person.id else None
        tag = theme.mark(QLabel(say.ADDED if override.expected else say.LEFT_OUT), role="small")
        self.who: AddedField | QLabel = AddedField(context, usual) if override.expected else QLabel("")
        if isinstance(self.who, AddedField):
            self.who.set_value(self._person)
            self.who.setFixedWidth(theme.em(10.5))
            self.who.edited.connect(self._typed)
        else:
            self.who.setMinimumWidth(theme.em(4))
        self.reason = ReasonField()
        self.reason.setText(override.reason)
        self.remove = theme.mark(QPushButton("删去"), role="quiet")
        self.remove.setAutoDefault(True)
        self.sentence = theme.mark(QLabel(""), role="small", tone="bad")
        self.sentence.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.5))
        for widget in (tag, self.who):
            row.addWidget(widget)
        row.addWidget(self.reason, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.15))
        column.addLayout(row)
        column.addWidget(self.sentence)
        self.reason.textEdited.connect(self._typed)
        self.reason.entered.connect(self._enter)
        self.reason.left.connect(self.check)
        self.remove.clicked.connect(self.gone)
        self.follow(usual)

    def person(self) -> PersonRef | None:
        """Give who is meant."""
        return self.who.value() if isinstance(self.who, AddedField) else self._person

    def value(self) -> Override | None:
        """Give the change, or None where it is not whole."""
        person = self.person()
        if person is None or self.problem():
            return None
        return Override(person, self._expected, self.reason.text().strip())

    def typed(self) -> Override:
        """Give the change as it stands, whole or not."""
        return Override(self.person() or PersonRef(""), self._expected, self.reason.text().strip())

    def problem(self) -> str:
        """Say of whom the line is and what keeps it from being taken, or nothing."""
        person, lacking = self.person(), self._lacking()
        return say.incomplete_override(person.name if person else "", lacking) if lacking else ""

    def _lacking(self) -> str:
        person = self.person()
        if isinstance(self.who, AddedField) and (said := self.who.problem()):
            return said
        if person is None:
            return say.WHO_NEEDED
        if person.id is None:
            due = any(one.id in self._usual and one.name == person.name for one in self._context.roster)
            return say.EXPECTED_ANYWAY if due else say.NOT_ON_ROSTER
        return "" if self.reason.text().strip() else say.REASON_NEEDED

    def empty(self) -> bool:
        """Say whether nothing was written into the line yet."""
        return not self.reason.text().strip()

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        return self.who if isinstance(self.who, AddedField) and self.person() is None else self.reason

    def follow(self, usual: frozenset[str]) -> None:
        """Name people as the day's roster tells them apart, and learn who is expected anyway."""
        self._usual = usual
        name = self._context.called(self._person) if self._person else ""
        if isinstance(self.who, AddedField):
            self.who.set_usual(usual)
        else:
            self.who.setText(name)
        self.reason.setAccessibleName(f"{name}{say.ADDED if self._expected else say.LEFT_OUT}的理由")

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        lock(self, is_open=is_open)
        self.remove.setVisible(is_open)

    @Slot()
    def check(self) -> bool:
        """Say below the line what keeps it from being taken."""
        sentence = self._lacking()
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        theme.mark(self.reason, tone="bad" if sentence and self.empty() else "")
        return not sentence

    @Slot()
    def _typed(self) -> None:
        if not self.sentence.isHidden():
            self.check()
        self.edited.emit()

    @Slot()
    def _enter(self) -> None:
        if self.check():
            self.finished.emit()


class Overrides(QWidget):
    """All lines, hidden while there is none. `edited` says that something was typed, `finished` frees the keyboard."""

    edited = Signal()
    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._usual: frozenset[str] = frozenset()
        self._open = True
        self.lines: list[OverrideLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.em(0.35))
        context.changed.connect(self._follow)
        self.hide()

    def fill(self, overrides: Iterable[Override]) -> None:
        """Show the changes of a record, without a word to anybody."""
        while self.lines:
            self._drop(self.lines[-1])
        for override in overrides:
            self._append(override)

    def values(self) -> tuple[Override, ...]:
        """Give the changes that are whole."""
        return tuple(value for line in self.lines if (value := line.value()) is not None)

    def typed(self) -> tuple[Override, ...]:
        """Give every change as it stands, whole or not."""
        return tuple(line.typed() for line in self.lines)

    def problem(self) -> str:
        """Say what keeps a line from being taken, or nothing."""
        return next((problem for line in self.lines if (problem := line.problem())), "")

    def set_usual(self, usual: frozenset[str]) -> None:
        """Learn whom the roster alone expects."""
        if usual != self._usual:
            self._usual = usual
            self._follow()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open
        for line in self.lines:
            line.set_open(is_open=is_open)

    def ask(self, person: PersonRef | None, *, expected: bool) -> QWidget:
        """Begin a line, or find the one there is, and give the field to write into."""
        if person is not None:
            for line in self.lines:
                if line.person() == person:
                    return line.begin()
        line = self._append(Override(person or PersonRef(""), expected, ""))
        self.edited.emit()
        return line.begin()

    def added(self, member_id: str) -> OverrideLine | None:
        """Give the line that added somebody."""
        for line in self.lines:
            value = line.value()
            if value is not None and value.expected and value.person.id == member_id:
                return line
        return None

    def remove(self, line: OverrideLine) -> None:
        """Take a line away, as by hand."""
        self._drop(line)
        self.edited.emit()

    def cure(self) -> QWidget | None:
        """Give the field that keeps a line from being taken."""
        line = next((line for line in self.lines if line.problem()), None)
        if line is None:
            return None
        line.check()
        return line.begin()

    def step_back(self) -> bool:
        """Leave the line the keyboard is in, and drop it where nothing was written; say whether it was in one."""
        focus = QApplication.focusWidget()
        line = next((line for line in self.lines if focus is not None and line.isAncestorOf(focus)), None)
        if line is None:
            return False
        if line.empty():
            self.remove(line)
        return True

    def _append(self, override: Override) -> OverrideLine:
        line = OverrideLine(self._context, self._usual, override)
        line.set_open(is_open=self._open)
        line.edited.connect(self.edited)
        line.gone.connect(self._gone)
        line.finished.connect(self.finished)
        self.lines.append(line)
        self._column.addWidget(line)
        self.show()
        return line

    def _drop(self, line: OverrideLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))

    @Slot()
    def _gone(self) -> None:
        line = self.sender()
        if isinstance(line, OverrideLine):
            self.remove(line)
            self.finished.emit()

    @Slot()
    def _follow(self) -> None:
        for line in self.lines:
            line.follow(self._usual)
