"""What every section of the form can do, and the rows it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.meetings import Check, Meeting, MeetingKind
from branchdesk.ui import theme
from branchdesk.ui.screens.meeting.work import Sight


def line(*widgets: QWidget | int) -> QHBoxLayout:
    """Put widgets side by side; a number is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(theme.em(0.8))
    for widget in widgets:
        if isinstance(widget, int):
            row.addStretch(widget)
        else:
            row.addWidget(widget)
    return row


def _passed_over(widget: QWidget) -> bool:
    """Say whether a button belongs to a choice of which another button is down: one choice is one stop."""
    if not isinstance(widget, QAbstractButton) or widget.group() is None or widget.isChecked() or widget.hasFocus():
        return False
    return widget.group().checkedButton() is not None or widget.group().buttons()[0] is not widget


def _is_aside(widget: QWidget) -> bool:
    """Say whether a place is a way to do something else and not a field to fill in."""
    return isinstance(widget, QPushButton) and widget.property("role") in {"quiet", "link"}


def lock(widget: QWidget, *, is_open: bool) -> None:
    """Let every text at or inside a widget be written, or only read and copied."""
    inside = cast("list[QWidget]", widget.findChildren(QWidget))
    for text in (widget, *inside):
        if isinstance(text, QLineEdit | QPlainTextEdit):
            text.setReadOnly(not is_open)
            for action in text.actions():
                action.setVisible(is_open)
            text.style().unpolish(text)
            text.style().polish(text)


def settle(area: QScrollArea) -> None:
    """Let what was just added find its place, so that it can be scrolled to."""
    layout = area.widget().layout()
    if layout is not None:
        layout.activate()


