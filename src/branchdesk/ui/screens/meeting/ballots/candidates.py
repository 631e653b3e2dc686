"""Candidates of an election, a row each: who, the votes, what they come to, and what the chair declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.agenda import Declared, PersonRef, Subject
from branchdesk.domain.meetings import Verdict
from branchdesk.domain.roster import Stage
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import line, lock
from branchdesk.ui.theme import Tone
from branchdesk.words import voting as say

COUNTS = (("yes", "赞成"), ("no", "不赞成"), ("abstain", "弃权"))
DECLARED = ((Declared.ELECTED.value, "当选"), (Declared.NOT_ELECTED.value, "未当选"))
HEADS = ("姓名", *(label for _, label in COUNTS), "票数核对", "主持人宣布", "")
VERDICT, DECLARATION, AWAY = 4, 5, 6  # columns after the name and the counts
TONES = {True: Tone.GOOD, False: Tone.BAD}


class CandidateRow(QObject):
    """One row. `edited` says that something was typed, `gone` asks for its removal."""

    edited = Signal()
    gone = Signal()

    def __init__(self, context: Context, *, write_in: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._subject = Subject("", write_in=write_in)
        self._open = True
        self.who = context.person_field("另选人" if write_in else "候选人")
        self.who.setPlaceholderText("另选人" if write_in else "候选人")
        self.who.prefer((Stage.FULL,))
        self.counts = {key: CountField() for key, _ in COUNTS}
        self.verdict = QLabel("")
        self.verdict.setMinimumWidth(theme.em(5))
        self.verdict.setWordWrap(True)
        self.declared = Segments(DECLARED, may_be_empty=True)
        self.remove = theme.mark(QPushButton("删去"), role="quiet")
        self.remove.setAutoDefault(True)
        self.who.edited.connect(self._named)
        self.who.textEdited.connect(self._follow)
        for field in self.counts.values():
            field.setFixedWidth(theme.em(3.8))
            field.edited.connect(self.edited)
        self.declared.chosen.connect(self.edited)
        self.remove.clicked.connect(self.gone)

    @property
    def write_in(self) -> bool:
        """Say whether this is somebody who was no candidate."""
        return self._subject.write_in

    def widgets(self) -> tuple[QWidget, ...]:
        """Give the row's places, from the left."""
        return (self.who, *self.counts.values(), self.verdict, self.declared, self.remove)

    def fill(self, subject: Subject) -> None:
        """Show a candidate."""
        self._subject = subject
        self.who.set_value(PersonRef(subject.name, subject.person) if subject.name else None)
        self.who.home(False)  # noqa: FBT003 - Qt's own signature; a long name is shown from its beginning
        for key, field in self.counts.items():
            field.set_value(getattr(subject, key))
        self.declared.set_value(subject.declared.value if subject.declared else None)
        self._follow()

    def value(self) -> Subject | None:
        """Give the candidate, or None where nobody is named and nothing counted."""
        who, counts = self.who.value(), {key: field.value() for key, field in self.counts.items()}
        if who is None and all(votes is None for votes in counts.values()):
            return None
        declared = Declared(found) if (found := self.declared.value()) else None
        name, person = (who.name, who.id) if who else ("", None)
        return replace(self._subject, name=name, person=person, declared=declared, **counts)  # type: ignore[arg-type] # the keys of COUNTS are its own

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Say in few words what the votes come to, and in many at the pointer."""
        told, tone = "", Tone.QUIET
        if verdict is not None:
            told = say.BRIEFLY[verdict.outcome]
            tone = Tone.WARN if verdict.meets_threshold is None else TONES[verdict.meets_threshold]
        self.verdict.setText(told)
        self.verdict.setToolTip(verdict.sentence if verdict else "")
        theme.mark(self.verdict, tone=tone)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for text in (self.who, *self.counts.values()):
            lock(text, is_open=is_open)
        self._open = is_open
        self._follow()

    @Slot()
    def _named(self) -> None:
        self._follow()
        self.edited.emit()

    @Slot()
    def _follow(self) -> None:
        """Ask for votes once somebody is named, so that the keyboard passes an empty row by."""
        named = bool(self.who.text().strip()) or self.value() is not None
        for (_, label), field in zip(COUNTS, self.counts.values(), strict=True):
            field.setEnabled(named)
            field.setAccessibleName(f"{self.who.text().strip()}{label}")
        self.declared.setEnabled(named and self._open)
        self.remove.setVisible(self._open and (named or self.write_in))


class Candidates(QWidget):
    """The rows under their headings; the ways to add a candidate, and somebody whom voters wrote in."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._open = context, True
        self.rows: list[CandidateRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(0.5))
        self._grid.setVerticalSpacing(theme.em(0.35))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(VERDICT, 1)
        for column, head in enumerate(HEADS):
            label = theme.mark(QLabel(head), role="key")
            counted = 0 < column < VERDICT
            label.setAlignment(Qt.AlignmentFlag.AlignRight if counted else Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label, 0, column)
        self.add_button = theme.mark(QPushButton("添候选人"), role="link")
        self.write_in_button = theme.mark(QPushButton("添另选人"), role="link")
        self.write_in_button.setToolTip("选票上另选的他人，得票与候选人同样计算")
        self.add_button.clicked.connect(self._add_candidate)
        self.write_in_button.clicked.connect(self._add_write_in)
        for button in (self.add_button, self.write_in_button):
            button.setAutoDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.em(0.3))
        whole.addLayout(self._grid)
        whole.addLayout(line(self.add_button, self.write_in_button, 1))

    def fill(self, subjects: Sequence[Subject]) -> None:
        """Show other candidates, without a word to anybody."""
        if len(subjects) > len(self.rows):
            self.hide()  # or each new place would lay out the whole page when it appears
        kinds = [subject.write_in for subject in subjects]
        while self.rows and [row.write_in for row in self.rows] != kinds[: len(self.rows)]:
            self._drop(self.rows[-1])
        for row, subject in zip(self.rows, subjects, strict=False):
            row.fill(subject)
        for subject in subjects[len(self.rows) :]:
            self._take_in(subject, len(self.rows))
        self._keep_one_empty()
        self._arrange()
        self.show()

    def values(self) -> tuple[Subject, ...]:
        """Give the candidates."""
        return tuple(value for row in self.rows if (value := row.value()) is not None)

    def filled(self) -> list[CandidateRow]:
        """Give the rows that hold somebody."""
        return [row for row in self.rows if row.value() is not None]

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Say of each candidate what the votes come to."""
        filled = self.filled()
        for row in self.rows:
            at = filled.index(row) if row in filled else len(verdicts)
            row.show_verdict(verdicts[at] if at < len(verdicts) else None)

    def problem(self) -> str:
        """Say what cannot be read in the names."""
        return next((problem for row in self.rows if (problem := row.who.problem())), "")

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open
        self._arrange()

    def _take_in(self, subject: Subject, at: int) -> CandidateRow:
        row = CandidateRow(self._context, write_in=subject.write_in, parent=self)
        row.fill(subject)
        row.edited.connect(self._typed)
        row.gone.connect(self._remove)
        self.rows.insert(at, row)
        return row

    def _keep_one_empty(self) -> bool:
        """Have an empty row after the last candidate, to be filled in next; say whether one was added."""
        candidates = [number for number, row in enumerate(self.rows) if not row.write_in]
        if any(self.rows[number].value() is None for number in candidates):
            return False
        self._take_in(Subject(""), candidates[-1] + 1 if candidates else 0)
        return True

    @Slot()
    def _typed(self) -> None:
        if self._open and self._keep_one_empty():
            self._arrange()
        self.edited.emit()

    def _drop(self, row: CandidateRow) -> None:
        self.rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()

    def _arrange(self) -> None:
        """Put the rows one below the other; of a closed record those that hold nobody are not shown."""
        for number, row in enumerate(self.rows, start=1):
            shown = self._open or row.value() is not None
            for column, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, number, column)
                if widget.isHidden() == shown:
                    widget.setVisible(shown)
            row.set_open(is_open=self._open)  # which hides again what an empty row does not need
        for button in (self.add_button, self.write_in_button):
            button.setVisible(self._open)

    @Slot()
    def _add_candidate(self) -> None:
        self._keep_one_empty()
        self._arrange()
        empty = next(row for row in self.rows if not row.write_in and row.value() is None)
        empty.who.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add_write_in(self) -> None:
        row = self._take_in(Subject("", write_in=True), len(self.rows))
        self._arrange()
        row.who.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, CandidateRow) and row in self.rows:
            self._drop(row)
            self._keep_one_empty()
            self._arrange()
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
