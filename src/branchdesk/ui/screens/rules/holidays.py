"""放假安排: a year's days off and days worked instead, the notice entered, and a term of working days reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox

from branchdesk import clock
from branchdesk.domain.working_days import Counted
from branchdesk.ledgers.spec import Choice, Field, FieldKind
from branchdesk.services import Changes, Store
from branchdesk.services.duties import working_days
from branchdesk.services.duties.working_days import Year, YearDay
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.rules.notice import NoticeDialog
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import holidays as say

COLUMNS = (
    Column("day", say.DAY, 6, sortable=False),
    Column("weekday", "星期", 3, sortable=False),
    Column("kind", "安排", 4, sortable=False),
    Column("name", say.NAME, 8, sortable=False, stretch=True),
    Column("origin", "来源", 5, sortable=False),
)
BACK, AHEAD = 3, 2  # years offered before this one, and from it on
LONGEST, USUAL = 250, 5  # working days
DAY_FIELDS = (
    Field("day", say.DAY, FieldKind.DATE, required=True, width=8),
    Field(
        "off",
        "安排",
        FieldKind.CHOICE,
        choices=(Choice("off", say.OFF), Choice("on", say.WORKED)),
        required=True,
        width=6,
    ),
    Field("name", say.NAME, width=12),
)


class HolidayTable(Table):
    """The days that are set; `removal_asked` is sent by the delete key."""

    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.setAccessibleName("放假和上班的日期")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a day to be taken out."""
        if event.key() == Qt.Key.Key_Delete and self.key():
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class HolidaysPage(LedgerPage):
    """The page of a year's holidays, one step further in from the rule book; `told_done` carries a step's title."""

    told_done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.title, self.subtitle = "放假安排", "推算工作日用；程序自带的以外，可录入国务院办公厅的通知"
        self._desk = desk
        self._days: dict[str, YearDay] = {}
        this = clock.today().year
        self.year = DropDown()
        for year in range(this - BACK, this + AHEAD):
            self.year.addItem(f"{year}年", year)
        self.year.setCurrentIndex(self.year.findData(this))
        self.year.setAccessibleName("年度")
        self.state = theme.mark(QLabel(""), tone="quiet")
        self.state.setWordWrap(True)
        self.table = HolidayTable()
        self.remove_button = QPushButton("删除")
        self.day_button = QPushButton("设一天…")
        self.notice_button = theme.mark(QPushButton("录入通知…"), role="primary")
        self.since = DateEdit(day_needed=True)
        self.since.set_value(clock.today())
        self.number = QSpinBox()
        self.number.setRange(1, LONGEST)
        self.number.setValue(USUAL)
        self.last = QLabel("")
        self.last.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._listen()

    def buttons(self) -> Sequence[QPushButton]:
        """Lend the ways to change the year."""
        return (self.remove_button, self.day_button, self.notice_button)

    @Slot()
    def reload(self) -> None:
        """Read the year anew."""
        year = self.shown_year()
        self._desk.read(lambda store: working_days.look(store, year), self._take, owner=self)
        self._reckon()

    def shown_year(self) -> int:
        """Give the year that is chosen."""
        return int(self.year.currentData())

    # -- inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.em(1))
        head.addWidget(self.year)
        head.addWidget(self.state, 1)
        days = Card()
        days.body.addLayout(head)
        days.body.addWidget(self.table, 1)
        reckoning = QHBoxLayout()
        reckoning.setSpacing(theme.em(0.6))
        from_label, to_label = QLabel("从"), QLabel("的次日起，第")
        from_label.setBuddy(self.since)
        to_label.setBuddy(self.number)
        self.since.setAccessibleName("起算日期")
        self.number.setAccessibleName("工作日天数")
        parts = (from_label, self.since, to_label, self.number, QLabel("个工作日是"), self.last)
        for part in parts:
            reckoning.addWidget(part)
        reckoning.addStretch(1)
        count = Card("推算工作日")
        count.body.addLayout(reckoning)
        self.doubt = theme.mark(QLabel(""), role="small")
        self.doubt.setWordWrap(True)
        count.body.addWidget(self.doubt)
        self.body.addWidget(days, 1)
        self.body.addWidget(count)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.year.currentIndexChanged.connect(self.reload)
        self.since.edited.connect(self._reckon)
        self.number.valueChanged.connect(self._reckon)
        self.table.picked.connect(self._offer)
        self.table.removal_asked.connect(self._remove)
        self.table.opened.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.day_button.clicked.connect(self._add)
        self.notice_button.clicked.connect(self._enter)
        self._offer()

    def _take(self, found: Year) -> None:
        if found.year != self.shown_year():
            return
        self._days = {one.set.day.isoformat(): one for one in found.days}
        self.table.set_rows([_row(one) for one in found.days])
        self.state.setText(say.known(found.year, own=found.own) if found.known else say.not_known(found.year))
        theme.mark(self.state, tone="quiet" if found.known else "warn")
        self._offer()

    @Slot()
    def _offer(self) -> None:
        one = self._days.get(self.table.key())
        self.remove_button.setEnabled(one is not None and one.id is not None)

    @Slot()
    def _reckon(self) -> None:
        since, number = self.since.day(), self.number.value()
        if since is None:
            self.last.setText("")
            self.doubt.setText("")
        else:
            self._desk.read(lambda store: working_days.count(store, since, number), self._show_last, owner=self)

    def _show_last(self, counted: Counted) -> None:
        self.last.setText(say.day_of(counted.last.isoformat(), counted.last.weekday()))
        self.doubt.setText(say.unknown(counted.unknown))
        self.doubt.setVisible(bool(counted.unknown))

    @Slot()
    def _enter(self) -> None:
        dialog = NoticeDialog(self, self._desk, self.shown_year())
        dialog.done_as.connect(self._done)
        dialog.open()

    @Slot()
    def _add(self) -> None:
        self._ask({"day": None, "off": "off", "name": None})

    @Slot(str)
    def _edit(self, key: str) -> None:
        one = self._days.get(key)
        if one is not None:
            self._ask({"day": key, "off": "off" if one.set.off else "on", "name": one.set.name})

    def _ask(self, values: Values) -> None:
        dialog = FieldsDialog(self, self._desk, "设一天", DAY_FIELDS, _set)
        dialog.saved.connect(self._saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin(values)

    @Slot()
    def _remove(self) -> None:
        one = self._days.get(self.table.key())
        if one is not None and one.id is not None:
            day = one.set.day
            self._desk.write(lambda store: working_days.remove(store, day), self._saved, owner=self)

    @Slot(object)
    def _saved(self, changes: Changes) -> None:
        self._done(changes.title)

    @Slot(str)
    def _done(self, title: str) -> None:
        self.told_done.emit(title)


def _set(store: Store, values: Values) -> object:
    return working_days.set_day(store, values["day"], values["name"] or "", off=values["off"] == "off")


def _row(one: YearDay) -> Row:
    day: date = one.set.day
    kind = Cell(say.OFF if one.set.off else say.WORKED, Tone.GOOD if one.set.off else Tone.WARN, mark=Mark.PILL)
    origin = Cell(say.OWN if one.id else say.SHIPPED, Tone.INK if one.id else Tone.QUIET)
    weekday = Cell(f"周{say.WEEKDAYS[day.weekday()]}", Tone.QUIET)
    return Row(day.isoformat(), (Cell(day.isoformat()), weekday, kind, Cell(one.set.name), origin))
