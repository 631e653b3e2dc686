"""对应栏目: which column of a sheet is which field of the ledger, and in which row its headings stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from branchdesk.ledgers.spec import Field
from branchdesk.services.ledgers import opening
from branchdesk.services.ledgers.opening import NONE, ColumnView, Layout, TabView
from branchdesk.ui import theme
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screen import Card

NOT_READ = "不导入"
NO_HEADING = "没有表头"
LONGEST = 24  # signs of a row that the list of rows shows
HEADING_WIDTH, SAMPLE_WIDTH, FIELD_WIDTH, LIST_WIDTH = 9, 6, 13, 22  # ems
IN_PAIRS = 74  # ems from which two columns stand side by side
IN_SIGHT = 14
RIGHT = 4  # the place in the grid where the right half begins


class MappingView(Card):
    """The columns of a tab, each with the field it is read for.

    `changed` carries a tab and its layout once another field was chosen; `heading_chosen` a tab and the row of its
    heading, from 0 (-1: none).
    """

    changed = Signal(str, object)
    heading_chosen = Signal(str, int)

    def __init__(self, actions: LedgerActions) -> None:
        super().__init__("对应栏目", "选定后立即按新的对应关系读取；同一栏目只能对应一列")
        self._fields = opening.fields_of(actions.ledger)
        self._tabs: tuple[TabView, ...] = ()
        self._tab: TabView | None = None
        self.lines: list[MappingLine] = []
        self._pairs = False
        self.tab = DropDown()
        self.tab.setAccessibleName("要对应的工作表")
        self.tab.activated.connect(self._tab_moved)
        self.heading_row = DropDown()
        self.heading_row.setAccessibleName("表头所在行")
        self.heading_row.setMaxVisibleItems(IN_SIGHT)
        self.heading_row.activated.connect(self._heading_moved)
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.6))
        line.addWidget(self.tab)
        line.addWidget(theme.mark(QLabel("表头在"), tone="quiet"))
        line.addWidget(self.heading_row)
        line.addStretch(1)
        self.body.addLayout(line)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, theme.em(0.6), 0)
        self._grid.setHorizontalSpacing(theme.em(0.9))
        self._grid.setVerticalSpacing(theme.em(0.35))
        scroll = QScrollArea()
        scroll.setWidget(self._holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        self._holder.setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)

    def show_tabs(self, tabs: Sequence[TabView]) -> None:
        """Show tabs as they are read now; the one that was in sight stays so."""
        here = self._tab.sheet if self._tab else ""
        self._tabs = tuple(tabs)
        self.tab.clear()
        self.tab.addItems([tab.sheet for tab in self._tabs])
        self.tab.setVisible(len(self._tabs) > 1)
        place = next((at for at, tab in enumerate(self._tabs) if tab.sheet == here), 0)
        self.tab.setCurrentIndex(place)
        self._show_tab(self._tabs[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns side by side in two where there is room."""
        super().resizeEvent(event)
        pairs = self.width() >= theme.em(IN_PAIRS)
        if pairs != self._pairs:
            self._pairs = pairs
            self._place()

    # -- inside

    @Slot()
    def _tab_moved(self) -> None:
        self._show_tab(self._tabs[self.tab.currentIndex()])

    def _show_tab(self, tab: TabView) -> None:
        same = self._tab is not None and _shape(self._tab) == _shape(tab)
        self._tab = tab
        self._show_heading_rows(tab)
        if not same:
            for line in self.lines:
                line.remove()
            self.lines = [MappingLine(column, self._fields) for column in tab.columns]
            for line in self.lines:
                line.field.activated.connect(self._field_moved)
            self._place()
        self._show_fields(tab.layout)

    def _show_heading_rows(self, tab: TabView) -> None:
        self.heading_row.clear()
        for at, text in enumerate(tab.top):
            if text:
                short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
                self.heading_row.addItem(f"第 {at + 1} 行：{short}", at)
        self.heading_row.addItem(NO_HEADING, NONE)
        place = self.heading_row.findData(tab.layout.first if tab.found else None)
        self.heading_row.setCurrentIndex(place)
        self.heading_row.setPlaceholderText("请选择表头所在行")

    def _show_fields(self, layout: Layout) -> None:
        names = {line.column.index: line.name for line in self.lines}
        taken = {key: names.get(index, "") for index, key in enumerate(layout.fields) if key}
        for line in self.lines:
            line.show_field(layout.fields[line.column.index], taken)

    def _place(self) -> None:
        """Put the lines into the grid: down the left half, then down the right."""
        half = -(-len(self.lines) // 2) if self._pairs else len(self.lines)
        for at, line in enumerate(self.lines):
            line.put(self._grid, at % max(half, 1), RIGHT if at >= half else 0)
        for column in range(RIGHT + 3):
            self._grid.setColumnStretch(column, 1 if column == 1 or (column == RIGHT + 1 and self._pairs) else 0)
        self._grid.setColumnMinimumWidth(RIGHT - 1, theme.em(1.5) if self._pairs else 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(max(half, 1), 1)
        for before, after in zip(self.lines, self.lines[1:], strict=False):
            QWidget.setTabOrder(before.field, after.field)

    @Slot()
    def _field_moved(self) -> None:
        """Take the field from whichever column had it."""
        line = next((line for line in self.lines if line.field is self.sender()), None)
        if line is None or self._tab is None:
            return
        key = line.field.currentData()
        fields = [None if key and one == key else one for one in self._tab.layout.fields]
        fields[line.column.index] = key
        layout = replace(self._tab.layout, fields=tuple(fields))
        if layout != self._tab.layout:
            self._tab = replace(self._tab, layout=layout)
            self._show_fields(layout)
            self.changed.emit(self._tab.sheet, layout)

    @Slot()
    def _heading_moved(self) -> None:
        if self._tab is not None:
            self.heading_chosen.emit(self._tab.sheet, self.heading_row.currentData())


class Samples(QLabel):
    """Some values of a column in one line; what does not fit ends in dots, the whole is in the tooltip."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(theme.colour(theme.Tone.QUIET))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def minimumSizeHint(self) -> QSize:
        """Be content with little."""
        return QSize(theme.em(SAMPLE_WIDTH), super().minimumSizeHint().height())


class MappingLine:
    """One column: its heading, some of its values, and the list of fields."""

    def __init__(self, column: ColumnView, fields: Sequence[Field]) -> None:
        """Make the three parts; the list says which other column has a field."""
        self.column = column
        self.name = column.heading or f"第 {column.index + 1} 列"
        self._fields = fields
        self.heading = QLabel(self.name)
        self.heading.setWordWrap(True)
        self.heading.setFixedWidth(theme.em(HEADING_WIDTH))
        samples = "、".join(column.samples)
        self.samples = theme.mark(Samples(samples or "（空列）"), role="small")
        self.samples.setToolTip(samples)
        self.field = DropDown()
        self.field.setAccessibleName(f"“{self.name}”对应的栏目")
        self.field.setMaxVisibleItems(IN_SIGHT)
        self.field.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setFixedWidth(theme.em(FIELD_WIDTH))
        self.field.view().setMinimumWidth(theme.em(LIST_WIDTH))
        self.field.addItem(NOT_READ, None)
        for one in fields:
            self.field.addItem(one.label, one.key)
        self.heading.setBuddy(self.field)

    def show_field(self, key: str | None, taken: dict[str, str]) -> None:
        """Choose a field, and say of the others which column has them."""
        for at, one in enumerate(self._fields, start=1):
            must = "（必填）" if one.required else ""
            other = taken.get(one.key, "").rpartition("/")[2]
            self.field.setItemText(
                at, f"{one.label}{must}" + (f"（现为“{other}”）" if other and one.key != key else "")
            )
        self.field.setCurrentIndex(max(self.field.findData(key), 0))
        theme.mark(self.heading, tone="ink" if key else "warn" if self.column.samples else "quiet")

    def put(self, grid: QGridLayout, row: int, column: int) -> None:
        """Take a place in the grid."""
        for at, part in enumerate((self.heading, self.samples, self.field)):
            grid.addWidget(part, row, column + at)

    def remove(self) -> None:
        """Be gone."""
        for part in (self.heading, self.samples, self.field):
            part.hide()
            part.deleteLater()


def _shape(tab: TabView) -> tuple[object, ...]:
    return (tab.sheet, tab.layout.first, tab.layout.last, *(replace(column, field=None) for column in tab.columns))
