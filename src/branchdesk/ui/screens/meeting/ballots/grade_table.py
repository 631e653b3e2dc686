"""The table of an appraisal: a row each member, how many gave which grade, and the grade that was concluded.

Digits go straight into a place; Enter and Tab go to the next one. 46 members are 276 places: too many for a field each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from branchdesk.domain.agenda import Grade, Grades, Subject
from branchdesk.domain.voting import graded
from branchdesk.ui import theme
from branchdesk.ui.table import Index
from branchdesk.ui.theme import Tone
from branchdesk.words import meetings as say

KINDS = tuple(Grade)
ABSTAIN, TOGETHER, GRADE = 5, 6, 7  # columns after the name and the four grades
OWN, MUTUAL, TOLD = 8, 9, 13  # the member's own grade, the first of four that others gave speaking, feedback
HEADS = (
    *("姓名", *(say.GRADES[kind] for kind in KINDS), "弃权", "合计", "评定等次", "自评"),
    *(*(f"互评{say.GRADES[kind]}" for kind in KINDS), "反馈"),
)
WIDTHS = (7, 3.7, 3.7, 5.6, 4.7, 3.7, 3.7, 7, 6, 5.6, 5.6, 7.4, 6.5, 15)
LAST = len(HEADS) - 1
LEFT = {0, GRADE, OWN, TOLD}
GIVEN = {GRADE, OWN}  # columns in which one grade stands
FIGURES, SAID, FED_BACK = "figures", "said", "fed_back"  # what of it is looked at
VIEWS = {
    FIGURES: frozenset(range(OWN)),
    SAID: frozenset({0, GRADE, OWN, *range(MUTUAL, TOLD)}),
    FED_BACK: frozenset({0, GRADE, TOLD}),
}
LETTERS = dict(zip("yhjb", KINDS, strict=True))  # the initials of 优秀, 合格, 基本合格, 不合格
LARGEST = 999
NO_GRADE = "不评定等次"
MOST_ROWS = 10  # in sight; more are scrolled to
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
CLEAR = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


@dataclass(frozen=True, slots=True)
class Member:
    """One row: whom it is about, how they are named, and whether they get a grade at all."""

    subject: Subject
    label: str
    gradable: bool = True

    def count(self, column: int) -> int | None:
        """Give the number in a column."""
        if column == ABSTAIN:
            return self.subject.abstain
        if column >= MUTUAL:
            return getattr(self.subject.mutual or Grades(), KINDS[column - MUTUAL].value)  # type: ignore[no-any-return] # as below
        return getattr(self.subject.grades or Grades(), KINDS[column - 1].value)  # type: ignore[no-any-return] # a Grades has numbers alone

    def with_count(self, column: int, number: int | None) -> Member:
        """Give the row with another number in a column."""
        if column == ABSTAIN:
            return replace(self, subject=replace(self.subject, abstain=number))
        if column >= MUTUAL:
            mutual = replace(self.subject.mutual or Grades(), **{KINDS[column - MUTUAL].value: number})
            return replace(self, subject=replace(self.subject, mutual=None if mutual == Grades() else mutual))
        grades = replace(self.subject.grades or Grades(), **{KINDS[column - 1].value: number})
        return replace(self, subject=replace(self.subject, grades=None if grades == Grades() else grades))

    def grade(self, column: int) -> Grade | None:
        """Give the grade in a column of grades."""
        return self.subject.self_grade if column == OWN else self.subject.grade

    def with_grade(self, column: int, grade: Grade | None) -> Member:
        """Give the row with another grade in a column of grades."""
        if column == OWN:
            return replace(self, subject=replace(self.subject, self_grade=grade))
        return replace(self, subject=replace(self.subject, grade=grade))

    def takes(self, column: int) -> bool:
        """Say whether something is written in a column; those on probation are given no grade."""
        return column in {*range(1, TOGETHER), *range(MUTUAL, TOLD), TOLD} or (column in GIVEN and self.gradable)

    @property
    def told(self) -> str:
        """Say when and how they were told of the outcome."""
        day = self.subject.feedback_on
        return " ".join(filter(None, (f"{day.month}月{day.day}日" if day else "", self.subject.feedback)))


class GradeModel(QAbstractTableModel):
    """The rows of an appraisal."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.members: list[Member] = []

    def show_members(self, members: Sequence[Member]) -> None:
        """Show members; where they are the same ones, only what stands beside them is drawn anew."""
        members = list(members)
        if [one.subject.person or one.label for one in members] != [
            one.subject.person or one.label for one in self.members
        ]:
            self.beginResetModel()
            self.members = members
            self.endResetModel()
        elif members != self.members:
            self.members = members
            self.dataChanged.emit(self.index(0, 0), self.index(len(members) - 1, LAST))

    def put(self, index: Index, member: Member) -> None:
        """Change one row."""
        self.members[index.row()] = member
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), LAST))

    def rowCount(self, parent: Index | None = None) -> int:
        """Count rows."""
        return 0 if parent is not None and parent.isValid() else len(self.members)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give what Qt asks of one place."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(self.members[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = index.column() in LEFT
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, member: Member, column: int) -> str:
        if column == 0:
            return member.label
        if column == TOLD:
            return member.told
        if column in GIVEN:
            grade = member.grade(column)
            return say.GRADES[grade] if grade else "" if member.gradable else NO_GRADE
        number = (graded(member.subject) or None) if column == TOGETHER else member.count(column)
        return "" if number is None else str(number)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give a heading."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section in LEFT else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


