"""表决: by which rule, on what, and inside it the panel of that rule; below it who is not counted, and the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.agenda import Ballot, BallotRule
from branchdesk.domain.meetings import Check, MeetingRecord
from branchdesk.domain.voting import article
from branchdesk.ui import theme
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.ballots.admission import AdmissionPanel
from branchdesk.ui.screens.meeting.ballots.appraisal import AppraisalPanel
from branchdesk.ui.screens.meeting.ballots.election import ElectionPanel
from branchdesk.ui.screens.meeting.ballots.figures import SubjectEditor
from branchdesk.ui.screens.meeting.ballots.left_out import LeftOutEntry, left_out
from branchdesk.ui.screens.meeting.ballots.motion import MotionPanel
from branchdesk.ui.screens.meeting.ballots.panel import Panel
from branchdesk.ui.screens.meeting.ballots.settings import VotingSettings
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.item import Item
from branchdesk.ui.screens.meeting.section import line, lock
from branchdesk.words import meetings as say

CAPTIONS = {
    BallotRule.ADMISSION: "发展党员表决",
    BallotRule.RESOLUTION: "决议表决",
    BallotRule.ELECTION: "选举",
    BallotRule.COMMITTEE: "支委会表决",
    BallotRule.APPRAISAL: "民主测评",
}
TITLES = {
    BallotRule.ELECTION: "选举题目，如：选举支部委员会委员",
    BallotRule.APPRAISAL: "测评题目，如：2026年度民主评议党员",
}
PANELS: dict[BallotRule, Callable[[Context, QLineEdit], Panel]] = {
    BallotRule.ADMISSION: AdmissionPanel,
    BallotRule.ELECTION: ElectionPanel,
    BallotRule.APPRAISAL: AppraisalPanel,
}
SECRET = {BallotRule.ADMISSION: "，无记名投票", BallotRule.ELECTION: "，无记名投票", BallotRule.APPRAISAL: "，无记名"}


class BallotItem(Item):
    """A ballot on the agenda. `wanted` asks for one more ballot after this one."""

    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._open = context, True
        self._at: int | None = None
        self._record: MeetingRecord | None = None
        self.by_rule = Segments([(rule.value, say.RULES[rule.value]) for rule in CAPTIONS])
        self.by_rule.set_value(BallotRule.RESOLUTION.value)
        self.settings_button = theme.mark(QPushButton("表决设置…"), role="quiet")
        self.settings_button.clicked.connect(self._set_up)
        self.title = QLineEdit()
        self.title.setAccessibleName("表决题目")
        self.article = theme.mark(QLabel(""), role="small")
        self.article.setWordWrap(True)
        self.text = PlainText(lines=1)
        self.text.setAccessibleName("讨论情况")
        self.text.setPlaceholderText("讨论情况（可以不填）")
        self.left_out = left_out(context)
        self.panel: Panel = MotionPanel(context, self.title)
        self._above, self._inside = QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(line(self.by_rule, 1, self.settings_button))
        self.body.addLayout(self._above)
        self.body.addWidget(self.title)
        self.body.addLayout(self._inside)
        self.body.addWidget(self.left_out)
        self.body.addLayout(line(self.left_out.lend_button(), 1))
        self.body.addWidget(self.article)
        self.body.addWidget(self.text)
        self._show_panel(self.panel)
        self.by_rule.chosen.connect(self._rule_chosen)
        self.title.textEdited.connect(self.edited)
        self.text.textChanged.connect(self.edited)
        self.left_out.edited.connect(self.edited)
        context.changed.connect(self._people_changed)

    @property
    def subjects(self) -> list[SubjectEditor]:
        """Give the editors of what is voted on, where the rule has one for each."""
        return self.panel.subjects if isinstance(self.panel, MotionPanel) else []

    def fill(self, value: Ballot) -> None:
        """Show a ballot."""
        self.by_rule.set_value(value.rule.value)
        self.title.setText(value.title)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(value.text)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.left_out.fill(value.not_counted)
        self._follow_rule(value)

    def value(self) -> Ballot:
        """Give the ballot."""
        left = self.left_out.values()
        return self.panel.take(
            Ballot(self.title.text().strip(), self._rule(), (), self.text.toPlainText().strip(), not_counted=left)
        )

    def caption(self) -> str:
        """Say what kind of item this is."""
        return CAPTIONS[self._rule()]

    def begin(self) -> QWidget:
        """Give the field to begin with."""
        return self.panel.begin()

    def problem(self) -> str:
        """Say what cannot be read here."""
        named = [entry.who for entry in self.left_out.entries if isinstance(entry, LeftOutEntry)]
        return self.panel.problem() or next((problem for who in named if (problem := who.problem())), "")

    def show_record(self, record: MeetingRecord, at: int) -> None:
        """Say what follows from what is typed; this ballot stands at a place on the record's agenda."""
        self._record, self._at = record, at
        item = record.meeting.agenda[at] if at < len(record.meeting.agenda) else None
        if isinstance(item, Ballot):
            verdicts = [record.verdicts[at, number] for number in range(len(item.subjects))]
            self.panel.show_record(record, item, verdicts)
            named = article(item.rule, record.meeting.starts.date())
            self.article.setText(f"依据：{named}{SECRET.get(item.rule, '')}")
            self.article.show()
        self._offer_left_out()

    def cures(self, check: Check) -> list[QWidget]:
        """Give the field in which a finding about this ballot is mended."""
        if check.at is None or check.at[0] != self._at:
            return []
        if check.code.startswith("not_counted"):
            return list[QWidget](self.left_out.entries[check.at[1] : check.at[1] + 1])
        found = self.panel.cure(check, check.at[1])
        return [found or self.begin()]

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        super().set_open(is_open=is_open)
        self._open = is_open
        self.by_rule.setEnabled(is_open)
        self.settings_button.setVisible(is_open)
        for text in (self.title, self.text):
            lock(text, is_open=is_open)
        self.text.setVisible(is_open or bool(self.text.toPlainText()))
        self.panel.set_open(is_open=is_open)
        self._offer_left_out()

    def _rule(self) -> BallotRule:
        return BallotRule(self.by_rule.value() or BallotRule.RESOLUTION)

    def _offer_left_out(self) -> None:
        """Offer to leave people out where that is allowed; who is left out already is always shown."""
        allowed = self._rule() is BallotRule.ELECTION or self._context.custom.not_counted_elsewhere
        self.left_out.set_open(is_open=self._open)
        self.left_out.add_button.setVisible(self._open and allowed)

    def _show_panel(self, panel: Panel) -> None:
        self.panel = panel
        panel.edited.connect(self.edited)
        panel.wanted.connect(self.wanted)
        if panel.about is not None:
            self._above.addWidget(panel.about)
        self._inside.addWidget(panel)

    def _follow_rule(self, value: Ballot) -> None:
        """Show a ballot in the panel of its rule."""
        make = PANELS.get(value.rule, MotionPanel)
        if type(self.panel) is not make:
            old, about = self.panel, self.panel.about
            for widget in (old, about) if about else (old,):
                widget.hide()
                widget.deleteLater()
            self._show_panel(make(self._context, self.title))
        self.panel.fill(value)
        self.panel.set_open(is_open=self._open)
        self.title.setPlaceholderText(TITLES.get(value.rule, "表决题目，如：通过年度工作计划"))
        self.article.hide()
        self._offer_left_out()
        self.renamed.emit()

    @Slot()
    def _people_changed(self) -> None:
        self.panel.name_subjects()
        self._offer_left_out()

    @Slot()
    def _rule_chosen(self) -> None:
        value = self.value()
        self._follow_rule(replace(value, rule=self._rule()))
        self.edited.emit()

    @Slot()
    def _set_up(self) -> None:
        dialog = VotingSettings(self, self._context.custom)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen != self._context.custom:
            self._context.choose_custom(dialog.chosen)
