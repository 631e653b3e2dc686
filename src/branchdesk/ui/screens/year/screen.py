"""年度安排: the year as a sheet, a month as a calendar, all duties as a list; planning, noting, taking it along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from branchdesk import clock
from branchdesk.domain.duties.duty import Duty
from branchdesk.errors import Refusal
from branchdesk.services import Changes
from branchdesk.services.duties import duty_marks
from branchdesk.services.duties import month as months
from branchdesk.services.duties import year as years
from branchdesk.services.duties.month import Month
from branchdesk.services.duties.year import Year
from branchdesk.services.papers.papers import PAPERS, Order
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.duties import YEAR as HERE
from branchdesk.ui.duties import Way, from_here
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.committee.dialog import FormDialog
from branchdesk.ui.screens.year.calendar_export import CalendarDialog
from branchdesk.ui.screens.year.list_page import ListPage
from branchdesk.ui.screens.year.marking import MarkDialog
from branchdesk.ui.screens.year.month_page import MonthPage
from branchdesk.ui.screens.year.plan_year import PlanYearDialog
from branchdesk.ui.screens.year.planning import PlanDialog, PlanFor
from branchdesk.ui.screens.year.year_page import YearPage
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone

if TYPE_CHECKING:
    from branchdesk.ui.screens.year.panel import DutyPanel

YEAR, MONTH, LIST = "year", "month", "list"
VIEWS = ((YEAR, "全年"), (MONTH, "月历"), (LIST, "清单"))
MONTHS = 12
LATE_IN_YEAR = 11  # the month from which the days to come are also those of the next year


class YearScreen(Screen):
    """The three views of a year, and what can be done from each."""

    title = "年度安排"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = clock.today()
        self._turn = 0
        self._stale = True
        self._seen: Year | None = None
        self._wanted: tuple[str, int] | None = None  # a rule and a month to go to once the year is there
        self.day = today
        self.dialog: FormDialog | None = None
        self.notice = Notice(desk)
        self.view = Segments(VIEWS)
        self.view.set_value(YEAR)
        self.view.chosen.connect(self._turn_view)
        self.before, self.after = _arrow("‹", "往前", "PgUp"), _arrow("›", "往后", "PgDn")
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.time = theme.mark(QLabel(""), role="heading")
        self.today_button = theme.mark(QPushButton("今天"), role="quiet")
        self.today_button.clicked.connect(lambda: self._go_to_day(clock.today()))
        self.calendar_button = QPushButton("导出日历…")
        self.calendar_button.setToolTip("存成 .ics 文件，给手机或别的日历用")
        self.calendar_button.clicked.connect(self._export)
        self.plan_button = theme.mark(QPushButton("安排全年…"), role="primary")
        self.plan_button.clicked.connect(self._plan_year)
        self.year_page, self.month_page, self.list_page = YearPage(), MonthPage(), ListPage()
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {YEAR: self.year_page, MONTH: self.month_page, LIST: self.list_page}
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        head = QHBoxLayout()
        head.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), 0)
        head.setSpacing(theme.em(0.5))
        head.addWidget(self.view)
        head.addSpacing(theme.em(1))
        for widget in (self.before, self.time, self.after, self.today_button):
            head.addWidget(widget)
        head.addStretch(1)
        self.body.addLayout(head)
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.body.addWidget(self.stack, 1)
        self.setFocusProxy(self.year_page)

    def _listen(self) -> None:
        for panel in (self.year_page.panel, self.list_page.panel):
            self._listen_to(panel)
        self.month_page.way.connect(self._go)
        self.month_page.plan.connect(self.plan)
        self.month_page.record.connect(lambda day: self.navigate("meeting", target="new", on=day))
        self.month_page.turned.connect(self._go_to_day)
        bind(self, ("PgUp", lambda: self._step(-1)), ("PgDown", lambda: self._step(1)))

    def _listen_to(self, panel: DutyPanel) -> None:
        panel.way.connect(self._go)
        panel.plan.connect(self.plan)
        panel.paper.connect(self._show_paper)
        panel.mark.connect(self._mark)
        panel.unmark.connect(self._unmark)

    # -- what the window asks

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way out, and the plan of the whole year."""
        return (self.calendar_button, self.plan_button)

    def reload(self, _changes: Changes | None) -> None:
        """Read anew, for any record may be one that a rule looks at; unseen, once the screen is looked at again."""
        self._stale = True
        if self.isVisible():
            self._read()

    def activated(self, **target: object) -> None:
        """Be shown; a `rule` and a `month` go to a cell of this year, `plan` (a duty or a day) asks for its plan.

        `mark` is a duty to be noted as done; `list` is a state whose duties are listed, perhaps only those of `rule`
        or of another `year`.
        """
        rule, month, asked = target.get("rule"), target.get("month"), target.get("plan")
        if isinstance(rule, str) and isinstance(month, int):
            self._wanted = (rule, month)
            self.day = clock.today()
            self._choose_view(YEAR)
        elif isinstance(state := target.get("list"), str):
            today, year = clock.today(), target.get("year")
            self.day = date(year, 1, 1) if isinstance(year, int) and year != today.year else today
            self.list_page.narrow(state, str(rule or ""))
            self._choose_view(LIST)
        elif self._stale:
            self._read()
        if isinstance(asked, Duty | date):
            self.plan(asked)
        if isinstance(noted := target.get("mark"), Duty):
            self._mark(noted, done=True)

    def back(self) -> bool:
        """Step back from another view to the year."""
        if self.view.value() == YEAR:
            return False
        self._choose_view(YEAR)
        return True

    # -- moving about

    @Slot(str)
    def _turn_view(self, view: str) -> None:
        self.stack.setCurrentWidget(self._pages[view])
        self.setFocusProxy(self._pages[view])
        self._read()

    def _choose_view(self, view: str) -> None:
        self.view.set_value(view)
        self._turn_view(view)
        if self.isVisible():
            self._pages[view].setFocus()

    def _step(self, by: int) -> None:
        if self.view.value() == MONTH:
            month = self.day.year * MONTHS + self.day.month - 1 + by
            self._go_to_day(date(month // MONTHS, month % MONTHS + 1, 1))
        else:
            first, last = (self._seen.first, self._seen.last) if self._seen else (self.day.year, self.day.year)
            year = min(max(self.day.year + by, first), max(last, clock.today().year + 1))
            self._go_to_day(clock.today() if year == clock.today().year else date(year, 1, 1))

    @Slot(object)
    def _go_to_day(self, day: date) -> None:
        self.day = day
        self._read()

    # -- reading

    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._turn += 1
        self._stale = False
        turn, day, today = self._turn, self.day, clock.today()
        in_month = self.view.value() == MONTH
        self.time.setText(f"{day.year}年{day.month}月" if in_month else f"{day.year}年")
        self.today_button.setText("今天" if in_month else "今年")

        def show_year(seen: Year) -> None:
            if turn == self._turn:
                self._show(seen)

        def show_month(seen: Month) -> None:
            if turn == self._turn:
                self.month_page.show_month(seen, day)

        if in_month:
            self.desk.read(lambda store: months.look(store, day.year, day.month, today), show_month, owner=self)
        else:
            self.desk.read(lambda store: years.look(store, day.year, today), show_year, owner=self)

    def _show(self, seen: Year) -> None:
        self._seen = seen
        self.before.setEnabled(seen.year > seen.first)
        self.after.setEnabled(seen.year < seen.last)
        self.year_page.show_year(seen)
        self.list_page.show_year(seen)
        if self._wanted is not None:
            self.year_page.go_to(*self._wanted)
            self._wanted = None

    # -- doing

    @Slot(object)
    def _go(self, way: Way) -> None:
        self.navigate(way.key, **from_here(way, HERE))

    @Slot(object)
    def plan(self, asked: Duty | date) -> None:
        """Ask for a meeting to plan, for a duty or on a day."""
        dialog = PlanDialog(self, self.desk, PlanFor.of(asked), fixed_day=isinstance(asked, date))
        dialog.done_as.connect(lambda title: self._planned(title, dialog))
        self._ask(dialog)

    def _planned(self, title: str, dialog: PlanDialog) -> None:
        """Say what was planned, with the way back, and go on with the papers that are wanted of it."""
        self.notice.tell_done(f"已{title}。", title)
        meetings, wanted = dialog.planned, dialog.papers_wanted()
        for meeting in meetings:
            for paper in wanted:
                self._show_paper(paper, meeting)

    @Slot(str, str)
    def _show_paper(self, paper: str, meeting: str) -> None:
        preview.show(self.desk, self, Order(paper, meeting), PAPERS[paper].label)

    @Slot()
    def _plan_year(self) -> None:
        """Ask for the plan of a year: the one that is shown, and late in this one the next."""
        today = clock.today()
        year = self.day.year + (self.day.year == today.year and today.month >= LATE_IN_YEAR)
        dialog = PlanYearDialog(self, self.desk, year)
        dialog.done_as.connect(lambda title: self.notice.tell_done(f"已{title}。", title))
        self._ask(dialog)

    @Slot()
    def _export(self) -> None:
        """Ask for a calendar of the days to come of the year that is shown, or of a year gone by."""
        today = clock.today()
        last = date(max(self.day.year, today.year) + (today.month >= LATE_IN_YEAR), MONTHS, 31)
        first = today if self.day.year >= today.year else date(self.day.year, 1, 1)
        dialog = CalendarDialog(self, self.desk, first, last)
        dialog.done_as.connect(self.notice.tell)
        self._ask(dialog)

    @Slot(object, bool)
    def _mark(self, duty: Duty, done: bool) -> None:  # noqa: FBT001 - as the signal gives it
        dialog = MarkDialog(self, self.desk, duty, done=done)
        dialog.done_as.connect(lambda title: self.notice.tell_done(f"已{title}。", title))
        self._ask(dialog)

    @Slot(str)
    def _unmark(self, mark: str) -> None:
        self.desk.write(lambda store: duty_marks.take_back(store, mark), self._told, failed=self._refused, owner=self)

    def _told(self, changes: Changes) -> None:
        self.notice.tell_done(f"已{changes.title}。", changes.title)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.notice.tell(error.sentence, Tone.WARN)

    def _ask(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _arrow(sign: str, name: str, keys: str) -> QPushButton:
    button = theme.mark(QPushButton(sign), role="quiet")
    button.setToolTip(f"{name}（{keys}）")
    button.setAccessibleName(name)
    return button
