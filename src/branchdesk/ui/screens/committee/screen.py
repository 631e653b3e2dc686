"""支部班子: one page of cards, and the dialogs that change what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.roster import RosterPerson
from branchdesk.domain.structure import Hint, Weight
from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.people import committees, groups, people
from branchdesk.services.people.committees import Committee, Overview
from branchdesk.services.people.groups import Group
from branchdesk.ui import theme
from branchdesk.ui.columns import TwoColumns
from branchdesk.ui.desk import Desk
from branchdesk.ui.entries import Entries, Entry
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.people_order import PeopleOrderCard
from branchdesk.ui.screen import Card, Page, Screen
from branchdesk.ui.screens.committee.dialog import FormDialog
from branchdesk.ui.screens.committee.election import ElectionDialog, Mode
from branchdesk.ui.screens.committee.groups_card import GroupDialog, GroupsCard
from branchdesk.ui.screens.committee.offices import EndDialog, OfficeDialog
from branchdesk.ui.screens.committee.past import COLUMNS, PastCard, officer_row
from branchdesk.ui.screens.committee.term_bar import TermLine
from branchdesk.ui.table import Table
from branchdesk.ui.theme import Tone
from branchdesk.words import structure as say

if TYPE_CHECKING:
    from branchdesk.services import Changes

TONES = {Weight.WARNING: Tone.BAD, Weight.REMINDER: Tone.WARN, Weight.NOTE: Tone.QUIET}
KINDS = frozenset(
    {"committee", "member", "member_office", "member_period", "member_stage", "member_condition", "member_group"}
    | {"party_group"}
)
Seen = tuple[Overview, tuple[Group, ...], tuple[RosterPerson, ...], tuple[RosterPerson, ...]]


class CommitteeScreen(Screen):
    """The committee in office, hints with their article, the groups, and the committees before."""

    title = "支部班子"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.seen: Overview | None = None
        self.roster: tuple[RosterPerson, ...] = ()
        self.everybody: tuple[RosterPerson, ...] = ()
        self.notice = Notice(desk)
        self.present = PresentCard()
        self.hints = HintsCard()
        self.groups = GroupsCard()
        self.past = PastCard()
        self.order = PeopleOrderCard(desk)
        self.fill_button = QPushButton("补选、增补…")
        self.elect_button = theme.mark(QPushButton("换届…"), role="primary")
        self.dialog: FormDialog | None = None
        columns = TwoColumns()
        columns.add_row(self.present, self.hints)
        columns.add_row(self.past, self.groups)
        page = Page()
        page.body.addWidget(self.notice)
        page.body.addWidget(columns)
        page.body.addWidget(self.order)
        page.body.addStretch(1)
        self.body.addWidget(page)
        self.setFocusProxy(self.present.table)
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the by-election and the election."""
        return (self.fill_button, self.elect_button)

    def reload(self, changes: Changes | None) -> None:
        """Ask anew after a change that concerns people or offices."""
        if changes is None or changes.kinds & KINDS:
            self.desk.read(_look, self._show)
            self.order.ask()

    # -- inside

    def _wire(self) -> None:
        self.fill_button.clicked.connect(self._fill)
        self.elect_button.clicked.connect(self._elect)
        self.present.enter_button.clicked.connect(self._enter)
        self.present.change_button.clicked.connect(self._change_present)
        self.present.end_button.clicked.connect(self._end)
        self.present.table.opened.connect(self._open_officer)
        self.hints.entries.chosen.connect(self._cure)
        self.groups.add_asked.connect(self._add_group)
        self.groups.rename_asked.connect(self._rename_group)
        self.groups.removal_asked.connect(self._remove_group)
        self.groups.opened.connect(self._open_group)
        self.past.add_asked.connect(self._enter_past)
        self.past.change_asked.connect(self._change_past)
        self.past.removal_asked.connect(self._remove_past)
        self.past.person_asked.connect(self._open_person)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._fill)

    def _show(self, found: Seen) -> None:
        seen, standing, self.roster, self.everybody = found
        self.seen = seen
        self.present.show_committee(seen.present)
        self.hints.show_hints(seen.hints)
        self.groups.show_groups(standing)
        self.past.show_committees(seen.past)
        number = len({one.person for one in seen.present.officers if one.until is None}) if seen.present else 0
        self.subtitle = f"共{number}人" if number else ""
        self.heading_changed.emit()

    def _ask(self, dialog: FormDialog) -> None:
        """Show a dialog; what it did is told with a way back."""
        self.dialog = dialog
        dialog.done_as.connect(self._told)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _told(self, title: str) -> None:
        self.notice.tell_done(f"已保存：{title}。", title)

    @Slot()
    def _fill(self, office: str | bool = "") -> None:  # noqa: FBT001 - a button sends whether it is down
        self._ask(OfficeDialog(self, self.desk, self.roster, office if isinstance(office, str) else ""))

    def _enter_as(self, mode: Mode, one: Committee | None = None) -> None:
        if self.seen is None:
            return
        dialog = ElectionDialog(self, self.desk, mode, self.seen, self.everybody if mode is Mode.PAST else self.roster)
        if one is not None:
            dialog.show_committee(one)
        self._ask(dialog)

    @Slot()
    def _elect(self) -> None:
        self._enter_as(Mode.ELECT)

    @Slot()
    def _enter(self) -> None:
        self._enter_as(Mode.PRESENT)

    @Slot()
    def _enter_past(self) -> None:
        self._enter_as(Mode.PAST)

    @Slot()
    def _change_present(self) -> None:
        if self.seen and self.seen.present:
            self._enter_as(Mode.CHANGE, self.seen.present)

    @Slot(str)
    def _change_past(self, committee_id: str) -> None:
        for one in self.seen.past if self.seen else ():
            if one.id == committee_id:
                self._enter_as(Mode.CHANGE, one)

    @Slot()
    def _end(self) -> None:
        if (one := self.present.officer()) is not None and one.until is None:
            self._ask(EndDialog(self, self.desk, one))

    @Slot(str)
    def _open_officer(self, _row: str) -> None:
        if (one := self.present.officer()) is not None:
            self._open_person(one.person)

    @Slot(str)
    def _open_person(self, person: str) -> None:
        self.navigate("members", target=person)

    @Slot(str)
    def _open_group(self, name: str) -> None:
        self.navigate("members", target=name)

    @Slot(int)
    def _cure(self, number: int) -> None:
        """Lead from a hint to where it is mended."""
        hint = self.hints.shown[number]
        if hint.person:
            self._open_person(hint.person)
        elif hint.code == "term_unknown":
            self._enter()
        elif hint.code.startswith("term"):
            self._elect()
        elif hint.code in {"no_secretary", "portfolio_missing", "committee_needed", "committee_small"}:
            self._fill("书记" if hint.code == "no_secretary" else "组织委员")
        elif hint.code == "no_leader":
            self._fill("党小组长")
        elif hint.group:
            self._open_group(hint.group)
        elif hint.code == "groups_wanted":
            self._add_group()
        else:
            self.navigate("members", target=None)

    @Slot()
    def _add_group(self) -> None:
        self._ask(GroupDialog(self, self.desk, None))

    @Slot(str)
    def _rename_group(self, group_id: str) -> None:
        if (group := self.groups.group(group_id)) is not None:
            self._ask(GroupDialog(self, self.desk, group))

    @Slot(str)
    def _remove_group(self, group_id: str) -> None:
        self._run(lambda store: groups.remove(store, group_id))

    @Slot(str)
    def _remove_past(self, committee_id: str) -> None:
        self._run(lambda store: committees.remove(store, committee_id))

    def _run(self, verb: Callable[[Store], Changes]) -> None:
        self.desk.write(verb, self._done, failed=self._refused)

    def _done(self, changes: Changes) -> None:
        self._told(changes.title)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.notice.tell(error.sentence, Tone.WARN)


