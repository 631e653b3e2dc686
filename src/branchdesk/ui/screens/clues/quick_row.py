"""The row that is typed: when and by whom a clue was reported, what it is about and where, and who will see to it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.clue_states import reporters
from branchdesk.domain.dates import PartialDate, Unreadable, read_date
from branchdesk.services.clues.clue_entry import Offer, Offers
from branchdesk.ui import theme
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.time_field import TimeEdit
from branchdesk.ui.screens.clues.quick_fields import Completed
from branchdesk.ui.screens.quick.fields import ShortDay
from branchdesk.ui.shortcuts import bind
from branchdesk.words import clue_entry as say
from branchdesk.words.clues import ANONYMOUS

LABELS = {
    "reported_on": "日期",
    "reported_at": "时间",
    "reporter": "提报人",
    "category": "类别",
    "subcategory": "细类",
    "grid": "网格",
    "place": "地点",
    "text": "线索内容",
    "unit": "承办单位",
}
CARRIED = ("reported_on", "reporter")  # what the next row begins with
FIRST, SECOND = ("reported_on", "reported_at", "reporter", "category", "subcategory", "grid"), ("place", "text", "unit")
SHARES = {"reported_on": 5, "reported_at": 3, "reporter": 5, "category": 5, "subcategory": 4, "grid": 5}
SHARES |= {"place": 3, "text": 9, "unit": 4}
NOBODY = Offer(ANONYMOUS, "nm", "ni ming")


class _Text(QLineEdit):
    """A plain line, whose text is chosen when one comes to it by keyboard."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the text as it is, with the keyboard at its end."""
        super().focusInEvent(event)
        self.end(False)  # noqa: FBT003 - Qt's own signature


