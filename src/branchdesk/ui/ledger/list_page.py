"""The list of a ledger: searched, filtered, sorted, arranged, page by page; this joins the parts of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk.services import Store
from branchdesk.services.ledgers import views
from branchdesk.services.ledgers.lists import Condition, Page, Query, Sort, Totals
from branchdesk.services.ledgers.views import Setup, View
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.jobs import Job
from branchdesk.ui.ledger import cells, in_place
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.ledger.arranging import Arranging
from branchdesk.ui.ledger.chosen import Chosen
from branchdesk.ui.ledger.empty_state import EmptyState
from branchdesk.ui.ledger.figure_line import FigureRow
from branchdesk.ui.ledger.filter_bar import FilterBar
from branchdesk.ui.ledger.grid import LedgerTable, with_widths
from branchdesk.ui.ledger.list_tools import ListTools
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.ledger.totals_row import TotalsRow
from branchdesk.ui.screen import Card, rule
from branchdesk.ui.table import Row

PAGE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows as the table shows them, and their values as stored, by record and field."""

    page: Page
    rows: list[Row]
    values: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """What the list shows at once: its first rows, how many records there are in all, the counts, the figures.

    `setup` is how the list is arranged, where that was not known yet.
    """

    listed: Listed
    whole: int
    counts: dict[str, tuple[tuple[Any, int], ...]]
    figures: FigureLine | None
    setup: Setup | None


