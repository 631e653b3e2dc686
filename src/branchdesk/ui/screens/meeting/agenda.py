"""议题与表决: the items of the agenda after the first topic, in their order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.checks import TOPICS
from branchdesk.domain.meetings import AgendaItem, Ballot, BallotRule, Check, FirstTopic, Meeting, Topic
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.ballot import BallotItem
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.item import Item, KeptItem, TopicItem
from branchdesk.ui.screens.meeting.section import Section, lock, settle
from branchdesk.ui.screens.meeting.study import StudySection
from branchdesk.ui.screens.meeting.work import Sight

NUMERALS = "一二三四五六七八九十"
ADD = (
    ("添议题", Topic("")),
    ("添发展党员表决", Ballot("", BallotRule.ADMISSION)),
    ("添决议表决", Ballot("", BallotRule.RESOLUTION)),
)


def item_for(value: AgendaItem, context: Context) -> Item:
    """Make the editor of an item, filled."""
    if isinstance(value, Ballot):
        ballot = BallotItem(context)
        ballot.fill(value)
        return ballot
    if isinstance(value, Topic):
        topic = TopicItem(context)
        topic.fill(value)
        return topic
    kept = KeptItem()
    kept.fill(value)
    return kept


class AgendaSection(Section):
    """The fourth page of the form; it also knows at which place the first topic stands."""

    key, title = TOPICS, "议题与表决"

    def __init__(self, context: Context, study: StudySection) -> None:
        super().__init__()
        self._context, self._study = context, study
        self._study_at = 0
        self._open = True
        self.items: list[Item] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.em(0.9))
        self._nothing = theme.mark(
            QLabel("第一议题之外还没有议题。讨论接收预备党员、转正，用“添发展党员表决”。"), tone="quiet"
        )
        self._nothing.setWordWrap(True)
        self._adds = QWidget()
        flow = Flow(self._adds)
        self.add_buttons = []
        for word, _ in ADD:
            button = QPushButton(word)
            button.setAutoDefault(True)
            button.clicked.connect(self._add)
            self.add_buttons.append(button)
            flow.addWidget(button)
        self.text = PlainText(lines=4)
        self._text_row = Labelled("会议内容（旧记录）", self.text, hint="整次会议的记录原文")
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._column)
        self.body.addWidget(self._adds)
        self.body.addWidget(self._text_row)
        self.body.addStretch(1)
        self.setFocusProxy(self.add_buttons[0])
        study.first_wanted.connect(self._study_first)
        self.text.textChanged.connect(self.edited)

    def fill(self, meeting: Meeting) -> None:
        """Show the agenda; the first topic goes to its own page."""
        while self.items:
            self._drop(self.items[-1])
        studies = [number for number, item in enumerate(meeting.agenda) if isinstance(item, FirstTopic)]
        self._study_at = studies[0] if studies else 0
        for number, item in enumerate(meeting.agenda):
            if studies and number == self._study_at and isinstance(item, FirstTopic):
                self._study.fill_topic(item, late=number > 0)
            else:
                self._append(item)
        if not studies:
            self._study.fill_topic(None, late=False)
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(meeting.text or "")
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._text_row.setVisible(meeting.text is not None)
        self._arrange()

    def take(self, meeting: Meeting) -> Meeting:
        """Give the agenda, the first topic in its place, and the text of an old record."""
        items: list[AgendaItem] = [item.value() for item in self.items]
        study = self._study.topic()
        if study is not None:
            items.insert(min(self._study_at, len(items)), study)
        text = self.text.toPlainText()
        return replace(meeting, agenda=tuple(items), text=text if text.strip() else None)

    def show_sight(self, sight: Sight) -> None:
        """Show each ballot's verdict."""
        if sight.record is None:
            return
        verdicts = sight.record.verdicts
        for item in self.items:
            if isinstance(item, BallotItem):
                at = self._position(item)
                item.show_verdicts([verdicts.get((at, number)) for number in range(len(item.subjects))])

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open
        self._adds.setVisible(is_open)
        lock(self.text, is_open=is_open)
        self._arrange()

    def begin(self) -> None:
        """Begin with the first item, or with adding one."""
        self.reach(self.items[0].begin() if self.items else self.add_buttons[0])

    def problem(self) -> str:
        """Say what cannot be read here."""
        return next((problem for item in self.items if (problem := item.problem())), "")

    def cure(self, check: Check, turn: int) -> None:
        """Go to the field that is meant."""
        found = [widget for item in self.items for widget in item.cures(check)]
        if turn < len(found):
            self.reach(found[turn])
        elif found:
            self.reach(found[-1])
        else:
            self.begin()

    def _position(self, item: Item) -> int:
        """Give an item's place on the whole agenda."""
        at = self.items.index(item)
        return at + 1 if self._study.topic() is not None and at >= self._study_at else at

    def _append(self, value: AgendaItem) -> Item:
        item = item_for(value, self._context)
        item.edited.connect(self.edited)
        item.renamed.connect(self._arrange)
        item.moved.connect(self._move)
        item.gone.connect(self._remove)
        self.items.append(item)
        self._column.addWidget(item)
        return item

    def _drop(self, item: Item) -> None:
        self.items.remove(item)
        self._column.removeWidget(item)
        item.hide()
        item.deleteLater()

    @Slot()
    def _arrange(self) -> None:
        """Give the items the numbers of the paper."""
        self._nothing.setVisible(not self.items)
        for at, item in enumerate(self.items):
            place = at + 1 if at >= self._study_at else at
            number = NUMERALS[place] if place < len(NUMERALS) else str(place + 1)
            item.show_place(number, first=at == 0, last=at == len(self.items) - 1)
            item.set_open(is_open=self._open)

    @Slot()
    def _add(self) -> None:
        button = self.sender()
        value = ADD[self.add_buttons.index(button)][1] if isinstance(button, QPushButton) else Topic("")
        item = self._append(value)
        self._arrange()
        self.edited.emit()
        settle(self)
        self.reach(item.begin())

    @Slot(int)
    def _move(self, by: int) -> None:
        item = self.sender()
        if not isinstance(item, Item):
            return
        at = self.items.index(item)
        to = min(max(at + by, 0), len(self.items) - 1)
        if to != at:
            self.items.insert(to, self.items.pop(at))
            self._column.removeWidget(item)
            self._column.insertWidget(to, item)
            self._arrange()
            self.edited.emit()
            (item.up if by < 0 and item.up.isEnabled() else item.down).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _remove(self) -> None:
        item = self.sender()
        if isinstance(item, Item):
            self._drop(item)
            self._arrange()
            self.edited.emit()
            self.reach(self.add_buttons[0])

    @Slot()
    def _study_first(self) -> None:
        self._study_at = 0
        self._study.show_late(late=False)
        self._arrange()
        self.edited.emit()