class QuickRow(QWidget):
    """The fields of a row. Enter goes to the next, in the last it sends `done`; Shift+Enter goes back.

    `edited` is sent with whatever is typed, `settled` when a field is left, `pasted` when several lines shall be.
    """

    done = Signal()
    edited = Signal()
    pasted = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day, self.at = ShortDay(clock.today()), TimeEdit()
        self.reporter = Completed(LABELS["reporter"], several=True)
        self.category, self.subcategory = Completed(LABELS["category"]), Completed(LABELS["subcategory"])
        self.grid, self.place = Completed(LABELS["grid"]), _Text()
        self.text, self.unit = _Text(), Completed(LABELS["unit"])
        self.fields: dict[str, QLineEdit] = {
            "reported_on": self.day,
            "reported_at": self.at,
            "reporter": self.reporter,
            "category": self.category,
            "subcategory": self.subcategory,
            "grid": self.grid,
            "place": self.place,
            "text": self.text,
            "unit": self.unit,
        }
        self.offers = Offers()
        self._given: dict[str, str] = {}  # what was filled in by itself, and may be filled in otherwise
        self._labelled = {key: Labelled(LABELS[key], field) for key, field in self.fields.items()}
        self.at.setPlaceholderText("可空")
        self.reporter.setPlaceholderText("拼音首字母，nm 是匿名")
        self._lay_out()
        for key, field in self.fields.items():
            field.returnPressed.connect(self._entered)
            field.textEdited.connect(self.edited)
            field.installEventFilter(self)
            field.setObjectName(key)
        bind(self, ("Shift+Return", self.step_back), ("Shift+Enter", self.step_back))
        self.setFocusProxy(self.category)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.5))
        for keys in (FIRST, SECOND):
            line = QHBoxLayout()
            line.setSpacing(theme.em(0.7))
            for key in keys:
                line.addWidget(self._labelled[key], SHARES[key])
            column.addLayout(line)
        for before, after in pairwise(self.fields.values()):
            QWidget.setTabOrder(before, after)

    # -- what is offered

    def offer(self, offers: Offers) -> None:
        """Say what may be meant in each field."""
        self.offers = offers
        self.reporter.offer((*offers.reporters, NOBODY))
        self.category.offer(offers.categories)
        self.grid.offer(offers.grids)
        self._follow()

    def _follow(self) -> None:
        """Offer what goes with the category; fill in a grid and a unit that nobody typed."""
        category = self.category.value()
        self.subcategory.offer(self.offers.subcategories.get(category, ()))
        units = self.offers.units
        self.unit.offer(units.get(category) or units.get("", ()))
        named = reporters(self.reporter.value())
        self._give("grid", self.offers.grid_of.get(named[0], "") if named else "")
        usual = units.get(category, ()) if category else ()
        self._give("unit", usual[0].text if usual else "")

    def _give(self, key: str, text: str) -> None:
        field = self.fields[key]
        if field.text() in {"", self._given.get(key, "")} and field.text() != text and not field.hasFocus():
            field.setText(text)
            self._given[key] = text

    # -- what stands here

    def texts(self) -> dict[str, str]:
        """Give what was typed, by field; what was filled in by itself is not among it."""
        return {
            key: field.text()
            for key, field in self.fields.items()
            if field.text().strip() and field.text() != self._given.get(key)
        }

    def standing(self) -> dict[str, str]:
        """Give all that stands here, by field."""
        return {key: field.text() for key, field in self.fields.items() if field.text().strip()}

    def begun(self) -> bool:
        """Say whether anything was typed beyond what is carried on."""
        return not set(self.texts()) <= set(CARRIED)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show a row, as it was typed or as it is on record."""
        self._given.clear()
        for key, field in self.fields.items():
            field.setText(texts.get(key, ""))
            self._labelled[key].refuse("")
        self.day.set_value(_day(texts.get("reported_on", "")))
        if "reported_on" in texts and self.day.value() is None:
            self.day.setText(texts["reported_on"])
        self.at.check()
        self._follow()

    def go_on(self, carried: Mapping[str, str] | None = None) -> None:
        """Begin the next row with day and reporter of this one, or with what is `carried`.

        The keyboard goes to the first field that wants typing: to the time where this row had one.
        """
        timed = self.at.value() is not None
        self.fill(
            {key: text for key, text in self.standing().items() if key in CARRIED} if carried is None else carried
        )
        self.fields["reported_at" if timed else "category"].setFocus()

    def values(self) -> dict[str, object]:
        """Give the row's values by field key, as a form gives them."""
        at = self.at.value()
        texts: dict[str, object] = {
            key: field.value() if isinstance(field, Completed) else field.text().strip()
            for key, field in self.fields.items()
        }
        return {key: value or None for key, value in texts.items()} | {
            "reported_on": self.day.value(),
            "reported_at": f"{at:%H:%M}" if at else None,
        }

    def problem(self) -> bool:
        """Look whether the row can be kept; where not, say so at the field and go there."""
        for key, field in self.fields.items():
            if isinstance(field, Completed) and not field.settle():
                field.setFocus()
                return True
            if isinstance(field, ShortDay | TimeEdit) and not field.check():
                field.setFocus()
                return True
            if said := self._lacks(key):
                self._labelled[key].refuse(said)
                field.setFocus()
                return True
        return False

    def _lacks(self, key: str) -> str:
        if key == "reported_on":
            day = self.day.day()
            if day is None:
                return say.DAY_MISSING
            return say.DAY_AHEAD if day > clock.today() else ""
        return say.TEXT_MISSING if key == "text" and not self.text.text().strip() else ""

    # -- going on

    @Slot()
    def _entered(self) -> None:
        """Go on from the field that has the keyboard; in the last the row is done."""
        keys = list(self.fields)
        sender = self.sender()
        at = next(number for number, key in enumerate(keys) if self.fields[key] is sender)
        if isinstance(sender, ShortDay | TimeEdit) and not sender.check():
            return
        self._left(keys[at])
        ahead = [key for key in keys[at + 1 :] if key != "subcategory" or self._wants_subcategory()]
        if ahead:
            self.fields[ahead[0]].setFocus()
        else:
            self.done.emit()

    def _wants_subcategory(self) -> bool:
        return bool(self.subcategory.text() or self.offers.subcategories.get(self.category.value()))

    @Slot()
    def step_back(self) -> None:
        """Go to the field before the one that has the keyboard."""
        keys = [key for key in self.fields if key != "subcategory" or self._wants_subcategory()]
        at = next((number for number, key in enumerate(keys) if self.fields[key].hasFocus()), 0)
        field = self.fields[keys[max(at - 1, 0)]]
        field.setFocus()
        field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at a field when it is left; leave to others what is pasted and is more than a line."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            copied = QApplication.clipboard().text().strip()
            if event.matches(QKeySequence.StandardKey.Paste) and ("\n" in copied or "\t" in copied):
                self.pasted.emit()
                return True
        if event.type() is QEvent.Type.FocusOut and watched.objectName() in self.fields:
            self._left(watched.objectName())
        return super().eventFilter(watched, event)

    def _left(self, key: str) -> None:
        self._labelled[key].refuse("")
        if key in {"reporter", "category"}:
            self._follow()
        self.settled.emit()


def _day(text: str) -> PartialDate | None:
    try:
        return read_date(text).value if text else None
    except Unreadable:
        return None
