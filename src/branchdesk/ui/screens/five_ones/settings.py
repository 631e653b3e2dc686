"""五个一设置: which five there are from a year on, what the record says of each, and what each branch settles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.dates import LeapDay
from branchdesk.domain.five_ones import TEMPLATES, Evidence, Item, Settings
from branchdesk.services import Changes
from branchdesk.services.people import five_ones_settings
from branchdesk.services.people.five_ones_settings import Known
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.screens.committee.dialog import FormDialog
from branchdesk.words import ceremonies as say_ceremonies
from branchdesk.words import five_ones as say

MOST = 8  # items
IN_SIGHT = 16.5  # ems: five items and what heads them
HINT = "“记录用语”写进集体过政治生日的会议记录，可用 {月}、{名单}、{人数}、{主持人}；不写则留空自填。"
NOT_A_YEAR = "年度请写四位数，如 2026。"
YEARS = range(1990, 2101)


class ItemRow:
    """One item of the template: its name, what shows it, what the record says."""

    def __init__(self, item: Item, text: str) -> None:
        self.id = item.id
        self.name = QLineEdit(item.name)
        self.name.setAccessibleName("事项名称")
        self.evidence = DropDown()
        self.evidence.setAccessibleName("认定方式")
        for value, label in say.EVIDENCES.items():
            self.evidence.addItem(label, value)
        self.evidence.setCurrentIndex(self.evidence.findData(item.evidence.value))
        self.text = QLineEdit(text)
        self.text.setAccessibleName("记录用语")
        self.text.setCursorPosition(0)
        self.remove = theme.mark(QPushButton("移去"), role="quiet")
        self.remove.setAccessibleName(f"移去{item.name}")

    def widgets(self) -> tuple[QWidget, ...]:
        """Give its editors in their order."""
        return self.name, self.evidence, self.text, self.remove

    def item(self) -> Item:
        """Give the item as it stands."""
        return Item(self.id, self.name.text().strip(), Evidence(str(self.evidence.currentData())))


class SettingsDialog(FormDialog):
    """Asks for the template and the settings; `kept` is sent when they were."""

    kept = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, year: int, known: Known) -> None:
        super().__init__(parent, desk, "五个一设置")
        self._known = known
        self.rows: list[ItemRow] = []
        self._texts = dict(known.texts)
        self.year = CountField()
        self.year.set_value(year)
        self.year.edited.connect(self._year_told)
        self.introduction = QLineEdit(known.texts.get(say_ceremonies.INTRODUCTION, ""))
        self.introduction.setCursorPosition(0)
        self.leap = Segments(tuple((value, label) for value, label in say.LEAP_DAYS.items()))
        self.leap.set_value(known.settings.leap_day.value)
        self.ahead, self.late_after, self.span = CountField(), CountField(), CountField()
        for field, days in self._days():
            field.set_value(days)
        self._lay_out()
        self.setMinimumWidth(theme.em(52))

    def _days(self) -> tuple[tuple[CountField, int], ...]:
        chosen = self._known.settings
        return (self.ahead, chosen.ahead), (self.late_after, chosen.late_after), (self.span, chosen.span)

    def _lay_out(self) -> None:
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.em(0.6))
        self.grid.setVerticalSpacing(theme.em(0.35))
        self.grid.setColumnStretch(0, 3)
        self.grid.setColumnStretch(2, 5)
        for place, label in enumerate(("事项", "按什么认定", "记录用语")):
            self.grid.addWidget(theme.mark(QLabel(label), role="key"), 0, place)
        holder = QWidget()
        holder.setLayout(self.grid)
        self.grid.setContentsMargins(0, 0, theme.em(0.4), 0)
        self.room = scroll = QScrollArea()  # eight items in large letters are higher than a small screen
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(theme.em(IN_SIGHT))
        scroll.setWidget(theme.mark(holder, role="bare"))
        theme.mark(scroll, role="bare")
        self.add_button = QPushButton("＋ 加一项")
        self.add_button.clicked.connect(self._add)
        self.other_button = QPushButton("换成另一套五个一")
        self.other_button.setToolTip("、".join(name for name, _ in TEMPLATES[1]))
        self.other_button.clicked.connect(self._take_other)
        tools = QHBoxLayout()
        tools.addWidget(self.add_button)
        tools.addWidget(self.other_button)
        tools.addStretch(1)
        around = QVBoxLayout()
        around.setSpacing(theme.em(0.4))
        around.addWidget(scroll, 1)
        around.addLayout(tools)
        self.column.addLayout(around)
        self.add("introduction", "会议记录开头", self.introduction, HINT)
        self.add_row(
            ("year", "事项从哪一年起用", self.year, "以前各年照旧"),
            ("leap_day", "2月29日入党的，平年在", self.leap, ""),
        )
        self.add_row(
            ("ahead", "提前几天可以办", self.ahead, ""),
            ("late_after", "过后几天未办算逾期", self.late_after, ""),
            ("span", "记录离生日几天内有效", self.span, "按季集体过的可放宽"),
        )
        self._show_items(self._known.items)

    def _show_items(self, items: Sequence[Item]) -> None:
        for row in self.rows:
            for widget in row.widgets():
                self.grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for item in items:
            self._show_row(item)

    def _show_row(self, item: Item) -> None:
        row = ItemRow(item, self._texts.get(item.name, ""))
        row.remove.setAutoDefault(False)
        row.remove.clicked.connect(self._remove)
        self.rows.append(row)
        line = self.grid.rowCount()
        for column, widget in enumerate(row.widgets()):
            self.grid.addWidget(widget, line, column)
        self.add_button.setEnabled(len(self.rows) < MOST)

    @Slot()
    def _add(self) -> None:
        self._show_row(Item("", "", Evidence.FREE))
        self.rows[-1].name.setFocus()
        QTimer.singleShot(0, self._show_last)

    @Slot()
    def _show_last(self) -> None:
        """Bring the row that was added into sight, once it has its place."""
        if self.rows:
            self.room.ensureWidgetVisible(self.rows[-1].name)

    @Slot()
    def _remove(self) -> None:
        pressed = self.sender()
        self._remember()
        self._show_items([row.item() for row in self.rows if row.remove is not pressed])
        self.add_button.setEnabled(len(self.rows) < MOST)
        self.add_button.setFocus()

    @Slot()
    def _take_other(self) -> None:
        """Show the other set that is in use, or the usual one where that stands here."""
        self._remember()
        here = [row.name.text().strip() for row in self.rows]
        usual, other = ([Item("", name, kind) for name, kind in one] for one in TEMPLATES)
        known = {item.name: item.id for item in self._known.items}
        wanted = usual if here == [item.name for item in other] else other
        self._show_items([Item(known.get(one.name, ""), one.name, one.evidence) for one in wanted])

    def _remember(self) -> None:
        for row in self.rows:
            self._texts[row.name.text().strip()] = row.text.text()

    @Slot()
    def _year_told(self) -> None:
        self.fields["year"].refuse("")

    @Slot()
    def save(self) -> None:
        """Keep what was changed; what is refused stays as typed."""
        self.banner.say("")
        year = self.year.value()
        if year not in YEARS:
            self.fields["year"].refuse(NOT_A_YEAR)
            return
        self._remember()
        texts = {**self._texts, say_ceremonies.INTRODUCTION: self.introduction.text()}
        items = [row.item() for row in self.rows]
        leap = LeapDay(self.leap.value() or LeapDay.FEBRUARY.value)
        ahead, late, span = (field.value() if field.value() is not None else days for field, days in self._days())
        chosen = Settings(leap, ahead or 0, late or 0, span or 0)
        self.save_button.setEnabled(False)
        self.desk.write(
            lambda store: five_ones_settings.keep(store, items, year or 0, chosen, texts),
            self._kept,
            failed=self._refused,
        )

    def _kept(self, changes: Changes) -> None:
        self.save_button.setEnabled(True)
        self.kept.emit(changes)
        self.accept()
