"""表决: what is voted on, by which rule, the figures, and what the chair declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.meetings import Ballot, BallotRule, Check, Declared, PersonRef, Subject, Verdict
from branchdesk.domain.motions import MOTIONS, Motion, motion_of
from branchdesk.ui import theme
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.item import Item
from branchdesk.ui.screens.meeting.section import line, lock
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

TOPIC_OF_RULE = {BallotRule.ADMISSION: "发展党员表决", BallotRule.RESOLUTION: "决议表决"}
COUNTS = (("yes", "赞成"), ("no", "不赞成"), ("abstain", "弃权"), ("written_yes", "会前书面赞成"))
DECLARED = ((Declared.PASSED.value, "通过"), (Declared.NOT_PASSED.value, "不通过"), ("", "未宣布"))


class SubjectEditor(QWidget):
    """One subject's figures, what follows from them, and the chair's word."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subject = Subject("")
        self.name = theme.mark(QLabel(""), role="key")
        self.counts = {key: CountField() for key, _ in COUNTS}
        self._cells: dict[str, QWidget] = {}
        counts = QWidget()
        flow = Flow(counts, gap=1.1)
        for key, label in COUNTS:
            field = self.counts[key]
            field.setAccessibleName(label)
            field.edited.connect(self.edited)
            cell = QWidget()
            row = QHBoxLayout(cell)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.em(0.4))
            row.addWidget(theme.mark(QLabel(label), role="key"))
            row.addWidget(field)
            self._cells[key] = cell
            flow.addWidget(cell)
        self.verdict = theme.mark(QFrame(), role="banner")
        self.sentence = QLabel("")
        self.sentence.setWordWrap(True)
        inside = QVBoxLayout(self.verdict)
        inside.setContentsMargins(theme.em(0.9), theme.em(0.6), theme.em(0.9), theme.em(0.6))
        inside.addWidget(self.sentence)
        self.verdict.hide()
        self.declared = Segments(DECLARED)
        self.declared.chosen.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.65))
        column.addWidget(self.name)
        column.addWidget(counts)
        column.addWidget(self.verdict)
        column.addLayout(line(theme.mark(QLabel("主持人宣布结果"), role="key"), self.declared, 1))
        self.setFocusProxy(self.counts["yes"])

    def fill(self, subject: Subject) -> None:
        """Show figures and the chair's word."""
        self._subject = subject
        for key, field in self.counts.items():
            field.set_value(getattr(subject, key))
        self.declared.set_value(subject.declared.value if subject.declared else "")

    def value(self, name: str, person: str | None, rule: BallotRule) -> Subject:
        """Give the subject under a name; written opinions belong to admissions alone."""
        figures = {key: field.value() for key, field in self.counts.items()}
        if rule is not BallotRule.ADMISSION:
            figures["written_yes"] = self._subject.written_yes
        declared = Declared(found) if (found := self.declared.value()) else None
        return replace(self._subject, name=name, declared=declared, person=person, **figures)  # type: ignore[arg-type] # the keys of COUNTS are its own

    def standing(self) -> Subject:
        """Give the subject as it was filled in."""
        return self._subject

    def show_name(self, name: str) -> None:
        """Name the subject, where there are several."""
        self.name.setText(name)
        self.name.setVisible(bool(name))

    def show_rule(self, rule: BallotRule) -> None:
        """Ask for written opinions only where they count."""
        self._cells["written_yes"].setVisible(rule is BallotRule.ADMISSION)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Say whether the required number is reached."""
        self.verdict.setVisible(verdict is not None)
        if verdict is None:
            return
        counted = self.counts["yes"].value() is not None
        tone = {True: Tone.GOOD, False: Tone.BAD, None: Tone.WARN if counted else Tone.QUIET}[verdict.meets_threshold]
        self.sentence.setText(verdict.sentence)
        theme.mark(self.verdict, tone=tone)
        theme.mark(self.sentence, tone=tone)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        for field in self.counts.values():
            lock(field, is_open=is_open)
        self.declared.setEnabled(is_open)


class BallotItem(Item):
    """A ballot on the agenda."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        context.changed.connect(self._name_subjects)
        self._composed = ""
        self.by_rule = Segments(
            [(rule.value, say.RULES[rule.value]) for rule in (BallotRule.ADMISSION, BallotRule.RESOLUTION)]
        )
        self.who = context.person_field("表决对象")
        self.who.setPlaceholderText("姓名或拼音首字母")
        self.who.setFixedWidth(theme.em(12))
        self.motion = Segments([(motion.name, motion.short) for motion in MOTIONS])
        self.motion.set_value(MOTIONS[0].name)
        self.title = QLineEdit()
        self.title.setAccessibleName("表决题目")
        self.title.setPlaceholderText("表决题目，如：通过年度工作计划")
        self.article = theme.mark(QLabel(""), role="small")
        self.article.setWordWrap(True)
        self.text = PlainText(lines=1)
        self.text.setAccessibleName("讨论情况")
        self.text.setPlaceholderText("讨论情况（可以不填）")
        self._about = QWidget()
        about = QHBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(theme.em(0.6))
        about.addWidget(self.who)
        about.addWidget(self.motion, 1)
        self.subjects: list[SubjectEditor] = []
        self._subjects = QVBoxLayout()
        self._subjects.setSpacing(theme.em(0.8))
        self.body.addLayout(line(self.by_rule, 1))
        self.body.addWidget(self._about)
        self.body.addWidget(self.title)
        self.body.addLayout(self._subjects)
        self.body.addWidget(self.article)
        self.body.addWidget(self.text)
        self._listen()

    def _listen(self) -> None:
        self.by_rule.chosen.connect(self._rule_chosen)
        self.who.edited.connect(self._compose)
        self.motion.chosen.connect(self._compose)
        self.title.textEdited.connect(self.edited)
        self.text.textChanged.connect(self.edited)

    def fill(self, value: Ballot) -> None:
        """Show a ballot."""
        self.by_rule.set_value(value.rule.value)
        self.title.setText(value.title)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(value.text)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        first = value.subjects[0] if value.subjects else None
        known = first is not None and (first.person is not None or value.rule is BallotRule.ADMISSION) and first.name
        self.who.set_value(PersonRef(first.name, first.person) if first is not None and known else None)
        motion = motion_of(value.title, first.name) if first is not None else None
        if motion is not None:
            self.motion.set_value(motion.name)
            self._composed = value.title
        self._show_subjects(value.subjects or (Subject(""),))
        self._show_rule()

    def value(self) -> Ballot:
        """Give the ballot."""
        rule = self._rule()
        title = self.title.text().strip()
        who = self.who.value() if rule is BallotRule.ADMISSION else None
        made = []
        for number, editor in enumerate(self.subjects):
            if len(self.subjects) > 1 and number > 0:
                standing = editor.standing()
                made.append(editor.value(standing.name, standing.person, rule))
            elif rule is BallotRule.ADMISSION:
                made.append(editor.value(who.name if who else title, who.id if who else None, rule))
            else:
                several = len(self.subjects) > 1
                made.append(editor.value(editor.standing().name if several else title, None, rule))
        nothing = rule is BallotRule.ADMISSION and who is None and not title and _untouched(made)
        return Ballot(title, rule, () if nothing else tuple(made), self.text.toPlainText().strip())

    def caption(self) -> str:
        """Say what kind of item this is."""
        return TOPIC_OF_RULE[self._rule()]

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        return self.who if self._rule() is BallotRule.ADMISSION else self.title

    def problem(self) -> str:
        """Say what cannot be read here."""
        return self.who.problem() if self._rule() is BallotRule.ADMISSION else ""

    def show_verdicts(self, verdicts: Sequence[Verdict | None]) -> None:
        """Say of each subject whether the required number is reached, and by which article."""
        for number, editor in enumerate(self.subjects):
            editor.show_verdict(verdicts[number] if number < len(verdicts) else None)
        found = next((verdict for verdict in verdicts if verdict is not None), None)
        secret = "，无记名投票" if self._rule() is BallotRule.ADMISSION else ""
        self.article.setText(f"依据：{found.article}{secret}" if found else "")
        self.article.setVisible(found is not None)

    def cures(self, check: Check) -> list[QWidget]:
        """Give the fields that findings of this code are about, in order."""
        if check.code == "ballot_without_subject":
            return [self.begin()] if not self.value().subjects else []
        if check.code == "not_declared":
            return [editor.declared for editor in self.subjects if not editor.declared.value()]
        if check.code in {"votes_missing", "votes_impossible", "votes_do_not_add_up", "ballot_not_valid"}:
            return [editor.counts["yes"] for editor in self.subjects]
        return []

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        for widget in (self.by_rule, self.motion):
            widget.setEnabled(is_open)
        for text in (self.who, self.title, self.text):
            lock(text, is_open=is_open)
        self.text.setVisible(is_open or bool(self.text.toPlainText()))
        for editor in self.subjects:
            editor.set_open(is_open=is_open)

    def _rule(self) -> BallotRule:
        return BallotRule(self.by_rule.value() or BallotRule.RESOLUTION)

    def _motion(self) -> Motion:
        return next(motion for motion in MOTIONS if motion.name == self.motion.value())

    def _show_rule(self) -> None:
        admission = self._rule() is BallotRule.ADMISSION
        self._about.setVisible(admission)
        self.who.prefer(self._motion().stages if admission else ())
        for editor in self.subjects:
            editor.show_rule(self._rule())
        self.renamed.emit()

    def _show_subjects(self, subjects: Sequence[Subject]) -> None:
        while len(self.subjects) > len(subjects):
            editor = self.subjects.pop()
            self._subjects.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        while len(self.subjects) < len(subjects):
            editor = SubjectEditor()
            editor.edited.connect(self.edited)
            self.subjects.append(editor)
            self._subjects.addWidget(editor)
        for editor, subject in zip(self.subjects, subjects, strict=True):
            editor.fill(subject)
        self._name_subjects()

    @Slot()
    def _name_subjects(self) -> None:
        """Name whom one votes on; who shares a name depends on the day."""
        several = len(self.subjects) > 1
        for editor in self.subjects:
            subject = editor.standing()
            editor.show_name(self._context.called(PersonRef(subject.name, subject.person)) if several else "")

    @Slot()
    def _rule_chosen(self) -> None:
        self._show_rule()
        self.edited.emit()

    @Slot()
    def _compose(self) -> None:
        """Word the title from who and what, as long as nobody has worded it otherwise."""
        motion = self._motion()
        self.who.prefer(motion.stages)
        who = self.who.value()
        if who is not None and self.title.text().strip() in {"", self._composed}:
            self._composed = motion.about(who.name)
            self.title.setText(self._composed)
        self.edited.emit()


def _untouched(subjects: Sequence[Subject]) -> bool:
    return all(subject == Subject(subject.name, person=subject.person) for subject in subjects)
