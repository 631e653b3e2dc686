"""What a list is narrowed by: typed text, one value of each quick filter, and any conditions besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services.ledgers.lists import Condition, Test, described
from branchdesk.ui import theme
from branchdesk.ui.flow import Flow
from branchdesk.words.filters import NOT_FILLED

PAUSE = 150  # milliseconds without a key before a search begins
SHORTEST = 2
NAMED = 3
LISTED = 40  # values a menu offers; the rest are found by searching

QUICK = {Test.ONE_OF, Test.EMPTY}  # what a quick filter can say

Counts = Sequence[tuple[Any, int]]


class FilterChip(QPushButton):
    """One field's quick filter: a button that says what is chosen, and a menu of values with their counts."""

    chosen = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.values: tuple[Any, ...] | None = None
        self._menu = QMenu(self)
        theme.mark(self, role="chip")
        self.setCheckable(True)
        self.setMenu(self._menu)
        self._name()

    def set_counts(self, counts: Counts) -> None:
        """Offer these values; a ledger without any offers nothing."""
        self._menu.clear()
        merged: dict[Any, int] = {}
        for value, number in counts:
            merged[value or None] = merged.get(value or None, 0) + number
        everything = self._menu.addAction("全部")
        everything.triggered.connect(partial(self.choose, None))
        self._menu.addSeparator()
        for value, number in list(merged.items())[:LISTED]:
            action = self._menu.addAction(f"{self._label(value)}\t{number}")
            action.setCheckable(True)
            action.setChecked(self.values is not None and value in self.values)
            action.triggered.connect(partial(self.choose, (value,)))
        self.setVisible(len(merged) > 1 or self.values is not None)

    def choose(self, values: tuple[Any, ...] | None, *_: object) -> None:
        """Filter by these values, or by none."""
        self.set_values(values)
        self.chosen.emit()

    def set_values(self, values: tuple[Any, ...] | None) -> None:
        """Show what is filtered by, without a word to anybody."""
        self.values = values
        self._name()

    def condition(self) -> Condition | None:
        """Give the condition that the choice makes."""
        if self.values is None:
            return None
        if self.values == (None,):
            return Condition(self.field.key, Test.EMPTY)
        return Condition(self.field.key, Test.ONE_OF, self.values)

    def nextCheckState(self) -> None:
        """Stay as it is: the mark says that there is a filter, not that the button was pressed."""

    def _label(self, value: object) -> str:
        return NOT_FILLED if value is None else self.field.shown(value)

    def _name(self) -> None:
        labels = [self._label(value) for value in self.values or ()]
        more = f"等 {len(labels)} 项" if len(labels) > NAMED else ""
        chosen = "、".join(labels[:NAMED]) + more
        self.setText(f"{self.field.label}：{chosen} ▾" if chosen else f"{self.field.label} ▾")
        self.setChecked(bool(chosen))
        self.updateGeometry()