class PlacePainter(QStyledItemDelegate):
    """Draws a place; the one the keyboard is in has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        area = QRectF(option.rect)  # type: ignore[attr-defined] # Qt's stubs leave the fields out
        state = option.state  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.drawRect(area.adjusted(1, 1, -1.5, -2))
        quiet = index.column() == TOGETHER or index.data() == NO_GRADE
        painter.setPen(theme.colour(Tone.QUIET if quiet else Tone.INK))
        painter.setFont(theme.font())
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        inner = area.adjusted(theme.em(0.6), 0, -theme.em(0.6), 0)
        painter.drawText(inner, align | Qt.TextFlag.TextSingleLine, str(index.data() or ""))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for a row's height."""
        return QSize(0, theme.row_height())


class GradeTable(QTableView):
    """The table; `edited` says that something was typed, `telling` that the member of a row shall be noted as told."""

    edited = Signal()
    telling = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grades = GradeModel(self)
        self._open, self._fresh = True, True
        self.setModel(self.grades)
        self.setItemDelegate(PlacePainter(self))
        self.setAccessibleName("民主测评票数和评定等次")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, theme.em(width))
        self.clicked.connect(self._clicked)
        self.show_view(FIGURES)

    def show_view(self, view: str) -> None:
        """Show some of the columns, with the keyboard in the first of them that is written in."""
        for column in range(len(HEADS)):
            self.setColumnHidden(column, column not in VIEWS[view])
        row = max(self.currentIndex().row(), 0)
        first = min(VIEWS[view] - {0, GRADE})
        if self.grades.members:
            self.setCurrentIndex(self.grades.index(row, first))

    def show_members(self, members: Sequence[Member]) -> None:
        """Show members, as many rows high as there are, up to a dozen."""
        self.grades.show_members(members)
        if members and not self.currentIndex().isValid():
            self.setCurrentIndex(self.grades.index(0, 1))
        rows = min(len(members), MOST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * theme.row_height() + theme.em(0.3))
        self.setVisible(bool(members))

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Begin another number in another place, and keep it in sight of the page."""
        super().currentChanged(current, previous)
        self._fresh = True
        page: QWidget | None = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and self.hasFocus():
            place = self.viewport().mapTo(page.widget(), self.visualRect(current).center())
            page.ensureVisible(place.x(), place.y(), 0, theme.em(3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and letters where the keyboard is, and go on with Enter."""
        index, key, text = self.currentIndex(), Qt.Key(event.key()), event.text().lower()
        if key in ENTER and index.isValid():
            if not self._step(1):
                event.ignore()
        elif index.isValid() and index.column() == TOLD and key == Qt.Key.Key_Space:
            self.telling.emit(index.row())
        elif not index.isValid() or not self._open or not self._take(index, key, text):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Go to the next place, and out of the table past the last one."""
        return self._step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def _step(self, by: int) -> bool:
        """Go to the next place to be filled in, and say whether there was one."""
        index = self.currentIndex()
        at, places = index.row() * len(HEADS) + index.column(), len(HEADS) * len(self.grades.members)
        while 0 <= (at := at + by) < places:
            row, column = divmod(at, len(HEADS))
            if not self.isColumnHidden(column) and self.grades.members[row].takes(column):
                self.setCurrentIndex(self.grades.index(row, column))
                return True
        return False

    def _take(self, index: Index, key: Qt.Key, text: str) -> bool:
        """Put what was typed into a place, and say whether it was meant for it."""
        member, column = self.grades.members[index.row()], index.column()
        if column in GIVEN:
            return self._take_grade(index, member, key, text)
        if column == TOLD and key in CLEAR:
            self._put(index, replace(member, subject=replace(member.subject, feedback_on=None, feedback="")))
            return True
        if column == TOLD or not member.takes(column):
            return False
        number = member.count(column)
        if text.isdecimal():
            number = int(text) if self._fresh or number is None else min(number * 10 + int(text), LARGEST)
        elif key in CLEAR:
            number = None if self._fresh or number is None else number // 10 or None
        else:
            return False
        self._fresh = False
        self._put(index, member.with_count(column, number))
        return True

    def _take_grade(self, index: Index, member: Member, key: Qt.Key, text: str) -> bool:
        if key in CLEAR:
            self._put(index, member.with_grade(index.column(), None))
        elif text in LETTERS and member.gradable:
            self._put(index, member.with_grade(index.column(), LETTERS[text]))
        elif key == Qt.Key.Key_Space and member.gradable:
            self._offer(index)
        else:
            return False
        return True

    def _put(self, index: Index, member: Member) -> None:
        self.grades.put(index, member)
        self.edited.emit()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() in GIVEN and self._open and self.grades.members[index.row()].gradable:
            self._offer(index)

    def _offer(self, index: Index) -> None:
        menu = QMenu(self)
        member = self.grades.members[index.row()]
        for grade in (*KINDS, None):
            action = menu.addAction(say.GRADES[grade] if grade else "未评定")
            chosen = member.with_grade(index.column(), grade)
            action.triggered.connect(lambda _=False, chosen=chosen: self._put(index, chosen))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
