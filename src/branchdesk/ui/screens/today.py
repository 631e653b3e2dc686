"""今日: what is due, what is late, whose 政治生日 is near, which clues wait; one click from each line to the thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from branchdesk import clock
from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.duties.board import BoardRow
from branchdesk.services import today
from branchdesk.services.clues import clue_figures
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.services.clues.clue_groups import Group as Counting
from branchdesk.services.ledgers.lists import Condition
from branchdesk.services.people.five_ones import PersonYear
from branchdesk.ui import duties, theme
from branchdesk.ui.charts import Bars, Group
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.desk import Desk
from branchdesk.ui.duties import FIVE_ONES
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.figures import Figure
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.screens.drafts_bar import DraftsBar
from branchdesk.ui.screens.meeting.unfinished_bar import UnfinishedBar
from branchdesk.ui.screens.news_bar import NewsBar
from branchdesk.ui.screens.safety.reminder import PasswordReminder
from branchdesk.ui.screens.world_bar import WorldBar
from branchdesk.ui.theme import Tone
from branchdesk.ui.year_sheet import YearSheet
from branchdesk.words import drafts as say_drafts
from branchdesk.words import today as say

if TYPE_CHECKING:
    from branchdesk.services import Changes
    from branchdesk.services.drafts import Draft
    from branchdesk.services.meetings.unfinished import Unfinished

TONES = {"late": Tone.BAD, "due": Tone.WARN, "coming": Tone.GOOD, "note": Tone.QUIET}
WAITING = ("late", "due")
GROUPS = 5
BADGE_DAYS = 7  # ahead in which a birthday counts beside the name of its place
LINES = 8  # of what is to be done, shown at once: the year below shall be in sight


class TodayScreen(Screen):
    """The start page: four cards, and a first step where nobody is on the roster yet."""

    title = "今日"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: today.Today | None = None
        self._record = theme.mark(QPushButton("记会议"), role="primary")
        self._record.clicked.connect(self._begin_meeting)
        self._first = self._first_step()
        self._todo = TodoCard()
        self._todo.entries.chosen.connect(self._open_line)
        self._birthdays = BirthdayCard()
        self._birthdays.entries.chosen.connect(self._open_birthday)
        self._birthdays.month_wanted.connect(self._open_month_of_birthdays)
        self._year = YearCard()
        self._year.grid.opened.connect(self._open_month)
        self._clues = ClueCard()
        self._clues.records_asked.connect(self._open_records)
        self._clues.button.clicked.connect(self._open_figures)
        columns = TwoColumns()
        columns.add_row(self._todo, self._birthdays)
        columns.add_row(self._year, self._clues)
        self.unfinished = UnfinishedBar(desk)
        self.unfinished.wanted.connect(self._take_up)
        self.drafts = DraftsBar(desk)
        self.password = PasswordReminder(desk)
        self.drafts.wanted.connect(self._go_to_draft)
        self.drafts.said.connect(self.say)
        self.world = WorldBar(desk)
        self.news = NewsBar(desk)
        self.news.wanted.connect(self._read_news)
        page = Page()
        page.body.addWidget(self.world)
        page.body.addWidget(self.unfinished)
        page.body.addWidget(self.password)
        page.body.addWidget(self.drafts)
        page.body.addWidget(self.news)
        page.body.addWidget(self._first)
        page.body.addWidget(columns)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the one thing a secretary comes for."""
        return (self._record,)

    def reload(self, _changes: Changes | None) -> None:
        """Ask what there is today."""
        day = clock.today()
        self.subtitle = f"{day.year}年{day.month}月{day.day}日 星期{say.WEEKDAYS[day.weekday()]}"
        self._year.heading.setText(f"{day.year}年组织生活")
        self.heading_changed.emit()
        self.desk.read(lambda store: today.look(store, day), self._show)
        self.desk.read(lambda store: today.clues(store, day), self._clues.show_figures, owner=self)
        self.world.look()
        self.news.look()
        self.unfinished.look()
        self.password.look()
        self.drafts.look()

    def activated(self, **_target: object) -> None:
        """Look again: another day may have begun, and a form may have been left with its text."""
        if self._seen is not None:
            self.reload(None)

    def _first_step(self) -> Card:
        card = Card("第一步：导入党员花名册")
        text = QLabel("应到人数、表决权、政治生日都从花名册算出。现有的 Excel 花名册可以直接导入，不必改格式。")
        text.setWordWrap(True)
        button = theme.mark(QPushButton("导入党员花名册"), role="primary")
        button.clicked.connect(self._import_members)
        card.body.addWidget(text)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.hide()
        return card

    def _show(self, seen: today.Today) -> None:
        self._seen = seen
        self._first.setVisible(not seen.members)
        self._todo.show_lines(seen.lines)
        self._birthdays.show_birthdays(seen.birthdays)
        self._year.show_year(seen.year, clock.today().month)
        self.counted.emit("today", sum(line.state in WAITING for line in seen.lines))
        self.counted.emit("clues", sum(line.number for line in seen.lines if line.kind == "clues"))
        week = clock.today() + timedelta(days=BADGE_DAYS)
        self.counted.emit("five_ones", sum(one.birthday.on.first_day() <= week for one in seen.birthdays))

    @Slot(object)
    def _take_up(self, aside: Unfinished) -> None:
        self.navigate("meeting", target=aside.typed.meeting.id or "new", unfinished=aside.key)

    @Slot(object)
    def _go_to_draft(self, draft: Draft) -> None:
        self.desk.draft_wanted = draft.key
        self.navigate(draft.screen, **draft.target)
        if not draft.straight:
            self.say(say_drafts.waits(draft.what))

    @Slot(int)
    def _open_line(self, number: int) -> None:
        if self._seen:
            line = self._seen.lines[number]
            if line.target is None:
                for way in duties.ways(line.duties, clock.today())[:1]:
                    self.navigate(way.key, **duties.from_here(way, "today"))
                return
            key, target = line.target
            to_record = line.kind == "plans" and line.state in WAITING  # its day has come: straight to who came
            self.navigate(key, target=target, **({"section": "people"} if to_record else {}))

    @Slot(int)
    def _open_birthday(self, number: int) -> None:
        if self._seen:
            one = self._seen.birthdays[number]
            self.navigate(FIVE_ONES, year=one.year, month=one.month, member=one.member_id)

    @Slot(int, int)
    def _open_month_of_birthdays(self, year: int, month: int) -> None:
        self.navigate(FIVE_ONES, year=year, month=month, together=True)

    @Slot(int, int)
    def _open_month(self, row: int, place: int) -> None:
        if self._seen:
            shown = self._seen.year[row]
            self.navigate("year", rule=shown.key, month=shown.cells[place].first)

    @Slot(object)
    def _open_records(self, conditions: tuple[Condition, ...]) -> None:
        self.navigate("clues", conditions=conditions)

    @Slot()
    def _open_figures(self) -> None:
        self.navigate("clues", target="figures")

    @Slot()
    def _read_news(self) -> None:
        self.navigate("help", page="news")

    @Slot()
    def _begin_meeting(self) -> None:
        self.navigate("meetings", target="new")

    @Slot()
    def _import_members(self) -> None:
        self.navigate("members", target="import")


