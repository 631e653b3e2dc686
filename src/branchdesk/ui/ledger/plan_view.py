"""What an import would do, before it is done: the counts, what was noticed, and every row as it would stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from branchdesk.services.ledgers.importing import Act, Outcome, Plan, PlannedRow, RowChoice
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.ui.ledger.actions import FigureFacts, LedgerActions
from branchdesk.ui.ledger.figure_line import FigureButton
from branchdesk.ui.ledger.noticed import NoticedCard
from branchdesk.ui.ledger.plan_rows import ACTS, OUTCOMES, PlanPainter, PlanRows, called, can_turn, step_after, steps
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Table
from branchdesk.ui.theme import Tone

PAGE = 100
NOTICED = 34  # ems that what was noticed has beside the rows: a masked ID number fits on a line
WIDTH_OF_ALL = (1 << 24) - 1  # Qt's own word for no limit
BESIDE = 60  # ems from which what was noticed stands beside the rows
DOUBTED = "存疑"
KEYS = "空格或右键改变一行的处理，F8 到下一处存疑"

Choices = dict[int, RowChoice | None]  # None: as the plan itself would have it


class OutcomeButton(FigureButton):
    """A count that narrows the rows to those it counts; the one in force stands on its colour."""

    def __init__(self, facts: FigureFacts, parent: QWidget) -> None:
        super().__init__(facts, parent)
        self.setCheckable(True)
        self.setEnabled(facts.text != "0")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the count in force, then the count."""
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.soft(self.facts.tone))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.em(0.4), theme.em(0.4))
            painter.end()
        super().paintEvent(event)


