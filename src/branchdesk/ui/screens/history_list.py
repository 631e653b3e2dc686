"""The list of steps: narrowed by kind, word, operator and period, page by page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.services import Step
from branchdesk.services.keeping import past
from branchdesk.services.keeping.past import Entry, PastPage, Sought
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.date_field import DateEdit
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.flow import Flow
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Mark, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import history as say

PAGE = 100
PAUSE = 200  # milliseconds without a key before a search begins
KINDS = (
    ("", "全部"),
    ("import", "导入"),
    ("add", "新增"),
    ("change", "修改"),
    ("remove", "删除"),
    ("restore", "还原"),
    ("meeting", "会议"),
    ("turn", "撤销"),
    ("erase", "彻底删除"),
    ("event", "文件"),
)
NAMES = {**dict(KINDS), "start": "建立"}
COLUMNS = (
    Column("at", "时间", 9, sortable=False),
    Column("kind", "类型", 3.5, sortable=False),
    Column("title", "做了什么", 18, stretch=True, sortable=False, most=30),
    Column("counts", "其中", 8, sortable=False),
    Column("operator", "操作人", 5, sortable=False),
    Column("state", "状态", 4.5, sortable=False),
)
EVERYBODY = "操作人"


class HistoryList(LedgerPage):
    """Steps, newest first; what was taken back is faded. `opened` carries the operation of the row that was opened."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title, self.subtitle = "操作记录", "每一步都记录在案，最近的一步可以撤销"
        self._turn = 0
        self._operator = ""
        self._last: int | None = None
        self._choose_next = ""
        self.kinds = Segments(KINDS)
        self.kinds.set_value("")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找操作  Ctrl+F")
        self.search.setAccessibleName("查找操作")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.since, self.until = DateEdit(), DateEdit()
        self.since.setAccessibleName("从")
        self.until.setAccessibleName("到")
        for edit in (self.since, self.until):
            edit.setPlaceholderText("年-月-日")
        self.operators = theme.mark(QPushButton(EVERYBODY), role="chip")
        self.operators.setCheckable(True)
        self._menu = QMenu(self.operators)
        self.operators.setMenu(self._menu)
        self.operators.hide()
        self.clear = theme.mark(QPushButton("清除条件"), role="quiet")
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("操作记录")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PAUSE)
        self._lay_out()
        self._wire()

    def sought(self) -> Sought:
        """Give what the list is narrowed to."""
        since, until = self.since.value(), self.until.value()
        return Sought(
            self.search.text().strip(),
            self.kinds.value() or "",
            self._operator,
            str(since.first_day()) if since else "",
            str(until.last_day()) if until else "",
        )

    @Slot()
    def reload(self) -> None:
        """Ask for the steps anew, and who took any."""
        self.narrow()
        self.desk.read(past.operators, self._offer)

    @Slot()
    def narrow(self) -> None:
        """Ask for the steps that fit."""
        self._waiting.stop()
        self._turn += 1
        turn, sought = self._turn, self.sought()
        limit = max(PAGE, self.table.rows_model.rowCount())
        self.clear.setVisible(sought != Sought())
        self.desk.read(lambda store: (turn, past.page(store, sought, limit=limit)), self._show)

    def choose(self, operation_id: str) -> None:
        """Put the mark on a step once it is in the list."""
        if not self.table.choose(operation_id):
            self._choose_next = operation_id

    def step_back(self) -> bool:
        """Show everything again where the list is narrowed."""
        if self.sought() == Sought():
            return False
        self.reset()
        return True

    @Slot()
    def reset(self) -> None:
        """Narrow by nothing."""
        self.kinds.set_value("")
        self.search.clear()
        self.since.set_value(None)
        self.until.set_value(None)
        self._choose_operator("")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go on from the search to the list."""
        onward = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and key in onward:
            self.narrow()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _lay_out(self) -> None:
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        tools = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        tools.setSizePolicy(policy)
        flow = Flow(tools, gap=0.6)
        self.search.setMinimumWidth(theme.em(13))
        for widget in (self.kinds, self.search, _period(self.since, self.until), self.operators, self.clear):
            flow.addWidget(widget)
        self.clear.hide()
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.addWidget(tools)
        self.nothing = theme.mark(QLabel("没有符合条件的操作。换一个条件，或按 Esc 看全部。"), tone="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        card.body.addLayout(head)
        card.body.addWidget(self.stack, 1)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)

    def _wire(self) -> None:
        self.table.opened.connect(self.opened)
        self.table.rows_model.more_wanted.connect(self._more)
        self.kinds.chosen.connect(self._anew)
        self.search.textChanged.connect(self._waiting.start)
        self._waiting.timeout.connect(self._anew)
        self.since.edited.connect(self._anew)
        self.until.edited.connect(self._anew)
        self.clear.clicked.connect(self.reset)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._to_search)

    @Slot()
    def _anew(self) -> None:
        """Begin again at the top after another condition."""
        self.table.rows_model.set_rows([])
        self.narrow()

    def _show(self, found: tuple[int, PastPage]) -> None:
        turn, page = found
        if turn != self._turn:
            return
        self._last = page.entries[-1].step.sequence if page.entries else None
        self.table.set_rows([_row(entry) for entry in page.entries], len(page.entries) + page.more)
        if self._choose_next and self.table.choose(self._choose_next):
            self._choose_next = ""
        elif page.entries and not self.table.key():
            self.table.choose(page.entries[0].step.id)
        self.stack.setCurrentIndex(0 if page.entries else 1)

    @Slot(int)
    def _more(self, _offset: int) -> None:
        turn, sought, before = self._turn, self.sought(), self._last
        self.desk.read(lambda store: (turn, before, past.page(store, sought, limit=PAGE, before=before)), self._add)

    def _add(self, found: tuple[int, int | None, PastPage]) -> None:
        turn, before, page = found
        if (turn, before) != (self._turn, self._last) or not page.entries:
            return
        self._last = page.entries[-1].step.sequence
        model = self.table.rows_model
        model.total = len(model.rows) + len(page.entries) + page.more
        model.add_rows([_row(entry) for entry in page.entries])

    def _offer(self, people: tuple[str, ...]) -> None:
        """Offer the operators, where there are several."""
        self.operators.setVisible(len(people) > 1 or bool(self._operator))
        self._menu.clear()
        self._menu.addAction("全部").triggered.connect(partial(self._choose_operator, ""))
        for person in people:
            self._menu.addAction(person).triggered.connect(partial(self._choose_operator, person))

    def _choose_operator(self, person: str, *_: object) -> None:
        self._operator = person
        self.operators.setText(f"{EVERYBODY}：{person} ▾" if person else f"{EVERYBODY} ▾")
        self.operators.setChecked(bool(person))
        self._anew()

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _period(since: DateEdit, until: DateEdit) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.em(0.4))
    for word, edit in (("从", since), ("到", until)):
        row.addWidget(theme.mark(QLabel(word), tone="quiet"))
        edit.setMaximumWidth(theme.em(8))
        row.addWidget(edit)
    return holder


def kind_of(step: Step, category: str) -> str:
    """Call a step's kind what the filter calls it."""
    return "重做" if step.kind == "redo" else NAMES.get(category, "")


def counted(counts: tuple[int, int] | None) -> str:
    """Say what an import did."""
    if counts is None:
        return ""
    words = (f"{word} {number}" for word, number in zip((say.ADDED, say.CHANGED), counts, strict=True) if number)
    return "，".join(words)


def _row(entry: Entry) -> Row:
    step = entry.step
    state = Cell("已撤销", Tone.QUIET, mark=Mark.PILL) if step.undone else ""
    kind = kind_of(step, entry.category)
    cells = (say.moment(step.at), kind, step.title, counted(entry.counts), step.operator, state)
    return Row(step.id, cells, faded=step.undone or step.kind != "do")
