"""上次会议的措施: what earlier meetings resolved to do, each looked at, noted, or marked as done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.meetings import Review
from branchdesk.ui import theme
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.section import line, lock


class ReviewRow(QWidget):
    """One measure. `edited` says that it is looked at otherwise, `done` that it was done on a day."""

    edited = Signal()
    done = Signal(str, object)

    def __init__(self, context: Context, review: Review, day: date) -> None:
        super().__init__()
        self.review = review
        self.kept = QCheckBox(review.text or "（措施已删去）")
        self.kept.setToolTip("记入本次会议记录")
        late = review.done_on is None and review.due is not None and review.due < clock.today()
        facts = [
            context.called(review.owner) if review.owner else "",
            f"{_day(review.due)}前" if review.due else "",
            f"{_day(review.done_on)}办结" if review.done_on else ("已过时限" if late else ""),
        ]
        self.facts = theme.mark(QLabel(" · ".join(filter(None, facts))), tone="warn" if late else "quiet")
        self.note = QLineEdit(review.note)
        self.note.setAccessibleName(f"“{review.text}”落实情况")
        self.note.setPlaceholderText("落实情况")
        self.day = DateEdit(day_needed=True)
        self.day.setAccessibleName(f"“{review.text}”办结日期")
        self.day.set_value(day)
        self.day.setFixedWidth(theme.em(9.2))
        self.finish = theme.mark(QPushButton("已办结"), role="link")
        self.finish.setAutoDefault(True)
        self.finish.setAccessibleName(f"“{review.text}”已办结")
        above = QHBoxLayout()
        above.addWidget(self.kept, 1)
        above.addWidget(self.facts)
        below = QHBoxLayout()
        below.setContentsMargins(theme.em(1.6), 0, 0, 0)
        below.addWidget(self.note, 1)
        below.addWidget(self.day)
        below.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addLayout(above)
        column.addLayout(below)
        self.kept.clicked.connect(self.edited)
        self.note.textEdited.connect(self._noted)
        self.finish.clicked.connect(self._finish)

    def value(self) -> Review | None:
        """Give the measure with its note, where it belongs into this record."""
        if not self.kept.isChecked():
            return None
        return Review(self.review.measure, self.note.text().strip())

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self.kept.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_open)
        self.kept.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)
        lock(self.note, is_open=is_open)
        self.note.setVisible(is_open or bool(self.note.text()))
        for widget in (self.day, self.finish):
            widget.setVisible(self.review.done_on is None)

    @Slot()
    def _noted(self) -> None:
        self.kept.setChecked(True)
        self.edited.emit()

    @Slot()
    def _finish(self) -> None:
        day = self.day.day()
        if day is None:
            self.day.setFocus()
            return
        if self.kept.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            self.kept.setChecked(True)
            self.edited.emit()
        self.done.emit(self.review.measure, day)


class Reviews(QWidget):
    """All of them under one heading, shown where there are any. `done` carries the measure that was done."""

    edited = Signal()
    done = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._open = True
        self._day = clock.today()
        self._found: tuple[Review, ...] = ()
        self._noted: dict[str, Review] = {}
        self.rows: list[ReviewRow] = []
        self.heading = theme.mark(QLabel("上次会议的措施"), role="heading")
        self.hint = theme.mark(QLabel("勾选的记入本次会议记录"), role="small")
        self.all_button = theme.mark(QPushButton("全部记入"), role="link")
        self.all_button.setAutoDefault(True)
        self.all_button.clicked.connect(self._keep_all)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.em(0.6))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.em(0.5))
        whole.addLayout(line(self.heading, self.hint, 1, self.all_button))
        whole.addLayout(self._column)
        self.hide()

    def fill(self, reviews: tuple[Review, ...], day: date) -> None:
        """Take what the record of a day keeps; the others follow with what is worked out."""
        self._day = min(day, clock.today())
        self._noted = {one.measure: one for one in reviews}
        self._found = ()
        self._show()

    def values(self) -> tuple[Review, ...]:
        """Give the measures that belong into this record, in the order in which they are shown."""
        if not self.rows:
            return tuple(self._noted.values())
        return tuple(value for row in self.rows if (value := row.value()) is not None)

    def show_found(self, found: tuple[Review, ...]) -> None:
        """Show the measures there are to look at; what is typed stays."""
        facts = [(one.measure, one.text, one.owner, one.due, one.done_on) for one in found]
        if facts != [(one.measure, one.text, one.owner, one.due, one.done_on) for one in self._found]:
            self._noted = {one.measure: one for one in self.values()}
            self._found = found
            self._show()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        self._open = is_open
        self.all_button.setVisible(is_open)
        self.hint.setVisible(is_open)
        for row in self.rows:
            row.set_open(is_open=is_open)

    def _show(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ReviewRow(self._context, review, self._day) for review in self._found]
        for row in self.rows:
            noted = self._noted.get(row.review.measure)
            row.kept.setChecked(noted is not None)
            row.note.setText(noted.note if noted else "")
            row.set_open(is_open=self._open)
            row.edited.connect(self.edited)
            row.done.connect(self.done)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    @Slot()
    def _keep_all(self) -> None:
        for row in self.rows:
            row.kept.setChecked(True)
        self.edited.emit()


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
