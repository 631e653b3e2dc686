"""Figures as one looks at them: the big ones with their definition, tables and charts; every number leads somewhere."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from branchdesk.domain.clue_figures import Measure
from branchdesk.services.clues.clue_figures import Asked, Figures, Waiting
from branchdesk.services.clues.clue_groups import Group
from branchdesk.ui import theme
from branchdesk.ui.charts import Bars, Columns, Legend
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues import figures_words as words
from branchdesk.ui.screens.clues.figures_head import Earlier, FiguresHead
from branchdesk.ui.screens.clues.figures_table import FiguresTable, Line

TABS = (
    ("category", "类别"),
    ("grid", "网格"),
    ("unit", "单位"),
    ("month", "月份"),
    ("team", "队伍"),
    ("volunteer", "提报人"),
)
HEADINGS = dict(TABS)
MONTH = "month"
OLDEST = 3


class FiguresBody(QWidget):
    """Head, tables and charts of some figures.

    `opened` carries (measure, group or None, what was asked where it is not what is shown); `clue_asked` one record;
    `turned` says that another table is wanted.
    """

    opened = Signal(object, object, object)
    clue_asked = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Figures | None = None
        self.nothing_text = ""
        self._bigs: tuple[words.Big, ...] = ()
        self._times: tuple[Group, ...] = ()
        self.head = FiguresHead()
        self.before, self.year_before = Earlier("上一时段"), Earlier("去年同期")
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.tabs = Segments(TABS)
        self.tabs.setAccessibleName("按什么分组")
        self.tabs.set_value(TABS[0][0])
        self.table = FiguresTable()
        self.table.setAccessibleName("分组统计表")
        self.note = theme.mark(QLabel(""), role="small")
        self.note.setWordWrap(True)
        self.months = Columns("按提报月份")
        self.ages = Bars("待处置线索按等待时间")
        self.oldest = Entries()
        self.legend = Legend(("已处置", "", "未处置"))
        self.top = Card()
        self._lay_out()
        self._listen()

    def by(self) -> str:
        """Give what the table is by."""
        return str(self.tabs.value())

    def show_figures(self, found: Figures) -> None:
        """Show other figures."""
        self.found = found
        self._bigs = words.big_figures(found)
        self.head.show_figures(self._bigs, found.definition, found.notes)
        pairs = (found.year_before, found.before if found.before != found.year_before else None)
        for earlier, pair in zip((self.year_before, self.before), pairs, strict=True):
            earlier.setVisible(pair is not None and pair[1].all_reported > 0)
            if pair is not None:
                earlier.show_figures(pair[0], words.earlier_figures(found, pair[1]))
        self.legend.set_names(("已处置", "只有数量" if found.whole.strokes else "", "未处置"))
        self._times, drawings = words.by_time(found.groups[MONTH].groups)
        self.months.set_groups(drawings)
        self._time_card.setVisible(len(drawings) > 1)
        self.ages.set_groups([words.waiting(age) for age in found.ages])
        self.oldest.set_entries([_entry(one, found.day) for one in found.oldest[:OLDEST]])
        self._age_card.setVisible(found.whole.open > 0)
        self.show_table()

    def show_table(self) -> None:
        """Show the table that is chosen."""
        found, by = self.found, self.by()
        if found is None or by not in found.groups:
            return
        lines = words.lines(found, by)
        self.table.show_lines(HEADINGS[by], words.columns(found), lines)
        for widget in (self.table, self.legend):
            widget.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(self.nothing_text)
        self.note.setText(found.groups[by].note)
        self.note.setVisible(bool(found.groups[by].note))

    # -- inside

    def _lay_out(self) -> None:
        self.top.body.setSpacing(theme.em(0.6))
        self.top.body.addWidget(self.head)
        for earlier in (self.year_before, self.before):
            self.top.body.addWidget(earlier)
            earlier.hide()
        table = Card()
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.legend)
        table.body.addLayout(head)
        for widget in (self.table, self.nothing, self.note):
            table.body.addWidget(widget)
        self.nothing.hide()
        self._time_card = Card("按提报月份")
        self._time_card.body.addWidget(self.months)
        self._age_card = Card("待处置", "按等待时间")
        self._age_card.body.addWidget(self.ages)
        self._age_card.body.addWidget(self.oldest)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(1))
        column.addWidget(self._time_card)
        column.addWidget(self._age_card)
        columns = TwoColumns()
        columns.add_row(table, side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.em(1))
        whole.addWidget(self.top)
        whole.addWidget(columns)

    def _listen(self) -> None:
        self.tabs.chosen.connect(self.turned)
        self.head.chosen.connect(self._open_big)
        for earlier in (self.before, self.year_before):
            earlier.chosen.connect(self._open_earlier)
        self.table.asked.connect(self._open_cell)
        self.table.selectionModel().currentChanged.connect(self._follow)
        self.months.chosen.connect(self._open_month)
        self.ages.chosen.connect(self._open_age)
        self.oldest.chosen.connect(self._open_oldest)

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        """Keep in sight where the keyboard goes in the table, which is longer than the page."""
        page: QWidget | None = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if isinstance(page, QScrollArea) and self.table.hasFocus():
            place = self.table.visualRect(index).center()
            inside = self.table.viewport().mapTo(page.widget(), QPoint(place.x(), place.y()))
            page.ensureVisible(inside.x(), inside.y(), 0, theme.em(4))

    @Slot(int)
    def _open_big(self, place: int) -> None:
        self.opened.emit(self._bigs[place].measure, None, None)

    @Slot(object, object)
    def _open_earlier(self, asked: Asked, measure: Measure) -> None:
        self.opened.emit(measure, None, asked)

    @Slot(object, object)
    def _open_cell(self, line: Line, measure: Measure) -> None:
        self.opened.emit(measure, line.group, None)

    @Slot(int)
    def _open_month(self, place: int) -> None:
        self.opened.emit(Measure.REPORTED, self._times[place], None)

    @Slot(int)
    def _open_age(self, place: int) -> None:
        if self.found is not None:
            self.opened.emit(Measure.OPEN, self.found.ages[place], None)

    @Slot(int)
    def _open_oldest(self, place: int) -> None:
        if self.found is not None:
            self.clue_asked.emit(self.found.oldest[place].id)


def _entry(one: Waiting, day: date) -> Entry:
    return Entry(one.number, f"{words.since(one.reported_on, day)}提报", f"{one.days}天", theme.Tone.WARN)
