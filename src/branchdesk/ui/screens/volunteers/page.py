"""A volunteer's card: facts, time with the team, the clues reported, strokes, papers; no rate, no ranking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from branchdesk.errors import Refusal
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Changes, Store
from branchdesk.services.clues import volunteer_card, volunteers
from branchdesk.services.clues.volunteer_card import Reported, VolunteerCard
from branchdesk.services.papers.papers import About, Order, PaperKind
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.ledger.card_page import CardPage
from branchdesk.ui.ledger.figure_line import FigureRow
from branchdesk.ui.papers import preview
from branchdesk.ui.papers.menu import PapersButton
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.member.facts import Facts
from branchdesk.ui.screens.volunteers.leaving import leaving_dialog
from branchdesk.ui.screens.volunteers.reported import PAGE, ReportedCard
from branchdesk.ui.theme import Tone
from branchdesk.words import volunteers as say

PAST_IN_SIGHT = 6  # rows of the history


class VolunteerPage(CardPage):
    """Everything about one volunteer.

    `clue_asked` carries a clue that shall be shown, `records_asked` conditions on the list of clues, `board_asked` the
    day of a tally board, `refused` the sentence of what could not be done.
    """

    clue_asked = Signal(str)
    records_asked = Signal(object)
    board_asked = Signal(str)

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__(desk, PAST_IN_SIGHT)
        self.verbs = actions
        self.card: VolunteerCard | None = None
        self._wanted = ""
        self._handled: int | None = None
        self.head = Card()
        self.standing = theme.mark(QLabel(""), role="pill")
        self.line = theme.mark(QLabel(""), tone="quiet")
        self.line.setWordWrap(True)
        self.figures = FigureRow()
        self.facts = Facts(VOLUNTEERS)
        self.reported = ReportedCard()
        self.back_button = QPushButton("返回", self)
        self.papers_button = PapersButton(About.VOLUNTEER, self._show_paper, self)
        self.remove_button = theme.mark(QPushButton("删除", self), role="quiet")
        self.leave_button = QPushButton("结束服务…", self)
        self.stay_button = QPushButton("恢复为现有", self)
        self.erase_button = QPushButton("彻底删除…", self)
        self.erase_button.setToolTip("按本人申请，删除其全部个人信息")
        self.edit_button = theme.mark(QPushButton("编辑", self), role="primary")
        for button in (self.leave_button, self.stay_button, self.erase_button, *self.buttons()):
            button.hide()  # the top bar shows those it is lent
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back, the papers, leaving or coming back, and the form."""
        here = self.card is None or self.card.here
        if here:
            return (self.back_button, self.papers_button, self.remove_button, self.leave_button, self.edit_button)
        return (self.back_button, self.papers_button, self.erase_button, self.stay_button, self.edit_button)

    def open_record(self, record: str) -> None:
        """Show a volunteer from the top."""
        if record != self._wanted:
            self._handled = None
            self.reported.show_clues((), 0)
            self.page.verticalScrollBar().setValue(0)
        self._wanted = record
        self._ask()

    def reload(self) -> None:
        """Show the same volunteer as they stand now."""
        if self._wanted:
            self._ask()

    # -- inside

    def _lay_out(self) -> None:
        self.head.body.addWidget(self.standing, 0, Qt.AlignmentFlag.AlignLeft)
        self.head.body.addWidget(self.line)
        self.head.body.addWidget(self.figures)
        facts = Card()
        facts.body.addWidget(self.facts)
        self.set_out(self.head, ((facts,), 2), ((self.reported,), 5))
        self.setFocusProxy(self.edit_button)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.leave_button.clicked.connect(self._leave)
        self.stay_button.clicked.connect(self._stay)
        self.erase_button.clicked.connect(self._erase)
        self.figures.chosen.connect(self._figure_chosen)
        self.reported.opened.connect(self.clue_asked)
        self.reported.more_asked.connect(self._more)

    @Slot()
    def _erase(self) -> None:
        self.ask_to_erase(VOLUNTEERS.key, self._wanted)

    def _ask(self) -> None:
        """Read the card with as many clues as were shown, then what is counted over all of them."""
        record, loaded = self._wanted, max(self.reported.loaded, PAGE)

        def work(store: Store) -> tuple[VolunteerCard, tuple[Reported, ...]]:
            return volunteer_card.card(store, record), volunteer_card.clues(store, record, 0, loaded)

        self.desk.read(work, self._show, failed=self._failed)
        self.desk.read(lambda store: (record, volunteer_card.handled(store, record)), self._show_handled)

    def _show(self, found: tuple[VolunteerCard, tuple[Reported, ...]]) -> None:
        card, clues = found
        if card.id != self._wanted:
            return
        self.card = card
        values = card.values
        self.standing.setText(VOLUNTEERS.field("standing").shown(values["standing"]))
        theme.mark(self.standing, tone=Tone.GOOD if values["standing"] == "here" else Tone.QUIET)
        self.line.setText(say.time_with_the_team(values["joined_on"], values["left_on"], card.teams))
        self.line.setVisible(bool(self.line.text()))
        self._show_figures()
        self.facts.show_values(values)
        self.reported.show_clues(clues, card.reported + card.jointly)
        self.name(card.label, " · ".join(filter(None, (values["team"], values["platform"]))))
        self.history.show_record(VOLUNTEERS.key, card.id)
        self.heading_changed.emit()

    def _show_handled(self, found: tuple[str, int]) -> None:
        record, number = found
        if record == self._wanted:
            self._handled = number
            self._show_figures()

    def _show_figures(self) -> None:
        if self.card is None:
            return
        strokes = self.card.strokes
        facts = [
            FigureFacts(say.REPORTED, str(self.card.reported + self.card.jointly), ()),
            FigureFacts(say.HANDLED, "…" if self._handled is None else str(self._handled), ()),
        ]
        if strokes.reported:
            facts.append(FigureFacts(say.STROKES, str(strokes.reported), ()))
        self.figures.show_line(FigureLine(tuple(facts), say.counted(self.card.jointly, strokes.handled)))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.closed.emit()

    @Slot(int)
    def _more(self, after: int) -> None:
        record = self._wanted

        def shown(clues: tuple[Reported, ...]) -> None:
            if record == self._wanted and self.card is not None:
                self.reported.show_clues(clues, self.card.reported + self.card.jointly, after=after)

        self.desk.read(lambda store: volunteer_card.clues(store, record, after, PAGE), shown, owner=self)

    @Slot(object)
    def _figure_chosen(self, facts: FigureFacts) -> None:
        """Open the records behind a figure; strokes have none, but a day on which they were put."""
        if self.card is None:
            return
        if facts.name == say.STROKES:
            self.board_asked.emit(self.card.strokes.last or "")
            return
        record = self._wanted
        handled_only = facts.name == say.HANDLED
        work = partial(volunteer_card.records_behind, volunteer_id=record, handled_only=handled_only)
        self.desk.read(work, self._open_records, owner=self)

    def _open_records(self, conditions: object) -> None:
        if conditions is None:
            self.refused.emit(say.too_many_to_open(volunteer_card.MOST))
        else:
            self.records_asked.emit(conditions)

    # -- changing

    @Slot()
    def _edit(self) -> None:
        if self.card is not None:
            self.edit_asked.emit(self.card.id)

    @Slot()
    def _remove(self) -> None:
        record = self._wanted
        self.desk.write(
            lambda store: volunteers.remove(store, record), self._removed, failed=self.not_written, owner=self
        )

    def _removed(self, changes: Changes) -> None:
        self.closed.emit()
        self.told.emit(f"已办：{changes.title}。", changes.title)

    @Slot()
    def _leave(self) -> None:
        if self.card is not None:
            dialog = leaving_dialog(self, self.desk, (self.card.id,), self.card.label)
            dialog.saved.connect(self.written)

    @Slot()
    def _stay(self) -> None:
        record = self._wanted
        self.write(lambda store: volunteers.come_back(store, (record,)))

    def _show_paper(self, kind: PaperKind) -> None:
        if self.card is not None:
            preview.show(self.desk, self, Order(kind.key, self.card.id), f"{self.card.label}{kind.label}")
