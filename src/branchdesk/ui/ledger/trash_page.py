"""回收站: what was taken out of a ledger, newest first, to be put back whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.errors import Refusal
from branchdesk.ledgers.spec import Ledger
from branchdesk.services import Changes
from branchdesk.services.keeping import trash
from branchdesk.services.keeping.trash import Contents, Removed
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.fields.banner import Banner
from branchdesk.ui.ledger.page import LedgerPage
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Column, Row, Table
from branchdesk.ui.theme import Tone
from branchdesk.words import history as say

PAGE = 200
PAUSE = 150  # milliseconds without a key before a search begins
COLUMNS = (
    Column("label", "名称", 7, sortable=False),
    Column("facts", "内容", 14, stretch=True, sortable=False, most=18),
    Column("at", "删除时间", 9, sortable=False),
    Column("operator", "操作人", 4, sortable=False),
    Column("title", "操作", 10, sortable=False, most=22),
)


class TrashPage(LedgerPage):
    """A ledger's trash: searched, several chosen at once, put back with Enter or the button."""

    def __init__(self, desk: Desk, ledger: Ledger, thing: str) -> None:
        super().__init__()
        self.desk, self.ledger, self.thing = desk, ledger, thing
        self.title = "回收站"
        self._turn = 0
        self._restoring = False
        self.banner = Banner()
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"查找已删除的{thing}  Ctrl+F")
        self.search.setAccessibleName("查找")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName(f"已删除的{thing}")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.empty = QLabel("")
        self.back_button = QPushButton("返回")
        self.restore_button = theme.mark(QPushButton("还原"), role="primary")
        self.restore_button.setToolTip("Enter，可同时选多条")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PAUSE)
        self._lay_out()
        self._wire()

    def buttons(self) -> Sequence[QWidget]:
        """Lend the way back and the restoring."""
        return (self.back_button, self.restore_button)

    def begin(self) -> None:
        """Show the whole trash."""
        self.banner.say("")
        self.search.clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask for the trash anew."""
        self._waiting.stop()
        self._turn += 1
        turn, text, limit = self._turn, self.search.text(), max(PAGE, self.table.rows_model.rowCount())
        self.desk.read(lambda store: (turn, trash.contents(store, self.ledger, limit, 0, text)), self._show)

    @Slot()
    def restore(self) -> None:
        """Put back what is chosen."""
        keys = self.table.keys()
        if not keys or self._restoring:
            return
        self.banner.say("")
        self._restoring = True
        names = [row.cell(0).text for row in self.table.rows_model.rows if row.key in keys]
        whom = f"“{names[0]}”" if len(keys) == 1 else f" {len(keys)} {self.ledger.one}{self.thing}"
        ledger = self.ledger
        self.desk.write(
            lambda store: (whom, trash.restore(store, ledger, *keys)),
            self._restored,
            failed=self._refused,
            owner=self,
        )

    def step_back(self) -> bool:
        """Show the whole trash again where it is narrowed."""
        if not self.search.text():
            return False
        self.search.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go on from the search to the list, and Esc empty it first."""
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in {
                Qt.Key.Key_Down,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            }:
                self.reload()
                self._to_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self.search.clear()
                    return True
        return super().eventFilter(watched, event)

    # -- inside

    def _lay_out(self) -> None:
        card = Card()
        inner = theme.em(0.4)
        card.body.setContentsMargins(inner, theme.em(0.7), inner, inner)
        head = QVBoxLayout()
        head.setContentsMargins(theme.em(0.6), 0, theme.em(0.6), theme.em(0.1))
        head.setSpacing(theme.em(0.6))
        head.addWidget(self.banner)
        self.search.setMaximumWidth(theme.em(26))
        line = QHBoxLayout()  # a widget that may not be wide would make the banner above it narrow too
        line.addWidget(self.search, 1)
        line.addStretch(0)
        head.addLayout(line)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        self.empty_title = theme.mark(QLabel(""), role="heading")
        theme.mark(self.empty, tone="quiet")
        column.addStretch(2)
        for label in (self.empty_title, self.empty):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(3)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(nothing)
        card.body.addLayout(head)
        card.body.addWidget(self.stack, 1)
        self.body.addWidget(card)
        self.setFocusProxy(self.table)

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.restore_button.clicked.connect(self.restore)
        self.table.opened.connect(self.restore)
        self.table.rows_model.more_wanted.connect(self._more)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.search.textChanged.connect(self._waiting.start)
        self._waiting.timeout.connect(self.reload)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._to_search)

    def _show(self, found: tuple[int, Contents]) -> None:
        turn, contents = found
        if turn != self._turn:
            return
        self.table.set_rows([_row(one) for one in contents.rows], contents.total)
        if contents.rows and not self.table.key():
            self.table.choose(contents.rows[0].record)
        narrowed = bool(self.search.text().strip())
        self.search.setVisible(bool(contents.rows) or narrowed)
        self.stack.setCurrentIndex(0 if contents.rows else 1)
        self.empty_title.setText(f"没有符合条件的{self.thing}" if narrowed else "回收站是空的")
        text = "换一个词再查，或按 Esc 看全部。" if narrowed else f"删除的{self.thing}会留在这里，可以随时还原。"
        self.empty.setText(text)
        counted = f"已删除 {contents.total} {self.ledger.one}{self.thing}" if contents.total else ""
        self.name("回收站", counted)
        self._chosen()
        if not contents.rows and not narrowed and self.isVisible() and not self.back_button.hasFocus():
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _more(self, offset: int) -> None:
        turn, text = self._turn, self.search.text()
        self.desk.read(lambda store: (turn, trash.contents(store, self.ledger, PAGE, offset, text)), self._add)

    def _add(self, found: tuple[int, Contents]) -> None:
        turn, contents = found
        if turn == self._turn:
            self.table.rows_model.add_rows([_row(one) for one in contents.rows])

    def _restored(self, done: tuple[str, Changes]) -> None:
        whom, changes = done
        self._restoring = False
        self.told.emit(f"已还原{whom}。", changes.title)

    def _refused(self, error: Exception) -> None:
        self._restoring = False
        if isinstance(error, Refusal):
            self.banner.say(error.sentence, Tone.WARN, stays=True)

    @Slot()
    def _chosen(self) -> None:
        self.restore_button.setEnabled(bool(self.table.keys()))

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_list(self) -> None:
        if self.table.rows_model.rows and not self.table.key():
            self.table.choose(self.table.rows_model.rows[0].key)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Removed) -> Row:
    return Row(one.record, (one.label, one.facts, say.moment(one.at), one.operator, one.title))
