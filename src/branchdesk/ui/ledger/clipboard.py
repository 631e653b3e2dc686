"""Copying rows of a list as a table: for a chat as text, for Word, WPS and spreadsheets as a real table."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from branchdesk.errors import Spoken
from branchdesk.services import Store
from branchdesk.services.ledgers import copying
from branchdesk.services.ledgers.copying import Copied
from branchdesk.services.ledgers.lists import Query
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.notice import Notice
from branchdesk.ui.theme import Tone


class Copier(QObject):
    """Puts the rows of a query on the clipboard, as text and as a table, and says so."""

    def __init__(self, window: QWidget, desk: Desk, actions: LedgerActions, notice: Notice) -> None:
        super().__init__(window)
        self._desk, self._actions, self._notice = desk, actions, notice

    def copy(self, query: Query, columns: tuple[str, ...], *, unmasked: bool = False) -> None:
        """Copy the rows of a query with some columns; private numbers stay hidden unless asked for in full."""
        ledger = self._actions.ledger

        def work(store: Store) -> Copied:
            return copying.as_table(store, ledger, query, columns, unmasked=unmasked)

        self._desk.read(work, self._place, failed=self._failed)

    def _place(self, made: Copied) -> None:
        both = QMimeData()
        both.setText(made.text)
        both.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(both)
        hidden = f"{'、'.join(made.hidden)}已隐去中间各位。" if made.hidden else ""
        one = self._actions.ledger.one
        self._notice.tell(f"已复制 {made.rows} {one}（含表头），可粘贴到 Word、WPS 或聊天窗口。{hidden}")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Spoken):
            self._notice.tell(error.sentence, Tone.WARN)
