"""A member's card: everything about one person on one page, and from there whatever is to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk import clock
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.ledgers.member_life import (
    CONDITIONS_HELD,
    ENTRIES_KEPT,
    GROUPS,
    LIFE_TABLES,
    OFFICES,
    STAGES_HELD,
    TALKS,
    LifeTable,
)
from branchdesk.ledgers.members import MEMBERS, STAGE
from branchdesk.services.papers.papers import About, Order, PaperKind
from branchdesk.services.people import disclosures, member_card, member_life, transfers
from branchdesk.services.people.disclosures import Way
from branchdesk.services.people.member_card import LifeRow, MemberCard
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.flow import Flow
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.card_page import CardPage
from branchdesk.ui.papers import preview
from branchdesk.ui.papers.menu import PapersButton
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member import editing, life, stays
from branchdesk.ui.screens.member.facts import Facts
from branchdesk.ui.screens.member.five_ones import FiveOnesCard
from branchdesk.ui.screens.member.head import Head
from branchdesk.ui.screens.member.leaving import coming_back_dialog, coming_back_values, receipt_dialog
from branchdesk.ui.screens.member.meetings import MeetingsCard
from branchdesk.ui.screens.member.photo import portrait
from branchdesk.ui.screens.member.rows_section import RowsSection
from branchdesk.ui.screens.member.study import StudyCard

PAST_IN_SIGHT = 8  # rows of the history
HELD = (OFFICES, GROUPS, STAGES_HELD)


class MemberCardPage(CardPage):
    """Everything about one member, or one who left.

    `removal_asked` asks for the leaving; `meeting_asked` carries a meeting that shall be shown; `card_shown` the member
    who is shown now, `refused` the sentence of what could not be done.
    """

    meeting_asked = Signal(str)
    card_shown = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk, PAST_IN_SIGHT)
        self.verbs = actions
        self.card: MemberCard | None = None
        self._wanted = ""
        self.head = Head()
        self.facts = Facts(MEMBERS)
        self.sections: dict[str, RowsSection] = {key: life.section_of(one) for key, one in LIFE_TABLES.items()}
        self.sections[stays.KEY] = stays.section()
        self.meetings = MeetingsCard()
        self.five_ones = FiveOnesCard(desk)
        self.study = StudyCard(desk)
        self._cards: list[tuple[Card, tuple[str, ...]]] = []
        self._make_buttons()
        self._make_offers()
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back and what may be done: leaving and the form, or for somebody gone the ways to return."""
        if self.card is not None and not self.card.here:
            return (self.back_button, self.papers_button, self.erase_button, self.return_button, self.restore_button)
        return (self.back_button, self.papers_button, self.remove_button, self.edit_button)

    def open_record(self, record: str) -> None:
        """Show a member from the top."""
        if record != self._wanted:
            for section in self.sections.values():
                section.fold()
                section.clear()
            self.meetings.fold()
            self.page.verticalScrollBar().setValue(0)
        self._wanted = record
        self.facts.hide_private()
        self._ask()

    def reload(self) -> None:
        """Show the same member as they stand now."""
        if self._wanted:
            self._ask()

    # -- inside

    def _ask(self) -> None:
        record = self._wanted
        self.desk.read(lambda store: member_card.card(store, record), self._show, failed=self._failed)
        self.study.ask(record)

    def _make_buttons(self) -> None:
        self.back_button = QPushButton("返回", self)
        self.papers_button = PapersButton(About.MEMBER, self._show_paper, self)
        self.remove_button = QPushButton("离开支部…", self)
        self.edit_button = theme.mark(QPushButton("编辑", self), role="primary")
        self.return_button = QPushButton("转回…", self)
        self.return_button.setToolTip("离开以后又转回本支部：另起一段在册时间")
        self.erase_button = QPushButton("彻底删除…", self)
        self.erase_button.setToolTip("按本人申请，删除其全部个人信息")
        self.restore_button = theme.mark(QPushButton("恢复在册", self), role="primary")
        self.restore_button.setToolTip("离开登记有误：取消这次离开")
        for button in (*self.buttons(), self.erase_button, self.return_button, self.restore_button):
            button.hide()  # the top bar shows those it is lent

    def _make_offers(self) -> None:
        """Make the line that offers what there is nothing of yet."""
        self.offers = QWidget()
        flow = Flow(self.offers, gap=0.3)
        self.offer_buttons: dict[str, QPushButton] = {}
        for key, one in LIFE_TABLES.items():
            if one is STAGES_HELD:
                continue
            button = theme.mark(QPushButton(f"＋ {one.label}"), role="quiet")
            button.setAccessibleName(f"添加{one.label}")
            button.clicked.connect(partial(self._add, key))
            self.offer_buttons[key] = button
            flow.addWidget(button)

    def _lay_out(self) -> None:
        facts = Card()
        facts.body.addWidget(self.facts)
        slim = [facts, self._card_of(*HELD)]
        coming = Card()
        coming.body.addWidget(self.sections[stays.KEY])
        self._cards.append((coming, (stays.KEY,)))
        self.offers_card = Card()
        self.offers_card.body.addWidget(self.offers)
        broad = [
            self._card_of(CONDITIONS_HELD),
            self.meetings,
            self.five_ones,
            self.study,
            *(self._card_of(one) for one in ENTRIES_KEPT),
            coming,
            self.offers_card,
        ]
        self.set_out(self.head, (slim, 2), (broad, 3))
        self.setFocusProxy(self.edit_button)

    def _card_of(self, *tables: LifeTable) -> Card:
        card = Card()
        card.body.setSpacing(theme.em(0.9))
        for one in tables:
            card.body.addWidget(self.sections[one.key])
        self._cards.append((card, tuple(one.key for one in tables)))
        return card

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.restore_button.clicked.connect(self._stay)
        self.erase_button.clicked.connect(self._erase)
        self.return_button.clicked.connect(self._come_back)
        self.facts.revealed.connect(self._note_reveal)
        self.desk.closed.connect(self.facts.hide_private)
        self.head.photo.chosen.connect(self._take_photo)
        self.head.photo.removed.connect(self._drop_photo)
        self.head.under_way.receipt_button.clicked.connect(self._receipt)
        self.head.under_way.stay_button.clicked.connect(self._stay)
        self.meetings.opened.connect(self.meeting_asked)
        self.meetings.made_up_asked.connect(self._make_up)
        self.meetings.all_button.clicked.connect(self._make_up_all)
        for section in self.sections.values():
            section.add_asked.connect(self._add)
            section.edit_asked.connect(self._change)
            section.removal_asked.connect(self._take_out)
            section.picked.connect(self._picked)
        self.sections[TALKS.key].print_asked.connect(self._print_talk)

    def _show(self, card: MemberCard) -> None:
        if card.id != self._wanted:
            return
        turned = self.card is not None and self.card.here != card.here
        self.card = card
        facts = [STAGE.shown(card.values["stage"]), card.values["office"], card.values["group"]]
        self.head.show_card(card)
        self.facts.show_values(card.values)
        today = clock.today().isoformat()
        for key, table in LIFE_TABLES.items():
            found = card.rows[key] if table in ENTRIES_KEPT else sorted(card.rows[key], key=_newest)
            foot = life.foot_of(table, found, today)
            self.sections[key].set_rows([life.row_of(table, row) for row in found], foot, writable=card.here)
        self.sections[stays.KEY].set_rows(stays.rows_of(card.stays), writable=card.here)
        self.meetings.show_meetings(card.meetings)
        self.five_ones.show_member(card.id)
        for part, keys in self._cards:
            part.setVisible(any(not self.sections[key].empty for key in keys))
        for key, button in self.offer_buttons.items():
            button.setVisible(self.sections[key].empty)
        self.offers_card.setVisible(card.here and any(self.sections[key].empty for key in self.offer_buttons))
        self.name(card.label, " · ".join(str(fact) for fact in facts if fact))
        self.setFocusProxy(self.edit_button if card.here else self.restore_button)
        if turned:
            self.heading_changed.emit()
        self.history.show_record(MEMBERS.key, card.id)
        self.card_shown.emit(card.id)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.closed.emit()

    @Slot()
    def _note_reveal(self) -> None:
        if self.card is not None:
            who = self.card.label
            self.desk.write(lambda store: disclosures.note(store, Way.SHOWN, who))

    @Slot(str)
    def _picked(self, key: str) -> None:
        for other, section in self.sections.items():
            if other != key:
                section.clear()

    # -- changing

    @Slot()
    def _edit(self) -> None:
        if self.card is not None and self.card.here:
            self.edit_asked.emit(self.card.id)

    @Slot()
    def _remove(self) -> None:
        if self.card is not None and self.card.here:
            self.removal_asked.emit(self.card.id)

    @Slot(str)
    def _add(self, key: str, *_: object) -> None:
        if self.card is not None:
            values = editing.fresh(LIFE_TABLES[key], clock.today().isoformat())
            self.open_dialog(editing.row_dialog(self, self.desk, key, self.card, None), values)

    @Slot(str, str)
    def _change(self, key: str, row_id: str) -> None:
        if self.card is None or key == STAGES_HELD.key:
            return
        if key == stays.KEY:
            stay = row_id.removesuffix(stays.OUT)
            found = next(row for row in self.card.stays if row.id == stay)
            self.open_dialog(editing.stay_dialog(self, self.desk, self.card, stay), found.values)
            return
        found = next(row for row in self.card.rows[key] if row.id == row_id)
        self.open_dialog(editing.row_dialog(self, self.desk, key, self.card, row_id), found.values)

    @Slot(str, str)
    def _take_out(self, key: str, row_id: str) -> None:
        self.write(lambda store: member_life.remove_row(store, key, row_id))

    def _show_paper(self, kind: PaperKind) -> None:
        if self.card is not None:
            preview.show(self.desk, self, Order(kind.key, self.card.id), f"{self.card.label}{kind.label}")

    @Slot(str)
    def _print_talk(self, row_id: str) -> None:
        if self.card is not None:
            day = next(row.values["day"] for row in self.card.rows[TALKS.key] if row.id == row_id)
            order = Order("talk-record", self.card.id, {"entry": row_id})
            preview.show(self.desk, self, order, f"{day}谈心谈话记录")

    @Slot(str)
    def _make_up(self, meeting_id: str) -> None:
        found = self.meetings.meeting(meeting_id)
        if self.card is None or not self.card.here or found is None:
            return
        dialog = editing.make_up_dialog(self, self.desk, self.card, found)
        values = {"day": found.made_up_on or clock.today().isoformat(), "how": found.made_up_how or None}
        self.open_dialog(dialog, values)

    @Slot()
    def _make_up_all(self) -> None:
        if self.card is not None and self.card.here and (open_ones := self.meetings.open_ones()):
            dialog = editing.make_up_dialog(self, self.desk, self.card, *open_ones)
            self.open_dialog(dialog, {"day": clock.today().isoformat()})

    @Slot(str)
    def _take_photo(self, path: str) -> None:
        record = self._wanted
        self.write(lambda store: member_life.set_photo(store, record, portrait(Path(path))))

    @Slot()
    def _drop_photo(self) -> None:
        record = self._wanted
        self.write(lambda store: member_life.set_photo(store, record, None))

    @Slot()
    def _receipt(self) -> None:
        if self.card is not None:
            dialog = receipt_dialog(self, self.desk, self.card.id, self.card.label)
            self.open_dialog(dialog, {"receipt_on": clock.today().isoformat()})

    @Slot()
    def _stay(self) -> None:
        record = self._wanted
        self.write(lambda store: transfers.stay(store, record))

    @Slot()
    def _erase(self) -> None:
        self.ask_to_erase(MEMBERS.key, self._wanted)

    @Slot()
    def _come_back(self) -> None:
        if self.card is not None:
            self.open_dialog(coming_back_dialog(self, self.desk, self.card.id, self.card.label), coming_back_values())


def _newest(row: LifeRow) -> tuple[bool, int]:
    """Sort what still holds before what is over, the latest first of each."""
    since = row.values["since"]
    return (row.values["until"] is not None, -(PartialDate.parse(since).first_day().toordinal() if since else 0))