class PlanView(QWidget):
    """The preview of an import; `chosen` carries what a person chose for rows, by their numbers."""

    chosen = Signal(object)

    def __init__(self, actions: LedgerActions) -> None:
        super().__init__()
        self.verbs = actions
        self.plan: Plan | None = None
        self.rows: PlanRows | None = None
        self._only: str = ""
        self._shown: list[PlannedRow] = []
        self.figures: dict[str, OutcomeButton] = {}
        self.noticed = NoticedCard()
        self.noticed.asked.connect(self._go_to)
        self.table = Table(())
        self.table.setItemDelegate(PlanPainter(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAccessibleName("要导入的行")
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_menu)
        self.table.rows_model.more_wanted.connect(self._more)
        self.table.selectionModel().selectionChanged.connect(self._selection_moved)
        self._counts = QWidget()
        self._flow = Flow(self._counts, gap=0.4)
        self.whole_button = theme.mark(QPushButton("看全部行"), role="quiet")
        self.whole_button.clicked.connect(self._show_whole)
        self.act_buttons = {act: QPushButton(name) for act, name in ACTS.items()}
        self.which = theme.mark(QLabel(KEYS), role="small")
        self._lay_out()
        self._wire_keys()

    def show_plan(self, rows: PlanRows, *, afresh: bool = True) -> None:
        """Show a plan; not `afresh`, as it is now that something was chosen, with the same rows in sight."""
        self.plan, self.rows = rows.plan, rows
        kept, here, top = self.table.keys(), self.table.key(), self.table.verticalScrollBar().value()
        in_sight = max(self.table.currentIndex().row(), self.table.rowAt(self.table.viewport().height() - 1)) + 1
        if afresh:
            self._only = ""
        self._show_counts(rows)
        columns = rows.columns()
        if tuple(columns) != self.table.rows_model.columns:
            self.table.set_columns(columns)
        self._show_rows(0 if afresh else in_sight)
        if not afresh:
            self.table.choose(here)
            self._choose_rows(kept)
            self.table.verticalScrollBar().setValue(top)
        self.noticed.show_lines(rows.noticed)
        self.noticed.setVisible(bool(rows.plan.findings))
        self._selection_moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was noticed beside the rows, or below them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.em(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(direction)
        self.noticed.setMaximumWidth(theme.em(NOTICED) if beside else WIDTH_OF_ALL)
        self.noticed.setMinimumWidth(theme.em(NOTICED) if beside else 0)

    def choose_act(self, act: Act) -> None:
        """Have the chosen rows updated, added or skipped, those of them that may be."""
        self._choose({row.number: step for row in self._selected() if (step := _step_of(row, act))})

    # -- inside

    def _lay_out(self) -> None:
        rows = Card()
        inner = theme.em(0.4)
        rows.body.setContentsMargins(inner, theme.em(0.5), inner, inner)
        head = QHBoxLayout()
        head.setContentsMargins(theme.em(0.4), 0, theme.em(0.4), 0)
        head.addWidget(self._counts, 1)
        head.addWidget(self.whole_button)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.4), 0, theme.em(0.2), 0)
        foot.setSpacing(theme.em(0.3))
        foot.addWidget(self.which, 1)
        for act, button in self.act_buttons.items():
            theme.mark(button, role="chip")
            button.setAutoDefault(True)
            button.setCheckable(True)
            button.clicked.connect(partial(self.choose_act, act))
            foot.addWidget(button)
        rows.body.addLayout(head)
        rows.body.addWidget(self.table, 1)
        rows.body.addLayout(foot)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.em(1))
        self._both.addWidget(rows, 3)
        self._both.addWidget(self.noticed, 2)

    def _wire_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object], QWidget], ...] = (
            ("F8", partial(self.step_doubts, 1), self),
            ("Shift+F8", partial(self.step_doubts, -1), self),
            ("N", partial(self.step_doubts, 1), self.table),
            ("P", partial(self.step_doubts, -1), self.table),
            ("Space", self.turn, self.table),
        )
        for key, slot, where in keys:
            shortcut = QShortcut(QKeySequence(key), where)
            own = where is self.table
            context = Qt.ShortcutContext
            shortcut.setContext(context.WidgetShortcut if own else context.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _show_counts(self, rows: PlanRows) -> None:
        for button in self.figures.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.figures = {}
        facts = [(outcome.value, name, rows.count(outcome), tone) for outcome, (name, tone) in OUTCOMES.items()]
        facts.append((DOUBTED, DOUBTED, len(rows.doubted), Tone.WARN))
        facts = [fact for fact in facts if fact[2] or fact[0] not in {Outcome.SKIPPED, DOUBTED}]
        for key, name, number, tone in facts:
            one = FigureFacts(name, str(number), (), tone if number else Tone.QUIET)
            button = OutcomeButton(one, self._counts)
            button.setToolTip(f"只看{name}的行" if number else "")
            button.clicked.connect(partial(self.narrow, key))
            self.figures[key] = button
            self._flow.addWidget(button)
            button.show()
        if self._only not in self.figures or not self.figures[self._only].isEnabled():
            self._only = ""

    def _show_rows(self, least: int = 0) -> None:
        if self.plan is None or self.rows is None:
            return
        self._shown = self._narrowed(self.rows)
        self.whole_button.setVisible(bool(self._only))
        for key, button in self.figures.items():
            button.setChecked(key == self._only)
        first = self._shown[: max(PAGE, least)]
        self.table.set_rows([self.rows.row(row) for row in first], len(self._shown))

    def _narrowed(self, rows: PlanRows) -> list[PlannedRow]:
        if not self._only:
            return list(rows.plan.rows)
        if self._only == DOUBTED:
            return [row for row in rows.plan.rows if row.number in rows.doubted]
        wanted = Outcome(self._only)
        return [row for row in rows.plan.rows if row.outcome is wanted]

    @Slot(int)
    def _more(self, offset: int) -> None:
        if self.rows is not None:
            more = self._shown[offset : offset + PAGE]
            self.table.rows_model.add_rows([self.rows.row(row) for row in more])

    def narrow(self, key: str) -> None:
        """Show the rows of one outcome alone, or all again where they are."""
        self._only = "" if self._only == key else key
        self._show_rows()

    @Slot()
    def _show_whole(self) -> None:
        self._only = ""
        self._show_rows()

    @Slot(int)
    def _go_to(self, number: int) -> None:
        """Show the row of the sheet that a finding is about."""
        if self._only:
            self._show_whole()
        place = next((at for at, row in enumerate(self._shown) if row.number >= number), None)
        if place is not None:
            self._go_to_place(place)

    def _go_to_place(self, place: int) -> None:
        if place >= self.table.rows_model.rowCount() and self.rows is not None:
            self.table.set_rows([self.rows.row(row) for row in self._shown[: place + PAGE]], len(self._shown))
        self.table.choose(str(self._shown[place].number))

    def step_doubts(self, way: int) -> None:
        """Go to the next row, or the one before, that has an error or a doubt."""
        if self.rows is None or self.plan is None:
            return
        wanted = self.rows.doubted | {row.number for row in self.plan.rows if row.outcome is Outcome.REFUSED}
        places = [at for at, row in enumerate(self._shown) if row.number in wanted]
        if not places:
            return
        index = self.table.currentIndex()
        here = index.row() if index.isValid() else -1
        ahead = [at for at in places if at > here] if way > 0 else [at for at in reversed(places) if at < here]
        self._go_to_place((ahead or (places if way > 0 else places[::-1]))[0])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what becomes of rows

    def turn(self) -> None:
        """Give the chosen rows the next thing that can be done with the current one."""
        current = self._current()
        if current is None or not can_turn(current):
            return
        step = step_after(current)
        rows = [row for row in self._selected() if row is not current and can_turn(row)]
        if step is None:
            self._choose({row.number: None for row in (*rows, current)})
            return
        others = {row.number: found for row in rows if (found := _step_of(row, step.act))}
        self._choose({**others, current.number: step})

    def _choose(self, choices: Choices) -> None:
        if choices:
            self.chosen.emit(choices)

    def _current(self) -> PlannedRow | None:
        index = self.table.currentIndex()
        return self._shown[index.row()] if index.isValid() else None

    def _selected(self) -> list[PlannedRow]:
        return [self._shown[index.row()] for index in sorted(self.table.selectionModel().selectedRows())]

    def _choose_rows(self, keys: list[str]) -> None:
        """Choose the rows again that were chosen before they were drawn anew."""
        if len(keys) < 2:  # noqa: PLR2004 - one is still chosen
            return
        model, selection = self.table.rows_model, self.table.selectionModel()
        wanted = set(keys)
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for at, row in enumerate(model.rows):
            if row.key in wanted:
                selection.select(model.index(at, 0), flags)

    @Slot()
    def _selection_moved(self) -> None:
        rows = self._selected()
        may = {act for row in rows if can_turn(row) for act in row.may}
        acts = {row.act for row in rows}
        for act, button in self.act_buttons.items():
            button.setEnabled(act in may)
            button.setChecked(acts == {act})
        self.which.setText(f"已选 {len(rows)} 行，改为：" if len(rows) > 1 else KEYS)

    @Slot(QPoint)
    def _offer_menu(self, at: QPoint) -> None:
        current = self._current()
        rows = self._selected()
        if current is None or not any(map(can_turn, rows)):
            return
        menu = self.menu_for(current, rows)
        place = (
            at
            if self.table.viewport().rect().contains(at)
            else self.table.visualRect(self.table.currentIndex()).center()
        )
        menu.popup(self.table.viewport().mapToGlobal(place))

    def menu_for(self, current: PlannedRow, rows: list[PlannedRow]) -> QMenu:
        """Make the menu of what can be done with some rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        candidates = {one.record: one for one in current.candidates}
        for step in steps(current):
            candidate = candidates.get(step.record or "")
            name = f"更新：{called(self.verbs.ledger, candidate)}" if candidate else ACTS[step.act]
            others = {r.number: f for r in rows if r is not current and (f := _step_of(r, step.act))}
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(current.act is step.act and step.record in {None, current.record})
            action.triggered.connect(partial(self._choose, {**others, current.number: step}))
        menu.addSeparator()
        back: Choices = dict.fromkeys(row.number for row in rows)
        menu.addAction("恢复原来的处理").triggered.connect(partial(self._choose, back))
        return menu


def _step_of(row: PlannedRow, act: Act) -> RowChoice | None:
    """Give the choice of an act for a row, where it is one; of several records the first does not stand for all."""
    found = [step for step in steps(row) if step.act is act]
    several = len(found) > 1 and row.record is None
    return found[0] if found and can_turn(row) and not several else None
