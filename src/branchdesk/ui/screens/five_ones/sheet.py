"""The people of a month or a year with their five: a cell each that is opened to note it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from branchdesk.domain.five_ones import Item, ItemState
from branchdesk.services.people.five_ones import ItemView, PersonYear
from branchdesk.ui import theme
from branchdesk.ui.table import Cell, Column, Index, Mark, Row, RowPainter, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import five_ones as say
from branchdesk.words.ceremonies import topic

TONES = {
    ItemState.DONE: Tone.GOOD,
    ItemState.EXEMPT: Tone.QUIET,
    ItemState.PLANNED: Tone.INK,
    ItemState.OPEN: Tone.WARN,
    ItemState.LATE: Tone.BAD,
    ItemState.AHEAD: Tone.QUIET,
    ItemState.BEFORE_START: Tone.QUIET,
}
PLAIN = {ItemState.AHEAD, ItemState.BEFORE_START}
FACTS = (
    Column("name", "姓名", 5, sortable=False),
    Column("on", "政治生日", 4, sortable=False),
    Column("years", "周年", 3, sortable=False),
)
TOLD = Column("told", "告知", 3, sortable=False)
HEADING = "month:"


class StatePainter(RowPainter):
    """Draws a place, with a ring around the one where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        super().paint(painter, option, index)
        sheet = self.parent()
        if isinstance(sheet, FiveSheet) and sheet.hasFocus() and index == sheet.currentIndex():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            area = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)  # type: ignore[attr-defined] # as in RowPainter
            painter.drawRoundedRect(area, theme.em(0.3), theme.em(0.3))
            painter.restore()


class FiveSheet(Table):
    """A row a person, a cell an item. `item_asked` carries a member's key and the place of one of the five to note.

    `person_asked` asks for a member's card, `told_asked` to note that they were told, `quick_asked` to note an item as
    done today or to take that back.
    """

    item_asked = Signal(str, int)
    person_asked = Signal(str)
    told_asked = Signal(str)
    quick_asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(FACTS)
        self.setItemDelegate(StatePainter(self))
        self.setAccessibleName("政治生日和五个一")
        self._items = 0
        self.clicked.connect(self._clicked)

    def show_people(self, people: Sequence[PersonYear], items: Sequence[Item], *, by_month: bool) -> None:
        """Show people; `by_month` puts a heading above each month's."""
        column = max(self.currentIndex().column(), 0)
        columns = [Column(str(at), topic(item.name), 5, sortable=False, stretch=True) for at, item in enumerate(items)]
        self._items = len(items)
        self.set_columns((*FACTS, *columns, TOLD))
        rows: list[Row] = []
        month = 0
        for person in people:
            if by_month and person.month != month:
                month = person.month
                number = sum(one.month == month for one in people)
                rows.append(
                    Row(f"{HEADING}{month}", (Cell(f"{month}月　{number}人", Tone.QUIET, bold=True),), heading=True)
                )
            rows.append(_row(person))
        key = self.key()
        self.set_rows(rows)
        at = next((place for place, row in enumerate(rows) if row.key == key), None)
        if at is None:
            at = next((place for place, row in enumerate(rows) if not row.heading), None)
        if at is not None:
            self.setCurrentIndex(self.rows_model.index(at, min(column, self.rows_model.columnCount() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what the keyboard is on with Enter; note it as done today with the blank, or take that back."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self._clicked(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid() and (at := self._item(index.column())) is not None:
            self.quick_asked.emit(self.key(), at)
        else:
            super().keyPressEvent(event)

    def _item(self, column: int) -> int | None:
        at = column - len(FACTS)
        return at if 0 <= at < self._items else None

    @Slot(QModelIndex)
    def _clicked(self, index: Index) -> None:
        key = self.rows_model.rows[index.row()].key
        if key.startswith(HEADING):
            return
        if (at := self._item(index.column())) is not None:
            self.item_asked.emit(key, at)
        elif index.column() == self.rows_model.columnCount() - 1:
            self.told_asked.emit(key)
        else:
            self.person_asked.emit(key)


def _row(person: PersonYear) -> Row:
    years = Cell(f"{person.years}周年", Tone.QUIET)
    facts = (Cell(person.name), Cell(say.on_text(person.on)), years)
    told = Cell(short_day(person.told_on), Tone.GOOD, tip="已告知本人") if person.told_on else Cell("—", Tone.QUIET)
    return Row(person.member_id, (*facts, *(_cell(one) for one in person.items), told))


def _cell(view: ItemView) -> Cell:
    text = say.STATES[view.state.value]
    if view.state is ItemState.DONE and view.day:
        text = f"✓ {short_day(view.day)}"
    elif view.state is ItemState.PLANNED and view.day:
        text = f"{text} {short_day(view.day)}"
    mark = Mark.NONE if view.state in PLAIN else Mark.PILL
    return Cell(text, TONES[view.state], mark=mark, tip=told(view))


def told(view: ItemView) -> str:
    """Say everything noted of an item."""
    facts = (
        f"{view.item.name}：{say.STATES[view.state.value]}",
        view.day or "",
        view.who,
        view.link.label if view.link else "",
        view.hint,
        view.note,
    )
    return " · ".join(part for part in facts if part)


def short_day(day: str | None) -> str:
    """Say a stored day within its year: 12-02, or 12月 where the day is not known."""
    known = (day or "")[5:]
    return known if "-" in known or not known else f"{int(known)}月"
