"""The clue desk: the clues as a ledger, and beside it the other ways of entering and counting them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.services import Store
from branchdesk.services.clues import clue_figures, clue_settings
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.viewed_screen import LIST, ViewedScreen, ViewPage
from branchdesk.ui.screens.clues.categories import CategoriesDialog
from branchdesk.ui.screens.clues.figures import FiguresView
from branchdesk.ui.screens.clues.page import CluePage
from branchdesk.ui.screens.clues.quick import QuickCluesView
from branchdesk.ui.screens.clues.settings import ClueSettingsDialog
from branchdesk.ui.screens.clues.several import SeveralButton
from branchdesk.ui.screens.clues.strokes import StrokesPage

QUICK, STROKES, FIGURES = "quick", "strokes", "figures"
MEASURES = (Measure.OPEN, Measure.OVERDUE, Measure.HANDLED)  # that other screens ask for by name
NAMES = ((LIST, "线索"), (QUICK, "快速登记"), (STROKES, "正字计数"), (FIGURES, "统计"))


class ClueScreen(ViewedScreen):
    """The ledger of clues, and the views beside it; from records behind a number a button leads back to the figures."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        self.to_figures = theme.mark(QPushButton("← 返回统计"), role="link")
        self.to_figures.setToolTip("Esc")
        self.categories_button = theme.mark(QPushButton("线索类别"), role="quiet")
        self.dialog: QDialog | None = None
        self.settings_button = theme.mark(QPushButton("线索设置"), role="quiet")
        self._before: tuple[tuple[Condition, ...], str] = ((), "")  # how the list stood when a number was opened
        makers: dict[str, Callable[[], ViewPage]] = {
            QUICK: partial(QuickCluesView, desk),
            STROKES: partial(StrokesPage, desk),
            FIGURES: partial(FiguresView, desk),
        }
        super().__init__(desk, actions, makers, NAMES, "志愿者线索的各页")
        self.several_button = SeveralButton(self.list)
        self.list.chosen.bar.add_verb(self.several_button)

    def activated(self, *, target: object = None, behind: object = None, **more: object) -> None:
        """Show what is meant; `conditions` narrow the list, the name of a measure does, and `day` turns the board."""
        self.to_figures.hide()
        day, board = more.pop("day", None), self.views[STROKES] if target == STROKES else None
        if isinstance(board, StrokesPage) and isinstance(day, str):
            board.show_day(date.fromisoformat(day))
        conditions = more.pop("conditions", None)
        if isinstance(conditions, tuple):
            self._narrow(conditions)
        elif target in MEASURES:
            self.desk.read(partial(_behind, Measure(str(target))), self._narrow)
        else:
            super().activated(target=target, behind=behind, **more)

    def back(self) -> bool:
        """Go from the records behind a number back to the figures."""
        if self.page is self.list and not self.to_figures.isHidden():
            self._back_to_figures()
            return True
        return super().back()

    def take_view(self, key: str, view: ViewPage) -> None:
        """Hear which records somebody wants to see behind a number."""
        super().take_view(key, view)
        if isinstance(view, FiguresView):
            view.records_asked.connect(self._show_records)
            view.clue_asked.connect(self.open_record)
            view.strokes_asked.connect(self._show_strokes)
        elif isinstance(view, StrokesPage):
            view.clues_asked.connect(self._show_unwritten)

    @Slot()
    def open_settings(self) -> None:
        """Ask for the branch's settings of clues."""
        self.desk.read(clue_settings.settings, self._show_settings)

    @Slot()
    def open_categories(self) -> None:
        """Show the categories that are offered."""
        self.dialog = CategoriesDialog(self, self.desk)
        self.dialog.open()

    # -- inside

    def _lay_out(self) -> None:
        super()._lay_out()
        self.bar_layout.addWidget(self.categories_button)
        self.bar_layout.addWidget(self.settings_button)

    def _show_settings(self, known: ClueSettings) -> None:
        dialog = ClueSettingsDialog(self, self.desk, known)
        dialog.done_as.connect(self.notice.tell)
        self.dialog = dialog
        dialog.open()

    def _narrow(self, conditions: tuple[Condition, ...]) -> None:
        self._show(self.list)
        self.list.show_conditions(conditions)

    def _wire(self) -> None:
        super()._wire()
        self.list.add_tool(self.to_figures)
        self.to_figures.hide()
        self.to_figures.clicked.connect(self._back_to_figures)
        self.categories_button.clicked.connect(self.open_categories)
        self.settings_button.clicked.connect(self.open_settings)
        if isinstance(self.record_card, CluePage):
            self.record_card.volunteer_asked.connect(self._to_volunteer)
            self.record_card.clue_asked.connect(self.open_record)

    def _show(self, page: LedgerPage) -> None:
        if page in self.views.made.values():
            self.to_figures.hide()
        super()._show(page)

    @Slot(object)
    def _show_records(self, conditions: Sequence[Condition]) -> None:
        """Narrow the list to the records behind a number."""
        if self.to_figures.isHidden():
            query = self.list.query()
            self._before = (query.conditions, query.search)
        self._narrow(tuple(conditions))
        self.to_figures.show()

    @Slot(object)
    def _show_unwritten(self, day: date) -> None:
        """Show the clues of a day whose text is still to be written."""
        self._narrow((Condition("reported_on", Test.IS, (day.isoformat(),)), Condition("text", Test.EMPTY)))

    @Slot()
    def _show_strokes(self) -> None:
        """Show the board, where strokes stand by their days: they have no records."""
        self.turn_to(STROKES)

    @Slot()
    def _back_to_figures(self) -> None:
        """Show the figures again, and leave the list as it stood before."""
        self._show(self.views[FIGURES])
        self.list.show_conditions(*self._before)

    @Slot(str)
    def _to_volunteer(self, volunteer_id: str) -> None:
        self.navigate("volunteers", target=volunteer_id, behind="clues")


def _behind(measure: Measure, store: Store) -> tuple[Condition, ...]:
    """Give the conditions that a measure's records meet, whenever they were reported; this runs on the reading lane."""
    query = clue_figures.behind_asked(Asked(), clue_settings.settings(store), measure)
    return query.conditions if query else ()
