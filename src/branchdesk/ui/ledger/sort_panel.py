"""The panel that says by what a list is sorted, and by what next where the first is equal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from branchdesk.ledgers.spec import FieldKind, Ledger
from branchdesk.services.ledgers.lists import STROKES, Sort, sorts_by_strokes
from branchdesk.ui import theme
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.panel import Panel

KEYS = 3
UP, DOWN = "up", "down"


class SortLine:
    """One key to sort by: a field, and up or down."""

    def __init__(self, number: int, offers: Sequence[tuple[str, str, str]]) -> None:
        self.field, self.way = DropDown(), Segments(((UP, "升序"), (DOWN, "降序")))
        self.field.setAccessibleName(f"第{number}级排序")
        self.field.addItem("默认顺序" if number == 1 else "（不用）", ("", ""))
        for label, key, by in offers:
            self.field.addItem(label, (key, by))
        self.field.setMaxVisibleItems(12)

    def show_sort(self, sort: Sort | None) -> None:
        """Show a key, without a word to anybody."""
        wanted = (sort.field, sort.by) if sort else ("", "")
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's own form
        place = next((n for n in range(self.field.count()) if tuple(self.field.itemData(n)) == wanted), 0)
        self.field.setCurrentIndex(place)
        self.field.blockSignals(False)  # noqa: FBT003 - Qt's own form
        self.way.set_value((DOWN if sort.descending else UP) if sort else None)

    def settle(self) -> None:
        """Go up where a field was chosen and no way yet; without a field there is no way."""
        if self.sort() is None:
            self.way.set_value(None)
        elif self.way.value() is None:
            self.way.set_value(UP)
        self.way.setEnabled(self.sort() is not None)

    def sort(self) -> Sort | None:
        """Give the key, where there is one."""
        key, by = self.field.currentData()
        return Sort(key, self.way.value() == DOWN, by) if key else None


class SortPanel(Panel):
    """Up to three keys; `chosen` carries the order after each change, empty for the ledger's own."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget, ledger: Ledger) -> None:
        super().__init__(parent, "排序", width=31)
        offers = _offers(ledger)
        self.lines = [SortLine(number, offers) for number in range(1, KEYS + 1)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(0.6))
        grid.setVerticalSpacing(theme.em(0.5))
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(self.lines):
            grid.addWidget(theme.mark(QLabel("先按" if row == 0 else "再按"), role="key"), row, 0)
            grid.addWidget(line.field, row, 1)
            grid.addWidget(line.way, row, 2)
            line.field.currentIndexChanged.connect(self._tell)
            line.way.chosen.connect(self._tell)
        self.column.addLayout(grid)
        self.column.addWidget(theme.mark(QLabel("单击表头也可排序，按住 Shift 单击加为下一级"), role="small"))
        self.usual_button = self.add_button("默认顺序", role="quiet", first=True)
        self.usual_button.clicked.connect(self._usual)
        self.add_button("完成", role="primary").clicked.connect(self.accept)

    def begin(self, anchor: QWidget, order: Sequence[Sort]) -> None:
        """Come up."""
        self.show_order(order)
        self.show_below(anchor)
        self.lines[0].field.setFocus()

    def show_order(self, order: Sequence[Sort]) -> None:
        """Show an order, without a word to anybody."""
        for number, line in enumerate(self.lines):
            line.show_sort(order[number] if number < len(order) else None)
        self._enable()

    def order(self) -> tuple[Sort, ...]:
        """Give the keys that are chosen, each field once."""
        found: dict[str, Sort] = {}
        for line in self.lines:
            if sort := line.sort():
                found.setdefault(sort.field, sort)
        return tuple(found.values())

    @Slot()
    def _tell(self) -> None:
        self._enable()
        self.chosen.emit(self.order())

    @Slot()
    def _usual(self) -> None:
        self.show_order(())
        self.chosen.emit(())

    def _enable(self) -> None:
        for line in self.lines:
            line.settle()


def _offers(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Give (label, field, other key); the names of people are offered by pinyin, and by strokes where these are."""
    offers: list[tuple[str, str, str]] = []
    strokes = sorts_by_strokes(ledger)
    for field in ledger.fields:
        if field.kind is FieldKind.NAME and field.key == ledger.search[0]:
            offers.append((f"{field.label}（拼音）", field.key, ""))
            offers += [(f"{field.label}（笔画）", field.key, STROKES)] if strokes else []
        else:
            offers.append((field.label, field.key, ""))
    return offers
