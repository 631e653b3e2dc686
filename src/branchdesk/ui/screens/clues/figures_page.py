"""统计 as things stand: a period's figures, charts and tables; every number leads to its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.clue_figures import Measure
from branchdesk.services import Store, clue_figures, preferences
from branchdesk.services.clue_figures import Asked, Figures, Waiting
from branchdesk.services.clue_groups import Group
from branchdesk.ui import theme
from branchdesk.ui.charts import Bars, Columns, Legend
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.desk import Desk
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screen import Card, Page, rule
from branchdesk.ui.screens.clues import figures_words as words
from branchdesk.ui.screens.clues.actions import CLUE_ACTIONS
from branchdesk.ui.screens.clues.figures_filters import FiguresFilters
from branchdesk.ui.screens.clues.figures_head import Earlier, FiguresHead
from branchdesk.ui.screens.clues.figures_table import FiguresTable, Line
from branchdesk.words.today import month_day

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
KEY = "clue_figures"  # under which the period and the table are remembered
SLOW = 300  # milliseconds after which it is said that figures are being made
ROWS = 60  # of a table that stands whole on the page; of a longer one so many are in sight
OLDEST = 3


class FiguresPage(QWidget):
    """The page.

    `records_asked` carries conditions of the list whose records a number counts, `clue_asked` one record, and
    `strokes_asked` says that strokes are meant, which have no records. `shown` says that other figures stand here.
    """

    records_asked = Signal(object)
    clue_asked = Signal(str)
    strokes_asked = Signal()
    shown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._known = False  # whether what was remembered has been read
        self.found: Figures | None = None
        self._bigs: tuple[words.Big, ...] = ()
        self._times: tuple[Group, ...] = ()
        self.filters = FiguresFilters()
        self.head = FiguresHead()
        self.before, self.year_before = Earlier("上一时段"), Earlier("去年同期")
        self.busy = theme.mark(QLabel("正在统计…"), role="small")
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.tabs = Segments(TABS)
        self.tabs.setAccessibleName("按什么分组")
        self.tabs.set_value(TABS[0][0])
        self.table = FiguresTable()
        self.note = theme.mark(QLabel(""), role="small")
        self.months = Columns("按提报月份")
        self.ages = Bars("待处置线索按等待时间")
        self.oldest = Entries()
        self.legend = Legend(("已处置", "", "未处置"))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._lay_out()
        self._listen()

    def ask(self) -> None:
        """Read what is shown, and what can be filtered by."""
        if not self._desk.is_open:
            return
        if not self._known:
            self._desk.read(lambda store: preferences.get(store, KEY), self._take_up)
            return
        self._read()
        self._desk.read(_offers, self._offer)

    def forget(self) -> None:
        """Begin with another file: nothing that was remembered holds any more."""
        self._known = False

    def reset(self) -> bool:
        """Ask of the whole period again; say whether anything narrowed it."""
        if not self.filters.narrowed():
            return False
        self.filters.reset()
        return True

    def table_lines(self) -> tuple[str, Sequence[Line]]:
        """Give which table is shown, and its lines as they stand."""
        return self.by(), self.table.figures.lines

    def by(self) -> str:
        """Give what the table is by."""
        return str(self.tabs.value())

    # -- inside

    def _lay_out(self) -> None:
        top = Card()
        top.body.setSpacing(theme.em(0.6))
        line = QHBoxLayout()
        line.addWidget(self.filters, 1)
        line.addWidget(self.busy)
        top.body.addLayout(line)
        top.body.addWidget(rule())
        top.body.addWidget(self.head)
        for earlier in (self.year_before, self.before):
            top.body.addWidget(earlier)
            earlier.hide()
        self.busy.hide()
        table = Card()
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.legend)
        table.body.addLayout(head)
        table.body.addWidget(self.table)
        table.body.addWidget(self.nothing)
        table.body.addWidget(self.note)
        self.note.setWordWrap(True)
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
        self.page = Page()
        self.page.body.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        self.page.body.addWidget(top)
        self.page.body.addWidget(columns)
        self.page.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.table.setAccessibleName("分组统计表")
        self.setFocusProxy(self.filters)

    def _listen(self) -> None:
        self.filters.edited.connect(self._asked_otherwise)
        self.tabs.chosen.connect(self._tab_chosen)
        self.head.chosen.connect(self._open_big)
        for earlier in (self.before, self.year_before):
            earlier.chosen.connect(self._open_earlier)
        self.table.asked.connect(self._open_cell)
        self.table.selectionModel().currentChanged.connect(self._follow)
        self.months.chosen.connect(self._open_month)
        self.ages.chosen.connect(self._open_age)
        self.oldest.chosen.connect(self._open_oldest)
        self._slow.timeout.connect(self.busy.show)

    def _take_up(self, kept: Any) -> None:  # noqa: ANN401 - whatever was kept
        self._known = True
        if isinstance(kept, dict):
            self.filters.take_up(kept)
            if kept.get("by") in HEADINGS:
                self.tabs.set_value(kept["by"])
        self.ask()

    @Slot()
    def _asked_otherwise(self) -> None:
        self._remember()
        self._read()

    @Slot()
    def _tab_chosen(self) -> None:
        self._remember()
        if self.found is not None and self.by() in self.found.groups:
            self._show_table()
        else:
            self._read()

    def _remember(self) -> None:
        kept = {**self.filters.kept(), "by": self.by()}
        self._desk.write(lambda store: preferences.put(store, KEY, kept))

    def _read(self) -> None:
        """Ask anew; where somebody asks again meanwhile, only the newest is answered."""
        self._turn += 1
        turn, asked, by = self._turn, self.filters.asked(), tuple(dict.fromkeys((MONTH, self.by())))
        self._slow.start()

        def work(store: Store) -> Figures | None:
            return clue_figures.figures(store, asked, by, compare=True) if turn == self._turn else None

        def shown(found: Figures | None) -> None:
            if found is not None and turn == self._turn:
                self._show(found)

        def failed(_error: Exception) -> None:
            self._done()

        self._desk.read(work, shown, failed=failed, owner=self)

    def _done(self) -> None:
        self._slow.stop()
        self.busy.hide()

    def _offer(self, found: tuple[dict[str, Any], tuple[Group, ...]]) -> None:
        self.filters.offer(*found)

    def _show(self, found: Figures) -> None:
        self._done()
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
        self.ages.set_groups([words.drawn(age) for age in found.ages])
        self.oldest.set_entries([_entry(one) for one in found.oldest[:OLDEST]])
        self._age_card.setVisible(found.whole.open > 0)
        self._show_table()
        self.shown.emit()

    def _show_table(self) -> None:
        found = self.found
        if found is None:
            return
        by = self.by()
        lines = words.lines(found, by)
        self.table.show_lines(HEADINGS[by], words.columns(found), lines)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + self.table.verticalHeader().defaultSectionSize() * min(len(lines), ROWS) + 2)
        for widget in (self.table, self.legend):
            widget.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(
            "没有符合条件的线索。" if self.filters.narrowed() else "这段时间没有线索，可以换一段时间。"
        )
        self.note.setText(found.groups[by].note)
        self.note.setVisible(bool(found.groups[by].note))

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        """Keep in sight where the keyboard goes in the table, which is longer than the page."""
        if self.table.hasFocus():
            place = self.table.visualRect(index).center()
            inside = self.table.viewport().mapTo(self.page.widget(), QPoint(place.x(), place.y()))
            self.page.ensureVisible(inside.x(), inside.y(), 0, theme.em(4))

    def _open(self, measure: Measure, group: Group | None = None, asked: Asked | None = None) -> None:
        if self.found is None:
            return
        query = clue_figures.behind_asked(asked or self.found.asked, self.found.settings, measure, group)
        if query is None:
            self.strokes_asked.emit()
        else:
            self.records_asked.emit(query.conditions)

    @Slot(int)
    def _open_big(self, place: int) -> None:
        self._open(self._bigs[place].measure)

    @Slot(object, object)
    def _open_earlier(self, asked: Asked, measure: Measure) -> None:
        self._open(measure, asked=asked)

    @Slot(object, object)
    def _open_cell(self, line: Line, measure: Measure) -> None:
        self._open(measure, line.group)

    @Slot(int)
    def _open_month(self, place: int) -> None:
        self._open(Measure.REPORTED, self._times[place])

    @Slot(int)
    def _open_age(self, place: int) -> None:
        if self.found is not None:
            self._open(Measure.REPORTED, self.found.ages[place])

    @Slot(int)
    def _open_oldest(self, place: int) -> None:
        if self.found is not None:
            self.clue_asked.emit(self.found.oldest[place].id)


def _entry(one: Waiting) -> Entry:
    return Entry(one.number, f"{month_day(one.reported_on)}提报", f"{one.days}天", theme.Tone.WARN)


def _offers(store: Store) -> tuple[dict[str, Any], tuple[Group, ...]]:
    """Give the values that can be filtered by, and the teams; this runs on the reading lane."""
    counts = {key: CLUE_ACTIONS.counts(store, key) for key in CLUE_ACTIONS.ledger.filters}
    return counts, clue_figures.figures(store, Asked(), ("team",)).groups["team"].groups
