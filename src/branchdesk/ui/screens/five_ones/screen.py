"""五个一 · 政治生日: a year by its months, the people of one with their five, and everything that is done for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.five_ones import ItemState, coverage
from branchdesk.domain.roster import RosterPerson
from branchdesk.errors import Refusal
from branchdesk.services.meetings import habits
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import (
    ceremonies,
    five_ones,
    five_ones_marks,
    five_ones_settings,
    five_ones_sheets,
    people,
)
from branchdesk.services.people.ceremonies import Held, Proposal
from branchdesk.services.people.five_ones import Link, PersonYear, Year
from branchdesk.services.people.five_ones_marks import Noted
from branchdesk.services.people.five_ones_settings import Known
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.ledger.side_file import KINDS as FILE_KINDS
from branchdesk.ui.ledger.side_file import SideFile
from branchdesk.ui.papers import preview
from branchdesk.ui.screen import Screen
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.ui.screens.committee.election import candidates
from branchdesk.ui.screens.five_ones.ceremony import CeremonyDialog
from branchdesk.ui.screens.five_ones.months import MonthStrip
from branchdesk.ui.screens.five_ones.noting import NotingDialog
from branchdesk.ui.screens.five_ones.settings import SettingsDialog
from branchdesk.ui.screens.five_ones.sheet import FiveSheet
from branchdesk.ui.screens.five_ones.summary import month_at_hand, month_of, strip_of, week_text
from branchdesk.ui.shortcuts import bind
from branchdesk.words import five_ones as say

if TYPE_CHECKING:
    from branchdesk.services import Changes, Store

KEY = "five_ones"
WEEK = 7  # days ahead in which a birthday counts at the place's name, and is to be told of
PARTS = frozenset({"five_ones_mark", "five_ones_item", "duty_mark", "meeting", "attendance", "member", "member_entry"})
HINT = "回车填写一项，空格登记今天已办或撤去；姓名看党员卡片，告知栏登记已告知本人"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read together: the year, and who is near as of today."""

    year: Year
    near: tuple[PersonYear, ...]


