"""A member's card: the facts, what they were in the Party and when, and the meetings they were expected at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.identity import mask
from branchdesk.errors import Refusal
from branchdesk.ledgers.members import STAGE
from branchdesk.ledgers.spec import Field
from branchdesk.services import member_card
from branchdesk.services.member_card import Attended, MemberCard, Period
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.page import RecordPage
from branchdesk.ui.screen import Card, Page
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words.meetings import KINDS, PRESENCES

HEADED = {"name", "stage", "group", "office"}  # said in the title and in the dated lines
NOTHING = "—"
FEWEST = 4
BESIDE = 60  # ems from which the meetings stand beside the facts
TONES = {"present": Tone.GOOD, "on_leave": Tone.WARN, "absent": Tone.BAD, "unknown": Tone.QUIET}
COLUMNS = (
    Column("starts", "时间", 4),
    Column("kind", "会议", 4),
    Column("presence", "到会", 3),
    Column("reason", "原因", 4, stretch=True),
    Column("made_up", "补学", 3),
)


class MemberCardPage(RecordPage):
    """Everything about one member."""

    def __init__(self, desk: Desk, actions: LedgerActions) -> None:
        super().__init__()
        self.desk, self.verbs = desk, actions
        self.card: MemberCard | None = None
        self._wanted = ""
        fields = [field for field in actions.ledger.fields if field.key not in HEADED]
        self.facts = FactGrid(fields)
        self.periods = PeriodLines()
        self.meetings = Table(COLUMNS)
        self.meetings.setAccessibleName("参加会议")
        self.no_meetings = theme.mark(QLabel("还没有会议记录。"), tone="quiet")
        self.remove_button = QPushButton(actions.taking_out)
        self.edit_button = theme.mark(QPushButton("编辑"), role="primary")
        self.back_button = QPushButton("返回")
        self.remove_button.clicked.connect(self._remove)
        self.edit_button.clicked.connect(self._edit)
        self.back_button.clicked.connect(self.closed)
        self._lay_out()
        self.setFocusProxy(self.edit_button)

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back, the removal and the form."""
        return (self.back_button, self.remove_button, self.edit_button)

    def open_record(self, record: str) -> None:
        """Show a member."""
        self._wanted = record
        self.facts.hide_private()
        self.desk.read(lambda store: member_card.card(store, record), self._show, failed=self._failed)

    def reload(self) -> None:
        """Show the same member as they stand now."""
        if self._wanted:
            record = self._wanted
            self.desk.read(lambda store: member_card.card(store, record), self._show, failed=self._failed)

    # -- inside

    def _lay_out(self) -> None:
        facts = Card("基本情况")
        facts.body.addWidget(self.facts)
        facts.body.addStretch(1)
        life = Card("党内情况", "按时间先后，改动不覆盖以前的记录")
        life.body.addWidget(self.periods)
        life.body.addStretch(1)
        meetings = Card("参加会议")
        self.meeting_note = meetings.note
        meetings.body.addWidget(self.meetings)
        meetings.body.addWidget(self.no_meetings)
        left = QVBoxLayout()
        left.setSpacing(theme.em(1))
        left.addWidget(facts)
        left.addWidget(life)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(meetings)
        right.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(theme.em(1))
        self._both.addLayout(left, 2)
        self._both.addLayout(right, 3)
        page = Page()
        page.body.setContentsMargins(0, 0, 0, 0)
        page.body.addLayout(self._both)
        page.body.addStretch(1)
        self.body.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the meetings beside the facts, or below them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.em(BESIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._fit()

    def _fit(self) -> None:
        """Let the list of meetings be as high as the window, or as its rows."""
        room = self.height() - theme.em(8) - self.meetings.horizontalHeader().sizeHint().height()
        rows = max(room // theme.row_height(), FEWEST)
        beyond = max(self.meetings.rows_model.rowCount() - rows, 0)
        self.meetings.setFixedHeight(self.meetings.whole_height() - beyond * theme.row_height())

    def _show(self, card: MemberCard) -> None:
        if card.id != self._wanted:
            return
        self.card = card
        values = card.values
        facts = [STAGE.shown(values["stage"]), values["office"], values["group"]]
        self.name(str(values["name"]), " · ".join(str(fact) for fact in facts if fact))
        self.facts.show_values(values)
        self.periods.show_card(card)
        self.meetings.set_rows([_row(one) for one in card.meetings])
        self._fit()
        self.meetings.setVisible(bool(card.meetings))
        self.no_meetings.setVisible(not card.meetings)
        self.meeting_note.setText(_attendance(card.meetings))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.closed.emit()

    @Slot()
    def _edit(self) -> None:
        if self.card is not None:
            self.edit_asked.emit(self.card.id)

    @Slot()
    def _remove(self) -> None:
        if self.card is not None:
            self.removal_asked.emit(self.card.id)


class FactGrid(QWidget):
    """Names and values in two columns; a private value is shown only while its button is down."""

    def __init__(self, fields: Iterable[Field]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._values: dict[str, QLabel] = {}
        self._private: dict[str, str] = {}
        self.reveal_buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.em(1.2))
        grid.setVerticalSpacing(theme.em(0.55))
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(self._fields):
            value = QLabel("")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(field.label)
            self._values[field.key] = value
            side = Qt.AlignmentFlag.AlignVCenter if field.private else Qt.AlignmentFlag.AlignTop
            grid.addWidget(theme.mark(QLabel(field.label), role="key"), line, 0, side)
            if not field.private:
                grid.addWidget(value, line, 1)
                continue
            button = theme.mark(QPushButton("显示"), role="link")
            button.setCheckable(True)
            button.toggled.connect(self._reveal)
            self.reveal_buttons[field.key] = button
            both = QHBoxLayout()
            both.setSpacing(theme.em(0.8))
            both.addWidget(value)
            both.addWidget(button)
            both.addStretch(1)
            value.setWordWrap(False)
            grid.addLayout(both, line, 1)

    def show_values(self, values: object) -> None:
        """Show a record's values, the private ones masked."""
        found = dict(values) if isinstance(values, dict) else {}
        for field in self._fields:
            text = field.shown(found.get(field.key))
            if field.private:
                self._private[field.key] = text
            self._values[field.key].setText(text or NOTHING)
            theme.mark(self._values[field.key], tone="" if text else "quiet")
        self._reveal()

    def hide_private(self) -> None:
        """Mask what is private."""
        for button in self.reveal_buttons.values():
            button.setChecked(False)

    @Slot()
    def _reveal(self) -> None:
        for key, button in self.reveal_buttons.items():
            text = self._private.get(key, "")
            button.setText("隐藏" if button.isChecked() else "显示")
            button.setVisible(bool(text))
            self._values[key].setText((text if button.isChecked() else mask(text)) or NOTHING)


class PeriodLines(QWidget):
    """Stages, offices and groups, each with its dates."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(1.2))
        self._grid.setVerticalSpacing(theme.em(0.5))
        self._grid.setColumnStretch(2, 1)
        self._labels: list[QLabel] = []

    def show_card(self, card: MemberCard) -> None:
        """Show another member's periods."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._labels = []
        line = 0
        for name, periods in (("类别", card.stages), ("职务", card.offices), ("党小组", card.groups)):
            for number, period in enumerate(periods):
                what = STAGE.shown(period.what)
                self._put(line, 0, name if number == 0 else "", role="key")
                self._put(line, 1, what, tone="" if period.until is None else "quiet")
                self._put(line, 2, _dates(period), tone="quiet")
                line += 1
        if not line:
            self._put(0, 0, "还没有填写。", tone="quiet")

    def _put(self, line: int, column: int, text: str, **facts: str) -> None:
        label = theme.mark(QLabel(text), **facts)
        self._labels.append(label)
        self._grid.addWidget(label, line, column)


def _dates(period: Period) -> str:
    if period.until is None:
        return f"{period.since} 起" if period.since else ""
    return f"{period.since or '此前'} 至 {period.until}"


def _row(one: Attended) -> Row:
    presence = Cell(PRESENCES.get(one.presence, one.presence), TONES.get(one.presence, Tone.INK))
    made_up = Cell(one.made_up_on, Tone.GOOD) if one.made_up_on else ""
    if one.presence in {"absent", "on_leave"} and not one.made_up_on:
        made_up = Cell("未补学", Tone.QUIET)
    return Row(
        one.meeting_id,
        (one.starts[:16].replace("T", " "), KINDS.get(one.kind, one.kind), presence, one.reason, made_up),
    )


def _attendance(meetings: Sequence[Attended]) -> str:
    """Say how often somebody came."""
    if not meetings:
        return ""
    present = sum(one.presence == "present" for one in meetings)
    return f"应到 {len(meetings)} 次，实到 {present} 次"
