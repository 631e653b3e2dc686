"""议题与表决: the items of the agenda in their order, among them the place of the first topic."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    FirstTopic,
    Lecture,
    Topic,
)
from branchdesk.domain.frames import framed
from branchdesk.domain.kind_checks import remedy
from branchdesk.domain.meetings import Check, Meeting, MeetingKind
from branchdesk.domain.sections import TOPICS
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.flow import Flow
from branchdesk.ui.screens.meeting.ballots.item import BallotItem
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.item import Item, KeptItem, StudyLine
from branchdesk.ui.screens.meeting.order import DropLine, place_for
from branchdesk.ui.screens.meeting.section import Section, lock, settle
from branchdesk.ui.screens.meeting.study import StudySection
from branchdesk.ui.screens.meeting.topics import NEW_REPORT, LectureItem, TopicItem
from branchdesk.ui.screens.meeting.work import Sight

NUMERALS = "一二三四五六七八九十"
ADD: tuple[tuple[str, AgendaItem], ...] = (
    ("添议题", Topic("")),
    ("添发展党员表决", Ballot("", BallotRule.ADMISSION)),
    ("添决议表决", Ballot("", BallotRule.RESOLUTION)),
    ("添支委会表决", Ballot("", BallotRule.COMMITTEE)),
    ("添选举", Ballot("", BallotRule.ELECTION)),
    ("添民主测评", Ballot("", BallotRule.APPRAISAL)),
    ("添报告", NEW_REPORT),
    ("添党课", Lecture("")),
)
WITH_LECTURE = {MeetingKind.PARTY_LECTURE, MeetingKind.THEME_DAY}


def offered(value: AgendaItem, kind: MeetingKind) -> bool:
    """Say whether meetings of a kind are offered such an item: a lecture only where one is held."""
    return not isinstance(value, Lecture) or kind in WITH_LECTURE


def item_for(value: AgendaItem, context: Context) -> Item:
    """Make the editor of an item, filled."""
    item: BallotItem | LectureItem | TopicItem | KeptItem
    if isinstance(value, Ballot):
        item = BallotItem(context)
        item.fill(value)
    elif isinstance(value, Lecture):
        item = LectureItem(context)
        item.fill(value)
    elif isinstance(value, Topic):
        item = TopicItem(context)
        item.fill(value)
    else:
        item = KeptItem()
        item.fill(value)
    return item


class AgendaSection(Section):
    """The fourth page of the form. `study_wanted` asks for the page of the first topic, whose place this knows."""

    key, title = TOPICS, "议题与表决"
    hint = "Ctrl+Enter 下一步 · Alt+↑ Alt+↓ 调整议题顺序 · Ctrl+S 保存"
    study_wanted = Signal()

    def __init__(self, context: Context, study: StudySection) -> None:
        super().__init__()
        self._context, self._study = context, study
        self._kind = MeetingKind.MEMBERS_MEETING
        self._open = True
        self._begun: tuple[AgendaItem, ...] = ()
        self.study_line = StudyLine(study)
        self.lines: list[Item] = []
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
        self._drop_line = DropLine(self.widget())
        self._drop_at: int | None = None
        self.setFocusProxy(self.add_buttons[0])
        self._take_in(self.study_line, 0)
        self.study_line.wanted.connect(self.study_wanted)
        study.first_wanted.connect(self._study_first)
        study.edited.connect(self._study_typed)
        self.text.textChanged.connect(self.edited)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._up if by < 0 else self._down)

    @property
    def items(self) -> list[Item]:
        """Give the items that are written here: all but the first topic."""
        return [line for line in self.lines if line is not self.study_line]

    def fill(self, meeting: Meeting) -> None:
        """Show the agenda; the first topic goes to its own page."""
        self._kind = meeting.kind
        self.fill_agenda(meeting.agenda, new=meeting.id is None)
        self._begun = self.agenda() if meeting.id is None else ()
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(meeting.text or "")
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._text_row.setVisible(meeting.text is not None)

    def fill_agenda(self, agenda: tuple[AgendaItem, ...], *, new: bool) -> None:
        """Show other items; of a `new` meeting an empty first topic is only a place for one."""
        for line in self.items:
            self._drop(line)
        first = next((item for item in agenda if isinstance(item, FirstTopic)), None)
        at = 0
        for item in agenda:
            if item is first:
                at = len(self.items)
            else:
                self._append(item)
        self.lines.remove(self.study_line)
        self.lines.insert(at, self.study_line)
        self._column.removeWidget(self.study_line)
        self._column.insertWidget(at, self.study_line)
        self._study.fill_topic(None if new and first == FirstTopic() else first, late=at > 0)
        self._arrange()

    def begin_with(self, agenda: tuple[AgendaItem, ...]) -> None:
        """Show the items that a meeting begins with; until somebody writes, others may take their place."""
        self.fill_agenda(agenda, new=True)
        self._begun = self.agenda()

    def is_untouched(self) -> bool:
        """Say whether nothing is written but what the meeting began with."""
        return self.agenda() in {(), self._begun}

    def frame(self) -> tuple[AgendaItem, ...]:
        """Give the items by kind and title, the first topic in its place where this kind of meeting has one."""
        return framed(FirstTopic() if line is self.study_line else line.value() for line in self._shown())

    def agenda(self) -> tuple[AgendaItem, ...]:
        """Give the items in their order."""
        return tuple(value for line in self.lines if (value := line.value()) is not None)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the agenda and the text of an old record."""
        text = self.text.toPlainText()
        return replace(meeting, agenda=self.agenda(), text=text if text.strip() else None)

    def show_sight(self, sight: Sight) -> None:
        """Show each ballot's verdict, and ask for what the kind of meeting has."""
        if sight.record is None:
            return
        if sight.record.meeting.kind is not self._kind:
            self._kind = sight.record.meeting.kind
            self._arrange()
        for item in self.items:
            if isinstance(item, BallotItem):
                item.show_record(sight.record, self._position(item))

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
        """Go to the field that is meant; a part that is missing is added."""
        found = [widget for item in self.items for widget in item.cures(check)]
        if found:
            self.reach(found[min(turn, len(found) - 1)])
        elif self._open and (missing := remedy(check)) is not None:
            self.add(missing)
        else:
            self.begin()

    def add(self, value: AgendaItem, after: Item | None = None) -> None:
        """Add an item after another, or at the end, and put the keyboard into it."""
        item = self._append(value, self.lines.index(after) + 1 if after else None)
        self._arrange()
        self.edited.emit()
        settle(self)
        self.reach(item.begin())

    def _position(self, item: Item) -> int:
        """Give an item's place on the whole agenda."""
        return sum(line.value() is not None for line in self.lines[: self.lines.index(item)])

    def _append(self, value: AgendaItem, at: int | None = None) -> Item:
        item = item_for(value, self._context)
        self._take_in(item, len(self.lines) if at is None else at)
        if isinstance(item, BallotItem):
            item.wanted.connect(self._one_more)
        return item

    def _take_in(self, item: Item, at: int) -> None:
        item.edited.connect(self.edited)
        item.renamed.connect(self._arrange)
        item.moved.connect(self._move)
        item.gone.connect(self._remove)
        item.dragged.connect(self._drag)
        item.dropped.connect(self._drop_here)
        self.lines.insert(at, item)
        self._column.insertWidget(at, item)

    def _drop(self, item: Item) -> None:
        self.lines.remove(item)
        self._column.removeWidget(item)
        item.hide()
        item.deleteLater()

    def _shown(self) -> list[Item]:
        """Give the lines in sight: the first topic's only where there is one or the kind wants one."""
        wanted = kinds.of(self._kind).first_topic or self.study_line.value() is not None
        return [line for line in self.lines if wanted or line is not self.study_line]

    @Slot()
    def _arrange(self) -> None:
        """Give the items the numbers of the paper."""
        shown = self._shown()
        self._nothing.setVisible(not self.items)
        for button, (_, value) in zip(self.add_buttons, ADD, strict=True):
            button.setVisible(offered(value, self._kind))
        self.study_line.setVisible(self.study_line in shown)
        self.study_line.tell()
        for at, item in enumerate(shown):
            item.follow(self._kind)
            number = NUMERALS[at] if at < len(NUMERALS) else str(at + 1)
            item.show_place(number, first=at == 0, last=at == len(shown) - 1)
            item.set_open(is_open=self._open)
        self._study.show_late(late=self.lines[0] is not self.study_line)

    @Slot()
    def _study_typed(self) -> None:
        self.study_line.tell()
        if self.study_line.isHidden() == (self.study_line in self._shown()):
            self._arrange()

    @Slot()
    def _add(self) -> None:
        button = self.sender()
        self.add(ADD[self.add_buttons.index(button)][1] if isinstance(button, QPushButton) else Topic(""))

    @Slot(object)
    def _one_more(self, value: Ballot) -> None:
        """Add the ballot that one asks for, after it."""
        asking = self.sender()
        self.add(value, asking if isinstance(asking, Item) else None)

    # -- order

    def _put(self, item: Item, at: int) -> bool:
        """Put an item before what stands at a place among those in sight, and say whether it moved."""
        shown = self._shown()
        order = [line for line in shown if line is not item]
        order.insert(min(max(at, 0), len(order)), item)
        if order == shown:
            return False
        self.lines = order if len(order) == len(self.lines) else [*order, self.study_line]
        self._column.removeWidget(item)
        self._column.insertWidget(self.lines.index(item), item)
        self._arrange()
        self.edited.emit()
        return True

    @Slot(int)
    def _move(self, by: int) -> None:
        item = self.sender()
        if isinstance(item, Item) and self._put(item, self._shown().index(item) + by):
            (item.up if by < 0 and item.up.isEnabled() else item.down).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _up(self) -> None:
        self._move_focused(-1)

    @Slot()
    def _down(self) -> None:
        self._move_focused(1)

    def _move_focused(self, by: int) -> None:
        """Move the item in which the keyboard is; the keyboard stays where it was."""
        focus = QApplication.focusWidget()
        item = next((line for line in self._shown() if focus and line.isAncestorOf(focus)), None)
        if item is not None and focus is not None and self._open:
            self._put(item, self._shown().index(item) + by)
            settle(self)
            self.reach(focus)

    @Slot(QPoint)
    def _drag(self, where: QPoint) -> None:
        """Show where an item would stand that is held here."""
        page = self.widget()
        y = page.mapFromGlobal(where).y()
        self.ensureVisible(0, y, 0, theme.em(3))
        shown = self._shown()
        self._drop_at = place_for(y, [line.geometry().center().y() for line in shown])
        below = shown[self._drop_at].y() if self._drop_at < len(shown) else shown[-1].geometry().bottom()
        self._drop_line.show_at(shown[0].x(), below, shown[0].width())

    @Slot()
    def _drop_here(self) -> None:
        item, at = self.sender(), self._drop_at
        self._drop_line.hide()
        self._drop_at = None
        if isinstance(item, Item) and at is not None:
            self._put(item, at - (self._shown().index(item) < at))

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
        self._put(self.study_line, 0)
