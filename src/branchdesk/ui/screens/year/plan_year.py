"""安排全年: for each kind a habit, the days that follow from it, ticked and changed, made plans in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk import clock
from branchdesk.domain.meetings import MeetingKind
from branchdesk.domain.recurrence import DayOfMonth, MonthRule, WeekdayOfMonth
from branchdesk.domain.year_plan import Proposal, Wish, propose
from branchdesk.services.duties import year_plan
from branchdesk.services.duties.year_plan import Ground
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.offered import Offered
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.ledger.check_list import CheckList
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.words import year_plan as say
from branchdesk.words.meetings import KINDS

WAIT = 150  # milliseconds of quiet before the days are worked out anew
MOST_HIGH = 34  # ems of height of the list, where the screen has so many
BESIDE_LIST = 18  # ems that the dialog needs above and below the list
WIDE = 31  # ems of width of the list
DAY_PAST = "请填今天或以后的日期。"
Key = tuple[str, str, str, int]


class KindRow:
    """The widgets of one kind: whether it is planned, by which rule, at what hour, where."""

    def __init__(self, wish: Wish, rules: tuple[MonthRule, ...]) -> None:
        self._wish = wish
        self.box = QCheckBox(KINDS[wish.kind])
        self.box.setChecked(True)
        self.rule = DropDown()
        self.rule.setAccessibleName(f"{KINDS[wish.kind]}的日子")
        for rule in rules:
            self.rule.addItem(rule_text(rule), rule)
        self.rule.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.rule.setMinimumWidth(theme.em(10.5))
        self.hour = TimeEdit()
        self.hour.setAccessibleName(f"{KINDS[wish.kind]}的时间")
        self.hour.set_value(wish.starts)
        self.hour.setMaximumWidth(theme.em(5.5))
        self.place = Offered()
        self.place.setAccessibleName(f"{KINDS[wish.kind]}的地点")
        self.place.setText(wish.place)
        self.place.setCursorPosition(0)
        self.place.setMinimumWidth(theme.em(7.5))

    def widgets(self) -> tuple[QWidget, ...]:
        """Give the widgets, from the left."""
        return self.box, self.rule, self.hour, self.place

    def wish(self) -> Wish | None:
        """Give what is wished, or None where the kind is not planned."""
        if not self.box.isChecked():
            return None
        starts = self.hour.value() or self._wish.starts
        return replace(self._wish, rule=self.rule.currentData(), starts=starts, place=self.place.text().strip())


class PlanYearDialog(FormDialog):
    """Plans the meetings of a year; `done_as` carries what was done."""

    def __init__(self, parent: QWidget, desk: Desk, year: int) -> None:
        super().__init__(parent, desk, "安排全年", "安排")
        this = clock.today().year
        self._ground: Ground | None = None
        self._proposals: tuple[Proposal, ...] = ()
        self._changed: dict[Key, date] = {}
        self._left_out: set[Key] = set()
        self.rows: list[KindRow] = []
        self._high = 0
        self.year = Segments([(str(one), f"{one}年") for one in (this, this + 1)])
        self.year.set_value(str(min(max(year, this), this + 1)))
        self.days = CheckList()
        self.day = DateEdit(day_needed=True)
        self.change_button = QPushButton("改日期")
        self.told = theme.mark(QLabel(""), role="small")
        self.told.setWordWrap(True)
        self._grid = QGridLayout()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT)
        self.verb = self._verb
        self._lay_out()
        self._listen()
        self._read()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(theme.em(0.6))
        left.addWidget(self.year, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.setHorizontalSpacing(theme.em(0.6))
        self._grid.setVerticalSpacing(theme.em(0.5))
        for place, name in enumerate(("会议", "日子", "时间", "地点")):
            self._grid.addWidget(theme.mark(QLabel(name), role="key"), 0, place)
        left.addLayout(self._grid)
        hint = theme.mark(
            QLabel("次数按规则库，扣除已开和已排的；日子、时间、地点按以往习惯预填，遇休息日顺延。"), role="small"
        )
        hint.setWordWrap(True)
        left.addWidget(hint)
        left.addStretch(1)
        heading = theme.mark(QLabel("要安排的日期（空格键勾选或去掉）"), role="key")
        heading.setBuddy(self.days)
        self.days.setAccessibleName("要安排的日期")
        self.days.setMinimumWidth(theme.em(WIDE))
        right.addWidget(heading)
        right.addWidget(self.days, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        self.day.setAccessibleName("把选中的一次改到")
        for widget in (theme.mark(QLabel("选中的一次改到"), role="key"), self.day, self.change_button):
            row.addWidget(widget)
        row.addStretch(1)
        right.addLayout(row)
        right.addWidget(self.told)
        whole = QHBoxLayout()
        whole.setSpacing(theme.em(1.6))
        whole.addLayout(left, 4)
        whole.addLayout(right, 5)
        self.column.addLayout(whole)

    def _listen(self) -> None:
        self.year.chosen.connect(self._read)
        self.days.itemChanged.connect(self._ticked)
        self.days.currentRowChanged.connect(self._line_chosen)
        self.change_button.clicked.connect(self._change)
        self._waiting.timeout.connect(self._work)

    def chosen_year(self) -> int:
        """Give the year to plan."""
        return int(self.year.value() or clock.today().year)

    @Slot()
    def _read(self, *_: object) -> None:
        year, today = self.chosen_year(), clock.today()
        self.desk.read(lambda store: year_plan.ground(store, year, today), self._take, owner=self)

    def _take(self, found: Ground) -> None:
        self._ground = found
        self._changed, self._left_out = {}, set()
        for row in self.rows:
            for widget in row.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = [KindRow(wish, found.rules[kind]) for kind, wish in found.wishes.items()]
        places = list(dict.fromkeys(wish.place for wish in found.wishes.values() if wish.place))
        for number, row in enumerate(self.rows, start=1):
            row.place.offer(places)
            for place, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, number, place)
                widget.show()
            row.box.toggled.connect(self._waiting.start)
            row.rule.currentIndexChanged.connect(self._waiting.start)
            row.hour.textChanged.connect(self._waiting.start)
        self._work()
        self._grow()
        self.days.setFocus()

    def _grow(self) -> None:
        """Take the room that the rows need, as far as the screen has it, and stay on it."""
        screen = self.screen().availableGeometry()
        self._high = min(theme.em(MOST_HIGH), screen.height() - theme.em(BESIDE_LIST))
        self.days.setMinimumHeight(self._high)
        if (layout := self.layout()) is not None:
            layout.activate()
        room = screen.size() - QSize(theme.em(1), theme.em(3))
        self.resize(self.sizeHint().expandedTo(self.size()).boundedTo(room))
        place = self.frameGeometry()
        holder = self.parentWidget()
        place.moveCenter(holder.window().geometry().center() if holder is not None else screen.center())
        place.moveRight(min(place.right(), screen.right()))
        place.moveBottom(min(place.bottom(), screen.bottom()))
        self.move(max(place.left(), screen.left()), max(place.top(), screen.top()))

    def _wishes(self) -> Mapping[MeetingKind, Wish]:
        wishes = [wish for row in self.rows if (wish := row.wish()) is not None]
        return {wish.kind: wish for wish in wishes}

    @Slot()
    def _work(self) -> None:
        """Find the days anew; what was changed or left out by hand stays so."""
        if self._ground is None:
            return
        found = propose(self._ground.duties, self._wishes(), self._ground.working, clock.today())
        found = tuple(
            replace(one, day=self._changed[one.key], meant=None) if one.key in self._changed else one for one in found
        )
        self._proposals = tuple(sorted(found, key=lambda one: (one.day, one.wish.starts)))
        self._fill()

    def _fill(self, at: int = 0) -> None:
        ticked = [one for one in self._proposals if one.key not in self._left_out]
        self.days.set_lines([(one, self._line(one)) for one in self._proposals], ticked)
        self.days.setMaximumHeight(theme.em(MOST_HIGH * 2))
        self.days.setMinimumHeight(self._high)
        self.days.setCurrentRow(at)
        self._ticked()
        years = [self.chosen_year()] if self._ground and not self._ground.working.knows(self.chosen_year()) else []
        self.told.setText(say.unknown_years(years) if years else "")

    def _line(self, one: Proposal) -> str:
        working = self._ground.working if self._ground else None
        said = say.line(one.day, one.wish.kind, one.duty.group, f"{one.wish.starts:%H:%M}")
        if one.meant is not None:
            return said + say.gave_way(one.meant, working.name(one.meant) if working else "")
        return said + (say.not_worked() if working is not None and not working.is_working(one.day) else "")

    @Slot()
    def _ticked(self, *_: object) -> None:
        ticked = {one.key for one in self.days.ticked()}
        self._left_out = (self._left_out | {one.key for one in self._proposals}) - ticked
        self.save_button.setText(f"安排{len(ticked)}次" if ticked else "安排")
        self.save_button.setEnabled(bool(ticked))

    @Slot(int)
    def _line_chosen(self, row: int) -> None:
        if 0 <= row < len(self._proposals):
            self.day.set_value(self._proposals[row].day)

    @Slot()
    def _change(self) -> None:
        """Move the chosen line to the day that is typed."""
        row, day = self.days.currentRow(), self.day.day() if self.day.check() else None
        if day is None or not 0 <= row < len(self._proposals):
            return
        if day < clock.today():
            self.told.setText(DAY_PAST)
            return
        one = self._proposals[row]
        self._changed[one.key] = day
        self._work()
        keys = [each.key for each in self._proposals]
        self.days.setCurrentRow(keys.index(one.key))
        self.days.setFocus()

    def _verb(self) -> Verb | None:
        if not all([row.hour.check() for row in self.rows]):  # noqa: C419 - each says what is wrong with it
            return None
        self._waiting.stop()
        self._work()
        chosen: list[Proposal] = self.days.ticked()
        return lambda store: year_plan.plan_all(store, chosen).changes


def rule_text(rule: MonthRule) -> str:
    """Say on which days of the month meetings are."""
    if isinstance(rule, DayOfMonth):
        return say.by_date(rule.day)
    if isinstance(rule, WeekdayOfMonth):
        return say.by_weekday(rule.which, rule.weekday)
    return say.by_workday(rule.which)
