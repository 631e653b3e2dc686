"""转为线索: how many of a place's strokes become clues, or all of a row or a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.clue_strokes import NO_STROKES, Counts, least_handled
from branchdesk.errors import Refusal
from branchdesk.services.clues import clue_turning
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.services.clues.clue_turning import Turn, Turned
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_strokes as say

CELL, ROW, DAY = "cell", "row", "day"
WIDTH = 34  # ems
Struck = tuple[str, Place, Counts]  # what the row is called, where, and how many


class TurningDialog(QDialog):
    """Asks how many; `turned` carries how many clues there are now, and the title of the step."""

    turned = Signal(int, str)

    def __init__(self, parent: QWidget, desk: Desk, day: date, struck: Sequence[Struck], here: Place | None) -> None:
        """Take the places of a day with strokes, and the one that the keyboard is on."""
        super().__init__(parent)
        self._desk, self._day, self._struck, self._here = desk, day, tuple(struck), here
        self._writing = False
        self.setWindowTitle(say.turning_title(day))
        self.setModal(True)
        self.banner = Banner()
        self.scope = Segments(self._scopes())
        self.scope.setAccessibleName("转哪些")
        self.number, self.handled = CountField(), CountField()
        self.fields = (Labelled("转为线索的条数", self.number), Labelled("其中已处置", self.handled))
        self.what = QLabel("")
        self.what.setWordWrap(True)
        self.sums = theme.mark(QLabel(""), tone="quiet")
        self.sums.setWordWrap(True)
        self.turn_button = theme.mark(QPushButton("转为线索"), role="primary")
        self.cancel_button = QPushButton("取消")
        self._lay_out()
        self.scope.chosen.connect(self._scope_chosen)
        self.number.edited.connect(self._number_typed)
        self.handled.edited.connect(self._tell)
        self.turn_button.setDefault(True)  # Enter in either number
        self.turn_button.clicked.connect(self._turn)
        self.cancel_button.clicked.connect(self.reject)
        self.scope.set_value(CELL if self._at(self._here) else DAY)
        self._scope_chosen()

    def turns(self) -> tuple[Turn, ...]:
        """Give what shall be turned."""
        scope = self.scope.value()
        if scope == CELL and self._here is not None:
            return (Turn(self._here, self.number.value() or 0, self.handled.value() or 0),)
        return tuple(Turn(place, counts.reported, counts.handled) for _, place, counts in self._of(scope))

    # -- inside

    def _scopes(self) -> list[tuple[str, str]]:
        scopes = [(DAY, "当日全部")]
        if self._of(ROW):
            scopes.insert(0, (ROW, "这一行"))
        if self._at(self._here):
            scopes.insert(0, (CELL, "这一格"))
        return scopes

    def _at(self, here: Place | None) -> Counts:
        return next((counts for _, place, counts in self._struck if place == here), NO_STROKES)

    def _of(self, scope: str | None) -> list[Struck]:
        """Give the places of a scope."""
        here = self._here
        if scope == CELL:
            return [one for one in self._struck if one[1] == here]
        if scope == ROW:
            who = (here.name, here.volunteer_id) if here is not None else None
            return [one for one in self._struck if (one[1].name, one[1].volunteer_id) == who]
        return list(self._struck)

    def _lay_out(self) -> None:
        self.setFixedWidth(theme.em(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.8))
        column.addWidget(self.banner)
        column.addWidget(self.scope)
        column.addWidget(self.what)
        numbers = QHBoxLayout()
        numbers.setSpacing(theme.em(1))
        for field in self.fields:
            numbers.addWidget(field)
        numbers.addStretch(1)
        column.addLayout(numbers)
        column.addWidget(self.sums)
        foot = QHBoxLayout()
        foot.setSpacing(theme.em(0.7))
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.turn_button)
        column.addLayout(foot)

    @Slot()
    def _scope_chosen(self) -> None:
        scope = self.scope.value() or DAY
        chosen = self._of(scope)
        whole = sum((counts for *_, counts in chosen), NO_STROKES)
        single = scope == CELL
        for field in self.fields:
            field.setVisible(single)
        if single:
            name, place, counts = chosen[0]
            self.what.setText(say.told(name, place.category or say.NO_CATEGORY, counts.reported, counts.handled))
            self.number.set_value(whole.reported)
            self.handled.set_value(whole.handled)
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            self.number.selectAll()
        else:
            name = chosen[0][0] if scope == ROW else say.day_name(self._day)
            self.what.setText(say.places(name, len(chosen), whole.reported, whole.handled))
            self.turn_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    @Slot()
    def _number_typed(self) -> None:
        """Let the strokes that nobody handled go first: these are the clues that still want doing."""
        counts, number = self._at(self._here), self.number.value() or 0
        self.handled.set_value(min(number, least_handled(counts, number)))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        turns = self.turns()
        number, handled = sum(one.number for one in turns), sum(one.handled for one in turns)
        self.sums.setText(say.what_turning_does(number, handled))
        self.banner.say("")

    @Slot()
    def _turn(self) -> None:
        if self._writing:
            return
        self._writing = True
        day, turns = self._day, self.turns()
        self._desk.write(lambda store: clue_turning.turn(store, day, turns), self._done, failed=self._refused)

    def _done(self, turned: Turned) -> None:
        self.accept()
        self.turned.emit(len(turned.clues), turned.changes.title)

    def _refused(self, error: Exception) -> None:
        self._writing = False
        if isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.BAD)
            self.adjustSize()
