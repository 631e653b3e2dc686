"""Ctrl+K: people, meetings and clues as one types; zs finds 张三."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from branchdesk.services.search import Hit, find
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.table import Cell, Column, Row, Table
from branchdesk.ui.theme import Tone

KINDS = {"member": "党员", "volunteer": "志愿者", "meeting": "会议", "clue": "线索"}
PLACES = {"member": "members", "volunteer": "volunteers", "meeting": "meeting", "clue": "clues"}
PAUSE = 90  # milliseconds after the last key
LIMIT = 20
WIDTH, LINES = 44, 9
COLUMNS = (
    Column("title", "名称", 10, sortable=False),
    Column("detail", "说明", 16, sortable=False, stretch=True, most=28),
    Column("kind", "类别", 4, sortable=False),
)
HINT = "输入姓名、拼音首字母、会议记录或线索中的文字"
MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class SearchPalette(QDialog):
    """A field and what was found, over the window; `opened` carries a place and an identifier."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk, self._window = desk, window
        self._asked: str | None = None
        self._hits: dict[str, Hit] = {}
        self.setModal(True)
        self.setWindowTitle("搜索")
        self.line = QLineEdit()
        self.line.setPlaceholderText(HINT)
        self.line.setAccessibleName("搜索")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.table = Table(COLUMNS, one_click=True)
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.opened.connect(self._open)
        self.table.hide()
        self._word = theme.mark(QLabel("上下键选择，回车打开，Esc 关闭"), role="small")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        frame = theme.mark(QFrame(), role="palette")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.em(0.8), theme.em(0.8), theme.em(0.8), theme.em(0.6))
        column.setSpacing(theme.em(0.5))
        for widget in (self.line, self.table, self._word):
            column.addWidget(widget)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)

    def ask(self) -> None:
        """Come up, empty, over the upper part of the window."""
        self.line.clear()
        self._show(())
        window = self._window
        width = min(theme.em(WIDTH), window.width() - theme.em(3))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, theme.em(4))))
        self.open()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in MOVES:
                self.table.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._open(self.table.key())
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        self._timer.start(PAUSE)

    @Slot()
    def _ask(self) -> None:
        """Ask for what stands there now; while an answer is under way only the latest wish is kept."""
        text = self.line.text().strip()
        if self._asked is not None:
            return
        if text:
            self._asked = text
            self._desk.read(lambda store: find(store, text, LIMIT), self._answered, failed=self._unanswered)
        else:
            self._show(())

    def _answered(self, hits: tuple[Hit, ...]) -> None:
        asked, self._asked = self._asked, None
        if asked == self.line.text().strip():
            self._show(hits)
        else:
            self._ask()

    def _unanswered(self, _error: Exception) -> None:
        self._asked = None

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self._hits = {f"{hit.kind}:{hit.id}": hit for hit in hits}
        self.table.set_rows(
            [
                Row(key, (Cell(hit.title, bold=True), Cell(hit.detail, Tone.QUIET), Cell(KINDS[hit.kind], Tone.QUIET)))
                for key, hit in self._hits.items()
            ],
        )
        self.table.setVisible(bool(hits))
        self.table.setFixedHeight(theme.row_height() * min(len(hits), LINES) + theme.em(0.2))
        if hits:
            self.table.choose(next(iter(self._hits)))
        elif self.line.text().strip():
            self._word.setText("没有找到。可以换一个字，或只输入拼音首字母。")
            self.adjustSize()
            return
        self._word.setText("上下键选择，回车打开，Esc 关闭")
        self.adjustSize()

    @Slot(str)
    def _open(self, key: str) -> None:
        hit = self._hits.get(key)
        if hit is not None:
            self.accept()
            self.opened.emit(PLACES[hit.kind], hit.id)