class ConditionChip(QPushButton):
    """A condition that holds: a press opens it, Delete takes it away."""

    opened = Signal()
    removed = Signal()

    def __init__(self, field: Field, condition: Condition, parent: QWidget | None = None) -> None:
        super().__init__(described(field, condition), parent)
        self.condition = condition
        theme.mark(self, role="chip")
        self.setCheckable(True)
        self.setChecked(True)
        self.setToolTip("单击修改，Delete 去掉")
        self.clicked.connect(self.opened)

    def nextCheckState(self) -> None:
        """Stay marked: the condition holds until it is taken away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the condition away with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """Search, quick filters and conditions; `changed` is sent when the list must be asked for anew.

    `left_down` is sent when Down or Enter in the search wants the list. `panel_asked` carries the widget below
    which the panel for a condition shall come up, and the condition, or None for a new one.
    """

    changed = Signal()
    left_down = Signal()
    panel_asked = Signal(object, object)

    def __init__(self, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_placeholder(ledger))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("搜索")
        room = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText()) + theme.em(3.2)
        self.search.setMinimumWidth(min(room, theme.em(24)))
        self.search.textChanged.connect(self._typed)
        self.search.installEventFilter(self)
        self._ledger = ledger
        self.chips = {key: FilterChip(ledger.field(key)) for key in ledger.filters}
        self.more: list[ConditionChip] = []
        self.add = theme.mark(QPushButton("筛选…"), role="chip")
        self.add.setToolTip("按任意一栏筛选（Alt+F）")
        self.add.clicked.connect(self._ask_new)
        self.clear = theme.mark(QPushButton("清除条件"), role="quiet")
        self.clear.clicked.connect(self.reset)
        self._used = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._search)
        self._flow = Flow(self, gap=0.6)
        self._flow.addWidget(self.search)
        for chip in self.chips.values():
            chip.chosen.connect(self._chosen)
            chip.hide()
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.clear)
        self.clear.hide()

    def add_tool(self, tool: QWidget) -> None:
        """Put something more at the end of the line."""
        self._flow.addWidget(tool)

    def text(self) -> str:
        """Give what is searched for; a single letter is too little."""
        typed = self.search.text().strip()
        return typed if len(typed) >= SHORTEST or not typed.isascii() else ""

    def conditions(self) -> tuple[Condition, ...]:
        """Give the quick filters as conditions, and the conditions besides."""
        quick = (chip.condition() for chip in self.chips.values())
        return (*(one for one in quick if one is not None), *(chip.condition for chip in self.more))

    def active(self) -> bool:
        """Say whether the list is narrowed at all."""
        return bool(self.text() or self.conditions())

    def set_counts(self, counts: Mapping[str, Counts]) -> None:
        """Offer each chip's values."""
        for key, found in counts.items():
            self.chips[key].set_counts(found)

    def show_conditions(self, conditions: Sequence[Condition], search: str = "") -> None:
        """Narrow by these and nothing else."""
        quick: dict[str, Condition] = {}
        rest: list[Condition] = []
        for condition in conditions:
            if condition.field in self.chips and condition.field not in quick and condition.test in QUICK:
                quick[condition.field] = condition
            else:
                rest.append(condition)
        for key, chip in self.chips.items():
            one = quick.get(key)
            chip.set_values(None if one is None else one.values or (None,))
            chip.setVisible(chip.isVisibleTo(self) or one is not None)
        self._set_more(rest)
        self.search.setText(search)
        self._tell()

    @Slot(object, object)
    def put(self, condition: Condition, before: Condition | None) -> None:
        """Narrow by one more condition, or by this in place of that."""
        rest = [chip.condition for chip in self.more]
        if before in rest:
            rest[rest.index(before)] = condition
        else:
            rest.append(condition)
        self._set_more(list(dict.fromkeys(rest)))
        self._tell()

    @Slot(object)
    def drop(self, condition: Condition) -> None:
        """Narrow by one condition less."""
        self._set_more([chip.condition for chip in self.more if chip.condition != condition])
        self._tell()

    @Slot()
    def reset(self) -> None:
        """Narrow by nothing."""
        self.show_conditions(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go on to the list, and Esc empty the search first."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._search()
                self.left_down.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        claims = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claims and event.key() == Qt.Key.Key_Escape and self.search.text():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _set_more(self, conditions: Sequence[Condition]) -> None:
        """Show a chip for each condition, before the button that adds one."""
        had = any(chip.hasFocus() for chip in self.more)
        for chip in self.more:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for last in (self.add, self.clear):
            self._flow.removeWidget(last)
        self.more = [ConditionChip(self._ledger.field(one.field), one, self) for one in conditions]
        for chip in self.more:
            chip.opened.connect(self._ask_change)
            chip.removed.connect(self._drop_sender)
            self._flow.addWidget(chip)
            chip.show()
        for last in (self.add, self.clear):
            self._flow.addWidget(last)
        before: QWidget = self.search
        for widget in (*self.chips.values(), *self.more, self.add, self.clear):
            self.setTabOrder(before, widget)
            before = widget
        if had:
            (self.more[-1] if self.more else self.add).setFocus()
        self.updateGeometry()

    @Slot()
    def _ask_new(self) -> None:
        self.panel_asked.emit(self.add, None)

    @Slot()
    def _ask_change(self) -> None:
        sender = self.sender()
        if isinstance(sender, ConditionChip):
            self.panel_asked.emit(sender, sender.condition)

    @Slot()
    def _drop_sender(self) -> None:
        sender = self.sender()
        if isinstance(sender, ConditionChip):
            self.drop(sender.condition)

    @Slot()
    def _typed(self) -> None:
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        if self.text() != self._used:
            self._tell()

    @Slot()
    def _chosen(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self._used = self.text()
        self.clear.setVisible(self.active())
        self.changed.emit()


def _placeholder(ledger: Ledger) -> str:
    """Name what a search reads, in a few words."""
    fields = [ledger.field(key) for key in ledger.search]
    names = [field.label for field in fields[:NAMED]]
    if fields[0].kind is FieldKind.NAME:
        names[1:] = ["拼音首字母", *names[1:-1]]
    return f"搜{'、'.join(names)}…  Ctrl+F"
