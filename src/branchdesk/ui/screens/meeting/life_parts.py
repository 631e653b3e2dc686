"""Rows of an 组织生活会: an opinion collected, a criticism spoken, a line of the rectification list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.organisational_life import Criticism, Opinion, Rectification
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.screens.meeting.context import Context, NamedField
from branchdesk.ui.screens.meeting.section import Entry, Rows, lock

SOURCES = ("个别访谈", "座谈会", "征求意见表", "服务对象", "上级党组织", "党小组")
ANSWERS = ("接受", "虚心接受，认真整改", "接受，作了说明", "作了说明")
TOP = Qt.AlignmentFlag.AlignTop


def opinions(context: Context) -> Rows:
    """Make the rows of what was collected before the meeting."""
    return Rows("征求意见", "添一条意见", lambda: OpinionEntry(context))


def criticisms(context: Context) -> Criticisms:
    """Make the rows of what was said of one another."""
    return Criticisms(context)


def rectifications(context: Context) -> Rectifications:
    """Make the rows of the rectification list."""
    return Rectifications(context)


def _person(context: Context, name: str) -> NamedField:
    field = context.person_field(name)
    field.setPlaceholderText(name)
    field.setFixedWidth(theme.em(9))
    return field


def _text(name: str) -> PlainText:
    field = PlainText(lines=1)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMinimumWidth(theme.em(9))
    return field


def _put(field: PlainText, text: str) -> None:
    field.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    field.setPlainText(text)
    field.blockSignals(False)  # noqa: FBT003 - Qt's own signature


class OpinionEntry(Entry):
    """About whom or what, the opinion, and where it came from."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.about = _person(context, "对谁（何事）")
        self.text = _text("意见")
        self.source = context.offered("来源", lambda: SOURCES)
        self.source.setPlaceholderText("来源")
        self.source.setFixedWidth(theme.em(9))
        self.row.addWidget(self.about, 0, TOP)
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.source, 0, TOP)
        self.row.addWidget(self.remove, 0, TOP)
        self.setFocusProxy(self.about)
        self.about.edited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self.source.textEdited.connect(self.edited)
        self.source.editingFinished.connect(self.edited)

    def value(self) -> Opinion | None:
        """Give the opinion, or None where nothing is written."""
        about, text, source = self.about.value(), self.text.toPlainText().strip(), self.source.text().strip()
        return Opinion(text, source, about) if about or text or source else None

    def fill(self, value: Opinion | None) -> None:
        """Show an opinion."""
        self.about.set_value(value.about if value else None)
        _put(self.text, value.text if value else "")
        self.source.setText(value.source if value else "")


class CriticismEntry(Entry):
    """Who spoke, of whom, what, and how it was taken."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.critic = _person(context, "批评人")
        self.criticised = _person(context, "被批评人")
        self.text = _text("批评意见")
        self.answer = context.offered("态度", lambda: ANSWERS)
        self.answer.setPlaceholderText("态度")
        self.answer.setFixedWidth(theme.em(8))
        for field in (self.critic, self.criticised):
            self.row.addWidget(field, 0, TOP)
            field.edited.connect(self.edited)
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.answer, 0, TOP)
        self.row.addWidget(self.remove, 0, TOP)
        self.setFocusProxy(self.critic)
        self.text.textChanged.connect(self.edited)
        self.answer.textEdited.connect(self.edited)
        self.answer.editingFinished.connect(self.edited)

    def value(self) -> Criticism | None:
        """Give the criticism, or None where nothing is written."""
        critic, criticised = self.critic.value(), self.criticised.value()
        text, answer = self.text.toPlainText().strip(), self.answer.text().strip()
        if not (critic or text or answer):  # whom it is about is filled in from the row above
            return None
        return Criticism(critic or PersonRef(""), criticised or PersonRef(""), text, answer)

    def fill(self, value: Criticism | None) -> None:
        """Show a criticism."""
        self.critic.set_value(value.critic if value and value.critic.name else None)
        self.criticised.set_value(value.criticised if value and value.criticised.name else None)
        _put(self.text, value.text if value else "")
        self.answer.setText(value.answer if value else "")
        self.answer.setCursorPosition(0)


class Criticisms(Rows):
    """The rows of criticism: Enter in the last field of the last row begins another, about the same person."""

    def __init__(self, context: Context) -> None:
        super().__init__("批评意见", "添一条批评意见", lambda: CriticismEntry(context))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter here, before the page goes on to its next field."""
        last = self.entries[-1] if self.entries else None
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        at_end = isinstance(last, CriticismEntry) and last.answer.hasFocus() and last.value() is not None
        if not (entered and plain and at_end and isinstance(last, CriticismEntry)):
            super().keyPressEvent(event)
            return
        fresh = self.add()
        if isinstance(fresh, CriticismEntry):
            fresh.criticised.set_value(last.criticised.value())
        event.accept()


