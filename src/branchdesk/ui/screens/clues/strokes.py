"""正字计数: a day's board, a key or a click a stroke, each saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import clock
from branchdesk.domain.clue_strokes import By, Counts, Part, put, struck
from branchdesk.errors import Refusal, Spoken
from branchdesk.ledgers.spec import Field
from branchdesk.services import Changes, Store
from branchdesk.services.clues import clue_board, clue_strokes
from branchdesk.services.clues.clue_board import Board, Line
from branchdesk.services.clues.clue_strokes import Place
from branchdesk.services.ledgers.copying import Copied
from branchdesk.services.ledgers.intake import Values
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import FlowRow
from branchdesk.ui.ledger.editors import DropDown
from branchdesk.ui.ledger.fields_dialog import FieldsDialog
from branchdesk.ui.ledger.viewed_screen import ViewPage
from branchdesk.ui.screen import Card
from branchdesk.ui.screens.clues.strokes_sheet import StrokesSheet
from branchdesk.ui.screens.clues.strokes_turning import TurningDialog
from branchdesk.ui.shortcuts import bind
from branchdesk.ui.theme import Tone
from branchdesk.words import clue_strokes as say

EVERY_TEAM = "全部队伍"
KEYS = "空格加画，退格减画，数字改数，首字母跳行，/ 换提报和处置，PageUp、PageDown 换日"
NOBODY = {
    By.VOLUNTEER: "这一天没有在队的志愿者。可先登记名册，或用“＋ 行”写一个名字。",
    By.GRID: "还没有网格。用“＋ 行”写网格名称。",
    By.UNIT: "还没有单位。用“＋ 行”写单位名称。",
}


class StrokesPage(ViewPage):
    """The board of a day. `clues_asked` carries the day whose new clues shall be shown in the list."""

    clues_asked = Signal(object)
    parts = frozenset({"clue_stroke", "volunteer", "clue_category"})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title = "正字计数"
        self.found: Board | None = None
        self.day = clock.today()
        self._turn = self._writing = self._unheard = 0
        self._origin: Counts | None = None  # of the place in which a number is being typed
        self._refused: Refusal | None = None  # why the number typed so far cannot stand
        self.by = Segments([(one.value, say.BY[one]) for one in By])
        self.by.set_value(By.VOLUNTEER)
        self.by.setAccessibleName("计数对象")
        self.part = Segments([(one.value, say.PARTS[one]) for one in Part])
        self.part.set_value(Part.REPORTED)
        self.part.setAccessibleName("记提报还是处置")
        self.part.setToolTip("按 / 切换")
        self.date = DateEdit(day_needed=True)
        self.date.setAccessibleName("日期")
        self.before_button, self.after_button = QPushButton("‹"), QPushButton("›")
        self.team_box = DropDown()
        self.team_box.setAccessibleName("队伍")
        self.row_button, self.column_button = (
            theme.mark(QPushButton(text), role="quiet") for text in ("＋ 行", "＋ 类别")
        )
        self.row_button.setAccessibleName("添加行")
        self.column_button.setAccessibleName("添加类别")
        self.earlier_button = theme.mark(QPushButton(""), role="link")
        self.total = theme.mark(QLabel(""), role="heading")
        self.sheet = StrokesSheet()
        self.nothing = theme.mark(QLabel(""), tone="quiet")
        self.line = theme.mark(QLabel(KEYS), role="small")
        self.line.setWordWrap(True)
        self.copy_button = QPushButton("复制为表格")
        self.copy_button.setToolTip("Ctrl+Shift+C")
        self.turn_button = theme.mark(QPushButton("转为线索…"), role="primary")
        self.turn_button.setToolTip("把只有数量的登记成一条条线索，内容以后补（Ctrl+T）")
        for button in self.buttons():
            button.hide()  # the top bar shows those it is lent
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the ways out."""
        return (self.copy_button, self.turn_button)

    def ask(self) -> None:
        """Read the board, unless what changed is what is being written from here."""
        if self._writing:
            self._unheard += 1
            return
        self._turn += 1
        turn, day, by = self._turn, self.day, By(self.by.value() or By.VOLUNTEER)

        def shown(found: Board) -> None:
            self.sheet.strokes.end_typing()
            if self._writing:
                self._unheard += 1
            elif turn == self._turn:
                self._show(found)

        self.desk.read(lambda store: clue_board.board(store, day, by), shown, owner=self)

    def show_day(self, day: date) -> None:
        """Turn to the board of another day."""
        self.sheet.strokes.end_typing()
        self.day = day
        self.date.set_value(day)
        self._tell("")
        self.ask()

    def leaving(self) -> bool:
        """Keep what is being typed, and let anybody go."""
        self.sheet.strokes.end_typing()
        return True

    def step_back(self) -> bool:
        """Give up what is being typed."""
        if not self.sheet.strokes.typed:
            return False
        self.sheet.strokes.end_typing(keep=False)
        return True

    # -- inside

    def _lay_out(self) -> None:
        self.date.set_value(self.day)
        self.before_button.setToolTip("前一天（PageUp）")
        self.after_button.setToolTip("后一天（PageDown）")
        self.before_button.setAccessibleName("前一天")
        self.after_button.setAccessibleName("后一天")
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.2))
        for widget in (self.before_button, self.date, self.after_button):
            row.addWidget(widget)
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        card.body.setSpacing(theme.em(0.4))
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.setSpacing(theme.em(0.4))
        chosen = (self.by, days, self.part, self.team_box)
        head.addWidget(FlowRow(chosen, gap=0.7))
        told = QHBoxLayout()
        told.addWidget(self.total)
        told.addWidget(self.earlier_button)
        told.addStretch(1)
        told.addWidget(self.row_button)
        told.addWidget(self.column_button)
        head.addLayout(told)
        card.body.addLayout(head)
        card.body.addWidget(self.sheet, 1)
        card.body.addWidget(self.nothing, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.2))
        foot.addWidget(self.line, 1)
        card.body.addLayout(foot)
        self.body.addWidget(card)
        self.nothing.hide()
        self.earlier_button.hide()
        self.team_box.hide()
        self.setFocusProxy(self.sheet)

    def _wire(self) -> None:
        self.by.chosen.connect(self._by_chosen)
        self.part.chosen.connect(self._part_chosen)
        self.date.edited.connect(self._day_typed)
        self.before_button.clicked.connect(lambda: self._go(-1))
        self.after_button.clicked.connect(lambda: self._go(1))
        self.team_box.activated.connect(self._fill)
        self.row_button.clicked.connect(self._add_row)
        self.column_button.clicked.connect(self._add_column)
        self.earlier_button.clicked.connect(self._go_on_with_earlier)
        self.copy_button.clicked.connect(self._copy)
        self.turn_button.clicked.connect(self._turn_into_clues)
        table = self.sheet.strokes
        table.struck.connect(self._strike)
        table.typed_in.connect(self._typed)
        table.typing_ended.connect(self._typing_ended)
        table.day_asked.connect(self._go)
        table.part_asked.connect(self._other_part)
        self.sheet.sought.connect(self._sought)
        self.sheet.line_opened.connect(self._to_card)
        bind(self, ("Ctrl+Shift+C", self._copy), ("Ctrl+T", self._turn_into_clues))

    def _show(self, found: Board) -> None:
        self.found = found
        teams = list(dict.fromkeys(line.team for line in found.lines if line.team))
        team = self.team_box.currentData()
        self.team_box.clear()
        for name, value in ((EVERY_TEAM, ""), *((one, one) for one in teams)):
            self.team_box.addItem(name, value)
        self.team_box.setCurrentIndex(max(self.team_box.findData(team), 0))
        self.team_box.setVisible(len(teams) > 1)
        earlier = found.earlier
        self.earlier_button.setVisible(earlier is not None)
        if earlier is not None:
            self.earlier_button.setText(say.go_on_with(earlier.day))
            self.earlier_button.setToolTip("、".join((*earlier.rows, *earlier.columns)))
        self._fill()

    @Slot()
    def _fill(self) -> None:
        if self.found is None:
            return
        team = self.team_box.currentData() or ""
        lines = [line for line in self.found.lines if not team or line.team == team]
        self.sheet.show_board(self.found, lines)
        self.sheet.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(NOBODY[self.found.by])
        self._tell_total()

    def _tell_total(self) -> None:
        model = self.sheet.strokes.board
        whole, shown = model.day_total(), model.shown_total()
        team = str(self.team_box.currentData() or "")
        of_team = f"　{say.team_total(team, shown.reported, shown.handled)}" if team else ""
        self.total.setText(say.day_total(self.day, whole.reported, whole.handled) + of_team)
        self.copy_button.setEnabled(bool(model.lines))
        self.turn_button.setEnabled(bool(whole))

    def _tell(self, sentence: str, tone: Tone = Tone.QUIET) -> None:
        self.line.setText(sentence or KEYS)
        theme.mark(self.line, tone=tone.value if sentence else "")

    # -- strokes

    @Slot(object, int)
    def _strike(self, place: Place, strokes: int) -> None:
        part = self.sheet.strokes.board.part
        if self._becomes(place, lambda counts: struck(counts, part, strokes)):
            day = self.day
            self._write(lambda store: clue_strokes.strike(store, day, place, part, strokes))

    @Slot(object, str)
    def _typed(self, place: Place, digits: str) -> None:
        """Keep each number on the way to the one that is meant, where it can be."""
        if self._origin is None:
            self._origin = self.sheet.strokes.board.counts(place)
        self._set(place, int(digits), quietly=True)

    @Slot(object, bool)
    def _typing_ended(self, place: Place, keep: bool) -> None:  # noqa: FBT001 - as the signal has it
        """Let the typed number stand; where it cannot, or is given up, what was there before comes back."""
        origin, part = self._origin, self.sheet.strokes.board.part
        refused, self._origin, self._refused = self._refused, None, None
        if origin is None or (keep and refused is None):
            return
        self._set(place, origin.of(part), quietly=True)
        if refused is not None and keep:
            self._tell(refused.sentence, Tone.BAD)

    def _set(self, place: Place, number: int, *, quietly: bool) -> None:
        part = self.sheet.strokes.board.part
        if self.sheet.strokes.board.counts(place).of(part) == number:
            self._refused = None
        elif self._becomes(place, lambda counts: put(counts, part, number), quietly=quietly):
            day = self.day
            self._write(lambda store: clue_strokes.set_number(store, day, place, part, number))

    def _becomes(self, place: Place, change: Callable[[Counts], Counts], *, quietly: bool = False) -> bool:
        """Show what a place becomes, or say why it cannot."""
        self._refused = None
        try:
            counts = change(self.sheet.strokes.board.counts(place))
        except Refusal as refusal:
            self._refused = refusal
            if not quietly:
                self._tell(refusal.sentence, Tone.BAD)
            return False
        self._tell("")
        self.sheet.set_counts(place, counts)
        self._tell_total()
        return True

    def _write(self, verb: Callable[[Store], Changes]) -> None:
        self._writing += 1
        self.desk.write(verb, self._written, failed=self._failed)

    def _written(self, changes: Changes) -> None:
        self._unheard -= bool(changes)  # that change was this one
        self._settled()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Spoken):
            self._tell(error.sentence, Tone.BAD)
        self._unheard += 1
        self._settled()

    def _settled(self) -> None:
        """Ask anew where somebody else changed something meanwhile."""
        self._writing -= 1
        if not self._writing and self._unheard:
            self._unheard = 0
            self.ask()

    # -- what is shown

    @Slot()
    def _by_chosen(self) -> None:
        self.sheet.strokes.end_typing()
        self.team_box.setCurrentIndex(0)
        self.ask()

    @Slot()
    def _part_chosen(self) -> None:
        self.sheet.strokes.end_typing()
        self.sheet.strokes.board.part = Part(self.part.value() or Part.REPORTED)
        self.sheet.strokes.viewport().update()
        self.sheet.setFocus()

    @Slot()
    def _other_part(self) -> None:
        handling = self.part.value() == Part.HANDLED
        self.part.set_value(Part.REPORTED if handling else Part.HANDLED)
        self._part_chosen()

    @Slot()
    def _day_typed(self) -> None:
        day = self.date.day()
        if day is not None and day != self.day:
            self.show_day(day)

    @Slot(int)
    def _go(self, days: int) -> None:
        self.show_day(self.day + timedelta(days=days))

    @Slot(str)
    def _sought(self, letters: str) -> None:
        self._tell(f"跳到首字母为“{letters}”的一行" if letters else "")

    @Slot(object)
    def _to_card(self, line: Line) -> None:
        if line.volunteer_id is not None:
            self.wants.emit("volunteers", {"target": line.volunteer_id})

    # -- rows, columns, clues

    @Slot()
    def _add_row(self) -> None:
        self._add(f"添加{say.BY[self._by()]}", "rows")

    @Slot()
    def _add_column(self) -> None:
        self._add("添加线索类别", "columns")

    def _by(self) -> By:
        return By(self.by.value() or By.VOLUNTEER)

    def _add(self, title: str, what: str) -> None:
        day, by = self.day, self._by()

        def verb(store: Store, values: Values) -> None:
            clue_board.extend(store, day, by, **{what: (str(values["name"]),)})

        dialog = FieldsDialog(self, self.desk, title, (Field("name", "名称", required=True, width=12),), verb)
        dialog.save_button.setText("添加")
        dialog.explain("只加到这一天的计数表；记了笔画，以后的日子可以沿用。")
        dialog.saved.connect(self.ask)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin({})

    @Slot()
    def _go_on_with_earlier(self) -> None:
        if self.found is not None and (earlier := self.found.earlier) is not None:
            day, by = self.day, self.found.by
            work: Callable[[Store], None] = lambda store: clue_board.extend(  # noqa: E731 - named for its type
                store, day, by, earlier.rows, earlier.columns
            )
            self.desk.write(work, lambda _done: self.ask(), owner=self)

    @Slot()
    def _copy(self) -> None:
        if self.found is None:
            return
        day, by, shown = self.day, self.found.by, self.sheet.strokes.board.lines

        def placed(made: Copied) -> None:
            both = QMimeData()
            both.setText(made.text)
            both.setHtml(made.html)
            QGuiApplication.clipboard().setMimeData(both)
            self._tell(f"已复制 {made.rows} 行（含合计），可粘贴到 Excel、Word 或聊天窗口。", Tone.GOOD)

        self.desk.read(lambda store: clue_board.as_table(clue_board.board(store, day, by), shown), placed, owner=self)

    @Slot()
    def _turn_into_clues(self) -> None:
        self.sheet.strokes.end_typing()
        if self.found is None or not self.turn_button.isEnabled():
            return
        model = self.sheet.strokes.board
        labels = {(line.volunteer_id, line.name): line.label for line in self.found.lines}
        chosen = [
            (labels.get((place.volunteer_id, place.name), place.name), place, counts)
            for line in self.found.lines
            for place in (self.found.place(line, column) for column in self.found.columns)
            if (counts := model.counts(place))
        ]
        dialog = TurningDialog(self, self.desk, self.day, chosen, self.sheet.strokes.place())
        dialog.turned.connect(self._turned)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(int, str)
    def _turned(self, number: int, step: str) -> None:
        self.told.emit(f"已登记 {number} 条线索，内容待补。", step)
        self.clues_asked.emit(self.day)
