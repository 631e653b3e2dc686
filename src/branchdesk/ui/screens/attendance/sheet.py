"""The sheet of attendance: people with their figures at the left, which stay, and their signs beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from branchdesk.services.meetings.attendance import Attendee, Overview
from branchdesk.ui import theme
from branchdesk.ui.screens.attendance.matrix import MatrixTable, head_height
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone

COLUMNS = (
    Column("name", "姓名", 4, most=9.5),
    Column("group", "党小组", 3, most=5),
    Column("expected", "应到", 2, right=True, sortable=False),
    Column("present", "实到", 2, right=True, sortable=False),
    Column("on_leave", "请假", 2, right=True, sortable=False),
    Column("absent", "缺席", 2, right=True, sortable=False),
    Column("made_up", "已补", 2, right=True, sortable=False),
    Column("rate", "到会率", 3, right=True, sortable=False),
)
GROUP = "group"


class AttendanceSheet(QWidget):
    """Both halves, moving as one; `person_asked` and `meeting_asked` carry who and what was opened.

    `by_group` says that people stand by group rather than in roster order.
    """

    person_asked = Signal(str)
    meeting_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.people = Table(COLUMNS)
        self.people.setAccessibleName("人员和到会率")
        self.people.set_sorter()
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signs = MatrixTable()
        self._found = Overview()
        self.by_group = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.people, 1)
        left.addSpacing(self.signs.horizontalScrollBar().sizeHint().height())  # both halves end on the same line
        row.addLayout(left)
        row.addWidget(self.signs, 1)
        self.setFocusProxy(self.signs)
        self.people.opened.connect(self.person_asked)
        self.people.clicked.connect(self._clicked)
        self.people.picked.connect(self._person_picked)
        self.people.sort_asked.connect(self._sort)
        self.signs.meeting_asked.connect(self.meeting_asked)
        self.signs.moved.connect(self._row_moved)
        self.people.verticalScrollBar().valueChanged.connect(self.signs.verticalScrollBar().setValue)
        self.signs.verticalScrollBar().valueChanged.connect(self.people.verticalScrollBar().setValue)

    def show_overview(self, found: Overview) -> None:
        """Show other people and meetings."""
        fresh = [one.id for one in found.meetings] != [one.id for one in self._found.meetings]
        self._found = found
        self._fill()
        if fresh:
            QTimer.singleShot(0, self.signs.show_latest)  # once the halves have their widths

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "signs"):
            self._measure()

    def ordered(self) -> tuple[Attendee, ...]:
        """Give the people as they stand: in roster order, or by group and in roster order within each."""
        if not self.by_group:
            return self._found.people
        places = {name: place for place, name in enumerate(self._found.groups)}
        return tuple(sorted(self._found.people, key=lambda one: places.get(one.group, len(places))))

    def _fill(self) -> None:
        people = self.ordered()
        self.people.set_rows([_row(one) for one in people])
        self.people.show_sorted(GROUP if self.by_group else "name")
        self.signs.show_overview(self._found, people)
        self._measure()
        if people and self._found.meetings and not self.signs.currentIndex().isValid():
            self.signs.setCurrentIndex(self.signs.matrix.index(0, len(self._found.meetings) - 1))

    def _measure(self) -> None:
        self.signs.measure()
        self.people.horizontalHeader().setFixedHeight(head_height())
        self.people.setFixedWidth(self.people.needed_width() + theme.em(0.2))

    @Slot(str, bool)
    def _sort(self, key: str, _ascending: bool) -> None:  # noqa: FBT001 - as the signal has it
        self.by_group = key == GROUP
        self._fill()

    @Slot()
    def _clicked(self) -> None:
        self.person_asked.emit(self.people.key())

    @Slot(str)
    def _person_picked(self, member_id: str) -> None:
        for row, one in enumerate(self.signs.matrix.people):
            if one.id == member_id:
                self.signs.go_to_row(row)

    @Slot(int)
    def _row_moved(self, row: int) -> None:
        self.people.choose(self.signs.matrix.people[row].id)


def _row(one: Attendee) -> Row:
    came = one.turnout

    def number(count: int, tone: Tone) -> Cell:
        return Cell(str(count) if count else "", tone)

    tip = f"{came.present}÷{came.expected}" if came.expected else ""
    if came.spared:
        tip += f"；不作硬性要求的{came.spared}次不计入"
    return Row(
        one.id,
        (
            Cell(one.label, bold=True, tip=one.label if one.here else f"{one.label}，已不在册"),
            one.group.removesuffix("党小组"),
            str(came.expected),
            str(came.present),
            number(came.on_leave, Tone.WARN),
            number(came.absent, Tone.BAD),
            number(came.made_up, Tone.GOOD),
            Cell(came.rate, bold=True, tip=tip),
        ),
        faded=not one.here,
    )