def _look(store: Store) -> Seen:
    """Ask for everything the page shows; this runs on the reading lane."""
    return (
        committees.look(store),
        groups.look(store),
        people.on_roster(store, clock.today()),
        committees.everybody(store),
    )


class PresentCard(Card):
    """The committee in office: its term, and who holds what."""

    def __init__(self) -> None:
        super().__init__("本届班子")
        self.term = TermLine()
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("本届班子")
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.nothing.setText("花名册中没有人任支部职务。可以按“换届”登记本届班子，或按“补选、增补”登记一项职务。")
        self.nothing.setWordWrap(True)
        self.enter_button = QPushButton("登记当选时间…")
        self.change_button, self.end_button = QPushButton("修改届次…"), QPushButton("离任…")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.6))
        for button in (self.enter_button, self.change_button, self.end_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.term)
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._committee: Committee | None = None

    def show_committee(self, one: Committee | None) -> None:
        """Show another committee, or that there is none."""
        self._committee = one
        officers = one.officers if one else ()
        entered = one is not None and one.id is not None
        self.heading.setText(f"本届班子（{say.ordinal(one.number)}）" if one and one.number else "本届班子")
        self.term.setVisible(bool(officers) or entered)
        self.term.show_committee(one, clock.today())
        self.table.set_rows([officer_row(officer) for officer in officers])
        self.table.show_whole()
        self.table.setVisible(bool(officers))
        if officers and not self.table.key():
            self.table.choose(officers[0].row)
        self.nothing.setVisible(not officers)
        self.enter_button.setVisible(bool(officers) and not entered)
        self.change_button.setVisible(entered)
        self.end_button.setVisible(any(officer.until is None for officer in officers))

    def officer(self) -> committees.Officer | None:
        """Give whoever is chosen in the table."""
        key = self.table.key()
        return next((one for one in self._committee.officers if one.row == key), None) if self._committee else None


class HintsCard(Card):
    """What the rules say of the branch's make-up, each line with its article."""

    def __init__(self) -> None:
        super().__init__("机构设置", "依据条文，点一行去处理")
        self.entries = Entries()
        self.nothing = theme.mark(QLabel("人数、班子、任期和党小组都符合规定。"), tone="quiet")
        self.nothing.setWordWrap(True)
        self.shown: tuple[Hint, ...] = ()
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.entries)
        self.body.addLayout(inside)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        self.shown = hints
        self.entries.set_entries([Entry(hint.message, hint.article, dot=TONES[hint.weight]) for hint in hints])
        self.nothing.setVisible(not hints)
