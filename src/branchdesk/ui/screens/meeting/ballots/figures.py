"""One subject's figures, what follows from them, and the chair's word."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.agenda import Declared, PersonRef, Subject
from branchdesk.domain.meetings import Check, Verdict
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.ballots.panel import CHAIR, VOTES
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import Entry, Rows, line, lock
from branchdesk.ui.theme import Tone

COUNTS = (("yes", "赞成"), ("no", "不赞成"), ("abstain", "弃权"), ("written_yes", "会前书面赞成"))
DECLARED = ((Declared.PASSED.value, "通过"), (Declared.NOT_PASSED.value, "不通过"), ("", "未宣布"))
TONES = {True: Tone.GOOD, False: Tone.BAD}


def count_cell(label: str, field: CountField) -> QWidget:
    """Put a number's name before its field."""
    field.setAccessibleName(label)
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.em(0.4))
    row.addWidget(theme.mark(QLabel(label), role="key"))
    row.addWidget(field)
    return cell


def banner() -> tuple[QFrame, QLabel, QVBoxLayout]:
    """Make the coloured box in which a verdict is said; it is hidden until there is one."""
    box = theme.mark(QFrame(), role="banner")
    sentence = QLabel("")
    sentence.setWordWrap(True)
    inside = QVBoxLayout(box)
    inside.setContentsMargins(theme.em(0.9), theme.em(0.6), theme.em(0.9), theme.em(0.6))
    inside.addWidget(sentence)
    box.hide()
    return box, sentence, inside


class SenderEntry(Entry):
    """One who sent a written opinion."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.who = context.person_field("书面意见人")
        self.who.setFixedWidth(theme.em(12))
        self.row.addWidget(self.who)
        self.row.addWidget(self.remove)
        self.row.addStretch(1)
        self.setFocusProxy(self.who)
        self.who.edited.connect(self.edited)

    def value(self) -> PersonRef | None:
        """Give who it is, or None where nobody is named."""
        return self.who.value()

    def fill(self, value: PersonRef | None) -> None:
        """Show somebody."""
        self.who.set_value(value)


class SubjectEditor(QWidget):
    """One subject's figures, what follows from them, and the chair's word; `written` asks for opinions sent before."""

    edited = Signal()

    def __init__(self, context: Context, *, written: bool) -> None:
        super().__init__()
        self._subject = Subject("")
        self._written = written
        self.name = theme.mark(QLabel(""), role="key")
        self.counts = {key: CountField() for key, _ in COUNTS}
        counts = QWidget()
        flow = Flow(counts, gap=1.1)
        self.senders = Rows("会前书面意见", "写明书面意见人", lambda: SenderEntry(context))
        self.senders.edited.connect(self.edited)
        for key, label in COUNTS:
            self.counts[key].edited.connect(self.edited)
            cell = count_cell(label, self.counts[key])
            cell.setVisible(written or key != "written_yes")
            flow.addWidget(cell)
        flow.addWidget(self.senders.lend_button())
        self.verdict, self.sentence, _ = banner()
        self.declared = Segments(DECLARED)
        self.declared.chosen.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.65))
        column.addWidget(self.name)
        column.addWidget(counts)
        column.addWidget(self.senders)
        column.addWidget(self.verdict)
        column.addLayout(line(theme.mark(QLabel("主持人宣布结果"), role="key"), self.declared, 1))
        self.setFocusProxy(self.counts["yes"])

    def fill(self, subject: Subject) -> None:
        """Show figures and the chair's word."""
        self._subject = subject
        for key, field in self.counts.items():
            field.set_value(getattr(subject, key))
        self.senders.fill(subject.written_from)
        self._show_senders(is_open=True)
        self.declared.set_value(subject.declared.value if subject.declared else "")

    def value(self, name: str, person: str | None) -> Subject:
        """Give the subject under a name; written opinions are left as they were where they are not asked for."""
        asked = {key: field.value() for key, field in self.counts.items() if self._written or key != "written_yes"}
        senders = {"written_from": self.senders.values()} if self._written else {}
        declared = Declared(found) if (found := self.declared.value()) else None
        return replace(self._subject, name=name, declared=declared, person=person, **asked, **senders)  # type: ignore[arg-type] # the keys of COUNTS are its own

    def standing(self) -> Subject:
        """Give the subject as it was filled in."""
        return self._subject

    def show_name(self, name: str) -> None:
        """Name the subject, where there are several."""
        self.name.setText(name)
        self.name.setVisible(bool(name))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Say whether the required number is reached."""
        self.verdict.setVisible(verdict is not None)
        if verdict is None:
            return
        uncounted = Tone.WARN if self.counts["yes"].value() is not None else Tone.QUIET
        tone = uncounted if verdict.meets_threshold is None else TONES[verdict.meets_threshold]
        self.sentence.setText(verdict.sentence)
        theme.mark(self.verdict, tone=tone)
        theme.mark(self.sentence, tone=tone)

    def cure(self, check: Check) -> QWidget | None:
        """Give the field in which a finding is mended."""
        if check.code in CHAIR:
            return self.declared
        if check.code in VOTES:
            return self.counts["yes"]
        if check.code == "more_written_than_named":
            return self.senders.add_button
        if check.code in {"written_from_present", "written_without_vote"}:
            return self.senders.entries[0] if self.senders.entries else None
        return self.counts["written_yes"] if check.code == "written_not_counted" else None

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for field in self.counts.values():
            lock(field, is_open=is_open)
        self._show_senders(is_open=is_open)
        self.declared.setEnabled(is_open)

    def _show_senders(self, *, is_open: bool) -> None:
        self.senders.set_open(is_open=is_open and self._written)
