"""The figures that were kept: when, by whom, of which period, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.services import Store
from branchdesk.services.clues import clue_snapshots
from branchdesk.services.clues.clue_snapshots import Snapshot
from branchdesk.ui import theme
from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Card
from branchdesk.ui.table import Cell, Column, Row, Table

COLUMNS = (
    Column("taken_at", "存照时间", 9, sortable=False),
    Column("name", "名称", 12, stretch=True, most=26, sortable=False),
    Column("period", "统计期间", 12, sortable=False),
    Column("reported", "提报", 4, right=True, sortable=False),
    Column("handled", "已处置", 4, right=True, sortable=False),
    Column("rate", "处置率", 4, right=True, sortable=False),
    Column("who", "存照人", 4, most=8, sortable=False),
    Column("note", "备注", 6, most=20, sortable=False),
)
NOTHING = "还没有存照。在“统计”页按“存照…”，可把上报的数字连同口径和线索清单固定下来。"


class SnapshotList(QWidget):
    """The list; `opened` carries the snapshot that was opened, `renaming` and `removal` the one meant by F2, Delete."""

    opened = Signal(str)
    renaming = Signal(str)
    removal = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snapshots: dict[str, Snapshot] = {}
        self.table = SnapshotTable()
        self.nothing = theme.mark(QLabel(NOTHING), tone="quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(theme.em(0.7), theme.em(1), theme.em(0.7), theme.em(1))
        card = Card()
        card.body.setContentsMargins(theme.em(0.4), theme.em(0.3), theme.em(0.4), theme.em(0.4))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(1.5), theme.em(0.9), theme.em(1.5), theme.em(1.35))
        column.addWidget(card)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.opened)
        self.table.renaming.connect(self.renaming)
        self.table.removal.connect(self.removal)

    def ask(self) -> None:
        """Read the list."""
        self._desk.read(_all, self._show)

    def chosen(self) -> Snapshot | None:
        """Give the snapshot where the keyboard is."""
        return self._snapshots.get(self.table.chosen())

    def of(self, snapshot_id: str) -> Snapshot | None:
        """Give a snapshot of the list."""
        return self._snapshots.get(snapshot_id)

    def _show(self, found: Sequence[Snapshot]) -> None:
        at = self.table.chosen()
        self._snapshots = {one.line.id: one for one in found}
        self.table.set_rows([_row(one) for one in found])
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found and not self.table.choose(at):
            self.table.choose(found[0].line.id)


class SnapshotTable(Table):
    """The table, with its keys."""

    renaming = Signal(str)
    removal = Signal(str)

    def __init__(self) -> None:
        super().__init__(COLUMNS)
        self.setAccessibleName("统计存照")

    def chosen(self) -> str:
        """Give the key of the row where the keyboard is."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].key if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename with F2, take out with Delete."""
        signals = {Qt.Key.Key_F2: self.renaming, Qt.Key.Key_Delete: self.removal}
        signal = signals.get(Qt.Key(event.key()))
        if signal is not None and self.chosen():
            signal.emit(self.chosen())
        else:
            super().keyPressEvent(event)


def period(since: str | None, until: str | None) -> str:
    """Say a period in a few characters."""
    if not since and not until:
        return "全部时间"
    return f"{since or '最早'}至{until or '今'}"


def moment(taken_at: str) -> str:
    """Say when a snapshot was taken."""
    return taken_at.replace("T", " ")


def _row(one: Snapshot) -> Row:
    line, found = one.line, one.figures
    numbers = (str(found.whole.all_reported), str(found.whole.all_handled), found.text(found.rate))
    cells = (moment(line.taken_at), Cell(line.name, bold=True), period(line.since, line.until), *numbers, line.who)
    return Row(line.id, (*cells, line.note or ""))


def _all(store: Store) -> tuple[Snapshot, ...]:
    """Give every snapshot, the newest first; this runs on the reading lane."""
    return tuple(clue_snapshots.read(store, line.id) for line in clue_snapshots.listed(store))