class Section(QScrollArea):
    """One page of the form. `edited` says that something was typed; `body` is its column.

    Tab goes through it in reading order, however its rows came about; Enter goes to the next field, past the buttons
    between. Past the last place `finished` is sent, before the first `backed`.

    It fills itself from a meeting, gives its own facts to the meeting that is being made, shows what follows from it,
    and leads to the place where a finding is mended.
    """

    edited = Signal()
    finished = Signal()
    backed = Signal()
    key = ""
    title = ""
    hint = "Ctrl+Enter 下一步 · Alt+数字 换页 · Ctrl+S 保存"
    works_closed = False  # whether something can still be noted on a closed record
    closed_hint = "Ctrl+Enter 下一步 · Alt+数字 换页 · Ctrl+P 预览"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.mark(self, role="surface")
        inside = theme.mark(QWidget(), role="surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = theme.mark(QLabel(self.title), role="heading")
        self.note = theme.mark(QLabel(""), role="small")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.note, 1)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(theme.em(1.25), theme.em(1.1), theme.em(1.25), theme.em(1))
        self.body.setSpacing(theme.em(0.8))
        self.body.addLayout(head)
        self.setWidget(inside)

    def fits(self, kind: MeetingKind) -> bool:
        """Say whether the form of a kind of meeting has this page."""
        del kind
        return True

    def fill(self, meeting: Meeting) -> None:
        """Show a meeting's facts, without a word to anybody."""

    def take(self, meeting: Meeting) -> Meeting:
        """Give the meeting with this section's facts; Refusal where one cannot be read."""
        return meeting

    def typed(self, meeting: Meeting) -> Meeting:
        """Give the meeting with this section's facts as far as they can be read, and what is not whole yet."""
        return self.take(meeting)

    def show_sight(self, sight: Sight) -> None:
        """Show what follows from the whole."""

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""

    def begin(self) -> None:
        """Put the keyboard where the section's work begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str:
        """Say what cannot be read here, or nothing."""
        return ""

    def cure(self, check: Check, turn: int) -> None:
        """Go to where a finding is mended; `turn` counts the findings of one code from 0."""
        del check, turn
        self.begin()

    def step_back(self) -> bool:
        """Take one step back inside the section, and say whether there was one."""
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Go to the next place in reading order, and out of the section after its last."""
        stops = self._stops()
        here = self._here(stops)
        to = (0 if forward else len(stops) - 1) if here is None else here + (1 if forward else -1)
        if 0 <= to < len(stops):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            stops[to].setFocus(reason)
            self.ensureWidgetVisible(stops[to], theme.em(2), theme.em(3))
            return True
        (self.finished if forward else self.backed).emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next field with Enter."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if not plain or event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        stops = self._stops()
        here = self._here(stops)
        rest = [] if here is None else [stop for stop in stops[here + 1 :] if not _is_aside(stop)]
        if rest:
            rest[0].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(rest[0], theme.em(2), theme.em(3))
        else:
            self.finished.emit()

    def _stops(self) -> list[QWidget]:
        """Give what the keyboard can reach, from the top, each line from the left."""
        inside = cast("list[QWidget]", self.widget().findChildren(QWidget))
        found = [
            widget
            for widget in inside
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and widget.isVisibleTo(self)
            and widget.isEnabled()
            and not _passed_over(widget)
        ]
        tops = sorted((self._place(widget).y(), number) for number, widget in enumerate(found))
        lines: dict[int, int] = {}
        line, last = 0, None
        for top, number in tops:
            if last is not None and top - last > theme.em(0.9):
                line += 1
            lines[number], last = line, top
        order = sorted(range(len(found)), key=lambda number: (lines[number], self._place(found[number]).x()))
        return [found[number] for number in order]

    def _place(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.widget(), QPoint())

    def _here(self, stops: list[QWidget]) -> int | None:
        focus = QApplication.focusWidget()
        return stops.index(focus) if focus in stops else None

    def reach(self, widget: QWidget) -> None:
        """Put the keyboard into a widget and bring it into sight."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(widget, theme.em(2), theme.em(3))


class Entry(QWidget):
    """One row of a repeated part, such as a speech. `edited` says that something was typed."""

    edited = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.em(0.5))
        self.remove = theme.mark(QPushButton("删去"), role="quiet")
        self.remove.setAutoDefault(True)
        self.remove.clicked.connect(self.gone)

    def value(self) -> Any:  # noqa: ANN401 - a document, a speech, a measure
        """Give what stands in the row, or None where nothing does."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:  # noqa: ANN401 - a document, a speech, a measure
        """Show a value, without a word to anybody."""
        raise NotImplementedError

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read."""
        lock(self, is_open=is_open)
        self.remove.setVisible(is_open)


class Rows(QWidget):
    """A repeated part: rows one below the other, and a button that adds one."""

    edited = Signal()

    def __init__(self, name: str, add: str, make: Callable[[], Entry], *, least: int = 0) -> None:
        """Take the part's name, the add button's word, and how a row is made; `least` rows are always there."""
        super().__init__()
        self._make, self._least, self._open, self._lent = make, least, True, False
        self.entries: list[Entry] = []
        self.name = theme.mark(QLabel(name), role="key")
        self.add_button = theme.mark(QPushButton(add), role="link")
        self.add_button.setAutoDefault(True)
        self.add_button.clicked.connect(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.em(0.45))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.em(0.3))
        whole.addWidget(self.name)
        whole.addLayout(self._column)
        whole.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.fill(())

    def lend_button(self) -> QPushButton:
        """Give the add button to whoever shows the part; the part itself then is hidden while it is empty."""
        self._lent = True
        self._arrange()
        return self.add_button

    @Slot()
    def add(self) -> Entry:
        """Add an empty row and put the keyboard into it."""
        entry = self._append()
        self._arrange()
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return entry

    def values(self) -> tuple[Any, ...]:
        """Give what stands in the rows that are not empty."""
        return tuple(value for entry in self.entries if (value := entry.value()) is not None)

    def filled(self) -> Iterator[Entry]:
        """Walk the rows that are not empty."""
        return (entry for entry in self.entries if entry.value() is not None)

    def fill(self, values: tuple[Any, ...]) -> None:
        """Show other values, without a word to anybody."""
        while len(self.entries) > max(len(values), self._least):
            self._drop(self.entries[-1])
        while len(self.entries) < max(len(values), self._least):
            self._append()
        for number, entry in enumerate(self.entries):
            entry.fill(values[number] if number < len(values) else None)
        self._arrange()

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only read; what is empty is not shown then."""
        self._open = is_open
        self._arrange()

    def make_at_least(self, number: int) -> None:
        """Have at least so many rows, without a word to anybody."""
        while len(self.entries) < number:
            self._append()
        self._arrange()

    def _append(self) -> Entry:
        entry = self._make()
        entry.edited.connect(self.edited)
        entry.gone.connect(self._remove)
        self.entries.append(entry)
        self._column.addWidget(entry)
        return entry

    @Slot()
    def _remove(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry) and entry in self.entries:
            if len(self.entries) > self._least:
                self._drop(entry)
            else:
                entry.fill(None)
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._arrange()
            self.edited.emit()

    def _drop(self, entry: Entry) -> None:
        self.entries.remove(entry)
        self._column.removeWidget(entry)
        entry.hide()
        entry.deleteLater()

    def _arrange(self) -> None:
        self.add_button.setVisible(self._open)
        for entry in self.entries:
            entry.set_open(is_open=self._open)
        self.name.setVisible(bool(self.entries))
        written = any(entry.value() is not None for entry in self.entries)
        self.setVisible(bool(self.entries) or not self._lent if self._open else written)
