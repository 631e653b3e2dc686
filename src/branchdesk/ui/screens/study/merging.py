"""Two records of one text: choosing the one that stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.services import Changes, Store
from branchdesk.services.meetings import documents
from branchdesk.services.meetings.documents import Alike
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.table import Cell, Column, Row, Table

COLUMNS = (
    Column("title", "题名", 16, stretch=True, most=40, sortable=False),
    Column("source", "来源", 6, sortable=False, most=10),
    Column("issued", "发布日期", 6, sortable=False),
)

LEAD = "两条记录是同一篇时，选留下的一篇：学习过这一条的会议和人员都归到它名下，会议记录中的题名不变。"


class MergeDialog(QDialog):
    """The other documents, those alike first; `merged` carries the one that stays, and the Changes."""

    merged = Signal(str, object)

    def __init__(self, parent: QWidget, desk: Desk, document_id: str) -> None:
        super().__init__(parent)
        self.desk, self._document = desk, document_id
        self.setWindowTitle("并入另一篇")
        self.setModal(True)
        lead = theme.mark(QLabel(LEAD), role="small")
        lead.setWordWrap(True)
        self.table = Table(COLUMNS)
        self.table.setAccessibleName("留下的一篇")
        self.merge_button = theme.mark(QPushButton("合并"), role="primary")
        cancel = QPushButton("取消")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.merge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.4), theme.em(1.2), theme.em(1.4), theme.em(1.2))
        column.setSpacing(theme.em(0.8))
        column.addWidget(lead)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(theme.em(44), theme.em(28))
        cancel.clicked.connect(self.reject)
        self.merge_button.clicked.connect(self._merge)
        self.table.opened.connect(self._merge)

    def begin(self) -> None:
        """Read the other documents and show them."""
        document = self._document
        self.desk.read(lambda store: documents.others(store, document), self._show, owner=self)

    def _show(self, found: tuple[Alike, ...]) -> None:
        self.table.set_rows([Row(one.id, (Cell(one.title), one.source, one.issued)) for one in found])
        self.merge_button.setEnabled(bool(found))
        if found:
            self.table.setCurrentIndex(self.table.rows_model.index(0, 0))
        self.open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _merge(self) -> None:
        document, into = self._document, self.table.key()
        if into:

            def verb(store: Store) -> tuple[str, Changes]:
                return into, documents.merge(store, document, into)

            self.desk.write(verb, self._done, owner=self)

    def _done(self, done: tuple[str, Changes]) -> None:
        self.accept()
        self.merged.emit(*done)
