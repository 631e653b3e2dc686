"""决议与措施: what was resolved, and every measure of the meeting at one glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk import clock
from branchdesk.domain.agenda import Ballot, Declared, Measure
from branchdesk.domain.meetings import Check, Meeting
from branchdesk.domain.sections import RESOLUTIONS
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.plain_text import PlainText
from branchdesk.ui.screens.meeting.context import Context
from branchdesk.ui.screens.meeting.review import Reviews
from branchdesk.ui.screens.meeting.section import Section, line, lock
from branchdesk.ui.screens.meeting.work import Sight
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone

NONE = "无"
COLUMNS = (
    Column("text", "措施", 12, stretch=True, sortable=False, most=18),
    Column("owner", "责任人", 4, sortable=False),
    Column("due", "时限", 5, sortable=False),
    Column("state", "状态", 5, sortable=False),
)


def read_resolutions(text: str) -> tuple[str, ...] | None:
    """Read one resolution a line; nothing is "not yet known", 无 is "none"."""
    lines = tuple(part.strip() for part in text.splitlines() if part.strip())
    if not lines:
        return None
    return () if lines == (NONE,) else lines


def measures_of(meeting: Meeting) -> Iterator[Measure]:
    """Walk all measures, in the order of the agenda."""
    for item in meeting.agenda:
        if not isinstance(item, Ballot):
            yield from item.measures


def suggested(meeting: Meeting) -> list[str]:
    """Word what the chair declared passed, to be taken over and changed as wanted."""
    return [
        f"经表决，通过{item.title}。"
        for item in meeting.agenda
        if isinstance(item, Ballot) and item.title
        for subject in item.subjects
        if subject.declared is Declared.PASSED
    ]


class OutcomeSection(Section):
    """The last page of the form. `closing` carries a measure that was done, and the day."""

    key, title = RESOLUTIONS, "决议与措施"
    works_closed = True
    closing = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        context.changed.connect(self._follow)
        self.text = PlainText(lines=5)
        self.suggest = theme.mark(QPushButton("写入表决通过的事项"), role="link")
        self.suggest.clicked.connect(self._suggest)
        self._meeting: Meeting | None = None
        self._open = True
        self.measures_name = theme.mark(QLabel("本次会议的措施"), role="heading")
        self.measures_note = theme.mark(QLabel(""), role="small")
        self.measures = Table(COLUMNS)
        self.measures.setAccessibleName("本次会议的措施")
        self.measures.opened.connect(self._close)
        self.reviews = Reviews(context)
        self.body.addWidget(self.reviews)
        self.body.addWidget(Labelled("会议决议", self.text, hint=f"一行一条；没有决议写“{NONE}”"))
        self.body.addLayout(line(self.suggest, 1))
        self.body.addLayout(line(self.measures_name, self.measures_note, 1))
        self.body.addWidget(self.measures)
        self.body.addStretch(1)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self.edited)
        self.reviews.edited.connect(self.edited)
        self.reviews.done.connect(self.closing)

    def fill(self, meeting: Meeting) -> None:
        """Show the resolutions."""
        lines = meeting.resolutions
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.text.setPlainText(NONE if lines == () else "\n".join(lines or ()))
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.reviews.fill(meeting.reviews, meeting.starts.date())
        self._show(meeting)

    def take(self, meeting: Meeting) -> Meeting:
        """Give the resolutions, and what earlier meetings resolved as far as it was looked at."""
        return replace(meeting, resolutions=read_resolutions(self.text.toPlainText()), reviews=self.reviews.values())

    def show_sight(self, sight: Sight) -> None:
        """Show the measures of earlier meetings, and those that stand on the agenda."""
        self.reviews.show_found(sight.company.to_look_at)
        if sight.record is not None:
            self._show(sight.record.meeting)

    def set_open(self, *, is_open: bool) -> None:
        """Let people write, or only close measures."""
        self._open = is_open
        lock(self.text, is_open=is_open)
        self.reviews.set_open(is_open=is_open)
        if self._meeting is not None:
            self._show(self._meeting)

    def begin(self) -> None:
        """Begin with the resolutions; on a closed record with its measures."""
        self.reach(self.measures if not self._open and self.measures.isVisibleTo(self) else self.text)

    def cure(self, check: Check, turn: int) -> None:
        """Go to the resolutions."""
        del check, turn
        self.reach(self.text)

    def _show(self, meeting: Meeting) -> None:
        self._meeting = meeting
        missing = [each for each in suggested(meeting) if each not in self.text.toPlainText()]
        self.suggest.setVisible(self._open and bool(missing))
        measures = list(measures_of(meeting))
        for widget in (self.measures_name, self.measures_note, self.measures):
            widget.setVisible(bool(measures))
        waiting = not self._open and any(measure.done_on is None for measure in measures)
        self.measures_note.setText("回车或双击登记办结" if waiting else "")
        rows = []
        for measure in measures:
            owner = Cell(self._context.called(measure.owner)) if measure.owner else Cell("没有责任人", Tone.WARN)
            due = Cell(f"{measure.due.month}月{measure.due.day}日") if measure.due else Cell("没有时限", Tone.QUIET)
            done = measure.done_on
            state = (
                Cell(f"{done.month}月{done.day}日办结", Tone.GOOD, mark=Mark.PILL) if done else Cell("在办", Tone.QUIET)
            )
            rows.append(Row(measure.id or "", (measure.text, owner, due, state)))
        self.measures.set_rows(rows)
        self.measures.show_whole()

    @Slot()
    def _follow(self) -> None:
        """Name people anew: who shares a name depends on the day."""
        if self._meeting is not None:
            self._show(self._meeting)

    @Slot(str)
    def _close(self, measure_id: str) -> None:
        done = {measure.id: measure.done_on for measure in measures_of(self._meeting)} if self._meeting else {}
        if not self._open and measure_id and done.get(measure_id) is None:
            self.closing.emit(measure_id, clock.today())

    @Slot()
    def _suggest(self) -> None:
        if self._meeting is not None:
            standing = [part for part in self.text.toPlainText().splitlines() if part.strip() and part.strip() != NONE]
            missing = [each for each in suggested(self._meeting) if each not in standing]
            self.text.setPlainText("\n".join([*standing, *missing]))
            self.text.setFocus()