class RectificationEntry(Entry):
    """The problem, what is done, by whom, until when; below it, once that is of interest, when it was done and how.

    `closing` carries the line, the day and the result, noted on a closed record.
    """

    closing = Signal(str, object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._standing: Rectification | None = None
        self._open = True
        self.problem = _text("问题")
        self.text = _text("整改措施")
        self.owner = _person(context, "责任人")
        self.due = _day_field("完成时限")
        self.done_on = _day_field("完成日期")
        self.result = QLineEdit()
        self.result.setAccessibleName("完成情况")
        self.result.setPlaceholderText("完成情况")
        self.finish = theme.mark(QPushButton("已完成"), role="link")
        self.finish.setAutoDefault(True)
        above = QHBoxLayout()
        above.setSpacing(theme.em(0.5))
        above.addWidget(self.problem, 1, TOP)
        above.addWidget(self.text, 1, TOP)
        for field in (self.owner, self.due, self.remove):
            above.addWidget(field, 0, TOP)
        self.below = QWidget()
        below = QHBoxLayout(self.below)
        below.setContentsMargins(theme.em(1.6), 0, 0, theme.em(0.2))
        below.setSpacing(theme.em(0.5))
        below.addWidget(self.done_on)
        below.addWidget(self.result, 1)
        below.addWidget(self.finish)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.25))
        column.addLayout(above)
        column.addWidget(self.below)
        self.row.addLayout(column, 1)
        self.setFocusProxy(self.problem)
        for text in (self.problem, self.text):
            text.textChanged.connect(self.edited)
        for field in (self.owner, self.due, self.done_on):
            field.edited.connect(self.edited)
        self.result.textEdited.connect(self.edited)
        self.finish.clicked.connect(self._finish)

    def value(self) -> Rectification | None:
        """Give the line, or None where nothing is written; its identifier is kept."""
        problem, text = self.problem.toPlainText().strip(), self.text.toPlainText().strip()
        owner, due = self.owner.value(), self.due.day()
        if not (problem or text or owner or due):
            return None
        kept = self._standing.id if self._standing else None
        return Rectification(problem, text, owner, due, self.done_on.day(), self.result.text().strip(), kept)

    def fill(self, value: Rectification | None) -> None:
        """Show a line."""
        self._standing = value
        _put(self.problem, value.problem if value else "")
        _put(self.text, value.text if value else "")
        self.owner.set_value(value.owner if value else None)
        self.due.set_value(value.due if value else None)
        self.done_on.set_value(value.done_on if value else None)
        self.result.setText(value.result if value else "")
        self._show_end()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only bring the line to its end."""
        self._open = is_open
        super().set_open(is_open=is_open)
        self._show_end()

    def _show_end(self) -> None:
        """Show where the end is noted: of a line that is recorded, until it has come."""
        standing = self._standing
        ended = standing is not None and standing.done_on is not None
        noted = ended or bool(standing and standing.result)
        waits = standing is not None and standing.id is not None and not ended
        self.below.setVisible(noted or waits)
        self.finish.setVisible(waits)
        locked = not self._open and not waits
        for field in (self.done_on, self.result):
            lock(field, is_open=not locked)

    @Slot()
    def _finish(self) -> None:
        """Note the end: on a closed record at once, in a draft with the rest."""
        day: date | None = self.done_on.day() or (None if self.done_on.text().strip() else clock.today())
        if day is None:
            self.done_on.setFocus()
            return
        self.done_on.set_value(day)
        if self._open:
            self.edited.emit()
        elif self._standing is not None and self._standing.id is not None:
            self.closing.emit(self._standing.id, day, self.result.text().strip())


class Rectifications(Rows):
    """The rectification list; `closing` carries what one of its lines says of its end."""

    closing = Signal(str, object, str)

    def __init__(self, context: Context) -> None:
        super().__init__("整改清单", "添一项整改", lambda: self._make_entry(context))

    def _make_entry(self, context: Context) -> RectificationEntry:
        entry = RectificationEntry(context)
        entry.closing.connect(self.closing)
        return entry


def _day_field(name: str) -> DateEdit:
    field = DateEdit(day_needed=True)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setFixedWidth(theme.em(9.2))
    return field
