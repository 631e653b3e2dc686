"""A ledger's table: a cell cursor over whole rows, headings that sort, move and widen, cells that can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from branchdesk.services.ledgers.lists import Sort
from branchdesk.ui import theme
from branchdesk.ui.table import Column, Index, Row, Table

if TYPE_CHECKING:
    from branchdesk.ui.ledger.in_place import InPlace

UP, DOWN = "↑", "↓"
EXACT = 100  # ems by which a pixel is told exactly: one em alone is rounded
STEPS = {Qt.Key.Key_Up: True, Qt.Key.Key_Down: False}


class LedgerTable(Table):
    """The rows of a ledger.

    `order_asked` carries (column, True for ascending, False for descending or None for the next of the two, whether
    it comes behind the keys there are); `columns_moved` the columns in their new order after one was dragged;
    `width_given` (column, ems, or 0 for the width it needs); `header_menu_asked` and `row_menu_asked` where a menu is
    wanted; `chosen_moved` that other rows are chosen; `locked` the column whose cell cannot be edited here.
    """

    order_asked = Signal(str, object, bool)
    columns_moved = Signal(list)
    width_given = Signal(str, float)
    header_menu_asked = Signal(str, QPoint)
    row_menu_asked = Signal(QPoint)
    chosen_moved = Signal()
    locked = Signal(str)

    def __init__(self, columns: Sequence[Column]) -> None:
        self._laying = False
        self._cursor = ""
        self.in_place: InPlace | None = None
        super().__init__(columns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        header = self.horizontalHeader()
        # Of its own: a heading asks of each row whether it is chosen, at each painting, and none is drawn otherwise.
        header.setSelectionModel(QItemSelectionModel(self.rows_model, header))
        header.setSectionsMovable(True)
        header.setToolTip("单击排序，Shift+单击加为下一级；拖动换位置，拖边线改列宽，右键更多")
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self._fit_column)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self.selectionModel().selectionChanged.connect(self.chosen_moved)

    # -- what is shown

    def show_columns(self, columns: Sequence[Column], editable: frozenset[str]) -> None:
        """Show other columns, and no rows until they are given anew."""
        self.rows_model.editable = editable
        if [one.key for one in columns] == [one.key for one in self.rows_model.columns]:
            self.show_widths({one.key: one.given for one in columns if one.given is not None})
            return
        chosen = self.keys(), self.key()
        self.set_columns(columns)
        header = self.horizontalHeader()
        self._laying = True
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        self._laying = False
        self._kept = chosen

    _kept: tuple[list[str], str] = ([], "")

    def show_widths(self, widths: Mapping[str, float]) -> None:
        """Give the columns these widths, and the others what they need."""
        columns = tuple(with_widths(self.rows_model.columns, widths))
        if columns != self.rows_model.columns:
            self.rows_model.columns = columns
            self._measure()

    def set_rows(self, rows: Sequence[Row], total: int | None = None) -> None:
        """Show other rows; those that were chosen stay chosen, and the cursor stays in its column."""
        keys, current = self._kept if self._kept[1] or self._kept[0] else (self.keys(), self.key())
        self._kept = ([], "")
        super().set_rows(rows, total)
        if current and self.key() != current:
            self.choose(current)
        if self._cursor and not self.currentIndex().isValid():  # its row is gone: the cursor waits at the top
            top = self.rows_model.index(0, max(self.place_of(self._cursor), 0))
            self.selectionModel().setCurrentIndex(top, QItemSelectionModel.SelectionFlag.NoUpdate)
        if len(keys) > 1:
            self.choose_all(keys)
        self.chosen_moved.emit()

    def choose(self, key: str) -> bool:
        """Choose a row, the cursor staying in its column, and say whether it is there."""
        column = self._cursor
        found = super().choose(key)
        if found and (place := self.place_of(column)) > 0:
            self.setCurrentIndex(self.rows_model.index(self.currentIndex().row(), place))
        return found

    def keys(self) -> list[str]:
        """Give the keys of all chosen rows, from the top."""
        return [self.rows_model.rows[number].key for number in self._chosen()]

    def number_chosen(self) -> int:
        """Count the chosen rows."""
        return len(self._chosen())

    def _chosen(self) -> list[int]:
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})

    def choose_all(self, keys: Sequence[str]) -> None:
        """Choose these rows and no other, without moving the cursor."""
        wanted, model = set(keys), self.rows_model
        chosen, last = QItemSelection(), len(model.columns) - 1
        for together, run in groupby(range(len(model.rows)), lambda number: model.rows[number].key in wanted):
            if together:  # rows that follow each other are one range: ranges cost, rows do not
                numbers = list(run)
                chosen.append(QItemSelectionRange(model.index(numbers[0], 0), model.index(numbers[-1], last)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_order(self, order: Sequence[Sort]) -> None:
        """Mark by which columns the rows are sorted: the way, and the rank where there are several."""
        several = len(order) > 1
        self.rows_model.marks = {
            sort.field: f" {DOWN if sort.descending else UP}{number if several else ''}"
            for number, sort in enumerate(order, start=1)
        }
        self.rows_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.rows_model.columns) - 1)

    def place_of(self, key: str) -> int:
        """Give where a column stands, or -1."""
        return next((n for n, column in enumerate(self.rows_model.columns) if column.key == key), -1)

    def column_key(self) -> str:
        """Give the column that the cursor is in, or nothing."""
        index = self.currentIndex()
        return self.rows_model.columns[index.column()].key if index.isValid() else ""

    def step(self, rows: int, columns: int) -> None:
        """Move the cursor, as far as there are cells."""
        index = self.currentIndex()
        row = min(max(index.row() + rows, 0), self.rows_model.rowCount() - 1)
        column = min(max(index.column() + columns, 0), self.rows_model.columnCount() - 1)
        self.setCurrentIndex(self.rows_model.index(row, column))

    # -- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort with Alt and an arrow, choose with Space, say where F2 has nothing to edit."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        index = self.currentIndex()
        if index.isValid() and key in STEPS and modifiers & Qt.KeyboardModifier.AltModifier:
            behind = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.order_asked.emit(self.column_key(), STEPS[key], behind)
        elif index.isValid() and key == Qt.Key.Key_Space and not modifiers:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(index, flags.Toggle | flags.Rows)
        elif index.isValid() and key == Qt.Key.Key_F2 and self.column_key() not in self.rows_model.editable:
            self.locked.emit(self.column_key())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin a cell with what an input method hands over at once; Qt begins it with what is still being composed."""
        opened = self.in_place.editor if self.in_place else None
        text, composing = event.commitString(), event.preeditString()
        super().inputMethodEvent(event)
        editor = self.in_place.editor if self.in_place else None
        if editor is not None and opened is None and text and not composing:
            again = QInputMethodEvent()
            again.setCommitString(text)
            QApplication.sendEvent(editor, again)
            editor.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go elsewhere once what is being edited is settled."""
        if self.in_place is None or self.in_place.leave():
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row: below the cursor where the keyboard asks."""
        index = self.currentIndex()
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_keyboard:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.setCurrentIndex(index)
        if index.isValid():
            place = self.visualRect(index).bottomLeft() if by_keyboard else event.pos()
            self.row_menu_asked.emit(self.viewport().mapToGlobal(place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remember the column that the cursor is in."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._cursor = self.rows_model.columns[current.column()].key

    # -- inside

    def _head_clicked(self, section: int) -> None:
        behind = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.order_asked.emit(self.rows_model.columns[section].key, None, behind)

    def _spread(self) -> None:
        laying, self._laying = self._laying, True
        super()._spread()
        self._laying = laying

    @Slot(int, int, int)
    def _moved(self, _section: int, _from: int, _to: int) -> None:
        if not self._laying:  # told once the drag is over: the model then has its columns in this order
            QTimer.singleShot(0, self._tell_order)

    @Slot()
    def _tell_order(self) -> None:
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        self.columns_moved.emit([self.rows_model.columns[place].key for place in places])

    @Slot(int, int, int)
    def _resized(self, section: int, _from: int, to: int) -> None:
        if not self._laying:
            self._give_width(section, to * EXACT / theme.em(EXACT))

    @Slot(int)
    def _fit_column(self, section: int) -> None:
        self._give_width(section, None)
        self._measure()

    def _give_width(self, section: int, ems: float | None) -> None:
        columns = list(self.rows_model.columns)
        columns[section] = replace(columns[section], given=ems)
        self.rows_model.columns = tuple(columns)
        if ems is not None:
            self._widths[section] = theme.em(ems)
            self._spread()
        self.width_given.emit(columns[section].key, ems or 0.0)

    @Slot(QPoint)
    def _header_menu(self, place: QPoint) -> None:
        header = self.horizontalHeader()
        section = header.logicalIndexAt(place)
        if section >= 0:
            key = self.rows_model.columns[section].key
            self.header_menu_asked.emit(key, header.viewport().mapToGlobal(place))


def with_widths(columns: Sequence[Column], widths: Mapping[str, float]) -> list[Column]:
    """Give columns the widths that people gave them."""
    return [replace(column, given=widths.get(column.key)) for column in columns]