class TodoCard(Card):
    """What is to be done, each line with the article it rests on."""

    def __init__(self) -> None:
        super().__init__("要办的事", "依据条文，点一行直达")
        self._lines: Sequence[today.Line] = ()
        self._whole = False
        self.entries = Entries()
        self.nothing = theme.mark(QLabel("目前没有到期的事。"), tone="quiet")
        self.more = theme.mark(QPushButton(""), role="link")
        self.more.clicked.connect(self._turn)
        self.body.addWidget(self.entries)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[today.Line]) -> None:
        """Show other lines: the first few of many, until somebody wants to see all."""
        self._lines = lines
        self._fill()

    @Slot()
    def _turn(self) -> None:
        self._whole = not self._whole
        self._fill()

    def _fill(self) -> None:
        many = len(self._lines) > LINES + 1
        lines = self._lines[:LINES] if many and not self._whole else self._lines
        self.more.setVisible(many)
        self.more.setText("收起" if self._whole else f"还有 {len(self._lines) - LINES} 项")
        self.entries.set_entries(
            [
                Entry(
                    line.what,
                    line.basis,
                    line.days_text,
                    TONES[line.state] if line.state in WAITING else Tone.QUIET,
                    TONES[line.state],
                )
                for line in lines
            ],
        )
        self.nothing.setVisible(not self._lines)


