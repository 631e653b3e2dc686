"""Both halves of the tally board moving as one: rows with their totals at the left, which stay, and the strokes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from branchdesk.domain.clue_strokes import Counts
from branchdesk.services.clues.clue_board import Board, Line
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.ui import theme
from branchdesk.ui.screens.clues.strokes_table import StrokesTable, head_height
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_strokes as say

PAUSE = 1000  # milliseconds after which letters begin another name


class StrokesSheet(QWidget):
    """The board; `line_opened` carries the row that was opened at the left, `sought` the letters typed for a row."""

    line_opened = Signal(object)
    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = Table(_columns(say.BY["volunteer"]))
        self.rows.setAccessibleName("行和合计")
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strokes = StrokesTable()
        self._letters = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._forget_letters)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.rows, 1)
        self._below = QWidget()  # as high as the bar beside it, so that both halves end on the same line
        self._below.setFixedHeight(self.strokes.horizontalScrollBar().sizeHint().height())
        self._below.hide()
        left.addWidget(self._below)
        row.addLayout(left)
        row.addWidget(self.strokes, 1)
        self.setFocusProxy(self.strokes)
        self.rows.opened.connect(self._opened)
        self.rows.picked.connect(self._picked)
        self.strokes.moved.connect(self._moved)
        self.strokes.letters.connect(self._seek)
        self.strokes.horizontalScrollBar().rangeChanged.connect(self._bar_moved)
        self.rows.verticalScrollBar().valueChanged.connect(self.strokes.verticalScrollBar().setValue)
        self.strokes.verticalScrollBar().valueChanged.connect(self.rows.verticalScrollBar().setValue)

    def show_board(self, board: Board, lines: Sequence[Line]) -> None:
        """Show another board, or other rows of it."""
        self.rows.set_columns(_columns(say.BY[board.by]))
        self.strokes.show_board(board, lines)
        self.rows.set_rows([self._row(number) for number in range(len(lines))])
        self._measure()
        self._moved(self.strokes.currentIndex().row())

    def set_counts(self, place: Place, counts: Counts) -> None:
        """Show other counts in a place, and in the totals of its row and column."""
        model = self.strokes.board
        model.set_counts(place, counts)
        for number, line in enumerate(model.lines):
            if (line.volunteer_id, line.name) == (place.volunteer_id, place.name):
                self.rows.rows_model.rows[number] = self._row(number)
                self.rows.viewport().update()
        if place.category in model.columns:
            self.strokes.measure_column(model.columns.index(place.category))
        self.strokes.heads.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "strokes"):
            self._measure()

    def _measure(self) -> None:
        self.strokes.measure()
        self.rows.horizontalHeader().setFixedHeight(head_height())
        self.rows.setFixedWidth(self.rows.needed_width() + theme.em(0.2))

    def _row(self, number: int) -> Row:
        line, counts = self.strokes.board.lines[number], self.strokes.board.of_line(number)
        totals = (
            Cell(str(counts.reported) if counts.reported else "", bold=True),
            Cell(str(counts.handled) if counts.handled else "", Tone.GOOD),
        )
        return Row(line.key, (Cell(line.label, tip=line.label), *totals))

    @Slot(int, int)
    def _bar_moved(self, least: int, most: int) -> None:
        self._below.setVisible(most > least)

    @Slot(str)
    def _opened(self, key: str) -> None:
        line = next((one for one in self.strokes.board.lines if one.key == key), None)
        if line is not None:
            self.line_opened.emit(line)

    @Slot(str)
    def _picked(self, key: str) -> None:
        lines = self.strokes.board.lines
        at = self.strokes.currentIndex().row()
        if not 0 <= at < len(lines) or lines[at].key != key:
            self.strokes.end_typing()
            self.strokes.go_to_row(next((number for number, one in enumerate(lines) if one.key == key), -1))

    @Slot(int)
    def _moved(self, row: int) -> None:
        if 0 <= row < len(self.strokes.board.lines):
            self.rows.choose(self.strokes.board.lines[row].key)

    @Slot(str)
    def _seek(self, letter: str) -> None:
        """Go to the next row whose initials or syllables begin with what was typed."""
        self._letters += letter
        self._timer.start()
        at, lines = self.strokes.currentIndex().row(), self.strokes.board.lines
        first = at + 1 if len(self._letters) == 1 else at
        for number in (*range(first, len(lines)), *range(first)):
            line = lines[number]
            if line.initials.startswith(self._letters) or line.pinyin.replace(" ", "").startswith(self._letters):
                self.strokes.go_to_row(number)
                break
        self.sought.emit(self._letters)

    @Slot()
    def _forget_letters(self) -> None:
        self._letters = ""
        self.sought.emit("")


def _columns(called: str) -> tuple[Column, ...]:
    return (
        Column("name", called, 4, most=11, sortable=False),
        Column("reported", say.PARTS["reported"], 2, right=True, sortable=False),
        Column("handled", say.PARTS["handled"], 2, right=True, sortable=False),
    )
