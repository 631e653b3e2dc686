"""The list of a ledger: searched, filtered, sorted, page by page, with something to do where it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from branchdesk.services import Store
from branchdesk.services.lists import Condition, Page, Query, Sort
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger import cells
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.ledger.figure_line import FigureRow
from branchdesk.ui.ledger.filter_bar import FilterBar
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card, rule
from branchdesk.ui.table import Row, Table

PAGE = 200


@dataclass(frozen=True, slots=True)
class Look:
    """What the list shows at once: its first rows, how many records there are in all, the counts, the figures."""

    page: Page
    whole: int
    counts: dict[str, tuple[tuple[Any, int], ...]]
    figures: FigureLine | None


class ListPage(LedgerPage):
    """A ledger's list.

    `opened` carries the record of the row that was opened; `removal_asked` the records chosen when Delete was pressed;
    `new_asked`, `import_asked` and `export_asked` what the buttons say.
    """

    opened = Signal(str)
    removal_asked = Signal(list)
    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.title = actions.thing
        self.total = self.whole = 0
        self._order: tuple[Sort, ...] = ()
        self._turn = 0
        self._choose_next = ""
        self._fields = [actions.field(key) for key in actions.ledger.screen]
        self.filters = FilterBar(actions.ledger)
        self.figures = FigureRow()
        self.table = Table(cells.columns(self._fields))
        self.empty = EmptyState(actions)
        self._make_buttons()
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend import, export and the new record."""
        if not self.verbs.enters:
            return (self.export_button,)
        return (self.import_button, self.export_button, self.new_button)

    def add_tool(self, tool: QWidget) -> None:
        """Put something more beside the filters."""
        self.filters.add_tool(tool)

    def query(self) -> Query:
        """Give what the list is narrowed and sorted by."""
        return Query(self.filters.conditions(), self.filters.text(), self._order)

    @Slot()
    def reload(self) -> None:
        """Ask for everything anew; as many rows as were loaded stay loaded."""
        loaded = max(PAGE, self.table.rows_model.rowCount())
        query = replace(self.query(), limit=loaded)
        turn = self._next_turn()
        self.desk.read(lambda store: (turn, self._look(store, query)), self._show_look)

    @Slot()
    def narrow(self) -> None:
        """Ask for the rows anew after another search, filter or order."""
        query = replace(self.query(), limit=PAGE)
        turn = self._next_turn()
        self.desk.read(lambda store: (turn, self.verbs.page(store, query)), self._show_page)

    def show_conditions(self, conditions: Sequence[Condition], search: str = "") -> None:
        """Narrow the list as another screen or a figure asks."""
        self.filters.show_conditions(conditions, search)

    def choose(self, record: str) -> None:
        """Put the mark on a record once it is in the list."""
        if not self.table.choose(record):
            self._choose_next = record

    def called(self, record: str) -> str:
        """Name a record of the list as people do; nothing where it is not loaded."""
        named = self.verbs.ledger.search[0]
        place = next((at for at, field in enumerate(self._fields) if field.key == named), 0)
        row = next((row for row in self.table.rows_model.rows if row.key == record), None)
        return row.cell(place).text if row else ""

    def step_back(self) -> bool:
        """Show the whole list again where it is narrowed."""
        if not self.filters.active():
            return False
        self.filters.reset()
        return True

    # -- inside

    def _make_buttons(self) -> None:
        self.import_button = QPushButton("导入…")
        self.export_button = QPushButton("导出…")
        self.new_button = theme.mark(QPushButton(f"新增{self.verbs.thing}"), role="primary")
        self.import_button.clicked.connect(self.import_asked)
        self.export_button.clicked.connect(self.export_asked)
        self.new_button.clicked.connect(self.new_asked)

    def _lay_out(self) -> None:
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        card.body.setSpacing(theme.em(0.5))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.setSpacing(theme.em(0.6))
        head.addWidget(self.figures)
        self._line = rule()
        head.addWidget(self._line)
        head.addWidget(self.filters)
        self.figures.hide()
        self._line.hide()
        self._head.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        card.body.addWidget(self._head)
        card.body.addWidget(self.stack, 1)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)
        self.setTabOrder(self.filters, self.table)

    def _wire(self) -> None:
        table = self.table
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setAccessibleName(self.verbs.ledger.label)
        table.set_sorter()
        table.sort_asked.connect(self._sort)
        table.opened.connect(self.opened)
        table.rows_model.more_wanted.connect(self._more)
        self.filters.changed.connect(self.narrow)
        self.filters.left_down.connect(self._to_list)
        self.figures.chosen.connect(self._show_figure)
        self.empty.import_button.clicked.connect(self.import_asked)
        self.empty.new_button.clicked.connect(self.new_asked)
        self.empty.clear_button.clicked.connect(self.filters.reset)
        QShortcut(QKeySequence.StandardKey.Delete, table, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        for keys, slot in (("Ctrl+F", self._to_search), ("Ctrl+N", self.new_asked)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _look(self, store: Store, query: Query) -> Look:
        """Ask for everything; this runs on the reading lane."""
        actions = self.verbs
        page = actions.page(store, query)
        whole = actions.page(store, Query(limit=1)).total
        counts = {key: actions.counts(store, key) for key in actions.ledger.filters}
        return Look(page, whole, counts, actions.figures(store) if actions.figures else None)

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _show_look(self, found: tuple[int, Look]) -> None:
        turn, look = found
        self.whole = look.whole
        self.filters.set_counts(look.counts)
        if look.figures:
            self.figures.show_line(look.figures)
        for part in (self.figures, self._line):
            part.setVisible(look.figures is not None)
        self._show_page((turn, look.page))

    def _show_page(self, found: tuple[int, Page]) -> None:
        turn, page = found
        if turn != self._turn:
            return
        self.total = page.total
        self.table.set_rows([self._row(*row) for row in page.rows], page.total)
        if self._choose_next and self.table.choose(self._choose_next):
            self._choose_next = ""
        self._show_state()

    def _show_state(self) -> None:
        self._head.setVisible(self.whole > 0)
        self.export_button.setEnabled(self.total > 0)
        self.stack.setCurrentWidget(self.table if self.total else self.empty)
        self.empty.show_state(narrowed=self.whole > 0)
        self.setFocusProxy(self.table if self.total else self.empty)
        one = self.verbs.ledger.one
        narrowed = f"符合条件 {self.total} {one}，共 {self.whole} {one}" if self.filters.active() else ""
        self.name(self.verbs.thing, narrowed or (f"共 {self.whole} {one}" if self.whole else ""))

    def _row(self, record: str, values: tuple[Any, ...]) -> Row:
        placed = zip(self._fields, values, strict=True)
        return Row(record, tuple(cells.cell(self.verbs, field, value) for field, value in placed))

    @Slot(int)
    def _more(self, offset: int) -> None:
        query = replace(self.query(), offset=offset, limit=PAGE)
        turn = self._turn
        self.desk.read(lambda store: (turn, self.verbs.page(store, query)), self._add_page)

    def _add_page(self, found: tuple[int, Page]) -> None:
        turn, page = found
        if turn == self._turn:
            self.table.rows_model.add_rows([self._row(*row) for row in page.rows])

    @Slot(str, bool)
    def _sort(self, key: str, ascending: bool) -> None:  # noqa: FBT001 - the signal's own form
        self._order = (Sort(key, descending=not ascending),)
        self.narrow()

    @Slot(object)
    def _show_figure(self, facts: FigureFacts) -> None:
        self.filters.show_conditions(facts.conditions)

    @Slot()
    def _to_list(self) -> None:
        if not self.table.currentIndex().isValid() and self.table.rows_model.rowCount():
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _to_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    @Slot()
    def _remove(self) -> None:
        if keys := self.table.keys():
            self.removal_asked.emit(keys)


class EmptyState(QWidget):
    """What to do where there is nothing: begin with a sheet or one record, or lift what hides the records."""

    def __init__(self, actions: LedgerActions) -> None:
        super().__init__()
        self._none = (
            f"还没有{actions.thing}",
            f"导入{actions.ledger.label}，或新增一{actions.ledger.one}。现有的 Excel、WPS 表格可以直接导入。"
            if actions.enters
            else "",
        )
        self._enters = actions.enters
        self._hidden = (f"没有符合条件的{actions.thing}", "换一个词再搜，或清除条件看全部。")
        self.heading = theme.mark(QLabel(""), role="heading")
        self.text = theme.mark(QLabel(""), tone="quiet")
        self.text.setWordWrap(True)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.import_button = theme.mark(QPushButton(f"导入{actions.ledger.label}…"), role="primary")
        self.new_button = QPushButton(f"新增一{actions.ledger.one}")
        self.clear_button = QPushButton("清除条件")
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.8))
        row.addStretch(1)
        for button in (self.import_button, self.new_button, self.clear_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.8))
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addSpacing(theme.em(0.4))
        column.addLayout(row)
        column.addStretch(3)

    def show_state(self, *, narrowed: bool) -> None:
        """Speak of nothing at all, or of nothing that fits."""
        heading, text = self._hidden if narrowed else self._none
        self.heading.setText(heading)
        self.text.setText(text)
        for button in (self.import_button, self.new_button):
            button.setVisible(self._enters and not narrowed)
        self.clear_button.setVisible(narrowed)
        self.setFocusProxy(self.clear_button if narrowed else self.import_button)