class BirthdayCard(Card):
    """Whose 政治生日 is near, and how many of the five are done; `month_wanted` asks for a month's ceremony."""

    month_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("近期政治生日", f"今后 {today.NEAR_DAYS} 天")
        self.entries = Entries()
        self.months: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.em(0.7))
        self._row.addStretch(1)
        self.nothing = theme.mark(QLabel("近期没有政治生日。"), tone="quiet")
        self.body.addWidget(self.entries)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._row)
        self.body.addStretch(1)

    def show_birthdays(self, birthdays: Sequence[PersonYear]) -> None:
        """Show other people."""
        self.entries.set_entries(
            [
                Entry(
                    each.name,
                    say.birthday(each.on, each.years),
                    f"{each.done}/{each.asked}" if each.asked else "",
                    Tone.GOOD if each.done == each.asked else Tone.QUIET,
                )
                for each in birthdays
            ],
        )
        self.nothing.setVisible(not birthdays)
        for button in self.months:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.months = []
        for year, month in dict.fromkeys((one.year, one.month) for one in birthdays):
            button = QPushButton(f"{month}月集体过…")
            button.setToolTip("选人选项目，一次登记、一次记录，并印纪念卡")
            button.clicked.connect(partial(self._want, year, month))
            self._row.insertWidget(len(self.months), button)
            self.months.append(button)

    def _want(self, year: int, month: int, *_: object) -> None:
        self.month_wanted.emit(year, month)


class YearCard(Card):
    """The year's meetings by kind and month."""

    def __init__(self) -> None:
        super().__init__("组织生活", "格内为次数，灰格为未启用或不要求，点开看记录")
        self.grid = YearSheet()
        self.body.addWidget(self.grid)
        self.body.addStretch(1)

    def show_year(self, rows: Sequence[BoardRow], month: int) -> None:
        """Show another year."""
        self.grid.set_rows(rows, month)


class ClueCard(Card):
    """The year's figures of clues with the sum they come from; `records_asked` carries conditions of their list."""

    records_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("志愿者线索", "今年")
        self._found: Figures | None = None
        self._groups: Sequence[Counting] = ()
        self.figures = {measure: Figure() for measure in ("reported", "handled", "rate")}
        self.row = FlowRow(self.figures.values(), gap=0.6)
        for name, figure in self.figures.items():
            figure.clicked.connect(partial(self._open_figure, name))
        self.bars = Bars("按线索类别")
        self.bars.chosen.connect(self._open_group)
        self._definition = theme.mark(QLabel(""), role="small")
        self._definition.setWordWrap(True)
        self.nothing = theme.mark(QLabel("今年还没有线索。"), tone="quiet")
        self.button = theme.mark(QPushButton("看全部统计"), role="link")
        for widget in (self.row, self.bars, self._definition, self.nothing):
            self.body.addWidget(widget)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.show_figures(None)

    def show_figures(self, found: Figures | None) -> None:
        """Show other figures, or that there are none."""
        self._found = found
        for widget in (self.row, self.bars, self._definition, self.button):
            widget.setVisible(found is not None)
        self.nothing.setVisible(found is None)
        if found is None:
            return
        whole, rate = found.whole, found.rate
        self.figures["reported"].show_figure(str(whole.all_reported), "提报")
        self.figures["handled"].show_figure(str(whole.all_handled), "已处置")
        self.figures["rate"].show_figure(found.text(rate), f"处置率 = {rate.part} ÷ {rate.whole}", tip=found.brief)
        self._definition.setText(found.brief)
        self._groups = sorted(found.groups["category"].groups, key=lambda one: -one.counted.all_reported)[:GROUPS]
        self.bars.set_groups([_bar(group) for group in self._groups])

    def _open_figure(self, name: str, *_: object) -> None:
        self._open(Measure.REPORTED if name == "reported" else Measure.HANDLED, None)

    @Slot(int)
    def _open_group(self, place: int) -> None:
        self._open(Measure.REPORTED, self._groups[place])

    def _open(self, measure: Measure, group: Counting | None) -> None:
        query = clue_figures.behind(self._found, measure, group) if self._found else None
        if query is not None:
            self.records_asked.emit(query.conditions)


def _bar(group: Counting) -> Group:
    number = group.counted.all_reported
    return Group(group.name, number, f"{group.name} {number}条")
