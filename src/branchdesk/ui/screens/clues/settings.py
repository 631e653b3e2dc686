"""线索设置: how clues are numbered, which count as handled, how long handling may take; and the sentence it makes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.clue_numbers import read_pattern
from branchdesk.domain.clue_settings import ClueSettings
from branchdesk.domain.clue_states import OPEN, ClueState
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.services import Changes, Store
from branchdesk.services.clues import clue_figures, clue_settings
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.count_field import CountField
from branchdesk.ui.fields.labelled import Labelled
from branchdesk.ui.screens.committee.dialog import FormDialog, Verb
from branchdesk.words import clue_settings as say

ACROSS = 3  # states in a row
LATER = 193
WIDE, AROUND = 46, 8  # ems: of the dialog, and of what stands above and below the settings
CHANGED = frozenset({"clue", "preference"})
EXPLAINED = "这几项由各支部自定，没有统一规定；改动后，各处的数字和口径一并按新的设置计算，已存照的数字不变。"
PATTERN_PARTS = "“{年}”“{月}”“{日}”取提报日期，“{序号4}”为至少4位的序号，前后文字变了就从1重新编。"
ASIDE = "不属管辖、重复提报、已移送办案的，不计入处置率的分母"
DAYS_HINT = "个工作日，从提报次日起算；留空则只看各条线索自己的期限"


class StatesField(QWidget):
    """The states that may count as handled, to be ticked."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.em(1.2))
        state = CLUES.field("state")
        self.boxes = {one: QCheckBox(state.shown(one)) for one in ClueState if one not in OPEN}
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // ACROSS, number % ACROSS)
        grid.setColumnStretch(ACROSS, 1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[ClueState, ...]:
        """Give the states that are ticked, in their order."""
        return tuple(state for state, box in self.boxes.items() if box.isChecked())


class ClueSettingsDialog(FormDialog):
    """Asks for the branch's settings of clues; the definition below them changes as they do."""

    def __init__(self, parent: QWidget, desk: Desk, known: ClueSettings) -> None:
        super().__init__(parent, desk, "线索设置")
        self._room = parent.window().height() - theme.em(AROUND)
        self._known = known
        self.pattern = QLineEdit(known.pattern)
        self.states = StatesField()
        self.aside = QCheckBox(ASIDE)
        self.aside.setChecked(known.aside)
        self.days, self.digits, self.alike = CountField(), CountField(), CountField()
        self.definition = theme.mark(QLabel(), role="definition")
        self.definition.setWordWrap(True)
        self.verb = self._verb
        self._show_known()
        self._chosen()
        self._lay_out()
        self._wire()
        self.setMinimumWidth(theme.em(WIDE))
        self.resize(self.minimumSizeHint())

    def _show_known(self) -> None:
        for state, box in self.states.boxes.items():
            box.setChecked(state in self._known.handled)
        self.days.set_value(self._known.days)
        self.digits.set_value(self._known.digits)
        self.alike.set_value(self._known.alike_days)

    def _lay_out(self) -> None:
        around, self.column = self.column, QVBoxLayout()
        self.column.setSpacing(theme.em(0.8))
        self.column.setContentsMargins(0, 0, theme.em(0.5), 0)
        explained = theme.mark(QLabel(EXPLAINED), role="small", tone="quiet")
        explained.setWordWrap(True)
        self.column.addWidget(explained)
        self.add("pattern", "编号规则", self.pattern)
        self.add("handled", "哪些状态算“已处置”", self.states)
        self.column.addWidget(self.aside)
        self.add_row(
            ("days", "办理期限", self.days, DAYS_HINT),
            ("digits", "比率的小数位数", self.digits, ""),
            ("alike_days", "几天内的线索比对重复", self.alike, "录入时比对地点和内容"),
        )
        self.column.addWidget(Labelled("各处数字旁的口径", self.definition))
        holder = theme.mark(QWidget(), role="bare")
        holder.setLayout(self.column)
        room = theme.mark(QScrollArea(), role="bare")  # in large letters it is higher than a small screen
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(holder)
        self._pattern_typed()
        wanted = self.column.heightForWidth(theme.em(WIDE - 6)) + theme.em(1)
        room.setMinimumHeight(min(wanted, self._room))
        around.addWidget(room)

    def _wire(self) -> None:
        self.pattern.textChanged.connect(self._pattern_typed)
        for box in (*self.states.boxes.values(), self.aside):
            box.toggled.connect(self._chosen)
        self.digits.textChanged.connect(self._chosen)

    def settings(self) -> ClueSettings:
        """Give the settings as they stand in the form; a number left out where one must be cannot be kept."""
        digits, alike = self.digits.value(), self.alike.value()
        return replace(
            self._known,
            pattern=self.pattern.text().strip(),
            handled=self.states.value(),
            aside=self.aside.isChecked(),
            days=self.days.value(),
            digits=-1 if digits is None else digits,
            alike_days=-1 if alike is None else alike,
        )

    @Slot()
    def _pattern_typed(self) -> None:
        """Show what the pattern makes of today, or why it makes nothing."""
        field = self.fields["pattern"]
        pattern = read_pattern(self.pattern.text().strip())
        if pattern is None:
            field.refuse(say.PATTERN_WRONG)
            return
        day = clock.today()
        example = say.numbered(pattern.number(day, 1), pattern.number(day, LATER), LATER)
        field.set_hint(f"{example}。{PATTERN_PARTS}")
        field.refuse("")

    @Slot()
    def _chosen(self) -> None:
        """Show the definition as it will stand, or what keeps it from being one."""
        chosen = replace(self.settings(), pattern=self._known.pattern, days=None, alike_days=0)
        try:
            clue_settings.judge(chosen)
        except Refusal as refusal:
            self.definition.setText(refusal.sentence)
            theme.mark(self.definition, tone="bad")
            return
        self.definition.setText(clue_figures.sentence(chosen))
        theme.mark(self.definition, tone="")

    def _filled_in(self) -> tuple[str, ...]:
        return (*super()._filled_in(), *map(str, self.states.value()), str(self.aside.isChecked()))

    def _verb(self) -> Verb | None:
        chosen = self.settings()

        def keep(store: Store) -> Changes:
            clue_settings.set_settings(store, chosen)
            return Changes("", say.KEPT, CHANGED)  # it is no step, but every figure is another

        return keep
