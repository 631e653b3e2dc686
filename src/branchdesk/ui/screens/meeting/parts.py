"""Rows that several sections share: a document studied, a speech, a measure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from branchdesk.domain.agenda import (
    Document,
    Measure,
    PersonRef,
    Speech,
)
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import Entry, Rows


def documents(context: Context) -> Rows:
    """Make the rows of documents studied; one is always there to be filled in."""
    return Rows("学习篇目", "添一篇", lambda: DocumentEntry(context), least=1)


def speeches(context: Context, name: str = "发言", add: str = "添一段发言") -> Rows:
    """Make the rows of speeches."""
    return Rows(name, add, lambda: SpeechEntry(context))


def measures(context: Context, name: str = "措施", add: str = "添一项措施") -> Rows:
    """Make the rows of measures."""
    return Rows(name, add, lambda: MeasureEntry(context))


def lacking(rows: Rows, code: str, turn: int) -> QWidget | None:
    """Find the field that a finding about measures is about: the `turn`-th that lacks an owner, or a date."""
    found: list[QWidget] = []
    for entry in rows.filled():
        if isinstance(entry, MeasureEntry):
            if code == "measure_without_owner" and entry.owner.value() is None:
                found.append(entry.owner)
            if code == "measure_without_due" and entry.due.day() is None:
                found.append(entry.due)
    return found[turn] if turn < len(found) else None


def unnamed(rows: Rows, turn: int) -> QWidget | None:
    """Find the `turn`-th speech of which nobody knows who gave it."""
    found = [entry.speaker for entry in rows.filled() if isinstance(entry, SpeechEntry) and not entry.speaker.value()]
    return found[turn] if turn < len(found) else None


def spoken_by(rows: Rows, person: str) -> QWidget | None:
    """Find the first speech of somebody, by identifier."""
    for entry in rows.filled():
        if isinstance(entry, SpeechEntry) and (speaker := entry.speaker.value()) and speaker.id == person:
            return entry.text
    return None


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setMinimumWidth(theme.em(8))
    return field


class DocumentEntry(Entry):
    """A document by title, source and date."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.title = _line("篇目名称")
        self.source = context.offered("来源", context.sources)
        self.source.setPlaceholderText("来源")
        self.issued = DateEdit()
        self.issued.setAccessibleName("发布日期")
        self.row.addWidget(self.title, 6)
        self.row.addWidget(self.source, 3)
        self.row.addWidget(self.issued, 2)
        self.row.addWidget(self.remove)
        self.setFocusProxy(self.title)
        self.title.textEdited.connect(self.edited)
        self.source.textEdited.connect(self.edited)
        self.source.editingFinished.connect(self.edited)
        self.issued.edited.connect(self.edited)

    def value(self) -> Document | None:
        """Give the document, or None where nothing is written."""
        title, source = self.title.text().strip(), self.source.text().strip()
        issued = self.issued.value()
        return Document(title, source or None, issued) if title or source or issued else None

    def fill(self, value: Document | None) -> None:
        """Show a document."""
        self.title.setText(value.title if value else "")
        self.source.setText(value.source or "" if value else "")
        self.issued.set_value(value.issued if value else None)


class SpeechEntry(Entry):
    """Who spoke, and what was said."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.speaker = context.person_field("发言人")
        self.speaker.setPlaceholderText("发言人")
        self.speaker.setFixedWidth(theme.em(8.5))
        self.text = PlainText(lines=1)
        self.text.setAccessibleName("发言要点")
        self.text.setPlaceholderText("发言要点")
        self.row.addWidget(self.speaker, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.speaker)
        self.speaker.edited.connect(self.edited)
        self.text.textChanged.connect(self.edited)

    def value(self) -> Speech | None:
        """Give the speech, or None where nothing is written."""
        speaker, text = self.speaker.value(), self.text.toPlainText().strip()
        return Speech(speaker or PersonRef(""), text) if speaker or text else None

    def fill(self, value: Speech | None) -> None:
        """Show a speech."""
        self.speaker.set_value(value.speaker if value and value.speaker.name else None)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(value.text if value else "")
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature


class MeasureEntry(Entry):
    """What is to be done, by whom and by when."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._standing: Measure | None = None
        self.text = _line("措施")
        self.owner = context.person_field("责任人")
        self.owner.setPlaceholderText("责任人")
        self.owner.setFixedWidth(theme.em(7.6))
        self.due = DateEdit(day_needed=True)
        self.due.setAccessibleName("完成时限")
        self.due.setPlaceholderText("完成时限")
        self.due.setFixedWidth(theme.em(9.2))
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.owner)
        self.row.addWidget(self.due)
        self.row.addWidget(self.remove)
        self.setFocusProxy(self.text)
        self.text.textEdited.connect(self.edited)
        self.owner.edited.connect(self.edited)
        self.due.edited.connect(self.edited)

    def value(self) -> Measure | None:
        """Give the measure, or None where nothing is written; what is known of it otherwise is kept."""
        text, owner, due = self.text.text().strip(), self.owner.value(), self.due.day()
        if not (text or owner or due):
            return None
        standing = self._standing
        return Measure(text, owner, due, standing.done_on if standing else None, standing.id if standing else None)

    def fill(self, value: Measure | None) -> None:
        """Show a measure."""
        self._standing = value
        self.text.setText(value.text if value else "")
        self.owner.set_value(value.owner if value else None)
        self.due.set_value(value.due if value else None)
