"""What the list of meetings is narrowed by: words, a person and their part, a document, a period, a state, kinds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.periods import Span
from branchdesk.services.meetings.meeting_finding import Role, Standing, Wanted
from branchdesk.ui import theme
from branchdesk.ui.fields.kind_chips import KindChips
from branchdesk.ui.fields.period_field import PeriodField
from branchdesk.ui.fields.person_field import Candidate, PersonField
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.words.finding import ROLES
from branchdesk.words.meetings import STATES

WAIT = 200  # milliseconds of quiet before a search


class Filters(QWidget):
    """The fields above the list; `changed` is sent when they ask for something else, `left` on Enter in a line."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找记录中的任何文字")
        self.search.setToolTip("主题、地点、姓名或拼音首字母、发言、决议、措施、篇目、日期；几个词用空格分开")
        self.search.setAccessibleName("查找会议")
        self.search.setClearButtonEnabled(True)
        self.person = PersonField()
        self.person.setPlaceholderText("人员（姓名或拼音）")
        self.person.setAccessibleName("人员")
        self.person.setClearButtonEnabled(True)
        self.role_box = self._list("这个人的情况", [("", "不限到会或发言"), *ROLES.items()])
        self.document = QLineEdit()
        self.document.setPlaceholderText("学习篇目")
        self.document.setAccessibleName("学习篇目")
        self.document.setClearButtonEnabled(True)
        self.period = PeriodField()
        self.standing_box = self._list("状态", [("", "全部状态"), *STATES.items()])
        self.kinds = KindChips()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self._lay_out()
        self._listen()

    def wanted(self) -> Wanted:
        """Give what the fields ask for."""
        since, until = self.period.value()
        role, standing = self.role_box.currentData(), self.standing_box.currentData()
        return Wanted(
            self.search.text(),
            self.person.value(),
            frozenset({Role(role)}) if role else frozenset(Role),
            self.kinds.values(),
            since,
            until,
            self.document.text(),
            Standing(standing) if standing else None,
        )

    def set_candidates(self, people: Sequence[Candidate]) -> None:
        """Say who may be meant by a name."""
        self.person.set_candidates(people)

    def show_only(self, *, kinds: Sequence[str] = (), month: str = "") -> None:
        """Ask for kinds and a month (2026-11) alone, without a word to anybody."""
        for line in (self.search, self.document):
            line.blockSignals(True)  # noqa: FBT003 - Qt's own form
            line.clear()
            line.blockSignals(False)  # noqa: FBT003 - Qt's own form
        self._waiting.stop()
        self.person.set_value(None)
        self.role_box.setCurrentIndex(0)
        self.standing_box.setCurrentIndex(0)
        self.period.set_span(Span.ALL)
        if month:
            known = PartialDate.parse(month)
            self.period.set_days(known.first_day(), known.last_day())
        self.kinds.set_values(kinds)
        self._show_role()

    def _list(self, name: str, options: Sequence[tuple[str, str]]) -> DropDown:
        made = DropDown()
        made.setAccessibleName(name)
        for value, label in options:
            made.addItem(label, value)
        return made

    def _lay_out(self) -> None:
        self.search.setFixedWidth(theme.em(20))
        self.person.setFixedWidth(theme.em(12))
        self.document.setFixedWidth(theme.em(11))
        fields = (self.search, self.person, self.role_box, self.document, self.period, self.standing_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        column.setSpacing(theme.em(0.55))
        column.addWidget(FlowRow(fields))
        column.addWidget(self.kinds)
        self.role_box.hide()

    def _listen(self) -> None:
        for line in (self.search, self.document):
            line.textChanged.connect(self._waiting.start)
            line.returnPressed.connect(self.left)
        self.person.textChanged.connect(self._person_cleared)
        self.person.edited.connect(self._person_chosen)
        self._waiting.timeout.connect(self.changed)
        for box in (self.role_box, self.standing_box):
            box.activated.connect(self.changed)
        self.period.edited.connect(self.changed)
        self.kinds.chosen.connect(self.changed)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "document"):
            for line, width in ((self.search, 20), (self.person, 12), (self.document, 11)):
                line.setFixedWidth(theme.em(width))

    @Slot(str)
    def _person_cleared(self, text: str) -> None:
        """Take an emptied field at its word; a name is taken when one goes on."""
        if not text and self.person.value() is not None:
            self.person.check()

    @Slot()
    def _person_chosen(self) -> None:
        self._show_role()
        self.changed.emit()

    def _show_role(self) -> None:
        self.role_box.setVisible(self.person.value() is not None)