class FiveOnesScreen(Screen):
    """The months above, the people below."""

    title = "五个一 · 政治生日"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.year, self.month = clock.today().year, clock.today().month
        self.seen: Seen | None = None
        self.dialog: FormDialog | None = None
        self._member = ""
        self._together = False
        self._stale = True
        self.before_button, self.after_button = QPushButton("‹"), QPushButton("›")
        self.year_label = theme.mark(QLabel(""), role="heading")
        self.strip = MonthStrip()
        self.sheet = FiveSheet()
        self.notice = Notice(desk)
        self.side_file = SideFile(self, desk)
        self.week = QFrame()
        self.week_label = QLabel("")
        self.told_button = QPushButton("登记已告知")
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.told = theme.mark(QLabel(""), role="small")
        self.hint = theme.mark(QLabel(HINT), role="small")
        self.settings_button = QPushButton("设置…")
        self.export_button = QPushButton("导出…")
        self.cards_button = QPushButton("打印纪念卡…")
        self.print_button = QPushButton("打印…")
        self.together_button = theme.mark(QPushButton("集体过…"), role="primary")
        self._lay_out()
        self._listen()

    def buttons(self) -> Sequence[QWidget]:
        """Lend what is done for a month or a year."""
        return self.settings_button, self.export_button, self.print_button, self.cards_button, self.together_button

    def reload(self, changes: Changes | None) -> None:
        """Read anew where something of it changed; unseen, once the screen is looked at again."""
        if changes is None or any(kind in PARTS or kind.startswith("member_") for kind in changes.kinds):
            self._stale = True
            if changes is None or self.isVisible():
                self._read()

    def activated(self, **target: object) -> None:
        """Be shown; `year`, `month` and `member` say what of it is meant, `together` asks for the month's ceremony."""
        year, month = target.get("year"), target.get("month")
        if isinstance(year, int):
            self.year = year
        if isinstance(month, int):
            self.month = month
        self._member = str(target.get("member") or "")
        self._together = bool(target.get("together"))
        if self._stale or target:
            self._read()

    def back(self) -> bool:
        """Step back from the whole year or another month to the month at hand."""
        today = clock.today()
        if (self.year, self.month) == (today.year, today.month):
            return False
        self._go(today.year, today.month)
        return True

    # -- what it is made of

    def _lay_out(self) -> None:
        self.body.addWidget(self.notice.above_pages())
        column = self.card()
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), theme.em(0.55), theme.em(0.6), theme.em(0.35))
        head.setSpacing(theme.em(0.55))
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.4))
        for button, name in ((self.before_button, "上一年"), (self.after_button, "下一年")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        line.addWidget(self.before_button)
        line.addWidget(self.year_label)
        line.addWidget(self.after_button)
        line.addSpacing(theme.em(0.8))
        self.told.setWordWrap(True)
        line.addWidget(self.told, 1)
        head.addLayout(line)
        head.addWidget(self.strip)
        theme.mark(self.week, role="banner", tone="warn")
        banner = QHBoxLayout(self.week)
        banner.setContentsMargins(theme.em(0.9), theme.em(0.4), theme.em(0.5), theme.em(0.4))
        self.week_label.setWordWrap(True)
        banner.addWidget(self.week_label, 1)
        banner.addWidget(self.told_button)
        self.week.hide()
        head.addWidget(self.week)
        column.addLayout(head)
        self.nothing.setContentsMargins(theme.em(1.2), theme.em(1), 0, theme.em(1))
        column.addWidget(self.nothing)
        column.addWidget(self.sheet, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.7), 0, theme.em(0.7), theme.em(0.2))
        self.hint.setWordWrap(True)
        foot.addWidget(self.hint, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.sheet)

    def _listen(self) -> None:
        self.before_button.clicked.connect(partial(self._turn_year, -1))
        self.after_button.clicked.connect(partial(self._turn_year, 1))
        self.strip.chosen.connect(self._month_chosen)
        self.sheet.item_asked.connect(self._ask_item)
        self.sheet.quick_asked.connect(self._note_quickly)
        self.sheet.person_asked.connect(self._to_card)
        self.sheet.told_asked.connect(self._turn_told)
        self.told_button.clicked.connect(self._tell_week)
        self.together_button.clicked.connect(self.celebrate)
        self.cards_button.clicked.connect(self._print_cards)
        self.print_button.clicked.connect(self._print)
        self.export_button.clicked.connect(self._export)
        self.settings_button.clicked.connect(self._ask_settings)
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setToolTip("Ctrl+P")
        bind(self, ("Alt+Left", partial(self._step, -1)), ("Alt+Right", partial(self._step, 1)))

    # -- what it shows

    def _read(self) -> None:
        if not self.desk.is_open:
            return
        self._stale = False
        year, today = self.year, clock.today()

        def work(store: Store) -> Seen:
            return Seen(five_ones.year(store, year, today), five_ones.near(store, today, WEEK))

        self.desk.read(work, self._show, owner=self)

    def _show(self, seen: Seen) -> None:
        if seen.year.year != self.year:
            return
        self.seen = seen
        today = clock.today()
        self.year_label.setText(f"{self.year}年")
        self.strip.show_months(strip_of(seen.year), today.month if today.year == self.year else 0)
        self.strip.go_to(self.month)
        self.sheet.show_people(self.people(), seen.year.items, by_month=not self.month)
        if self._member and any(one.member_id == self._member for one in self.people()):
            self.sheet.choose(self._member)
            self._member = ""
        self._tell()
        self.counted.emit(KEY, len(seen.near))
        together, self._together = self._together, False
        if together and self.people():
            self.celebrate()

    def people(self) -> tuple[PersonYear, ...]:
        """Give those who are shown."""
        if self.seen is None:
            return ()
        return self.seen.year.of_month(self.month) if self.month else self.seen.year.people

    def meant(self) -> int:
        """Give the month that a ceremony and cards are of: the one shown, of a whole year the one at hand, or 0."""
        if self.month or self.seen is None:
            return self.month
        return month_at_hand(self.seen.year, clock.today())

    def _tell(self) -> None:
        """Say how much is done, whom to tell, and what there is not."""
        if self.seen is None:
            return
        year, shown = self.seen.year, self.people()
        rows = ((one.birthday, [item.state for item in one.items]) for one in shown)
        counted = coverage(rows, clock.today())
        said = say.coverage(counted.done, counted.asked, counted.people_done, counted.people_asked) if shown else ""
        lacking = f"　{say.unknown(year.unknown)}" if year.unknown and not self.month else ""
        self.told.setText(said + lacking)
        self.nothing.setVisible(not shown)
        self.nothing.setText(say.nobody(self.year, self.month))
        self.sheet.setVisible(bool(shown))
        self.hint.setVisible(bool(shown))
        for button in (self.cards_button, self.together_button):
            button.setEnabled(bool(shown))
        self.print_button.setEnabled(bool(year.people))
        self.export_button.setEnabled(bool(year.people))
        waiting = self._untold()
        self.week_label.setText(week_text(waiting))
        self.week.setVisible(bool(waiting))

    # -- going about

    @Slot(int)
    def _month_chosen(self, month: int) -> None:
        self._go(self.year, month)

    def _turn_year(self, by: int) -> None:
        self._go(self.year + by, self.month)

    def _step(self, by: int) -> None:
        """Go a month on or back, past the year's end."""
        year, month = month_of(self.year, self.month or clock.today().month, by)
        self._go(year, month)

    def _go(self, year: int, month: int) -> None:
        other = year != self.year
        self.year, self.month = year, month
        if other or self.seen is None:
            self._read()
        else:
            self._show(self.seen)

    @Slot(str)
    def _to_card(self, member_id: str) -> None:
        self.navigate("members", target=member_id, behind=KEY)

    # -- noting

    def _person(self, member_id: str) -> PersonYear | None:
        return next((one for one in self.people() if one.member_id == member_id), None)

    @Slot(str, int)
    def _ask_item(self, member_id: str, at: int) -> None:
        """Ask about one of the five, with the records that would show it."""
        found = self._person(member_id)
        if found is None:
            return
        view, today = found.items[at], clock.today()

        def work(store: Store) -> tuple[tuple[Link, ...], tuple[RosterPerson, ...]]:
            links = five_ones.suggestions(store, member_id, view.item.id, found.year, today)
            return links, people.on_roster(store, today)

        def ask(known: tuple[tuple[Link, ...], tuple[RosterPerson, ...]]) -> None:
            links, roster = known
            dialog = NotingDialog(self, self.desk, found, view, links, candidates(roster))
            dialog.done_as.connect(self._done)
            self._open(dialog)
            dialog.state.setFocus()

        self.desk.read(work, ask, owner=self)

    @Slot(str, int)
    def _note_quickly(self, member_id: str, at: int) -> None:
        """Note an item as done today, or take back what stands there."""
        found = self._person(member_id)
        if found is None:
            return
        view = found.items[at]
        if view.marked:
            self._write(lambda store: five_ones_marks.unmark(store, member_id, view.item.id, found.year))
            return
        noted = Noted(member_id, view.item.id, found.year, ItemState.DONE, clock.today().isoformat())
        self._write(lambda store: five_ones_marks.mark(store, noted))

    @Slot(str)
    def _turn_told(self, member_id: str) -> None:
        """Note that somebody was told today, or take that back."""
        found = self._person(member_id)
        if found is not None:
            day = None if found.told_on else clock.today()
            self._write(lambda store: five_ones_marks.tell(store, [(member_id, found.year)], day))

    @Slot()
    def _tell_week(self) -> None:
        whom = [(one.member_id, one.year) for one in self._untold()]
        self._write(lambda store: five_ones_marks.tell(store, whom, clock.today()))

    def _untold(self) -> list[PersonYear]:
        """Give those of the coming week who were not told; for whom everything is done the day has been kept."""
        near = self.seen.near if self.seen is not None else ()
        return [one for one in near if one.told_on is None and one.done < one.asked]

    def _write(self, verb: Verb) -> None:
        self.desk.write(verb, self._written, failed=self._refused, owner=self)

    def _written(self, changes: Changes) -> None:
        if changes:
            self._done(changes.title)

    @Slot(str)
    def _done(self, title: str) -> None:
        if title:
            self.notice.tell_done(f"{title}。", title)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.notice.tell(error.sentence, theme.Tone.BAD)

    # -- a month together

    @Slot()
    def celebrate(self) -> None:
        """Ask what is left to ask of the month's ceremony."""
        year, month, today = self.year, self.meant(), clock.today()
        if not month:
            return

        def work(store: Store) -> tuple[Proposal, tuple[RosterPerson, ...], tuple[str, ...]]:
            proposal = ceremonies.propose(store, year, month, today)
            return proposal, people.on_roster(store, today), habits.habits(store).places

        def ask(known: tuple[Proposal, tuple[RosterPerson, ...], tuple[str, ...]]) -> None:
            proposal, roster, places = known
            dialog = CeremonyDialog(self, self.desk, (year, month), proposal, candidates(roster), places)
            dialog.held.connect(self._held)
            self._open(dialog)
            dialog.moment.setFocus()

        self.desk.read(work, ask, owner=self)

    @Slot(object)
    def _held(self, held: Held) -> None:
        title = held.changes.title
        lacking = f"{say.names(held.without_talk)}的谈话待补。" if held.without_talk else ""
        to_record = ("打开会议记录", partial(self.navigate, "meeting", target=held.meeting_id, behind=KEY))
        self.notice.tell_done(f"{title}，登记{held.noted}项。{lacking}", title, second=to_record)

    # -- out of the house

    @Slot()
    def _print_cards(self) -> None:
        """Show the cards of the month as they will be printed."""
        month = self.meant()
        chosen = tuple(one.member_id for one in self.people() if one.month == month)
        order = Order("birthday-card", "", {"month": month, "year": self.year, "people": chosen})
        preview.show(self.desk, self, order, f"{self.year}年{month}月政治生日纪念卡")

    @Slot()
    def _print(self) -> None:
        """Show the year's people with their five as they will be printed."""
        preview.show(self.desk, self, Order("five-ones", "", {"year": self.year}), say.sheet_title(self.year))

    @Slot()
    def _export(self) -> None:
        store, year, month, today = self.desk.store, self.year, self.month, clock.today()
        title = say.sheet_title(year, month)
        write = partial(five_ones_sheets.export, store, year, today, month=month)
        self.side_file.ask(f"导出{title}", f"{title}.xlsx", tuple(FILE_KINDS), write, self.notice.tell)

    @Slot()
    def _ask_settings(self) -> None:
        year = self.year

        def ask(known: Known) -> None:
            dialog = SettingsDialog(self, self.desk, year, known)
            dialog.kept.connect(self._kept)
            self._open(dialog)
            dialog.add_button.setFocus()

        self.desk.read(lambda store: five_ones_settings.known(store, year), ask, owner=self)

    @Slot(object)
    def _kept(self, changes: Changes) -> None:
        self._read()
        if changes:
            self._done(changes.title)
        else:
            self.notice.tell("设置已保存。")

    def _open(self, dialog: FormDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