class ListPage(LedgerPage):
    """A ledger's list.

    `opened` carries the record of the row that was opened; `removal_asked`, `export_chosen_asked`,
    `print_chosen_asked` and `copy_asked` the records chosen; `paste_asked` says that Ctrl+V was pressed; `new_asked`,
    `import_asked`, `export_asked`, `print_asked` and `trash_asked` what the buttons say.
    """

    opened = Signal(str)
    removal_asked = Signal(list)
    export_chosen_asked = Signal(list)
    print_chosen_asked = Signal(list)
    copy_asked = Signal(list)
    paste_asked = Signal()
    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    print_asked = Signal()
    trash_asked = Signal()

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.title = actions.thing
        self.total = self.whole = 0
        self.order: tuple[Sort, ...] = ()
        self._turn = 0
        self._looking: Job | None = None
        self._asking: list[Job] = []  # whose answers nobody wants once something else is asked
        self._late = False
        self._told = False  # another screen said what to show, so that no view takes its place
        self._choose_next = ""
        self._values: dict[str, dict[str, Any]] = {}
        self.arranging = Arranging(self, desk, actions)
        self.filters = FilterBar(actions.ledger)
        self.figures = FigureRow()
        self.table = LedgerTable(self._columns())
        self.totals = TotalsRow(self.table, actions)
        self.empty = EmptyState(actions)
        self.in_place = in_place.InPlace(self.table, desk, actions, self.values_of)
        self.table.in_place = self.in_place
        self.table.setItemDelegate(self.in_place)
        self.chosen = Chosen(self)
        self.tools = ListTools(self)
        self._make_buttons()
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the trash, import, export, print and the new record; where nothing is entered, the ways out alone."""
        if not self.verbs.enters:
            return (self.export_button, self.print_button)
        return (self.trash_button, self.import_button, self.export_button, self.print_button, self.new_button)

    def add_tool(self, tool: QWidget) -> None:
        """Put something more beside the filters."""
        self.filters.add_tool(tool)

    def query(self) -> Query:
        """Give what the list is narrowed and sorted by."""
        return Query(self.filters.conditions(), self.filters.text(), self.order)

    def columns(self) -> tuple[str, ...]:
        """Give the fields that are shown, in their order."""
        return self.arranging.arrangement.columns

    def values_of(self, record: str) -> Mapping[str, Any]:
        """Give the values of a loaded record, as stored: those shown, and its name."""
        return self._values.get(record, {})

    @Slot()
    def begin(self) -> None:
        """Begin with another file: nothing of how the list was arranged holds any more."""
        self.arranging.forget()
        self._told = False
        self.order = ()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask for everything anew; as many rows as were loaded stay loaded."""
        loaded = max(PAGE, self.table.rows_model.rowCount())
        query, columns = replace(self.query(), limit=loaded), self.columns()
        turn, known, told = self._next_turn(), self.arranging.known, self._told
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self.desk.read(
            lambda store: (turn, self._look(store, query, columns, known=known, told=told)), self._show_look
        )

    @Slot()
    def narrow(self) -> None:
        """Ask for the rows anew after another search, filter, order or arrangement."""
        if not self.arranging.known:
            self.reload()
            return
        query, columns = replace(self.query(), limit=PAGE), self.columns()
        turn = self._next_turn()
        self._ask(lambda store: (turn, self._listed(store, query, columns)), self._show_page)

    def show_conditions(self, conditions: Sequence[Condition], search: str = "") -> None:
        """Narrow the list as another screen or a figure asks."""
        self._told = True
        self.filters.show_conditions(conditions, search)

    def sort_by(self, order: Sequence[Sort]) -> None:
        """Sort by these keys, or as the ledger does where there are none."""
        self.order = tuple(order)
        self.table.show_order(self.order)
        self.narrow()

    def show_view(self, name: str) -> None:
        """Show a view, or the whole list where the name is empty."""
        self.arranging.choose(name)
        view = self.arranging.setup.view(name)
        self.order = view.order if view else ()
        self.table.show_order(self.order)
        self.filters.show_conditions(view.conditions if view else (), view.search if view else "")

    def view_as_shown(self, name: str) -> View:
        """Give what is shown now as a view of that name."""
        return View(name, self.arranging.arrangement, self.filters.conditions(), self.filters.text(), self.order)

    def choose(self, record: str) -> None:
        """Put the mark on a record once it is in the list."""
        if not self.table.choose(record):
            self._choose_next = record

    def called(self, record: str) -> str:
        """Name a record of the list as people do; nothing where it is not loaded."""
        return str(self.values_of(record).get(self.verbs.ledger.search[0]) or "")

    def step_back(self) -> bool:
        """Show the whole list again where it is narrowed."""
        if not self.filters.active():
            return False
        self.filters.reset()
        return True

    def leaving(self) -> bool:
        """Settle what is edited in a cell, and keep how the list is arranged."""
        self.arranging.flush()
        return self.in_place.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep how the list is arranged when one goes elsewhere."""
        super().hideEvent(event)
        if self.desk.is_open:
            self.arranging.flush()

    # -- inside

    def _make_buttons(self) -> None:
        self.trash_button = theme.mark(QPushButton("回收站"), role="quiet")
        self.import_button = QPushButton("导入…")
        self.export_button = QPushButton("导出…")
        self.print_button = QPushButton("打印…")
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setToolTip("按列表现在的内容打印（Ctrl+P）")
        self.new_button = theme.mark(QPushButton(f"新增{self.verbs.thing}"), role="primary")
        self.trash_button.clicked.connect(self.trash_asked)
        self.import_button.clicked.connect(self.import_asked)
        self.export_button.clicked.connect(self.export_asked)
        self.print_button.clicked.connect(self.print_asked)
        self.new_button.clicked.connect(self.new_asked)

    def _lay_out(self) -> None:
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        card.body.setSpacing(theme.em(0.4))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.setSpacing(theme.em(0.6))
        head.addWidget(self.figures)
        self._line = rule()
        head.addWidget(self._line)
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.6))
        line.addWidget(self.filters, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        self.figures.hide()
        self._line.hide()
        self._head.hide()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        column.addWidget(self.chosen.bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        card.body.addWidget(self._head)
        card.body.addWidget(self.stack, 1)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)
        self.setTabOrder(self.filters, self.tools)
        self.setTabOrder(self.tools, self.table)

    def _wire(self) -> None:
        table = self.table
        table.setAccessibleName(self.verbs.ledger.label)
        table.opened.connect(self.opened)
        table.rows_model.more_wanted.connect(self._more)
        self.filters.changed.connect(self.narrow)
        self.filters.left_down.connect(self._to_list)
        self.figures.chosen.connect(self._show_figure)
        self.empty.import_button.clicked.connect(self.import_asked)
        self.empty.new_button.clicked.connect(self.new_asked)
        self.empty.clear_button.clicked.connect(self.filters.reset)
        self.arranging.changed.connect(self._rearranged)
        self.in_place.settled.connect(self._settled)
        self.in_place.failed.connect(self._reload_later)
        self.in_place.noted.connect(self.told)

    def _columns(self) -> list[Any]:
        arrangement = self.arranging.arrangement
        fields = [self.verbs.field(key) for key in arrangement.columns]
        return with_widths(cells.columns(fields), arrangement.widths)

    def _listed(self, store: Store, query: Query, columns: tuple[str, ...]) -> Listed:
        """Ask for rows, and for their names where these are not shown; this runs on the reading lane."""
        actions, named = self.verbs, self.verbs.ledger.search[0]
        wanted = columns if named in columns else (*columns, named)
        page = actions.page(store, query, wanted)
        fields = [actions.field(key) for key in columns]
        rows = [
            Row(record, tuple(cells.cell(actions, field, value) for field, value in zip(fields, values, strict=False)))
            for record, values in page.rows
        ]
        return Listed(page, rows, {record: dict(zip(wanted, values, strict=True)) for record, values in page.rows})

    def _look(self, store: Store, query: Query, columns: tuple[str, ...], *, known: bool, told: bool) -> Look:
        """Ask for everything; this runs on the reading lane."""
        actions = self.verbs
        setup = None if known else views.load(store, actions.ledger)
        if setup is not None:
            view = None if told else setup.view(setup.first)
            columns = (view or setup).arrangement.columns
            if view is not None:
                query = replace(query, conditions=view.conditions, search=view.search, order=view.order)
        listed = self._listed(store, query, columns)
        whole = actions.page(store, Query(limit=1), ()).total
        counts = {key: actions.counts(store, key) for key in actions.ledger.filters}
        return Look(listed, whole, counts, actions.figures(store) if actions.figures else None, setup)

    def _next_turn(self) -> int:
        """Begin to ask for something else: what is still being asked is given up."""
        for job in self._asking:
            job.cancel()
        self._asking.clear()
        self._turn += 1
        return self._turn

    def _ask(self, query: Callable[[Store], Any], done: Callable[[Any], object]) -> None:
        """Ask on the reading lane, until something else is asked."""
        self._asking.append(self.desk.read(query, done))

    def _show_look(self, found: tuple[int, Look]) -> None:
        turn, look = found
        self.whole = look.whole
        if look.setup is not None and not self.arranging.known:
            self._adopt(look.setup)
        self.filters.set_counts(look.counts)
        if look.figures:
            self.figures.show_line(look.figures)
        for part in (self.figures, self._line):
            part.setVisible(look.figures is not None)
        self._show_page((turn, look.listed))

    def _adopt(self, setup: Setup) -> None:
        """Arrange the list as it was kept, showing the view that comes first unless another screen asked for more."""
        view = None if self._told else setup.view(setup.first)
        self.arranging.adopt(setup, view.name if view else "")
        if view is not None:
            self.order = view.order
            self.table.show_order(view.order)
            self.filters.blockSignals(True)  # noqa: FBT003 - Qt's own form: the page that is shown is asked by it
            self.filters.show_conditions(view.conditions, view.search)
            self.filters.blockSignals(False)  # noqa: FBT003 - Qt's own form
        self.tools.show_state()

    def _show_page(self, found: tuple[int, Listed]) -> None:
        turn, listed = found
        if turn != self._turn:
            return
        if self.in_place.editor is not None:  # what is being typed comes first
            self._late = True
            return
        self.total = listed.page.total
        self._values = listed.values
        safe = in_place.fields(self.verbs.ledger) if self.verbs.enters else frozenset[str]()
        self.table.show_columns(self._columns(), safe)
        self.table.set_rows(listed.rows, self.total)
        if self._choose_next and self.table.choose(self._choose_next):
            self._choose_next = ""
        self._show_state()
        self._ask_totals()

    def _show_state(self) -> None:
        self._head.setVisible(self.whole > 0)
        self.export_button.setEnabled(self.total > 0)
        self.print_button.setEnabled(self.total > 0)
        self.stack.setCurrentIndex(0 if self.total else 1)
        self.empty.show_state(narrowed=self.whole > 0, search=self.filters.text(), view=self.arranging.view)
        self.setFocusProxy(self.table if self.total else self.empty)
        one = self.verbs.ledger.one
        narrowed = f"符合条件 {self.total} {one}，共 {self.whole} {one}" if self.filters.active() else ""
        self.name(self.verbs.thing, narrowed or (f"共 {self.whole} {one}" if self.whole else ""))
        self.tools.show_state()
        self.chosen.show_state()

    @Slot(int)
    def _more(self, offset: int) -> None:
        query, columns = replace(self.query(), offset=offset, limit=PAGE), self.columns()
        turn = self._turn
        self._ask(lambda store: (turn, self._listed(store, query, columns)), self._add_page)

    def _add_page(self, found: tuple[int, Listed]) -> None:
        turn, listed = found
        if turn == self._turn:
            self._values.update(listed.values)
            self.table.rows_model.add_rows(listed.rows)
            self.chosen.show_state()

    def _ask_totals(self) -> None:
        shown = self.arranging.setup.totals
        self.totals.setVisible(shown)
        if shown and self.total:
            query, columns, turn = self.query(), self.columns(), self._turn
            self._ask(lambda store: (turn, self.verbs.totals(store, query, columns)), self._show_totals)

    def _show_totals(self, found: tuple[int, Totals]) -> None:
        turn, totals = found
        if turn == self._turn:
            self.totals.show_totals(totals)

    @Slot()
    def _rearranged(self) -> None:
        """Show other columns once their values are there; other widths and totals at once."""
        shown = tuple(column.key for column in self.table.rows_model.columns)
        if shown != self.columns():
            self.narrow()
            return
        self.table.show_widths(self.arranging.arrangement.widths)
        self.tools.show_state()
        if self.totals.isHidden() == self.arranging.setup.totals:
            self._ask_totals()

    @Slot()
    def _settled(self) -> None:
        if self._late:
            self._late = False
            self.reload()

    @Slot()
    def _reload_later(self) -> None:
        self._late = True
        if self.in_place.editor is None:
            self._settled()

    @Slot(object)
    def _show_figure(self, facts: FigureFacts) -> None:
        self.filters.show_conditions(facts.conditions)

    @Slot()
    def _to_list(self) -> None:
        if not self.table.currentIndex().isValid() and self.table.rows_model.rowCount():
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
